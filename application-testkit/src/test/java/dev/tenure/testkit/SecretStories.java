package dev.tenure.testkit;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.secrets.AddSecretValue;
import dev.tenure.application.secrets.ConfirmSecretConsumer;
import dev.tenure.application.secrets.DecideOldCredential;
import dev.tenure.application.secrets.DecideRevocation;
import dev.tenure.application.secrets.DecideSecretDelay;
import dev.tenure.application.secrets.EndOffTimes;
import dev.tenure.application.secrets.FlagOverdueRotations;
import dev.tenure.application.secrets.ListSecretRotations;
import dev.tenure.application.secrets.ListSharedSecrets;
import dev.tenure.application.secrets.NoteSecretKnower;
import dev.tenure.application.secrets.RegisterSharedSecret;
import dev.tenure.application.secrets.RequestSecretDelay;
import dev.tenure.application.secrets.RetireSharedSecret;
import dev.tenure.application.secrets.ReviseSharedSecret;
import dev.tenure.application.secrets.ScheduleRotations;
import dev.tenure.application.secrets.SharedSecrets;
import dev.tenure.application.secrets.ShowSecretRotation;
import dev.tenure.application.secrets.ShowSharedSecret;
import dev.tenure.application.secrets.StateOldRevoked;
import dev.tenure.application.secrets.StrikeSecretKnower;
import dev.tenure.application.transaction.RequestKey;
import dev.tenure.connector.spi.ChangeKind;
import dev.tenure.connector.spi.ReadKind;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.inventory.SystemMode;
import dev.tenure.domain.inventory.TargetSystem;
import dev.tenure.domain.secrets.SecretRotation;
import dev.tenure.domain.secrets.SecretRotationId;
import dev.tenure.domain.secrets.SharedSecret;
import dev.tenure.domain.secrets.SharedSecretId;
import dev.tenure.testkit.sample.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** A story for every outcome of the use cases around shared secrets. */
final class SecretStories {

    private static final String ADA = "1001";
    private static final String MACHINE = "svc-reports";
    private static final Caller OWNER = Samples.caller("secret-owner");
    private static final Caller CONTACT = Samples.caller("contact");
    private static final String OLD = "env:TENURE_SECRET_SHARED_OLD";
    private static final String NEW = "env:TENURE_SECRET_SHARED_NEW";
    private static final SharedSecretId NO_SECRET = new SharedSecretId(new UUID(0, 7));
    private static final SecretRotationId NO_ROTATION = new SecretRotationId(new UUID(0, 7));

    private final Map<Class<?>, Function<Company, ?>> stories = new LinkedHashMap<>();

    private SecretStories() {
        registry();
        knowers();
        reading();
        values();
        confirmations();
        revocations();
        delays();
        exchanges();
    }

    static Map<Class<?>, Function<Company, ?>> all() {
        return new SecretStories().stories;
    }

    private <T> void ends(Class<T> outcome, Function<Company, ?> story) {
        if (stories.put(outcome, story) != null) {
            throw new IllegalStateException("outcome: has two stories");
        }
    }

    // What there is -----------------------------------------------------------------------------------------------

    private static SharedSecret.Description described(String name, Optional<SharedSecret.Place> place, String keptAt) {
        return new SharedSecret.Description(
                name,
                place,
                OWNER.subject(),
                List.of(new SharedSecret.Consumer("billing", CONTACT.subject())),
                keptAt,
                Duration.ofDays(90));
    }

    private static SharedSecret.Description described(String name) {
        return described(name, Optional.empty(), OLD);
    }

    private static SharedSecret.Description nowhere() {
        return described(
                "nowhere", Optional.of(new SharedSecret.Place(new SystemId(new UUID(0, 7)), Optional.empty())), OLD);
    }

    private static RegisterSharedSecret.Outcome register(
            Company company, Caller by, RequestKey key, SharedSecret.Description description) {
        return company.world.registerSharedSecret.handle(new RegisterSharedSecret.Command(by, key, description));
    }

    private static RegisterSharedSecret.Outcome register(
            Company company, Caller by, SharedSecret.Description description) {
        return register(company, by, Samples.request(), description);
    }

    private static SharedSecretId registered(Company company, String name) {
        return register(company, Company.ADMIN, described(name)) instanceof RegisterSharedSecret.Outcome.Registered done
                ? done.secret().registration().id()
                : NO_SECRET;
    }

    private static SharedSecretId registered(Company company) {
        return registered(company, "Door code");
    }

    private static SharedSecretId retired(Company company) {
        SharedSecretId id = registered(company);
        retire(company, Company.ADMIN, id, "gone");
        return id;
    }

    private static RetireSharedSecret.Outcome retire(Company company, Caller by, SharedSecretId id, String reason) {
        return company.world.retireSharedSecret.handle(new RetireSharedSecret.Command(by, id, reason));
    }

    private static ReviseSharedSecret.Outcome revise(
            Company company, Caller by, SharedSecretId id, SharedSecret.Description description) {
        return company.world.reviseSharedSecret.handle(new ReviseSharedSecret.Command(by, id, description));
    }

    private static IdentityId ada(Company company) {
        company.worker(ADA, "Ada").takeOver();
        return company.person(ADA).id();
    }

    private static NoteSecretKnower.Outcome note(Company company, Caller by, SharedSecretId id, IdentityId who) {
        return company.world.noteSecretKnower.handle(new NoteSecretKnower.Command(by, id, who));
    }

    private static StrikeSecretKnower.Outcome strike(
            Company company, Caller by, SharedSecretId id, IdentityId who, String reason) {
        return company.world.strikeSecretKnower.handle(new StrikeSecretKnower.Command(by, id, who, reason));
    }

    /** A rotation that is due, since somebody left who knew the secret. */
    private static SecretRotationId due(Company company) {
        company.world.secrets.put(OLD, "the old value");
        company.world.secrets.put(NEW, "the new value");
        IdentityId ada = ada(company);
        note(company, OWNER, registered(company), ada);
        company.lastDay(ADA, "2026-03-01").takeOver();
        return rotations(company).getLast().order().id();
    }

    private static SecretRotationId added(Company company) {
        SecretRotationId id = due(company);
        add(company, OWNER, id, NEW);
        return id;
    }

    private static SecretRotationId inUse(Company company) {
        SecretRotationId id = added(company);
        confirm(company, CONTACT, id, "billing");
        return id;
    }

    private static SecretRotationId stated(Company company) {
        SecretRotationId id = inUse(company);
        state(company, OWNER, id);
        return id;
    }

    private static SecretRotationId done(Company company) {
        SecretRotationId id = stated(company);
        decide(company, Company.OPERATOR, id, true);
        return id;
    }

    private static SecretRotationId asked(Company company) {
        SecretRotationId id = due(company);
        ask(company, OWNER, id, company.world.now().plus(Duration.ofDays(2)), "on holiday");
        return id;
    }

    private static List<SecretRotation> rotations(Company company) {
        return list(company, Company.AUDITOR) instanceof ListSecretRotations.Outcome.Listed listed
                ? listed.rotations().items()
                : List.of();
    }

    private static ListSecretRotations.Outcome list(Company company, Caller by) {
        return company.world.listSecretRotations.handle(
                new ListSecretRotations.Command(by, Optional.empty(), Optional.empty(), PageRequest.first()));
    }

    private static AddSecretValue.Outcome add(Company company, Caller by, SecretRotationId id, String reference) {
        return company.world.addSecretValue.handle(new AddSecretValue.Command(by, id, reference));
    }

    private static ConfirmSecretConsumer.Outcome confirm(
            Company company, Caller by, SecretRotationId id, String consumer) {
        return company.world.confirmSecretConsumer.handle(new ConfirmSecretConsumer.Command(by, id, consumer));
    }

    private static StateOldRevoked.Outcome state(Company company, Caller by, SecretRotationId id) {
        return company.world.stateOldRevoked.handle(new StateOldRevoked.Command(by, id));
    }

    private static DecideRevocation.Outcome decide(
            Company company, Caller by, SecretRotationId id, boolean worksNoLonger) {
        return company.world.decideRevocation.handle(new DecideRevocation.Command(by, id, worksNoLonger));
    }

    private static RequestSecretDelay.Outcome ask(
            Company company, Caller by, SecretRotationId id, Instant until, String reason) {
        return company.world.requestSecretDelay.handle(new RequestSecretDelay.Command(by, id, until, reason));
    }

    private static DecideSecretDelay.Outcome grant(Company company, Caller by, SecretRotationId id) {
        return company.world.decideSecretDelay.handle(new DecideSecretDelay.Command(by, id, true));
    }

    private static TargetSystem cloud(Company company) {
        return company.system("Cloud", new SystemMode.Act());
    }

    /** The rotation of a key that a target makes anew. */
    private static SecretRotationId keyDue(Company company, TargetSystem cloud, String credential) {
        company.target(cloud).account(MACHINE, Map.of()).credential(MACHINE, "key-1");
        company.target(cloud)
                .declares(
                        EnumSet.of(
                                ChangeKind.ISSUE_CREDENTIAL,
                                ChangeKind.ENABLE_CREDENTIAL,
                                ChangeKind.DISABLE_CREDENTIAL,
                                ChangeKind.REVOKE_CREDENTIAL),
                        List.of());
        company.target(cloud).reads(Set.of(ReadKind.CREDENTIALS));
        company.takeOver();
        company.read(cloud);
        register(
                company,
                Company.ADMIN,
                new SharedSecret.Description(
                        "Report key",
                        Optional.of(new SharedSecret.Place(
                                cloud.id(),
                                Optional.of(company.account(cloud, MACHINE).id()),
                                Optional.of(new SharedSecret.Key(credential, Duration.ofHours(6))))),
                        OWNER.subject(),
                        List.of(new SharedSecret.Consumer("billing", CONTACT.subject())),
                        OLD,
                        Duration.ofDays(10)));
        company.world.scheduleRotations.handle(new ScheduleRotations.Command());
        return rotations(company).getFirst().order().id();
    }

    private static AddSecretValue.Outcome issue(Company company, SecretRotationId id) {
        return company.world.addSecretValue.handle(
                new AddSecretValue.Command(OWNER, id, "file:shared/report-key-2", true));
    }

    private static SecretRotationId oldOff(Company company) {
        SecretRotationId id = keyDue(company, cloud(company), "key-1");
        issue(company, id);
        company.world.work();
        confirm(company, CONTACT, id, "billing");
        company.world.work();
        return id;
    }

    private static DecideOldCredential.Outcome decideOld(Company company, Caller by, SecretRotationId id, boolean off) {
        return company.world.decideOldCredential.handle(new DecideOldCredential.Command(by, id, off));
    }

    // The stories -------------------------------------------------------------------------------------------------

    private void registry() {
        ends(RegisterSharedSecret.Outcome.Registered.class, c -> register(c, Company.OPERATOR, described("Door code")));
        ends(RegisterSharedSecret.Outcome.NameTaken.class, c -> {
            registered(c);
            return register(c, Company.ADMIN, described("DOOR CODE"));
        });
        ends(RegisterSharedSecret.Outcome.UnknownPlace.class, c -> register(c, Company.ADMIN, nowhere()));
        ends(
                RegisterSharedSecret.Outcome.BadReference.class,
                c -> register(
                        c, Company.ADMIN, described("Door code", Optional.empty(), "env:TENURE_SECRET_SHARED_small")));
        ends(RegisterSharedSecret.Outcome.KeyReused.class, c -> {
            RequestKey key = new RequestKey("one", "first");
            register(c, Company.ADMIN, key, described("Door code"));
            return register(c, Company.ADMIN, new RequestKey("one", "second"), described("Another"));
        });
        ends(RegisterSharedSecret.Outcome.InProgress.class, c -> {
            c.world.ports.requestKeys().holdElsewhere("one");
            return register(c, Company.ADMIN, new RequestKey("one", "first"), described("Door code"));
        });
        ends(RegisterSharedSecret.Outcome.NotAllowed.class, c -> register(c, Company.AUDITOR, described("Door code")));

        ends(
                ReviseSharedSecret.Outcome.Revised.class,
                c -> revise(c, Company.ADMIN, registered(c), described("Gate code")));
        ends(
                ReviseSharedSecret.Outcome.Unknown.class,
                c -> revise(c, Company.ADMIN, NO_SECRET, described("Gate code")));
        ends(
                ReviseSharedSecret.Outcome.IsRetired.class,
                c -> revise(c, Company.ADMIN, retired(c), described("Gate code")));
        ends(ReviseSharedSecret.Outcome.NameTaken.class, c -> {
            registered(c, "Gate code");
            return revise(c, Company.ADMIN, registered(c), described("gate code"));
        });
        ends(ReviseSharedSecret.Outcome.UnknownPlace.class, c -> revise(c, Company.ADMIN, registered(c), nowhere()));
        ends(
                ReviseSharedSecret.Outcome.BadReference.class,
                c -> revise(
                        c,
                        Company.ADMIN,
                        registered(c),
                        described("Door code", Optional.empty(), "env:TENURE_SECRET_SHARED_small")));
        ends(
                ReviseSharedSecret.Outcome.NotAllowed.class,
                c -> revise(c, Company.AUDITOR, registered(c), described("Gate code")));

        ends(RetireSharedSecret.Outcome.Retired.class, c -> retire(c, Company.ADMIN, registered(c), "gone"));
        ends(RetireSharedSecret.Outcome.RetiredBefore.class, c -> retire(c, Company.ADMIN, retired(c), "gone"));
        ends(RetireSharedSecret.Outcome.Unknown.class, c -> retire(c, Company.ADMIN, NO_SECRET, "gone"));
        ends(RetireSharedSecret.Outcome.RotationOpen.class, c -> {
            due(c);
            return retire(c, Company.ADMIN, rotations(c).getFirst().order().secret(), "gone");
        });
        ends(RetireSharedSecret.Outcome.BadReason.class, c -> retire(c, Company.ADMIN, registered(c), " "));
        ends(RetireSharedSecret.Outcome.NotAllowed.class, c -> retire(c, Company.OPERATOR, registered(c), "gone"));
    }

    private void knowers() {
        ends(NoteSecretKnower.Outcome.Noted.class, c -> note(c, OWNER, registered(c), ada(c)));
        ends(NoteSecretKnower.Outcome.Unknown.class, c -> note(c, Company.OPERATOR, NO_SECRET, ada(c)));
        ends(
                NoteSecretKnower.Outcome.UnknownPerson.class,
                c -> note(c, Company.OPERATOR, registered(c), new IdentityId(new UUID(0, 7))));
        ends(NoteSecretKnower.Outcome.IsRetired.class, c -> note(c, OWNER, retired(c), ada(c)));
        ends(NoteSecretKnower.Outcome.TooMany.class, c -> {
            SharedSecretId id = registered(c);
            c.world.ports.transactions().call(now -> {
                SharedSecret.Kept kept = (SharedSecret.Kept)
                        c.world.ports.sharedSecrets().find(id).orElseThrow();
                for (int i = 0; i < SharedSecret.MOST_KNOWERS; i++) {
                    kept = kept.knownTo(new IdentityId(new UUID(1, i)), now);
                }
                c.world.ports.sharedSecrets().save(kept);
                return kept;
            });
            return note(c, OWNER, id, ada(c));
        });
        ends(NoteSecretKnower.Outcome.NotAllowed.class, c -> note(c, Company.AUDITOR, registered(c), ada(c)));

        ends(StrikeSecretKnower.Outcome.Struck.class, c -> {
            SharedSecretId id = registered(c);
            note(c, OWNER, id, ada(c));
            return strike(c, Company.OPERATOR, id, c.person(ADA).id(), "a mistake");
        });
        ends(
                StrikeSecretKnower.Outcome.Unknown.class,
                c -> strike(c, Company.OPERATOR, NO_SECRET, ada(c), "a mistake"));
        ends(
                StrikeSecretKnower.Outcome.DoesNotKnow.class,
                c -> strike(c, Company.OPERATOR, registered(c), ada(c), "a mistake"));
        ends(
                StrikeSecretKnower.Outcome.IsRetired.class,
                c -> strike(c, Company.OPERATOR, retired(c), ada(c), "a mistake"));
        ends(StrikeSecretKnower.Outcome.RotationOpen.class, c -> {
            due(c);
            return strike(
                    c,
                    Company.OPERATOR,
                    rotations(c).getFirst().order().secret(),
                    c.person(ADA).id(),
                    "a mistake");
        });
        ends(StrikeSecretKnower.Outcome.BadReason.class, c -> strike(c, Company.OPERATOR, registered(c), ada(c), ""));
        ends(StrikeSecretKnower.Outcome.NotAllowed.class, c -> strike(c, OWNER, registered(c), ada(c), "a mistake"));
    }

    private void reading() {
        ends(ListSharedSecrets.Outcome.Listed.class, c -> secrets(c, Company.AUDITOR));
        ends(ListSharedSecrets.Outcome.NotAllowed.class, c -> secrets(c, OWNER));
        ends(ShowSharedSecret.Outcome.Shown.class, c -> show(c, OWNER, registered(c)));
        ends(ShowSharedSecret.Outcome.Unknown.class, c -> show(c, Company.AUDITOR, NO_SECRET));
        ends(ShowSharedSecret.Outcome.NotAllowed.class, c -> show(c, Company.NOBODY, registered(c)));
        ends(ListSecretRotations.Outcome.Listed.class, c -> list(c, Company.AUDITOR));
        ends(ListSecretRotations.Outcome.NotAllowed.class, c -> list(c, OWNER));
        ends(ShowSecretRotation.Outcome.Shown.class, c -> show(c, CONTACT, due(c)));
        ends(ShowSecretRotation.Outcome.Unknown.class, c -> show(c, Company.AUDITOR, NO_ROTATION));
        ends(ShowSecretRotation.Outcome.NotAllowed.class, c -> show(c, Company.NOBODY, due(c)));
        ends(
                FlagOverdueRotations.Outcome.Flagged.class,
                c -> c.world.flagOverdueRotations.handle(new FlagOverdueRotations.Command()));
        ends(
                ScheduleRotations.Outcome.Scheduled.class,
                c -> c.world.scheduleRotations.handle(new ScheduleRotations.Command()));
    }

    private static Object secrets(Company company, Caller by) {
        return company.world.listSharedSecrets.handle(
                new ListSharedSecrets.Command(by, SharedSecrets.Filter.ALL, PageRequest.first()));
    }

    private static Object show(Company company, Caller by, SharedSecretId id) {
        return company.world.showSharedSecret.handle(new ShowSharedSecret.Command(by, id));
    }

    private static Object show(Company company, Caller by, SecretRotationId id) {
        return company.world.showSecretRotation.handle(new ShowSecretRotation.Command(by, id));
    }

    private void values() {
        ends(AddSecretValue.Outcome.Added.class, c -> add(c, OWNER, due(c), NEW));
        ends(AddSecretValue.Outcome.Unknown.class, c -> add(c, Company.OPERATOR, NO_ROTATION, NEW));
        ends(AddSecretValue.Outcome.NotNow.class, c -> add(c, OWNER, inUse(c), NEW));
        ends(AddSecretValue.Outcome.AnotherUnderWay.class, c -> {
            c.worker("1002", "Ben");
            SecretRotationId first = due(c);
            note(
                    c,
                    OWNER,
                    rotations(c).getFirst().order().secret(),
                    c.person("1002").id());
            add(c, OWNER, first, NEW);
            c.lastDay("1002", "2026-03-01").takeOver();
            SecretRotation second = rotations(c).stream()
                    .filter(SecretRotation.Due.class::isInstance)
                    .findFirst()
                    .orElseThrow();
            return add(c, OWNER, second.order().id(), NEW);
        });
        ends(AddSecretValue.Outcome.BadReference.class, c -> add(c, OWNER, due(c), "file:elsewhere"));
        ends(AddSecretValue.Outcome.SameValue.class, c -> {
            SecretRotationId id = due(c);
            c.world.secrets.put(NEW, "the old value");
            return add(c, OWNER, id, NEW);
        });
        ends(AddSecretValue.Outcome.NotAllowed.class, c -> add(c, Company.AUDITOR, due(c), NEW));
    }

    private void confirmations() {
        ends(ConfirmSecretConsumer.Outcome.Confirmed.class, c -> confirm(c, CONTACT, added(c), "billing"));
        ends(ConfirmSecretConsumer.Outcome.Unknown.class, c -> confirm(c, Company.ADMIN, NO_ROTATION, "billing"));
        ends(ConfirmSecretConsumer.Outcome.NotNow.class, c -> confirm(c, Company.ADMIN, due(c), "billing"));
        ends(ConfirmSecretConsumer.Outcome.UnknownConsumer.class, c -> confirm(c, Company.ADMIN, added(c), "payroll"));
        ends(ConfirmSecretConsumer.Outcome.NotTheContact.class, c -> confirm(c, Company.ADMIN, added(c), "billing"));
        ends(ConfirmSecretConsumer.Outcome.ContactAddedIt.class, c -> {
            SecretRotationId id = due(c);
            Caller both = new Caller(CONTACT.subject(), CONTACT.name(), Company.OPERATOR.roles());
            add(c, both, id, NEW);
            return confirm(c, both, id, "billing");
        });
    }

    private void revocations() {
        ends(StateOldRevoked.Outcome.Stated.class, c -> state(c, OWNER, inUse(c)));
        ends(StateOldRevoked.Outcome.Unknown.class, c -> state(c, Company.ADMIN, NO_ROTATION));
        ends(StateOldRevoked.Outcome.NotNow.class, c -> state(c, OWNER, due(c)));
        ends(StateOldRevoked.Outcome.NotAllowed.class, c -> state(c, Company.AUDITOR, inUse(c)));
        ends(DecideRevocation.Outcome.Decided.class, c -> decide(c, Company.OPERATOR, stated(c), true));
        ends(DecideRevocation.Outcome.Unknown.class, c -> decide(c, Company.OPERATOR, NO_ROTATION, true));
        ends(DecideRevocation.Outcome.NotNow.class, c -> decide(c, Company.OPERATOR, done(c), true));
        ends(DecideRevocation.Outcome.DeciderStatedIt.class, c -> decide(c, OWNER, stated(c), true));
        ends(DecideRevocation.Outcome.NotAllowed.class, c -> decide(c, Company.AUDITOR, stated(c), true));
    }

    private void delays() {
        Duration days = Duration.ofDays(2);
        ends(
                RequestSecretDelay.Outcome.Requested.class,
                c -> ask(c, OWNER, due(c), c.world.now().plus(days), "on holiday"));
        ends(
                RequestSecretDelay.Outcome.Unknown.class,
                c -> ask(c, Company.OPERATOR, NO_ROTATION, c.world.now().plus(days), "on holiday"));
        ends(
                RequestSecretDelay.Outcome.IsOver.class,
                c -> ask(c, OWNER, done(c), c.world.now().plus(days), "on holiday"));
        ends(
                RequestSecretDelay.Outcome.BadTime.class,
                c -> ask(c, OWNER, due(c), c.world.now().plus(Duration.ofDays(60)), "on holiday"));
        ends(
                RequestSecretDelay.Outcome.BadReason.class,
                c -> ask(c, OWNER, due(c), c.world.now().plus(days), " "));
        ends(
                RequestSecretDelay.Outcome.NotAllowed.class,
                c -> ask(c, Company.AUDITOR, due(c), c.world.now().plus(days), "on holiday"));

        ends(DecideSecretDelay.Outcome.Decided.class, c -> grant(c, Company.OPERATOR, asked(c)));
        ends(DecideSecretDelay.Outcome.Unknown.class, c -> grant(c, Company.OPERATOR, NO_ROTATION));
        ends(DecideSecretDelay.Outcome.NothingAsked.class, c -> grant(c, Company.OPERATOR, due(c)));
        ends(DecideSecretDelay.Outcome.DeciderAsked.class, c -> {
            SecretRotationId id = due(c);
            ask(c, Company.OPERATOR, id, c.world.now().plus(days), "on holiday");
            return grant(c, Company.OPERATOR, id);
        });
        ends(DecideSecretDelay.Outcome.Outdated.class, c -> {
            SecretRotationId id = asked(c);
            c.world.pass(Duration.ofDays(3));
            return grant(c, Company.OPERATOR, id);
        });
        ends(DecideSecretDelay.Outcome.NotAllowed.class, c -> grant(c, Company.AUDITOR, asked(c)));
    }

    private void exchanges() {
        ends(AddSecretValue.Outcome.NotIssued.class, c -> issue(c, due(c)));
        ends(AddSecretValue.Outcome.NoSuchCredential.class, c -> issue(c, keyDue(c, cloud(c), "key-7")));
        ends(AddSecretValue.Outcome.TargetDoesNotTell.class, c -> {
            TargetSystem cloud = cloud(c);
            SecretRotationId id = keyDue(c, cloud, "key-1");
            c.target(cloud).goDown("the cable is cut");
            return issue(c, id);
        });

        ends(DecideOldCredential.Outcome.Decided.class, c -> decideOld(c, OWNER, oldOff(c), false));
        ends(DecideOldCredential.Outcome.NotNow.class, c -> decideOld(c, OWNER, due(c), false));
        ends(DecideOldCredential.Outcome.ByHand.class, c -> decideOld(c, OWNER, inUse(c), true));
        ends(DecideOldCredential.Outcome.Unknown.class, c -> decideOld(c, Company.OPERATOR, NO_ROTATION, true));
        ends(DecideOldCredential.Outcome.NotAllowed.class, c -> decideOld(c, CONTACT, due(c), true));

        ends(EndOffTimes.Outcome.Ended.class, c -> c.world.endOffTimes.handle(new EndOffTimes.Command()));
    }
}

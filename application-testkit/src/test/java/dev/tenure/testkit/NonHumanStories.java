package dev.tenure.testkit;

import dev.tenure.application.nonhuman.DecideNonHuman;
import dev.tenure.application.nonhuman.ListNonHumans;
import dev.tenure.application.nonhuman.NonHumans;
import dev.tenure.application.nonhuman.RequestNonHuman;
import dev.tenure.application.nonhuman.RetireNonHuman;
import dev.tenure.application.nonhuman.ShowNonHuman;
import dev.tenure.application.nonhuman.TransferNonHuman;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.reconciliation.LinkAccount;
import dev.tenure.application.transaction.RequestKey;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.inventory.SystemMode;
import dev.tenure.domain.inventory.TargetSystem;
import dev.tenure.domain.nonhuman.NonHumanId;
import dev.tenure.domain.nonhuman.NonHumanKind;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.testkit.sample.Samples;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** A story for every outcome of the use cases about non-human identities. */
final class NonHumanStories {

    private static final String EVE = "1002";
    private static final NonHumanId NO_ONE = new NonHumanId(new UUID(0, 7));
    private static final IdentityId NO_PERSON = new IdentityId(new UUID(0, 7));
    private static final DecideNonHuman.Decision APPROVE = new DecideNonHuman.Decision.Approve();

    private final Map<Class<?>, Function<Company, ?>> stories = new LinkedHashMap<>();

    private NonHumanStories() {
        requests();
        decisions();
        owners();
        retirements();
        looks();
    }

    static Map<Class<?>, Function<Company, ?>> all() {
        return new NonHumanStories().stories;
    }

    private void ends(Class<?> outcome, Function<Company, ?> story) {
        if (stories.put(outcome, story) != null) {
            throw new IllegalStateException("outcome: has two stories");
        }
    }

    private void requests() {
        ends(RequestNonHuman.Outcome.Recorded.class, c -> ask(c, Optional.of(account(c))));
        ends(RequestNonHuman.Outcome.BadName.class, c -> ask(c, "two\nlines", "to carry mail", PeopleStories.ada(c)));
        ends(RequestNonHuman.Outcome.BadPurpose.class, c -> ask(c, "gateway", " ", PeopleStories.ada(c)));
        ends(RequestNonHuman.Outcome.OwnerNotHere.class, c -> ask(c, "gateway", "to carry mail", NO_PERSON));
        ends(RequestNonHuman.Outcome.NameTaken.class, c -> {
            requested(c);
            return ask(c, "GateWay", "to carry mail", PeopleStories.ada(c));
        });
        ends(RequestNonHuman.Outcome.UnknownAccount.class, c -> ask(c, Optional.of(new AccountId(new UUID(0, 7)))));
        ends(RequestNonHuman.Outcome.AccountTaken.class, c -> {
            AccountId account = account(c);
            link(c, account);
            return ask(c, Optional.of(account));
        });
        ends(
                RequestNonHuman.Outcome.OwnAccount.class,
                c -> ask(
                        c,
                        Samples.caller("svc-mail", Role.REQUESTER),
                        Samples.request(),
                        "gateway",
                        "to carry mail",
                        PeopleStories.ada(c),
                        Optional.of(account(c))));
        ends(RequestNonHuman.Outcome.KeyReused.class, c -> {
            keyed(c, PeopleStories.REQUESTER, "one");
            return keyed(c, PeopleStories.REQUESTER, "two");
        });
        ends(RequestNonHuman.Outcome.InProgress.class, c -> {
            c.world.ports.requestKeys().holdElsewhere("key");
            return keyed(c, PeopleStories.REQUESTER, "one");
        });
        ends(RequestNonHuman.Outcome.NotAllowed.class, c -> keyed(c, PeopleStories.APPROVER, "one"));
    }

    private static Object keyed(Company company, Caller by, String content) {
        return ask(
                company,
                by,
                new RequestKey("key", content),
                "gateway",
                "to carry mail",
                PeopleStories.ada(company),
                Optional.empty());
    }

    private static Object ask(Company company, String name, String purpose, IdentityId owner) {
        return ask(company, PeopleStories.REQUESTER, Samples.request(), name, purpose, owner, Optional.empty());
    }

    private static RequestNonHuman.Outcome ask(Company company, Optional<AccountId> account) {
        return ask(
                company,
                PeopleStories.REQUESTER,
                Samples.request(),
                "gateway",
                "to carry mail",
                PeopleStories.ada(company),
                account);
    }

    private static RequestNonHuman.Outcome ask(
            Company company,
            Caller by,
            RequestKey key,
            String name,
            String purpose,
            IdentityId owner,
            Optional<AccountId> account) {
        return company.world.requestNonHuman.handle(
                new RequestNonHuman.Command(by, key, NonHumanKind.SERVICE_ACCOUNT, name, purpose, owner, account));
    }

    /** An account that belongs to nobody. */
    private static AccountId account(Company company) {
        TargetSystem system = company.system("Directory", new SystemMode.Act());
        company.target(system).account("svc-mail", Map.of());
        company.read(system);
        return company.account(system, "svc-mail").id();
    }

    private static void link(Company company, AccountId account) {
        company.world.linkAccount.handle(
                new LinkAccount.Command(Company.OPERATOR, account, PeopleStories.ada(company), "it is hers"));
    }

    private static NonHumanId requested(Company company) {
        return requested(company, Optional.empty());
    }

    private static NonHumanId requested(Company company, Optional<AccountId> account) {
        return ((RequestNonHuman.Outcome.Recorded) ask(company, account))
                .nonHuman()
                .terms()
                .id();
    }

    private static NonHumanId active(Company company) {
        NonHumanId id = requested(company);
        decide(company, Company.OPERATOR, id, APPROVE);
        return id;
    }

    private void decisions() {
        ends(DecideNonHuman.Outcome.Decided.class, c -> decide(c, Company.OPERATOR, requested(c), APPROVE));
        ends(DecideNonHuman.Outcome.Unknown.class, c -> decide(c, Company.OPERATOR, NO_ONE, APPROVE));
        ends(DecideNonHuman.Outcome.AlreadyDecided.class, c -> decide(c, Company.OPERATOR, active(c), APPROVE));
        ends(
                DecideNonHuman.Outcome.DeciderIsRequester.class,
                c -> decide(
                        c,
                        Samples.caller(PeopleStories.REQUESTER.subject(), Role.ADMINISTRATOR),
                        requested(c),
                        APPROVE));
        ends(DecideNonHuman.Outcome.OwnerNotHere.class, c -> {
            NonHumanId id = requested(c);
            c.lastDay("1001", "2026-03-01").takeOver();
            return decide(c, Company.OPERATOR, id, APPROVE);
        });
        ends(DecideNonHuman.Outcome.UnknownAccount.class, c -> {
            NonHumanId id = requested(c, Optional.of(account(c)));
            TargetSystem system = c.world
                    .ports
                    .transactions()
                    .call(now -> c.world.ports.systems().findByName("Directory").orElseThrow());
            c.target(system).remove("svc-mail");
            c.target(system).account("another", Map.of());
            c.read(system);
            return decide(c, Company.OPERATOR, id, APPROVE);
        });
        ends(DecideNonHuman.Outcome.AccountTaken.class, c -> {
            AccountId account = account(c);
            NonHumanId id = requested(c, Optional.of(account));
            link(c, account);
            return decide(c, Company.OPERATOR, id, APPROVE);
        });
        ends(
                DecideNonHuman.Outcome.OwnAccount.class,
                c -> decide(
                        c, Samples.caller("svc-mail", Role.OPERATOR), requested(c, Optional.of(account(c))), APPROVE));
        ends(
                DecideNonHuman.Outcome.BadReason.class,
                c -> decide(c, Company.OPERATOR, requested(c), new DecideNonHuman.Decision.Reject("")));
        ends(DecideNonHuman.Outcome.NotAllowed.class, c -> decide(c, PeopleStories.APPROVER, requested(c), APPROVE));
    }

    private static Object decide(Company company, Caller by, NonHumanId id, DecideNonHuman.Decision decision) {
        return company.world.decideNonHuman.handle(new DecideNonHuman.Command(by, id, decision));
    }

    private static IdentityId eve(Company company) {
        company.worker(EVE, "Eve").takeOver();
        return company.person(EVE).id();
    }

    private void owners() {
        ends(TransferNonHuman.Outcome.Transferred.class, c -> transfer(c, Company.OPERATOR, active(c), eve(c), "so"));
        ends(TransferNonHuman.Outcome.Unknown.class, c -> transfer(c, Company.OPERATOR, NO_ONE, eve(c), "so"));
        ends(TransferNonHuman.Outcome.NotActive.class, c -> transfer(c, Company.ADMIN, requested(c), eve(c), "so"));
        ends(
                TransferNonHuman.Outcome.OwnerNotHere.class,
                c -> transfer(c, Company.OPERATOR, active(c), NO_PERSON, "so"));
        ends(TransferNonHuman.Outcome.BadReason.class, c -> transfer(c, Company.OPERATOR, active(c), eve(c), ""));
        ends(
                TransferNonHuman.Outcome.NotAllowed.class,
                c -> transfer(c, PeopleStories.REQUESTER, active(c), eve(c), "so"));
    }

    private static Object transfer(Company company, Caller by, NonHumanId id, IdentityId owner, String reason) {
        return company.world.transferNonHuman.handle(new TransferNonHuman.Command(by, id, owner, reason));
    }

    private void retirements() {
        ends(RetireNonHuman.Outcome.Retired.class, c -> retire(c, Company.OPERATOR, active(c), "it is off"));
        ends(RetireNonHuman.Outcome.Unknown.class, c -> retire(c, Company.OPERATOR, NO_ONE, "it is off"));
        ends(RetireNonHuman.Outcome.NotActive.class, c -> retire(c, Company.OPERATOR, requested(c), "it is off"));
        ends(RetireNonHuman.Outcome.BadReason.class, c -> retire(c, Company.OPERATOR, active(c), " "));
        ends(RetireNonHuman.Outcome.NotAllowed.class, c -> retire(c, Company.AUDITOR, active(c), "it is off"));
    }

    private static Object retire(Company company, Caller by, NonHumanId id, String reason) {
        return company.world.retireNonHuman.handle(new RetireNonHuman.Command(by, id, reason));
    }

    private void looks() {
        ends(ListNonHumans.Outcome.Listed.class, c -> list(c, Company.AUDITOR));
        ends(ListNonHumans.Outcome.NotAllowed.class, c -> list(c, Company.NOBODY));
        ends(ShowNonHuman.Outcome.Shown.class, c -> show(c, Company.AUDITOR, active(c)));
        ends(ShowNonHuman.Outcome.Unknown.class, c -> show(c, Company.AUDITOR, NO_ONE));
        ends(ShowNonHuman.Outcome.NotAllowed.class, c -> show(c, Company.NOBODY, active(c)));
    }

    private static Object list(Company company, Caller by) {
        return company.world.listNonHumans.handle(new ListNonHumans.Command(
                by,
                new NonHumans.Filter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false),
                PageRequest.first()));
    }

    private static Object show(Company company, Caller by, NonHumanId id) {
        return company.world.showNonHuman.handle(new ShowNonHuman.Command(by, id));
    }
}

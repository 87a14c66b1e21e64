package dev.tenure.testkit.secrets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.application.lifecycle.CertifyLeaver;
import dev.tenure.application.lifecycle.DecideSuspension;
import dev.tenure.application.lifecycle.SuspendPerson;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.reconciliation.ProtectAccount;
import dev.tenure.application.secrets.AddSecretValue;
import dev.tenure.application.secrets.ConfirmSecretConsumer;
import dev.tenure.application.secrets.DecideRevocation;
import dev.tenure.application.secrets.DecideSecretDelay;
import dev.tenure.application.secrets.FlagOverdueRotations;
import dev.tenure.application.secrets.ListSecretRotations;
import dev.tenure.application.secrets.NoteSecretKnower;
import dev.tenure.application.secrets.RegisterSharedSecret;
import dev.tenure.application.secrets.RequestSecretDelay;
import dev.tenure.application.secrets.RetireSharedSecret;
import dev.tenure.application.secrets.ScheduleRotations;
import dev.tenure.application.secrets.ShowSharedSecret;
import dev.tenure.application.secrets.StateOldRevoked;
import dev.tenure.application.secrets.StrikeSecretKnower;
import dev.tenure.connector.spi.ChangeKind;
import dev.tenure.domain.audit.EventType;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.inventory.SystemMode;
import dev.tenure.domain.inventory.TargetSystem;
import dev.tenure.domain.lifecycle.LeaverCertificate;
import dev.tenure.domain.lifecycle.LeaverException;
import dev.tenure.domain.provisioning.Cause;
import dev.tenure.domain.provisioning.Operation;
import dev.tenure.domain.secrets.SecretRotation;
import dev.tenure.domain.secrets.SharedSecret;
import dev.tenure.testkit.Company;
import dev.tenure.testkit.sample.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Secrets that a leaver shared with others are replaced: new added, consumers confirm, old revoked. */
final class SecretRotationTest {

    private static final String ADA = "1001";
    private static final String BEN = "1002";
    private static final Caller OWNER = Samples.caller("owner");
    private static final Caller CONTACT = Samples.caller("billing-contact");
    private static final Caller OTHER_CONTACT = Samples.caller("reports-contact");
    private static final String OLD = "env:TENURE_SECRET_SHARED_OLD";
    private static final String NEW = "env:TENURE_SECRET_SHARED_NEW";
    private static final String VALUE = "a-value-that-nobody-may-read";

    private final Company company = new Company();
    private TargetSystem directory = Samples.system("none", new SystemMode.Observe());

    @BeforeEach
    void adaAndBenWork() {
        directory = company.system("Directory", new SystemMode.Act());
        company.target(directory).account("ada", Samples.employee(ADA), "Staff");
        company.target(directory).account("ben", Samples.employee(BEN), "Staff");
        company.target(directory).account("svc-billing", Map.of());
        company.worker(ADA, "Ada").worker(BEN, "Ben").takeOver();
        company.read(directory);
        company.world.secrets.put(OLD, "old-value");
        company.world.secrets.put(NEW, VALUE);
    }

    // The registry ------------------------------------------------------------------------------------------------

    private SharedSecret register(String name, Optional<SharedSecret.Place> place) {
        RegisterSharedSecret.Outcome outcome =
                company.world.registerSharedSecret.handle(new RegisterSharedSecret.Command(
                        Company.ADMIN,
                        Samples.request(),
                        new SharedSecret.Description(
                                name,
                                place,
                                OWNER.subject(),
                                List.of(
                                        new SharedSecret.Consumer("billing", CONTACT.subject()),
                                        new SharedSecret.Consumer("reports", OTHER_CONTACT.subject())),
                                OLD,
                                Duration.ofDays(90))));
        return assertInstanceOf(RegisterSharedSecret.Outcome.Registered.class, outcome)
                .secret();
    }

    private SharedSecret unplaced() {
        return register("Door code", Optional.empty());
    }

    private SharedSecret ofAccount() {
        return register(
                "Billing password",
                Optional.of(new SharedSecret.Place(
                        directory.id(),
                        Optional.of(company.account(directory, "svc-billing").id()))));
    }

    private NoteSecretKnower.Outcome knows(SharedSecret secret, String workerId) {
        return company.world.noteSecretKnower.handle(new NoteSecretKnower.Command(
                OWNER, secret.registration().id(), company.person(workerId).id()));
    }

    private SharedSecret now(SharedSecret secret) {
        return assertInstanceOf(
                        ShowSharedSecret.Outcome.Shown.class,
                        company.world.showSharedSecret.handle(new ShowSharedSecret.Command(
                                Company.AUDITOR, secret.registration().id())))
                .secret();
    }

    private boolean isKnownTo(SharedSecret secret, String workerId) {
        return now(secret).knowers().containsKey(company.person(workerId).id());
    }

    // The rotation ------------------------------------------------------------------------------------------------

    private void leaves(String workerId) {
        company.lastDay(workerId, "2026-03-01").takeOver();
    }

    private List<SecretRotation> rotations() {
        return assertInstanceOf(
                        ListSecretRotations.Outcome.Listed.class,
                        company.world.listSecretRotations.handle(new ListSecretRotations.Command(
                                Company.AUDITOR, Optional.empty(), Optional.empty(), PageRequest.first())))
                .rotations()
                .items();
    }

    private SecretRotation rotation() {
        assertEquals(1, rotations().size());
        return rotations().getFirst();
    }

    private AddSecretValue.Outcome add(Caller by, String reference) {
        return add(by, rotation(), reference);
    }

    private AddSecretValue.Outcome add(Caller by, SecretRotation rotation, String reference) {
        return company.world.addSecretValue.handle(
                new AddSecretValue.Command(by, rotation.order().id(), reference));
    }

    private ConfirmSecretConsumer.Outcome confirm(Caller by, String consumer) {
        return company.world.confirmSecretConsumer.handle(
                new ConfirmSecretConsumer.Command(by, underWay().order().id(), consumer));
    }

    private SecretRotation underWay() {
        return rotations().stream()
                .filter(r -> !(r instanceof SecretRotation.Due))
                .findFirst()
                .orElseThrow();
    }

    private void addedAndConfirmed() {
        assertInstanceOf(AddSecretValue.Outcome.Added.class, add(OWNER, NEW));
        assertInstanceOf(ConfirmSecretConsumer.Outcome.Confirmed.class, confirm(CONTACT, "billing"));
        assertEquals("new-added", rotation().label(), "one consumer is outstanding");
        assertInstanceOf(ConfirmSecretConsumer.Outcome.Confirmed.class, confirm(OTHER_CONTACT, "reports"));
    }

    private StateOldRevoked.Outcome state(Caller by) {
        return company.world.stateOldRevoked.handle(
                new StateOldRevoked.Command(by, underWay().order().id()));
    }

    private DecideRevocation.Outcome decide(Caller by, boolean worksNoLonger) {
        return company.world.decideRevocation.handle(
                new DecideRevocation.Command(by, underWay().order().id(), worksNoLonger));
    }

    private void revokedByHand() {
        assertInstanceOf(StateOldRevoked.Outcome.Stated.class, state(OWNER));
        assertInstanceOf(DecideRevocation.Outcome.Decided.class, decide(Company.OPERATOR, true));
    }

    private LeaverCertificate certificate(String workerId) {
        return assertInstanceOf(
                        CertifyLeaver.Outcome.Certified.class,
                        company.world.certifyLeaver.handle(new CertifyLeaver.Command(
                                Company.AUDITOR,
                                company.findCase(workerId)
                                        .orElseThrow()
                                        .opening()
                                        .id())))
                .certificate();
    }

    private void declaresRotation() {
        Set<ChangeKind> all = EnumSet.of(
                ChangeKind.DISABLE_ACCOUNT,
                ChangeKind.RESET_SECRET,
                ChangeKind.REVOKE_MEMBERSHIPS,
                ChangeKind.ROTATE_SECRET);
        company.target(directory).declares(all, List.of());
    }

    private List<Operation> operations() {
        Cause cause =
                new Cause(Cause.Kind.SECRET_ROTATION, underWay().order().id().value());
        return company.world
                .ports
                .transactions()
                .call(now -> company.world.ports.operations().of(cause));
    }

    private Instant rotatedAt() {
        return assertInstanceOf(SecretRotation.OldRevoked.class, rotation()).at();
    }

    @Test
    void theCaseOfWhoKnewASecretIsOpenUntilTheOldValueIsWorthless() {
        SharedSecret secret = unplaced();
        knows(secret, ADA);
        knows(secret, BEN);
        leaves(ADA);
        assertEquals("due", rotation().label());
        assertEquals("open", company.state(ADA), "everything else is gone");
        LeaverCertificate.SecretLine open = certificate(ADA).secrets().getFirst();
        assertEquals("Door code", open.name());
        assertInstanceOf(LeaverCertificate.Rotated.Open.class, open.rotated());
        assertFalse(certificate(ADA).complete());
        addedAndConfirmed();
        assertEquals("in-use", rotation().label());
        assertEquals("open", company.state(ADA));
        company.world.pass(Duration.ofHours(1));
        revokedByHand();
        assertEquals("closed", company.state(ADA));
        assertEquals(
                new LeaverCertificate.Rotated.At(rotatedAt(), false),
                certificate(ADA).secrets().getFirst().rotated());
        assertTrue(certificate(ADA).complete());
        assertFalse(isKnownTo(secret, ADA));
        assertTrue(isKnownTo(secret, BEN), "who stays knows the new value");
        assertEquals(Optional.of(rotatedAt()), now(secret).rotatedAt());
        assertEquals(NEW, now(secret).description().keptAt());
        assertTrue(company.events(EventType.LEAVER_CASE_CLOSED).getFirst().fields().stream()
                .anyMatch(f -> f.toString().contains("rotated ")));
    }

    @Test
    void whoSharedNothingWaitsForNothing() {
        knows(unplaced(), BEN);
        leaves(ADA);
        assertEquals(List.of(), rotations());
        assertEquals("closed", company.state(ADA));
        assertEquals(List.of(), certificate(ADA).secrets());
    }

    @Test
    void theDeadlineIsThatOfTheSystemWhichTheSecretOpens() {
        knows(ofAccount(), ADA);
        leaves(ADA);
        assertEquals(
                company.findCase(ADA).orElseThrow().systems().getFirst().shutOutBy(),
                rotation().order().deadline());
    }

    @Test
    void anEmergencyMakesItDueTooAndALiftedOneEndsWhatWasNotBegun() {
        knows(unplaced(), ADA);
        SuspendPerson.Outcome outcome = company.world.suspendPerson.handle(new SuspendPerson.Command(
                Company.OPERATOR, Samples.request(), company.person(ADA).id(), "Laptop stolen", false));
        company.world.work();
        assertEquals("due", rotation().label());
        company.world.decideSuspension.handle(new DecideSuspension.Command(
                Company.ADMIN,
                assertInstanceOf(SuspendPerson.Outcome.Suspended.class, outcome)
                        .suspension()
                        .call()
                        .id(),
                false,
                "Found"));
        assertEquals("cancelled", rotation().label());
        assertEquals(1, company.events(EventType.SECRET_ROTATION_CANCELLED).size());
    }

    @Test
    void whatWasBegunGoesOnThoughTheLeaverStays() {
        SharedSecret secret = unplaced();
        knows(secret, ADA);
        leaves(ADA);
        add(OWNER, NEW);
        company.lastDay(ADA, "").takeOver();
        assertEquals("withdrawn", company.state(ADA));
        assertEquals("new-added", rotation().label());
        confirm(CONTACT, "billing");
        confirm(OTHER_CONTACT, "reports");
        revokedByHand();
        assertTrue(isKnownTo(secret, ADA));
    }

    // The new value -----------------------------------------------------------------------------------------------

    @Test
    void aValueThatNobodyCanLookUpIsNone() {
        knows(unplaced(), ADA);
        leaves(ADA);
        assertInstanceOf(AddSecretValue.Outcome.BadReference.class, add(OWNER, "env:TENURE_SECRET_SHARED_NOWHERE"));
        company.world.secrets.put("env:TENURE_SECRET_LDAP", "the connector's own");
        assertInstanceOf(
                AddSecretValue.Outcome.BadReference.class,
                add(OWNER, "env:TENURE_SECRET_LDAP"),
                "the product's own secrets are out of reach");
        company.world.secrets.put(NEW, "old-value");
        assertInstanceOf(AddSecretValue.Outcome.SameValue.class, add(OWNER, NEW));
        assertEquals("due", rotation().label());
    }

    @Test
    void theValueStandsNowhere() {
        declaresRotation();
        knows(ofAccount(), ADA);
        leaves(ADA);
        addedAndConfirmed();
        company.world.work();
        assertEquals(VALUE, company.target(directory).secretOf("svc-billing"));
        assertFalse(company.world.ports.auditLog().events().toString().contains(VALUE));
        assertFalse(rotations().toString().contains(VALUE));
        assertFalse(operations().toString().contains(VALUE));
    }

    @Test
    void aValueAddedAnewIsConfirmedAnew() {
        knows(unplaced(), ADA);
        leaves(ADA);
        add(OWNER, NEW);
        confirm(CONTACT, "billing");
        add(OWNER, NEW);
        confirm(OTHER_CONTACT, "reports");
        assertEquals("new-added", rotation().label());
        confirm(CONTACT, "billing");
        assertEquals("in-use", rotation().label());
    }

    @Test
    void onlyTheContactConfirmsAndNotForAValueOfTheirOwn() {
        knows(unplaced(), ADA);
        leaves(ADA);
        add(OWNER, NEW);
        assertInstanceOf(ConfirmSecretConsumer.Outcome.NotTheContact.class, confirm(Company.ADMIN, "billing"));
        assertInstanceOf(ConfirmSecretConsumer.Outcome.NotTheContact.class, confirm(OTHER_CONTACT, "billing"));
        assertInstanceOf(ConfirmSecretConsumer.Outcome.UnknownConsumer.class, confirm(Company.ADMIN, "payroll"));
        assertInstanceOf(ConfirmSecretConsumer.Outcome.NotTheContact.class, confirm(Company.NOBODY, "payroll"));
        Caller both = new Caller(CONTACT.subject(), CONTACT.name(), Company.OPERATOR.roles());
        add(both, NEW);
        assertInstanceOf(ConfirmSecretConsumer.Outcome.ContactAddedIt.class, confirm(both, "billing"));
    }

    // The old value -----------------------------------------------------------------------------------------------

    @Test
    void theProductRotatesTheAccountItselfWhereItCanAndBelievesTheTargetAlone() {
        declaresRotation();
        company.target(directory).refuses(ChangeKind.ROTATE_SECRET);
        SharedSecret secret = ofAccount();
        knows(secret, ADA);
        leaves(ADA);
        addedAndConfirmed();
        company.world.work();
        assertEquals("revoking", rotation().label());
        assertEquals("open", company.state(ADA));
        company.target(directory).accepts();
        company.world.pass(Duration.ofHours(2));
        SecretRotation.OldRevoked done = assertInstanceOf(SecretRotation.OldRevoked.class, rotation());
        assertInstanceOf(SecretRotation.Proof.ShownByTarget.class, done.proof());
        assertEquals(VALUE, company.target(directory).secretOf("svc-billing"));
        assertEquals("closed", company.state(ADA));
        assertFalse(isKnownTo(secret, ADA));
    }

    @Test
    void aPlaceThatIsEmptyWhenItIsTurnToRotateIsNoPasswordAndIsLookedUpAgain() {
        declaresRotation();
        knows(ofAccount(), ADA);
        leaves(ADA);
        add(OWNER, NEW);
        confirm(CONTACT, "billing");
        company.world.secrets.remove(NEW);
        confirm(OTHER_CONTACT, "reports");
        company.world.work();
        assertEquals("revoking", rotation().label());
        assertEquals("", company.target(directory).secretOf("svc-billing"));
        company.world.secrets.put(NEW, VALUE);
        company.world.pass(Duration.ofHours(2));
        assertEquals("old-revoked", rotation().label());
    }

    @Test
    void whatTheProductMayNotTouchPeopleRevoke() {
        declaresRotation();
        company.world.protectAccount.handle(new ProtectAccount.Command(
                Company.OPERATOR, company.account(directory, "svc-billing").id(), "break glass"));
        knows(ofAccount(), ADA);
        leaves(ADA);
        addedAndConfirmed();
        company.world.work();
        assertEquals("in-use", rotation().label());
        assertEquals(List.of(), operations());
        assertEquals("", company.target(directory).secretOf("svc-billing"));
    }

    @Test
    void protectedInBetweenTheAccountIsLeftAloneAndPeopleTakeOver() {
        declaresRotation();
        company.target(directory).refuses(ChangeKind.ROTATE_SECRET);
        knows(ofAccount(), ADA);
        leaves(ADA);
        addedAndConfirmed();
        company.world.work();
        company.world.protectAccount.handle(new ProtectAccount.Command(
                Company.OPERATOR, company.account(directory, "svc-billing").id(), "break glass"));
        company.target(directory).accepts();
        company.world.pass(Duration.ofDays(1));
        assertEquals("", company.target(directory).secretOf("svc-billing"));
        revokedByHand();
        assertEquals("old-revoked", rotation().label());
        assertTrue(operations().stream().allMatch(Operation.Cancelled.class::isInstance));
        assertEquals("closed", company.state(ADA));
    }

    @Test
    void nobodyIsTheirOwnSecondPerson() {
        knows(unplaced(), ADA);
        leaves(ADA);
        assertInstanceOf(
                StateOldRevoked.Outcome.NotNow.class,
                company.world.stateOldRevoked.handle(
                        new StateOldRevoked.Command(OWNER, rotation().order().id())));
        addedAndConfirmed();
        assertInstanceOf(DecideRevocation.Outcome.NotNow.class, decide(Company.OPERATOR, true));
        state(OWNER);
        assertInstanceOf(DecideRevocation.Outcome.DeciderStatedIt.class, decide(OWNER, true));
        assertEquals("revocation-stated", rotation().label());
        decide(Company.OPERATOR, false);
        assertEquals("in-use", rotation().label(), "it still works");
        assertEquals("open", company.state(ADA));
        assertInstanceOf(StateOldRevoked.Outcome.NotAllowed.class, state(Company.NOBODY));
        assertInstanceOf(StateOldRevoked.Outcome.NotAllowed.class, state(Company.AUDITOR));
    }

    // Several leavers ---------------------------------------------------------------------------------------------

    @Test
    void leaversBeforeTheNewValueShareOneRotation() {
        SharedSecret secret = unplaced();
        knows(secret, ADA);
        knows(secret, BEN);
        leaves(ADA);
        leaves(BEN);
        addedAndConfirmed();
        revokedByHand();
        assertEquals("closed", company.state(ADA));
        assertEquals("closed", company.state(BEN));
        assertEquals(1, rotations().size());
        assertFalse(isKnownTo(secret, BEN));
    }

    @Test
    void whoLeavesAfterTheNewValueWasAddedMayKnowItAndHasAnotherRotation() {
        SharedSecret secret = unplaced();
        knows(secret, ADA);
        knows(secret, BEN);
        leaves(ADA);
        add(OWNER, NEW);
        leaves(BEN);
        assertEquals(2, rotations().size());
        SecretRotation second = rotations().stream()
                .filter(SecretRotation.Due.class::isInstance)
                .findFirst()
                .orElseThrow();
        assertInstanceOf(AddSecretValue.Outcome.AnotherUnderWay.class, add(OWNER, second, NEW));
        confirm(CONTACT, "billing");
        confirm(OTHER_CONTACT, "reports");
        revokedByHand();
        assertEquals("closed", company.state(ADA));
        assertEquals("open", company.state(BEN));
        assertTrue(isKnownTo(secret, BEN));
        company.world.secrets.put("env:TENURE_SECRET_SHARED_NEWER", "another");
        assertInstanceOf(AddSecretValue.Outcome.Added.class, add(OWNER, second, "env:TENURE_SECRET_SHARED_NEWER"));
    }

    @Test
    void whoIsFoundToHaveKnownItAfterTheyLeftMakesItDueAllTheSame() {
        SharedSecret secret = unplaced();
        leaves(ADA);
        assertEquals("closed", company.state(ADA));
        knows(secret, ADA);
        assertEquals("due", rotation().label());
        assertEquals(Optional.empty(), rotation().order().leavers().getFirst().leaverCase());
        addedAndConfirmed();
        revokedByHand();
        assertFalse(isKnownTo(secret, ADA));
    }

    @Test
    void anOpenRotationIsNotEndedByStrikingOffOrRetiring() {
        SharedSecret secret = unplaced();
        knows(secret, ADA);
        leaves(ADA);
        assertInstanceOf(
                StrikeSecretKnower.Outcome.RotationOpen.class,
                company.world.strikeSecretKnower.handle(new StrikeSecretKnower.Command(
                        Company.OPERATOR,
                        secret.registration().id(),
                        company.person(ADA).id(),
                        "a mistake")));
        assertInstanceOf(
                RetireSharedSecret.Outcome.RotationOpen.class,
                company.world.retireSharedSecret.handle(new RetireSharedSecret.Command(
                        Company.ADMIN, secret.registration().id(), "gone")));
        assertEquals("open", company.state(ADA));
    }

    // Delay -------------------------------------------------------------------------------------------------------

    private RequestSecretDelay.Outcome ask(Caller by, Instant until) {
        return company.world.requestSecretDelay.handle(
                new RequestSecretDelay.Command(by, rotation().order().id(), until, "The vendor is on holiday"));
    }

    private DecideSecretDelay.Outcome grant(Caller by, boolean granted) {
        return company.world.decideSecretDelay.handle(
                new DecideSecretDelay.Command(by, rotation().order().id(), granted));
    }

    private int overdueEvents() {
        company.world.flagOverdueRotations.handle(new FlagOverdueRotations.Command());
        company.world.flagOverdueRotations.handle(new FlagOverdueRotations.Command());
        return company.events(EventType.SECRET_ROTATION_OVERDUE).size();
    }

    @Test
    void aDelayIsDatedBoundedAndTakesTwoPeople() {
        knows(unplaced(), ADA);
        leaves(ADA);
        Instant deadline = rotation().order().deadline();
        Instant latest = deadline.plus(SecretRotation.Delay.LONGEST);
        assertEquals(new RequestSecretDelay.Outcome.BadTime(latest), ask(OWNER, latest.plusSeconds(1)));
        assertInstanceOf(RequestSecretDelay.Outcome.BadTime.class, ask(OWNER, company.world.now()));
        Caller operating = new Caller(OWNER.subject(), OWNER.name(), Company.OPERATOR.roles());
        assertInstanceOf(DecideSecretDelay.Outcome.NothingAsked.class, grant(Company.OPERATOR, true));
        assertInstanceOf(RequestSecretDelay.Outcome.Requested.class, ask(operating, latest));
        assertInstanceOf(DecideSecretDelay.Outcome.DeciderAsked.class, grant(operating, true));
        assertInstanceOf(DecideSecretDelay.Outcome.NotAllowed.class, grant(Company.AUDITOR, true));
        assertEquals(deadline, rotation().order().due(), "asked is not granted");
        assertInstanceOf(DecideSecretDelay.Outcome.Decided.class, grant(Company.OPERATOR, true));
        assertEquals(latest, rotation().order().due());
        assertEquals(
                new LeaverCertificate.Rotated.Open("due", latest, true),
                certificate(ADA).secrets().getFirst().rotated());
        company.world.pass(Duration.ofDays(20));
        assertEquals(0, overdueEvents());
        addedAndConfirmed();
        revokedByHand();
        assertEquals(
                new LeaverCertificate.Rotated.At(rotatedAt(), true),
                certificate(ADA).secrets().getFirst().rotated(),
                "what was granted makes it no earlier");
    }

    @Test
    void whatIsOverdueIsToldOnceForEachTimeThatWasMissed() {
        knows(unplaced(), ADA);
        leaves(ADA);
        assertEquals(0, overdueEvents());
        company.world.pass(Duration.ofDays(2));
        assertEquals(1, overdueEvents());
        ask(OWNER, company.world.now().plus(Duration.ofDays(3)));
        grant(Company.OPERATOR, true);
        assertEquals(1, overdueEvents());
        company.world.pass(Duration.ofDays(4));
        assertEquals(2, overdueEvents());
        assertNotEquals("closed", company.state(ADA));
    }

    @Test
    void whatIsOverdueIsAnExceptionOfTheCaseUntilItIsDoneOrHasMoreTime() {
        knows(unplaced(), ADA);
        leaves(ADA);
        overdueEvents();
        assertEquals(List.of(), notRotated());
        company.world.pass(Duration.ofDays(2));
        overdueEvents();
        LeaverException first = notRotated().getFirst();
        assertInstanceOf(LeaverException.Unexplained.class, first);
        assertEquals(OWNER.subject(), first.finding().owner());
        ask(OWNER, company.world.now().plus(Duration.ofDays(3)));
        assertInstanceOf(LeaverException.Unexplained.class, notRotated().getFirst(), "asked is not granted");
        grant(Company.OPERATOR, true);
        assertInstanceOf(LeaverException.Resolved.class, notRotated().getFirst());
        company.world.pass(Duration.ofDays(4));
        overdueEvents();
        assertEquals(2, notRotated().size());
        assertInstanceOf(LeaverException.Unexplained.class, notRotated().getLast());
        addedAndConfirmed();
        revokedByHand();
        notRotated().forEach(one -> assertInstanceOf(LeaverException.Resolved.class, one));
    }

    // Age ---------------------------------------------------------------------------------------------------------

    private int aged() {
        return assertInstanceOf(
                        ScheduleRotations.Outcome.Scheduled.class,
                        company.world.scheduleRotations.handle(new ScheduleRotations.Command()))
                .count();
    }

    @Test
    void whatIsUsedForAsLongAsItMayBeIsRotatedThoughNobodyLeaves() {
        SharedSecret secret = ofAccount();
        declaresRotation();
        company.world.pass(Duration.ofDays(90 - 15));
        assertEquals(0, aged());
        company.world.pass(Duration.ofDays(2));
        assertEquals(1, aged());
        assertEquals(0, aged(), "once");
        assertEquals(secret.rotateBy(), rotation().order().due());
        assertEquals(List.of(), rotation().order().leavers());
        assertEquals(1, company.events(EventType.SECRET_AGED).size());
        addedAndConfirmed();
        company.world.work();
        assertEquals("old-revoked", rotation().label(), "the target shows the new value");
        assertEquals(rotatedAt().plus(Duration.ofDays(90)), now(secret).rotateBy());
        company.world.pass(Duration.ofDays(70));
        assertEquals(0, aged(), "its time begins anew");
    }

    @Test
    void anAgedSecretThatIsNotRotatedIsOverdueAndWhoLeavesMeanwhileJoins() {
        knows(unplaced(), ADA);
        company.world.pass(Duration.ofDays(91));
        assertEquals(1, aged());
        assertEquals(1, overdueEvents());
        leaves(ADA);
        assertTrue(rotation().order().isFor(company.person(ADA).id()));
        assertEquals("open", company.state(ADA));
    }

    @Test
    void whatIsRetiredIsRotatedNoMore() {
        SharedSecret secret = unplaced();
        company.world.pass(Duration.ofDays(91));
        assertEquals(1, aged());
        assertInstanceOf(
                RetireSharedSecret.Outcome.Retired.class,
                company.world.retireSharedSecret.handle(new RetireSharedSecret.Command(
                        Company.ADMIN, secret.registration().id(), "gone")));
        assertEquals("cancelled", rotation().label());
        assertEquals(0, aged());
    }

    private List<LeaverException> notRotated() {
        return company.exceptions(ADA, LeaverException.Kind.SECRET_NOT_ROTATED);
    }

    @Test
    void whoJoinsIsNotDelayedByWhatWasGrantedForOthers() {
        SharedSecret secret = unplaced();
        knows(secret, ADA);
        knows(secret, BEN);
        leaves(ADA);
        ask(OWNER, company.world.now().plus(Duration.ofDays(20)));
        grant(Company.OPERATOR, true);
        leaves(BEN);
        assertEquals(rotation().order().deadline(), rotation().order().due());
    }
}

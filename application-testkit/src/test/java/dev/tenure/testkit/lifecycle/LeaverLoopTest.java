package dev.tenure.testkit.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.application.lifecycle.ApplyWorkerSnapshot;
import dev.tenure.application.lifecycle.CertifyLeaver;
import dev.tenure.application.lifecycle.TakeLinkedAccounts;
import dev.tenure.application.provisioning.CarryOutOperation;
import dev.tenure.application.provisioning.ClaimOperations;
import dev.tenure.application.reconciliation.EndPrivilegeMark;
import dev.tenure.application.reconciliation.MarkPrivileged;
import dev.tenure.connector.spi.Capabilities;
import dev.tenure.connector.spi.Change;
import dev.tenure.connector.spi.ChangeKind;
import dev.tenure.domain.audit.AuditEvent;
import dev.tenure.domain.audit.AuditField;
import dev.tenure.domain.audit.EventType;
import dev.tenure.domain.identity.WorkerFeed.Fact;
import dev.tenure.domain.inventory.Correlation;
import dev.tenure.domain.inventory.EntitlementClass;
import dev.tenure.domain.inventory.SystemMode;
import dev.tenure.domain.inventory.TargetSystem;
import dev.tenure.domain.lifecycle.LeaverCase;
import dev.tenure.domain.lifecycle.LeaverCertificate;
import dev.tenure.domain.lifecycle.LeaverException;
import dev.tenure.domain.lifecycle.Milestone;
import dev.tenure.domain.lifecycle.MilestoneState;
import dev.tenure.domain.provisioning.Operation;
import dev.tenure.domain.provisioning.Work;
import dev.tenure.domain.reconciliation.HeldPrivilege;
import dev.tenure.domain.reconciliation.PrivilegeMark;
import dev.tenure.testkit.Company;
import dev.tenure.testkit.sample.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** From a line in HR's file to a closed case, and what can happen on the way. */
final class LeaverLoopTest {

    private static final String ADA = "1001";
    private static final String BOB = "1002";

    /** The end of Ada's last day in Berlin. */
    private static final Instant CLOCK = Instant.parse("2026-03-01T23:00:00Z");

    private final Company company = new Company().worker(ADA, "Ada").worker(BOB, "Bob");

    private TargetSystem directory(SystemMode mode) {
        TargetSystem directory = company.system("Directory", mode);
        company.target(directory)
                .account("ada", Samples.employee(ADA), "Staff", "Wiki")
                .account("bob", Samples.employee(BOB), "Staff");
        company.takeOver();
        company.read(directory);
        return directory;
    }

    private void adaLeaves() {
        company.lastDay(ADA, "2026-03-01").takeOver();
    }

    private static List<Milestone> milestones() {
        return List.of(Milestone.values());
    }

    @Test
    void aLeaverIsShutOutVerifiedAndTheCaseCloses() {
        TargetSystem directory = directory(new SystemMode.Act());
        TargetSystem mail = company.system("Mail", new SystemMode.Act());
        company.target(mail).account("ada-mail", Samples.employee(ADA));
        company.read(mail);
        Instant received = company.world.now();
        adaLeaves();

        assertEquals("closed", company.state(ADA));
        assertFalse(company.target(directory).isEnabled("ada"));
        assertFalse(company.target(directory).isSecretKnown("ada"));
        assertEquals(Set.of(), company.target(directory).membershipsOf("ada"));
        assertFalse(company.target(mail).isEnabled("ada-mail"));
        assertTrue(company.target(directory).isEnabled("bob"), "nobody else is touched");
        assertEquals(Set.of("Staff"), company.target(directory).membershipsOf("bob"));

        LeaverCase leaverCase = company.findCase(ADA).orElseThrow();
        assertEquals(CLOCK, leaverCase.opening().facts().clock().at());
        assertTrue(leaverCase.opening().facts().receivedAt().isAfter(received));
        for (Milestone milestone : milestones()) {
            MilestoneState.Verified verified =
                    assertInstanceOf(MilestoneState.Verified.class, company.milestone(ADA, "ada", milestone));
            assertFalse(verified.late());
        }
        assertEquals(
                List.of(Operation.Done.class),
                company.operations(ADA).stream()
                        .<Class<?>>map(Object::getClass)
                        .distinct()
                        .toList());
        assertEquals(List.of(), company.exceptions(ADA));
        assertEquals(1, company.events(EventType.LEAVER_CASE_OPENED).size());
        assertEquals(6, company.events(EventType.LEAVER_MILESTONE_VERIFIED).size());
        assertEquals(2, company.events(EventType.LEAVER_SYSTEM_CONFIRMED).size());
        assertEquals(1, company.events(EventType.LEAVER_CASE_CLOSED).size());
        assertTrue(company.shown(ADA).certificate().complete());
    }

    @Test
    void blockingComesBeforeContainingBeforeCleaning() {
        TargetSystem directory = directory(new SystemMode.Act());
        adaLeaves();
        assertEquals(
                List.of(ChangeKind.DISABLE_ACCOUNT, ChangeKind.RESET_SECRET, ChangeKind.REVOKE_MEMBERSHIPS),
                company.target(directory).changes().stream().map(Change::kind).toList());
    }

    @Test
    void theCertificateIsWhatTheLogHolds() {
        directory(new SystemMode.Act());
        adaLeaves();
        CertifyLeaver.Outcome.Certified certified = assertInstanceOf(
                CertifyLeaver.Outcome.Certified.class,
                company.world.certifyLeaver.handle(new CertifyLeaver.Command(
                        Company.AUDITOR,
                        company.findCase(ADA).orElseThrow().opening().id())));
        assertTrue(certified.certificate().complete());
        assertEquals(
                company.events(EventType.LEAVER_CASE_CLOSED).get(0).id().value(),
                certified.closing().orElseThrow().eventId());
        assertEquals(company.world.ports.auditTrail().verifierKey(), certified.verifierKey());
    }

    @Test
    void anAccountNobodyKnewOfIsFoundByListingAndShut() {
        TargetSystem directory = directory(new SystemMode.Act());
        company.target(directory).account("ada-admin", Samples.employee(ADA), "Administrators");
        adaLeaves();
        assertEquals("closed", company.state(ADA));
        assertFalse(company.target(directory).isEnabled("ada-admin"));
        assertFalse(company.caseAccount(ADA, "ada-admin").knownBefore());
        assertTrue(company.caseAccount(ADA, "ada").knownBefore());
        assertEquals(
                Optional.of(company.person(ADA).id()),
                company.account(directory, "ada-admin").identity());
        assertEquals(1, company.events(EventType.LEAVER_ACCOUNTS_LISTED).size());
    }

    @Test
    void anAccountThatAppearsBeforeTheLastListingIsFoundToo() {
        TargetSystem directory = directory(new SystemMode.Act());
        // The second listing is the last one; meanwhile somebody makes an account.
        company.target(directory).duringNextListing(() -> {});
        company.target(directory)
                .duringNextListing(() -> company.target(directory).account("ada-late", Samples.employee(ADA), "Wiki"));
        adaLeaves();
        assertFalse(company.target(directory).isEnabled("ada-late"));
        assertEquals("open", company.state(ADA), "the target is given time before it is listed once more");
        assertEquals(0, company.events(EventType.LEAVER_SYSTEM_CONFIRMED).size());
        company.world.pass(Duration.ofSeconds(10));
        assertEquals("closed", company.state(ADA));
        assertEquals(
                3,
                company.operations(ADA, directory, Work.ConfirmAccounts.class).size()
                        + company.operations(ADA, directory, Work.ListAccounts.class)
                                .size());
    }

    @Test
    void whatIsEnabledAgainBeforeTheLastListingIsShutAgain() {
        TargetSystem directory = directory(new SystemMode.Act());
        company.target(directory).duringNextListing(() -> {});
        company.target(directory).duringNextListing(() -> {
            company.target(directory).enable("ada");
            company.target(directory).join("ada", "Wiki");
        });
        adaLeaves();
        assertEquals(3, company.events(EventType.LEAVER_MILESTONE_SLIPPED).size());
        assertFalse(company.target(directory).isEnabled("ada"));
        assertEquals("open", company.state(ADA));
        company.world.pass(Duration.ofSeconds(10));
        assertEquals("closed", company.state(ADA));
    }

    @Test
    void aTargetThatKeepsUndoingIsGivenEverMoreTimeAndNeverGivenUp() {
        TargetSystem directory = directory(new SystemMode.Act());
        for (int i = 0; i < 7; i++) {
            company.target(directory)
                    .duringNextListing(() -> company.target(directory).enable("ada"));
        }
        adaLeaves();
        List<Duration> pauses =
                List.of(Duration.ofSeconds(10), Duration.ofSeconds(60), Duration.ofMinutes(10), Duration.ofMinutes(10));
        for (Duration pause : pauses) {
            company.world.pass(pause.minusSeconds(1));
            int listings = company.operations(ADA, directory, Work.ConfirmAccounts.class)
                    .size();
            company.world.pass(Duration.ofSeconds(1));
            assertEquals(
                    listings + 1,
                    company.operations(ADA, directory, Work.ConfirmAccounts.class)
                            .size(),
                    () -> "listed again after " + pause);
        }
        company.world.pass(Duration.ofHours(1));
        company.world.pass(Duration.ofHours(1));
        assertEquals("closed", company.state(ADA));
    }

    @Test
    void aSystemOnWhichThePersonHasNothingIsListedTwiceAndConfirmed() {
        TargetSystem empty = company.system("Empty", new SystemMode.Act());
        company.takeOver();
        adaLeaves();
        assertEquals("closed", company.state(ADA));
        assertEquals(1, company.operations(ADA, empty, Work.ListAccounts.class).size());
        assertEquals(
                1, company.operations(ADA, empty, Work.ConfirmAccounts.class).size());
    }

    @Test
    void aCaseWithoutAnySystemClosesAtOnce() {
        company.takeOver();
        adaLeaves();
        assertEquals("closed", company.state(ADA));
        assertEquals(List.of(), company.operations(ADA));
    }

    @Test
    void whatTheTargetKeepsAndWhatItCannotShowStandInTheCertificate() {
        TargetSystem directory = directory(new SystemMode.Act());
        company.target(directory)
                .retaining("ada", "Domain Users")
                .declares(
                        EnumSet.allOf(ChangeKind.class),
                        List.of(new Capabilities.Unobservable("Kerberos tickets", Duration.ofHours(10))));
        adaLeaves();
        assertEquals("closed", company.state(ADA));
        List<LeaverCertificate.Line> lines = company.shown(ADA).certificate().lines();
        assertEquals(
                List.of(
                        "sign-in",
                        "password",
                        "sessions",
                        "keys, tokens and certificates",
                        "Kerberos tickets",
                        "second factors",
                        "entitlements",
                        "membership in Domain Users"),
                lines.stream().map(LeaverCertificate.Line::what).toList());
        assertInstanceOf(
                LeaverCertificate.Verdict.NotObservable.class, lines.get(4).verdict());
        assertInstanceOf(LeaverCertificate.Verdict.Retained.class, lines.get(7).verdict());
    }

    @Test
    void aPrivilegedPersonHasTheShorterDeadlineAndGoesFirst() {
        TargetSystem directory = company.system("Directory", new SystemMode.Act());
        company.target(directory).account("ada", Samples.employee(ADA), "administrators");
        company.takeOver();
        company.read(directory);
        adaLeaves();
        assertTrue(company.findCase(ADA).orElseThrow().opening().facts().privileged());
        assertEquals(
                CLOCK.plus(Duration.ofHours(4)),
                company.milestone(ADA, "ada", Milestone.BLOCKED).deadline());
        assertTrue(company.operations(ADA).stream()
                .allMatch(o -> o.plan().priority().privileged()));
        MilestoneState.Verified verified =
                assertInstanceOf(MilestoneState.Verified.class, company.milestone(ADA, "ada", Milestone.BLOCKED));
        assertTrue(verified.late(), "HR told nine hours after the fact");
    }

    private Duration timeToBlock() {
        return Duration.between(
                CLOCK, company.milestone(ADA, "ada", Milestone.BLOCKED).deadline());
    }

    private PrivilegeMark.InForce markAda(TargetSystem directory) {
        return assertInstanceOf(
                        MarkPrivileged.Outcome.Marked.class,
                        company.world.markPrivileged.handle(new MarkPrivileged.Command(
                                Company.OPERATOR,
                                directory.id(),
                                PrivilegeMark.Thing.ACCOUNT,
                                "ada",
                                EntitlementClass.MONEY_MOVEMENT,
                                "signs the pay run")))
                .mark();
    }

    @Test
    void whoHoldsAMarkedAccountHasTheShorterDeadline() {
        TargetSystem directory = directory(new SystemMode.Act());
        markAda(directory);
        adaLeaves();
        assertEquals(Duration.ofHours(4), timeToBlock());
        HeldPrivilege why = company.findCase(ADA)
                .orElseThrow()
                .opening()
                .facts()
                .privileges()
                .getFirst();
        assertEquals("ada@target.example", why.name());
        assertTrue(why.held());
    }

    @Test
    void aMarkThatEndedCountsForNinetyDays() {
        TargetSystem directory = directory(new SystemMode.Act());
        PrivilegeMark.InForce mark = markAda(directory);
        company.world.endPrivilegeMark.handle(
                new EndPrivilegeMark.Command(Company.ADMIN, mark.classed().id(), "the pay run is signed elsewhere"));
        adaLeaves();
        assertEquals(Duration.ofHours(4), timeToBlock());
        assertFalse(company.findCase(ADA)
                .orElseThrow()
                .opening()
                .facts()
                .privileges()
                .getFirst()
                .held());
    }

    @Test
    void theClassIsFrozenWhenTheCaseOpens() {
        TargetSystem directory = directory(new SystemMode.Act());
        adaLeaves();
        markAda(directory);
        assertEquals(Duration.ofHours(24), timeToBlock());
        assertFalse(company.findCase(ADA).orElseThrow().opening().facts().privileged());
    }

    @Test
    void anImmediateNoticeStartsTheClock() {
        directory(new SystemMode.Act());
        company.write(ADA, Fact.LAST_WORKING_DAY, "2026-06-30")
                .write(ADA, Fact.IMMEDIATE_NOTICE_AT, "2026-03-02T07:30:00Z")
                .takeOver();
        assertEquals("closed", company.state(ADA));
        assertEquals(
                Instant.parse("2026-03-02T07:30:00Z"),
                company.findCase(ADA).orElseThrow().opening().facts().clock().at());
    }

    @Test
    void theDayTakesEffectByItselfWhenItIsOverInTheWorkersZone() {
        TargetSystem directory = directory(new SystemMode.Act());
        company.lastDay(ADA, "2026-03-02").takeOver();
        assertEquals(Optional.empty(), company.findCase(ADA));
        company.world.ports.transactions().advanceTo(Instant.parse("2026-03-02T22:59:00Z"));
        company.world.work();
        assertEquals(Optional.empty(), company.findCase(ADA));
        assertTrue(company.target(directory).isEnabled("ada"));
        company.world.pass(Duration.ofMinutes(2));
        assertEquals("closed", company.state(ADA));
    }

    // Withheld and protected -------------------------------------------------------------------------------------

    @Test
    void inObserveNothingIsPlannedAndAnExceptionSaysSo() {
        TargetSystem directory = directory(new SystemMode.Observe());
        adaLeaves();
        assertTrue(company.target(directory).isEnabled("ada"));
        assertEquals(List.of("NOT_IN_ACT open"), company.exceptions(ADA));
        assertEquals(
                List.of("list-accounts"),
                company.operations(ADA).stream()
                        .map(o -> o.plan().work().label())
                        .toList());
        assertInstanceOf(MilestoneState.Withheld.class, company.milestone(ADA, "ada", Milestone.BLOCKED));
    }

    @Test
    void inNotifyWhatWouldBeDoneIsShownAndNothingIsDone() {
        TargetSystem directory = directory(new SystemMode.Notify());
        adaLeaves();
        company.world.pass(Duration.ofDays(1));
        assertEquals(List.of(), company.target(directory).changes());
        assertEquals(
                List.of("disable-account", "reset-secret", "revoke-memberships"),
                company.operations(ADA).stream()
                        .filter(Operation.Withheld.class::isInstance)
                        .map(o -> o.plan().work().label())
                        .toList());
        assertEquals(List.of("NOT_IN_ACT open"), company.exceptions(ADA));
    }

    @Test
    void promotedStepByStepByTwoPeopleWhatWasHeldBackGoesAhead() {
        TargetSystem directory = directory(new SystemMode.Observe());
        company.target(directory).account("ada-admin", Samples.employee(ADA));
        adaLeaves();
        company.promote(directory);
        company.world.work();
        assertEquals(new SystemMode.Notify(), company.now(directory).mode());
        assertEquals(List.of(), company.target(directory).changes());
        assertEquals(
                6,
                company.operations(ADA).stream()
                        .filter(Operation.Withheld.class::isInstance)
                        .count());
        company.promote(directory);
        assertEquals(6, company.events(EventType.OPERATION_RELEASED).size());
        company.world.work();
        assertEquals("closed", company.state(ADA));
        assertFalse(company.target(directory).isEnabled("ada"));
        assertFalse(company.target(directory).isEnabled("ada-admin"));
        assertEquals(List.of("NOT_IN_ACT resolved", "NOT_IN_ACT resolved"), company.exceptions(ADA));
    }

    @Test
    void anAccountFoundWhileTheSystemIsWithheldIsWithheldToo() {
        TargetSystem directory = directory(new SystemMode.Notify());
        company.target(directory).account("ada-admin", Samples.employee(ADA));
        adaLeaves();
        assertInstanceOf(MilestoneState.Withheld.class, company.milestone(ADA, "ada-admin", Milestone.BLOCKED));
        assertEquals(
                3,
                company.operations(ADA).stream()
                        .filter(Operation.Withheld.class::isInstance)
                        .filter(o -> o.plan().work() instanceof Work.OnAccount on
                                && on.nativeId().equals("ada-admin"))
                        .count());
        assertEquals("open", company.state(ADA));
    }

    @Test
    void aStepBackHoldsAtOnceAndReadingGoesOn() {
        TargetSystem directory = directory(new SystemMode.Act());
        company.target(directory).goDown("the target does not answer");
        adaLeaves();
        company.stepBack(directory, new SystemMode.Observe());
        company.target(directory).comeBack();
        company.world.pass(Duration.ofHours(1));
        assertEquals(List.of(), company.target(directory).changes());
        assertEquals(1, company.events(EventType.LEAVER_ACCOUNTS_LISTED).size());
        company.promote(directory);
        company.promote(directory);
        company.world.pass(Duration.ofHours(1));
        assertEquals("closed", company.state(ADA));
    }

    @Test
    void aProtectedAccountIsLeftAloneAndTheCaseStaysOpen() {
        TargetSystem directory = directory(new SystemMode.Act());
        protect(directory, "ada");
        adaLeaves();
        company.world.pass(Duration.ofDays(2));
        assertEquals(List.of(), company.target(directory).changes());
        assertEquals("open", company.state(ADA));
        assertEquals(List.of("PROTECTED_ACCOUNT open"), company.exceptions(ADA));
        assertEquals(
                "owner-of-Directory",
                company.exceptions(ADA, LeaverException.Kind.PROTECTED_ACCOUNT)
                        .get(0)
                        .finding()
                        .owner());
        assertEquals(List.of(), company.operations(ADA, directory, Work.DisableAccount.class));
    }

    private void protect(TargetSystem system, String nativeId) {
        company.world.protectAccount.handle(new dev.tenure.application.reconciliation.ProtectAccount.Command(
                Company.OPERATOR, company.account(system, nativeId).id(), "break-glass"));
    }

    private void releaseByTwo(TargetSystem system, String nativeId) {
        var recorded = (dev.tenure.application.reconciliation.ProposeProtectionRelease.Outcome.Recorded)
                company.world.proposeProtectionRelease.handle(
                        new dev.tenure.application.reconciliation.ProposeProtectionRelease.Command(
                                Company.ADMIN,
                                Samples.request(),
                                company.account(system, nativeId).id(),
                                "no longer break-glass"));
        company.world.releaseProtection.handle(new dev.tenure.application.reconciliation.ReleaseProtection.Command(
                Company.SECOND_ADMIN, recorded.release().proposal().id()));
    }

    @Test
    void releasedByTwoPeopleTheWorkOnAProtectedAccountGoesAhead() {
        TargetSystem directory = directory(new SystemMode.Act());
        protect(directory, "ada");
        adaLeaves();
        releaseByTwo(directory, "ada");
        assertEquals(List.of("PROTECTED_ACCOUNT resolved"), company.exceptions(ADA));
        company.world.work();
        assertEquals("closed", company.state(ADA));
        assertFalse(company.target(directory).isEnabled("ada"));
    }

    @Test
    void releasedOnASystemInNotifyTheWorkIsShownAndWithheld() {
        TargetSystem directory = directory(new SystemMode.Notify());
        protect(directory, "ada");
        adaLeaves();
        releaseByTwo(directory, "ada");
        company.world.work();
        assertEquals(List.of("PROTECTED_ACCOUNT resolved", "NOT_IN_ACT open"), company.exceptions(ADA));
        assertEquals(
                1, company.operations(ADA, directory, Work.DisableAccount.class).size());
        assertEquals(List.of(), company.target(directory).changes());
    }

    @Test
    void anAccountProtectedWhileItIsWorkedOnIsLeftAloneFromThenOn() {
        TargetSystem directory = directory(new SystemMode.Act());
        company.target(directory).goDown("the target does not answer");
        adaLeaves();
        protect(directory, "ada");
        assertEquals(3, company.events(EventType.OPERATION_CANCELLED).size());
        company.target(directory).comeBack();
        company.world.pass(Duration.ofDays(1));
        assertTrue(company.target(directory).isEnabled("ada"));
        assertEquals(List.of("PROTECTED_ACCOUNT open"), company.exceptions(ADA));
        releaseByTwo(directory, "ada");
        company.world.pass(Duration.ofDays(1));
        assertEquals("closed", company.state(ADA));
    }

    @Test
    void protectingAWithheldAccountSaysThatItIsProtectedAndNoLongerThatItIsNotInAct() {
        TargetSystem directory = directory(new SystemMode.Notify());
        adaLeaves();
        protect(directory, "ada");
        assertEquals(List.of("NOT_IN_ACT resolved", "PROTECTED_ACCOUNT open"), company.exceptions(ADA));
        assertEquals(3, company.events(EventType.OPERATION_CANCELLED).size());
    }

    @Test
    void anAttemptThatFailsAfterItsAccountWasProtectedIsNotRepeated() {
        TargetSystem directory = directory(new SystemMode.Act());
        company.target(directory).refuses(ChangeKind.DISABLE_ACCOUNT);
        company.target(directory).duringNextChange(() -> protect(directory, "ada"));
        adaLeaves();
        company.world.pass(Duration.ofDays(1));
        assertTrue(company.operations(ADA, directory, Work.DisableAccount.class).stream()
                .allMatch(Operation.Cancelled.class::isInstance));
        company.target(directory).accepts();
        releaseByTwo(directory, "ada");
        company.world.pass(Duration.ofDays(1));
        assertEquals("closed", company.state(ADA));
    }

    /** The lane claims what is due on a system; something happens; then it is carried out. */
    private void claimed(TargetSystem system, Runnable meanwhile) {
        var claimed = (ClaimOperations.Outcome.Claimed)
                company.world.claimOperations.handle(new ClaimOperations.Command(system.id(), 8));
        assertTrue(claimed.operations().stream().anyMatch(o -> o.plan().work() instanceof Work.OnAccount));
        meanwhile.run();
        claimed.operations()
                .forEach(operation -> company.world.carryOutOperation.handle(
                        new CarryOutOperation.Command(claimed.system(), operation)));
    }

    private void adasCaseOpens() {
        company.lastDay(ADA, "2026-03-01").handIn();
        company.world.applyWorkerSnapshot.handle(new ApplyWorkerSnapshot.Command());
    }

    @Test
    void anAccountProtectedBetweenClaimAndAttemptIsNotTouched() {
        TargetSystem directory = directory(new SystemMode.Act());
        adasCaseOpens();
        claimed(directory, () -> protect(directory, "ada"));
        company.world.pass(Duration.ofDays(1));
        assertEquals(List.of(), company.target(directory).changes());
        assertEquals(List.of("PROTECTED_ACCOUNT open"), company.exceptions(ADA));
        assertTrue(company.operations(ADA, directory, Work.DisableAccount.class).stream()
                .allMatch(Operation.Cancelled.class::isInstance));
        releaseByTwo(directory, "ada");
        company.world.pass(Duration.ofDays(1));
        assertEquals("closed", company.state(ADA));
        assertFalse(company.target(directory).isEnabled("ada"));
    }

    @Test
    void aStepBackBetweenClaimAndAttemptHoldsToo() {
        TargetSystem directory = directory(new SystemMode.Act());
        adasCaseOpens();
        claimed(directory, () -> company.stepBack(directory, new SystemMode.Notify()));
        company.world.pass(Duration.ofDays(1));
        assertEquals(List.of(), company.target(directory).changes());
        company.promote(directory);
        company.world.pass(Duration.ofDays(1));
        assertEquals("closed", company.state(ADA));
    }

    @Test
    void whatComesBackWhileTheSystemIsSteppedBackIsWithheldUntilItIsInActAgain() {
        TargetSystem directory = directory(new SystemMode.Act());
        company.target(directory).duringNextListing(() -> {});
        company.target(directory).duringNextListing(() -> {
            company.target(directory).enable("ada");
            company.target(directory).account("ada-admin", Samples.employee(ADA));
            company.stepBack(directory, new SystemMode.Observe());
        });
        adaLeaves();
        company.world.pass(Duration.ofMinutes(1));
        assertTrue(company.target(directory).isEnabled("ada"));
        assertEquals(List.of("NOT_IN_ACT open", "NOT_IN_ACT open"), company.exceptions(ADA), "one for each account");
        assertInstanceOf(MilestoneState.Withheld.class, company.milestone(ADA, "ada", Milestone.BLOCKED));
        assertInstanceOf(MilestoneState.Withheld.class, company.milestone(ADA, "ada", Milestone.CONTAINED));
        assertInstanceOf(MilestoneState.Verified.class, company.milestone(ADA, "ada", Milestone.CLEAN));
        assertInstanceOf(MilestoneState.Withheld.class, company.milestone(ADA, "ada-admin", Milestone.BLOCKED));
        assertEquals(
                1,
                company.operations(ADA, directory, Work.DisableAccount.class).size(),
                "in observe nothing is planned");
        company.promote(directory);
        company.world.pass(Duration.ofMinutes(1));
        assertTrue(company.target(directory).isEnabled("ada"));
        company.promote(directory);
        company.world.pass(Duration.ofMinutes(1));
        company.world.pass(Duration.ofDays(1));
        assertFalse(company.target(directory).isEnabled("ada"));
        assertEquals("closed", company.state(ADA));
        assertEquals(List.of("NOT_IN_ACT resolved", "NOT_IN_ACT resolved"), company.exceptions(ADA));
    }

    @Test
    void whatComesBackInNotifyIsShownAndWithheld() {
        TargetSystem directory = directory(new SystemMode.Act());
        company.target(directory).duringNextListing(() -> {});
        company.target(directory).duringNextListing(() -> {
            company.target(directory).join("ada", "Staff");
            company.stepBack(directory, new SystemMode.Notify());
        });
        adaLeaves();
        company.world.pass(Duration.ofDays(1));
        assertEquals(List.of("NOT_IN_ACT open"), company.exceptions(ADA));
        assertEquals(Set.of("Staff"), company.target(directory).membershipsOf("ada"));
        List<Operation> revocations = company.operations(ADA, directory, Work.RevokeMemberships.class);
        assertEquals(2, revocations.size());
        assertInstanceOf(Operation.Withheld.class, revocations.get(1));
        company.promote(directory);
        company.world.pass(Duration.ofMinutes(1));
        company.world.pass(Duration.ofDays(1));
        assertEquals("closed", company.state(ADA));
    }

    @Test
    void whatComesBackOnAnAccountProtectedSinceIsLeftToPeople() {
        TargetSystem directory = directory(new SystemMode.Act());
        company.target(directory).duringNextListing(() -> {});
        company.target(directory).duringNextListing(() -> {
            company.target(directory).enable("ada");
            protect(directory, "ada");
        });
        adaLeaves();
        company.world.pass(Duration.ofDays(1));
        assertTrue(company.target(directory).isEnabled("ada"));
        assertEquals(List.of("PROTECTED_ACCOUNT open"), company.exceptions(ADA));
        assertInstanceOf(MilestoneState.LeftAlone.class, company.milestone(ADA, "ada", Milestone.BLOCKED));
        assertInstanceOf(MilestoneState.Verified.class, company.milestone(ADA, "ada", Milestone.CLEAN));
        releaseByTwo(directory, "ada");
        company.world.pass(Duration.ofDays(1));
        company.world.pass(Duration.ofDays(1));
        assertEquals("closed", company.state(ADA));
        assertEquals(
                2, company.operations(ADA, directory, Work.DisableAccount.class).size());
    }

    @Test
    void theConnectorsOwnAccountFoundByAReadIsLeftToPeopleFromThenOn() {
        TargetSystem directory = company.system("Directory", new SystemMode.Notify());
        company.target(directory).account("ada", Samples.employee(ADA)).own("ada");
        company.takeOver();
        adaLeaves();
        assertEquals(List.of("NOT_IN_ACT open"), company.exceptions(ADA));
        company.read(directory);
        assertEquals(List.of("NOT_IN_ACT resolved", "PROTECTED_ACCOUNT open"), company.exceptions(ADA));
        company.promote(directory);
        company.world.pass(Duration.ofDays(1));
        assertEquals(List.of(), company.target(directory).changes());
        assertEquals("open", company.state(ADA));
        company.read(directory);
        assertEquals(List.of("NOT_IN_ACT resolved", "PROTECTED_ACCOUNT open"), company.exceptions(ADA), "once");
        releaseByTwo(directory, "ada");
        company.world.pass(Duration.ofDays(1));
        assertEquals("closed", company.state(ADA));
    }

    @Test
    void anAccountThatAReadLinksToALeaverComesIntoTheOpenCase() {
        TargetSystem directory = directory(new SystemMode.Act());
        company.target(directory).refuses(ChangeKind.RESET_SECRET);
        adaLeaves();
        company.target(directory).account("ada-second", Samples.employee(ADA));
        company.read(directory);
        assertEquals(
                new TakeLinkedAccounts.Outcome.Taken(1, false),
                company.world.takeLinkedAccounts.handle(new TakeLinkedAccounts.Command()));
        company.world.pass(Duration.ofHours(1));
        assertFalse(company.target(directory).isEnabled("ada-second"));
        assertInstanceOf(MilestoneState.Verified.class, company.milestone(ADA, "ada-second", Milestone.BLOCKED));
        assertEquals(
                new TakeLinkedAccounts.Outcome.Taken(0, false),
                company.world.takeLinkedAccounts.handle(new TakeLinkedAccounts.Command()));
    }

    // Targets that do not do what they should --------------------------------------------------------------------

    @Test
    void aRefusalIsOneExceptionHoweverOftenItComes() {
        TargetSystem directory = directory(new SystemMode.Act());
        company.target(directory).refuses(ChangeKind.RESET_SECRET);
        adaLeaves();
        for (int i = 0; i < 10; i++) {
            company.world.pass(Duration.ofHours(1));
        }
        assertEquals(List.of("REFUSED open"), company.exceptions(ADA));
        LeaverException.Finding finding =
                company.exceptions(ADA, LeaverException.Kind.REFUSED).get(0).finding();
        assertEquals(Optional.of(Milestone.CONTAINED), finding.milestone());
        assertTrue(company.operations(ADA, directory, Work.ResetSecret.class)
                        .get(0)
                        .attempts()
                > 9);
        company.target(directory).accepts();
        company.world.pass(Duration.ofHours(1));
        assertEquals("closed", company.state(ADA));
        assertEquals(List.of("REFUSED resolved"), company.exceptions(ADA));
    }

    @Test
    void whatARefusalHadDoneBeforeStandsInTheLog() {
        TargetSystem directory = directory(new SystemMode.Act());
        company.target(directory).refuses(ChangeKind.REVOKE_MEMBERSHIPS);
        adaLeaves();
        assertTrue(attemptsTell("refused", "asked"));
    }

    @Test
    void whatIsKnownToBeDoneWhenTheAnswerWasLostStandsInTheLog() {
        TargetSystem directory = directory(new SystemMode.Act());
        company.target(directory).losesNextReply();
        adaLeaves();
        assertTrue(attemptsTell("in-doubt", "sent"));
    }

    private boolean attemptsTell(String outcome, String fact) {
        return company.events(EventType.OPERATION_ATTEMPTED).stream()
                .map(AuditEvent::fields)
                .filter(fields -> fields.contains(new AuditField.Text("outcome", outcome)))
                .anyMatch(fields -> fields.contains(new AuditField.Text("fact0Name", fact)));
    }

    @Test
    void anUnreachableTargetIsTriedAgainUntilItAnswers() {
        TargetSystem directory = directory(new SystemMode.Act());
        company.target(directory).goDown("the target does not answer");
        adaLeaves();
        assertEquals("open", company.state(ADA));
        for (int i = 0; i < 20; i++) {
            company.world.pass(Duration.ofMinutes(10));
        }
        assertTrue(company.operations(ADA).stream().allMatch(o -> o.attempts() >= 20));
        assertEquals(List.of(), company.exceptions(ADA));
        company.target(directory).comeBack();
        company.world.pass(Duration.ofMinutes(10));
        assertEquals("closed", company.state(ADA));
    }

    @Test
    void aLostReplyIsNotBelievedAndTheNextAttemptFindsItDone() {
        TargetSystem directory = directory(new SystemMode.Act());
        company.target(directory).losesNextReply();
        adaLeaves();
        assertEquals("open", company.state(ADA));
        assertInstanceOf(MilestoneState.Due.class, company.milestone(ADA, "ada", Milestone.BLOCKED));
        assertFalse(company.target(directory).isEnabled("ada"));
        company.world.pass(Duration.ofSeconds(10));
        assertEquals("closed", company.state(ADA));
        assertEquals(
                1,
                company.target(directory).changes().stream()
                        .filter(Change.DisableAccount.class::isInstance)
                        .count(),
                "the effect was not doubled");
        assertEquals(
                2,
                company.target(directory).keys().stream()
                        .filter(company.target(directory).keys().get(0)::equals)
                        .count(),
                "both attempts had the same key");
    }

    @Test
    void aPauseThatTheTargetAsksForIsHonouredUpToHalfAnHour() {
        TargetSystem directory = directory(new SystemMode.Act());
        company.target(directory).goDown("too many requests");
        company.target(directory).asksForPatience(Duration.ofMinutes(20));
        adaLeaves();
        company.world.pass(Duration.ofMinutes(19));
        assertTrue(company.operations(ADA).stream().allMatch(o -> o.attempts() == 1));
        company.target(directory).asksForPatience(Duration.ofDays(365));
        company.world.pass(Duration.ofMinutes(2));
        assertTrue(company.operations(ADA).stream().allMatch(o -> o.attempts() == 2));
        company.target(directory).comeBack();
        company.world.pass(Duration.ofMinutes(31));
        assertEquals("closed", company.state(ADA));
    }

    @Test
    void aChangeThatAConnectorCannotDoIsARefusalForPeopleToSee() {
        TargetSystem directory = directory(new SystemMode.Act());
        company.target(directory).refuses(ChangeKind.REVOKE_MEMBERSHIPS);
        adaLeaves();
        assertEquals("open", company.state(ADA));
        assertInstanceOf(MilestoneState.Verified.class, company.milestone(ADA, "ada", Milestone.CONTAINED));
    }

    @Test
    void aMisconfiguredSystemIsRefusedAndWhatItCannotShowIsLearntLater() {
        TargetSystem directory = directory(new SystemMode.Act());
        company.target(directory)
                .declares(
                        EnumSet.allOf(ChangeKind.class),
                        List.of(new Capabilities.Unobservable("Kerberos tickets", Duration.ofHours(10))));
        company.world.connectors.misconfigure("Directory");
        adaLeaves();
        assertTrue(company.exceptions(ADA).stream().allMatch("REFUSED open"::equals));
        company.world.connectors.repair();
        company.world.pass(Duration.ofHours(1));
        assertEquals("closed", company.state(ADA));
        assertTrue(company.exceptions(ADA).stream().allMatch("REFUSED resolved"::equals));
        assertTrue(company.shown(ADA).certificate().lines().stream()
                .anyMatch(l -> l.what().equals("Kerberos tickets")));
    }

    @Test
    void aRefusedLastListingStaysAnExceptionUntilTheTargetIsListed() {
        TargetSystem directory = directory(new SystemMode.Act());
        TargetSystem mail = company.system("Mail", new SystemMode.Act());
        company.target(mail).account("ada-mail", Samples.employee(ADA));
        company.read(mail);
        company.target(mail).goDown("the target does not answer");
        company.target(directory).duringNextListing(() -> {});
        company.target(directory)
                .duringNextListing(() -> company.target(directory).refusesReading("no right to read"));
        adaLeaves();
        assertEquals(List.of("REFUSED open"), company.exceptions(ADA));
        // What happens elsewhere in the case does not make the refusal go away.
        company.target(mail).comeBack();
        company.world.pass(Duration.ofMinutes(1));
        assertEquals(List.of("REFUSED open"), company.exceptions(ADA));
        company.target(directory).letsRead();
        company.world.pass(Duration.ofHours(1));
        assertEquals("closed", company.state(ADA));
        assertEquals(List.of("REFUSED resolved"), company.exceptions(ADA));
    }

    @Test
    void aPersonWithoutTheAttributeIsAnExceptionUntilHrAddsIt() {
        TargetSystem sample = Samples.system("Directory", new SystemMode.Act());
        TargetSystem byMail = company.save(new TargetSystem(
                sample.id(),
                sample.name(),
                sample.owner(),
                sample.classification(),
                sample.sla(),
                false,
                sample.connector(),
                new Correlation("mail", Correlation.IdentityAttribute.EMAIL),
                List.of(),
                sample.limits(),
                sample.mode(),
                sample.registeredAt(),
                sample.redirectedAt(),
                sample.baselineAt(),
                0));
        company.target(byMail).account("ada", Map.of("mail", "Ada@Sample.example"));
        company.write(ADA, Fact.EMAIL, "").takeOver();
        adaLeaves();
        assertEquals(List.of("REFUSED open"), company.exceptions(ADA));
        assertEquals(List.of(), company.operations(ADA));
        company.write(ADA, Fact.EMAIL, "ada@sample.example").takeOver();
        assertEquals("closed", company.state(ADA));
        assertFalse(company.target(byMail).isEnabled("ada"));
        assertEquals(List.of("REFUSED resolved"), company.exceptions(ADA));
    }

    // The identity provider goes first ---------------------------------------------------------------------------

    private TargetSystem provider() {
        TargetSystem provider = company.identityProvider("Provider");
        company.target(provider).account("ada-idp", Samples.employee(ADA));
        company.takeOver();
        company.read(provider);
        return provider;
    }

    private Stream<Operation.Waiting> waitingOn(TargetSystem system) {
        return company.operations(ADA).stream()
                .filter(o -> o.plan().system().equals(system.id()))
                .filter(o -> o.plan().work() instanceof Work.OnAccount)
                .map(Operation.Waiting.class::cast);
    }

    @Test
    void theOthersWaitForTheIdentityProvidersFirstAttempt() {
        TargetSystem directory = directory(new SystemMode.Act());
        TargetSystem provider = provider();
        company.lastDay(ADA, "2026-03-01").handIn();
        company.world.applyWorkerSnapshot.handle(new dev.tenure.application.lifecycle.ApplyWorkerSnapshot.Command());
        Instant opened = company.findCase(ADA).orElseThrow().opening().openedAt();
        assertTrue(waitingOn(directory).allMatch(w -> w.nextAttemptAt().equals(opened.plusSeconds(10))));
        assertTrue(waitingOn(provider).allMatch(w -> w.nextAttemptAt().equals(opened)));
        assertTrue(company.world.turn(provider.id()));
        assertTrue(waitingOn(directory).allMatch(w -> !w.nextAttemptAt().isAfter(company.world.now())));
        assertTrue(company.world.lanes.wakings().stream()
                .anyMatch(w -> w.system().equals(directory.id()) && w.at().isAfter(opened)));
        company.world.work();
        assertEquals("closed", company.state(ADA));
    }

    @Test
    void anIdentityProviderThatFailsHoldsNobodyUp() {
        TargetSystem directory = directory(new SystemMode.Act());
        TargetSystem provider = provider();
        company.target(provider).goDown("the target does not answer");
        adaLeaves();
        assertFalse(company.target(directory).isEnabled("ada"), "without waiting for the ten seconds");
        assertTrue(company.target(provider).isEnabled("ada-idp"));
    }

    @Test
    void anIdentityProviderThatHangsHoldsTheOthersUpForTenSeconds() {
        TargetSystem directory = directory(new SystemMode.Act());
        provider();
        company.lastDay(ADA, "2026-03-01").handIn();
        company.world.applyWorkerSnapshot.handle(new dev.tenure.application.lifecycle.ApplyWorkerSnapshot.Command());
        company.target(directory).account("ada-admin", Samples.employee(ADA));
        while (company.world.turn(directory.id())) {
            // The provider's lane has no turn: it hangs.
        }
        assertTrue(company.target(directory).isEnabled("ada"));
        assertTrue(company.target(directory).isEnabled("ada-admin"), "found by listing, and waits like the others");
        company.world.ports.transactions().advance(Duration.ofSeconds(10));
        while (company.world.turn(directory.id())) {
            // Now it is time.
        }
        assertFalse(company.target(directory).isEnabled("ada"));
        assertFalse(company.target(directory).isEnabled("ada-admin"));
    }

    @Test
    void anIdentityProviderWithoutAnAccountOfThePersonIsDoneWhenItWasListed() {
        TargetSystem directory = directory(new SystemMode.Act());
        TargetSystem provider = company.identityProvider("Provider");
        adaLeaves();
        assertFalse(company.target(directory).isEnabled("ada"));
        assertEquals("closed", company.state(ADA));
        assertEquals(
                1, company.operations(ADA, provider, Work.ListAccounts.class).size());
    }

    @Test
    void anIdentityProviderThatIsNotInActIsNotWaitedFor() {
        TargetSystem directory = directory(new SystemMode.Act());
        company.save(Samples.system("Provider", new SystemMode.Notify(), true));
        company.lastDay(ADA, "2026-03-01").handIn();
        company.world.applyWorkerSnapshot.handle(new dev.tenure.application.lifecycle.ApplyWorkerSnapshot.Command());
        Instant opened = company.findCase(ADA).orElseThrow().opening().openedAt();
        assertTrue(waitingOn(directory).allMatch(w -> w.nextAttemptAt().equals(opened)));
    }
}

package dev.tenure.testkit.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.application.lifecycle.ApplyWorkerSnapshot;
import dev.tenure.application.provisioning.CarryOutOperation;
import dev.tenure.application.provisioning.ClaimOperations;
import dev.tenure.connector.spi.ChangeKind;
import dev.tenure.domain.audit.EventType;
import dev.tenure.domain.identity.Employment;
import dev.tenure.domain.identity.Tenure;
import dev.tenure.domain.identity.WorkerFeed.Fact;
import dev.tenure.domain.inventory.SystemMode;
import dev.tenure.domain.inventory.TargetSystem;
import dev.tenure.domain.lifecycle.LeaverCase;
import dev.tenure.domain.lifecycle.LeaverException;
import dev.tenure.domain.provisioning.Operation;
import dev.tenure.testkit.Company;
import dev.tenure.testkit.sample.Samples;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** HR takes endings back, corrects them and hires people again. */
final class ChangeOfMindTest {

    private static final String ADA = "1001";

    private final Company company = new Company().worker(ADA, "Ada");
    private TargetSystem directory = Samples.system("Directory", new SystemMode.Act());

    @BeforeEach
    void adaHasAnAccount() {
        directory = company.save(directory);
        company.target(directory).account("ada", Samples.employee(ADA), "Staff");
        company.takeOver();
        company.read(directory);
    }

    private void apply() {
        company.handIn();
        while (!(company.world.applyWorkerSnapshot.handle(new ApplyWorkerSnapshot.Command())
                instanceof ApplyWorkerSnapshot.Outcome.NothingToApply)) {
            // One share after the other.
        }
    }

    @Test
    void anEndingTakenBackBeforeItsTimeLeavesNoTraceOnAnySystem() {
        company.lastDay(ADA, "2026-03-31").takeOver();
        company.lastDay(ADA, "").takeOver();
        company.world.pass(Duration.ofDays(60));
        assertEquals(Optional.empty(), company.findCase(ADA));
        assertEquals(List.of(), company.target(directory).changes());
        assertTrue(company.target(directory).isEnabled("ada"));
        assertInstanceOf(Employment.Active.class, company.person(ADA).employment());
    }

    @Test
    void anEndingCorrectedToALaterDayWaitsForIt() {
        company.lastDay(ADA, "2026-03-31").takeOver();
        company.lastDay(ADA, "2026-04-30").takeOver();
        company.world.ports.transactions().advanceTo(Instant.parse("2026-04-15T00:00:00Z"));
        company.world.work();
        assertEquals(Optional.empty(), company.findCase(ADA));
        company.world.ports.transactions().advanceTo(Instant.parse("2026-04-30T22:00:01Z"));
        company.world.work();
        assertEquals("closed", company.state(ADA));
    }

    @Test
    void takenBackAfterTheCaseOpenedWhatIsPlannedIsCancelledAndNothingMoreIsDone() {
        company.target(directory).goDown("the target does not answer");
        company.lastDay(ADA, "2026-03-01").takeOver();
        company.lastDay(ADA, "").takeOver();
        assertEquals("withdrawn", company.state(ADA));
        assertTrue(company.operations(ADA).stream().allMatch(Operation.Cancelled.class::isInstance));
        company.target(directory).comeBack();
        company.world.pass(Duration.ofDays(1));
        assertTrue(company.target(directory).isEnabled("ada"));
        assertEquals(List.of(), company.exceptions(ADA), "nothing was done, so nothing is to be mended");
    }

    @Test
    void takenBackAfterAccessWentPeopleAreToldToRestoreIt() {
        company.target(directory).refuses(ChangeKind.REVOKE_MEMBERSHIPS);
        company.lastDay(ADA, "2026-03-01").takeOver();
        company.lastDay(ADA, "").takeOver();
        assertEquals("withdrawn", company.state(ADA));
        assertEquals(List.of("REFUSED resolved", "WITHDRAWN_AFTER_ACTION open"), company.exceptions(ADA));
        assertEquals(1, company.events(EventType.LEAVER_CASE_WITHDRAWN).size());
        assertInstanceOf(Employment.Active.class, company.person(ADA).employment());
        assertEquals(
                "owner-of-Directory",
                company.exceptions(ADA, LeaverException.Kind.WITHDRAWN_AFTER_ACTION)
                        .get(0)
                        .finding()
                        .owner());
    }

    @Test
    void whatIsInDoubtWhenAnEndingIsTakenBackIsToBeLookedAtToo() {
        company.target(directory).losesNextReply();
        company.target(directory).refuses(ChangeKind.RESET_SECRET);
        company.target(directory).refuses(ChangeKind.REVOKE_MEMBERSHIPS);
        company.lastDay(ADA, "2026-03-01").takeOver();
        company.lastDay(ADA, "").takeOver();
        assertEquals(
                1,
                company.exceptions(ADA, LeaverException.Kind.WITHDRAWN_AFTER_ACTION)
                        .size());
    }

    @Test
    void whatARefusalHadDoneIsToBeMendedAlthoughTheTargetWasDownSince() {
        for (ChangeKind kind : ChangeKind.values()) {
            company.target(directory).refuses(kind);
        }
        company.lastDay(ADA, "2026-03-01").takeOver();
        company.target(directory).goDown("the target does not answer");
        company.world.pass(Duration.ofHours(1));
        company.lastDay(ADA, "").takeOver();
        assertEquals(
                1,
                company.exceptions(ADA, LeaverException.Kind.WITHDRAWN_AFTER_ACTION)
                        .size());
    }

    @Test
    void anAttemptUnderWayWhenTheEndingIsTakenBackIsNotRepeated() {
        company.target(directory).duringNextChange(() -> {
            company.lastDay(ADA, "");
            apply();
            company.target(directory).goDown("the target does not answer");
        });
        company.lastDay(ADA, "2026-03-01").takeOver();
        assertEquals("withdrawn", company.state(ADA));
        company.target(directory).comeBack();
        company.world.pass(Duration.ofDays(1));
        assertTrue(company.target(directory).isEnabled("ada"), "Ada works here");
        assertTrue(company.operations(ADA).stream()
                .allMatch(o -> o instanceof Operation.Cancelled || o instanceof Operation.Done));
    }

    @Test
    void anAttemptUnderWayThatSucceedsAfterTheEndingWasTakenBackIsToBeMended() {
        company.target(directory).duringNextChange(() -> {
            company.lastDay(ADA, "");
            apply();
        });
        company.lastDay(ADA, "2026-03-01").takeOver();
        assertFalse(company.target(directory).isEnabled("ada"));
        assertEquals(List.of("WITHDRAWN_AFTER_ACTION open"), company.exceptions(ADA));
    }

    @Test
    void workLeftByALostWorkerIsNotDoneOnceTheEndingIsTakenBack() {
        company.lastDay(ADA, "2026-03-01");
        apply();
        // A worker takes the work and is never heard of again.
        assertInstanceOf(
                ClaimOperations.Outcome.Claimed.class,
                company.world.claimOperations.handle(new ClaimOperations.Command(directory.id(), 8)));
        company.lastDay(ADA, "");
        apply();
        company.world.pass(Duration.ofHours(1));
        assertEquals(List.of(), company.target(directory).changes());
        assertTrue(company.target(directory).isEnabled("ada"));
        company.world.pass(Duration.ofHours(1));
        assertTrue(company.operations(ADA).stream()
                .allMatch(o -> o instanceof Operation.Cancelled || o instanceof Operation.Done));
    }

    @Test
    void workLeftByALostWorkerIsDoneByAnother() {
        company.lastDay(ADA, "2026-03-01");
        apply();
        company.world.claimOperations.handle(new ClaimOperations.Command(directory.id(), 8));
        company.world.work();
        assertEquals("open", company.state(ADA));
        company.world.pass(directory.limits().callTimeout().plusSeconds(15));
        assertEquals("closed", company.state(ADA));
    }

    @Test
    void aResultThatComesAfterAnotherWorkersClaimIsInTheLogAndNotTaken() {
        company.lastDay(ADA, "2026-03-01");
        apply();
        ClaimOperations.Outcome.Claimed late = assertInstanceOf(
                ClaimOperations.Outcome.Claimed.class,
                company.world.claimOperations.handle(new ClaimOperations.Command(directory.id(), 1)));
        company.world.pass(Duration.ofMinutes(1));
        assertEquals("closed", company.state(ADA));
        int events = company.events(EventType.OPERATION_ATTEMPTED).size();
        int milestones = company.events(EventType.LEAVER_MILESTONE_VERIFIED).size();
        assertInstanceOf(
                CarryOutOperation.Outcome.ClaimLost.class,
                company.world.carryOutOperation.handle(new CarryOutOperation.Command(
                        late.system(), late.operations().get(0))));
        assertEquals(events + 1, company.events(EventType.OPERATION_ATTEMPTED).size());
        assertTrue(company.events(EventType.OPERATION_ATTEMPTED).get(events).fields().stream()
                .anyMatch(f -> f.equals(new dev.tenure.domain.audit.AuditField.Flag("listenedTo", false))));
        assertEquals(
                milestones, company.events(EventType.LEAVER_MILESTONE_VERIFIED).size());
    }

    @Test
    void correctedIntoTheFutureThePersonWorksAgainUntilThen() {
        company.target(directory).goDown("the target does not answer");
        company.lastDay(ADA, "2026-03-01").takeOver();
        company.lastDay(ADA, "2026-03-20").takeOver();
        assertEquals("withdrawn", company.state(ADA));
        assertInstanceOf(
                Employment.TerminationScheduled.class, company.person(ADA).employment());
        company.target(directory).comeBack();
        company.world.pass(Duration.ofDays(1));
        assertTrue(company.target(directory).isEnabled("ada"));
        company.world.ports.transactions().advanceTo(Instant.parse("2026-03-20T23:00:01Z"));
        company.world.work();
        assertEquals("closed", company.state(ADA));
        assertFalse(company.target(directory).isEnabled("ada"));
        assertEquals(2, company.events(EventType.LEAVER_CASE_OPENED).size());
    }

    @Test
    void aCorrectionAfterTheFactChangesNothingThatWasFrozen() {
        company.lastDay(ADA, "2026-03-01").takeOver();
        LeaverCase before = company.findCase(ADA).orElseThrow();
        company.lastDay(ADA, "2026-02-27").takeOver();
        assertEquals(before, company.findCase(ADA).orElseThrow());
        assertEquals(1, company.events(EventType.LEAVER_CASE_OPENED).size());
    }

    @Test
    void somebodyHiredAgainFromALaterDayIsShutOutUntilThen() {
        company.target(directory).goDown("the target does not answer");
        company.lastDay(ADA, "2026-03-01").takeOver();
        company.lastDay(ADA, "").write(ADA, Fact.START_DATE, "2026-04-01").takeOver();
        assertEquals("open", company.state(ADA));
        company.target(directory).comeBack();
        company.world.pass(Duration.ofHours(1));
        assertEquals("closed", company.state(ADA));
        assertFalse(company.target(directory).isEnabled("ada"));
        company.world.ports.transactions().advanceTo(Instant.parse("2026-04-01T08:00:00Z"));
        company.world.work();
        assertEquals(
                new Employment.Active(new Tenure(2, Tenure.Origin.REHIRED, LocalDate.parse("2026-04-01"))),
                company.person(ADA).employment());
        assertFalse(company.target(directory).isEnabled("ada"), "nothing is given back by itself");
    }

    @Test
    void whatIsStillOpenWhenTheNewTenureBeginsEndsThere() {
        company.target(directory).refuses(ChangeKind.REVOKE_MEMBERSHIPS);
        company.lastDay(ADA, "2026-03-01").takeOver();
        company.lastDay(ADA, "").write(ADA, Fact.START_DATE, "2026-04-01").takeOver();
        company.world.ports.transactions().advanceTo(Instant.parse("2026-04-01T08:00:00Z"));
        company.world.work();
        assertEquals("withdrawn", company.state(ADA));
        assertEquals(List.of("REFUSED resolved"), company.exceptions(ADA));
    }

    @Test
    void whatIsStillOpenEndsAtANewTenureWhoseEndIsKnownFromTheBeginningToo() {
        company.target(directory).goDown("the target does not answer");
        company.lastDay(ADA, "2026-03-01").takeOver();
        company.lastDay(ADA, "2026-12-31")
                .write(ADA, Fact.START_DATE, "2026-04-01")
                .takeOver();
        company.world.pass(Duration.ofDays(1));
        assertEquals("open", company.state(ADA), "shut out until then");
        company.world.ports.transactions().advanceTo(Instant.parse("2026-04-01T08:00:00Z"));
        company.world.work();
        assertEquals("withdrawn", company.state(ADA));
        company.target(directory).comeBack();
        company.world.pass(Duration.ofDays(1));
        assertTrue(company.target(directory).isEnabled("ada"), "Ada works here");
    }

    @Test
    void somebodyHiredAgainFromTodayIsNotShutOutAnyFurther() {
        company.target(directory).refuses(ChangeKind.REVOKE_MEMBERSHIPS);
        company.lastDay(ADA, "2026-02-27").takeOver();
        company.lastDay(ADA, "").write(ADA, Fact.START_DATE, "2026-03-02").takeOver();
        assertEquals("withdrawn", company.state(ADA));
        assertEquals(List.of("REFUSED resolved"), company.exceptions(ADA));
    }

    @Test
    void aContractRenewedWithoutADayBetweenIsNoLeaving() {
        company.lastDay(ADA, "2026-03-31").takeOver();
        company.lastDay(ADA, "").write(ADA, Fact.START_DATE, "2026-04-01").takeOver();
        company.world.ports.transactions().advanceTo(Instant.parse("2026-04-01T08:00:00Z"));
        company.world.work();
        assertEquals(
                new Employment.Active(Tenure.first(LocalDate.parse("2024-01-01"))),
                company.person(ADA).employment());
        assertEquals(Optional.empty(), company.findCase(ADA));
        assertTrue(company.target(directory).isEnabled("ada"));
    }

    @Test
    void aContractRenewedOnlyAfterItsEndIsAnEndingTakenBack() {
        company.lastDay(ADA, "2026-03-01").takeOver();
        company.lastDay(ADA, "").write(ADA, Fact.START_DATE, "2026-03-02").takeOver();
        assertEquals(
                new Employment.Active(Tenure.first(LocalDate.parse("2024-01-01"))),
                company.person(ADA).employment());
    }

    @Test
    void whoWorkedOnAfterTheyWereShutOutLeavesOnceMore() {
        company.lastDay(ADA, "2026-03-01").takeOver();
        company.target(directory).enable("ada");
        company.world.ports.transactions().advanceTo(Instant.parse("2026-03-10T08:00:00Z"));
        company.lastDay(ADA, "2026-03-08").takeOver();
        assertEquals(2, company.events(EventType.LEAVER_CASE_OPENED).size());
        assertFalse(company.target(directory).isEnabled("ada"));
    }

    @Test
    void gardenLeaveThatEndsOpensNoSecondCase() {
        company.lastDay(ADA, "2026-03-01")
                .write(ADA, Fact.EFFECTIVE_DATE, "2026-04-30")
                .takeOver();
        assertEquals("closed", company.state(ADA));
        company.world.ports.transactions().advanceTo(Instant.parse("2026-05-01T08:00:00Z"));
        company.world.work();
        assertInstanceOf(Employment.Ended.class, company.person(ADA).employment());
        assertEquals(1, company.events(EventType.LEAVER_CASE_OPENED).size());
    }

    @Test
    void aNewHireTakenBackBeforeItsFirstDayOpensNoSecondCase() {
        company.lastDay(ADA, "2026-03-01").takeOver();
        company.lastDay(ADA, "").write(ADA, Fact.START_DATE, "2026-04-01").takeOver();
        company.write(ADA, Fact.STATUS, "cancelled").takeOver();
        assertInstanceOf(Employment.Ended.class, company.person(ADA).employment());
        assertEquals(1, company.events(EventType.LEAVER_CASE_OPENED).size());
    }

    @Test
    void whoComesBackOnLeaveIsNoLeaverAnyMore() {
        company.target(directory).goDown("the target does not answer");
        company.lastDay(ADA, "2026-03-01").takeOver();
        company.lastDay(ADA, "")
                .write(ADA, Fact.START_DATE, "2026-04-01")
                .write(ADA, Fact.LEAVE_FROM, "2026-04-01")
                .takeOver();
        company.world.ports.transactions().advanceTo(Instant.parse("2026-04-01T08:00:00Z"));
        company.world.work();
        assertInstanceOf(Employment.OnLeave.class, company.person(ADA).employment());
        assertEquals("withdrawn", company.state(ADA));
        company.target(directory).comeBack();
        company.world.pass(Duration.ofDays(1));
        assertTrue(company.target(directory).isEnabled("ada"));
    }

    @Test
    void aSecondEndingWhileTheFirstCaseIsOpenOpensNoOther() {
        company.target(directory).goDown("the target does not answer");
        company.lastDay(ADA, "2026-02-20").takeOver();
        company.write(ADA, Fact.START_DATE, "2026-02-21")
                .lastDay(ADA, "2026-03-01")
                .takeOver();
        assertEquals(1, company.events(EventType.LEAVER_CASE_OPENED).size());
        company.target(directory).comeBack();
        company.world.pass(Duration.ofHours(1));
        assertEquals("closed", company.state(ADA));
    }

    @Test
    void aTenureThatBeganAndEndedBetweenTwoFilesHasACaseOfItsOwn() {
        company.lastDay(ADA, "2026-02-20").takeOver();
        assertEquals("closed", company.state(ADA));
        company.target(directory).enable("ada");
        company.write(ADA, Fact.START_DATE, "2026-02-23")
                .lastDay(ADA, "2026-03-01")
                .takeOver();
        assertEquals(2, company.events(EventType.LEAVER_CASE_OPENED).size());
        assertEquals("closed", company.state(ADA));
        assertFalse(company.target(directory).isEnabled("ada"));
    }
}

package dev.tenure.testkit.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.application.lifecycle.DecideSuspectedLeaver;
import dev.tenure.application.lifecycle.DecideSuspension;
import dev.tenure.application.lifecycle.FlagBreaches;
import dev.tenure.application.lifecycle.ListSuspectedLeavers;
import dev.tenure.application.lifecycle.SuspendPerson;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.domain.audit.Actor;
import dev.tenure.domain.audit.AuditEvent;
import dev.tenure.domain.audit.AuditField;
import dev.tenure.domain.audit.EventType;
import dev.tenure.domain.identity.ClockStart;
import dev.tenure.domain.identity.Employment;
import dev.tenure.domain.identity.WorkerFeed.Fact;
import dev.tenure.domain.inventory.SystemMode;
import dev.tenure.domain.inventory.TargetSystem;
import dev.tenure.domain.lifecycle.LeaverException;
import dev.tenure.domain.lifecycle.Milestone;
import dev.tenure.domain.lifecycle.MilestoneState;
import dev.tenure.domain.lifecycle.SuspectedLeaver;
import dev.tenure.domain.lifecycle.Suspension;
import dev.tenure.domain.provisioning.Operation;
import dev.tenure.testkit.Company;
import dev.tenure.testkit.sample.Samples;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Somebody is shut out at once (JML-7), and workers whom HR leaves out are somebody's question (JML-6). */
final class SuspensionTest {

    private static final String ADA = "1001";
    private static final String BEN = "1002";

    private final Company company = new Company();
    private TargetSystem directory = Samples.system("none", new SystemMode.Observe());

    @BeforeEach
    void adaAndBenWork() {
        directory = company.system("Directory", new SystemMode.Act());
        company.target(directory).account("ada", Samples.employee(ADA), "Staff");
        company.target(directory).account("ben", Samples.employee(BEN), "Staff");
        company.worker(ADA, "Ada").worker(BEN, "Ben").takeOver();
        company.read(directory);
    }

    private Suspension suspend(boolean forGood) {
        SuspendPerson.Outcome outcome = company.world.suspendPerson.handle(new SuspendPerson.Command(
                Company.OPERATOR, Samples.request(), company.person(ADA).id(), "Laptop stolen", forGood));
        return assertInstanceOf(SuspendPerson.Outcome.Suspended.class, outcome).suspension();
    }

    private void decide(Suspension suspension, boolean forGood) {
        assertInstanceOf(
                DecideSuspension.Outcome.Decided.class,
                company.world.decideSuspension.handle(new DecideSuspension.Command(
                        Company.ADMIN, suspension.call().id(), forGood, "Found out")));
    }

    private boolean isVerified(Milestone milestone) {
        return company.milestone(ADA, "ada", milestone) instanceof MilestoneState.Verified;
    }

    @Test
    void whoIsSuspendedIsBlockedAndContainedAtOnceAndKeepsMembershipsUntilItIsDecided() {
        Suspension suspension = suspend(false);
        company.world.work();
        assertEquals("undecided", suspension.label());
        assertFalse(company.target(directory).isEnabled("ada"));
        assertTrue(company.target(directory).isEnabled("ben"));
        assertTrue(isVerified(Milestone.BLOCKED));
        assertTrue(isVerified(Milestone.CONTAINED));
        assertFalse(isVerified(Milestone.CLEAN));
        assertEquals("open", company.state(ADA));
        assertEquals(
                ClockStart.Rule.EMERGENCY,
                company.findCase(ADA).orElseThrow().opening().facts().clock().rule());
        assertInstanceOf(Employment.Active.class, company.person(ADA).employment(), "HR still has them at work");
        decide(suspension, true);
        company.world.work();
        assertTrue(isVerified(Milestone.CLEAN));
        assertEquals("closed", company.state(ADA));
        assertEquals(1, company.events(EventType.PERSON_SUSPENDED).size());
        assertEquals(1, company.events(EventType.SUSPENSION_DECIDED).size());
    }

    @Test
    void offboardedForGoodInOneCallEverythingGoes() {
        assertEquals("upheld", suspend(true).label());
        company.world.work();
        assertEquals("closed", company.state(ADA));
        assertTrue(isVerified(Milestone.CLEAN));
    }

    @Test
    void liftingGivesNothingBackByItselfAndNamesWhatToRestore() {
        Suspension suspension = suspend(false);
        company.world.work();
        decide(suspension, false);
        company.world.work();
        assertEquals("withdrawn", company.state(ADA));
        assertFalse(company.target(directory).isEnabled("ada"));
        assertEquals(
                1,
                company.exceptions(ADA, LeaverException.Kind.WITHDRAWN_AFTER_ACTION)
                        .size());
    }

    @Test
    void whatHrSaysDoesNotUndoIt() {
        suspend(false);
        company.world.work();
        company.write(ADA, Fact.TITLE, "Boss").takeOver();
        company.lastDay(ADA, "2026-06-30").takeOver();
        company.lastDay(ADA, "").takeOver();
        assertEquals("open", company.state(ADA));
        assertFalse(company.target(directory).isEnabled("ada"));
    }

    @Test
    void hrsOwnEndingDecidesIt() {
        Suspension suspension = suspend(false);
        company.world.work();
        company.lastDay(ADA, "2026-03-01").takeOver();
        assertEquals("closed", company.state(ADA));
        assertTrue(isVerified(Milestone.CLEAN));
        decide(suspension, false);
        company.world.work();
        assertEquals("closed", company.state(ADA), "who has left by HR's word stays out");
    }

    @Test
    void nobodyDecidingInTimeIsAnExceptionOfWhoCalledForIt() {
        suspend(false);
        company.world.work();
        company.world.pass(Duration.ofDays(3).plusSeconds(1));
        company.world.flagBreaches.handle(new FlagBreaches.Command());
        company.world.flagBreaches.handle(new FlagBreaches.Command());
        List<LeaverException> undecided = company.exceptions(ADA, LeaverException.Kind.SUSPENSION_UNDECIDED);
        assertEquals(1, undecided.size());
        assertEquals(Company.OPERATOR.subject(), undecided.getFirst().finding().owner());
    }

    private Optional<SuspectedLeaver> suspected() {
        ListSuspectedLeavers.Outcome outcome = company.world.listSuspectedLeavers.handle(
                new ListSuspectedLeavers.Command(Company.AUDITOR, Optional.empty(), PageRequest.first()));
        return assertInstanceOf(ListSuspectedLeavers.Outcome.Listed.class, outcome).suspected().items().stream()
                .map(ListSuspectedLeavers.Named::suspected)
                .findFirst();
    }

    private void found(DecideSuspectedLeaver.Finding finding) {
        assertInstanceOf(
                DecideSuspectedLeaver.Outcome.Decided.class,
                company.world.decideSuspectedLeaver.handle(new DecideSuspectedLeaver.Command(
                        Company.OPERATOR, suspected().orElseThrow().suspicion().id(), finding, "Asked the manager")));
    }

    @Test
    void whoIsLeftOutIsSuspectedWithAClockAndNothingIsDoneToThem() {
        company.leaveOut(ADA).takeOver();
        SuspectedLeaver.Open open =
                assertInstanceOf(SuspectedLeaver.Open.class, suspected().orElseThrow());
        assertEquals(company.person(ADA).id(), open.suspicion().identity());
        assertEquals(Optional.empty(), company.findCase(ADA));
        assertTrue(company.target(directory).isEnabled("ada"));
        assertEquals(1, company.events(EventType.LEAVERS_SUSPECTED).size());
        company.world.pass(Duration.ofDays(1).plusSeconds(1));
        company.world.flagBreaches.handle(new FlagBreaches.Command());
        company.world.flagBreaches.handle(new FlagBreaches.Command());
        assertEquals(1, company.events(EventType.SUSPICION_OVERDUE).size());
        company.worker(ADA, "Ada").takeOver();
        assertInstanceOf(SuspectedLeaver.Settled.class, suspected().orElseThrow());
    }

    @Test
    void whoTurnsOutToHaveLeftIsOffboarded() {
        company.leaveOut(ADA).takeOver();
        found(new DecideSuspectedLeaver.Finding.HasLeft(LocalDate.parse("2026-02-20")));
        company.world.work();
        assertEquals("closed", company.state(ADA));
        assertFalse(company.target(directory).isEnabled("ada"));
        assertEquals(
                LocalDate.parse("2026-02-20"),
                company.findCase(ADA)
                        .orElseThrow()
                        .opening()
                        .facts()
                        .termination()
                        .lastWorkingDay());
    }

    @Test
    void whomHrTellsOfAgainAfterThatWorksAfterAll() {
        company.leaveOut(ADA).takeOver();
        found(new DecideSuspectedLeaver.Finding.HasLeft(LocalDate.parse("2026-02-20")));
        company.world.work();
        company.worker(ADA, "Ada").takeOver();
        assertInstanceOf(Employment.Active.class, company.person(ADA).employment());
        assertFalse(company.target(directory).isEnabled("ada"), "nothing is given back by itself");
    }

    @Test
    void whoWorksHereIsNotAskedAboutAgainBeforeTheDay() {
        company.leaveOut(ADA).takeOver();
        found(new DecideSuspectedLeaver.Finding.WorksHere(LocalDate.parse("2026-03-10")));
        company.write(BEN, Fact.TITLE, "Boss").takeOver();
        assertInstanceOf(SuspectedLeaver.Stays.class, suspected().orElseThrow());
        company.world.pass(Duration.ofDays(10));
        company.write(BEN, Fact.TITLE, "Bigger boss").takeOver();
        assertInstanceOf(SuspectedLeaver.Open.class, suspected().orElseThrow());
    }

    @Test
    void noLimitHoldsAnEmergencyUp() {
        for (int i = 0; i < 40; i++) {
            String id = "2" + i;
            company.target(directory).account("w" + i, Samples.employee(id), "Staff");
            company.worker(id, "Worker" + i);
        }
        company.takeOver();
        company.read(directory);
        for (int i = 0; i < 40; i++) {
            company.lastDay("2" + i, "2026-03-01");
        }
        company.takeOver();
        assertTrue(company.target(directory).isEnabled("w39"), "the guard holds whom it would be too many");
        suspend(false);
        company.world.work();
        assertFalse(company.target(directory).isEnabled("ada"));
        SuspendPerson.Outcome outcome = company.world.suspendPerson.handle(new SuspendPerson.Command(
                Company.OPERATOR, Samples.request(), company.person("239").id(), "Laptop stolen", false));
        assertInstanceOf(SuspendPerson.Outcome.LeavesAlready.class, outcome);
        company.world.work();
        assertFalse(company.target(directory).isEnabled("w39"), "what was held of one who leaves passes too");
        assertTrue(company.target(directory).isEnabled("w38"));
    }

    @Test
    void whoHasALeaverPassTheGuardStandsInTheLogWithTheReasonAndWhatPassed() {
        for (int i = 0; i < 40; i++) {
            company.target(directory).account("w" + i, Samples.employee("2" + i), "Staff");
            company.worker("2" + i, "Worker" + i);
        }
        company.takeOver();
        company.read(directory);
        for (int i = 0; i < 40; i++) {
            company.lastDay("2" + i, "2026-03-01");
        }
        company.takeOver();
        List<String> held = company.operations("239").stream()
                .filter(Operation.Held.class::isInstance)
                .map(operation -> operation.plan().id().value().toString())
                .toList();
        assertFalse(held.isEmpty());
        for (int i = 0; i < 2; i++) {
            company.world.suspendPerson.handle(new SuspendPerson.Command(
                    Company.OPERATOR, Samples.request(), company.person("239").id(), " Laptop stolen ", false));
        }
        List<AuditEvent> hastened = company.events(EventType.LEAVER_HASTENED);
        assertEquals(2, hastened.size());
        AuditEvent first = hastened.getFirst();
        assertEquals(Actor.of(Company.OPERATOR), first.actor());
        assertEquals(
                AuditEvent.Subject.of(
                        "leaver-case",
                        company.findCase("239").orElseThrow().opening().id().value()),
                first.subject());
        assertEquals(
                List.of(
                        new AuditField.Text(
                                "identity", company.person("239").id().value().toString()),
                        new AuditField.Personal("reason", "Laptop stolen"),
                        new AuditField.Texts("passed", held)),
                first.fields());
        assertEquals(
                new AuditField.Texts("passed", List.of()),
                hastened.getLast().fields().getLast());
    }
}

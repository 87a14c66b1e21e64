package dev.tenure.testkit.provisioning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.application.inventory.LiftQuarantine;
import dev.tenure.application.inventory.ReviseSystem;
import dev.tenure.application.inventory.ShowSystem;
import dev.tenure.application.inventory.SystemDescription;
import dev.tenure.application.lifecycle.FlagBreaches;
import dev.tenure.application.provisioning.CarryOutOperation;
import dev.tenure.application.provisioning.ClaimOperations;
import dev.tenure.application.provisioning.RetryOperation;
import dev.tenure.application.reconciliation.ReadSystem;
import dev.tenure.domain.audit.EventType;
import dev.tenure.domain.inventory.ConnectorCondition;
import dev.tenure.domain.inventory.SystemMode;
import dev.tenure.domain.inventory.TargetSystem;
import dev.tenure.domain.lifecycle.LeaverException;
import dev.tenure.domain.provisioning.BackOff;
import dev.tenure.domain.provisioning.Operation;
import dev.tenure.testkit.Company;
import dev.tenure.testkit.inventory.FakeConnectors;
import dev.tenure.testkit.sample.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A connector that breaks its contract, or whose target is silent, holds up its own system and no other; nothing is lost. */
final class ConnectorConditionTest {

    private static final String ADA = "1001";

    private final Company company = new Company().worker(ADA, "Ada");
    private final TargetSystem directory = system("Directory");
    private final TargetSystem mail = system("Mail");

    ConnectorConditionTest() {
        company.takeOver();
        company.read(directory);
        company.read(mail);
    }

    private TargetSystem system(String name) {
        TargetSystem system = company.system(name, new SystemMode.Act());
        company.target(system).account("ada-" + name, Samples.employee(ADA), "Staff");
        return system;
    }

    private int changes(TargetSystem system) {
        return company.target(system).changes().size();
    }

    private ConnectorCondition condition(TargetSystem system) {
        return assertInstanceOf(
                        ShowSystem.Outcome.Shown.class,
                        company.world.showSystem.handle(new ShowSystem.Command(Company.AUDITOR, system.id())))
                .condition();
    }

    private void broke(TargetSystem system) {
        company.world.laneWatch.broke(company.now(system), "answered null");
    }

    private ConnectorCondition silent(TargetSystem system, int times, Optional<Duration> asked) {
        for (int i = 0; i < times; i++) {
            company.world.laneWatch.silent(company.now(system), "connection refused", asked);
        }
        return condition(system);
    }

    // Quarantine ---------------------------------------------------------------------------------------------------

    @Test
    void aQuarantinedConnectorIsAskedNothingWhileClocksRunOnAndOthersWork() {
        broke(directory);
        company.lastDay(ADA, "2026-03-01").takeOver();
        company.world.pass(Duration.ofDays(30));
        assertEquals(List.of(0, 3), List.of(changes(directory), changes(mail)));
        assertTrue(company.findCase(ADA).orElseThrow().systems().stream()
                .filter(system -> system.system().equals(directory.id()))
                .allMatch(system -> system.listedAt().isEmpty()));
        ReadSystem.Outcome.Failed read = assertInstanceOf(ReadSystem.Outcome.Failed.class, company.read(directory));
        assertTrue(
                read.read().reason().contains("is quarantined, since it answered null"),
                read.read().reason());
        company.world.flagBreaches.handle(new FlagBreaches.Command());
        assertTrue(!company.exceptions(ADA, LeaverException.Kind.BREACH).isEmpty(), "clocks run on");
        assertEquals(1, company.events(EventType.CONNECTOR_QUARANTINED).size());

        assertInstanceOf(
                LiftQuarantine.Outcome.Lifted.class,
                company.world.liftQuarantine.handle(
                        new LiftQuarantine.Command(Company.ADMIN, directory.id(), "the new jar is in")));
        company.world.work();
        company.world.pass(Duration.ofMinutes(30));
        assertEquals("closed", company.state(ADA));
        assertEquals(3, changes(directory));
        assertEquals(1, company.events(EventType.CONNECTOR_QUARANTINE_LIFTED).size());
    }

    @Test
    void theFirstBreachStaysAndIsNotedOnce() {
        broke(directory);
        company.world.laneWatch.broke(company.now(directory), "broke off with java.lang.Error");
        assertEquals(
                "answered null",
                assertInstanceOf(ConnectorCondition.Quarantined.class, condition(directory))
                        .breach());
        assertEquals(1, company.events(EventType.CONNECTOR_QUARANTINED).size());
        silent(directory, 9, Optional.of(Duration.ofMinutes(1)));
        assertInstanceOf(ConnectorCondition.Quarantined.class, condition(directory));
    }

    @Test
    void otherSettingsLiftAQuarantineAndAnotherNameDoesNot() {
        TargetSystem system = company.system("Third", new SystemMode.Observe());
        broke(system);
        revise(system, Samples.description("Third, renamed"), "Third");
        assertInstanceOf(ConnectorCondition.Quarantined.class, condition(system));
        TargetSystem before = company.now(system);
        revise(system, Samples.description("Third, renamed"), "Elsewhere");
        assertEquals(ConnectorCondition.Working.WELL, condition(system));
        assertEquals(1, company.events(EventType.CONNECTOR_QUARANTINE_LIFTED).size());
        company.world.laneWatch.broke(before, "what it did under the old settings");
        assertEquals(ConnectorCondition.Working.WELL, condition(system));
    }

    private void revise(TargetSystem system, SystemDescription given, String target) {
        SystemDescription described = new SystemDescription(
                given.name(),
                given.owner(),
                given.classification(),
                given.sla(),
                given.identityProvider(),
                FakeConnectors.settings(target),
                given.correlation(),
                given.classRules(),
                given.limits());
        assertInstanceOf(
                ReviseSystem.Outcome.Revised.class,
                company.world.reviseSystem.handle(new ReviseSystem.Command(
                        Company.ADMIN, system.id(), company.now(system).version(), described)));
    }

    // A silent target ----------------------------------------------------------------------------------------------

    @Test
    void fourCallsWithoutAnAnswerChangeNothingAndTheFifthHasTheTargetLeftAlone() {
        assertEquals(new ConnectorCondition.Working(4), silent(directory, 4, Optional.empty()));
        ConnectorCondition.Resting resting =
                assertInstanceOf(ConnectorCondition.Resting.class, silent(directory, 1, Optional.empty()));
        assertEquals(5, resting.failures());
        assertEquals(BackOff.rest(1, 0.5), Duration.between(resting.since(), resting.until()));
        company.lastDay(ADA, "2026-03-01").handIn();
        assertEquals(resting, condition(directory));
    }

    @Test
    void aTargetThatAsksForPatienceIsLeftAloneAtOnceForThatLongAndNoLongerThanHalfAnHour() {
        ConnectorCondition.Resting resting = assertInstanceOf(
                ConnectorCondition.Resting.class, silent(directory, 1, Optional.of(Duration.ofSeconds(90))));
        assertEquals(Duration.ofSeconds(90), Duration.between(resting.since(), resting.until()));
        ConnectorCondition.Resting longer =
                assertInstanceOf(ConnectorCondition.Resting.class, silent(mail, 1, Optional.of(Duration.ofDays(90))));
        assertEquals(BackOff.LONGEST_AFTER_REFUSAL, Duration.between(longer.since(), longer.until()));
    }

    @Test
    void oneCallAtATimeFindsOutWhetherTheTargetAnswersAndTheNextOneWorksAsUsual() {
        company.worker("1002", "Bo").takeOver();
        silent(directory, 5, Optional.empty());
        company.target(directory).account("bo", Samples.employee("1002"), "Staff");
        company.lastDay(ADA, "2026-03-01").lastDay("1002", "2026-03-01").takeOver();
        assertEquals(0, changes(directory));
        assertTrue(changes(mail) > 0, "another system's lane goes on");

        company.world.ports.transactions().advance(Duration.ofSeconds(10));
        ClaimOperations.Outcome.Claimed probe =
                assertInstanceOf(ClaimOperations.Outcome.Claimed.class, claim(directory));
        assertEquals(1, probe.operations().size());
        ClaimOperations.Outcome.NothingDue meanwhile =
                assertInstanceOf(ClaimOperations.Outcome.NothingDue.class, claim(directory));
        Instant given = assertInstanceOf(ConnectorCondition.Resting.class, condition(directory))
                .until();
        assertEquals(Optional.of(given), meanwhile.next());

        for (Operation.Running running : probe.operations()) {
            company.world.carryOutOperation.handle(new CarryOutOperation.Command(probe.system(), running));
        }
        assertEquals(ConnectorCondition.Working.WELL, condition(directory));
        company.world.work();
        assertEquals(6, changes(directory));
    }

    @Test
    void whoHasAnOperationTriedAgainEndsTheRestForOneCall() {
        silent(directory, 5, Optional.of(Duration.ofMinutes(10)));
        company.lastDay(ADA, "2026-03-01").takeOver();
        assertInstanceOf(ClaimOperations.Outcome.NothingDue.class, claim(directory));
        Operation waiting = company.operations(ADA).stream()
                .filter(operation -> operation.plan().system().equals(directory.id()))
                .findFirst()
                .orElseThrow();

        retry(waiting);
        assertEquals(
                1,
                assertInstanceOf(ClaimOperations.Outcome.Claimed.class, claim(directory))
                        .operations()
                        .size());
        retry(waiting);
        assertInstanceOf(
                ClaimOperations.Outcome.NothingDue.class, claim(directory), "the one call is under way already");
        silent(directory, 1, Optional.empty());
        assertInstanceOf(ClaimOperations.Outcome.NothingDue.class, claim(directory), "it did not answer that one");
    }

    private void retry(Operation operation) {
        var unused = company.world.retryOperation.handle(
                new RetryOperation.Command(Company.OPERATOR, operation.plan().id()));
    }

    @Test
    void aCallThatFindsTheTargetSilentLeavesItAloneForLongerAndItIsNeverGivenUp() {
        silent(directory, 5, Optional.empty());
        company.lastDay(ADA, "2026-03-01").takeOver();
        Duration last = Duration.ZERO;
        for (int i = 0; i < 40; i++) {
            company.world.ports.transactions().advance(BackOff.LONGEST);
            assertEquals(
                    1,
                    assertInstanceOf(ClaimOperations.Outcome.Claimed.class, claim(directory))
                            .operations()
                            .size());
            ConnectorCondition.Resting probing =
                    assertInstanceOf(ConnectorCondition.Resting.class, condition(directory));
            assertTrue(probing.probing());
            ConnectorCondition.Resting after =
                    assertInstanceOf(ConnectorCondition.Resting.class, silent(directory, 1, Optional.empty()));
            assertEquals(probing.failures() + 1, after.failures());
            Duration pause = Duration.between(company.world.ports.transactions().call(now -> now), after.until());
            assertTrue(pause.compareTo(BackOff.LONGEST_REST) <= 0, "longest");
            assertTrue(i == 0 || i > 5 || pause.compareTo(last) > 0, "longer each time at first");
            last = pause;
        }
    }

    @Test
    void aProbeThatIsLostIsMadeAgainWhenItsTimeIsOver() {
        silent(directory, 5, Optional.empty());
        company.lastDay(ADA, "2026-03-01").takeOver();
        company.world.ports.transactions().advance(Duration.ofSeconds(10));
        assertInstanceOf(ClaimOperations.Outcome.Claimed.class, claim(directory));
        company.world.ports.transactions().advance(Duration.ofSeconds(46));
        assertInstanceOf(ClaimOperations.Outcome.Claimed.class, claim(directory));
    }

    @Test
    void whatWasUnderWayWhenTheTargetFellSilentDoesNotCountTwice() {
        ConnectorCondition first = silent(directory, 5, Optional.empty());
        assertEquals(first, silent(directory, 3, Optional.empty()));
    }

    private ClaimOperations.Outcome claim(TargetSystem system) {
        return company.world.claimOperations.handle(new ClaimOperations.Command(system.id(), 8));
    }
}

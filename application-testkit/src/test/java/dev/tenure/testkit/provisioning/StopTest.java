package dev.tenure.testkit.provisioning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.application.lifecycle.ApplyWorkerSnapshot;
import dev.tenure.application.lifecycle.FlagBreaches;
import dev.tenure.application.provisioning.CarryOutOperation;
import dev.tenure.application.provisioning.ClaimOperations;
import dev.tenure.application.provisioning.StartWrites;
import dev.tenure.application.provisioning.StopWrites;
import dev.tenure.domain.audit.EventType;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.inventory.SystemMode;
import dev.tenure.domain.inventory.TargetSystem;
import dev.tenure.domain.lifecycle.LeaverException;
import dev.tenure.domain.provisioning.Operation;
import dev.tenure.domain.provisioning.Stop;
import dev.tenure.domain.provisioning.Work;
import dev.tenure.testkit.Company;
import dev.tenure.testkit.sample.Samples;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Somebody pulls the switch: nothing reaches a target, nothing is lost, and all goes on afterwards (SAF-3). */
final class StopTest {

    private static final String ADA = "1001";

    private final Company company = new Company().worker(ADA, "Ada");
    private final TargetSystem directory = system("Directory");
    private final TargetSystem mail = system("Mail");

    StopTest() {
        company.takeOver();
        company.read(directory);
        company.read(mail);
    }

    private TargetSystem system(String name) {
        TargetSystem system = company.system(name, new SystemMode.Act());
        company.target(system).account("ada-" + name, Samples.employee(ADA), "Staff");
        return system;
    }

    private Stop.InForce stop(Optional<TargetSystem> system) {
        return assertInstanceOf(
                        StopWrites.Outcome.Stopped.class,
                        company.world.stopWrites.handle(new StopWrites.Command(
                                Company.OPERATOR, system.map(TargetSystem::id), "it writes what it should not")))
                .stop();
    }

    private StartWrites.Outcome start(Caller by, Stop stop) {
        return company.world.startWrites.handle(
                new StartWrites.Command(by, stop.order().id(), "mended"));
    }

    private int changes(TargetSystem system) {
        return company.target(system).changes().size();
    }

    @Test
    void nothingReachesAnyTargetWhileAllIsStoppedAndAllGoesOnAfterwards() {
        Stop.InForce stop = stop(Optional.empty());
        company.lastDay(ADA, "2026-03-01").takeOver();
        company.world.pass(Duration.ofDays(30));
        assertEquals(List.of(0, 0), List.of(changes(directory), changes(mail)));
        assertTrue(
                company.findCase(ADA).orElseThrow().systems().stream()
                        .allMatch(system -> system.listedAt().isPresent()),
                "reads go on");
        company.world.flagBreaches.handle(new FlagBreaches.Command());
        assertEquals(6, company.exceptions(ADA, LeaverException.Kind.BREACH).size(), "clocks run on");

        assertInstanceOf(StartWrites.Outcome.NotAllowed.class, start(Company.OPERATOR, stop));
        assertInstanceOf(StartWrites.Outcome.Started.class, start(Company.ADMIN, stop));
        company.world.work();
        assertEquals("closed", company.state(ADA));
        assertEquals(List.of(3, 3), List.of(changes(directory), changes(mail)));
        assertEquals(1, company.events(EventType.WRITES_STOPPED).size());
        assertEquals(1, company.events(EventType.WRITES_STARTED).size());
        assertTrue(company.world.lanes.wakings().stream()
                .anyMatch(waking -> waking.system().equals(mail.id())));
    }

    @Test
    void oneSystemIsStoppedAndTheOthersGoOn() {
        Stop.InForce stop = stop(Optional.of(directory));
        company.lastDay(ADA, "2026-03-01").takeOver();
        assertEquals(List.of(0, 3), List.of(changes(directory), changes(mail)));
        start(Company.ADMIN, stop);
        company.world.work();
        assertEquals(List.of(3, 3), List.of(changes(directory), changes(mail)));
    }

    @Test
    void aSystemThatIsStoppedByItselfStaysSoWhenAllStartAgain() {
        stop(Optional.of(directory));
        Stop.InForce all = stop(Optional.empty());
        company.lastDay(ADA, "2026-03-01").takeOver();
        start(Company.ADMIN, all);
        company.world.work();
        assertEquals(List.of(0, 3), List.of(changes(directory), changes(mail)));
    }

    @Test
    void whatWasClaimedBeforeTheStopIsNotAttemptedAfterIt() {
        company.lastDay(ADA, "2026-03-01").handIn();
        company.world.applyWorkerSnapshot.handle(new ApplyWorkerSnapshot.Command());
        ClaimOperations.Outcome.Claimed claimed = assertInstanceOf(
                ClaimOperations.Outcome.Claimed.class,
                company.world.claimOperations.handle(new ClaimOperations.Command(directory.id(), 8)));
        Stop.InForce stop = stop(Optional.empty());
        for (Operation.Running running : claimed.operations()) {
            company.world.carryOutOperation.handle(new CarryOutOperation.Command(claimed.system(), running));
        }
        assertEquals(0, changes(directory));
        assertEquals(3, company.operations(ADA, directory, Work.OnAccount.class).size());
        start(Company.ADMIN, stop);
        company.world.pass(Duration.ofMinutes(1));
        assertEquals("closed", company.state(ADA));
    }

    @Test
    void anAttemptThatReachedItsTargetEnds() {
        company.target(directory).duringNextChange(() -> stop(Optional.empty()));
        company.lastDay(ADA, "2026-03-01").takeOver();
        assertEquals(1, changes(directory));
        assertEquals(
                1,
                company.operations(ADA, directory, Work.DisableAccount.class).stream()
                        .filter(Operation.Done.class::isInstance)
                        .count());
    }

    @Test
    void stoppingTwiceIsStoppingOnce() {
        Stop.InForce stop = stop(Optional.empty());
        StopWrites.Outcome.AlreadyStopped again = assertInstanceOf(
                StopWrites.Outcome.AlreadyStopped.class,
                company.world.stopWrites.handle(new StopWrites.Command(Company.ADMIN, Optional.empty(), "me too")));
        assertEquals(stop, again.stop());
        assertEquals(1, company.events(EventType.WRITES_STOPPED).size());
    }
}

package dev.tenure.bootstrap.schedule;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.application.provisioning.CarryOutOperation;
import dev.tenure.application.provisioning.ClaimOperations;
import dev.tenure.application.provisioning.OperationOutcomes;
import dev.tenure.application.provisioning.ProvisioningEvents;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.inventory.SystemMode;
import dev.tenure.domain.inventory.TargetSystem;
import dev.tenure.domain.provisioning.Attempt;
import dev.tenure.domain.provisioning.Cause;
import dev.tenure.domain.provisioning.Operation;
import dev.tenure.domain.provisioning.OperationId;
import dev.tenure.domain.provisioning.Priority;
import dev.tenure.domain.provisioning.Work;
import dev.tenure.testkit.InMemoryPorts;
import dev.tenure.testkit.inventory.FakeConnectors;
import dev.tenure.testkit.inventory.ScriptedTarget;
import dev.tenure.testkit.provisioning.RecordingLanes;
import dev.tenure.testkit.sample.Samples;
import dev.tenure.testkit.webhook.MapSecrets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One turn of a lane over a target that hangs. */
class LaneRunTest {

    private static final Duration BOUND = Duration.ofSeconds(10);
    private static final Duration LOOK = Duration.ofMillis(5);

    private final InMemoryPorts ports = InMemoryPorts.at(Samples.MONDAY);
    private final FakeConnectors connectors = new FakeConnectors(ports.transactions()::active);
    private final TargetSystem system = Samples.system("Directory", new SystemMode.Act());
    private final ScriptedTarget target = connectors.target("Directory");
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);
    private final AtomicBoolean ours = new AtomicBoolean(true);

    @BeforeEach
    void register() {
        ports.transactions().call(now -> {
            ports.systems().save(system);
            return now;
        });
    }

    @AfterEach
    void letGo() {
        release.countDown();
    }

    @Test
    void whatBecomesDueWhileACallHangsDoesNotWaitForIt() throws Exception {
        OperationId hanging = planOneThatHangs();
        Thread lane = startAndWait();

        OperationId later = plan("1002");

        await(() -> find(later) instanceof Operation.Done);
        assertInstanceOf(Operation.Running.class, find(hanging));
        release.countDown();
        assertTrue(lane.join(BOUND));
        assertInstanceOf(Operation.Done.class, find(hanging));
    }

    @Test
    void aLaneThatIsAnotherReplicasByNowFinishesWhatItHasAndClaimsNothingMore() throws Exception {
        OperationId hanging = planOneThatHangs();
        Thread lane = startAndWait();

        ours.set(false);
        OperationId later = plan("1002");
        release.countDown();

        assertTrue(lane.join(BOUND));
        assertInstanceOf(Operation.Done.class, find(hanging));
        assertInstanceOf(Operation.Waiting.class, find(later));
    }

    @Test
    void aSystemThatHangsDoesNotDelayAnothersLane() throws Exception {
        OperationId hanging = planOneThatHangs();
        Thread lane = startAndWait();
        TargetSystem other = Samples.system("Mail", new SystemMode.Act());
        ports.transactions().call(now -> {
            ports.systems().save(other);
            return now;
        });

        List<OperationId> planned = List.of(plan(other, "1001"), plan(other, "1002"), plan(other, "1003"));
        assertTrue(start(other).join(BOUND));

        assertTrue(planned.stream().allMatch(id -> find(id) instanceof Operation.Done));
        assertInstanceOf(Operation.Running.class, find(hanging));
        release.countDown();
        assertTrue(lane.join(BOUND));
    }

    private OperationId planOneThatHangs() {
        target.duringNextListing(() -> {
            begun.countDown();
            try {
                assertTrue(release.await(BOUND.multipliedBy(3).toSeconds(), TimeUnit.SECONDS));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        return plan("1001");
    }

    private OperationId plan(String workerId) {
        return plan(system, workerId);
    }

    private OperationId plan(TargetSystem system, String workerId) {
        return ports.transactions().call(now -> {
            Operation.Plan plan = new Operation.Plan(
                    new OperationId(UUID.randomUUID()),
                    new Cause(Cause.Kind.LEAVER_CASE, UUID.randomUUID()),
                    system.id(),
                    new Work.ListAccounts("employeeNumber", workerId),
                    new Priority(false, 0),
                    now.plus(Duration.ofDays(1)),
                    now);
            ports.operations().plan(List.of(plan.waiting(now)));
            return plan.id();
        });
    }

    private Operation find(OperationId id) {
        return ports.transactions().call(now -> ports.operations().find(id).orElseThrow());
    }

    /** Returns when the call hangs and the lane, having looked for more, rests. */
    private Thread startAndWait() throws InterruptedException {
        Thread lane = start(system);
        assertTrue(begun.await(BOUND.toSeconds(), TimeUnit.SECONDS));
        await(() -> lane.getState() == Thread.State.WAITING || lane.getState() == Thread.State.TIMED_WAITING);
        return lane;
    }

    private Thread start(TargetSystem system) {
        ProvisioningEvents events = new ProvisioningEvents(ports.auditLog(), ports.identifiers());
        LaneRun lane = new LaneRun(
                new ClaimOperations(
                        ports.transactions(),
                        ports.systems(),
                        ports.stops(),
                        ports.connectorConditions(),
                        ports.operations()),
                new CarryOutOperation(
                        ports.transactions(),
                        connectors,
                        new MapSecrets(ports.transactions()::active),
                        ports.operations(),
                        ports.stops(),
                        ports.connectorConditions(),
                        (plan, work, what, now) -> Optional.empty(),
                        List.of(new Unmoved()),
                        new RecordingLanes(ports.transactions()),
                        () -> 0.5,
                        events));
        return Thread.ofVirtual().start(() -> {
            try {
                lane.run(system.id(), Samples.MONDAY, ours::get);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private static void await(BooleanSupplier so) {
        long end = System.nanoTime() + BOUND.toNanos();
        while (!so.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "it did not come about within " + BOUND);
            // The clock in memory goes on a little at every look: too many would end the lease.
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }

    /** A cause that makes nothing of its results. */
    private static final class Unmoved implements OperationOutcomes {
        @Override
        public Cause.Kind kind() {
            return Cause.Kind.LEAVER_CASE;
        }

        @Override
        public boolean wants(Operation.Plan plan) {
            return true;
        }

        @Override
        public void released(Cause cause, SystemId system, Instant now) {}

        @Override
        public void attempted(Operation after, Attempt attempt, Instant now) {
            // Nothing follows from it.
        }
    }
}

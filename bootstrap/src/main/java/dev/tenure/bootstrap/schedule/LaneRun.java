package dev.tenure.bootstrap.schedule;

import dev.tenure.application.provisioning.CarryOutOperation;
import dev.tenure.application.provisioning.ClaimOperations;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.inventory.TargetSystem;
import dev.tenure.domain.provisioning.Operation;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/**
 * One turn of a system's lane: claims what is due and carries it out, each operation on a virtual thread, as many at once as
 * the system allows. A target that hangs holds its own lane and no other.
 */
final class LaneRun {

    private static final Logger LOG = Logger.getLogger(LaneRun.class);

    /** A turn ends after this time, so that a busy system does not stay with one replica for good. */
    private static final Duration TURN = Duration.ofSeconds(20);

    /** How long the end of a turn waits for what is under way. Where a call hangs longer, the others get another turn. */
    private static final Duration ENDING = Duration.ofSeconds(1);

    /** How often a lane looks for work while calls are under way: what becomes due must not wait for one that hangs. */
    private static final Duration LOOK = Duration.ofMillis(250);

    private final ClaimOperations claimOperations;
    private final CarryOutOperation carryOutOperation;

    LaneRun(ClaimOperations claimOperations, CarryOutOperation carryOutOperation) {
        this.claimOperations = claimOperations;
        this.carryOutOperation = carryOutOperation;
    }

    /**
     * Works until nothing is due or the turn is over, and returns when every call under way has ended.
     *
     * @param mayClaim whether the lane is this replica's still; when it is not, nothing more is begun
     * @return when the lane has to look again; empty when no operation waits
     */
    Optional<Instant> run(SystemId system, Instant now, BooleanSupplier mayClaim) throws InterruptedException {
        long end = System.nanoTime() + TURN.toNanos();
        AtomicInteger running = new AtomicInteger();
        Semaphore free = new Semaphore(0);
        int allowed = 1;
        Optional<Instant> next = Optional.of(now);
        try {
            while (mayClaim.getAsBoolean()) {
                if (System.nanoTime() - end >= 0) {
                    if (allEnded(running, free)) {
                        return next;
                    }
                    end = System.nanoTime() + TURN.toNanos();
                }
                int room = allowed - running.get();
                if (room < 1) {
                    rest(free);
                    continue;
                }
                switch (claimOperations.handle(new ClaimOperations.Command(system, room))) {
                    case ClaimOperations.Outcome.Claimed claimed -> {
                        allowed = claimed.system().limits().concurrency();
                        for (Operation.Running operation : claimed.operations()) {
                            running.incrementAndGet();
                            start(claimed.system(), operation, running, free);
                        }
                    }
                    case ClaimOperations.Outcome.NothingDue nothing -> {
                        next = nothing.next();
                        if (running.get() == 0) {
                            return next;
                        }
                        rest(free);
                    }
                }
            }
        } finally {
            while (running.get() > 0) {
                free.acquire();
            }
        }
        return next;
    }

    /** Until a call ends, which may make something due, or for a moment, in which others may. */
    private static void rest(Semaphore free) throws InterruptedException {
        if (free.tryAcquire(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
            // One look serves all that ended.
            free.drainPermits();
        }
    }

    private static boolean allEnded(AtomicInteger running, Semaphore free) throws InterruptedException {
        long end = System.nanoTime() + ENDING.toNanos();
        while (running.get() > 0) {
            if (!free.tryAcquire(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                return running.get() == 0;
            }
        }
        return true;
    }

    private void start(TargetSystem system, Operation.Running operation, AtomicInteger running, Semaphore free) {
        Thread.ofVirtual().name("operation-" + operation.plan().id().value()).start(() -> {
            try {
                carryOutOperation.handle(new CarryOutOperation.Command(system, operation));
            } catch (RuntimeException e) {
                // The claim runs out and the operation is claimed again: nothing is lost, and the reason is in the log.
                LOG.errorf(
                        e,
                        "operation %s: its result was not recorded",
                        operation.plan().id().value());
            } finally {
                running.decrementAndGet();
                free.release();
            }
        });
    }
}

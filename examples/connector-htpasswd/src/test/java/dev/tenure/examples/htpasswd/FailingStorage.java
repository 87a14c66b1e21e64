package dev.tenure.examples.htpasswd;

import dev.tenure.connector.spi.Observation;
import dev.tenure.connectors.testkit.Failure;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** The real files, failing as planned, and counting what was written. */
final class FailingStorage implements Storage {

    private static final Set<Failure> ON_READ = Set.of(Failure.LOSES_READ, Failure.HANGS_ON_READ);

    private final Storage files;
    private final Plan plan;

    /** What is to fail, and what did. It outlives the connectors that a test makes. */
    static final class Plan {
        private final Deque<Failure> reads = new ArrayDeque<>();
        private final Deque<Failure> writes = new ArrayDeque<>();
        private final Map<Failure, Integer> fired = new EnumMap<>(Failure.class);
        private final CountDownLatch closed = new CountDownLatch(1);
        final AtomicInteger written = new AtomicInteger();

        synchronized void failNext(Failure failure) {
            (ON_READ.contains(failure) ? reads : writes).add(failure);
        }

        synchronized int fired(Failure failure) {
            return fired.getOrDefault(failure, 0);
        }

        private synchronized Optional<Failure> next(Deque<Failure> planned) {
            Optional<Failure> next = Optional.ofNullable(planned.poll());
            next.ifPresent(failure -> fired.merge(failure, 1, Integer::sum));
            return next;
        }

        private void hang() {
            try {
                closed.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        void close() {
            closed.countDown();
        }
    }

    FailingStorage(Storage files, Plan plan) {
        this.files = files;
        this.plan = plan;
    }

    @Override
    public Observation<Pair> read() {
        Optional<Failure> failure = plan.next(plan.reads);
        if (failure.isEmpty()) {
            return files.read();
        }
        if (failure.get() == Failure.HANGS_ON_READ) {
            plan.hang();
        }
        return new Observation.Unreachable<>("the read was lost", Optional.empty());
    }

    @Override
    public Written write(Pair before, Pair after) {
        Optional<Failure> failure = plan.next(plan.writes);
        if (failure.isEmpty()) {
            return counted(before, after);
        }
        return switch (failure.get()) {
            case REFUSES_WRITE -> new Written.Refused("the folder may not be written: give the right to");
            case BUSY_ON_WRITE -> new Written.NotNow("somebody else writes");
            case LOSES_WRITE -> new Written.Unknown("the disk did not answer");
            case LOSES_REPLY -> {
                counted(before, after);
                yield new Written.Unknown("the disk did not answer");
            }
            case LIES -> new Written.Done();
            case HANGS_ON_WRITE -> {
                plan.hang();
                yield new Written.Unknown("the disk hung");
            }
            case LOSES_READ, HANGS_ON_READ -> throw new AssertionError("is planned for reads");
        };
    }

    private Written counted(Pair before, Pair after) {
        Written written = files.write(before, after);
        if (written instanceof Written.Done) {
            plan.written.incrementAndGet();
        }
        return written;
    }
}

package dev.tenure.connectors.aws.targets;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Failures planned for an account. A planned fault waits for the next call it applies to. Every fault counts how often it
 * fired, so that a test whose fault never happened can fail.
 */
public final class Faults {

    /** A way to fail. */
    public enum Mode {
        /** Answers a write with {@code AccessDenied}. */
        REFUSE_WRITE(true),
        /** Answers a read with {@code AccessDenied}. */
        REFUSE_READ(false),
        /** Answers a write with {@code Throttling}; nothing is written. */
        THROTTLE_WRITE(true),
        /** Answers a read with {@code Throttling}. */
        THROTTLE_READ(false),
        /** Answers a write with {@code ServiceFailure}; nothing is written. */
        FAIL_ON_WRITE(true),
        /** Answers a read with {@code ServiceUnavailable}. */
        FAIL_ON_READ(false),
        /** Answers a write with {@code LimitExceeded}. */
        LIMIT_ON_WRITE(true),
        /** Answers a write with {@code EntityTemporarilyUnmodifiable}. */
        UNMODIFIABLE_ON_WRITE(true),
        /** Answers a write with {@code DeleteConflict}. */
        CONFLICT_ON_WRITE(true),
        /** Answers a write with {@code NoSuchEntity}. */
        NO_ENTITY_ON_WRITE(true),
        /** Answers a write with {@code EntityAlreadyExists}. */
        EXISTS_ON_WRITE(true),
        /** Answers a write with a code that is in no reference. */
        STRANGE_ON_WRITE(true),
        /** Answers a read with what is no XML. */
        GARBLE_READ(false),
        /** Leaves all ids and names out of what a read answers. */
        NAMELESS_READ(false),
        /** Cuts the connection when a write arrives; nothing is written. */
        DROP_BEFORE_WRITE(true),
        /** Writes, then cuts the connection instead of answering. */
        DROP_AFTER_WRITE(true),
        /** Cuts the connection when a read arrives. */
        DROP_ON_READ(false),
        /** Does not answer a read until released. */
        HANG_ON_READ(false),
        /** Does not answer a write until released, and then does not write. */
        HANG_ON_WRITE(true),
        /** Answers a write with success and does nothing. */
        LIE(true),
        /** Gives the marker again by which a page was asked for. */
        REPEAT_MARKER(false);

        private final boolean write;

        Mode(boolean write) {
            this.write = write;
        }
    }

    private record Planned(Mode mode, Optional<String> action) {

        boolean meets(String call) {
            return mode.write == EmbeddedAws.writes(call)
                    && action.filter(a -> !a.equals(call)).isEmpty();
        }
    }

    private static final Duration LONGEST_HANG = Duration.ofMinutes(10);

    private final List<Planned> planned = new ArrayList<>();
    private final Map<Mode, Integer> fired = new EnumMap<>(Mode.class);
    private CountDownLatch hang = new CountDownLatch(1);

    Faults() {}

    /** Plans a fault for the next {@code times} calls it applies to, behind what is planned already. */
    public synchronized void failNext(int times, Mode mode) {
        for (int i = 0; i < times; i++) {
            planned.add(new Planned(mode, Optional.empty()));
        }
    }

    /** Plans a fault for the next call of an action. */
    public synchronized void failNext(String action, Mode mode) {
        planned.add(new Planned(mode, Optional.of(action)));
    }

    /** How often a fault happened so far. */
    public synchronized int fired(Mode mode) {
        return fired.getOrDefault(mode, 0);
    }

    /** Drops what is planned and lets go what hangs. The counts stay. */
    public synchronized void clear() {
        planned.clear();
        hang.countDown();
        hang = new CountDownLatch(1);
    }

    synchronized Optional<Mode> next(String action) {
        for (Iterator<Planned> i = planned.iterator(); i.hasNext(); ) {
            Planned one = i.next();
            if (one.meets(action)) {
                i.remove();
                fired.merge(one.mode(), 1, Integer::sum);
                return Optional.of(one.mode());
            }
        }
        return Optional.empty();
    }

    /** Waits until {@link #clear}. */
    void hold() {
        CountDownLatch latch;
        synchronized (this) {
            latch = hang;
        }
        try {
            if (!latch.await(LONGEST_HANG.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("hang: nobody released it for " + LONGEST_HANG);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package dev.tenure.connectors.scim.targets;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Failures planned for a target. A planned fault waits for the next request it applies to. Every fault counts how often it
 * fired, so that a test whose fault never happened can fail.
 */
public final class Faults {

    /** A way to fail. */
    public enum Mode {
        /** Answers a write with 403. */
        REFUSE_WRITE(Applies.TO_WRITES),
        /** Answers a write with 409. */
        CONFLICT_ON_WRITE(Applies.TO_WRITES),
        /** Makes an account and answers 409, as if somebody else had made it just before. */
        CONFLICT_AFTER_MAKING(Applies.TO_WRITES),
        /** Answers a write with 500; nothing is written. */
        FAIL_ON_WRITE(Applies.TO_WRITES),
        /** Answers a write with 429 and {@code Retry-After: 7}; nothing is written. */
        BUSY_ON_WRITE(Applies.TO_WRITES),
        /** Answers a read with 429 and {@code Retry-After: 7}. */
        BUSY_ON_READ(Applies.TO_READS),
        /** Answers a read with 503. */
        FAIL_ON_READ(Applies.TO_READS),
        /** Cuts the connection when a write arrives; nothing is written. */
        DROP_BEFORE_WRITE(Applies.TO_WRITES),
        /** Writes, then cuts the connection instead of answering. */
        DROP_AFTER_WRITE(Applies.TO_WRITES),
        /** Cuts the connection when a read arrives. */
        DROP_ON_READ(Applies.TO_READS),
        /** Does not answer a read until released. */
        HANG_ON_READ(Applies.TO_READS),
        /** Does not answer a write until released, and then does not write. */
        HANG_ON_WRITE(Applies.TO_WRITES),
        /** Does not begin a write until released; then it writes, though nobody may be there any more to answer to. */
        HOLD_BEFORE_WRITE(Applies.TO_WRITES),
        /** Writes, and does not answer until released. */
        HOLD_AFTER_WRITE(Applies.TO_WRITES),
        /** Answers a write with success and does nothing. */
        LIE(Applies.TO_WRITES),
        /** Leaves the second half of a page out, as if there were no more on it. */
        PARTIAL_PAGE(Applies.TO_LISTS),
        /** Gives the cursor again by which the page was asked for. */
        REPEAT_CURSOR(Applies.TO_LISTS),
        /** Gives the first page whatever page was asked for. */
        REPEAT_PAGE(Applies.TO_LISTS);

        private final Applies applies;

        Mode(Applies applies) {
            this.applies = applies;
        }
    }

    /** What a fault applies to. */
    enum Applies {
        TO_READS,
        TO_LISTS,
        TO_WRITES
    }

    private static final Duration LONGEST_HANG = Duration.ofMinutes(10);

    private final List<Mode> planned = new ArrayList<>();
    private final Map<Mode, Double> storm = new EnumMap<>(Mode.class);
    private Random chance = new Random(0);
    private final Map<Mode, Integer> fired = new EnumMap<>(Mode.class);
    private CountDownLatch hang = new CountDownLatch(1);

    Faults() {}

    /** Plans a fault for the next {@code times} requests it applies to, behind what is planned already. */
    public synchronized void failNext(int times, Mode mode) {
        for (int i = 0; i < times; i++) {
            planned.add(mode);
        }
    }

    /**
     * Lets what was not planned fail by chance until cleared, the same way for the same seed and order.
     *
     * @param shares of all requests that a fault applies to, how many it meets: each out of 1, together at most 1
     */
    public synchronized void storm(long seed, Map<Mode, Double> shares) {
        chance = new Random(seed);
        storm.clear();
        storm.putAll(shares);
    }

    /** How often a fault happened so far. */
    public synchronized int fired(Mode mode) {
        return fired.getOrDefault(mode, 0);
    }

    /** Drops what is planned and lets go what hangs. The counts stay. */
    public synchronized void clear() {
        planned.clear();
        storm.clear();
        hang.countDown();
        hang = new CountDownLatch(1);
    }

    synchronized Optional<Mode> next(Applies request) {
        for (Iterator<Mode> i = planned.iterator(); i.hasNext(); ) {
            Mode mode = i.next();
            if (mode.applies == request) {
                i.remove();
                fired.merge(mode, 1, Integer::sum);
                return Optional.of(mode);
            }
        }
        return byChance(request);
    }

    private Optional<Mode> byChance(Applies request) {
        double draw = storm.isEmpty() ? 1 : chance.nextDouble();
        for (Map.Entry<Mode, Double> share : storm.entrySet()) {
            if (share.getKey().applies == request) {
                draw -= share.getValue();
                if (draw < 0) {
                    fired.merge(share.getKey(), 1, Integer::sum);
                    return Optional.of(share.getKey());
                }
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

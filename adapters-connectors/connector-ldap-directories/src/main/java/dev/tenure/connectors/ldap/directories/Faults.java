package dev.tenure.connectors.ldap.directories;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
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
 * Failures planned for a directory. A planned fault waits for the next operation it applies to; binds never fail by plan.
 * Every fault counts how often it fired, so that a test whose fault never happened can fail.
 */
public final class Faults {

    /** A way to fail. */
    public enum Mode {
        /** Answers a write with {@code unwillingToPerform}. */
        REFUSE_WRITE_UNWILLING(Applies.TO_WRITES),
        /** Answers a write with {@code insufficientAccessRights}. */
        REFUSE_WRITE_RIGHTS(Applies.TO_WRITES),
        /** Answers any operation with {@code unavailable}. */
        UNAVAILABLE(Applies.TO_ALL),
        /** Answers any operation with {@code busy}. */
        BUSY(Applies.TO_ALL),
        /** Answers a write with {@code busy}. */
        BUSY_ON_WRITE(Applies.TO_WRITES),
        /** Cuts the connection when a write arrives; nothing is written. */
        DROP_BEFORE_WRITE(Applies.TO_WRITES),
        /** Writes, then cuts the connection instead of answering. */
        DROP_AFTER_WRITE(Applies.TO_WRITES),
        /** Cuts the connection when a search arrives. */
        DROP_ON_READ(Applies.TO_READS),
        /** Does not answer a search until released. */
        HANG_ON_READ(Applies.TO_READS),
        /** Does not answer a write until released, and then does not write. */
        HANG_ON_WRITE(Applies.TO_WRITES),
        /** Does not begin a write until released; then it writes, though nobody may be there any more to answer to. */
        HOLD_BEFORE_WRITE(Applies.TO_WRITES),
        /** Writes, and does not answer until released. */
        HOLD_AFTER_WRITE(Applies.TO_WRITES),
        /** Answers a write with success and does nothing. */
        LIE(Applies.TO_WRITES);

        private final Applies applies;

        Mode(Applies applies) {
            this.applies = applies;
        }
    }

    private enum Applies {
        TO_READS,
        TO_WRITES,
        TO_ALL
    }

    private static final Duration LONGEST_HANG = Duration.ofMinutes(10);

    private final List<Mode> planned = new ArrayList<>();
    private final Map<Mode, Double> storm = new EnumMap<>(Mode.class);
    private Random chance = new Random(0);
    private final Map<Mode, Integer> fired = new EnumMap<>(Mode.class);
    private CountDownLatch hang = new CountDownLatch(1);
    private Duration writeTime = Duration.ZERO;

    Faults() {}

    /** Plans a fault for the next {@code times} operations it applies to, behind what is planned already. */
    public synchronized void failNext(int times, Mode mode) {
        for (int i = 0; i < times; i++) {
            planned.add(mode);
        }
    }

    /** Makes every write take this long before it is done, until cleared, whatever else is planned for it. */
    public synchronized void slowWrites(Duration each) {
        writeTime = each;
    }

    /**
     * Lets what was not planned fail by chance until cleared, the same way for the same seed and order.
     *
     * @param shares of all operations that a fault applies to, how many it meets: each out of 1, together at most 1
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

    /** How many planned faults have not happened yet. */
    public synchronized int pending() {
        return planned.size();
    }

    /** Drops what is planned, lets go what hangs and writes at full speed again. The counts stay. */
    public synchronized void clear() {
        planned.clear();
        storm.clear();
        writeTime = Duration.ZERO;
        hang.countDown();
        hang = new CountDownLatch(1);
    }

    /** What is to happen to a write, before it is done. */
    Optional<Mode> onWrite() {
        return next(Applies.TO_WRITES);
    }

    /** What is to happen to a search, before it is done. */
    Optional<Mode> onRead() {
        return next(Applies.TO_READS);
    }

    private synchronized Optional<Mode> next(Applies operation) {
        for (Iterator<Mode> i = planned.iterator(); i.hasNext(); ) {
            Mode mode = i.next();
            if (mode.applies == operation || mode.applies == Applies.TO_ALL) {
                i.remove();
                fired.merge(mode, 1, Integer::sum);
                return Optional.of(mode);
            }
        }
        return byChance(operation);
    }

    private Optional<Mode> byChance(Applies operation) {
        double draw = storm.isEmpty() ? 1 : chance.nextDouble();
        for (Map.Entry<Mode, Double> share : storm.entrySet()) {
            if (share.getKey().applies == operation || share.getKey().applies == Applies.TO_ALL) {
                draw -= share.getValue();
                if (draw < 0) {
                    fired.merge(share.getKey(), 1, Integer::sum);
                    return Optional.of(share.getKey());
                }
            }
        }
        return Optional.empty();
    }

    /** Carries out a fault that stands before the operation; returns for one that stands after it. */
    void happen(Mode mode, ClientSocket client) throws LDAPException {
        switch (mode) {
            case REFUSE_WRITE_UNWILLING ->
                throw new LDAPException(ResultCode.UNWILLING_TO_PERFORM, "planned: this is not allowed here");
            case REFUSE_WRITE_RIGHTS ->
                throw new LDAPException(ResultCode.INSUFFICIENT_ACCESS_RIGHTS, "planned: rights are missing");
            case UNAVAILABLE -> throw new LDAPException(ResultCode.UNAVAILABLE, "planned: unavailable");
            case BUSY, BUSY_ON_WRITE -> throw new LDAPException(ResultCode.BUSY, "planned: busy");
            case DROP_BEFORE_WRITE, DROP_ON_READ -> {
                client.cut();
                throw new LDAPException(ResultCode.UNAVAILABLE, "planned: connection cut");
            }
            case HOLD_BEFORE_WRITE -> hold();
            case HANG_ON_READ, HANG_ON_WRITE -> {
                hold();
                client.cut();
                throw new LDAPException(ResultCode.UNAVAILABLE, "planned: released");
            }
            case LIE -> throw new LDAPException(ResultCode.SUCCESS, "");
            case DROP_AFTER_WRITE, HOLD_AFTER_WRITE -> {}
        }
    }

    /** Carries out a fault that stands after a write. */
    void happenAfter(Mode mode, ClientSocket client) {
        if (mode == Mode.DROP_AFTER_WRITE) {
            client.cut();
        } else if (mode == Mode.HOLD_AFTER_WRITE) {
            hold();
        }
    }

    /** Takes the time that a write takes. */
    void takeWriteTime() {
        Duration each;
        synchronized (this) {
            each = writeTime;
        }
        if (each.isPositive()) {
            released(each);
        }
    }

    private void hold() {
        if (!released(LONGEST_HANG)) {
            throw new IllegalStateException("hang: nobody released it for " + LONGEST_HANG);
        }
    }

    /** Whether {@link #clear} came within the time. */
    private boolean released(Duration longest) {
        CountDownLatch latch;
        synchronized (this) {
            latch = hang;
        }
        try {
            return latch.await(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}

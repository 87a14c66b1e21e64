package dev.tenure.testkit.transaction;

import dev.tenure.application.transaction.Transactions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * Transactions over {@link Table}s, one after the other. The clock stands still until a test advances it, but for the one
 * millisecond that every transaction is later than the last.
 */
public final class InMemoryTransactions implements Transactions {

    private static final Duration TICK = Duration.ofMillis(1);
    private static final int TRIES = 5;

    private final ReentrantLock lock = new ReentrantLock(true);
    private final List<Table<?, ?>> tables = new ArrayList<>();
    private Instant now;

    /** @param begin what the clock shows at first */
    public InMemoryTransactions(Instant begin) {
        this.now = begin;
    }

    /** A transaction that read what another has changed since; the whole work is run again. */
    public static final class StaleVersion extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        /** @param what the row that is stale */
        public StaleVersion(String what) {
            super(what + " was changed since it was read");
        }
    }

    /** Makes a table that takes part in these transactions. */
    public <K, V> Table<K, V> table() {
        Table<K, V> table = new Table<>(this);
        tables.add(table);
        return table;
    }

    @Override
    public <T> T call(Function<Instant, T> work) {
        if (active()) {
            throw new IllegalStateException("a transaction is open already: one use case, one transaction");
        }
        for (int tried = 1; ; tried++) {
            try {
                return once(work);
            } catch (StaleVersion e) {
                if (tried == TRIES) {
                    throw e;
                }
            }
        }
    }

    private <T> T once(Function<Instant, T> work) {
        lock.lock();
        List<Runnable> undo = new ArrayList<>();
        boolean committed = false;
        try {
            now = now.plus(TICK);
            tables.forEach(table -> undo.add(table.checkpoint()));
            T result = work.apply(now);
            committed = true;
            return result;
        } finally {
            if (!committed) {
                undo.forEach(Runnable::run);
            }
            lock.unlock();
        }
    }

    @Override
    public boolean active() {
        return lock.isHeldByCurrentThread();
    }

    /** What the clock shows. */
    public Instant now() {
        return now;
    }

    /** Lets time pass. */
    public void advance(Duration duration) {
        now = now.plus(duration);
    }

    /** Lets time pass up to a moment, unless it has passed. */
    public void advanceTo(Instant moment) {
        if (moment.isAfter(now)) {
            now = moment;
        }
    }

    void requireActive() {
        if (!active()) {
            throw new IllegalStateException("no transaction is open: a port runs in its caller's transaction");
        }
    }
}

package dev.tenure.application.transaction;

import java.time.Instant;
import java.util.function.Function;

/** Runs a unit of work in one database transaction. */
public interface Transactions {

    /**
     * Runs the work and commits, or rolls back where it throws.
     *
     * <p>MUST give the work the database's transaction time. MUST run the whole work again, with a new time, on a
     * serialization failure, a deadlock or a stale version, so the work MUST NOT have an effect outside the database. MUST run
     * it again as well where the database was lost before the commit began. MUST throw {@link DatabaseAwayException} where the
     * database stays away, or was lost during the commit. MUST
     * throw {@link IllegalStateException} where a transaction is open already: one use case, one transaction.
     */
    <T> T call(Function<Instant, T> work);

    /** Whether the calling thread is inside a transaction. Connectors refuse to run where it is. */
    boolean active();
}

package dev.tenure.persistence.statement;

import jakarta.persistence.OptimisticLockException;
import org.hibernate.StaleStateException;
import org.hibernate.StatelessSession;
import org.hibernate.exception.ConstraintViolationException;

/**
 * Writes rows that count their changes. There is no persistence context: what a repository reads is what the database holds at
 * that statement, and what it writes is written when it returns.
 */
public final class VersionedRows {

    /** The version of a row that was just added. 0 is that of an aggregate that was never saved. */
    public static final long FIRST = 1;

    private static final String UNIQUE_VIOLATION = "23505";

    private VersionedRows() {}

    /**
     * Adds a row.
     *
     * @throws OptimisticLockException where its key or a unique fact of it is taken: another transaction was first, so the
     *     work is to be run again and will see it
     */
    public static void insert(StatelessSession session, Object row) {
        try {
            session.insert(row);
        } catch (ConstraintViolationException e) {
            if (UNIQUE_VIOLATION.equals(e.getSQLState())) {
                throw new OptimisticLockException("another transaction added the same thing first", e);
            }
            throw e;
        }
    }

    /**
     * Changes a row and counts its version up.
     *
     * @throws OptimisticLockException where the stored version is not the row's, or a unique fact of it is taken
     */
    public static void update(StatelessSession session, Object row) {
        try {
            session.update(row);
        } catch (StaleStateException e) {
            throw new OptimisticLockException("another transaction changed the same thing first", e);
        } catch (ConstraintViolationException e) {
            if (UNIQUE_VIOLATION.equals(e.getSQLState())) {
                throw new OptimisticLockException("another transaction took the same name first", e);
            }
            throw e;
        }
    }
}

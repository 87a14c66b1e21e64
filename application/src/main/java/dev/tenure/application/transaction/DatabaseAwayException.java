package dev.tenure.application.transaction;

/**
 * The database was lost while a unit of work ran, or cannot be reached. An outage, and nobody's mistake: the caller repeats
 * later. Whether the work was committed is not known, so whoever repeats it looks first, or sends the same idempotency key.
 */
public final class DatabaseAwayException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public DatabaseAwayException(Throwable cause) {
        super("the database cannot be reached", cause);
    }
}

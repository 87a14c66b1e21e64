package dev.tenure.persistence.transaction;

import dev.tenure.application.transaction.Transactions;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.OptimisticLockException;
import jakarta.transaction.Status;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One JTA transaction for each unit of work; repositories join it.
 *
 * <p>The database ends a transaction in which nothing happened for 10 seconds. A replica that was paused or cut off in the
 * middle of one would hold its locks for as long as that lasts, and with them everybody's work on the same rows.
 */
@ApplicationScoped
public class PostgresTransactions implements Transactions {

    private static final Logger LOG = Logger.getLogger(PostgresTransactions.class);

    private static final int ATTEMPTS = 8;
    private static final long FIRST_PAUSE_MILLIS = 10;

    /** Below the shortest lease of an operation, so that whoever claims it next finds no lock of the one before. */
    private static final String BEGIN =
            "SELECT transaction_timestamp(), set_config('idle_in_transaction_session_timeout', '10s', true)";

    private static final String SERIALIZATION_FAILURE = "40001";
    private static final String DEADLOCK_DETECTED = "40P01";

    private final DataSource dataSource;

    /** @param dataSource the application role's; takes part in JTA */
    public PostgresTransactions(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Override
    public <T> T call(Function<Instant, T> work) {
        if (active()) {
            throw new IllegalStateException(
                    "a transaction is open already: one use case, one transaction; call the repository, not the use case");
        }
        for (int attempt = 1; ; attempt++) {
            try {
                return QuarkusTransaction.requiringNew().call(() -> work.apply(transactionTime()));
            } catch (RuntimeException e) {
                if (attempt == ATTEMPTS || !isWorthRepeating(e)) {
                    throw e;
                }
                LOG.debugf("attempt %d of %d met another transaction; running the work again", attempt, ATTEMPTS);
                pause(attempt, e);
            }
        }
    }

    @Override
    public boolean active() {
        return QuarkusTransaction.getStatus() != Status.STATUS_NO_TRANSACTION;
    }

    private Instant transactionTime() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(BEGIN);
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getObject(1, OffsetDateTime.class).toInstant();
        }
    }

    /** The commit's own failure arrives wrapped, at times as a suppressed exception of the roll-back it led to. */
    private static boolean isWorthRepeating(Throwable thrown) {
        return anyIn(thrown, Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    private static boolean anyIn(@Nullable Throwable thrown, Set<Throwable> seen) {
        if (thrown == null || !seen.add(thrown)) {
            return false;
        }
        if (thrown instanceof OptimisticLockException) {
            return true;
        }
        if (thrown instanceof SQLException sql
                && (SERIALIZATION_FAILURE.equals(sql.getSQLState()) || DEADLOCK_DETECTED.equals(sql.getSQLState()))) {
            return true;
        }
        if (anyIn(thrown.getCause(), seen)) {
            return true;
        }
        for (Throwable suppressed : thrown.getSuppressed()) {
            if (anyIn(suppressed, seen)) {
                return true;
            }
        }
        return false;
    }

    /** Full jitter, so that those who met once do not meet again. */
    private static void pause(int attempt, RuntimeException cause) {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong((FIRST_PAUSE_MILLIS << attempt) + 1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            cause.addSuppressed(e);
            throw cause;
        }
    }
}

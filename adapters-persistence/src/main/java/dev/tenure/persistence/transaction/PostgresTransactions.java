package dev.tenure.persistence.transaction;

import dev.tenure.application.transaction.DatabaseAwayException;
import dev.tenure.application.transaction.Transactions;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.OptimisticLockException;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Predicate;
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

    /** Serialization failure and deadlock. */
    private static final Set<String> OTHERS_MET = Set.of("40001", "40P01");

    /** Stopped by an administrator, crashed, not yet up, full (PostgreSQL, appendix A, classes 57 and 53). */
    private static final Set<String> AWAY = Set.of("57P01", "57P02", "57P03", "53300");

    /** The class of all states that tell of a lost connection. */
    private static final String CONNECTION_EXCEPTION = "08";

    private final DataSource dataSource;
    private final TransactionSynchronizationRegistry registry;

    /**
     * @param dataSource the application role's; takes part in JTA
     * @param registry of JTA's transactions
     */
    public PostgresTransactions(DataSource dataSource, TransactionSynchronizationRegistry registry) {
        this.dataSource = dataSource;
        this.registry = registry;
    }

    @Override
    public <T> T call(Function<Instant, T> work) {
        if (active()) {
            throw new IllegalStateException(
                    "a transaction is open already: one use case, one transaction; call the repository, not the use case");
        }
        for (int attempt = 1; ; attempt++) {
            AtomicBoolean committing = new AtomicBoolean();
            try {
                return QuarkusTransaction.requiringNew().call(() -> {
                    UnitOfWork unit = UnitOfWork.begin(registry);
                    T result = work.apply(transactionTime());
                    unit.end();
                    committing.set(true);
                    return result;
                });
            } catch (RuntimeException e) {
                boolean away = anyIn(e, PostgresTransactions::saysThatItIsAway);
                boolean worthRepeating = away ? !committing.get() : anyIn(e, PostgresTransactions::saysThatOthersMet);
                if (attempt == ATTEMPTS || !worthRepeating) {
                    throw away ? new DatabaseAwayException(e) : e;
                }
                LOG.debugf(
                        "attempt %d of %d met another transaction or lost the database; running the work again",
                        attempt, ATTEMPTS);
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

    private static boolean saysThatOthersMet(Throwable thrown) {
        return thrown instanceof OptimisticLockException || hasState(thrown, OTHERS_MET);
    }

    private static boolean saysThatItIsAway(Throwable thrown) {
        if (hasState(thrown, AWAY)) {
            return true;
        }
        return thrown instanceof SQLException sql
                && (Objects.requireNonNullElse(sql.getSQLState(), "").startsWith(CONNECTION_EXCEPTION)
                        // The pool's own words for the same: it has no connection to give.
                        || sql.getCause() instanceof TimeoutException);
    }

    private static boolean hasState(Throwable thrown, Set<String> states) {
        return thrown instanceof SQLException sql && sql.getSQLState() != null && states.contains(sql.getSQLState());
    }

    /** The commit's own failure arrives wrapped, at times as a suppressed exception of the roll-back it led to. */
    private static boolean anyIn(Throwable thrown, Predicate<Throwable> wanted) {
        return anyIn(thrown, wanted, Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    private static boolean anyIn(@Nullable Throwable thrown, Predicate<Throwable> wanted, Set<Throwable> seen) {
        if (thrown == null || !seen.add(thrown)) {
            return false;
        }
        if (wanted.test(thrown) || anyIn(thrown.getCause(), wanted, seen)) {
            return true;
        }
        for (Throwable suppressed : thrown.getSuppressed()) {
            if (anyIn(suppressed, wanted, seen)) {
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

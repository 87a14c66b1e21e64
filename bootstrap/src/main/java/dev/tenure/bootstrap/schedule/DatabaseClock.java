package dev.tenure.bootstrap.schedule;

import com.github.kagkarlsson.scheduler.Clock;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import javax.sql.DataSource;

/**
 * The database's time, kept up by the machine's steady counter between two looks at it. A replica whose clock is a day ahead
 * would otherwise take the work of the living for that of the dead.
 */
final class DatabaseClock implements Clock {

    private static final Duration TRUSTED = Duration.ofSeconds(10);

    private final DataSource dataSource;
    private volatile Reading reading;

    private record Reading(Instant databaseTime, long counter) {
        Instant now(long at) {
            return databaseTime.plusNanos(at - counter);
        }

        boolean isOld(long at) {
            return at - counter > TRUSTED.toNanos();
        }
    }

    DatabaseClock(DataSource dataSource) throws SQLException {
        this.dataSource = dataSource;
        this.reading = look();
    }

    @Override
    public Instant now() {
        long at = System.nanoTime();
        Reading last = reading;
        if (last.isOld(at)) {
            try {
                last = look();
                reading = last;
            } catch (SQLException e) {
                // The database is away, and with it everything there is to schedule; the counter goes on.
                return last.now(at);
            }
        }
        return last.now(System.nanoTime());
    }

    private Reading look() throws SQLException {
        long before = System.nanoTime();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement("SELECT clock_timestamp()");
                ResultSet row = select.executeQuery()) {
            row.next();
            Instant time = row.getObject(1, OffsetDateTime.class).toInstant();
            long after = System.nanoTime();
            return new Reading(time, before + (after - before) / 2);
        }
    }
}

package dev.tenure.bootstrap.schedule;

import dev.tenure.application.transaction.Transactions;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** What keeps the database in order: partitions made ahead, what has run out removed. */
@Singleton
final class Housekeeping {

    private final Transactions transactions;
    private final DataSource dataSource;

    Housekeeping(Transactions transactions, DataSource dataSource) {
        this.transactions = transactions;
        this.dataSource = dataSource;
    }

    /** Does all of it. Repeating it changes nothing. */
    void run() {
        transactions.call(now -> {
            try (Connection connection = dataSource.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("SELECT audit_make_partitions(3)");
                statement.execute("DELETE FROM web_session WHERE expires_at < transaction_timestamp()");
                return now;
            } catch (SQLException e) {
                throw new IllegalStateException("housekeeping did not end; it is tried again", e);
            }
        });
    }
}

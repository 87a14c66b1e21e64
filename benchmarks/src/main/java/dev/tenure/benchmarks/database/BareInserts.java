package dev.tenure.benchmarks.database;

import dev.tenure.persistence.schema.Provisioning;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * The floor: the same bytes into a table without index, key or trigger, each in a transaction of its own, over plain
 * connections. Anything that keeps them as durably has to do this much.
 */
public final class BareInserts {

    private final ThrowawayDatabase database;
    private final List<byte[]> payloads;

    /**
     * Makes the empty table.
     *
     * @param payloads what is written, a row each
     */
    public BareInserts(ThrowawayDatabase database, List<byte[]> payloads) throws SQLException {
        this.database = database;
        this.payloads = payloads;
        try (Connection administrator = database.connectAsAdministrator()) {
            ThrowawayDatabase.execute(administrator, "DROP TABLE IF EXISTS bare");
            ThrowawayDatabase.execute(administrator, "CREATE TABLE bare (payload bytea NOT NULL)");
            ThrowawayDatabase.execute(administrator, "GRANT INSERT, SELECT ON bare TO " + Provisioning.APPLICATION);
        }
    }

    /** Seconds that so many writers need together. */
    public double run(int writers) throws SQLException, InterruptedException {
        double seconds = Writers.run(writers, payloads.size(), this::insert);
        try (Connection connection = database.connectAs(Provisioning.APPLICATION);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM bare")) {
            row.next();
            if (row.getInt(1) != payloads.size()) {
                throw new IllegalStateException("the floor wrote " + row.getInt(1) + " rows of " + payloads.size());
            }
        }
        return seconds;
    }

    private void insert(CountDownLatch start, int from, int to) throws SQLException, InterruptedException {
        try (Connection connection = database.connectAs(Provisioning.APPLICATION);
                PreparedStatement insert = connection.prepareStatement("INSERT INTO bare (payload) VALUES (?)")) {
            connection.setAutoCommit(false);
            Writers.awaitStart(start);
            for (int i = from; i < to; i++) {
                insert.setBytes(1, payloads.get(i));
                insert.executeUpdate();
                connection.commit();
            }
        }
    }
}

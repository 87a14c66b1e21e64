package dev.tenure.persistence.transaction;

import dev.tenure.application.transaction.RequestKey;
import dev.tenure.application.transaction.RequestKeys;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Request keys as rows. An advisory lock of the transaction stands for a key whose request has not ended: trying it does not
 * wait, while an insert of the same row would.
 */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class PostgresRequestKeys implements RequestKeys {

    // Two keys that share a hash make one of them "in progress" once in a blue moon; the client then repeats.
    private static final String LOCK = "SELECT pg_try_advisory_xact_lock(hashtextextended(? || chr(31) || ?, 0))";

    private static final String INSERT = """
            INSERT INTO request_key (caller, key, fingerprint, created) VALUES (?, ?, ?, ?)
            ON CONFLICT (caller, key) DO NOTHING""";

    private static final String SELECT = "SELECT fingerprint, created FROM request_key WHERE caller = ? AND key = ?";

    // Each new key takes a few old ones away, so that the table stays as long as two days and no job is needed.
    private static final String FORGET = """
            DELETE FROM request_key
             WHERE (caller, key) IN (
                   SELECT caller, key FROM request_key
                    WHERE claimed_at < transaction_timestamp() - interval '48 hours'
                    ORDER BY claimed_at LIMIT 10 FOR UPDATE SKIP LOCKED)""";

    private final DataSource dataSource;

    /** @param dataSource the application role's; takes part in JTA */
    public PostgresRequestKeys(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Override
    public Claim claim(String caller, RequestKey request, UUID created) {
        try (Connection connection = dataSource.getConnection()) {
            if (!locked(connection, caller, request)) {
                return new Claim.InProgress();
            }
            if (inserted(connection, caller, request, created)) {
                try (PreparedStatement forget = connection.prepareStatement(FORGET)) {
                    forget.executeUpdate();
                }
                return new Claim.Fresh();
            }
            return earlier(connection, caller, request);
        } catch (SQLException e) {
            throw new IllegalStateException("the request key could not be claimed", e);
        }
    }

    private static boolean locked(Connection connection, String caller, RequestKey request) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement(LOCK)) {
            lock.setString(1, caller);
            lock.setString(2, request.key());
            try (ResultSet row = lock.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    private static boolean inserted(Connection connection, String caller, RequestKey request, UUID created)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setString(1, caller);
            insert.setString(2, request.key());
            insert.setString(3, request.fingerprint());
            insert.setObject(4, created);
            return insert.executeUpdate() == 1;
        }
    }

    private static Claim earlier(Connection connection, String caller, RequestKey request) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SELECT)) {
            select.setString(1, caller);
            select.setString(2, request.key());
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getString(1).equals(request.fingerprint())
                        ? new Claim.Repeated(row.getObject(2, UUID.class))
                        : new Claim.Reused();
            }
        }
    }
}

package dev.tenure.persistence.lifecycle;

import dev.tenure.application.lifecycle.SftpPulls;
import dev.tenure.persistence.statement.Columns;
import dev.tenure.persistence.statement.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** Pulls as rows of {@code sftp_pull}, what was fetched as rows of {@code sftp_file}. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class PostgresSftpPulls implements SftpPulls {

    private static final String SAVE = """
            INSERT INTO sftp_pull (feed, host, port, username, folder, pattern, secret, host_key, every_seconds, next_at,
                                   failures)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)
            ON CONFLICT (feed) DO UPDATE
               SET host = EXCLUDED.host, port = EXCLUDED.port, username = EXCLUDED.username, folder = EXCLUDED.folder,
                   pattern = EXCLUDED.pattern, secret = EXCLUDED.secret, host_key = EXCLUDED.host_key,
                   every_seconds = EXCLUDED.every_seconds, next_at = EXCLUDED.next_at, failures = 0,
                   succeeded_at = NULL, failing_since = NULL, problem = NULL""";

    private static final String SUCCEEDED = """
            UPDATE sftp_pull
               SET next_at = CAST(? AS timestamptz) + every_seconds * interval '1 second', failures = 0, succeeded_at = ?,
                   failing_since = NULL, problem = NULL""";

    private static final String FAILED = """
            UPDATE sftp_pull
               SET next_at = CAST(? AS timestamptz)
                             + least(interval '1 minute' * 2 ^ least(failures, 20),
                                     greatest(every_seconds * interval '1 second', interval '1 hour')),
                   failures = failures + 1, failing_since = coalesce(failing_since, ?), problem = ?""";

    private static final String SAME_PLACE = """
             WHERE (feed, host, port, username, folder, pattern, secret, host_key, every_seconds)
                   = (?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private final DataSource dataSource;

    /** @param dataSource the application role's; takes part in JTA */
    public PostgresSftpPulls(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Override
    public Optional<Pull> find(String feed) {
        return Sql.of("SELECT * FROM sftp_pull WHERE feed = ?", feed).first(dataSource, PostgresSftpPulls::pull);
    }

    @Override
    public List<Pull> all() {
        return Sql.of("SELECT * FROM sftp_pull ORDER BY feed").list(dataSource, PostgresSftpPulls::pull);
    }

    @Override
    public void save(Place place, Instant now) {
        Sql.of(
                        SAVE,
                        place.feed(),
                        place.host(),
                        place.port(),
                        place.user(),
                        place.folder(),
                        place.pattern(),
                        place.secret(),
                        place.hostKey(),
                        place.every().toSeconds(),
                        now)
                .update(dataSource);
    }

    @Override
    public boolean remove(String feed) {
        return Sql.of("DELETE FROM sftp_pull WHERE feed = ?", feed).update(dataSource) == 1;
    }

    @Override
    public List<Pull> due(Instant now) {
        return Sql.of("SELECT * FROM sftp_pull WHERE next_at <= ? ORDER BY next_at, feed", now)
                .list(dataSource, PostgresSftpPulls::pull);
    }

    @Override
    public void succeeded(Place place, Instant now) {
        at(Sql.of(SUCCEEDED, now, now), place).update(dataSource);
    }

    @Override
    public void failed(Place place, String problem, Instant now) {
        at(Sql.of(FAILED, now, now, problem), place).update(dataSource);
    }

    private static Sql at(Sql update, Place place) {
        return update.then(
                SAME_PLACE,
                place.feed(),
                place.host(),
                place.port(),
                place.user(),
                place.folder(),
                place.pattern(),
                place.secret(),
                place.hostKey(),
                place.every().toSeconds());
    }

    @Override
    public boolean isTaken(String feed, RemoteFile file) {
        return Sql.of(
                        "SELECT 1 FROM sftp_file WHERE feed = ? AND name = ? AND size = ? AND changed_at = ?",
                        feed,
                        file.name(),
                        file.size(),
                        file.changedAt())
                .first(dataSource, row -> true)
                .isPresent();
    }

    @Override
    public void taken(String feed, RemoteFile file, String digest, Instant now) {
        Sql.of(
                        "INSERT INTO sftp_file (feed, name, size, changed_at, digest, taken_at) VALUES (?, ?, ?, ?, ?, ?)"
                                + " ON CONFLICT DO NOTHING",
                        feed,
                        file.name(),
                        file.size(),
                        file.changedAt(),
                        digest,
                        now)
                .update(dataSource);
    }

    private static Pull pull(Columns row) throws SQLException {
        return new Pull(
                new Place(
                        row.text("feed"),
                        row.text("host"),
                        row.smallNumber("port"),
                        row.text("username"),
                        row.text("folder"),
                        row.text("pattern"),
                        row.text("secret"),
                        row.text("host_key"),
                        Duration.ofSeconds(row.number("every_seconds"))),
                row.moment("next_at"),
                row.smallNumber("failures"),
                row.optionalMoment("succeeded_at"),
                row.optionalMoment("failing_since"),
                row.optionalText("problem"));
    }
}

package dev.tenure.persistence.push;

import dev.tenure.application.push.PushedPage;
import dev.tenure.application.push.PushedQuery;
import dev.tenure.application.push.PushedUsers;
import dev.tenure.domain.push.PushedUser;
import dev.tenure.domain.push.PushedUserId;
import dev.tenure.persistence.statement.Sql;
import dev.tenure.persistence.statement.VersionedRows;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.hibernate.StatelessSession;

/** Pushed users as rows of {@code pushed_user}. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class PostgresPushedUsers implements PushedUsers {

    private static final String LIVE = "SELECT * FROM pushed_user WHERE source = :source AND NOT withdrawn AND ";

    private final StatelessSession session;
    private final DataSource dataSource;

    /**
     * @param session the session of the caller's transaction
     * @param dataSource connections that take part in it
     */
    public PostgresPushedUsers(StatelessSession session, DataSource dataSource) {
        this.session = session;
        this.dataSource = dataSource;
    }

    @Override
    public Optional<PushedUser> find(String source, PushedUserId id) {
        return only(source, "id = :wanted", id.value());
    }

    @Override
    public Optional<PushedUser> ofUserName(String source, String userName) {
        return only(source, "user_name = lower(CAST(:wanted AS text) COLLATE pg_c_utf8)", userName);
    }

    @Override
    public Optional<PushedUser> ofExternalId(String source, String externalId) {
        return only(source, "external_id = :wanted", externalId);
    }

    @Override
    public Optional<PushedUser> ofWorkerId(String source, String workerId) {
        return only(source, "worker_id = :wanted", workerId);
    }

    private Optional<PushedUser> only(String source, String condition, Object wanted) {
        return session.createNativeQuery(LIVE + condition, PushedUserRow.class)
                .setParameter("source", source)
                .setParameter("wanted", wanted)
                .getResultStream()
                .map(PushedUserRow::user)
                .findFirst();
    }

    @Override
    public Set<PushedUserId> known(String source, Set<PushedUserId> ids) {
        return new HashSet<>(Sql.of(
                        "SELECT id FROM pushed_user WHERE id = ANY(?) AND source = ? AND NOT withdrawn",
                        ids.stream().map(PushedUserId::value).toArray(UUID[]::new),
                        source)
                .list(dataSource, row -> new PushedUserId(row.id("id"))));
    }

    @Override
    public PushedUser save(PushedUser user) {
        PushedUserRow row = PushedUserRow.of(user);
        if (user.version() == 0) {
            VersionedRows.insert(session, row);
        } else {
            VersionedRows.update(session, row);
        }
        return user.at(user.version() + 1);
    }

    @Override
    public PushedPage<PushedUser> list(String source, PushedQuery query) {
        PushedListing<PushedUserRow> listing = new PushedListing<>(
                session,
                "pushed_user",
                PushedUserRow.class,
                PushedConditions.USER_COLUMNS,
                "User",
                row -> row.id,
                row -> row.version);
        return switch (listing.list(source, query)) {
            case PushedPage.Found<PushedUserRow> found ->
                new PushedPage.Found<>(
                        found.total(),
                        found.items().stream().map(PushedUserRow::user).toList(),
                        found.next());
            case PushedPage.UnknownCursor<PushedUserRow> unknown -> new PushedPage.UnknownCursor<>();
            case PushedPage.OutdatedCursor<PushedUserRow> outdated -> new PushedPage.OutdatedCursor<>();
        };
    }
}

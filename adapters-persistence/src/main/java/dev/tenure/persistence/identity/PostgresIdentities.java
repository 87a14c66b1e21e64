package dev.tenure.persistence.identity;

import dev.tenure.application.identity.Identities;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.domain.identity.Identity;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.identity.StatusEntry;
import dev.tenure.persistence.paging.Keyset;
import dev.tenure.persistence.paging.Matches;
import dev.tenure.persistence.statement.Sql;
import dev.tenure.persistence.statement.VersionedRows;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.hibernate.StatelessSession;
import org.hibernate.query.NativeQuery;

/** People as rows of {@code identity}, what was known of them when as rows of {@code identity_history}. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class PostgresIdentities implements Identities {

    private static final String DUE = """
            SELECT * FROM identity i WHERE next_due <= :now
               AND NOT EXISTS (SELECT FROM identity_aside a
                                WHERE a.identity = i.id AND a.due = i.next_due AND a.until > :now)
             ORDER BY next_due, id LIMIT :limit FOR UPDATE OF i SKIP LOCKED""";

    private static final String SET_ASIDE = """
            INSERT INTO identity_aside (identity, due, attempts, until)
            SELECT id, next_due, 1, CAST(:now AS timestamptz) + interval '1 minute' FROM identity WHERE id = :id AND next_due IS NOT NULL
            ON CONFLICT (identity) DO UPDATE
               SET due = EXCLUDED.due,
                   attempts = CASE WHEN identity_aside.due = EXCLUDED.due THEN identity_aside.attempts + 1 ELSE 1 END,
                   until = CASE WHEN identity_aside.due = EXCLUDED.due
                                THEN CAST(:now AS timestamptz) + least(interval '1 minute' * 2 ^ least(identity_aside.attempts, 20),
                                                  interval '6 hours')
                                ELSE EXCLUDED.until END""";

    private static final String ASIDE = """
            SELECT count(*) FROM identity_aside a JOIN identity i ON i.id = a.identity AND i.next_due = a.due""";

    private static final String FROM = "SELECT * FROM identity WHERE true";

    private static final String BEHIND = """
             AND (lower(family_name), lower(given_name), id) >
                 (lower(:family COLLATE pg_c_utf8), lower(:given COLLATE pg_c_utf8), :id)""";

    private static final String MATCHING = "identity WHERE searched LIKE lower(? COLLATE pg_c_utf8)";

    private static final String IN_ORDER = " ORDER BY lower(family_name), lower(given_name), id LIMIT :limit";

    /** The same order, and none that an index has: whoever asks for it finds the rows first. */
    private static final String FEW_IN_ORDER = " ORDER BY lower(family_name) || '', lower(given_name), id LIMIT :limit";

    private final StatelessSession session;
    private final DataSource dataSource;

    /**
     * @param session the session of the caller's transaction
     * @param dataSource the application role's; takes part in JTA
     */
    public PostgresIdentities(StatelessSession session, DataSource dataSource) {
        this.session = session;
        this.dataSource = dataSource;
    }

    @Override
    public Optional<Identity> find(IdentityId id) {
        return row(id.value()).map(IdentityRow::identity);
    }

    @Override
    public List<Identity> findAll(Collection<IdentityId> ids) {
        return session.createSelectionQuery("from IdentityRow where id in (:ids)", IdentityRow.class)
                .setParameterList("ids", ids.stream().map(IdentityId::value).toList())
                .getResultStream()
                .map(IdentityRow::identity)
                .toList();
    }

    @Override
    public Identity save(Identity identity, StatusEntry entry) {
        IdentityRow row = IdentityRow.of(identity);
        if (identity.version() == 0) {
            VersionedRows.insert(session, row);
        } else {
            VersionedRows.update(session, row);
        }
        Identity saved = identity.at(identity.version() + 1);
        session.insert(IdentityHistoryRow.of(identity.id(), saved.version(), entry));
        return saved;
    }

    @Override
    public Identity remind(Identity identity) {
        boolean isStored = row(identity.id().value())
                .filter(row -> row.version == identity.version())
                .map(row -> Optional.ofNullable(row.nextDue))
                .equals(Optional.of(identity.nextDue()));
        if (isStored) {
            return identity;
        }
        VersionedRows.update(session, IdentityRow.of(identity));
        return identity.at(identity.version() + 1);
    }

    @Override
    public List<StatusEntry> history(IdentityId id) {
        return session.createSelectionQuery(
                        "from IdentityHistoryRow where identity = :identity order by number", IdentityHistoryRow.class)
                .setParameter("identity", id.value())
                .getResultStream()
                .map(IdentityHistoryRow::entry)
                .toList();
    }

    @Override
    public List<Identity> due(Instant now, int limit) {
        return session.createNativeQuery(DUE, IdentityRow.class)
                .setParameter("now", now)
                .setParameter("limit", limit)
                .getResultStream()
                .map(IdentityRow::identity)
                .toList();
    }

    @Override
    public void setAside(IdentityId id, Instant now) {
        session.createNativeMutationQuery(SET_ASIDE)
                .setParameter("id", id.value())
                .setParameter("now", now)
                .executeUpdate();
    }

    @Override
    public long aside() {
        return session.createNativeQuery(ASIDE, Long.class).getSingleResult();
    }

    @Override
    public Slice<Identity> list(Filter filter, PageRequest page) {
        StringBuilder sql = new StringBuilder(FROM);
        Map<String, Object> parameters = new LinkedHashMap<>();
        // The states stand in the text, so that an index over one of them can be used.
        filter.status().ifPresent(status -> sql.append('\n').append(condition(status)));
        filter.text().ifPresent(text -> {
            sql.append(" AND searched LIKE lower(:text COLLATE pg_c_utf8)");
            parameters.put("text", Sql.containing(text));
        });
        page.after().ifPresent(after -> {
            IdentityRow last = row(Keyset.read(after, 1).id(0)).orElseThrow(Keyset::unknown);
            sql.append('\n').append(BEHIND);
            parameters.put("family", last.familyName);
            parameters.put("given", last.givenName);
            parameters.put("id", last.id);
        });
        boolean few = filter.text()
                .filter(text -> Matches.areFew(dataSource, MATCHING, Sql.containing(text)))
                .isPresent();
        sql.append(few ? FEW_IN_ORDER : IN_ORDER);
        parameters.put("limit", page.limit() + 1);
        NativeQuery<IdentityRow> query = session.createNativeQuery(sql.toString(), IdentityRow.class);
        parameters.forEach(query::setParameter);
        List<Identity> found =
                query.getResultStream().map(IdentityRow::identity).toList();
        return Slice.ofOneMore(
                found, page.limit(), identity -> Keyset.of(identity.id().value()));
    }

    private static String condition(Status status) {
        // With an ending or without, somebody is expected, at work or on leave.
        return switch (status) {
            case EXPECTED -> " AND (state = 'expected' OR meanwhile = 'expected')";
            case WORKING -> " AND (state IN ('active', 'on-leave') OR meanwhile IN ('active', 'on-leave'))";
            case ON_LEAVE -> " AND (state = 'on-leave' OR meanwhile = 'on-leave')";
            case LEAVING -> " AND state = 'termination-scheduled'";
            case LEFT -> " AND state IN ('garden-leave', 'ended', 'cancelled')";
        };
    }

    private Optional<IdentityRow> row(UUID id) {
        return Optional.ofNullable(session.get(IdentityRow.class, id));
    }
}

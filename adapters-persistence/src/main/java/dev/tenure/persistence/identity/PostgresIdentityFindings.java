package dev.tenure.persistence.identity;

import dev.tenure.application.identity.IdentityFindings;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.domain.identity.Identity;
import dev.tenure.persistence.paging.Keyset;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.StatelessSession;
import org.hibernate.query.NativeQuery;

/** Looks for people of whom something is missing with one query each. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class PostgresIdentityFindings implements IdentityFindings {

    // UNION, and not UNION ALL: whoever was met already is not followed again, so a circle ends. EXISTS stops at the
    // first
    // who can act, mostly the manager.
    private static final String WITHOUT_MANAGER = """
            SELECT p.* FROM identity p
             WHERE p.kind <> 'NON_HUMAN'
               AND (p.state IN ('active', 'on-leave') OR p.meanwhile IN ('active', 'on-leave'))
               AND NOT EXISTS (
                   WITH RECURSIVE above AS (
                       SELECT m.id, m.manager_feed, m.manager_worker_id, m.kind, m.state, m.meanwhile
                         FROM worker_key k JOIN identity m ON m.id = k.identity
                        WHERE k.feed = p.manager_feed AND k.worker_id = p.manager_worker_id COLLATE pg_c_utf8
                          AND m.id <> p.id
                       UNION
                       SELECT m.id, m.manager_feed, m.manager_worker_id, m.kind, m.state, m.meanwhile
                         FROM above a
                         JOIN worker_key k ON k.feed = a.manager_feed
                                          AND k.worker_id = a.manager_worker_id COLLATE pg_c_utf8
                         JOIN identity m ON m.id = k.identity
                        WHERE m.id <> p.id)
                   SELECT FROM above
                    WHERE kind <> 'NON_HUMAN' AND (state = 'active' OR meanwhile = 'active'))""";

    private static final String NON_EMPLOYEES = """
            SELECT p.* FROM identity p
             WHERE p.kind IN ('CONTRACTOR', 'VENDOR')""";

    private static final String BEHIND = """
             AND (lower(p.family_name), lower(p.given_name), p.id) >
                 (lower(:family COLLATE pg_c_utf8), lower(:given COLLATE pg_c_utf8), :id)""";

    private static final String IN_ORDER = " ORDER BY lower(p.family_name), lower(p.given_name), p.id LIMIT :limit";

    private final StatelessSession session;

    /** @param session the session of the caller's transaction */
    public PostgresIdentityFindings(StatelessSession session) {
        this.session = session;
    }

    @Override
    public Slice<Identity> withoutManager(PageRequest page) {
        return page(WITHOUT_MANAGER, page);
    }

    @Override
    public Slice<Identity> nonEmployeesWithout(Missing missing, PageRequest page) {
        return page(
                NON_EMPLOYEES
                        + switch (missing) {
                            case SPONSOR ->
                                " AND p.sponsor_feed IS NULL AND p.state IN ('expected', 'active', 'on-leave',"
                                        + " 'termination-scheduled')";
                            case END -> " AND p.state IN ('expected', 'active', 'on-leave')";
                        },
                page);
    }

    private Slice<Identity> page(String select, PageRequest page) {
        StringBuilder sql = new StringBuilder(select);
        Map<String, Object> parameters = new LinkedHashMap<>();
        page.after().ifPresent(after -> {
            IdentityRow last = Optional.ofNullable(
                            session.get(IdentityRow.class, Keyset.read(after, 1).id(0)))
                    .orElseThrow(Keyset::unknown);
            sql.append('\n').append(BEHIND);
            parameters.put("family", last.familyName);
            parameters.put("given", last.givenName);
            parameters.put("id", last.id);
        });
        sql.append(IN_ORDER);
        parameters.put("limit", page.limit() + 1);
        NativeQuery<IdentityRow> query = session.createNativeQuery(sql.toString(), IdentityRow.class);
        parameters.forEach(query::setParameter);
        List<Identity> found =
                query.getResultStream().map(IdentityRow::identity).toList();
        return Slice.ofOneMore(
                found, page.limit(), identity -> Keyset.of(identity.id().value()));
    }
}

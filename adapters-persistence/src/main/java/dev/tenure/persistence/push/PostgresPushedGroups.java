package dev.tenure.persistence.push;

import dev.tenure.application.push.PushedGroups;
import dev.tenure.application.push.PushedPage;
import dev.tenure.application.push.PushedQuery;
import dev.tenure.domain.push.PushedGroup;
import dev.tenure.domain.push.PushedGroupId;
import dev.tenure.domain.push.PushedUserId;
import dev.tenure.persistence.statement.Sql;
import dev.tenure.persistence.statement.VersionedRows;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.hibernate.StatelessSession;

/** Pushed groups as rows of {@code pushed_group}, their members as rows of {@code pushed_member}. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class PostgresPushedGroups implements PushedGroups {

    private static final String LIVE = "SELECT * FROM pushed_group WHERE source = :source AND NOT withdrawn AND ";

    private static final String MEMBERSHIPS = """
            SELECT m.user_id, g.id, coalesce(g.document ->> 'displayName', '') AS display_name
              FROM pushed_member m JOIN pushed_group g ON g.id = m.group_id
             WHERE m.user_id = ANY(?)
             ORDER BY g.display_name, g.id""";

    private static final String ENTER = """
            INSERT INTO pushed_member (group_id, user_id)
            SELECT ?, added.id FROM unnest(?) WITH ORDINALITY AS added(id, place) ORDER BY added.place""";

    private final StatelessSession session;
    private final DataSource dataSource;

    /**
     * @param session the session of the caller's transaction
     * @param dataSource connections that take part in it
     */
    public PostgresPushedGroups(StatelessSession session, DataSource dataSource) {
        this.session = session;
        this.dataSource = dataSource;
    }

    @Override
    public Optional<PushedGroup> find(String source, PushedGroupId id) {
        return only(source, "id = :wanted", id.value())
                .map(row -> row.group(members(Set.of(row.id)).getOrDefault(row.id, Set.of())));
    }

    @Override
    public Optional<PushedGroup> ofExternalId(String source, String externalId) {
        return only(source, "external_id = :wanted", externalId).map(row -> row.group(Set.of()));
    }

    private Optional<PushedGroupRow> only(String source, String condition, Object wanted) {
        return session.createNativeQuery(LIVE + condition, PushedGroupRow.class)
                .setParameter("source", source)
                .setParameter("wanted", wanted)
                .getResultStream()
                .findFirst();
    }

    @Override
    public PushedGroup save(PushedGroup group) {
        PushedGroupRow row = PushedGroupRow.of(group);
        if (group.version() == 0) {
            VersionedRows.insert(session, row);
        } else {
            VersionedRows.update(session, row);
        }
        Set<PushedUserId> present = members(Set.of(row.id)).getOrDefault(row.id, Set.of());
        UUID[] gone = without(present, group.members());
        if (gone.length > 0) {
            Sql.of("DELETE FROM pushed_member WHERE group_id = ? AND user_id = ANY(?)", row.id, gone)
                    .update(dataSource);
        }
        UUID[] added = without(group.members(), present);
        if (added.length > 0) {
            Sql.of(ENTER, row.id, added).update(dataSource);
        }
        return group.at(group.version() + 1);
    }

    private static UUID[] without(Set<PushedUserId> these, Set<PushedUserId> those) {
        return these.stream()
                .filter(id -> !those.contains(id))
                .map(PushedUserId::value)
                .toArray(UUID[]::new);
    }

    @Override
    public void remove(PushedGroup group) {
        PushedGroupRow row = PushedGroupRow.of(group);
        row.withdrawn = true;
        VersionedRows.update(session, row);
        Sql.of("DELETE FROM pushed_member WHERE group_id = ?", row.id).update(dataSource);
    }

    @Override
    public void dismiss(PushedUserId user, Instant now) {
        Sql.of("""
                        WITH gone AS (DELETE FROM pushed_member WHERE user_id = ? RETURNING group_id)
                        UPDATE pushed_group SET version = version + 1, modified_at = ?
                         WHERE id IN (SELECT group_id FROM gone)""", user.value(), now).update(dataSource);
    }

    @Override
    public Map<PushedUserId, List<Membership>> memberships(Set<PushedUserId> users) {
        Map<PushedUserId, List<Membership>> found = new HashMap<>();
        if (users.isEmpty()) {
            return found;
        }
        Sql.of(MEMBERSHIPS, (Object) users.stream().map(PushedUserId::value).toArray(UUID[]::new))
                .list(dataSource, row -> found.computeIfAbsent(
                                new PushedUserId(row.id("user_id")), user -> new ArrayList<>())
                        .add(new Membership(new PushedGroupId(row.id("id")), row.text("display_name"))));
        return found;
    }

    @Override
    public PushedPage<PushedGroup> list(String source, PushedQuery query, boolean withMembers) {
        PushedListing<PushedGroupRow> listing = new PushedListing<>(
                session,
                "pushed_group",
                PushedGroupRow.class,
                PushedConditions.GROUP_COLUMNS,
                "Group",
                row -> row.id,
                row -> row.version);
        return switch (listing.list(source, query)) {
            case PushedPage.Found<PushedGroupRow> found -> {
                Map<UUID, Set<PushedUserId>> members = withMembers
                        ? members(found.items().stream().map(row -> row.id).collect(Collectors.toSet()))
                        : Map.of();
                Stream<PushedGroup> groups =
                        found.items().stream().map(row -> row.group(members.getOrDefault(row.id, Set.of())));
                yield new PushedPage.Found<>(found.total(), groups.toList(), found.next());
            }
            case PushedPage.UnknownCursor<PushedGroupRow> unknown -> new PushedPage.UnknownCursor<>();
            case PushedPage.OutdatedCursor<PushedGroupRow> outdated -> new PushedPage.OutdatedCursor<>();
        };
    }

    private Map<UUID, Set<PushedUserId>> members(Set<UUID> groups) {
        Map<UUID, Set<PushedUserId>> found = new HashMap<>();
        if (!groups.isEmpty()) {
            Sql.of(
                            "SELECT group_id, user_id FROM pushed_member WHERE group_id = ANY(?) ORDER BY group_id, number",
                            (Object) groups.toArray(UUID[]::new))
                    .list(dataSource, row -> found.computeIfAbsent(row.id("group_id"), group -> new LinkedHashSet<>())
                            .add(new PushedUserId(row.id("user_id"))));
        }
        return found;
    }
}

package dev.tenure.persistence.identity;

import dev.tenure.application.identity.SourceConflicts;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.domain.identity.AttributeAuthority.Attribute;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.identity.SourceConflict;
import dev.tenure.persistence.paging.Keyset;
import dev.tenure.persistence.statement.Columns;
import dev.tenure.persistence.statement.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import javax.sql.DataSource;

/** Conflicts as rows of {@code source_conflict}; one that ended keeps its row. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class PostgresSourceConflicts implements SourceConflicts {

    private static final String OPEN = "SELECT * FROM source_conflict WHERE identity = ? AND ended_at IS NULL";

    private static final String BEGIN = """
            INSERT INTO source_conflict (identity, attribute, believed, other, began_at) VALUES (?, ?, ?, ?, ?)""";

    private static final String END = """
            UPDATE source_conflict SET ended_at = ?
             WHERE identity = ? AND attribute = ? AND believed = ? AND other = ? AND ended_at IS NULL""";

    private final DataSource dataSource;

    /** @param dataSource the application role's; takes part in JTA */
    public PostgresSourceConflicts(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Override
    public List<SourceConflict> openOf(IdentityId identity) {
        return Sql.of(OPEN, identity.value()).list(dataSource, PostgresSourceConflicts::conflict).stream()
                .sorted(Comparator.comparing(SourceConflict::attribute).thenComparing(SourceConflict::other))
                .toList();
    }

    @Override
    public Slice<Open> list(Filter filter, PageRequest page) {
        Sql select = Sql.of("SELECT * FROM source_conflict WHERE ended_at IS NULL");
        filter.identity().ifPresent(identity -> select.then(" AND identity = ?", identity.value()));
        filter.attribute().ifPresent(attribute -> select.then(" AND attribute = ?", attribute.name()));
        filter.source().ifPresent(source -> select.then(" AND (believed = ? OR other = ?)", source, source));
        page.after()
                .map(after -> Keyset.read(after, 2))
                .ifPresent(last -> select.then(" AND (began_at, number) < (?, ?)", last.moment(0), last.number(1)));
        List<Numbered> found = select.then(" ORDER BY began_at DESC, number DESC LIMIT ?", page.limit() + 1)
                .list(
                        dataSource,
                        row -> new Numbered(
                                new Open(new IdentityId(row.id("identity")), conflict(row), row.moment("began_at")),
                                row.number("number")));
        return Slice.ofOneMore(found, page.limit(), one -> Keyset.of(one.open().since(), one.number()))
                .map(Numbered::open);
    }

    /** A conflict with what tells it from others that began at the same moment. */
    private record Numbered(Open open, long number) {}

    private static SourceConflict conflict(Columns row) throws SQLException {
        return new SourceConflict(Attribute.valueOf(row.text("attribute")), row.text("believed"), row.text("other"));
    }

    @Override
    public void settle(IdentityId identity, List<SourceConflict> conflicts, Instant now) {
        List<SourceConflict> open = openOf(identity);
        open.stream().filter(conflict -> !conflicts.contains(conflict)).forEach(over -> Sql.of(
                        END, now, identity.value(), over.attribute().name(), over.believed(), over.other())
                .update(dataSource));
        conflicts.stream().filter(conflict -> !open.contains(conflict)).forEach(begun -> Sql.of(
                        BEGIN, identity.value(), begun.attribute().name(), begun.believed(), begun.other(), now)
                .update(dataSource));
    }
}

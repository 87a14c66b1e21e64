package dev.tenure.persistence.identity;

import dev.tenure.application.identity.SourceConflicts;
import dev.tenure.domain.identity.AttributeAuthority.Attribute;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.identity.SourceConflict;
import dev.tenure.persistence.statement.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
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
        return Sql.of(OPEN, identity.value())
                .list(
                        dataSource,
                        row -> new SourceConflict(
                                Attribute.valueOf(row.text("attribute")), row.text("believed"), row.text("other")))
                .stream()
                .sorted(Comparator.comparing(SourceConflict::attribute).thenComparing(SourceConflict::other))
                .toList();
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

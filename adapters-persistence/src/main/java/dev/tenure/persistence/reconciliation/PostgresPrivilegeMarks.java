package dev.tenure.persistence.reconciliation;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.application.reconciliation.PrivilegeMarks;
import dev.tenure.domain.inventory.EntitlementClass;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.reconciliation.PrivilegeMark;
import dev.tenure.persistence.paging.Keyset;
import dev.tenure.persistence.statement.Columns;
import dev.tenure.persistence.statement.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** Marks as rows of {@code privilege_mark}. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class PostgresPrivilegeMarks implements PrivilegeMarks {

    private static final String ADD = """
            INSERT INTO privilege_mark (id, system, thing, native_id, name, class, reason, marked_by, marked_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (system, thing, native_id) WHERE ended_at IS NULL DO NOTHING""";

    private static final String IN_FORCE = """
            SELECT * FROM privilege_mark WHERE system = ? AND thing = ? AND native_id = ? AND ended_at IS NULL""";

    private static final String END = """
            UPDATE privilege_mark SET end_reason = ?, ended_by = ?, ended_at = ? WHERE id = ? AND ended_at IS NULL""";

    private final DataSource dataSource;

    /** @param dataSource the application role's; takes part in JTA */
    public PostgresPrivilegeMarks(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Override
    public boolean add(PrivilegeMark.InForce mark) {
        PrivilegeMark.Classed classed = mark.classed();
        return Sql.of(
                                ADD,
                                classed.id(),
                                classed.system().value(),
                                stored(classed.thing()),
                                classed.nativeId(),
                                classed.name(),
                                classed.as().name(),
                                classed.reason(),
                                classed.by(),
                                classed.at())
                        .update(dataSource)
                == 1;
    }

    @Override
    public Optional<PrivilegeMark> find(UUID id) {
        return Sql.of("SELECT * FROM privilege_mark WHERE id = ? FOR UPDATE", id)
                .first(dataSource, PostgresPrivilegeMarks::mark);
    }

    @Override
    public Optional<PrivilegeMark.InForce> inForce(SystemId system, PrivilegeMark.Thing thing, String nativeId) {
        return Sql.of(IN_FORCE, system.value(), stored(thing), nativeId)
                .first(dataSource, row -> new PrivilegeMark.InForce(classed(row)));
    }

    @Override
    public void end(PrivilegeMark.Ended mark) {
        int written = Sql.of(
                        END, mark.reason(), mark.by(), mark.at(), mark.classed().id())
                .update(dataSource);
        if (written == 0) {
            throw new IllegalStateException("the mark ended before, or never was");
        }
    }

    @Override
    public Slice<PrivilegeMark> list(Optional<SystemId> system, PageRequest page) {
        record Numbered(long position, PrivilegeMark mark) {}
        Sql select = Sql.of("SELECT * FROM privilege_mark WHERE true");
        system.ifPresent(one -> select.then("AND system = ?", one.value()));
        page.after()
                .ifPresent(after ->
                        select.then("AND position < ?", Keyset.read(after, 1).number(0)));
        select.then("ORDER BY position DESC LIMIT ?", page.limit() + 1);
        List<Numbered> found = select.list(dataSource, row -> new Numbered(row.number("position"), mark(row)));
        return Slice.ofOneMore(found, page.limit(), numbered -> Keyset.of(numbered.position()))
                .map(Numbered::mark);
    }

    private static PrivilegeMark mark(Columns row) throws SQLException {
        Optional<Instant> endedAt = row.optionalMoment("ended_at");
        return endedAt.isEmpty()
                ? new PrivilegeMark.InForce(classed(row))
                : new PrivilegeMark.Ended(classed(row), row.text("end_reason"), row.text("ended_by"), endedAt.get());
    }

    private static PrivilegeMark.Classed classed(Columns row) throws SQLException {
        return new PrivilegeMark.Classed(
                row.id("id"),
                new SystemId(row.id("system")),
                PrivilegeMark.Thing.valueOf(row.text("thing").toUpperCase(Locale.ROOT)),
                row.text("native_id"),
                row.text("name"),
                EntitlementClass.valueOf(row.text("class")),
                row.text("reason"),
                row.text("marked_by"),
                row.moment("marked_at"));
    }

    private static String stored(PrivilegeMark.Thing thing) {
        return thing.name().toLowerCase(Locale.ROOT);
    }
}

package dev.tenure.persistence.provisioning;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.application.provisioning.Stops;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.provisioning.Stop;
import dev.tenure.persistence.paging.Keyset;
import dev.tenure.persistence.statement.Columns;
import dev.tenure.persistence.statement.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** Stops as rows of {@code stop_switch}. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class PostgresStops implements Stops {

    private static final String ADD = """
            INSERT INTO stop_switch (id, system, reason, stopped_by, stopped_at) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (system) WHERE lifted_at IS NULL DO NOTHING""";

    private static final String LIFT = """
            UPDATE stop_switch SET lifted_reason = ?, lifted_by = ?, lifted_at = ?
             WHERE id = ? AND lifted_at IS NULL""";

    private final DataSource dataSource;

    /** @param dataSource the application role's; takes part in JTA */
    public PostgresStops(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Override
    public boolean add(Stop.InForce stop) {
        Stop.Order order = stop.order();
        return Sql.of(
                                ADD,
                                order.id(),
                                order.system().map(SystemId::value).orElse(null),
                                order.reason(),
                                order.by(),
                                order.at())
                        .update(dataSource)
                == 1;
    }

    @Override
    public Optional<Stop> find(UUID id) {
        return Sql.of("SELECT * FROM stop_switch WHERE id = ? FOR UPDATE", id).first(dataSource, PostgresStops::stop);
    }

    @Override
    public void lift(Stop.Lifted stop) {
        int written = Sql.of(
                        LIFT, stop.reason(), stop.by(), stop.at(), stop.order().id())
                .update(dataSource);
        if (written == 0) {
            throw new IllegalStateException("writing went on before, or was never stopped");
        }
    }

    @Override
    public List<Stop.InForce> inForce() {
        return Sql.of("SELECT * FROM stop_switch WHERE lifted_at IS NULL ORDER BY system IS NOT NULL, position")
                .list(dataSource, row -> new Stop.InForce(order(row)));
    }

    @Override
    public Slice<Stop> list(PageRequest page) {
        record Numbered(long position, Stop stop) {}
        Sql select = Sql.of("SELECT * FROM stop_switch WHERE true");
        page.after()
                .ifPresent(after ->
                        select.then("AND position < ?", Keyset.read(after, 1).number(0)));
        select.then("ORDER BY position DESC LIMIT ?", page.limit() + 1);
        List<Numbered> found = select.list(dataSource, row -> new Numbered(row.number("position"), stop(row)));
        return Slice.ofOneMore(found, page.limit(), numbered -> Keyset.of(numbered.position()))
                .map(Numbered::stop);
    }

    private static Stop stop(Columns row) throws SQLException {
        Optional<Instant> liftedAt = row.optionalMoment("lifted_at");
        return liftedAt.isEmpty()
                ? new Stop.InForce(order(row))
                : new Stop.Lifted(order(row), row.text("lifted_reason"), row.text("lifted_by"), liftedAt.get());
    }

    private static Stop.Order order(Columns row) throws SQLException {
        return new Stop.Order(
                row.id("id"),
                row.optionalId("system").map(SystemId::new),
                row.text("reason"),
                row.text("stopped_by"),
                row.moment("stopped_at"));
    }
}

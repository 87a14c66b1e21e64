package dev.tenure.persistence.inventory;

import dev.tenure.application.inventory.ConnectorConditions;
import dev.tenure.domain.inventory.ConnectorCondition;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.persistence.statement.Columns;
import dev.tenure.persistence.statement.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** Conditions as rows of {@code connector_condition}, which are what is locked. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class PostgresConnectorConditions implements ConnectorConditions {

    private static final String SAVE = """
            UPDATE connector_condition
               SET state = ?, failures = ?, reason = ?, since = ?, until = ?, probing = ?
             WHERE system = ?""";

    private final DataSource dataSource;

    /** @param dataSource the application role's; takes part in JTA */
    public PostgresConnectorConditions(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Override
    public ConnectorCondition find(SystemId system) {
        return Sql.of("SELECT * FROM connector_condition WHERE system = ?", system.value())
                .first(dataSource, PostgresConnectorConditions::condition)
                .orElse(ConnectorCondition.Working.WELL);
    }

    @Override
    public ConnectorCondition lock(SystemId system) {
        return locked(system).orElseGet(() -> {
            // Who inserts the same at once waits here, and then for the lock.
            Sql.of("INSERT INTO connector_condition (system) VALUES (?) ON CONFLICT DO NOTHING", system.value())
                    .update(dataSource);
            return locked(system).orElseThrow();
        });
    }

    private Optional<ConnectorCondition> locked(SystemId system) {
        return Sql.of("SELECT * FROM connector_condition WHERE system = ? FOR UPDATE", system.value())
                .first(dataSource, PostgresConnectorConditions::condition);
    }

    @Override
    public void save(SystemId system, ConnectorCondition condition) {
        Sql save =
                switch (condition) {
                    case ConnectorCondition.Working working ->
                        Sql.of(SAVE, working.label(), working.failures(), null, null, null, false, system.value());
                    case ConnectorCondition.Resting resting ->
                        Sql.of(
                                SAVE,
                                resting.label(),
                                resting.failures(),
                                resting.reason(),
                                resting.since(),
                                resting.until(),
                                resting.probing(),
                                system.value());
                    case ConnectorCondition.Quarantined quarantined ->
                        Sql.of(
                                SAVE,
                                quarantined.label(),
                                0,
                                quarantined.breach(),
                                quarantined.since(),
                                null,
                                false,
                                system.value());
                };
        if (save.update(dataSource) != 1) {
            throw new IllegalStateException("the condition is not locked: lock it first");
        }
    }

    @Override
    public Map<SystemId, ConnectorCondition> ailing() {
        record Kept(SystemId system, ConnectorCondition condition) {}
        return Sql.of("SELECT * FROM connector_condition WHERE state <> 'working'")
                .list(dataSource, row -> new Kept(new SystemId(row.id("system")), condition(row)))
                .stream()
                .collect(Collectors.toMap(Kept::system, Kept::condition));
    }

    private static ConnectorCondition condition(Columns row) throws SQLException {
        String state = row.text("state");
        return switch (state) {
            case "working" -> new ConnectorCondition.Working(row.smallNumber("failures"));
            case "resting" ->
                new ConnectorCondition.Resting(
                        row.smallNumber("failures"),
                        row.text("reason"),
                        row.moment("since"),
                        row.moment("until"),
                        row.flag("probing"));
            case "quarantined" -> new ConnectorCondition.Quarantined(row.text("reason"), row.moment("since"));
            default -> throw new IllegalStateException("connector_condition.state: " + state + " is unknown");
        };
    }
}

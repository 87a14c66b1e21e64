package dev.tenure.testkit.inventory;

import dev.tenure.application.inventory.ConnectorConditions;
import dev.tenure.domain.inventory.ConnectorCondition;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.testkit.transaction.InMemoryTransactions;
import dev.tenure.testkit.transaction.Table;
import java.util.Map;
import java.util.stream.Collectors;

/** Conditions in memory. Transactions run one after the other, so there is nothing to lock. */
public final class InMemoryConnectorConditions implements ConnectorConditions {

    private record Row(SystemId system, ConnectorCondition condition) {}

    private final Table<SystemId, Row> rows;

    /** @param transactions what it takes part in */
    public InMemoryConnectorConditions(InMemoryTransactions transactions) {
        this.rows = transactions.table();
    }

    @Override
    public ConnectorCondition find(SystemId system) {
        return rows.find(system).map(Row::condition).orElse(ConnectorCondition.Working.WELL);
    }

    @Override
    public ConnectorCondition lock(SystemId system) {
        return find(system);
    }

    @Override
    public void save(SystemId system, ConnectorCondition condition) {
        rows.put(system, new Row(system, condition));
    }

    @Override
    public Map<SystemId, ConnectorCondition> ailing() {
        return rows.all()
                .filter(row -> !(row.condition() instanceof ConnectorCondition.Working))
                .collect(Collectors.toMap(Row::system, Row::condition));
    }
}

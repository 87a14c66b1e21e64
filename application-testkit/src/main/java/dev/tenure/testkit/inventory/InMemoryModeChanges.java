package dev.tenure.testkit.inventory;

import dev.tenure.application.inventory.ModeChanges;
import dev.tenure.domain.inventory.ModeChange;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.testkit.transaction.InMemoryTransactions;
import dev.tenure.testkit.transaction.Table;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Changes of mode in memory. */
public final class InMemoryModeChanges implements ModeChanges {

    private final Table<UUID, ModeChange> changes;

    /** @param transactions what it takes part in */
    public InMemoryModeChanges(InMemoryTransactions transactions) {
        this.changes = transactions.table();
    }

    @Override
    public Optional<ModeChange> find(UUID id) {
        return changes.find(id);
    }

    @Override
    public List<ModeChange> of(SystemId system) {
        return changes.newestFirst()
                .filter(c -> c.proposal().system().equals(system))
                .toList();
    }

    @Override
    public void add(ModeChange.Proposed proposed) {
        if (of(proposed.proposal().system()).stream().anyMatch(ModeChange.Proposed.class::isInstance)) {
            throw new IllegalStateException("a change of this system's mode waits already");
        }
        changes.put(proposed.proposal().id(), proposed);
    }

    @Override
    public void end(ModeChange ended) {
        UUID id = ended.proposal().id();
        if (!(find(id).orElse(ended) instanceof ModeChange.Proposed)) {
            throw new IllegalStateException("the change ended before, or was never proposed");
        }
        changes.put(id, ended);
    }
}

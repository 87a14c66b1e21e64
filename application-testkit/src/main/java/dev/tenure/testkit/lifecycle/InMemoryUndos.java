package dev.tenure.testkit.lifecycle;

import dev.tenure.application.lifecycle.Undos;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.lifecycle.LeaverCaseId;
import dev.tenure.domain.lifecycle.Undo;
import dev.tenure.domain.lifecycle.UndoId;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.testkit.transaction.InMemoryTransactions;
import dev.tenure.testkit.transaction.InMemoryTransactions.StaleVersion;
import dev.tenure.testkit.transaction.Table;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What people undo, in memory. */
public final class InMemoryUndos implements Undos {

    private final Table<UndoId, Undo> undos;

    /** @param transactions what it takes part in */
    public InMemoryUndos(InMemoryTransactions transactions) {
        this.undos = transactions.table();
    }

    @Override
    public Optional<Undo> find(UndoId id) {
        return undos.find(id);
    }

    @Override
    public List<Undo> of(LeaverCaseId leaverCase) {
        return undos.newestFirst()
                .filter(undo -> undo.proposal().leaverCase().equals(leaverCase))
                .sorted(Comparator.comparing((Undo undo) -> undo.proposal().proposedAt())
                        .reversed())
                .toList();
    }

    @Override
    public List<Undo.Confirmed> underWayOn(SystemId system) {
        return underWay(part -> part.gift().system().equals(system));
    }

    @Override
    public List<Undo.Confirmed> underWayWith(AccountId account) {
        return underWay(part -> part.gift().account().equals(account));
    }

    private List<Undo.Confirmed> underWay(Predicate<Undo.Part> has) {
        return undos.all()
                .filter(Undo.Confirmed.class::isInstance)
                .map(Undo.Confirmed.class::cast)
                .filter(undo -> undo.parts().stream().anyMatch(has))
                .sorted(Comparator.comparing(undo -> undo.proposal().proposedAt()))
                .toList();
    }

    @Override
    public void save(Undo undo) {
        UndoId id = undo.proposal().id();
        if (find(id).map(Undo::version).orElse(0L) != undo.version()) {
            throw new StaleVersion("the undo");
        }
        long next = undo.version() + 1;
        undos.put(
                id,
                switch (undo) {
                    case Undo.Proposed proposed -> new Undo.Proposed(proposed.proposal(), next);
                    case Undo.Declined declined ->
                        new Undo.Declined(declined.proposal(), declined.declinedBy(), declined.declinedAt(), next);
                    case Undo.Confirmed confirmed ->
                        new Undo.Confirmed(
                                confirmed.proposal(),
                                confirmed.confirmedBy(),
                                confirmed.confirmedAt(),
                                confirmed.parts(),
                                next);
                    case Undo.Completed completed ->
                        new Undo.Completed(
                                completed.proposal(),
                                completed.confirmedBy(),
                                completed.confirmedAt(),
                                completed.parts(),
                                completed.completedAt(),
                                next);
                });
    }
}

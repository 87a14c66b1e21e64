package dev.tenure.testkit.identity;

import dev.tenure.application.identity.SourceConflicts;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.identity.SourceConflict;
import dev.tenure.testkit.transaction.InMemoryTransactions;
import dev.tenure.testkit.transaction.Table;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** Open conflicts in memory. */
public final class InMemorySourceConflicts implements SourceConflicts {

    private final Table<IdentityId, List<SourceConflict>> open;

    /** @param transactions what it takes part in */
    public InMemorySourceConflicts(InMemoryTransactions transactions) {
        this.open = transactions.table();
    }

    @Override
    public List<SourceConflict> openOf(IdentityId identity) {
        return open.find(identity).orElse(List.of());
    }

    @Override
    public void settle(IdentityId identity, List<SourceConflict> conflicts, Instant now) {
        open.put(
                identity,
                conflicts.stream()
                        .sorted(Comparator.comparing(SourceConflict::attribute).thenComparing(SourceConflict::other))
                        .toList());
    }
}

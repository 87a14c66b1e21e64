package dev.tenure.testkit.identity;

import dev.tenure.application.identity.SourceConflicts;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.identity.SourceConflict;
import dev.tenure.testkit.paging.InMemoryPages;
import dev.tenure.testkit.transaction.InMemoryTransactions;
import dev.tenure.testkit.transaction.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Open conflicts in memory. */
public final class InMemorySourceConflicts implements SourceConflicts {

    private final Table<IdentityId, List<Open>> open;

    /** @param transactions what it takes part in */
    public InMemorySourceConflicts(InMemoryTransactions transactions) {
        this.open = transactions.table();
    }

    @Override
    public List<SourceConflict> openOf(IdentityId identity) {
        return open.find(identity).orElse(List.of()).stream()
                .map(Open::conflict)
                .sorted(Comparator.comparing(SourceConflict::attribute).thenComparing(SourceConflict::other))
                .toList();
    }

    @Override
    public Slice<Open> list(Filter filter, PageRequest page) {
        List<Open> found = open.all()
                .flatMap(List::stream)
                .filter(one -> filter.identity().map(one.identity()::equals).orElse(true))
                .filter(one -> filter.attribute()
                        .map(one.conflict().attribute()::equals)
                        .orElse(true))
                .filter(one -> filter.source()
                        .map(name -> one.conflict().believed().equals(name)
                                || one.conflict().other().equals(name))
                        .orElse(true))
                .sorted(Comparator.comparing(Open::since).reversed())
                .toList();
        return InMemoryPages.page(found, page, Open::toString);
    }

    @Override
    public void settle(IdentityId identity, List<SourceConflict> conflicts, Instant now) {
        List<Open> settled = new ArrayList<>(open.find(identity).orElse(List.of()));
        settled.removeIf(one -> !conflicts.contains(one.conflict()));
        conflicts.stream()
                .filter(conflict -> !openOf(identity).contains(conflict))
                .forEach(begun -> settled.add(new Open(identity, begun, now)));
        open.put(identity, List.copyOf(settled));
    }
}

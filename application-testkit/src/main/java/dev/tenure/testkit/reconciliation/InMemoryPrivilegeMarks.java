package dev.tenure.testkit.reconciliation;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.application.reconciliation.PrivilegeMarks;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.reconciliation.PrivilegeMark;
import dev.tenure.testkit.paging.InMemoryPages;
import dev.tenure.testkit.transaction.InMemoryTransactions;
import dev.tenure.testkit.transaction.Table;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Marks in memory. */
public final class InMemoryPrivilegeMarks implements PrivilegeMarks {

    private final Table<UUID, PrivilegeMark> marks;

    /** @param transactions what it takes part in */
    public InMemoryPrivilegeMarks(InMemoryTransactions transactions) {
        this.marks = transactions.table();
    }

    @Override
    public boolean add(PrivilegeMark.InForce mark) {
        PrivilegeMark.Classed classed = mark.classed();
        boolean isNew =
                inForce(classed.system(), classed.thing(), classed.nativeId()).isEmpty();
        if (isNew) {
            marks.put(classed.id(), mark);
        }
        return isNew;
    }

    @Override
    public Optional<PrivilegeMark> find(UUID id) {
        return marks.find(id);
    }

    @Override
    public Optional<PrivilegeMark.InForce> inForce(SystemId system, PrivilegeMark.Thing thing, String nativeId) {
        return all().filter(PrivilegeMark.InForce.class::isInstance)
                .map(PrivilegeMark.InForce.class::cast)
                .filter(mark -> mark.classed().system().equals(system)
                        && mark.classed().thing() == thing
                        && mark.classed().nativeId().equals(nativeId))
                .findFirst();
    }

    @Override
    public void end(PrivilegeMark.Ended mark) {
        UUID id = mark.classed().id();
        if (marks.find(id).filter(PrivilegeMark.InForce.class::isInstance).isEmpty()) {
            throw new IllegalStateException("the mark ended before, or never was");
        }
        marks.put(id, mark);
    }

    @Override
    public Slice<PrivilegeMark> list(Optional<SystemId> system, PageRequest page) {
        return InMemoryPages.page(
                marks.newestFirst()
                        .filter(mark ->
                                system.map(mark.classed().system()::equals).orElse(true))
                        .toList(),
                page,
                mark -> mark.classed().id().toString());
    }

    Stream<PrivilegeMark> all() {
        return marks.all();
    }
}

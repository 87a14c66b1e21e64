package dev.tenure.testkit.preservation;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.application.preservation.LegalHolds;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.preservation.LegalHold;
import dev.tenure.domain.preservation.LegalHoldId;
import dev.tenure.testkit.paging.InMemoryPages;
import dev.tenure.testkit.transaction.InMemoryTransactions;
import dev.tenure.testkit.transaction.InMemoryTransactions.StaleVersion;
import dev.tenure.testkit.transaction.Table;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Legal holds in memory. */
public final class InMemoryLegalHolds implements LegalHolds {

    private final Table<LegalHoldId, LegalHold> holds;

    /** @param transactions what it takes part in */
    public InMemoryLegalHolds(InMemoryTransactions transactions) {
        this.holds = transactions.table();
    }

    @Override
    public Optional<LegalHold> find(LegalHoldId id) {
        return holds.find(id);
    }

    @Override
    public List<LegalHold> standing(IdentityId identity) {
        return holds.all()
                .filter(hold -> hold.stands() && hold.order().identity().equals(identity))
                .sorted(Comparator.comparing(hold -> hold.order().at()))
                .toList();
    }

    @Override
    public void save(LegalHold hold) {
        LegalHoldId id = hold.order().id();
        if (find(id).map(LegalHold::version).orElse(0L) != hold.version()) {
            throw new StaleVersion("the legal hold");
        }
        long next = hold.version() + 1;
        holds.put(
                id,
                switch (hold) {
                    case LegalHold.InForce inForce -> new LegalHold.InForce(inForce.order(), next);
                    case LegalHold.Lifting lifting -> new LegalHold.Lifting(lifting.order(), lifting.proposal(), next);
                    case LegalHold.Lifted lifted ->
                        new LegalHold.Lifted(
                                lifted.order(), lifted.proposal(), lifted.confirmedBy(), lifted.confirmedAt(), next);
                });
    }

    @Override
    public Slice<LegalHold> list(Optional<String> state, PageRequest page) {
        List<LegalHold> wanted = holds.newestFirst()
                .filter(hold -> state.map(hold.label()::equals).orElse(true))
                .sorted(Comparator.comparing((LegalHold hold) -> hold.order().at())
                        .reversed())
                .toList();
        return InMemoryPages.page(
                wanted, page, hold -> hold.order().id().value().toString());
    }
}

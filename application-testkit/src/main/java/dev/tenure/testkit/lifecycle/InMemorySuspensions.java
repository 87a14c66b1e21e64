package dev.tenure.testkit.lifecycle;

import dev.tenure.application.lifecycle.Suspensions;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.lifecycle.Suspension;
import dev.tenure.domain.lifecycle.SuspensionId;
import dev.tenure.testkit.paging.InMemoryPages;
import dev.tenure.testkit.transaction.InMemoryTransactions;
import dev.tenure.testkit.transaction.InMemoryTransactions.StaleVersion;
import dev.tenure.testkit.transaction.Table;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Suspensions in memory. */
public final class InMemorySuspensions implements Suspensions {

    private final Table<SuspensionId, Suspension> suspensions;

    /** @param transactions what it takes part in */
    public InMemorySuspensions(InMemoryTransactions transactions) {
        this.suspensions = transactions.table();
    }

    @Override
    public Optional<Suspension> find(SuspensionId id) {
        return suspensions.find(id);
    }

    @Override
    public Optional<Suspension> standing(IdentityId identity) {
        return suspensions
                .all()
                .filter(s -> s.call().identity().equals(identity) && !(s instanceof Suspension.Lifted))
                .findFirst();
    }

    @Override
    public void save(Suspension suspension) {
        SuspensionId id = suspension.call().id();
        boolean isStale = find(id).map(Suspension::version).orElse(0L) != suspension.version();
        if (isStale
                || (suspension.version() == 0
                        && standing(suspension.call().identity()).isPresent())) {
            throw new StaleVersion("the suspension");
        }
        long next = suspension.version() + 1;
        suspensions.put(
                id,
                switch (suspension) {
                    case Suspension.Undecided undecided -> new Suspension.Undecided(undecided.call(), next);
                    case Suspension.Upheld upheld -> new Suspension.Upheld(upheld.call(), upheld.decision(), next);
                    case Suspension.Lifted lifted -> new Suspension.Lifted(lifted.call(), lifted.decision(), next);
                });
    }

    @Override
    public List<Suspension.Undecided> overdue(Instant now, int limit) {
        return suspensions
                .all()
                .filter(Suspension.Undecided.class::isInstance)
                .map(Suspension.Undecided.class::cast)
                .filter(s -> s.call().decideBy().isBefore(now))
                .sorted(Comparator.comparing(s -> s.call().decideBy()))
                .limit(limit)
                .toList();
    }

    @Override
    public Slice<Suspension> list(Optional<String> state, PageRequest page) {
        List<Suspension> wanted = suspensions
                .newestFirst()
                .filter(s -> state.map(s.label()::equals).orElse(true))
                .sorted(Comparator.comparing((Suspension s) -> s.call().at()).reversed())
                .toList();
        return InMemoryPages.page(wanted, page, s -> s.call().id().value().toString());
    }
}

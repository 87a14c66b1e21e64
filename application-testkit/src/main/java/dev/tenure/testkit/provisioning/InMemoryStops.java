package dev.tenure.testkit.provisioning;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.application.provisioning.Stops;
import dev.tenure.domain.provisioning.Stop;
import dev.tenure.testkit.paging.InMemoryPages;
import dev.tenure.testkit.transaction.InMemoryTransactions;
import dev.tenure.testkit.transaction.Table;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Stops in memory. */
public final class InMemoryStops implements Stops {

    private final Table<UUID, Stop> stops;

    /** @param transactions what it takes part in */
    public InMemoryStops(InMemoryTransactions transactions) {
        this.stops = transactions.table();
    }

    @Override
    public boolean add(Stop.InForce stop) {
        boolean stopped = inForce().stream()
                .anyMatch(other -> other.order().system().equals(stop.order().system()));
        if (!stopped) {
            stops.put(stop.order().id(), stop);
        }
        return !stopped;
    }

    @Override
    public Optional<Stop> find(UUID id) {
        return stops.find(id);
    }

    @Override
    public void lift(Stop.Lifted stop) {
        if (stops.find(stop.order().id()).filter(Stop.InForce.class::isInstance).isEmpty()) {
            throw new IllegalStateException("writing went on before, or was never stopped");
        }
        stops.put(stop.order().id(), stop);
    }

    @Override
    public List<Stop.InForce> inForce() {
        return stops.all()
                .filter(Stop.InForce.class::isInstance)
                .map(Stop.InForce.class::cast)
                .sorted(Comparator.comparing(stop -> stop.order().system().isPresent()))
                .toList();
    }

    @Override
    public Slice<Stop> list(PageRequest page) {
        return InMemoryPages.page(
                stops.newestFirst().toList(), page, stop -> stop.order().id().toString());
    }
}

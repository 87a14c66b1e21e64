package dev.tenure.testkit.identity;

import dev.tenure.application.identity.WorkerSources;
import dev.tenure.testkit.transaction.InMemoryTransactions;
import dev.tenure.testkit.transaction.Table;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Names of sources in memory. */
public final class InMemoryWorkerSources implements WorkerSources {

    private final Table<String, Map.Entry<String, Kind>> names;

    /** @param transactions what it takes part in */
    public InMemoryWorkerSources(InMemoryTransactions transactions) {
        this.names = transactions.table();
    }

    @Override
    public boolean claim(String name, Kind kind) {
        if (names.find(name).isEmpty()) {
            names.put(name, Map.entry(name, kind));
        }
        return names.find(name).filter(taken -> taken.getValue() == kind).isPresent();
    }

    @Override
    public SortedMap<String, Kind> all() {
        SortedMap<String, Kind> all = new TreeMap<>();
        names.all().forEach(taken -> all.put(taken.getKey(), taken.getValue()));
        return all;
    }
}

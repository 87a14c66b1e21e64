package dev.tenure.testkit.lifecycle;

import dev.tenure.application.lifecycle.WorkerFeeds;
import dev.tenure.domain.identity.WorkerFeed;
import dev.tenure.testkit.transaction.InMemoryTransactions;
import dev.tenure.testkit.transaction.InMemoryTransactions.StaleVersion;
import dev.tenure.testkit.transaction.Table;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Worker feeds in memory. */
public final class InMemoryWorkerFeeds implements WorkerFeeds {

    private final Table<String, WorkerFeed> feeds;

    /** @param transactions what it takes part in */
    public InMemoryWorkerFeeds(InMemoryTransactions transactions) {
        this.feeds = transactions.table();
    }

    @Override
    public Optional<WorkerFeed> find(String name) {
        return feeds.find(name);
    }

    @Override
    public List<WorkerFeed> all() {
        return feeds.all().sorted(Comparator.comparing(WorkerFeed::name)).toList();
    }

    @Override
    public void save(WorkerFeed feed) {
        if (find(feed.name()).map(WorkerFeed::version).orElse(0L) != feed.version()) {
            throw new StaleVersion("the feed");
        }
        feeds.put(feed.name(), feed.at(feed.version() + 1));
    }
}

package dev.tenure.application.lifecycle;

import dev.tenure.domain.identity.WorkerFeed;
import java.util.List;
import java.util.Optional;

/** Keeps how each HR source writes its files. Every method MUST run in the caller's transaction. */
public interface WorkerFeeds {

    /** The feed of a name. */
    Optional<WorkerFeed> find(String name);

    /** Every feed, by name. There are a handful. */
    List<WorkerFeed> all();

    /** Adds or changes a feed. MUST throw where the stored version is not the feed's. */
    void save(WorkerFeed feed);
}

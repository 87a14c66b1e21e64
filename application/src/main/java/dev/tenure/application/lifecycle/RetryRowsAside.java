package dev.tenure.application.lifecycle;

import dev.tenure.application.transaction.Correlation;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.identity.WorkerFeed;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Rows on which the product itself failed are tried again: somebody found out why, or a new version can take them. One that
 * fails again stays aside. A worker whom a later file described is not among them any more.
 */
public final class RetryRowsAside {

    private static final Role[] MAY = {Role.ADMINISTRATOR, Role.OPERATOR};
    private static final int SHARE = 50;

    private final Transactions transactions;
    private final Correlation correlation;
    private final WorkerFeeds feeds;
    private final RowsAside aside;
    private final WorkerDesk desk;
    private final LeaverEvents events;

    public RetryRowsAside(
            Transactions transactions,
            Correlation correlation,
            WorkerFeeds feeds,
            RowsAside aside,
            WorkerDesk desk,
            LeaverEvents events) {
        this.transactions = transactions;
        this.correlation = correlation;
        this.feeds = feeds;
        this.aside = aside;
        this.desk = desk;
        this.events = events;
    }

    /** Tries every row of a feed that is aside, once, each in a transaction of its own. */
    public Outcome handle(Command command) {
        if (!command.caller().hasAny(MAY)) {
            return new Outcome.NotAllowed(Set.of(MAY));
        }
        Optional<WorkerFeed> feed = transactions.call(now -> feeds.find(command.feed()));
        return feed.map(this::retry).orElse(new Outcome.UnknownFeed());
    }

    private Outcome retry(WorkerFeed feed) {
        Instant begun = transactions.call(now -> now);
        int taken = 0;
        int failed = 0;
        while (true) {
            List<RowsAside.Aside> rows = transactions.call(now -> aside.waiting(feed.name(), begun, SHARE));
            for (RowsAside.Aside row : rows) {
                try {
                    transactions.call(now -> take(feed, row, now));
                    taken++;
                } catch (RuntimeException e) {
                    RowsAside.Failure failure = new RowsAside.Failure(Failures.category(e), correlation.current());
                    transactions.call(now -> {
                        aside.failed(row, failure, now);
                        return now;
                    });
                    failed++;
                }
            }
            if (rows.size() < SHARE) {
                return new Outcome.Tried(taken, failed);
            }
        }
    }

    private Instant take(WorkerFeed feed, RowsAside.Aside row, Instant now) {
        aside.taken(row);
        desk.take(feed.source(), row.row().record(), row.receivedAt(), now);
        events.rowTakenAfterAll(row, now);
        return now;
    }

    /** Which feed's rows, for whom. */
    public record Command(Caller caller, String feed) {}

    /** What became of them, or why not. */
    public sealed interface Outcome {
        /** So many were taken, and so many failed again. */
        record Tried(int taken, int failed) implements Outcome {}

        /** There is no such feed. */
        record UnknownFeed() implements Outcome {}

        /** The caller holds none of the roles that may. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}

package dev.tenure.application.lifecycle;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.identity.SnapshotId;
import dev.tenure.domain.identity.WorkerFeed;
import dev.tenure.domain.identity.WorkerSnapshot;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Somebody looks at one HR source: how it writes, from where its files are fetched and how that goes, which files came and
 * what became of them, and which rows the product itself failed on and still has to take.
 */
public final class ShowWorkerFeed {

    private static final Role[] READERS = {Role.ADMINISTRATOR, Role.OPERATOR, Role.AUDITOR};

    private final Transactions transactions;
    private final WorkerFeeds feeds;
    private final SftpPulls pulls;
    private final WorkerSnapshots snapshots;
    private final RowsAside aside;

    public ShowWorkerFeed(
            Transactions transactions, WorkerFeeds feeds, SftpPulls pulls, WorkerSnapshots snapshots, RowsAside aside) {
        this.transactions = transactions;
        this.feeds = feeds;
        this.pulls = pulls;
        this.snapshots = snapshots;
        this.aside = aside;
    }

    /** Reads the feed, a page of its files and the first of its rows that are aside. */
    public Outcome handle(Command command) {
        if (!command.caller().hasAny(READERS)) {
            return new Outcome.NotAllowed(Set.of(READERS));
        }
        return transactions.call(now ->
                feeds.find(command.feed()).map(feed -> shown(feed, command)).orElse(new Outcome.Unknown()));
    }

    private Outcome shown(WorkerFeed feed, Command command) {
        return new Outcome.Shown(
                feed,
                pulls.find(feed.name()),
                snapshots.list(Optional.of(feed.name()), command.files()),
                aside.list(feed.name(), PageRequest.first()).map(ShowWorkerFeed::waiting));
    }

    /** Without what the row says of the worker: it may tell of an ending to come. */
    private static RowWaiting waiting(RowsAside.Aside one) {
        return new RowWaiting(
                one.snapshot(),
                one.row().line(),
                one.row().record().key().workerId(),
                one.failure(),
                one.attempts(),
                one.since(),
                one.lastTried());
    }

    /** Which feed, which page of its files, for whom. */
    public record Command(Caller caller, String feed, PageRequest files) {}

    /**
     * A row that is aside.
     *
     * @param snapshot the file it came in
     * @param line where it begins there
     * @param attempts how often it failed, from 1
     */
    public record RowWaiting(
            SnapshotId snapshot,
            long line,
            String workerId,
            RowsAside.Failure failure,
            int attempts,
            Instant since,
            Instant lastTried) {}

    /** The feed, or why not. */
    public sealed interface Outcome {
        /**
         * The feed.
         *
         * @param files newest first
         * @param aside by worker; {@link Slice#next()} says whether there are more
         */
        record Shown(
                WorkerFeed feed, Optional<SftpPulls.Pull> pull, Slice<WorkerSnapshot> files, Slice<RowWaiting> aside)
                implements Outcome {}

        /** There is no such feed. */
        record Unknown() implements Outcome {}

        /** The caller holds none of the roles that may. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}

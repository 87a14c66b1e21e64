package dev.tenure.application.lifecycle;

import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.identity.WorkerFeed;
import dev.tenure.domain.identity.WorkerSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What HR's file says of each worker is taken over, one share of the changed rows at a time.
 *
 * <p>The database finds the rows that say something new; the others cost nothing, and the same file twice changes nothing.
 * Each share is one transaction: new state, history, audit and, where an employment has ended, the leaver's case with all the
 * work it causes. Who was told of before and is left out is suspected to have left. The first file of a feed waits until it is applied before the next begins, so facts never overtake each
 * other.
 */
public final class ApplyWorkerSnapshot {

    private static final int SHARE = 50;

    /** How long somebody has to find out about a worker whom a file leaves out. */
    static final Duration FIND_OUT_WITHIN = Duration.ofDays(1);

    private final Transactions transactions;
    private final WorkerSnapshots snapshots;
    private final WorkerFeeds feeds;
    private final SuspectedLeavers suspected;
    private final WorkerDesk desk;
    private final LeaverEvents events;

    public ApplyWorkerSnapshot(
            Transactions transactions,
            WorkerSnapshots snapshots,
            WorkerFeeds feeds,
            SuspectedLeavers suspected,
            WorkerDesk desk,
            LeaverEvents events) {
        this.transactions = transactions;
        this.snapshots = snapshots;
        this.feeds = feeds;
        this.suspected = suspected;
        this.desk = desk;
        this.events = events;
    }

    /** Takes one share of the snapshot that is next. Call again until nothing is left. */
    public Outcome handle(Command command) {
        return transactions.call(now ->
                snapshots.nextToApply().map(snapshot -> apply(snapshot, now)).orElse(new Outcome.NothingToApply()));
    }

    private Outcome apply(WorkerSnapshot.Received snapshot, Instant now) {
        WorkerFeed feed = feeds.find(snapshot.receipt().feed()).orElseThrow();
        List<WorkerSnapshots.StagedRow> rows =
                snapshots.changed(snapshot.receipt().id(), SHARE);
        for (WorkerSnapshots.StagedRow row : rows) {
            snapshots.taken(snapshot.receipt().id(), row);
            desk.take(feed.source(), row.record(), snapshot.receipt().receivedAt(), now);
        }
        if (rows.size() == SHARE) {
            return new Outcome.Going(snapshot, rows.size());
        }
        SuspectedLeavers.Raised raised = suspected.compare(snapshot.receipt().id(), FIND_OUT_WITHIN, now);
        if (raised.raised() + raised.settled() > 0) {
            events.leaversSuspected(snapshot, raised, now);
        }
        WorkerSnapshot.Applied applied =
                snapshot.applied(snapshots.count(snapshot.receipt().id()), now);
        snapshots.save(applied);
        events.snapshotApplied(applied, now);
        return new Outcome.Applied(applied);
    }

    /** Nothing to say: the oldest received snapshot is taken. */
    public record Command() {}

    /** How far it is. */
    public sealed interface Outcome {
        /** More rows of this snapshot are to be taken. */
        record Going(WorkerSnapshot.Received snapshot, int rows) implements Outcome {}

        /** Every row was taken; another snapshot may be waiting. */
        record Applied(WorkerSnapshot.Applied snapshot) implements Outcome {}

        /** No snapshot is waiting, or another replica has it. */
        record NothingToApply() implements Outcome {}
    }
}

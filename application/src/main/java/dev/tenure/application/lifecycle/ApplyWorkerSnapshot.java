package dev.tenure.application.lifecycle;

import dev.tenure.application.transaction.Correlation;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.identity.SnapshotId;
import dev.tenure.domain.identity.WorkerSnapshot;
import dev.tenure.domain.identity.WorkerSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What HR's file says of each worker is taken over, one share of the changed rows at a time.
 *
 * <p>The database finds the rows that say something new; the others cost nothing, and the same file twice changes nothing.
 * Each share is one transaction: new state, history, audit and, where an employment has ended, the leaver's case with all the
 * work it causes. Who was told of before and is absent from the file is suspected to have left. The next file of a feed waits
 * until the one before is applied, so facts never overtake each other.
 *
 * <p>A share that fails is taken again one row to a transaction. The row on which the product itself fails is set aside and
 * holds up nobody: neither its file nor those behind it. What was set aside is tried again by {@link RetryRowsAside}.
 */
public final class ApplyWorkerSnapshot {

    private static final int SHARE = 50;

    /** How long somebody has to find out about a worker whom a file leaves out. */
    static final Duration FIND_OUT_WITHIN = Duration.ofDays(1);

    private final Transactions transactions;
    private final Correlation correlation;
    private final WorkerSnapshots snapshots;
    private final WorkerFeeds feeds;
    private final SuspectedLeavers suspected;
    private final RowsAside aside;
    private final WorkerDesk desk;
    private final LeaverEvents events;

    public ApplyWorkerSnapshot(
            Transactions transactions,
            Correlation correlation,
            WorkerSnapshots snapshots,
            WorkerFeeds feeds,
            SuspectedLeavers suspected,
            RowsAside aside,
            WorkerDesk desk,
            LeaverEvents events) {
        this.transactions = transactions;
        this.correlation = correlation;
        this.snapshots = snapshots;
        this.feeds = feeds;
        this.suspected = suspected;
        this.aside = aside;
        this.desk = desk;
        this.events = events;
    }

    /** Takes one share of the snapshot that is next. Call again until nothing is left. */
    public Outcome handle(Command command) {
        try {
            return transactions.call(now -> snapshots
                    .nextToApply()
                    .map(snapshot -> apply(snapshot, now))
                    .orElse(new Outcome.NothingToApply()));
        } catch (RuntimeException failure) {
            return oneByOne(failure);
        }
    }

    private Outcome apply(WorkerSnapshot.Received snapshot, Instant now) {
        SnapshotId id = snapshot.receipt().id();
        List<WorkerSnapshots.StagedRow> rows = snapshots.changed(id, SHARE);
        WorkerSource source = source(snapshot);
        rows.forEach(row -> take(snapshot, source, row, now));
        if (rows.size() == SHARE) {
            return new Outcome.Going(snapshot, rows.size(), List.of());
        }
        SuspectedLeavers.Raised raised = suspected.compare(id, FIND_OUT_WITHIN, now);
        if (raised.raised() + raised.settled() > 0) {
            events.leaversSuspected(snapshot, raised, now);
        }
        WorkerSnapshot.Applied applied = snapshot.applied(snapshots.count(id), now);
        snapshots.save(applied);
        events.snapshotApplied(applied, now);
        return new Outcome.Applied(applied);
    }

    private WorkerSource source(WorkerSnapshot.Received snapshot) {
        return feeds.find(snapshot.receipt().feed()).orElseThrow().source();
    }

    private void take(
            WorkerSnapshot.Received snapshot, WorkerSource source, WorkerSnapshots.StagedRow row, Instant now) {
        snapshots.taken(snapshot.receipt().id(), row);
        desk.take(source, row.record(), snapshot.receipt().receivedAt(), now);
    }

    private record Share(WorkerSnapshot.Received snapshot, List<WorkerSnapshots.StagedRow> rows) {}

    private Outcome oneByOne(RuntimeException failure) {
        Optional<Share> share = transactions.call(now -> snapshots
                .nextToApply()
                .map(s -> new Share(s, snapshots.changed(s.receipt().id(), SHARE))));
        if (share.isEmpty() || share.get().rows().isEmpty()) {
            // No row is to blame.
            throw failure;
        }
        WorkerSnapshot.Received snapshot = share.get().snapshot();
        List<Failed> failed = new ArrayList<>();
        for (WorkerSnapshots.StagedRow row : share.get().rows()) {
            try {
                transactions.call(now -> ifNext(snapshot, () -> take(snapshot, source(snapshot), row, now)));
            } catch (RuntimeException e) {
                RowsAside.Failure named = new RowsAside.Failure(Failures.category(e), correlation.current());
                transactions.call(now -> ifNext(snapshot, () -> {
                    aside.setAside(snapshot.receipt().id(), row, named, now);
                    events.rowSetAside(
                            snapshot.receipt().id(), snapshot.receipt().feed(), row.line(), named, now);
                }));
                failed.add(new Failed(row.line(), e));
            }
        }
        return new Outcome.Going(snapshot, share.get().rows().size(), failed);
    }

    /** Another replica may have gone on with the file in the meantime; then it has these rows too. */
    private boolean ifNext(WorkerSnapshot.Received snapshot, Runnable work) {
        boolean isNext = snapshots.nextToApply().filter(snapshot::equals).isPresent();
        if (isNext) {
            work.run();
        }
        return isNext;
    }

    /** Nothing to say: the oldest received snapshot is taken. */
    public record Command() {}

    /** A row that was set aside, and what it failed on: for the service's log. */
    public record Failed(long line, RuntimeException failure) {}

    /** How far it is. */
    public sealed interface Outcome {
        /** More rows of this snapshot are to be taken. */
        record Going(WorkerSnapshot.Received snapshot, int rows, List<Failed> failed) implements Outcome {
            public Going {
                failed = List.copyOf(failed);
            }
        }

        /** Every row was taken or set aside; another snapshot may be waiting. */
        record Applied(WorkerSnapshot.Applied snapshot) implements Outcome {}

        /** No snapshot is waiting, or another replica has it. */
        record NothingToApply() implements Outcome {}
    }
}

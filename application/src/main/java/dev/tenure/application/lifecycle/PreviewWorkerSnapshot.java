package dev.tenure.application.lifecycle;

import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.identity.SnapshotId;
import dev.tenure.domain.identity.WorkerFeed;
import dev.tenure.domain.identity.WorkerSnapshot;
import dev.tenure.domain.identity.WorkerSource;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a file that waits for a person would change is worked out: who is new, leaves, comes back, changes. The database finds
 * the rows that say something new; each of them is held against everything known of the person, as if it were taken, one
 * share to a transaction. Nothing of the file is taken.
 */
public final class PreviewWorkerSnapshot {

    private static final int SHARE = 200;

    private final Transactions transactions;
    private final SnapshotPreviews previews;
    private final WorkerSnapshots snapshots;
    private final WorkerFeeds feeds;
    private final WorkerDesk desk;
    private final LeaverEvents events;

    public PreviewWorkerSnapshot(
            Transactions transactions,
            SnapshotPreviews previews,
            WorkerSnapshots snapshots,
            WorkerFeeds feeds,
            WorkerDesk desk,
            LeaverEvents events) {
        this.transactions = transactions;
        this.previews = previews;
        this.snapshots = snapshots;
        this.feeds = feeds;
        this.desk = desk;
        this.events = events;
    }

    /** Works one share out. Call again until nothing is left. */
    public Outcome handle(Command command) {
        return transactions.call(
                now -> previews.next().map(snapshot -> preview(snapshot, now)).orElse(new Outcome.NothingToPreview()));
    }

    private Outcome preview(WorkerSnapshot.Previewing snapshot, Instant now) {
        WorkerFeed feed = feeds.find(snapshot.receipt().feed()).orElseThrow();
        SnapshotId id = snapshot.receipt().id();
        previews.compare(id, feed.source().join() == WorkerSource.Join.NONE);
        List<WorkerSnapshots.StagedRow> rows = previews.open(id, SHARE);
        Map<Long, WorkerSnapshot.Effect> effects = new LinkedHashMap<>();
        for (WorkerSnapshots.StagedRow row : rows) {
            effects.put(
                    row.line(),
                    desk.foresee(feed.source(), row.record(), snapshot.receipt().receivedAt(), now));
        }
        previews.foresee(id, effects);
        if (rows.size() == SHARE) {
            return new Outcome.Going(snapshot);
        }
        WorkerSnapshot.Previewed previewed = snapshot.previewed(previews.foreseen(id), now);
        snapshots.save(previewed);
        events.snapshotPreviewed(previewed, now);
        return new Outcome.Previewed(previewed);
    }

    /** Nothing to say: the oldest snapshot that waits for its preview is taken. */
    public record Command() {}

    /** How far it is. */
    public sealed interface Outcome {
        /** More rows of this snapshot are to be compared. */
        record Going(WorkerSnapshot.Previewing snapshot) implements Outcome {}

        /** It waits for a person now. */
        record Previewed(WorkerSnapshot.Previewed snapshot) implements Outcome {}

        /** No snapshot waits for its preview, or another replica has it. */
        record NothingToPreview() implements Outcome {}
    }
}

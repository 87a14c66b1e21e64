package dev.tenure.web.lifecycle;

import dev.tenure.domain.identity.WorkerSnapshot;
import dev.tenure.web.page.Moment;
import org.jspecify.annotations.Nullable;

/**
 * One HR file.
 *
 * @param tone {@code good}, {@code wait} or {@code late}
 * @param state in words
 * @param reason why it was refused; empty where it was not
 * @param counts what is in it; null until that is known
 * @param applied when every good row was taken; null until then
 */
public record SnapshotLine(
        String href,
        String feed,
        String by,
        Moment received,
        String tone,
        String state,
        String reason,
        @Nullable Counts counts,
        @Nullable Moment applied) {

    /** What is in a file, as {@link WorkerSnapshot.Counts} has it. */
    public record Counts(long rows, long good, long rejected, long changed, long absent) {}

    static SnapshotLine of(WorkerSnapshot snapshot) {
        return switch (snapshot) {
            case WorkerSnapshot.Arriving arriving ->
                line(arriving, "wait", "arriving, or cut off while it did: nothing of it is taken", "", null, null);
            case WorkerSnapshot.Previewing previewing ->
                line(
                        previewing,
                        "wait",
                        "what it would change is being worked out: nothing of it is taken",
                        "",
                        counts(previewing.counts()),
                        null);
            case WorkerSnapshot.Previewed previewed ->
                line(
                        previewed,
                        "wait",
                        "waits for somebody to commit or discard it: nothing of it is taken",
                        "",
                        counts(previewed.counts()),
                        null);
            case WorkerSnapshot.Repeated repeated ->
                line(repeated, "good", "the same file again: nothing was to be done", "", null, null);
            case WorkerSnapshot.Discarded discarded ->
                line(
                        discarded,
                        "wait",
                        "discarded by " + discarded.decision().by() + ": nothing of it is taken",
                        "",
                        counts(discarded.counts()),
                        null);
            case WorkerSnapshot.Received received ->
                line(received, "wait", "its rows are being taken", "", counts(received.counts()), null);
            case WorkerSnapshot.Applied applied ->
                line(
                        applied,
                        applied.counts().rejected() == 0 ? "good" : "late",
                        applied.counts().rejected() == 0 ? "taken" : "taken, but for the rejected rows",
                        "",
                        counts(applied.counts()),
                        Moment.of(applied.appliedAt()));
            case WorkerSnapshot.Refused refused ->
                line(refused, "late", "refused: nothing of it is taken", refused.reason(), null, null);
        };
    }

    private static Counts counts(WorkerSnapshot.Counts counts) {
        return new Counts(counts.rows(), counts.good(), counts.rejected(), counts.changed(), counts.absent());
    }

    private static SnapshotLine line(
            WorkerSnapshot snapshot,
            String tone,
            String state,
            String reason,
            @Nullable Counts counts,
            @Nullable Moment applied) {
        WorkerSnapshot.Receipt receipt = snapshot.receipt();
        return new SnapshotLine(
                "/ui/feeds/snapshots/" + receipt.id().value(),
                receipt.feed(),
                receipt.by(),
                Moment.of(receipt.receivedAt()),
                tone,
                state,
                reason,
                counts,
                applied);
    }
}

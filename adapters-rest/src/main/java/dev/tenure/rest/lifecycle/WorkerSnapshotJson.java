package dev.tenure.rest.lifecycle;

import dev.tenure.application.lifecycle.WorkerSnapshots;
import dev.tenure.application.paging.Slice;
import dev.tenure.domain.identity.WorkerSnapshot;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** One file of a worker feed and what became of it. */
@RegisterForReflection
@Schema(
        name = "WorkerSnapshot",
        description = "One file of a worker feed and what became of it.",
        requiredProperties = {"id", "feed", "by", "receivedAt", "state"})
public record WorkerSnapshotJson(
        UUID id,
        String feed,
        @Schema(description = "Who sent it, by subject.") String by,

        @Schema(description = "When it began to arrive: the time HR's facts count as received.")
        Instant receivedAt,

        @Schema(enumeration = {"arriving", "received", "applied", "refused"})
        String state,

        @Nullable SnapshotCountsJson counts,
        @Nullable Instant appliedAt,

        @Schema(description = "Why nothing of it was taken.") @Nullable
        String reason) {

    static WorkerSnapshotJson of(WorkerSnapshot snapshot) {
        return switch (snapshot) {
            case WorkerSnapshot.Arriving arriving -> of(snapshot, null, null, null);
            case WorkerSnapshot.Received received -> of(snapshot, received.counts(), null, null);
            case WorkerSnapshot.Applied applied -> of(snapshot, applied.counts(), applied.appliedAt(), null);
            case WorkerSnapshot.Refused refused -> of(snapshot, null, null, refused.reason());
        };
    }

    private static WorkerSnapshotJson of(
            WorkerSnapshot snapshot,
            WorkerSnapshot.@Nullable Counts counts,
            @Nullable Instant appliedAt,
            @Nullable String reason) {
        WorkerSnapshot.Receipt receipt = snapshot.receipt();
        return new WorkerSnapshotJson(
                receipt.id().value(),
                receipt.feed(),
                receipt.by(),
                receipt.receivedAt(),
                snapshot.label(),
                counts == null ? null : SnapshotCountsJson.of(counts),
                appliedAt,
                reason);
    }

    /** What is in a file. */
    @RegisterForReflection
    @Schema(
            name = "SnapshotCounts",
            description = "What is in a file.",
            requiredProperties = {"rows", "good", "rejected", "changed", "absent"})
    public record SnapshotCountsJson(
            @Schema(description = "Rows in all, the header not counted.")
            long rows,

            @Schema(description = "Rows that can be taken.") long good,
            @Schema(description = "Rows that cannot.") long rejected,

            @Schema(description = "Good rows taken so far that said something new.")
            long changed,

            @Schema(description = "Workers this feed told of before and that the file leaves out.")
            long absent) {

        static SnapshotCountsJson of(WorkerSnapshot.Counts counts) {
            return new SnapshotCountsJson(
                    counts.rows(), counts.good(), counts.rejected(), counts.changed(), counts.absent());
        }
    }

    /** A page of files. */
    @RegisterForReflection
    @Schema(name = "WorkerSnapshotPage", requiredProperties = "items")
    public record WorkerSnapshotPageJson(
            List<WorkerSnapshotJson> items, @Nullable String next) {

        static WorkerSnapshotPageJson of(Slice<WorkerSnapshot> slice) {
            return new WorkerSnapshotPageJson(
                    slice.map(WorkerSnapshotJson::of).items(), slice.next().orElse(null));
        }
    }

    /** A row that could not be taken. */
    @RegisterForReflection
    @Schema(
            name = "Rejection",
            description = "A row that could not be taken.",
            requiredProperties = {"line", "reason"})
    public record RejectionJson(
            @Schema(description = "Where it begins, from 1, the header included.")
            long line,

            @Schema(description = "The fact that is wrong; absent when the row as a whole is.") @Nullable
            String field,

            String reason) {

        static RejectionJson of(WorkerSnapshots.Rejection rejection) {
            return new RejectionJson(rejection.line(), rejection.field().orElse(null), rejection.reason());
        }
    }

    /** A page of rows that could not be taken. */
    @RegisterForReflection
    @Schema(name = "RejectionPage", requiredProperties = "items")
    public record RejectionPageJson(
            List<RejectionJson> items, @Nullable String next) {

        static RejectionPageJson of(Slice<WorkerSnapshots.Rejection> slice) {
            return new RejectionPageJson(
                    slice.map(RejectionJson::of).items(), slice.next().orElse(null));
        }
    }
}

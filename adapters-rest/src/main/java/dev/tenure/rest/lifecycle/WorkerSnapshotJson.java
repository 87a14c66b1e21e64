package dev.tenure.rest.lifecycle;

import dev.tenure.application.lifecycle.WorkerSnapshots;
import dev.tenure.application.paging.Slice;
import dev.tenure.domain.identity.WorkerSnapshot;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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

        @Schema(
                enumeration = {
                    "arriving",
                    "previewing",
                    "previewed",
                    "received",
                    "applied",
                    "refused",
                    "repeated",
                    "discarded"
                })
        String state,

        @Nullable SnapshotCountsJson counts,
        @Nullable Instant appliedAt,

        @Schema(description = "Why nothing of it was taken.") @Nullable
        String reason,

        @Schema(description = "The file in force that this one repeats byte by byte.") @Nullable
        UUID first,

        @Schema(description = "Who committed or discarded it, where it waited for a person.") @Nullable
        String decidedBy,

        @Nullable Instant decidedAt,

        @Schema(description = "What was found out about the file when it was read. Not in lists.") @Nullable
        List<String> remarks) {

    static WorkerSnapshotJson of(WorkerSnapshot snapshot, List<String> remarks) {
        WorkerSnapshotJson plain = of(snapshot);
        return new WorkerSnapshotJson(
                plain.id,
                plain.feed,
                plain.by,
                plain.receivedAt,
                plain.state,
                plain.counts,
                plain.appliedAt,
                plain.reason,
                plain.first,
                plain.decidedBy,
                plain.decidedAt,
                remarks.isEmpty() ? null : remarks);
    }

    static WorkerSnapshotJson of(WorkerSnapshot snapshot) {
        return switch (snapshot) {
            case WorkerSnapshot.Arriving arriving -> of(snapshot, null, null, null, null, Optional.empty());
            case WorkerSnapshot.Previewing previewing ->
                of(snapshot, previewing.counts(), null, null, null, Optional.empty());
            case WorkerSnapshot.Previewed previewed ->
                of(snapshot, previewed.counts(), null, null, null, Optional.empty());
            case WorkerSnapshot.Received received ->
                of(snapshot, received.counts(), null, null, null, received.committed());
            case WorkerSnapshot.Applied applied ->
                of(snapshot, applied.counts(), applied.appliedAt(), null, null, applied.committed());
            case WorkerSnapshot.Refused refused -> of(snapshot, null, null, refused.reason(), null, Optional.empty());
            case WorkerSnapshot.Repeated repeated ->
                of(snapshot, null, null, null, repeated.first().value(), Optional.empty());
            case WorkerSnapshot.Discarded discarded ->
                of(snapshot, discarded.counts(), null, null, null, Optional.of(discarded.decision()));
        };
    }

    private static WorkerSnapshotJson of(
            WorkerSnapshot snapshot,
            WorkerSnapshot.@Nullable Counts counts,
            @Nullable Instant appliedAt,
            @Nullable String reason,
            @Nullable UUID first,
            Optional<WorkerSnapshot.Decision> decision) {
        WorkerSnapshot.Receipt receipt = snapshot.receipt();
        return new WorkerSnapshotJson(
                receipt.id().value(),
                receipt.feed(),
                receipt.by(),
                receipt.receivedAt(),
                snapshot.label(),
                counts == null ? null : SnapshotCountsJson.of(counts),
                appliedAt,
                reason,
                first,
                decision.map(WorkerSnapshot.Decision::by).orElse(null),
                decision.map(WorkerSnapshot.Decision::at).orElse(null),
                null);
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

            @Schema(
                    description =
                            "Workers this feed told of before and that the file leaves out, or says to be removed.")
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

    /** What became of rows that were tried again. */
    @RegisterForReflection
    @Schema(
            name = "RowsTried",
            description = "What became of rows that were tried again.",
            requiredProperties = {"taken", "failed"})
    public record RowsTriedJson(int taken, int failed) {}
}

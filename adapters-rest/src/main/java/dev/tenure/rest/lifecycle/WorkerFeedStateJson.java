package dev.tenure.rest.lifecycle;

import dev.tenure.application.lifecycle.ShowWorkerFeed;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An HR source, its files and what it could not take. */
@RegisterForReflection
@Schema(
        name = "WorkerFeedState",
        description = "An HR source, its files and what the product itself could not take of them.",
        requiredProperties = {"feed", "setAside", "moreSetAside", "items"})
public record WorkerFeedStateJson(
        WorkerFeedJson feed,

        @Schema(description = "From where its files are fetched, if they are.") @Nullable
        SftpPullJson pull,

        @Schema(description = "Rows that wait to be tried again, by worker: the first of them.")
        List<RowAsideJson> setAside,

        @Schema(description = "Whether there are more of these.")
        boolean moreSetAside,

        @Schema(description = "A page of its files, newest first.")
        List<WorkerSnapshotJson> items,

        @Nullable String next) {

    static WorkerFeedStateJson of(ShowWorkerFeed.Outcome.Shown shown) {
        return new WorkerFeedStateJson(
                WorkerFeedJson.of(shown.feed()),
                shown.pull().map(SftpPullJson::of).orElse(null),
                shown.aside().map(RowAsideJson::of).items(),
                shown.aside().next().isPresent(),
                shown.files().map(WorkerSnapshotJson::of).items(),
                shown.files().next().orElse(null));
    }

    /** A row on which the product itself failed. */
    @RegisterForReflection
    @Schema(
            name = "RowSetAside",
            description = "A row on which the product itself failed.",
            requiredProperties = {
                "snapshot",
                "line",
                "workerId",
                "category",
                "correlationId",
                "attempts",
                "since",
                "lastTried"
            })
    public record RowAsideJson(
            @Schema(description = "The file it came in.") UUID snapshot,

            @Schema(description = "Where it begins there, from 1, the header included.")
            long line,

            String workerId,

            @Schema(description = "The kind of the failure.")
            String category,

            @Schema(description = "Under which the service's log names it.")
            String correlationId,

            int attempts,
            Instant since,
            Instant lastTried) {

        static RowAsideJson of(ShowWorkerFeed.RowWaiting row) {
            return new RowAsideJson(
                    row.snapshot().value(),
                    row.line(),
                    row.workerId(),
                    row.failure().category(),
                    row.failure().correlation(),
                    row.attempts(),
                    row.since(),
                    row.lastTried());
        }
    }
}

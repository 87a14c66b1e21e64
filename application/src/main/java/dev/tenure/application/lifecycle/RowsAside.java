package dev.tenure.application.lifecycle;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.domain.identity.SnapshotId;
import java.time.Instant;
import java.util.List;

/**
 * Keeps rows of worker files on which the service itself failed, so that they hold up nothing and are not lost. A worker has
 * one at most in a feed: the last. Every method MUST run in the caller's transaction.
 */
public interface RowsAside {

    /**
     * Sets a good row of a snapshot aside: {@link WorkerSnapshots#changed} MUST leave it out from then on, and an older one
     * of the worker MUST be replaced. MUST list it among the snapshot's rejections. Once a later file of the feed is applied
     * that names the worker, or is full, it MUST be gone: the source means something else now. MUST throw {@link
     * IllegalStateException} where the snapshot has no good row on that line.
     */
    void setAside(SnapshotId id, WorkerSnapshots.StagedRow row, Failure failure, Instant now);

    /**
     * Rows of a feed that were not tried since a moment, the one tried longest ago first. MUST be none while a file of the
     * feed waits to be applied.
     */
    List<Aside> waiting(String feed, Instant before, int limit);

    /**
     * A row was tried again and taken: it is the worker's last record from now on. MUST throw {@link IllegalStateException}
     * where it is not aside any more.
     */
    void taken(Aside row);

    /** A row was tried again and failed again. */
    void failed(Aside row, Failure failure, Instant now);

    /** Rows of a feed by worker. {@link PageRequest#after()} is opaque. */
    Slice<Aside> list(String feed, PageRequest page);

    /** How many there are. */
    long count();

    /**
     * Why a row failed.
     *
     * @param category the kind of failure, without any content
     * @param correlation under which the service's log names it
     */
    record Failure(String category, String correlation) {}

    /**
     * A row that was set aside.
     *
     * @param snapshot the file it came in
     * @param receivedAt when that file came
     * @param attempts how often it failed, from 1
     */
    record Aside(
            SnapshotId snapshot,
            Instant receivedAt,
            WorkerSnapshots.StagedRow row,
            Failure failure,
            int attempts,
            Instant since,
            Instant lastTried) {}
}

package dev.tenure.application.lifecycle;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.domain.identity.SnapshotId;
import dev.tenure.domain.identity.WorkerFeed;
import dev.tenure.domain.identity.WorkerKey;
import dev.tenure.domain.identity.WorkerRecord;
import dev.tenure.domain.identity.WorkerSnapshot;
import java.util.List;
import java.util.Optional;

/** Keeps files of worker feeds and their rows. Every method MUST run in the caller's transaction. */
public interface WorkerSnapshots {

    /** One snapshot. */
    Optional<WorkerSnapshot> find(SnapshotId id);

    /** Snapshots of one feed or of all, newest first. {@link PageRequest#after()} is opaque. */
    Slice<WorkerSnapshot> list(Optional<String> feed, PageRequest page);

    /** Adds a snapshot that begins to arrive. */
    void begin(WorkerSnapshot.Arriving arriving);

    /** Stages good rows. */
    void stage(SnapshotId id, List<StagedRow> rows);

    /** Writes down workers who stand in the file on rows that bring no record. */
    void mention(SnapshotId id, List<Mention> mentions);

    /** Writes down rows that cannot be taken. */
    void reject(SnapshotId id, List<Rejection> rejections);

    /**
     * Rejects, set-based, every good row whose worker stands in the file more than once, naming the lines, and counts what
     * is there. Which of two rows is right is not ours to guess.
     */
    WorkerSnapshot.Counts settle(SnapshotId id);

    /** Writes down what is known of a file at its end. Once. */
    void describe(SnapshotId id, Description description);

    /** What is known of a file; empty while it arrives and where it was refused. */
    Optional<Description> description(SnapshotId id);

    /**
     * The file of a feed that is in force, where it has this content and was read as the feed reads it now: the last one that
     * was applied. Empty where a later one waits to be applied, and where a row of the feed is set aside.
     */
    Optional<SnapshotId> inForce(String feed, String digest, long feedVersion);

    /** Writes down a new state. MUST throw where the snapshot was in the same or a later one. */
    void save(WorkerSnapshot snapshot);

    /**
     * The received snapshot that is to be applied next: of each feed the oldest, of those the oldest. MUST lock it and MUST
     * pass over one that another transaction has locked.
     */
    Optional<WorkerSnapshot.Received> nextToApply();

    /**
     * Good rows of a snapshot that say something other than the worker's last record of the same feed, by line, not taken
     * yet. Found by comparison in the database.
     */
    List<StagedRow> changed(SnapshotId id, int limit);

    /**
     * Writes down that a row was taken and is the worker's last record from now on. MUST throw {@link IllegalStateException}
     * where the snapshot has no good row on that line.
     */
    void taken(SnapshotId id, StagedRow row);

    /** Has the next row about a worker say something new, whatever it says. */
    void forget(WorkerKey key);

    /** The final counts. */
    WorkerSnapshot.Counts count(SnapshotId id);

    /** Rejected rows by line. {@link PageRequest#after()} is opaque. */
    Slice<Rejection> rejections(SnapshotId id, PageRequest page);

    /**
     * What is known of a file at its end.
     *
     * @param digest the SHA-256 of its content, in hex
     * @param feedVersion the version of the feed by which it was read
     * @param content what it means that a worker is not in it
     * @param remarks what {@link WorkerFiles#read} found out
     */
    record Description(String digest, long feedVersion, WorkerFeed.Content content, List<String> remarks) {
        public Description {
            remarks = List.copyOf(remarks);
        }
    }

    /**
     * A worker who stands in the file on a row that brings no record.
     *
     * @param gone whether the source says that they are removed; otherwise the row was rejected, and the worker is not absent
     */
    record Mention(long line, WorkerKey key, boolean gone) {}

    /** A row that can be taken. */
    record StagedRow(long line, WorkerRecord record) {}

    /**
     * A row that cannot.
     *
     * @param line where it begins
     * @param field the fact that is wrong; empty when the row as a whole is
     * @param reason what is wrong and what to do, without the cell's content
     */
    record Rejection(long line, Optional<String> field, String reason) {}
}

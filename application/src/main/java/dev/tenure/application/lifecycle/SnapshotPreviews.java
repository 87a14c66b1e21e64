package dev.tenure.application.lifecycle;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.domain.identity.SnapshotId;
import dev.tenure.domain.identity.WorkerKey;
import dev.tenure.domain.identity.WorkerSnapshot;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.reconciliation.AccountId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keeps what files would change that wait for a person. Every method MUST run in the caller's transaction. */
public interface SnapshotPreviews {

    /**
     * A snapshot of which it is to be worked out what it would change, the oldest first. MUST lock it and MUST pass over one
     * that another transaction has locked.
     */
    Optional<WorkerSnapshot.Previewing> next();

    /**
     * Writes down, set-based, {@link WorkerSnapshot.Effect#UNCHANGED} of every good row that says what the worker's last
     * record said. MUST change no other row, and nothing at all when it is done a second time.
     *
     * @param newWorkersAreFresh whether a worker of whom the feed never told is {@link WorkerSnapshot.Effect#FRESH}, since
     *     nobody is recognised by what another source said
     */
    void compare(SnapshotId id, boolean newWorkersAreFresh);

    /** Good rows of which no effect is written down, by line. */
    List<WorkerSnapshots.StagedRow> open(SnapshotId id, int limit);

    /** Writes down the effects of rows, by line. */
    void foresee(SnapshotId id, Map<Long, WorkerSnapshot.Effect> effects);

    /** How many rows have which effect. */
    WorkerSnapshot.Foreseen foreseen(SnapshotId id);

    /** Forgets every effect, so that they are worked out anew. */
    void forget(SnapshotId id);

    /** Rows of an effect by line. {@link PageRequest#after()} is opaque. */
    Slice<WorkerSnapshots.StagedRow> rows(SnapshotId id, WorkerSnapshot.Effect effect, PageRequest page);

    /** Workers whom {@link WorkerSnapshot.Counts#absent()} counts, by worker id. {@link PageRequest#after()} is opaque. */
    Slice<WorkerKey> absent(SnapshotId id, PageRequest page);

    /**
     * The accounts on which something would be done on each system, of those whose rows have the effect {@link
     * WorkerSnapshot.Effect#LEAVING}: present on the target and not protected. A system without any is left out. MUST NOT
     * tell of rows with another effect.
     */
    List<AtStake> atStake(SnapshotId id);

    /** Whether another file of the feed was taken since a snapshot was previewed. */
    Standing standing(WorkerSnapshot.Previewed snapshot);

    /**
     * Accounts of leavers on one system.
     *
     * @param accounts each once, in the order in which the file would have changes planned on them: by line, then by name
     * @param enabled how many of them the target shows as enabled
     */
    record AtStake(SystemId system, List<AccountId> accounts, long enabled) {
        public AtStake {
            accounts = List.copyOf(accounts);
        }
    }

    /** Where a previewed file stands among those of its feed. */
    enum Standing {
        /** Nothing was taken since. */
        CURRENT,
        /** A file that came before it was taken, or is being taken, since: the preview is out of date. */
        OUT_OF_DATE,
        /** A file that came after it was taken, or is being taken: it would bring old facts back. */
        SUPERSEDED
    }
}

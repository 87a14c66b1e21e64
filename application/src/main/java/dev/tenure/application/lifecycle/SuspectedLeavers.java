package dev.tenure.application.lifecycle;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.domain.identity.SnapshotId;
import dev.tenure.domain.lifecycle.SuspectedLeaver;
import dev.tenure.domain.lifecycle.SuspicionId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps suspected leavers. Every method MUST run in the caller's transaction. */
public interface SuspectedLeavers {

    /** One, locked until the transaction ends. */
    Optional<SuspectedLeaver> find(SuspicionId id);

    /**
     * Compares, set-based, a file that is being applied with the workers its feed told of before. Raises a suspicion of
     * everybody who is absent and not out, unless one is open, or somebody said that they stay and the day has not come:
     * whom a full file leaves out, and whom a file of either kind calls removed. Settles open suspicions of the feed whose
     * worker stands in the file, or who are out by now.
     *
     * @param snapshot its rows MUST still be staged
     * @param within how long somebody has to find out
     */
    Raised compare(SnapshotId snapshot, Duration within, Instant now);

    /**
     * Open ones whose deadline is before {@code now} and that were not given here before, the earliest deadline first. MUST
     * remember that it gave them.
     */
    List<SuspicionId> noteOverdue(Instant now, int limit);

    /** Changes one that was open. MUST throw where the stored version is not its version. */
    void save(SuspectedLeaver decided);

    /**
     * Suspected leavers, the latest suspicion first. {@link PageRequest#after()} is opaque.
     *
     * @param state only those in one state, by its label
     */
    Slice<SuspectedLeaver> list(Optional<String> state, PageRequest page);

    /**
     * What a file made of suspicions.
     *
     * @param raised how many people it left out for the first time
     * @param settled how many it told of again, or left since
     * @param digest SHA-256 in hex over the ids of those it raised, in their order
     */
    record Raised(long raised, long settled, String digest) {}
}

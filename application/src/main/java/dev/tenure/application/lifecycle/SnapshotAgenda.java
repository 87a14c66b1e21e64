package dev.tenure.application.lifecycle;

/** Sees to it that received snapshots are applied. */
public interface SnapshotAgenda {

    /**
     * Has received snapshots applied soon. MUST take effect with the caller's transaction and not without it. MUST try again
     * after a crash until none is left.
     */
    void due();
}

package dev.tenure.application.audit;

import java.util.Optional;

/**
 * The one writer of the tree (AUD-2). Events that were committed wait as pending; a run gives them dense indexes, extends
 * the tree and signs a checkpoint.
 *
 * <p>MUST do all of a batch in one transaction, and MUST hold a lease with an epoch while it does, so that of two sequencers
 * at once one does nothing. MUST take events in the order of their append where they are visible together; an event that
 * commits late MUST be taken by a later run. Killed anywhere, the log MUST verify and the next run MUST go on.
 */
public interface AuditSequencer {

    /**
     * Sequences one batch.
     *
     * @param limit how many events at most, from 1
     * @return how many were sequenced; 0 when nothing was pending; empty when another sequencer holds the lease
     */
    Optional<Integer> sequence(int limit);
}

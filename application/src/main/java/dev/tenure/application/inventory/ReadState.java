package dev.tenure.application.inventory;

import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.inventory.TargetSystem;
import java.time.Instant;

/** What is known of reads: nobody promotes a system that was not read whole, or works out whose accounts are while a read does. */
public interface ReadState {

    /**
     * Whether the target was read to its end by a read that was asked for at {@code since} or later. MUST run in the
     * caller's transaction.
     */
    boolean hasCompleteRead(SystemId system, Instant since);

    /**
     * Whether a system may be promoted: it was read to its end since it is reached and matched as now, once without leaving a part out.
     * MUST run in the caller's transaction.
     */
    default boolean isReadWhole(TargetSystem system) {
        return system.baselineAt().isPresent() && hasCompleteRead(system.id(), system.redirectedAt());
    }

    /** Whether a read is asked for or under way. MUST run in the caller's transaction. */
    boolean isBeingRead(SystemId system);
}

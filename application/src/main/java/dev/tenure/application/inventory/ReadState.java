package dev.tenure.application.inventory;

import dev.tenure.domain.inventory.SystemId;
import java.time.Instant;

/** Whether a system was read whole: nobody promotes a system that was not. */
public interface ReadState {

    /**
     * Whether the target was read to its end by a read that was asked for at {@code since} or later. MUST run in the
     * caller's transaction.
     */
    boolean hasCompleteRead(SystemId system, Instant since);
}

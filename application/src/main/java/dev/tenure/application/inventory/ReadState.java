package dev.tenure.application.inventory;

import dev.tenure.domain.inventory.SystemId;

/** Whether a system was read whole: nobody promotes a system that was not. */
public interface ReadState {

    /** Whether the target was read to its end at least once. MUST run in the caller's transaction. */
    boolean hasCompleteRead(SystemId system);
}

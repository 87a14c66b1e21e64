package dev.tenure.application.provisioning;

import dev.tenure.domain.inventory.SystemId;
import java.time.Instant;

/** Wakes the workers of a system. */
public interface Lanes {

    /**
     * Has the system's lane look at its operations at {@code at} or soon after. MUST take effect with the caller's
     * transaction and not without it. MAY wake it earlier. A lane that is never woken MUST still find its work in the end:
     * waking is for speed alone.
     */
    void wake(SystemId system, Instant at);
}

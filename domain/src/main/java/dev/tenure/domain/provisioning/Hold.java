package dev.tenure.domain.provisioning;

import dev.tenure.domain.inventory.SystemId;
import java.time.Instant;

/**
 * What the guard holds on one system, since one change too many came within the window. Whatever is planned there afterwards
 * stays behind it, in order, until nothing of it is held any longer.
 */
public sealed interface Hold {

    /** What does not change. */
    Opening opening();

    /** The name of the state in database, API and log. */
    String label();

    /**
     * What does not change.
     *
     * @param id its own id
     * @param system where
     * @param limit the limit that held then
     * @param allowed how many accounts the limit let pass within the window
     * @param counted how many had passed
     * @param first what the change was for that was one too many
     * @param openedAt when
     */
    record Opening(
            HoldId id, SystemId system, GuardLimit limit, long allowed, long counted, Cause first, Instant openedAt) {}

    /** Something is held. */
    record Open(Opening opening) implements Hold {
        @Override
        public String label() {
            return "open";
        }

        /** Nothing is held any longer: all was released, or is no longer wanted. */
        public Ended end(Instant now) {
            return new Ended(opening, now);
        }
    }

    /** Nothing of it is held any longer. */
    record Ended(Opening opening, Instant endedAt) implements Hold {
        @Override
        public String label() {
            return "ended";
        }
    }
}

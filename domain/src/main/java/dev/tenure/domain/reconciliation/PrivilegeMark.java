package dev.tenure.domain.reconciliation;

import dev.tenure.domain.inventory.EntitlementClass;
import dev.tenure.domain.inventory.SystemId;
import java.time.Instant;
import java.util.UUID;

/**
 * Somebody says that an account, or whoever holds an entitlement, is privileged (IDN-7). Marks are never removed: an ended one
 * stays as history.
 */
public sealed interface PrivilegeMark {

    /** What does not change. */
    Classed classed();

    /** The name of the state in database, API and log. */
    String label();

    /** What can be marked. */
    enum Thing {
        /** One account. */
        ACCOUNT,
        /** An entitlement: whoever is a direct member of it is privileged. */
        ENTITLEMENT
    }

    /**
     * What does not change.
     *
     * @param id its own id
     * @param system where
     * @param thing what kind of thing is marked
     * @param nativeId the target's id of it, byte for byte
     * @param name what people called it when it was marked
     * @param as of which class it is, whatever a rule says
     * @param reason why it is privileged
     * @param by who says so, by subject
     * @param at since when
     */
    record Classed(
            UUID id,
            SystemId system,
            Thing thing,
            String nativeId,
            String name,
            EntitlementClass as,
            String reason,
            String by,
            Instant at) {}

    /** It counts. */
    record InForce(Classed classed) implements PrivilegeMark {
        @Override
        public String label() {
            return "in-force";
        }

        /** It counts no longer. */
        public Ended end(String reason, String by, Instant now) {
            return new Ended(classed, reason, by, now);
        }
    }

    /**
     * It counts no longer.
     *
     * @param reason why it does not
     */
    record Ended(Classed classed, String reason, String by, Instant at) implements PrivilegeMark {
        @Override
        public String label() {
            return "ended";
        }
    }
}

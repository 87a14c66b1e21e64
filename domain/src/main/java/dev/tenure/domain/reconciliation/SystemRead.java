package dev.tenure.domain.reconciliation;

import dev.tenure.domain.inventory.SystemId;
import java.time.Instant;

/** One full read of a system's accounts and entitlements. Only a complete one changes what is believed of the target. */
public sealed interface SystemRead {

    /** Its own id. */
    ReadId id();

    /** The system that is read. */
    SystemId system();

    /** When it was asked for. */
    Instant requestedAt();

    /** Asked for, not begun or going on. */
    record Requested(ReadId id, SystemId system, Instant requestedAt) implements SystemRead {

        /** The target was read to its end. */
        public Complete complete(Counts counts, Instant now) {
            return new Complete(id, system, requestedAt, counts, now);
        }

        /** The target could not be read to its end; what is believed of it stays as it was. */
        public Failed fail(String reason, Instant now) {
            return new Failed(id, system, requestedAt, reason, now);
        }
    }

    /** Read to its end. */
    record Complete(ReadId id, SystemId system, Instant requestedAt, Counts counts, Instant completedAt)
            implements SystemRead {}

    /**
     * Not read to its end.
     *
     * @param reason what the target said, without personal data
     */
    record Failed(ReadId id, SystemId system, Instant requestedAt, String reason, Instant failedAt)
            implements SystemRead {}

    /**
     * What a read found.
     *
     * @param accounts accounts on the target
     * @param entitlements entitlements on the target
     * @param memberships direct memberships of accounts
     * @param created accounts not known before
     * @param changed accounts that were different before
     * @param vanished accounts known before and no longer there
     * @param correlated accounts that belong to an identity
     * @param unresolved members that could not be resolved: access that somebody must look at
     * @param problems accounts that could not be understood whole
     */
    record Counts(
            long accounts,
            long entitlements,
            long memberships,
            long created,
            long changed,
            long vanished,
            long correlated,
            long unresolved,
            long problems) {}
}

package dev.tenure.domain.provisioning;

import dev.tenure.domain.inventory.SystemId;
import java.time.Instant;

/**
 * What guards one system: its limit, and the looser one that waits for a second person. A stricter limit holds at once, since
 * that is the safe direction (CTL-3).
 */
public sealed interface Guard {

    /** Which system. */
    SystemId system();

    /** What holds now. */
    GuardLimit limit();

    /** Counts changes, for optimistic locking; 1 where nobody changed anything yet. */
    long version();

    /** Somebody wants another limit. One that was waiting is dropped. */
    default Guard revise(GuardLimit wanted, String by, Instant now) {
        return wanted.isLooserThan(limit())
                ? new Loosening(system(), limit(), wanted, by, now, version())
                : new Settled(system(), wanted, version());
    }

    /** Nothing waits. */
    record Settled(SystemId system, GuardLimit limit, long version) implements Guard {}

    /**
     * A looser limit waits for the second person; until then the stricter holds.
     *
     * @param wanted the looser limit
     * @param proposedBy who wants it, by subject
     * @param proposedAt when
     */
    record Loosening(
            SystemId system, GuardLimit limit, GuardLimit wanted, String proposedBy, Instant proposedAt, long version)
            implements Guard {

        /** Whether this person may not confirm, being the one who proposed. */
        public boolean isBy(String subject) {
            return proposedBy.equals(subject);
        }

        /** The second person agrees. */
        public Settled confirm(String subject) {
            if (isBy(subject)) {
                throw new IllegalArgumentException("confirmedBy: is the person who proposed");
            }
            return new Settled(system, wanted, version);
        }
    }
}

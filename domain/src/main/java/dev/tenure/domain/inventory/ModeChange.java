package dev.tenure.domain.inventory;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** A change of a system's mode, which takes two people. */
public sealed interface ModeChange {

    /** The longest time between proposal and confirmation, in days. */
    int DAYS_TO_CONFIRM = 7;

    /** What was proposed. */
    Proposal proposal();

    /**
     * What was proposed.
     *
     * @param id its own id
     * @param system the system
     * @param from the mode at the time
     * @param to the mode wanted
     * @param proposedBy who, by subject
     * @param proposedAt when
     */
    record Proposal(UUID id, SystemId system, SystemMode from, SystemMode to, String proposedBy, Instant proposedAt) {}

    /** Waits for the second person. */
    record Proposed(Proposal proposal) implements ModeChange {

        /** Whether this person may not confirm, being the one who proposed. */
        public boolean isBy(String subject) {
            return proposal.proposedBy().equals(subject);
        }

        /** Whether it waited too long. */
        public boolean isStale(Instant now) {
            return now.isAfter(proposal.proposedAt().plus(Duration.ofDays(DAYS_TO_CONFIRM)));
        }

        /** The second person agrees. */
        public Confirmed confirm(String subject, Instant now) {
            if (isBy(subject)) {
                throw new IllegalArgumentException("confirmedBy: is the person who proposed");
            }
            return new Confirmed(proposal, subject, now);
        }

        /** Somebody, the proposer included, says no. */
        public Declined decline(String subject, Instant now) {
            return new Declined(proposal, subject, now);
        }
    }

    /** Agreed by a second person and in force. */
    record Confirmed(Proposal proposal, String confirmedBy, Instant confirmedAt) implements ModeChange {}

    /** Turned down. */
    record Declined(Proposal proposal, String declinedBy, Instant declinedAt) implements ModeChange {}
}

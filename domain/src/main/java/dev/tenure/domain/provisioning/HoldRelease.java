package dev.tenure.domain.provisioning;

import java.time.Instant;
import java.util.UUID;

/** Letting go what is held, whole or in part, which takes two people (SAF-2). */
public sealed interface HoldRelease {

    /** What was proposed. */
    Proposal proposal();

    /** The name of the state in database, API and log. */
    String label();

    /**
     * What was proposed: exactly what was held then. What comes behind it later is not part of it.
     *
     * @param id its own id
     * @param hold the hold
     * @param whole whether it was all that was held then
     * @param accounts how many accounts
     * @param operations how many operations
     * @param reason why they may go ahead
     * @param proposedBy who, by subject
     * @param proposedAt when
     */
    record Proposal(
            UUID id,
            HoldId hold,
            boolean whole,
            int accounts,
            int operations,
            String reason,
            String proposedBy,
            Instant proposedAt) {}

    /** Waits for the second person. */
    record Proposed(Proposal proposal) implements HoldRelease {
        @Override
        public String label() {
            return "proposed";
        }

        /** Whether this person may not confirm, being the one who proposed. */
        public boolean isBy(String subject) {
            return proposal.proposedBy().equals(subject);
        }

        /**
         * The second person agrees.
         *
         * @param released how many operations were let go; those that nobody wanted any longer are not among them
         */
        public Confirmed confirm(String subject, int released, Instant now) {
            if (isBy(subject)) {
                throw new IllegalArgumentException("confirmedBy: is the person who proposed");
            }
            return new Confirmed(proposal, subject, released, now);
        }

        /** Somebody, the proposer included, says no. */
        public Declined decline(String subject, Instant now) {
            return new Declined(proposal, subject, now);
        }
    }

    /** Agreed by a second person; so many operations were let go. */
    record Confirmed(Proposal proposal, String confirmedBy, int released, Instant confirmedAt) implements HoldRelease {
        @Override
        public String label() {
            return "confirmed";
        }
    }

    /** Turned down. All of it stays held. */
    record Declined(Proposal proposal, String declinedBy, Instant declinedAt) implements HoldRelease {
        @Override
        public String label() {
            return "declined";
        }
    }
}

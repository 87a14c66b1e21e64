package dev.tenure.domain.reconciliation;

import java.time.Instant;
import java.util.UUID;

/** Lifting an account's protection, which takes two people (SAF-1). */
public sealed interface ProtectionRelease {

    /** What was proposed. */
    Proposal proposal();

    /**
     * What was proposed.
     *
     * @param id its own id
     * @param account the protected account
     * @param reason why it should be lifted
     * @param proposedBy who, by subject
     * @param proposedAt when
     */
    record Proposal(UUID id, AccountId account, String reason, String proposedBy, Instant proposedAt) {}

    /** Waits for the second person. */
    record Proposed(Proposal proposal) implements ProtectionRelease {

        /** Whether this person may not confirm, being the one who proposed. */
        public boolean isBy(String subject) {
            return proposal.proposedBy().equals(subject);
        }

        /** The second person agrees. */
        public Confirmed confirm(String subject, Instant now) {
            if (isBy(subject)) {
                throw new IllegalArgumentException("confirmedBy: is the person who proposed");
            }
            return new Confirmed(proposal, subject, now);
        }
    }

    /** Agreed by a second person and in force. */
    record Confirmed(Proposal proposal, String confirmedBy, Instant confirmedAt) implements ProtectionRelease {}
}

package dev.tenure.domain.preservation;

import dev.tenure.domain.identity.IdentityId;
import java.time.Instant;

/**
 * What belongs to one person must not be destroyed: it may be wanted as evidence. One person places it, since that is the safe
 * direction; lifting takes two. It says nothing about access: somebody can be shut out and preserved (SAF-5).
 */
public sealed interface LegalHold {

    /** What does not change. */
    Order order();

    /** Counts changes, for optimistic locking; 0 before the first save. */
    long version();

    /** The name of the state in database, API and log. */
    String label();

    /** Whether nothing may be destroyed now. */
    boolean stands();

    /**
     * What does not change.
     *
     * @param id its own id
     * @param identity whose accounts are preserved
     * @param reason why, such as the name of a matter
     * @param by who placed it, by subject
     * @param at since when
     */
    record Order(LegalHoldId id, IdentityId identity, String reason, String by, Instant at) {

        /** In force. */
        public InForce begin() {
            return new InForce(this, 0);
        }
    }

    /**
     * Who wants it lifted.
     *
     * @param reason why it can be
     * @param by who, by subject
     * @param at when
     */
    record Proposal(String reason, String by, Instant at) {}

    /** Nothing may be destroyed. */
    record InForce(Order order, long version) implements LegalHold {
        @Override
        public String label() {
            return "in-force";
        }

        @Override
        public boolean stands() {
            return true;
        }

        /** The first of two people wants it lifted; until the second agrees it stands. */
        public Lifting propose(String reason, String by, Instant now) {
            return new Lifting(order, new Proposal(reason, by, now), version);
        }
    }

    /** Nothing may be destroyed, and one person wants it lifted. */
    record Lifting(Order order, Proposal proposal, long version) implements LegalHold {
        @Override
        public String label() {
            return "lifting";
        }

        @Override
        public boolean stands() {
            return true;
        }

        /** Whether this person may not agree, being the one who proposed. */
        public boolean isBy(String subject) {
            return proposal.by().equals(subject);
        }

        /** The second person agrees. */
        public Lifted confirm(String subject, Instant now) {
            if (isBy(subject)) {
                throw new IllegalArgumentException("confirmedBy: is the person who proposed");
            }
            return new Lifted(order, proposal, subject, now, version);
        }

        /** Somebody, the proposer included, says no: it stands as before. */
        public InForce decline() {
            return new InForce(order, version);
        }
    }

    /** Over. What waits for its grace period goes on waiting for that. */
    record Lifted(Order order, Proposal proposal, String confirmedBy, Instant confirmedAt, long version)
            implements LegalHold {
        @Override
        public String label() {
            return "lifted";
        }

        @Override
        public boolean stands() {
            return false;
        }
    }
}

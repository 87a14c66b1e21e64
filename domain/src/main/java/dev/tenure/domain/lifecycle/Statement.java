package dev.tenure.domain.lifecycle;

import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.reconciliation.AccountId;
import java.time.Instant;
import java.util.Optional;

/**
 * A person says that something of a leaver's case was done by hand, and a second person confirms it. It is never a
 * verification: what the target shows later stands in its place, or takes it back.
 */
public sealed interface Statement {

    /** The longest reason, and the longest evidence in words, in characters. */
    int LONGEST = 2_000;

    /** The longest reference to a ticket, in characters. */
    int LONGEST_TICKET = 200;

    /** What was stated. */
    Claim claim();

    /** Counts changes, for optimistic locking; 0 before the first save. */
    long version();

    /** The name of the state in database, API and log. */
    String label();

    /** What a statement is about. */
    sealed interface About {
        /**
         * A step on an account was taken by hand.
         *
         * @param account the account
         * @param name what people call it there
         * @param step the step
         */
        record TakenStep(AccountId account, String name, Step step) implements About {}

        /** Somebody looked through the target for accounts of the person, and found none beside those in the case. */
        record Listing() implements About {}
    }

    /**
     * What was stated.
     *
     * @param id its own id
     * @param leaverCase the case
     * @param identity whose
     * @param system where
     * @param about what
     * @param doneAt when it was done
     * @param evidence what shows it, in words; empty where there is a ticket
     * @param ticket where it is written down; empty where there are words
     * @param reason why it was done by hand
     * @param statedBy who says so, by subject
     * @param statedAt when
     */
    record Claim(
            StatementId id,
            LeaverCaseId leaverCase,
            IdentityId identity,
            SystemId system,
            About about,
            Instant doneAt,
            Optional<String> evidence,
            Optional<String> ticket,
            String reason,
            String statedBy,
            Instant statedAt) {

        public Claim {
            if (evidence.isEmpty() && ticket.isEmpty()) {
                throw new IllegalArgumentException("evidence: there is neither text nor ticket");
            }
            if (doneAt.isAfter(statedAt)) {
                throw new IllegalArgumentException("doneAt: is after it was stated");
            }
        }

        /** Waits for the second person. */
        public Waiting begin() {
            return new Waiting(this, 0);
        }

        /** Whether it says the same of the same thing. */
        public boolean isAbout(SystemId where, About what) {
            return system.equals(where) && about.equals(what);
        }
    }

    /**
     * That the second person agreed.
     *
     * @param by who, by subject
     * @param at when
     */
    record Confirmation(String by, Instant at) {}

    /** Waits for the second person. It counts for nothing. */
    record Waiting(Claim claim, long version) implements Statement {
        @Override
        public String label() {
            return "stated";
        }

        /** Whether this person may not confirm, being the one who stated it. */
        public boolean isBy(String subject) {
            return claim.statedBy().equals(subject);
        }

        /** The second person confirms it. */
        public Confirmed confirm(String subject, Instant now) {
            if (isBy(subject)) {
                throw new IllegalArgumentException("confirmedBy: is the person who stated it");
            }
            return new Confirmed(claim, new Confirmation(subject, now), version);
        }

        /** Somebody, whoever stated it included, says no. */
        public Declined decline(String subject, Instant now) {
            return new Declined(claim, subject, now, version);
        }

        /** The target showed it before the second person decided. */
        public Shown show(Instant now) {
            return new Shown(claim, Optional.empty(), now, version);
        }

        /** The case ended before the second person decided. */
        public Lapsed lapse(Instant now) {
            return new Lapsed(claim, now, version);
        }
    }

    /** Two people say so. It counts as stated until the target says otherwise. */
    record Confirmed(Claim claim, Confirmation confirmation, long version) implements Statement {
        @Override
        public String label() {
            return "confirmed";
        }

        /** What the case holds of it. */
        public Stated stated() {
            return new Stated(
                    claim.id(),
                    claim.doneAt(),
                    claim.evidence(),
                    claim.ticket(),
                    claim.statedBy(),
                    claim.statedAt(),
                    confirmation.by(),
                    confirmation.at());
        }

        /** The target shows otherwise. */
        public Slipped slip(Instant now) {
            return new Slipped(claim, confirmation, now, version);
        }

        /** The target shows it too: its word stands in place of people's. */
        public Shown show(Instant now) {
            return new Shown(claim, Optional.of(confirmation), now, version);
        }
    }

    /** Turned down. It never counted. */
    record Declined(Claim claim, String declinedBy, Instant declinedAt, long version) implements Statement {
        @Override
        public String label() {
            return "declined";
        }
    }

    /** Two people said so, and the target showed otherwise. */
    record Slipped(Claim claim, Confirmation confirmation, Instant slippedAt, long version) implements Statement {
        @Override
        public String label() {
            return "slipped";
        }
    }

    /**
     * The target showed it.
     *
     * @param confirmation empty where the second person had not decided yet
     */
    record Shown(Claim claim, Optional<Confirmation> confirmation, Instant shownAt, long version) implements Statement {
        @Override
        public String label() {
            return "shown";
        }
    }

    /** The case ended before the second person decided. It never counted. */
    record Lapsed(Claim claim, Instant lapsedAt, long version) implements Statement {
        @Override
        public String label() {
            return "lapsed";
        }
    }
}

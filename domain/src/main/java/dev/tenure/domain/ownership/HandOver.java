package dev.tenure.domain.ownership;

import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.lifecycle.LeaverCaseId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Something that a leaver owned needs another owner by a moment (IDN-2). The leaver's case stays open until it has one, or until
 * there is nothing left to hand over.
 */
public sealed interface HandOver {

    /** What does not change, but for who is proposed. */
    Facts facts();

    /** Counts changes, for optimistic locking; 0 before the first save. */
    long version();

    /** The name of the state in database, API and log. */
    String label();

    /**
     * What is to be handed over.
     *
     * @param id its own id
     * @param leaverCase the case that waits for it
     * @param leaver who owned it
     * @param thing what
     * @param proposed the nearest manager who can act; empty where there is none
     * @param openedAt since when
     * @param dueAt by when
     */
    record Facts(
            HandOverId id,
            LeaverCaseId leaverCase,
            IdentityId leaver,
            Thing thing,
            Optional<IdentityId> proposed,
            Instant openedAt,
            Instant dueAt) {

        private Facts proposing(Optional<IdentityId> successor) {
            return new Facts(id, leaverCase, leaver, thing, successor, openedAt, dueAt);
        }
    }

    /**
     * Something with an owner.
     *
     * @param kind of what kind
     * @param id its own id
     * @param name what people called it when the hand-over began
     */
    record Thing(OwnedKind kind, UUID id, String name) {}

    /**
     * Nobody has taken it over yet.
     *
     * @param lateTold whether it was told that its time has passed
     */
    record Due(Facts facts, boolean lateTold, long version) implements HandOver {
        @Override
        public String label() {
            return "due";
        }

        /** Whether its time has passed. */
        public boolean isLate(Instant now) {
            return now.isAfter(facts.dueAt());
        }

        /** It was told that its time has passed. */
        public Due tellLate() {
            return new Due(facts, true, version);
        }

        /** Somebody else is proposed, or nobody any more. */
        public Due propose(Optional<IdentityId> successor) {
            return new Due(facts.proposing(successor), lateTold, version);
        }

        /** Somebody has it from now on. */
        public HandedOver handOver(IdentityId successor, String by, String reason, Instant now) {
            if (successor.equals(facts.leaver())) {
                throw new IllegalArgumentException("successor: is the leaver");
            }
            return new HandedOver(facts, successor, by, reason, now, version);
        }

        /** There is nothing left to hand over. */
        public Lapsed lapse(Why why, Instant now) {
            return new Lapsed(facts, why, now, version);
        }
    }

    /**
     * Somebody else owns it.
     *
     * @param successor who
     * @param by who decided that, by subject; never the leaver
     * @param reason why, in their words
     * @param at when
     */
    record HandedOver(Facts facts, IdentityId successor, String by, String reason, Instant at, long version)
            implements HandOver {

        @Override
        public String label() {
            return "handed-over";
        }

        /** Whether that was after its time. */
        public boolean wasLate() {
            return at.isAfter(facts.dueAt());
        }
    }

    /**
     * There is nothing left to hand over.
     *
     * @param why why not
     * @param at when that was noticed
     */
    record Lapsed(Facts facts, Why why, Instant at, long version) implements HandOver {
        @Override
        public String label() {
            return "lapsed";
        }
    }

    /** Why there is nothing left to hand over. */
    enum Why {
        /** It is gone, or somebody else owns it by now. */
        NOT_THEIRS("not-theirs"),
        /** The leaver's case was withdrawn: they stay, and own it as before. */
        CASE_WITHDRAWN("case-withdrawn");

        private final String label;

        Why(String label) {
            this.label = label;
        }

        /** The name in database, API and log. */
        public String label() {
            return label;
        }
    }
}

package dev.tenure.domain.lifecycle;

import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.reconciliation.AccountId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Giving back what a leaver's case took away from somebody by mistake, which takes two people (SAF-4). It gives back what
 * stood before; what is gone for good is named, so that it can be issued anew.
 */
public sealed interface Undo {

    /** How long a proposal waits for the second person: what it shows grows old. */
    Duration STANDS_FOR = Duration.ofHours(24);

    /** What was proposed. */
    Proposal proposal();

    /** Counts changes, for optimistic locking; 0 before the first save. */
    long version();

    /** The name of the state in database, API and log. */
    String label();

    /**
     * What was proposed.
     *
     * @param id its own id
     * @param leaverCase the case that was a mistake
     * @param identity whose
     * @param gifts what would have been given back when it was proposed
     * @param losses what cannot be given back and has to be issued anew
     * @param reason why, in the words of who proposed
     * @param proposedBy who, by subject
     * @param proposedAt when
     */
    record Proposal(
            UndoId id,
            LeaverCaseId leaverCase,
            IdentityId identity,
            List<Gift> gifts,
            List<Loss> losses,
            String reason,
            String proposedBy,
            Instant proposedAt) {

        public Proposal {
            gifts = List.copyOf(gifts);
            losses = List.copyOf(losses);
        }

        /** By when the second person has to agree. */
        public Instant decideBy() {
            return proposedAt.plus(STANDS_FOR);
        }

        /** Waits for the second person. */
        public Proposed begin() {
            return new Proposed(this, 0);
        }
    }

    /**
     * One thing to give back on one account.
     *
     * @param account the account
     * @param system where
     * @param name what people call the account there
     * @param access what it is to have again
     */
    record Gift(AccountId account, SystemId system, String name, Access access) {}

    /** What an account can have again. */
    sealed interface Access {
        /** Somebody who knows how can sign in. It gives nobody a secret. */
        record SignIn() implements Access {}

        /**
         * It is a member.
         *
         * @param entitlement the target's id of what it is a member of
         * @param name what people call it there
         */
        record Membership(String entitlement, String name) implements Access {}
    }

    /**
     * What the case ended, or may have ended, and what does not come back.
     *
     * @param account the account
     * @param system where
     * @param name what people call the account there
     * @param step what was ended by
     */
    record Loss(AccountId account, SystemId system, String name, Step step) {}

    /** One thing to give back, and how far that is. */
    record Part(Gift gift, PartState state) {}

    /** How far one thing is. */
    sealed interface PartState {

        /** The name of the state in database and API. */
        String label();

        /** Whether nothing more happens to it. */
        boolean isSettled();

        /** Under way. */
        record Due() implements PartState {
            @Override
            public String label() {
                return "due";
            }

            @Override
            public boolean isSettled() {
                return false;
            }
        }

        /** The target refuses and will until a person acts; the attempts go on. */
        record Refused(String reason) implements PartState {
            @Override
            public String label() {
                return "refused";
            }

            @Override
            public boolean isSettled() {
                return false;
            }
        }

        /** The target showed it on a read after the change, or had it already. */
        record Given(Instant at) implements PartState {
            @Override
            public String label() {
                return "given";
            }

            @Override
            public boolean isSettled() {
                return true;
            }
        }

        /** Not given back. */
        record LeftAlone(String reason) implements PartState {
            @Override
            public String label() {
                return "left-alone";
            }

            @Override
            public boolean isSettled() {
                return true;
            }
        }
    }

    /** Waits for the second person. */
    record Proposed(Proposal proposal, long version) implements Undo {
        @Override
        public String label() {
            return "proposed";
        }

        /** Whether this person may not agree, being the one who proposed. */
        public boolean isBy(String subject) {
            return proposal.proposedBy().equals(subject);
        }

        /** Whether it is too old to be agreed to: what it shows may be so no longer. */
        public boolean hasLapsed(Instant now) {
            return !now.isBefore(proposal.decideBy());
        }

        /**
         * The second person agrees.
         *
         * @param parts what is given back now: what was proposed, and what was taken away since
         */
        public Confirmed confirm(String subject, List<Part> parts, Instant now) {
            if (isBy(subject)) {
                throw new IllegalArgumentException("confirmedBy: is the person who proposed");
            }
            if (hasLapsed(now)) {
                throw new IllegalArgumentException("confirmedAt: is after the proposal lapsed");
            }
            return new Confirmed(proposal, subject, now, parts, version);
        }

        /** Somebody, the proposer included, says no. */
        public Declined decline(String subject, Instant now) {
            return new Declined(proposal, subject, now, version);
        }
    }

    /** Turned down. Nothing is given back. */
    record Declined(Proposal proposal, String declinedBy, Instant declinedAt, long version) implements Undo {
        @Override
        public String label() {
            return "declined";
        }
    }

    /** Agreed by a second person, and under way. */
    record Confirmed(Proposal proposal, String confirmedBy, Instant confirmedAt, List<Part> parts, long version)
            implements Undo {

        public Confirmed {
            parts = List.copyOf(parts);
        }

        @Override
        public String label() {
            return "confirmed";
        }

        /** The target showed one thing. What is settled stays so. */
        public Confirmed given(AccountId account, Access access, Instant at) {
            return changed(part -> is(part, account, access), part -> new PartState.Given(at));
        }

        /** The target refuses one thing. */
        public Confirmed refused(AccountId account, Access access, String reason) {
            return changed(part -> is(part, account, access), part -> new PartState.Refused(reason));
        }

        /** What is not settled on an account is left alone. */
        public Confirmed leaveAlone(AccountId account, String reason) {
            return changed(part -> part.gift().account().equals(account), part -> new PartState.LeftAlone(reason));
        }

        /** What is not settled is given up. */
        public Confirmed giveUp(String reason) {
            return changed(part -> true, part -> new PartState.LeftAlone(reason));
        }

        /** Whether nothing more happens to any part. */
        public boolean isSettled() {
            return parts.stream().allMatch(part -> part.state().isSettled());
        }

        /** Whether an account has all back that it is to have. */
        public boolean isWhole(AccountId account) {
            return parts.stream()
                    .filter(part -> part.gift().account().equals(account))
                    .allMatch(part -> part.state() instanceof PartState.Given);
        }

        /** All is settled. Callers look at {@link #isSettled()} first. */
        public Completed complete(Instant now) {
            if (!isSettled()) {
                throw new IllegalStateException("what is under way is not complete");
            }
            return new Completed(proposal, confirmedBy, confirmedAt, parts, now, version);
        }

        private static boolean is(Part part, AccountId account, Access access) {
            return part.gift().account().equals(account) && part.gift().access().equals(access);
        }

        private Confirmed changed(Predicate<Part> which, Function<Part, PartState> next) {
            UnaryOperator<Part> change = part ->
                    which.test(part) && !part.state().isSettled() ? new Part(part.gift(), next.apply(part)) : part;
            return new Confirmed(
                    proposal,
                    confirmedBy,
                    confirmedAt,
                    parts.stream().map(change).toList(),
                    version);
        }
    }

    /** All was given back or left alone. */
    record Completed(
            Proposal proposal,
            String confirmedBy,
            Instant confirmedAt,
            List<Part> parts,
            Instant completedAt,
            long version)
            implements Undo {

        public Completed {
            parts = List.copyOf(parts);
        }

        @Override
        public String label() {
            return "completed";
        }
    }
}

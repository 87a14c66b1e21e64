package dev.tenure.domain.lifecycle;

import dev.tenure.domain.identity.IdentityId;
import java.time.Instant;

/**
 * Somebody was shut out at once, whatever HR says (JML-7). First the person is out, then somebody decides: for good, or
 * not.
 */
public sealed interface Suspension {

    /** What does not change. */
    Call call();

    /** Counts changes, for optimistic locking; 0 before the first save. */
    long version();

    /** The name of the state in database, API and log. */
    String label();

    /**
     * What does not change.
     *
     * @param id its own id
     * @param identity who is shut out
     * @param leaverCase the case that sees to it
     * @param reason why, in the words of who called for it
     * @param by who called for it, by subject
     * @param at when
     * @param decideBy by when somebody has to decide
     */
    record Call(
            SuspensionId id,
            IdentityId identity,
            LeaverCaseId leaverCase,
            String reason,
            String by,
            Instant at,
            Instant decideBy) {

        /** Shut out, and to be decided. */
        public Undecided begin() {
            return new Undecided(this, 0);
        }
    }

    /**
     * What was decided.
     *
     * @param reason why, in the words of who decided
     * @param at when
     */
    record Decision(String reason, Decider by, Instant at) {}

    /** Who decides about a suspension. */
    sealed interface Decider {
        /** Somebody, by subject. */
        record Person(String subject) implements Decider {}

        /** HR's own record: the ending that it tells of took effect meanwhile. */
        record HrRecord() implements Decider {}
    }

    /** Shut out: nobody can sign in and no secret works. Memberships stay until it is decided. */
    record Undecided(Call call, long version) implements Suspension {
        @Override
        public String label() {
            return "undecided";
        }

        /** The person is out for good: what is left goes too. */
        public Upheld uphold(Decision decision) {
            return new Upheld(call, decision, version);
        }

        /** The person goes on. Access is given back by people: what comes back by itself was never decided. */
        public Lifted lift(Decision decision) {
            return new Lifted(call, decision, version);
        }
    }

    /** Out for good. It stands, whatever HR says, until somebody lifts it. */
    record Upheld(Call call, Decision decision, long version) implements Suspension {
        @Override
        public String label() {
            return "upheld";
        }

        /** It was a mistake, or is over. */
        public Lifted lift(Decision lifting) {
            return new Lifted(call, lifting, version);
        }
    }

    /** Over. */
    record Lifted(Call call, Decision decision, long version) implements Suspension {
        @Override
        public String label() {
            return "lifted";
        }
    }
}

package dev.tenure.domain.provisioning;

import dev.tenure.domain.inventory.SystemId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One thing to bring about on one system, as an auditor looks at it. It is never given up: after every attempt that did not
 * bring it about another one is due.
 */
public sealed interface Operation {

    /** What does not change from state to state. */
    Plan plan();

    /** How often it was attempted. */
    int attempts();

    /**
     * What does not change.
     *
     * @param id its own id
     * @param cause what it is for
     * @param system where
     * @param work what
     * @param priority who goes first
     * @param deadline by when, for order and escalation
     * @param plannedAt when it was decided
     */
    record Plan(
            OperationId id,
            Cause cause,
            SystemId system,
            Work work,
            Priority priority,
            Instant deadline,
            Instant plannedAt) {

        /** To be attempted from {@code notBefore} on. */
        public Waiting waiting(Instant notBefore) {
            return new Waiting(this, 0, 0, notBefore, Optional.empty());
        }

        /** Worked out and not to be attempted, since the system is not in act. */
        public Withheld withheld() {
            return new Withheld(this);
        }

        /** Held by the guard until two people release it. */
        public Held held(HoldId hold, Instant now) {
            return new Held(this, hold, now);
        }
    }

    /** What an attempt can leave behind. */
    sealed interface Attempted extends Operation permits Waiting, Done {}

    /**
     * An attempt is due at {@code nextAttemptAt}.
     *
     * @param epoch how often it was claimed
     * @param last how the last attempt ended
     */
    record Waiting(Plan plan, int attempts, long epoch, Instant nextAttemptAt, Optional<Attempt> last)
            implements Attempted {

        /** A worker takes it for a time. Who comes back with an older epoch is not listened to. */
        public Running claim(Instant now, Duration lease) {
            return new Running(plan, attempts + 1, epoch + 1, now, now.plus(lease));
        }

        /** A person or an event asks for an attempt sooner. Never later than planned. */
        public Waiting hasten(Instant now) {
            return now.isBefore(nextAttemptAt) ? new Waiting(plan, attempts, epoch, now, last) : this;
        }

        /** Its cause no longer wants it. */
        public Cancelled cancel(String reason, Instant now) {
            return new Cancelled(plan, attempts, reason, now);
        }
    }

    /**
     * A worker has it. When the lease is over another may take it.
     *
     * @param epoch fences the result
     */
    record Running(Plan plan, int attempts, long epoch, Instant since, Instant leaseUntil) implements Operation {

        /** The same worker goes on: what it is at takes several calls. */
        public Running renew(Instant now, Duration lease) {
            return new Running(plan, attempts, epoch, since, now.plus(lease));
        }

        /** The lease is over and no result came: the worker is gone, or will not be listened to. */
        public Running claimAgain(Instant now, Duration lease) {
            return new Running(plan, attempts + 1, epoch + 1, now, now.plus(lease));
        }

        /** What the attempt makes of it. */
        public Attempted ended(Attempt attempt, Instant now, Duration pause) {
            return switch (attempt) {
                case Attempt.Applied a -> new Done(plan, attempts, a, now);
                case Attempt.Unchanged u -> new Done(plan, attempts, u, now);
                case Attempt.Listed l -> new Done(plan, attempts, l, now);
                case Attempt.SignInsRead r -> new Done(plan, attempts, r, now);
                case Attempt.Refused r -> new Waiting(plan, attempts, epoch, now.plus(pause), Optional.of(r));
                case Attempt.Unreachable u -> new Waiting(plan, attempts, epoch, now.plus(pause), Optional.of(u));
                case Attempt.InDoubt d -> new Waiting(plan, attempts, epoch, now.plus(pause), Optional.of(d));
            };
        }
    }

    /** Brought about, and shown by the target. */
    record Done(Plan plan, int attempts, Attempt outcome, Instant verifiedAt) implements Attempted {}

    /** Worked out, shown, and not done: the system's mode does not let it. */
    record Withheld(Plan plan) implements Operation {
        @Override
        public int attempts() {
            return 0;
        }

        /** The system may be acted on now. */
        public Waiting release(Instant now) {
            return plan.waiting(now);
        }

        /** The system may be acted on now, but it would be one change too many. */
        public Held hold(HoldId hold, Instant now) {
            return plan.held(hold, now);
        }

        /** Its cause no longer wants it. */
        public Cancelled cancel(String reason, Instant now) {
            return new Cancelled(plan, 0, reason, now);
        }
    }

    /**
     * Held by the guard: it, or what came before it, was one change too many within the window (SAF-2). Nothing held is lost.
     * Deadlines run on.
     *
     * @param hold what it is held with
     * @param since when
     */
    record Held(Plan plan, HoldId hold, Instant since) implements Operation {
        @Override
        public int attempts() {
            return 0;
        }

        /** Two people, or a named emergency, let it go. */
        public Waiting release(Instant now) {
            return plan.waiting(now);
        }

        /** Its cause no longer wants it. */
        public Cancelled cancel(String reason, Instant now) {
            return new Cancelled(plan, 0, reason, now);
        }
    }

    /** No longer wanted by its cause. */
    record Cancelled(Plan plan, int attempts, String reason, Instant at) implements Operation {}
}

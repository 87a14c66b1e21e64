package dev.tenure.connector.spi;

import java.time.Duration;
import java.util.Optional;

/**
 * The five answers to a change. "Nothing happened" and "something may have happened" are different facts, and both are
 * evidence.
 */
public sealed interface ChangeOutcome {

    /** The target shows the state now, and the change made it so. */
    record Applied(Evidence evidence) implements ChangeOutcome {}

    /** The target showed the state already. */
    record Unchanged(Evidence evidence) implements ChangeOutcome {}

    /**
     * The target will refuse again until a person acts.
     *
     * @param reason what it said and what to do, without personal data
     * @param evidence what was done before the refusal, such as the memberships that did go; else empty
     */
    record Refused(String reason, Evidence evidence) implements ChangeOutcome {

        /** Nothing was done. */
        public Refused(String reason) {
            this(reason, Evidence.NONE);
        }
    }

    /**
     * Certainly nothing was written.
     *
     * @param reason why, without personal data
     * @param retryAfter the pause the target asked for
     */
    record Unreachable(String reason, Optional<Duration> retryAfter) implements ChangeOutcome {}

    /**
     * Something may have been written. The next attempt observes before it acts.
     *
     * @param reason why it is not known, without personal data
     * @param evidence what is known to have been done, which the next attempt will not find again; else empty
     */
    record InDoubt(String reason, Evidence evidence) implements ChangeOutcome {

        /** Nothing is known to have been done. */
        public InDoubt(String reason) {
            this(reason, Evidence.NONE);
        }
    }
}

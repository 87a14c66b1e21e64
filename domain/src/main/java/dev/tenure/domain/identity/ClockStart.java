package dev.tenure.domain.identity;

import java.time.Instant;

/**
 * When the leaver's clock starts, and by which rule.
 *
 * @param at the moment
 * @param rule what set it
 */
public record ClockStart(Instant at, Rule rule) {

    /** What can start the clock. */
    public enum Rule {
        END_OF_LAST_WORKING_DAY,
        END_OF_EFFECTIVE_DATE,
        IMMEDIATE_NOTICE,
        /** The hire was taken back before the first day: the clock starts when HR says so. */
        HIRE_CANCELLED,
        /** Somebody had the person shut out at once (JML-7). */
        EMERGENCY
    }
}

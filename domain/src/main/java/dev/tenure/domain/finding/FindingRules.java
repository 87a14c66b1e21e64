package dev.tenure.domain.finding;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;

/**
 * When an account counts as dormant, and by when a finding has to be gone.
 *
 * @param dormantAfter since the last sign-in
 * @param low from its opening, of low severity
 * @param medium the same, of medium severity
 * @param high the same, of high severity
 * @param critical the same, of critical severity
 */
public record FindingRules(Duration dormantAfter, Duration low, Duration medium, Duration high, Duration critical) {

    /**
     * Checks them.
     *
     * @throws IllegalArgumentException where one is not longer than nothing
     */
    public FindingRules {
        if (!Stream.of(dormantAfter, low, medium, high, critical).allMatch(Duration::isPositive)) {
            throw new IllegalArgumentException("findings: every period must be longer than nothing");
        }
    }

    /** When one that is opened now has to be gone. */
    public Instant dueAt(Severity severity, Instant now) {
        return now.plus(
                switch (severity) {
                    case LOW -> low;
                    case MEDIUM -> medium;
                    case HIGH -> high;
                    case CRITICAL -> critical;
                });
    }
}

package dev.tenure.domain.inventory;

import java.time.Duration;

/**
 * How soon a leaver must be out of a system, counted from the start of the clock (JML-4).
 *
 * @param standard to blocked and contained, for most people
 * @param privileged to blocked and contained, for people with privileged access
 * @param clean to clean, for everybody
 */
public record SystemSla(Duration standard, Duration privileged, Duration clean) {

    /** The longest that any of them may be: a deadline further away is none. */
    public static final Duration LONGEST = Duration.ofDays(3660);

    /** The policy where a system says nothing else: 24 hours, 4 hours, 30 days. */
    public static final SystemSla USUAL = new SystemSla(Duration.ofHours(24), Duration.ofHours(4), Duration.ofDays(30));

    public SystemSla {
        if (standard.isNegative() || standard.isZero() || standard.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("sla.standard: is not above zero and at most 3660 days");
        }
        if (privileged.isNegative() || privileged.isZero() || privileged.compareTo(standard) > 0) {
            throw new IllegalArgumentException("sla.privileged: is not above zero, or longer than sla.standard");
        }
        if (clean.compareTo(standard) < 0) {
            throw new IllegalArgumentException("sla.clean: is shorter than sla.standard");
        }
        if (clean.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("sla.clean: is longer than 3660 days");
        }
    }

    /** The time to blocked and contained. */
    public Duration shutOut(boolean privilegedPerson) {
        return privilegedPerson ? privileged : standard;
    }
}

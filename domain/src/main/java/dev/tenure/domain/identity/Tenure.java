package dev.tenure.domain.identity;

import java.time.LocalDate;

/**
 * One time of working for the company without a break. Who leaves and comes back has another one, and it gives nothing of
 * the last one's access back (JML-6).
 *
 * @param number 1 for the first, and one more for each that follows
 * @param origin how it began
 * @param startDate its first day, in the worker's zone
 */
public record Tenure(int number, Origin origin, LocalDate startDate) {

    /** How a tenure began. */
    public enum Origin {
        /** Somebody the company did not have before. */
        HIRED,
        /** Somebody who had left. */
        REHIRED,
        /** A contractor who became an employee, or the other way round, without a day between. */
        CONVERTED
    }

    public Tenure {
        if (number < 1) {
            throw new IllegalArgumentException("number: is below 1");
        }
    }

    /** The first tenure of somebody. */
    public static Tenure first(LocalDate startDate) {
        return new Tenure(1, Origin.HIRED, startDate);
    }
}

package dev.tenure.domain.identity;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;

/**
 * A leave of absence: the person stays employed and does not work.
 *
 * @param from its first day
 * @param until its last day; empty while nobody knows
 */
public record Leave(LocalDate from, Optional<LocalDate> until) {

    public Leave {
        if (until.filter(from::isAfter).isPresent()) {
            throw new IllegalArgumentException("until: is before from");
        }
    }

    /** Whether it lasts at a moment, by the worker's days. */
    public boolean covers(Instant moment, ZoneId zone) {
        LocalDate day = moment.atZone(zone).toLocalDate();
        return !day.isBefore(from) && until.filter(day::isAfter).isEmpty();
    }
}

package dev.tenure.check.people;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;

/**
 * The time for which is asked: a day, which is the same day for everybody, or a moment, on which it may be Monday for one and
 * Tuesday for another.
 *
 * @param day the day; of a moment, the one in the zone of whoever asks
 * @param moment the moment, where it is one
 */
public record AsOf(LocalDate day, Optional<Instant> moment) {

    /** The day that it is in a zone. */
    public LocalDate dayIn(ZoneId zone) {
        return moment.map(at -> LocalDate.ofInstant(at, zone)).orElse(day);
    }
}

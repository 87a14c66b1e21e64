package dev.tenure.check.table;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * A time as a file wrote it.
 *
 * @param written the date, and the time or midnight
 * @param exact whether a time was written
 * @param offset from UTC, where it was written
 */
public record When(LocalDateTime written, boolean exact, Optional<ZoneOffset> offset) {

    static When day(LocalDate day) {
        return new When(day.atStartOfDay(), false, Optional.empty());
    }

    static When at(Instant instant) {
        return new When(LocalDateTime.ofInstant(instant, ZoneOffset.UTC), true, Optional.of(ZoneOffset.UTC));
    }

    /** The day, in the zone where an offset was written, else as written. */
    public LocalDate day(ZoneId zone) {
        return offset.map(from -> written.atOffset(from).atZoneSameInstant(zone).toLocalDate())
                .orElse(written.toLocalDate());
    }

    /** The moment, where a time was written; without an offset it is one of the zone. */
    public Optional<Instant> instant(ZoneId zone) {
        return exact
                ? Optional.of(offset.map(written::toInstant)
                        .orElseGet(() -> written.atZone(zone).toInstant()))
                : Optional.empty();
    }

    /** Which is earlier; a day without a time counts from its beginning. */
    public int compareTo(When other, ZoneId zone) {
        return moment(zone).compareTo(other.moment(zone));
    }

    private Instant moment(ZoneId zone) {
        return instant(zone).orElseGet(() -> written.atZone(zone).toInstant());
    }
}

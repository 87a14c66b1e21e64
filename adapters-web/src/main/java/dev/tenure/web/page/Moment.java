package dev.tenure.web.page;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A moment as a page shows it, always in UTC.
 *
 * @param iso for machines, as RFC 3339 has it
 * @param text for people
 */
public record Moment(String iso, String text) {

    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter MINUTES =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** To the second. */
    public static Moment of(Instant instant) {
        return new Moment(instant.truncatedTo(ChronoUnit.SECONDS).toString(), SECONDS.format(instant));
    }

    /** To the second, or null. */
    public static @Nullable Moment of(Optional<Instant> instant) {
        return instant.map(Moment::of).orElse(null);
    }

    /** To the minute, for lists. */
    public static Moment toTheMinute(Instant instant) {
        return new Moment(instant.truncatedTo(ChronoUnit.SECONDS).toString(), MINUTES.format(instant));
    }
}

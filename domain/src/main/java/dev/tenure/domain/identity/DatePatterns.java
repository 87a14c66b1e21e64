package dev.tenure.domain.identity;

import java.text.ParsePosition;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a source writes dates. Its patterns are tried in order; no two of them may read one text as different days.
 *
 * @param patterns as {@link DateTimeFormatter} has them; 1 to {@value #MOST}
 */
public record DatePatterns(List<String> patterns) {

    /** How many patterns a source may have. */
    public static final int MOST = 8;

    private static final List<LocalDate> SAMPLE = sample();

    public DatePatterns {
        patterns = List.copyOf(patterns);
        if (patterns.isEmpty() || patterns.size() > MOST) {
            throw new IllegalArgumentException("datePatterns: write 1 to " + MOST);
        }
    }

    /** One pattern alone. */
    public static DatePatterns of(String pattern) {
        return new DatePatterns(List.of(pattern));
    }

    /** A date, read. */
    sealed interface Read {
        /** The day that is meant. */
        record Day(LocalDate date) implements Read {}

        /** A day such as the 31st of June. */
        record NoSuchDay() implements Read {}

        /** No pattern fits. */
        record NoDate() implements Read {}
    }

    Read read(String text) {
        Read best = new Read.NoDate();
        for (String pattern : patterns) {
            switch (read(text, format(pattern))) {
                case Read.Day day -> {
                    return day;
                }
                case Read.NoSuchDay none -> best = none;
                case Read.NoDate none -> {
                    // Another pattern may fit.
                }
            }
        }
        return best;
    }

    private static Read read(String text, DateTimeFormatter format) {
        try {
            LocalDate date = LocalDate.parse(text, format);
            return isOtherDay(format.parseUnresolved(text, new ParsePosition(0)), date)
                    ? new Read.NoSuchDay()
                    : new Read.Day(date);
        } catch (DateTimeException e) {
            return new Read.NoDate();
        }
    }

    /** Java turns a 31st of a shorter month into its last day without a word. */
    private static boolean isOtherDay(@Nullable TemporalAccessor written, LocalDate date) {
        return written != null
                && written.isSupported(ChronoField.DAY_OF_MONTH)
                && written.getLong(ChronoField.DAY_OF_MONTH) != date.getDayOfMonth();
    }

    private static DateTimeFormatter format(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withResolverStyle(ResolverStyle.SMART);
    }

    /**
     * The first pattern that cannot be read, or that gives no day when a day is written with it.
     *
     * @return its index among {@link #patterns()}; empty where all are good
     */
    public Optional<Integer> unreadable() {
        for (int i = 0; i < patterns.size(); i++) {
            try {
                DateTimeFormatter format = format(patterns.get(i));
                LocalDate day = LocalDate.of(2026, 11, 23);
                if (!(read(format.format(day), format) instanceof Read.Day)) {
                    return Optional.of(i);
                }
            } catch (DateTimeException | IllegalArgumentException e) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    /**
     * Two patterns and a text that they read as different days.
     *
     * @param text a date that one of them writes
     */
    public record Ambiguity(String first, String second, String text) {}

    /** Two patterns that read one text as different days, if there are any. MUST be asked of readable patterns only. */
    public Optional<Ambiguity> ambiguity() {
        for (int i = 0; i < patterns.size(); i++) {
            for (int j = i + 1; j < patterns.size(); j++) {
                String first = patterns.get(i);
                String second = patterns.get(j);
                Optional<String> text = between(first, second).or(() -> between(second, first));
                if (text.isPresent()) {
                    return Optional.of(new Ambiguity(first, second, text.get()));
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<String> between(String writing, String reading) {
        DateTimeFormatter writes = format(writing);
        DateTimeFormatter reads = format(reading);
        for (LocalDate day : SAMPLE) {
            String text = writes.format(day);
            if (read(text, writes) instanceof Read.Day(LocalDate meant)
                    && read(text, reads) instanceof Read.Day(LocalDate other)
                    && !meant.equals(other)) {
                return Optional.of(text);
            }
        }
        return Optional.empty();
    }

    /** Days in which the numbers of day, month and year meet in every pairing. */
    private static List<LocalDate> sample() {
        List<LocalDate> days = new ArrayList<>();
        for (int year = 2001; year <= 2031; year++) {
            for (int month = 1; month <= 12; month++) {
                for (int day : new int[] {1, 2, 12, Math.min(28, year - 2000)}) {
                    days.add(LocalDate.of(year, month, day));
                }
            }
        }
        return List.copyOf(days);
    }
}

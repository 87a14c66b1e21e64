package dev.tenure.check.table;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The dates of one fact of one file. First it is shown every cell, then it settles what the cells mean, then it reads them:
 * whether 03/04/2026 is in March or in April only the other cells can tell, and where they do not, a person must.
 */
public final class Dates {

    private static final Set<String> NONE = Set.of(
            "",
            "0",
            "never",
            "none",
            "null",
            "nil",
            "na",
            "notset",
            "neverloggedin",
            "neversignedin",
            "noinformation",
            "notsupported",
            "neverused",
            "unset",
            "open",
            "openended",
            "permanent",
            "indefinite");
    private static final String TIME =
            "(?:[T ,]+(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:[.,]\\d{1,9})?)?\\s*([AaPp]\\.?[Mm]\\.?)?\\s*(Z|UTC|GMT|[+-]\\d{2}:?\\d{2}|[+-]\\d{2})?)?";
    private static final Pattern YEAR_FIRST = Pattern.compile("(\\d{4})[-/.](\\d{1,2})[-/.](\\d{1,2})" + TIME);
    private static final Pattern YEAR_LAST = Pattern.compile("(\\d{1,2})([-/.])(\\d{1,2})\\2(\\d{4}|\\d{2})" + TIME);
    private static final Pattern DAY_NAME = Pattern.compile("(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? +");
    private static final Pattern DAY_AND_MONTH =
            Pattern.compile("(\\d{1,2})[- ]([A-Za-z]{3,9})\\.?[-, ] ?(\\d{4}|\\d{2})" + TIME);
    private static final Pattern MONTH_AND_DAY = Pattern.compile("([A-Za-z]{3,9})\\.? (\\d{1,2}),? (\\d{4})" + TIME);
    private static final Pattern COMPACT =
            Pattern.compile("(\\d{4})(\\d{2})(\\d{2})(?:(\\d{2})(\\d{2})(\\d{2})?(?:[.,]\\d+)?Z)?");
    private static final Pattern EPOCH = Pattern.compile("\\d{10}|\\d{13}");
    private static final Pattern FILE_TIME = Pattern.compile("\\d{18,19}");
    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

    /** Active Directory counts in tenths of microseconds from 1601; this is 1970 in them. */
    private static final long FILE_TIME_OF_1970 = 116_444_736_000_000_000L;

    /** A year of two digits beyond this one is of the last century. */
    private static final int LAST_SHORT_YEAR = 69;

    private enum Order {
        DAY_FIRST,
        MONTH_FIRST
    }

    /** What a cell says. */
    public sealed interface Read {
        /** Nothing, or that there is none. */
        record Absent() implements Read {}

        /** A time. */
        record Given(When when) implements Read {}

        /** Something that is no time as far as is known here. */
        record Unreadable() implements Read {}
    }

    private static final Read ABSENT = new Read.Absent();
    private static final Read UNREADABLE = new Read.Unreadable();

    private final String file;
    private final String column;
    private final String option;
    private final Optional<DateTimeFormatter> pattern;
    private Optional<String> dayFirst = Optional.empty();
    private Optional<String> monthFirst = Optional.empty();
    private Optional<String> either = Optional.empty();
    private Order order = Order.DAY_FIRST;

    /**
     * Dates of a column.
     *
     * @param file the file's name, for messages
     * @param column the column's header, for messages
     * @param option how the option names the fact, {@code hr.last-day} for example
     * @param pattern how they are written, where the person said so
     * @throws CannotJudge where the pattern is none
     */
    public Dates(String file, String column, String option, Optional<String> pattern) throws CannotJudge {
        this.file = file;
        this.column = column;
        this.option = option;
        try {
            this.pattern = pattern.map(text -> DateTimeFormatter.ofPattern(text.replace('y', 'u'), Locale.ENGLISH)
                    .withResolverStyle(ResolverStyle.STRICT));
        } catch (IllegalArgumentException e) {
            throw CannotJudge.option(
                    "--date-pattern", "\"" + pattern.orElse("") + "\" is no pattern; write one like dd/MM/yyyy");
        }
    }

    /** Looks at a cell, for what it tells of the others. */
    public void see(String cell) {
        Matcher matcher = YEAR_LAST.matcher(cell);
        if (pattern.isPresent() || !matcher.matches() || matcher.group(2).equals(".")) {
            return;
        }
        int first = Integer.parseInt(matcher.group(1));
        int second = Integer.parseInt(matcher.group(3));
        if (first > 12 && second <= 12) {
            dayFirst = dayFirst.or(() -> Optional.of(cell));
        } else if (second > 12 && first <= 12) {
            monthFirst = monthFirst.or(() -> Optional.of(cell));
        } else if (first <= 12 && second <= 12 && first != second) {
            either = either.or(() -> Optional.of(cell));
        }
    }

    /** Settles what the cells mean. */
    public void settle() throws CannotJudge {
        String remedy = "Say which it is: --date-pattern " + option + "=dd/MM/yyyy or =MM/dd/yyyy";
        if (dayFirst.isPresent() && monthFirst.isPresent()) {
            throw CannotJudge.file(
                    file,
                    "column \"" + column + "\" has dates with the day first and dates with the month first ("
                            + dayFirst.get() + ", " + monthFirst.get() + ")",
                    "Export it anew with dates like 2026-01-31");
        }
        if (either.isPresent() && dayFirst.isEmpty() && monthFirst.isEmpty()) {
            throw CannotJudge.file(
                    file,
                    "column \"" + column + "\" has dates like " + either.get()
                            + ", and nothing in it tells whether the day or the month stands first",
                    remedy);
        }
        order = monthFirst.isPresent() ? Order.MONTH_FIRST : Order.DAY_FIRST;
    }

    /** What was guessed, where anything had to be. */
    public Optional<String> said() {
        return dayFirst.or(() -> monthFirst)
                .map(cell -> "dates in \"" + column + "\" have the " + (order == Order.DAY_FIRST ? "day" : "month")
                        + " first, since " + cell + " is one");
    }

    /** Reads a cell. */
    public Read read(String cell) {
        if (NONE.contains(Columns.plain(cell))) {
            return ABSENT;
        }
        try {
            return pattern.isPresent()
                    ? byPattern(cell, pattern.get())
                    : byShape(DAY_NAME.matcher(cell).replaceFirst(""));
        } catch (DateTimeException | NumberFormatException e) {
            return UNREADABLE;
        }
    }

    private static Read byPattern(String cell, DateTimeFormatter pattern) {
        TemporalAccessor read = pattern.parseBest(cell, LocalDateTime::from, LocalDate::from);
        return new Read.Given(
                read instanceof LocalDateTime time
                        ? new When(time, true, Optional.empty())
                        : When.day(LocalDate.from(read)));
    }

    private Read byShape(String cell) {
        Matcher yearFirst = YEAR_FIRST.matcher(cell);
        if (yearFirst.matches()) {
            return given(date(yearFirst.group(1), yearFirst.group(2), yearFirst.group(3)), yearFirst, 4);
        }
        Matcher yearLast = YEAR_LAST.matcher(cell);
        if (yearLast.matches()) {
            boolean day = order == Order.DAY_FIRST || yearLast.group(2).equals(".");
            return given(
                    date(yearLast.group(4), yearLast.group(day ? 3 : 1), yearLast.group(day ? 1 : 3)), yearLast, 5);
        }
        Matcher dayAndMonth = DAY_AND_MONTH.matcher(cell);
        if (dayAndMonth.matches()) {
            return given(date(dayAndMonth.group(3), month(dayAndMonth.group(2)), dayAndMonth.group(1)), dayAndMonth, 4);
        }
        Matcher monthAndDay = MONTH_AND_DAY.matcher(cell);
        if (monthAndDay.matches()) {
            return given(date(monthAndDay.group(3), month(monthAndDay.group(1)), monthAndDay.group(2)), monthAndDay, 4);
        }
        Matcher compact = COMPACT.matcher(cell);
        if (compact.matches()) {
            return compact(compact);
        }
        if (EPOCH.matcher(cell).matches()) {
            long count = Long.parseLong(cell);
            return new Read.Given(
                    When.at(cell.length() == 10 ? Instant.ofEpochSecond(count) : Instant.ofEpochMilli(count)));
        }
        if (FILE_TIME.matcher(cell).matches()) {
            long count = Long.parseLong(cell);
            // The greatest of all stands for never.
            return count == Long.MAX_VALUE
                    ? ABSENT
                    : new Read.Given(When.at(Instant.ofEpochMilli((count - FILE_TIME_OF_1970) / 10_000)));
        }
        return UNREADABLE;
    }

    private static Read compact(Matcher matcher) {
        LocalDate day = date(matcher.group(1), matcher.group(2), matcher.group(3));
        if (matcher.group(4) == null) {
            return new Read.Given(When.day(day));
        }
        LocalTime time = LocalTime.of(
                Integer.parseInt(matcher.group(4)),
                Integer.parseInt(matcher.group(5)),
                matcher.group(6) == null ? 0 : Integer.parseInt(matcher.group(6)));
        return new Read.Given(new When(day.atTime(time), true, Optional.of(ZoneOffset.UTC)));
    }

    /** The groups from the given one on are hour, minute, second, half of the day and offset. */
    private static Read given(LocalDate day, Matcher matcher, int from) {
        String hour = matcher.group(from);
        if (hour == null) {
            return new Read.Given(When.day(day));
        }
        int hours = Integer.parseInt(hour);
        String half = matcher.group(from + 3);
        if (half != null) {
            if (hours < 1 || hours > 12) {
                return UNREADABLE;
            }
            hours = hours % 12 + (Character.toLowerCase(half.charAt(0)) == 'p' ? 12 : 0);
        }
        String seconds = matcher.group(from + 2);
        LocalTime time = LocalTime.of(
                hours, Integer.parseInt(matcher.group(from + 1)), seconds == null ? 0 : Integer.parseInt(seconds));
        String offset = matcher.group(from + 4);
        return new Read.Given(
                new When(day.atTime(time), true, offset == null ? Optional.empty() : Optional.of(offset(offset))));
    }

    private static ZoneOffset offset(String written) {
        return written.startsWith("+") || written.startsWith("-") ? ZoneOffset.of(written) : ZoneOffset.UTC;
    }

    private static LocalDate date(String year, String month, String day) {
        int written = Integer.parseInt(year);
        int whole = year.length() > 2 ? written : written > LAST_SHORT_YEAR ? 1900 + written : 2000 + written;
        return LocalDate.of(whole, Integer.parseInt(month), Integer.parseInt(day));
    }

    private static String month(String name) {
        return Integer.toString(MONTHS.indexOf(name.substring(0, 3).toLowerCase(Locale.ROOT)) + 1);
    }

    /** Reads the name of a zone. */
    public static Optional<ZoneId> zone(String name) {
        try {
            return Optional.of(ZoneId.of(name.strip()));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}

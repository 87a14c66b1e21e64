package dev.tenure.domain.identity;

import dev.tenure.domain.identity.WorkerFeed.Fact;
import java.text.ParsePosition;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads one row of a worker file: a checked record, or everything that is wrong with it at once. */
public final class WorkerRow {

    /**
     * The longest text that a cell may hold, in characters. Two of them in characters of three bytes each fit one entry of an
     * index; a row that fits none could never be taken, and no file behind it either.
     */
    public static final int LONGEST = 400;

    private final WorkerFeed feed;
    private final Map<Fact, String> cells;
    private final List<Problem> problems = new ArrayList<>();

    private WorkerRow(WorkerFeed feed, Map<Fact, String> cells) {
        this.feed = feed;
        this.cells = cells;
    }

    /**
     * What is wrong with a cell.
     *
     * @param field the fact's label
     * @param reason what is wrong and what to write, without the cell's content
     */
    public record Problem(String field, String reason) {}

    /** A row, read. */
    public sealed interface Read {
        /** Nothing is wrong with it. */
        record Good(WorkerRecord record) implements Read {}

        /** Something is; the row is not taken. */
        record Bad(List<Problem> problems) implements Read {
            public Bad {
                problems = List.copyOf(problems);
            }
        }
    }

    /**
     * Reads a row.
     *
     * @param cells the text of each fact; absent or blank where the row has none
     */
    public static Read read(WorkerFeed feed, Map<Fact, String> cells) {
        return new WorkerRow(feed, cells).read();
    }

    private Read read() {
        String workerId = required(Fact.WORKER_ID);
        String given = required(Fact.GIVEN_NAME);
        String family = required(Fact.FAMILY_NAME);
        Optional<String> email = text(Fact.EMAIL);
        if (email.isPresent() && !email.get().matches("[^@\\s]+@[^@\\s]+")) {
            problem(Fact.EMAIL, "is not an address: write name@host or leave it empty");
        }
        ZoneId zone = text(Fact.TIME_ZONE).map(this::zone).orElse(feed.zone());
        IdentityKind kind = text(Fact.WORKER_TYPE).map(this::kind).orElse(IdentityKind.EMPLOYEE);
        LocalDate start = date(Fact.START_DATE).orElse(LocalDate.EPOCH);
        if (text(Fact.START_DATE).isEmpty()) {
            problem(Fact.START_DATE, "is empty: write a date like " + feed.datePattern());
        }
        Optional<LocalDate> lastDay = date(Fact.LAST_WORKING_DAY);
        Optional<LocalDate> effective = date(Fact.EFFECTIVE_DATE);
        Optional<Instant> notice = instant(Fact.IMMEDIATE_NOTICE_AT);
        Optional<Instant> entered = instant(Fact.ENTERED_AT);
        Optional<Termination> termination = Optional.empty();
        if (lastDay.isPresent() || effective.isPresent() || notice.isPresent()) {
            // HR systems that know one date only mean the last day with it.
            LocalDate last = lastDay.or(() -> effective)
                    .orElseGet(() -> notice.orElse(Instant.EPOCH).atZone(zone).toLocalDate());
            if (last.isBefore(start) && text(Fact.START_DATE).isPresent()) {
                problem(Fact.LAST_WORKING_DAY, "is before start_date: correct one of them");
            }
            termination = Optional.of(new Termination(
                    last, effective, notice, entered, feed.source().clock()));
        }
        boolean cancelled = text(Fact.STATUS).map(this::isCancelled).orElse(false);
        Optional<Leave> leave = leave();
        Optional<Instant> asOf = instant(Fact.AS_OF);
        Profile profile = new Profile(
                kind,
                given,
                family,
                email,
                text(Fact.DEPARTMENT),
                text(Fact.TITLE),
                text(Fact.MANAGER_ID),
                text(Fact.LOCATION),
                zone);
        if (!problems.isEmpty()) {
            return new Read.Bad(problems);
        }
        EmploymentTerms terms = new EmploymentTerms(start, termination, leave, cancelled, text(Fact.SPONSOR_ID));
        return new Read.Good(new WorkerRecord(new WorkerKey(feed.name(), workerId), profile, terms, asOf));
    }

    private Optional<Leave> leave() {
        Optional<LocalDate> from = date(Fact.LEAVE_FROM);
        Optional<LocalDate> until = date(Fact.LEAVE_UNTIL);
        if (text(Fact.LEAVE_FROM).isEmpty() && text(Fact.LEAVE_UNTIL).isPresent()) {
            problem(Fact.LEAVE_FROM, "is empty though leave_until is not: write the first day of the leave");
        }
        if (from.isPresent() && until.filter(from.get()::isAfter).isPresent()) {
            problem(Fact.LEAVE_UNTIL, "is before leave_from: correct one of them");
            return Optional.empty();
        }
        return from.map(day -> new Leave(day, until));
    }

    private boolean isCancelled(String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "cancelled" -> true;
            case "active" -> false;
            default -> {
                problem(
                        Fact.STATUS,
                        "is unknown: write cancelled for a hire that was taken back, active or nothing for all else");
                yield false;
            }
        };
    }

    private String required(Fact fact) {
        Optional<String> value = text(fact);
        if (value.isEmpty()) {
            problem(fact, "is empty: every worker needs one");
        }
        return value.orElse("");
    }

    private Optional<String> text(Fact fact) {
        String cell = cells.get(fact);
        if (cell == null || cell.isBlank()) {
            return Optional.empty();
        }
        String value = cell.strip();
        if (value.length() > LONGEST) {
            problem(fact, "is longer than " + LONGEST + " characters: shorten it");
            return Optional.of(value.substring(0, LONGEST));
        }
        if (value.chars().anyMatch(Character::isISOControl)) {
            problem(fact, "holds a control character: remove it");
        }
        return Optional.of(value);
    }

    private Optional<LocalDate> date(Fact fact) {
        return text(fact).flatMap(value -> {
            try {
                DateTimeFormatter format = DateTimeFormatter.ofPattern(feed.datePattern(), Locale.ROOT)
                        .withResolverStyle(ResolverStyle.SMART);
                LocalDate date = LocalDate.parse(value, format);
                if (isOtherDay(format.parseUnresolved(value, new ParsePosition(0)), date)) {
                    problem(fact, "is a day that its month does not have: correct it");
                    return Optional.empty();
                }
                return inRange(fact, date) ? Optional.of(date) : Optional.empty();
            } catch (DateTimeParseException e) {
                problem(fact, "is not a date: write it like " + feed.datePattern());
                return Optional.empty();
            }
        });
    }

    private Optional<Instant> instant(Fact fact) {
        return text(fact).flatMap(value -> {
            try {
                OffsetDateTime moment = OffsetDateTime.parse(value, DateTimeFormatter.ISO_OFFSET_DATE_TIME);
                return inRange(fact, moment.toLocalDate()) ? Optional.of(moment.toInstant()) : Optional.empty();
            } catch (DateTimeException e) {
                problem(fact, "is not a moment: write it like 2026-01-31T17:00:00Z");
                return Optional.empty();
            }
        });
    }

    /** Java turns a 31st of a shorter month into its last day without a word. */
    private static boolean isOtherDay(@Nullable TemporalAccessor written, LocalDate date) {
        return written != null
                && written.isSupported(ChronoField.DAY_OF_MONTH)
                && written.getLong(ChronoField.DAY_OF_MONTH) != date.getDayOfMonth();
    }

    private boolean inRange(Fact fact, LocalDate date) {
        if (date.getYear() < 1900 || date.getYear() > 2199) {
            problem(fact, "is not between 1900 and 2199: correct the year");
            return false;
        }
        return true;
    }

    private ZoneId zone(String value) {
        try {
            return ZoneId.of(value);
        } catch (DateTimeException e) {
            problem(Fact.TIME_ZONE, "is not an IANA time zone: write one like Europe/Berlin");
            return feed.zone();
        }
    }

    private IdentityKind kind(String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "employee" -> IdentityKind.EMPLOYEE;
            case "contractor" -> IdentityKind.CONTRACTOR;
            case "vendor" -> IdentityKind.VENDOR;
            default -> {
                problem(Fact.WORKER_TYPE, "is unknown: write employee, contractor or vendor");
                yield IdentityKind.EMPLOYEE;
            }
        };
    }

    private void problem(Fact fact, String reason) {
        Problem found = new Problem(fact.label(), reason);
        if (!problems.contains(found)) {
            problems.add(found);
        }
    }
}

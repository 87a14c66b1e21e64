package dev.tenure.domain.identity;

import dev.tenure.domain.identity.WorkerFeed.Fact;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

        /** The source has removed the worker: as if the row were not in a full file. */
        record Gone(WorkerKey key) implements Read {}

        /**
         * Something is; the row is not taken.
         *
         * @param key the worker it is about, where that much can be read
         */
        record Bad(Optional<WorkerKey> key, List<Problem> problems) implements Read {
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
        Status status = text(Fact.STATUS).map(this::status).orElse(Status.ACTIVE);
        if (status == Status.REMOVED) {
            return problems.isEmpty() ? new Read.Gone(new WorkerKey(feed.name(), workerId)) : bad(workerId);
        }
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
            problem(Fact.START_DATE, "is empty: write a date like " + examples());
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
            return bad(workerId);
        }
        EmploymentTerms terms =
                new EmploymentTerms(start, termination, leave, status == Status.CANCELLED, text(Fact.SPONSOR_ID));
        return new Read.Good(new WorkerRecord(new WorkerKey(feed.name(), workerId), profile, terms, asOf));
    }

    private Read bad(String workerId) {
        boolean isKnown = !workerId.isEmpty()
                && problems.stream().noneMatch(p -> p.field().equals(Fact.WORKER_ID.label()));
        return new Read.Bad(isKnown ? Optional.of(new WorkerKey(feed.name(), workerId)) : Optional.empty(), problems);
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

    /** What a row can say of the worker as a whole. */
    private enum Status {
        ACTIVE,
        CANCELLED,
        REMOVED
    }

    private Status status(String value) {
        return switch (meaning(Fact.STATUS, value)) {
            case "cancelled" -> Status.CANCELLED;
            case "removed" -> Status.REMOVED;
            case "active" -> Status.ACTIVE;
            default -> {
                problem(
                        Fact.STATUS,
                        "is unknown: write cancelled for a hire that was taken back, removed for a worker whom the source"
                                + " dropped, active or nothing for all else, or map the word in the feed");
                yield Status.ACTIVE;
            }
        };
    }

    /** A source's own word in ours. */
    private String meaning(Fact fact, String value) {
        String word = WorkerFeed.folded(value);
        return feed.words().getOrDefault(fact, Map.of()).getOrDefault(word, word);
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
        return text(fact).flatMap(value -> switch (feed.dates().read(value)) {
            case DatePatterns.Read.Day day -> inRange(fact, day.date()) ? Optional.of(day.date()) : Optional.empty();
            case DatePatterns.Read.NoSuchDay none -> {
                problem(fact, "is a day that its month does not have: correct it");
                yield Optional.empty();
            }
            case DatePatterns.Read.NoDate none -> {
                problem(fact, "is not a date: write it like " + examples());
                yield Optional.empty();
            }
        });
    }

    private String examples() {
        return String.join(" or ", feed.dates().patterns());
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
        return switch (meaning(Fact.WORKER_TYPE, value)) {
            case "employee" -> IdentityKind.EMPLOYEE;
            case "contractor" -> IdentityKind.CONTRACTOR;
            case "vendor" -> IdentityKind.VENDOR;
            default -> {
                problem(
                        Fact.WORKER_TYPE,
                        "is unknown: write employee, contractor or vendor, or map the word in the feed");
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

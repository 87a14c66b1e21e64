package dev.tenure.domain.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.domain.identity.WorkerFeed.Fact;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class WorkerRowTest {

    private static WorkerFeed feed(String datePattern) {
        return new WorkerFeed(
                "sample-hr",
                Arrays.stream(Fact.values()).collect(Collectors.toMap(Function.identity(), Fact::label)),
                ',',
                "UTF-8",
                datePattern,
                ZoneId.of("Europe/Berlin"),
                1);
    }

    private static Map<Fact, String> good() {
        Map<Fact, String> cells = new EnumMap<>(Fact.class);
        cells.put(Fact.WORKER_ID, "1001");
        cells.put(Fact.GIVEN_NAME, "Ada");
        cells.put(Fact.FAMILY_NAME, "Sample");
        cells.put(Fact.START_DATE, "2024-01-31");
        return cells;
    }

    private static WorkerFeed speaking(Map<Fact, Map<String, String>> words, String... patterns) {
        WorkerFeed usual = feed("yyyy-MM-dd");
        return new WorkerFeed(
                usual.source(),
                usual.headers(),
                Map.of(),
                words,
                FileFormat.USUAL,
                new DatePatterns(List.of(patterns)),
                WorkerFeed.Content.DELTA,
                WorkerFeed.Taking.AT_ONCE,
                1);
    }

    @Test
    void theSourcesOwnWordsAreUnderstoodWithoutRegardToCaseAndSpaces() {
        WorkerFeed feed = speaking(
                Map.of(
                        Fact.STATUS, Map.of("ausgetreten", "removed", "storniert", "cancelled"),
                        Fact.WORKER_TYPE, Map.of("externekraft", "contractor")),
                "yyyy-MM-dd");
        Map<Fact, String> cells = good();
        cells.put(Fact.WORKER_TYPE, "Externe Kraft");
        cells.put(Fact.STATUS, " STORNIERT ");
        WorkerRecord record = assertInstanceOf(WorkerRow.Read.Good.class, WorkerRow.read(feed, cells))
                .record();
        assertEquals(IdentityKind.CONTRACTOR, record.profile().kind());
        assertTrue(record.terms().cancelled());
        cells.put(Fact.STATUS, "Ausgetreten");
        cells.remove(Fact.START_DATE);
        cells.remove(Fact.GIVEN_NAME);
        assertEquals(new WorkerRow.Read.Gone(new WorkerKey("sample-hr", "1001")), WorkerRow.read(feed, cells));
        cells.remove(Fact.WORKER_ID);
        assertEquals(
                Optional.empty(),
                assertInstanceOf(WorkerRow.Read.Bad.class, WorkerRow.read(feed, cells))
                        .key());
    }

    @Test
    void aBadRowNamesItsWorkerWhereThatMuchCanBeRead() {
        Map<Fact, String> cells = good();
        cells.put(Fact.START_DATE, "soon");
        assertEquals(
                Optional.of(new WorkerKey("sample-hr", "1001")),
                assertInstanceOf(WorkerRow.Read.Bad.class, read(cells)).key());
        cells.put(Fact.WORKER_ID, "x".repeat(401));
        assertEquals(
                Optional.empty(),
                assertInstanceOf(WorkerRow.Read.Bad.class, read(cells)).key());
    }

    @Test
    void datePatternsAreTriedInOrder() {
        WorkerFeed feed = speaking(Map.of(), "yyyy-MM-dd", "dd.MM.yyyy", "d/M/yyyy");
        for (String text : List.of("2024-01-31", "31.01.2024", "31/1/2024")) {
            Map<Fact, String> cells = good();
            cells.put(Fact.START_DATE, text);
            assertEquals(
                    LocalDate.parse("2024-01-31"),
                    assertInstanceOf(WorkerRow.Read.Good.class, WorkerRow.read(feed, cells))
                            .record()
                            .startDate());
        }
        Map<Fact, String> cells = good();
        cells.put(Fact.START_DATE, "31.02.2024");
        assertEquals(
                "is a day that its month does not have: correct it",
                assertInstanceOf(WorkerRow.Read.Bad.class, WorkerRow.read(feed, cells))
                        .problems()
                        .getFirst()
                        .reason());
    }

    private static WorkerRow.Read read(Map<Fact, String> cells) {
        return WorkerRow.read(feed("yyyy-MM-dd"), cells);
    }

    private static WorkerRecord goodRecord(Map<Fact, String> cells) {
        return assertInstanceOf(WorkerRow.Read.Good.class, read(cells)).record();
    }

    @Test
    void aRowOfTheNecessaryIsARecord() {
        assertEquals(
                new WorkerRecord(
                        new WorkerKey("sample-hr", "1001"),
                        new Profile(
                                IdentityKind.EMPLOYEE,
                                "Ada",
                                "Sample",
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                ZoneId.of("Europe/Berlin")),
                        LocalDate.parse("2024-01-31"),
                        Optional.empty()),
                goodRecord(good()));
    }

    @Test
    void aWholeRowIsTakenWholeWithoutTheBlanksAround() {
        Map<Fact, String> cells = good();
        cells.put(Fact.WORKER_ID, " 1001\u00a0".strip() + " ");
        cells.put(Fact.EMAIL, " Ada@sample.example ");
        cells.put(Fact.DEPARTMENT, "R&D; \"Labs\"");
        cells.put(Fact.TITLE, "Ingénieure 工程师");
        cells.put(Fact.MANAGER_ID, "7");
        cells.put(Fact.LOCATION, "Ōsaka");
        cells.put(Fact.TIME_ZONE, "Asia/Tokyo");
        cells.put(Fact.WORKER_TYPE, "Contractor");
        cells.put(Fact.LAST_WORKING_DAY, "2026-03-31");
        cells.put(Fact.EFFECTIVE_DATE, "2026-04-30");
        cells.put(Fact.IMMEDIATE_NOTICE_AT, "2026-03-15T12:00:00+09:00");
        cells.put(Fact.ENTERED_AT, "2026-03-01T00:00:00Z");
        WorkerRecord record = goodRecord(cells);
        assertEquals(Optional.of("Ada@sample.example"), record.profile().email());
        assertEquals(IdentityKind.CONTRACTOR, record.profile().kind());
        assertEquals(ZoneId.of("Asia/Tokyo"), record.profile().zone());
        assertEquals(
                Optional.of(new Termination(
                        LocalDate.parse("2026-03-31"),
                        Optional.of(LocalDate.parse("2026-04-30")),
                        Optional.of(Instant.parse("2026-03-15T03:00:00Z")),
                        Optional.of(Instant.parse("2026-03-01T00:00:00Z")))),
                record.termination());
    }

    static Stream<Arguments> badCells() {
        String tooLong = "x".repeat(WorkerRow.LONGEST + 1);
        return Stream.of(
                Arguments.of(Fact.WORKER_ID, "", "is empty"),
                Arguments.of(Fact.WORKER_ID, "   ", "is empty"),
                Arguments.of(Fact.WORKER_ID, tooLong, "is longer than 400"),
                Arguments.of(Fact.WORKER_ID, "10\u000001", "control character"),
                Arguments.of(Fact.GIVEN_NAME, "\t", "is empty"),
                Arguments.of(Fact.GIVEN_NAME, "A\nda", "control character"),
                Arguments.of(Fact.FAMILY_NAME, "", "is empty"),
                Arguments.of(Fact.FAMILY_NAME, "Sam\u0085ple", "control character"),
                Arguments.of(Fact.EMAIL, "ada", "is not an address"),
                Arguments.of(Fact.EMAIL, "ada@", "is not an address"),
                Arguments.of(Fact.EMAIL, "@sample.example", "is not an address"),
                Arguments.of(Fact.EMAIL, "a@b@sample.example", "is not an address"),
                Arguments.of(Fact.EMAIL, "ada @sample.example", "is not an address"),
                Arguments.of(Fact.DEPARTMENT, tooLong, "is longer than 400"),
                Arguments.of(Fact.TITLE, "a\u0000b", "control character"),
                Arguments.of(Fact.MANAGER_ID, "a\u0007b", "control character"),
                Arguments.of(Fact.LOCATION, tooLong, "is longer than 400"),
                Arguments.of(Fact.TIME_ZONE, "Nowhere", "is not an IANA time zone"),
                Arguments.of(Fact.TIME_ZONE, "Europe/Nowhere", "is not an IANA time zone"),
                Arguments.of(Fact.WORKER_TYPE, "robot", "is unknown"),
                Arguments.of(Fact.START_DATE, "", "is empty"),
                Arguments.of(Fact.START_DATE, "31.01.2024", "is not a date"),
                Arguments.of(Fact.START_DATE, "2024-1-31", "is not a date"),
                Arguments.of(Fact.START_DATE, "2024-13-01", "is not a date"),
                Arguments.of(Fact.START_DATE, "2024-01-32", "is not a date"),
                Arguments.of(Fact.START_DATE, "2023-02-29", "is a day that its month does not have"),
                Arguments.of(Fact.START_DATE, "2024-02-30", "is a day that its month does not have"),
                Arguments.of(Fact.START_DATE, "2024-04-31", "is a day that its month does not have"),
                Arguments.of(Fact.START_DATE, "2024-01-31T00:00", "is not a date"),
                Arguments.of(Fact.START_DATE, "0024-01-31", "is not between 1900 and 2199"),
                Arguments.of(Fact.START_DATE, "1899-12-31", "is not between 1900 and 2199"),
                Arguments.of(Fact.LAST_WORKING_DAY, "2200-01-01", "is not between 1900 and 2199"),
                Arguments.of(Fact.LAST_WORKING_DAY, "999999999999-01-01", "is not a date"),
                Arguments.of(Fact.LAST_WORKING_DAY, "soon", "is not a date"),
                Arguments.of(Fact.LAST_WORKING_DAY, "2024-01-30", "is before start_date"),
                Arguments.of(Fact.EFFECTIVE_DATE, "2026-02-31", "is a day that its month does not have"),
                Arguments.of(Fact.IMMEDIATE_NOTICE_AT, "2026-03-15", "is not a moment"),
                Arguments.of(Fact.IMMEDIATE_NOTICE_AT, "2026-03-15T12:00:00", "is not a moment"),
                Arguments.of(Fact.IMMEDIATE_NOTICE_AT, "2026-02-30T12:00:00Z", "is not a moment"),
                Arguments.of(Fact.IMMEDIATE_NOTICE_AT, "+99999-03-15T12:00:00Z", "is not between 1900 and 2199"),
                Arguments.of(Fact.IMMEDIATE_NOTICE_AT, "1066-10-14T12:00:00Z", "is not between 1900 and 2199"),
                Arguments.of(Fact.ENTERED_AT, "1772798400", "is not a moment"),
                Arguments.of(Fact.ENTERED_AT, "+999999999-12-31T23:59:59+18:00", "is not between 1900 and 2199"));
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("badCells")
    void aBadCellIsNamedWithTheRemedyAndWithoutItsContent(Fact fact, String cell, String reason) {
        Map<Fact, String> cells = good();
        cells.put(fact, cell);
        List<WorkerRow.Problem> problems =
                assertInstanceOf(WorkerRow.Read.Bad.class, read(cells)).problems();
        assertEquals(1, problems.size(), problems::toString);
        WorkerRow.Problem problem = problems.get(0);
        assertTrue(problem.reason().startsWith(reason) || problem.reason().contains(reason), problem.reason());
        String named = reason.equals("is before start_date") ? "last_working_day" : fact.label();
        assertEquals(named, problem.field());
        assertTrue(problem.reason().contains(": "), "the remedy follows the colon");
        if (cell.length() > 3) {
            assertFalse(problem.reason().contains(cell.strip()), "the cell stands in the message");
        }
    }

    @Test
    void everythingThatIsWrongIsToldAtOnce() {
        Map<Fact, String> cells = new EnumMap<>(Fact.class);
        cells.put(Fact.EMAIL, "x");
        cells.put(Fact.TIME_ZONE, "x");
        cells.put(Fact.START_DATE, "x");
        List<WorkerRow.Problem> problems =
                assertInstanceOf(WorkerRow.Read.Bad.class, read(cells)).problems();
        assertEquals(
                List.of("worker_id", "given_name", "family_name", "email", "time_zone", "start_date"),
                problems.stream().map(WorkerRow.Problem::field).toList());
    }

    @Test
    void textOfTheLargestLengthIsTaken() {
        Map<Fact, String> cells = good();
        cells.put(Fact.TITLE, "x".repeat(WorkerRow.LONGEST));
        assertEquals(
                WorkerRow.LONGEST,
                goodRecord(cells).profile().title().orElseThrow().length());
    }

    @ParameterizedTest(name = "last day {0}, effective {1}, notice {2} -> {3}")
    @CsvSource({
        "2026-03-31, ,           ,                     2026-03-31",
        "2026-03-31, 2026-04-30, ,                     2026-03-31",
        ",           2026-04-30, ,                     2026-04-30",
        // A notice alone: the day it falls on for the worker, who lives in Berlin.
        ",           ,           2026-03-15T23:30:00Z, 2026-03-16",
    })
    void theLastDayIsTheOneThatIsKnown(String lastDay, String effective, String notice, LocalDate expected) {
        Map<Fact, String> cells = good();
        Optional.ofNullable(lastDay).ifPresent(v -> cells.put(Fact.LAST_WORKING_DAY, v));
        Optional.ofNullable(effective).ifPresent(v -> cells.put(Fact.EFFECTIVE_DATE, v));
        Optional.ofNullable(notice).ifPresent(v -> cells.put(Fact.IMMEDIATE_NOTICE_AT, v));
        assertEquals(expected, goodRecord(cells).termination().orElseThrow().lastWorkingDay());
    }

    @Test
    void whenHrTypedItInIsNoEndingByItself() {
        Map<Fact, String> cells = good();
        cells.put(Fact.ENTERED_AT, "2026-03-01T00:00:00Z");
        assertEquals(Optional.empty(), goodRecord(cells).termination());
    }

    @ParameterizedTest(name = "{0} reads {1}")
    @CsvSource({
        "dd.MM.yyyy, 01.02.2024",
        "d.M.yyyy,   1.2.2024",
        "M/d/yyyy,   2/1/2024",
        "yyyyMMdd,   20240201",
        "d MMM yyyy, 1 Feb 2024",
    })
    void theFeedSaysHowDatesAreWritten(String pattern, String written) {
        Map<Fact, String> cells = good();
        cells.put(Fact.START_DATE, written);
        WorkerRow.Read.Good read = assertInstanceOf(WorkerRow.Read.Good.class, WorkerRow.read(feed(pattern), cells));
        assertEquals(LocalDate.parse("2024-02-01"), read.record().startDate());
    }
}

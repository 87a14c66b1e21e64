package dev.tenure.domain.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TerminationTest {

    @ParameterizedTest(name = "{0} in {1} ends at {2}")
    @CsvSource({
        "2026-01-31, UTC,                 2026-02-01T00:00:00Z",
        "2026-01-31, Europe/Berlin,       2026-01-31T23:00:00Z",
        "2026-07-31, Europe/Berlin,       2026-07-31T22:00:00Z",
        // The nights in which clocks change.
        "2026-03-28, Europe/Berlin,       2026-03-28T23:00:00Z",
        "2026-03-29, Europe/Berlin,       2026-03-29T22:00:00Z",
        "2026-10-24, Europe/Berlin,       2026-10-24T22:00:00Z",
        "2026-10-25, Europe/Berlin,       2026-10-25T23:00:00Z",
        "2026-03-08, America/New_York,    2026-03-09T04:00:00Z",
        // Both sides of the date line, and offsets that are no whole hours.
        "2026-01-31, Pacific/Kiritimati,  2026-01-31T10:00:00Z",
        "2026-01-31, Pacific/Pago_Pago,   2026-02-01T11:00:00Z",
        "2026-01-31, Asia/Kathmandu,      2026-01-31T18:15:00Z",
        "2026-01-31, Pacific/Chatham,     2026-01-31T10:15:00Z",
        // A day that begins at one in the morning, since midnight was skipped.
        "2018-11-03, America/Sao_Paulo,   2018-11-04T03:00:00Z",
        // A day that did not exist: the next one begins when the last ends.
        "2011-12-29, Pacific/Apia,        2011-12-30T10:00:00Z",
        // Leap days.
        "2024-02-28, Europe/Berlin,       2024-02-28T23:00:00Z",
        "2024-02-29, Europe/Berlin,       2024-02-29T23:00:00Z",
        "2026-12-31, Asia/Tokyo,          2026-12-31T15:00:00Z",
    })
    void theLastWorkingDayEndsWithTheFirstMomentOfTheNextInTheWorkersZone(
            LocalDate lastDay, ZoneId zone, Instant expected) {
        Termination termination = SamplePeople.lastDay(lastDay);
        assertEquals(expected, termination.endOfLastWorkingDay(zone));
        assertEquals(new ClockStart(expected, ClockStart.Rule.END_OF_LAST_WORKING_DAY), termination.clockStart(zone));
    }

    @ParameterizedTest(name = "a notice at {0} starts the clock at {1} by {2}")
    @CsvSource({
        "2026-01-31T22:59:59.999Z, 2026-01-31T22:59:59.999Z, IMMEDIATE_NOTICE",
        "2026-01-10T12:00:00Z,     2026-01-10T12:00:00Z,     IMMEDIATE_NOTICE",
        "2026-01-31T23:00:00Z,     2026-01-31T23:00:00Z,     END_OF_LAST_WORKING_DAY",
        "2026-01-31T23:00:00.001Z, 2026-01-31T23:00:00Z,     END_OF_LAST_WORKING_DAY",
        "2027-01-01T00:00:00Z,     2026-01-31T23:00:00Z,     END_OF_LAST_WORKING_DAY",
    })
    void theEarlierOfLastDayAndImmediateNoticeStartsTheClock(Instant notice, Instant start, ClockStart.Rule rule) {
        Termination termination = SamplePeople.noticeAt(LocalDate.parse("2026-01-31"), notice);
        assertEquals(new ClockStart(start, rule), termination.clockStart(SamplePeople.BERLIN));
    }

    @Test
    void inEveryZoneTheLastMomentOfTheDayIsBeforeTheClockAndTheNextIsNot() {
        Random random = new Random(20260302);
        String[] zones = ZoneId.getAvailableZoneIds().stream().sorted().toArray(String[]::new);
        Stream.of(zones).map(ZoneId::of).forEach(zone -> {
            LocalDate day = LocalDate.of(2000, 1, 1).plusDays(random.nextInt(12_000));
            Instant end = SamplePeople.lastDay(day).endOfLastWorkingDay(zone);
            LocalDate at = end.atZone(zone).toLocalDate();
            LocalDate before = end.minusNanos(1).atZone(zone).toLocalDate();
            assertEquals(day, before, () -> zone + " " + day);
            assertEquals(true, at.isAfter(day), () -> zone + " " + day);
        });
    }
}

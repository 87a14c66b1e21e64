package dev.tenure.domain.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LeaveTest {

    @ParameterizedTest(name = "at {1} in {0}: {2}")
    @CsvSource({
        "UTC,           2026-03-09T23:59:59Z, false",
        "UTC,           2026-03-10T00:00:00Z, true",
        "UTC,           2026-03-12T23:59:59Z, true",
        "UTC,           2026-03-13T00:00:00Z, false",
        "Asia/Tokyo,    2026-03-09T15:00:00Z, true",
        "Asia/Tokyo,    2026-03-12T15:00:00Z, false",
    })
    void coversItsDaysByTheWorkersZone(String zone, String moment, boolean covered) {
        Leave leave = Told.leave("2026-03-10", "2026-03-12");
        assertEquals(covered, leave.covers(Instant.parse(moment), ZoneId.of(zone)));
    }

    @Test
    void lastsForGoodWhereNoEndIsKnown() {
        assertEquals(true, Told.leave("2026-03-10").covers(Instant.parse("2199-01-01T00:00:00Z"), ZoneId.of("UTC")));
    }

    @Test
    void cannotEndBeforeItBegins() {
        assertThrows(IllegalArgumentException.class, () -> Told.leave("2026-03-10", "2026-03-09"));
    }
}

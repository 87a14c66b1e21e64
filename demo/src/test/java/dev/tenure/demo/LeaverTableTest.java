package dev.tenure.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LeaverTableTest {

    private static final Instant YESTERDAY = Instant.parse("2026-03-03T23:00:00Z");
    private static final Instant RECEIVED = Instant.parse("2026-03-04T10:00:00Z");

    @Test
    void everyRowShowsItsFactsUnderTheirHeadings() {
        LeaverRow done = row("Sorrel Tagus", YESTERDAY, 1, 2, 3);
        LeaverRow open = new LeaverRow(
                "Yarrow Rhône",
                "engineering",
                RECEIVED,
                RECEIVED,
                Optional.of(RECEIVED.plusSeconds(5)),
                Optional.empty(),
                Optional.empty(),
                "late");

        assertEquals("""
                leaver        system       HR effective    received        blocked         contained       clean           elapsed  outcome
                Sorrel Tagus  corporate    03-03 23:00:00  03-04 10:00:00  03-04 10:00:01  03-04 10:00:02  03-04 10:00:03  3.0 s    verified
                Yarrow Rhône  engineering  03-04 10:00:00  03-04 10:00:00  03-04 10:00:05  open            open            open     late
                """, LeaverTable.of(List.of(done, open)));
    }

    @Test
    void elapsedRunsFromTheReceiptWhenHrWasLate() {
        assertEquals(
                Optional.of(Duration.ofSeconds(3)), row("A", YESTERDAY, 1, 2, 3).elapsed());
    }

    @Test
    void elapsedRunsFromTheMomentItselfWhenItWasKnownBefore() {
        assertEquals(
                Optional.of(Duration.ofSeconds(6)),
                row("A", RECEIVED.plusSeconds(4), 5, 10, 7).elapsed());
    }

    @Test
    void theSummaryIsOneLine() {
        assertEquals(
                "leavers=3 systems=3 verified=21 open=0 protected=1 audit=ok scim=1 webhook=1 findings=4 swept=1",
                new DaySummary(3, 3, 21, 0, 1, true, 1, 1, 4, 1).line());
        assertEquals(
                "leavers=0 systems=0 verified=0 open=2 protected=0 audit=failed scim=0 webhook=0 findings=0 swept=0",
                new DaySummary(0, 0, 0, 2, 0, false, 0, 0, 0, 0).line());
    }

    private static LeaverRow row(String leaver, Instant effective, int blocked, int contained, int clean) {
        return new LeaverRow(
                leaver,
                "corporate",
                effective,
                RECEIVED,
                Optional.of(RECEIVED.plusSeconds(blocked)),
                Optional.of(RECEIVED.plusSeconds(contained)),
                Optional.of(RECEIVED.plusSeconds(clean)),
                "verified");
    }
}

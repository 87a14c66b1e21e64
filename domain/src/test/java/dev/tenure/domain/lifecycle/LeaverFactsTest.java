package dev.tenure.domain.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LeaverFactsTest {

    /** The clock starts at 2026-03-01T00:00. */
    @ParameterizedTest(name = "received {0}, verified {1}: HR {2}, we {3}, whole {4}")
    @CsvSource({
        // HR told before: the delay is ours alone.
        "2026-02-20T00:00:00Z, 2026-03-01T00:05:00Z, PT0S,  PT5M,  PT5M",
        "2026-03-01T00:00:00Z, 2026-03-01T00:05:00Z, PT0S,  PT5M,  PT5M",
        // HR told late: each has its own figure, and the whole is adjusted for nothing.
        "2026-03-03T00:00:00Z, 2026-03-03T00:05:00Z, PT48H, PT5M,  PT48H5M",
        // Shut out before the clock started.
        "2026-02-20T00:00:00Z, 2026-02-28T23:00:00Z, PT0S,  PT0S,  PT-1H",
    })
    void hrsDelayOursAndTheWholeAreSeparateFigures(
            Instant received, Instant verified, Duration hr, Duration ours, Duration whole) {
        LeaverFacts facts = SampleCases.facts(received);
        assertEquals(hr, facts.hrDelay());
        assertEquals(ours, facts.ourDelay(verified));
        assertEquals(whole, facts.elapsed(verified));
    }
}

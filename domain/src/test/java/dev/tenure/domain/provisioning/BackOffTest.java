package dev.tenure.domain.provisioning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class BackOffTest {

    private static final Attempt UNREACHABLE = new Attempt.Unreachable("down");
    private static final Attempt REFUSED = new Attempt.Refused("no right");
    private static final Attempt IN_DOUBT = new Attempt.InDoubt("lost");

    @ParameterizedTest(name = "after attempt {0}: from {1} to below {2}")
    @CsvSource({
        "1,  PT0.2S, PT2S",
        "2,  PT0.4S, PT4S",
        "5,  PT3.2S, PT32S",
        "9,  PT51.2S, PT8M32S",
        "10, PT1M, PT10M",
        "11, PT1M, PT10M",
        "1000000, PT1M, PT10M",
        "2147483647, PT1M, PT10M",
    })
    void thePauseGrowsToTenMinutesWithFullJitter(int attempts, Duration least, Duration most) {
        for (Attempt attempt : List.of(UNREACHABLE, IN_DOUBT)) {
            assertEquals(least, BackOff.after(attempt, attempts, 0));
            assertTrue(BackOff.after(attempt, attempts, Math.nextDown(1.0)).compareTo(most) <= 0);
            assertTrue(BackOff.after(attempt, attempts, 0.999)
                            .compareTo(most.multipliedBy(99).dividedBy(100))
                    >= 0);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {11, 12, 20, 1_000})
    void aRefusalIsLookedAtAgainWithinHalfAnHour(int attempts) {
        Duration most = BackOff.after(REFUSED, attempts, Math.nextDown(1.0));
        assertTrue(most.compareTo(BackOff.LONGEST_AFTER_REFUSAL) <= 0, most::toString);
        assertTrue(most.compareTo(BackOff.LONGEST) > 0, most::toString);
    }

    @Test
    void whatHasEndedWellNeedsNoPause() {
        for (Attempt attempt : List.of(
                new Attempt.Applied(List.of()), new Attempt.Unchanged(List.of()), new Attempt.Listed(List.of()))) {
            assertEquals(Duration.ZERO, BackOff.after(attempt, 7, 0.5));
        }
    }

    @Test
    void noDrawEverGivesLessThanATenthOrMoreThanTheCeiling() {
        Random random = new Random(99);
        for (int i = 0; i < 20_000; i++) {
            int attempts = 1 + random.nextInt(40);
            long ceiling = Math.min(BackOff.LONGEST.toMillis(), 1000L << Math.min(attempts, 20));
            long pause =
                    BackOff.after(UNREACHABLE, attempts, random.nextDouble()).toMillis();
            assertTrue(pause >= ceiling / 10 && pause <= ceiling, attempts + ": " + pause);
        }
    }
}

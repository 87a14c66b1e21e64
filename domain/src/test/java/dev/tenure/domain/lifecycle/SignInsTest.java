package dev.tenure.domain.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SignInsTest {

    private static final Instant CONTAINED = Instant.parse("2026-03-02T10:00:00Z");

    private static Optional<Duration> pause(Duration wholeUntil, Duration now) {
        Instant at = CONTAINED.plus(now);
        return SignIns.looksAgain(CONTAINED, CONTAINED.plus(wholeUntil), at).map(next -> Duration.between(at, next));
    }

    @Test
    void aLogThatHoldsEnoughIsNotLookedAtAgain() {
        assertEquals(Optional.empty(), pause(Duration.ofMinutes(5), Duration.ofMinutes(20)));
        assertEquals(
                Optional.of(SignIns.SHORTEST_PAUSE),
                pause(Duration.ofMinutes(5).minusMillis(1), Duration.ofMinutes(20)));
    }

    @Test
    void aLogIsLookedAtAgainAsMuchLaterAsItLacks() {
        assertEquals(Optional.of(Duration.ofMinutes(20)), pause(Duration.ofMinutes(-15), Duration.ZERO));
        assertEquals(Optional.of(SignIns.LONGEST_PAUSE), pause(Duration.ofHours(-3), Duration.ZERO));
    }

    @Test
    void aLogThatStandsStillIsNotWaitedForLongerThanADay() {
        Duration last = SignIns.LONGEST_LAG.plusMinutes(5);
        assertEquals(Optional.of(SignIns.LONGEST_PAUSE), pause(Duration.ofHours(-1), last.minusMillis(1)));
        assertEquals(Optional.empty(), pause(Duration.ofHours(-1), last));
    }
}

package dev.tenure.connectors.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class PaceTest {

    private static final long SECOND = 1_000_000_000L;

    @Test
    void placesAreSpacedEvenly() {
        Pace pace = new Pace(60);
        assertEquals(OptionalLong.of(0), pace.take(100, 10 * SECOND));
        assertEquals(OptionalLong.of(SECOND), pace.take(100, 10 * SECOND));
        assertEquals(OptionalLong.of(2 * SECOND), pace.take(100, 10 * SECOND));
    }

    @Test
    void aPlaceThatComesTooLateIsNotTaken() {
        Pace pace = new Pace(60);
        pace.take(0, SECOND);
        assertEquals(OptionalLong.empty(), pace.take(0, SECOND / 2));
        assertEquals(OptionalLong.of(SECOND), pace.take(0, SECOND));
    }

    @Test
    void timeWithoutCallsIsNotSavedUp() {
        Pace pace = new Pace(60);
        pace.take(0, 0);
        assertEquals(OptionalLong.of(0), pace.take(100 * SECOND, 0));
        assertEquals(OptionalLong.empty(), pace.take(100 * SECOND, 0));
    }

    @Test
    void aClockThatPassesTheLargestNumberChangesNothing() {
        Pace pace = new Pace(60);
        long late = Long.MAX_VALUE - SECOND / 2;
        assertEquals(OptionalLong.of(0), pace.take(late, 0));
        assertEquals(OptionalLong.of(SECOND / 2), pace.take(late + SECOND / 2, SECOND));
        assertEquals(OptionalLong.of(SECOND), pace.take(late + SECOND, SECOND));
    }

    @Test
    void noMinuteHoldsMoreThanTheNumber() {
        Random random = new Random(7);
        for (int perMinute : new int[] {1, 7, 60, 1_000}) {
            Pace pace = new Pace(perMinute);
            List<Long> begun = new ArrayList<>();
            long now = 0;
            for (int i = 0; i < 3_000; i++) {
                now += (long) (random.nextDouble() * 90 * SECOND / perMinute);
                long at = now;
                pace.take(now, 60 * SECOND).ifPresent(wait -> begun.add(at + wait));
            }
            for (int i = perMinute; i < begun.size(); i++) {
                long span = begun.get(i) - begun.get(i - perMinute);
                // A spacing is a whole number of nanoseconds: a minute may lack one for each.
                assertTrue(span >= 60 * SECOND - perMinute, perMinute + " a minute: " + span);
            }
        }
    }
}

package dev.tenure.domain.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

final class EmploymentTest {

    private static final LocalDate START = LocalDate.parse("2024-01-01");
    private static final LocalDate OTHER_START = LocalDate.parse("2024-02-01");
    private static final Termination ENDING = SamplePeople.lastDay(LocalDate.parse("2026-01-31"));
    private static final Termination OTHER_ENDING = SamplePeople.lastDay(LocalDate.parse("2026-02-28"));
    private static final Instant RECEIVED = Instant.parse("2026-01-10T00:00:00Z");
    private static final Instant DUE = Instant.parse("2026-01-31T23:00:00Z");

    @Test
    void anExpectedPersonBeginsIsPostponedOrGetsAnEnding() {
        Employment.Expected expected = new Employment.Expected(START);
        assertEquals(new Employment.Active(START), expected.begin());
        assertEquals(new Employment.Expected(OTHER_START), expected.postpone(OTHER_START));
        assertEquals(new Employment.TerminationScheduled(START, ENDING, RECEIVED), expected.schedule(ENDING, RECEIVED));
    }

    @Test
    void aScheduledEndingKeepsWhenItWasFirstKnownWhateverIsCorrected() {
        Employment.TerminationScheduled scheduled = new Employment.Active(START).schedule(ENDING, RECEIVED);
        assertEquals(
                new Employment.TerminationScheduled(OTHER_START, OTHER_ENDING, RECEIVED),
                scheduled.correct(OTHER_START, OTHER_ENDING));
        assertEquals(new Employment.Active(OTHER_START), scheduled.rescind(OTHER_START));
        assertEquals(new Employment.Expected(OTHER_START), scheduled.rescindBeforeStart(OTHER_START));
    }

    @Test
    void anEndingTakesEffectAtItsMomentAndNotBefore() {
        Employment.TerminationScheduled scheduled = new Employment.Active(START).schedule(ENDING, RECEIVED);
        assertEquals(new Employment.Ended(START, ENDING, RECEIVED, DUE), scheduled.takeEffect(DUE, DUE));
        Instant late = DUE.plusSeconds(99);
        assertEquals(new Employment.Ended(START, ENDING, RECEIVED, late), scheduled.takeEffect(DUE, late));
        assertThrows(IllegalArgumentException.class, () -> scheduled.takeEffect(DUE, DUE.minusNanos(1)));
    }

    @Test
    void whoHasLeftIsReinstatedHiredAgainOrCorrected() {
        Employment.Ended ended = new Employment.Ended(START, ENDING, RECEIVED, DUE);
        assertEquals(new Employment.Active(OTHER_START), ended.reinstate(OTHER_START));
        assertEquals(new Employment.Expected(OTHER_START), ended.rehire(OTHER_START));
        assertEquals(
                new Employment.Ended(OTHER_START, OTHER_ENDING, RECEIVED, DUE),
                ended.correct(OTHER_START, OTHER_ENDING));
    }
}

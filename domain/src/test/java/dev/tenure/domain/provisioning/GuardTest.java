package dev.tenure.domain.provisioning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.domain.inventory.SystemId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class GuardTest {

    private static final Instant NOW = Instant.parse("2026-03-02T08:00:00Z");
    private static final SystemId SYSTEM = new SystemId(new UUID(0, 3));
    private static final Duration DAY = Duration.ofHours(24);

    private static GuardLimit limit(int number, int share, Duration window) {
        return new GuardLimit(number, share, window);
    }

    @Test
    void theGreaterOfNumberAndShareIsAllowed() {
        assertEquals(20, GuardLimit.USUAL.allowed(0));
        assertEquals(20, GuardLimit.USUAL.allowed(419));
        assertEquals(21, GuardLimit.USUAL.allowed(420));
        assertEquals(5_000, GuardLimit.USUAL.allowed(100_000));
        assertEquals(0, limit(0, 0, DAY).allowed(100_000));
    }

    @Test
    void aLimitOutOfRangeIsRefusedByName() {
        for (Runnable wrong : new Runnable[] {
            () -> limit(-1, 0, DAY),
            () -> limit(1_000_001, 0, DAY),
            () -> limit(0, -1, DAY),
            () -> limit(0, 101, DAY),
            () -> limit(0, 0, Duration.ofSeconds(59)),
            () -> limit(0, 0, Duration.ofDays(31).plusMillis(1))
        }) {
            assertThrows(IllegalArgumentException.class, wrong::run);
        }
    }

    @Test
    void whateverLetsMorePassIsLooser() {
        GuardLimit present = limit(20, 5, DAY);
        assertTrue(limit(21, 5, DAY).isLooserThan(present));
        assertTrue(limit(20, 6, DAY).isLooserThan(present));
        assertTrue(limit(20, 5, DAY.minusMillis(1)).isLooserThan(present));
        assertTrue(limit(1, 1, DAY.minusMillis(1)).isLooserThan(present), "a shorter window may let more pass");
        assertFalse(present.isLooserThan(present));
        assertFalse(limit(19, 4, DAY.plusDays(1)).isLooserThan(present));
    }

    @Test
    void aStricterLimitHoldsAtOnceAndDropsWhatWaited() {
        Guard.Settled settled = new Guard.Settled(SYSTEM, GuardLimit.USUAL, 4);
        Guard.Loosening loosening =
                assertInstanceOf(Guard.Loosening.class, settled.revise(limit(50, 5, DAY), "ada", NOW));
        assertEquals(GuardLimit.USUAL, loosening.limit());
        assertEquals(new Guard.Settled(SYSTEM, limit(5, 5, DAY), 4), loosening.revise(limit(5, 5, DAY), "grace", NOW));
        assertEquals(new Guard.Settled(SYSTEM, GuardLimit.USUAL, 4), loosening.revise(GuardLimit.USUAL, "ada", NOW));
    }

    @Test
    void nobodyConfirmsWhatTheyProposed() {
        Guard.Loosening loosening = new Guard.Loosening(SYSTEM, GuardLimit.USUAL, limit(50, 5, DAY), "ada", NOW, 4);
        assertThrows(IllegalArgumentException.class, () -> loosening.confirm("ada"));
        assertEquals(new Guard.Settled(SYSTEM, limit(50, 5, DAY), 4), loosening.confirm("grace"));
        HoldRelease.Proposed proposed = new HoldRelease.Proposed(
                new HoldRelease.Proposal(new UUID(0, 1), new HoldId(new UUID(0, 2)), true, 1, 3, "meant", "ada", NOW));
        assertThrows(IllegalArgumentException.class, () -> proposed.confirm("ada", 3, NOW));
        assertEquals(3, proposed.confirm("grace", 3, NOW).released());
        assertEquals("ada", proposed.decline("ada", NOW).declinedBy());
    }

    @Test
    void aStopHoldsForItsSystemOrForAll() {
        Stop.Order one = new Stop.Order(new UUID(0, 1), Optional.of(SYSTEM), "harm", "ada", NOW);
        Stop.Order all = new Stop.Order(new UUID(0, 2), Optional.empty(), "harm", "ada", NOW);
        SystemId other = new SystemId(new UUID(0, 4));
        assertTrue(new Stop.InForce(one).holdsFor(SYSTEM));
        assertFalse(new Stop.InForce(one).holdsFor(other));
        assertTrue(new Stop.InForce(all).holdsFor(other));
    }

    @Test
    void anEmergencyHasAName() {
        assertThrows(IllegalArgumentException.class, () -> new Passage.Emergency(" "));
        assertThrows(IllegalArgumentException.class, () -> new Passage.Emergency("x".repeat(201)));
    }
}

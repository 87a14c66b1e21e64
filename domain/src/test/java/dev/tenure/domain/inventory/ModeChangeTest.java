package dev.tenure.domain.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class ModeChangeTest {

    private static final Instant AT = Instant.parse("2026-03-02T08:00:00Z");
    private static final ModeChange.Proposed PROPOSED = new ModeChange.Proposed(new ModeChange.Proposal(
            new UUID(0, 1), new SystemId(new UUID(0, 2)), new SystemMode.Notify(), new SystemMode.Act(), "ada", AT));

    @Test
    void nobodyConfirmsTheirOwnProposal() {
        assertTrue(PROPOSED.isBy("ada"));
        assertThrows(IllegalArgumentException.class, () -> PROPOSED.confirm("ada", AT));
        assertEquals(new ModeChange.Confirmed(PROPOSED.proposal(), "grace", AT), PROPOSED.confirm("grace", AT));
    }

    @Test
    void theProposerMayDecline() {
        assertEquals(new ModeChange.Declined(PROPOSED.proposal(), "ada", AT), PROPOSED.decline("ada", AT));
    }

    @Test
    void aProposalGoesStaleBehindItsSeventhDay() {
        Instant last = AT.plus(Duration.ofDays(7));
        assertFalse(PROPOSED.isStale(last));
        assertTrue(PROPOSED.isStale(last.plusMillis(1)));
    }
}

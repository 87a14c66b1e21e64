package dev.tenure.domain.preservation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.domain.identity.IdentityId;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Placing takes one person, lifting takes two. */
final class LegalHoldTest {

    private static final Instant NOW = Instant.parse("2026-03-02T08:00:00Z");
    private static final LegalHold.InForce PLACED = new LegalHold.Order(
                    new LegalHoldId(UUID.randomUUID()), new IdentityId(UUID.randomUUID()), "A matter", "first", NOW)
            .begin();

    @Test
    void itStandsUntilASecondPersonAgrees() {
        LegalHold.Lifting lifting = PLACED.propose("The matter is closed", "first", NOW);
        assertTrue(PLACED.stands());
        assertTrue(lifting.stands());
        assertThrows(IllegalArgumentException.class, () -> lifting.confirm("first", NOW));
        assertFalse(lifting.confirm("second", NOW).stands());
    }

    @Test
    void declinedItStandsAsBefore() {
        assertEquals(
                PLACED, PLACED.propose("The matter is closed", "first", NOW).decline());
    }
}

package dev.tenure.domain.ownership;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.lifecycle.LeaverCaseId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class HandOverTest {

    private static final Instant DUE = Instant.parse("2026-03-09T08:00:00Z");
    private static final IdentityId ADA = new IdentityId(new UUID(1, 1));
    private static final IdentityId BEN = new IdentityId(new UUID(1, 2));

    private static final HandOver.Due FORGE = new HandOver.Due(
            new HandOver.Facts(
                    new HandOverId(new UUID(2, 1)),
                    new LeaverCaseId(new UUID(3, 1)),
                    ADA,
                    new HandOver.Thing(OwnedKind.SYSTEM, new UUID(4, 1), "Forge"),
                    Optional.empty(),
                    DUE.minusSeconds(60),
                    DUE),
            false,
            1);

    @Test
    void itIsLateAfterItsTimeAndNotAtIt() {
        assertFalse(FORGE.isLate(DUE));
        assertTrue(FORGE.isLate(DUE.plusMillis(1)));
        assertFalse(FORGE.handOver(BEN, "operator", "Runs it", DUE).wasLate());
        assertTrue(FORGE.handOver(BEN, "operator", "Runs it", DUE.plusMillis(1)).wasLate());
    }

    @Test
    void theLeaverDoesNotSucceedThemselves() {
        assertThrows(IllegalArgumentException.class, () -> FORGE.handOver(ADA, "operator", "Stays a while", DUE));
    }

    @Test
    void whoIsProposedChangesAndNothingElse() {
        HandOver.Due proposing = FORGE.tellLate().propose(Optional.of(BEN));
        assertEquals(Optional.of(BEN), proposing.facts().proposed());
        assertEquals(FORGE.tellLate(), proposing.propose(Optional.empty()));
    }
}

package dev.tenure.domain.reconciliation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.domain.inventory.SystemId;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class ReconciliationStatesTest {

    private static final Instant AT = Instant.parse("2026-03-02T08:00:00Z");

    @Test
    void nobodyReleasesAProtectionAlone() {
        ProtectionRelease.Proposed proposed = new ProtectionRelease.Proposed(new ProtectionRelease.Proposal(
                new UUID(0, 1), new AccountId(new UUID(0, 2)), "no longer needed", "ada", AT));
        assertTrue(proposed.isBy("ada"));
        assertThrows(IllegalArgumentException.class, () -> proposed.confirm("ada", AT));
        assertEquals(new ProtectionRelease.Confirmed(proposed.proposal(), "grace", AT), proposed.confirm("grace", AT));
    }

    @Test
    void aReadEndsCompleteOrFailed() {
        SystemRead.Requested requested = new SystemRead.Requested(
                new ReadId(new UUID(0, 1)), new SystemId(new UUID(0, 2)), SystemRead.Scope.WHOLE, AT);
        SystemRead.Counts counts = new SystemRead.Counts(1, 2, 3, 4, 5, 6, 7, 8, 9);
        assertEquals(
                new SystemRead.Complete(
                        requested.id(),
                        requested.system(),
                        SystemRead.Scope.WHOLE,
                        AT,
                        counts,
                        List.of(),
                        AT.plusSeconds(1)),
                requested.complete(counts, AT.plusSeconds(1)));
        SystemRead.Complete partly = requested.complete(counts, List.of("one is shut", "one is gone"), AT);
        assertEquals(List.of("one is shut", "one is gone"), partly.unread());
        assertEquals(partly.unread(), partly.unreadInShort());
        List<String> inShort = requested
                .complete(counts, Collections.nCopies(23, "one is shut"), AT)
                .unreadInShort();
        assertEquals(21, inShort.size());
        assertEquals("and 3 more", inShort.getLast());
        assertEquals(11, partly.counts().problems(), "each part that was not read is a problem");
        assertEquals(
                new SystemRead.Failed(
                        requested.id(), requested.system(), SystemRead.Scope.WHOLE, AT, "down", AT.plusSeconds(1)),
                requested.fail("down", AT.plusSeconds(1)));
    }

    @Test
    void aListingThatLacksMoreThanHalfIsDoubtfulWhereThereAreMoreThanAFew() {
        assertFalse(new SystemRead.Coverage(0, 0, 0, 0).isDoubtful());
        assertFalse(new SystemRead.Coverage(19, 19, 19, 19).isDoubtful());
        assertFalse(new SystemRead.Coverage(20, 10, 20, 10).isDoubtful());
        assertTrue(new SystemRead.Coverage(20, 11, 0, 0).isDoubtful());
        assertTrue(new SystemRead.Coverage(0, 0, 20, 11).isDoubtful());
    }

    @Test
    void theConnectorsOwnAccountIsProtectedByTheProduct() {
        assertEquals("product", Protection.ofConnectorItself(AT).by());
    }
}

package dev.tenure.persistence.paging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class KeysetTest {

    @Test
    void aKeyGivesItsPartsBack() {
        UUID id = UUID.randomUUID();
        Instant moment = Instant.parse("2026-03-02T12:00:00.123456Z");
        Keyset read = Keyset.read(Keyset.of("Ä\"/+", -7L, id, moment), 4);
        assertEquals("Ä\"/+", read.text(0));
        assertEquals(-7, read.number(1));
        assertEquals(id, read.id(2));
        assertEquals(moment, read.moment(3));
    }

    @Test
    void aKeyIsSafeInAnAddress() {
        assertTrue(Keyset.of("???>>>~~~", 1L).matches("[A-Za-z0-9_-]+"));
    }

    @Test
    void whatIsNoKeyIsRefusedByName() {
        String notUtf8 = Base64.getUrlEncoder().encodeToString(new byte[] {(byte) 0xc3, 0x28});
        for (String malformed : List.of("", "%%%", "a", notUtf8, Keyset.of("one"), Keyset.of(1, 2, 3), "\u00e4")) {
            assertRefused(() -> Keyset.read(malformed, 2).number(1));
        }
        assertRefused(() -> Keyset.read(Keyset.of("x", "y"), 2).id(0));
        assertRefused(() -> Keyset.read(Keyset.of("x", "y"), 2).moment(1));
        assertRefused(
                () -> Keyset.read(Keyset.of("x", "9999999999999999999"), 2).number(1));
        assertRefused(() -> Keyset.read(Keyset.of("a\0b"), 1));
        for (String far :
                List.of("+1000000000-12-31T23:59:59Z", "-1000000000-01-01T00:00:00Z", "1969-12-31T23:59:59Z")) {
            assertRefused(() -> Keyset.read(Keyset.of(far), 1).moment(0));
        }
    }

    private static void assertRefused(Runnable reading) {
        IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, reading::run);
        assertTrue(String.valueOf(refusal.getMessage()).startsWith("after: "), refusal::getMessage);
    }
}

package dev.tenure.web.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class QueryTest {

    @Test
    void anAddressLeavesOutWhatIsEmpty() {
        assertEquals("/ui", Query.address("/ui", "q", "", "show", ""));
        assertEquals("/ui?show=late&after=k", Query.address("/ui", "q", "", "show", "late", "after", "k"));
    }

    @Test
    void aValueCannotBreakOutOfItsPlace() {
        assertEquals("/ui?q=a%26show%3Dall%23+%3C", Query.address("/ui", "q", "a&show=all# <"));
    }

    @Test
    void anIdIsReadOrIsNone() {
        UUID id = new UUID(1, 2);
        assertEquals(Optional.of(id), Query.id(id.toString()));
        assertTrue(Query.id("").isEmpty());
        assertTrue(Query.id("1-2-3-4-5").isEmpty());
        assertTrue(Query.id(id + "/..").isEmpty());
    }

    @Test
    void aSearchIsStrippedAndCutAtItsLimit() {
        assertEquals("", Query.text(null));
        assertEquals("nora", Query.text("  nora\t"));
        assertEquals(200, Query.text("n".repeat(5_000)).length());
        assertEquals(Optional.empty(), Query.wanted("   "));
        assertEquals("a b", Query.text("\u0000a\u0000b\u001B"));
    }
}

package dev.tenure.rest.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CorrelationFilterTest {

    @Test
    void anIdOfTheAllowedFormIsTaken() {
        assertEquals("Trace-1", CorrelationFilter.accepted(List.of("Trace-1")));
        assertEquals("x".repeat(64), CorrelationFilter.accepted(List.of("x".repeat(64))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a\nb", "ü", "a;b", "<b>", "${jndi:x}"})
    void anotherIsReplaced(String sent) {
        assertNew(CorrelationFilter.accepted(List.of(sent)));
    }

    @Test
    void aMissingOneALongOneAndTwoOfThemAreReplaced() {
        assertNew(CorrelationFilter.accepted(null));
        assertNew(CorrelationFilter.accepted(List.of("x".repeat(65))));
        assertNew(CorrelationFilter.accepted(List.of("a", "b")));
    }

    private static void assertNew(String id) {
        assertTrue(id.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"), id);
    }
}

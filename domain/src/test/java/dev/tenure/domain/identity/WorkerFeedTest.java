package dev.tenure.domain.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.domain.identity.WorkerFeed.Fact;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class WorkerFeedTest {

    private static Map<Fact, String> headers() {
        Map<Fact, String> headers = new EnumMap<>(Fact.class);
        for (Fact fact : Fact.values()) {
            headers.put(fact, fact.label());
        }
        return headers;
    }

    private static WorkerFeed feed(String name, Map<Fact, String> headers) {
        return new WorkerFeed(name, headers, ',', "UTF-8", "yyyy-MM-dd", ZoneOffset.UTC, 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-a", "A", "a_b", "a b", "ä", "a/b"})
    void aNameOfAnotherFormIsRefused(String name) {
        assertThrows(IllegalArgumentException.class, () -> feed(name, headers()));
    }

    @Test
    void aNameMayBe63LettersLong() {
        assertEquals(63, feed("a".repeat(63), headers()).name().length());
        assertThrows(IllegalArgumentException.class, () -> feed("a".repeat(64), headers()));
    }

    @ParameterizedTest
    @EnumSource(Fact.class)
    void aFeedWithoutANecessaryHeaderIsRefusedByItsName(Fact fact) {
        Map<Fact, String> headers = headers();
        headers.remove(fact);
        if (fact.required()) {
            IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> feed("a", headers));
            assertTrue(String.valueOf(refused.getMessage()).contains(fact.label()));
        } else {
            assertEquals(headers, feed("a", headers).headers());
        }
    }

    @Test
    void factsAreFoundByTheirLabelsAlone() {
        for (Fact fact : Fact.values()) {
            assertEquals(Optional.of(fact), Fact.of(fact.label()));
        }
        assertEquals(Optional.empty(), Fact.of("WORKER_ID"));
    }
}

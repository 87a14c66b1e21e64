package dev.tenure.testkit.transaction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.application.transaction.Identifiers;
import dev.tenure.testkit.Ports;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What {@link Identifiers} promises. */
public interface IdentifiersContract {

    /** The ports under test. */
    Ports ports();

    @Test
    default void everyIdIsAnotherOfVersionSevenAndTheyGrow() {
        List<UUID> ids =
                Stream.generate(() -> ports().identifiers().next()).limit(1_000).toList();
        assertEquals(1_000, ids.stream().distinct().count());
        assertTrue(ids.stream().allMatch(id -> id.version() == 7 && id.variant() == 2));
        // As PostgreSQL compares them: byte for byte.
        List<String> texts = ids.stream().map(UUID::toString).toList();
        assertEquals(texts.stream().sorted().toList(), texts);
    }
}

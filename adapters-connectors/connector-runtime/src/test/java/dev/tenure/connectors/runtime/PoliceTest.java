package dev.tenure.connectors.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.connector.spi.Connection;
import dev.tenure.connector.spi.Cursor;
import dev.tenure.connector.spi.Gap;
import dev.tenure.connector.spi.Page;
import dev.tenure.connector.spi.Secret;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What stands beside what was asked for is looked into as well. */
class PoliceTest {

    private final Police police = new Police(List.of(Secret.of("correct horse")));

    private Optional<String> ofGap(String reason) {
        return police.ofPage(Cursor.START, new Page<>(List.of(), Optional.empty(), List.of(new Gap("2/", reason))));
    }

    private Optional<String> ofShortfall(String said) {
        return police.ofConnection(new Connection("product", Optional.empty(), true, Set.of(), List.of(said)));
    }

    @Test
    void aSecretInTheReasonOfAGapOrInAShortfallIsALeak() {
        assertTrue(ofGap("sent correct horse").orElseThrow().contains("secret"));
        assertTrue(ofShortfall("sent correct horse").orElseThrow().contains("secret"));
        assertEquals(Optional.empty(), ofGap("part 2 does not answer"));
        assertEquals(Optional.empty(), ofShortfall("no right to write"));
    }
}

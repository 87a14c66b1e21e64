package dev.tenure.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackagedApplicationTest {

    private static final Duration BOUND = Duration.ofSeconds(60);

    private final Path log;
    private final PackagedApplication artifact;

    PackagedApplicationTest(@TempDir Path folder) throws IOException {
        this.log = folder.resolve("tenure.log");
        this.artifact = new PackagedApplication(StandInApplication.jarIn(folder));
    }

    @Test
    void itServesFromWhenItSaysThatItIsReadyUntilItIsClosed() throws Exception {
        int port = FreePort.any();

        RunningApplication running = artifact.serve(environment(port, "slow"), log, BOUND);
        try (running) {
            assertEquals(URI.create("http://localhost:" + port), running.address());
            assertTrue(running.isAlive());
            assertThrows(IOException.class, () -> FreePort.exactly(port));
        }

        assertFalse(running.isAlive());
    }

    @Test
    void itInheritsNothingThatItWasNotGiven() throws Exception {
        artifact.migrate(Map.of("TENURE_OWNER_USERNAME", "tenure_owner"), log, BOUND);

        String text = Files.readString(log);
        assertTrue(text.contains("migrated as tenure_owner"), text);
        String names = text.lines()
                .filter(line -> line.startsWith("environment "))
                .findFirst()
                .orElseThrow();
        assertTrue(names.contains("PATH"), names);
        assertFalse(names.contains("JAVA_HOME"), names);
        assertFalse(names.contains("MAVEN"), names);
    }

    @Test
    void oneThatEndsWhileItStartsIsReportedWithItsLog() throws Exception {
        int port = FreePort.any();

        IOException failure =
                assertThrows(IOException.class, () -> artifact.serve(environment(port, "broken"), log, BOUND));

        assertTrue(String.valueOf(failure.getMessage()).contains("no configuration for it"), failure::toString);
    }

    @Test
    void oneThatIsNeverReadyIsGivenUpAndEnded() throws Exception {
        int port = FreePort.any();

        IOException failure = assertThrows(
                IOException.class, () -> artifact.serve(environment(port, "never"), log, Duration.ofSeconds(3)));

        assertTrue(String.valueOf(failure.getMessage()).contains("not ready within 3 s"), failure::toString);
        assertEquals(port, FreePort.exactly(port), "nothing listens any more");
    }

    @Test
    void aMigrationThatFailsIsReportedWithItsLog() {
        IOException failure = assertThrows(
                IOException.class, () -> artifact.migrate(Map.of("STAND_IN_BEHAVIOUR", "broken"), log, BOUND));

        String message = String.valueOf(failure.getMessage());
        assertTrue(message.contains("exit code 3"), message);
        assertTrue(message.contains("no configuration for it"), message);
    }

    @Test
    void aMissingArtifactIsReportedWithTheRemedy(@TempDir Path empty) {
        PackagedApplication missing = new PackagedApplication(empty.resolve("quarkus-run.jar"));

        IOException failure = assertThrows(IOException.class, () -> missing.migrate(Map.of(), log, BOUND));
        assertTrue(String.valueOf(failure.getMessage()).contains("mvn -B -q -DskipTests package"), failure::toString);
    }

    private static Map<String, String> environment(int port, String behaviour) {
        return Map.of("QUARKUS_HTTP_PORT", Integer.toString(port), "STAND_IN_BEHAVIOUR", behaviour);
    }
}

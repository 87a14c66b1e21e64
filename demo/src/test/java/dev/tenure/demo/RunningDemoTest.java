package dev.tenure.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunningDemoTest {

    private static final Path BINARIES =
            Path.of(System.getProperty("tenure.root", ".."), "demo", "target", "postgresql");

    @Test
    void everythingStartsAroundTheArtifactAndNothingIsLeftAfterwards(@TempDir Path jars, @TempDir Path files)
            throws Exception {
        PackagedApplication artifact = new PackagedApplication(StandInApplication.jarIn(jars));
        DemoFolder folder = DemoFolder.at(files);
        int port = FreePort.any();
        RunningDemo demo;

        try (OpenThings open = new OpenThings()) {
            demo = RunningDemo.start(artifact, folder, BINARIES, port, Clock.systemUTC(), open);

            assertTrue(demo.application().isAlive());
            assertTrue(Files.isDirectory(folder.database()));
        }

        assertTrue(Files.readString(folder.log("migrate")).contains("migrated as tenure_owner"));
        String served = Files.readString(folder.log("tenure"));
        for (String variable : new String[] {
            "QUARKUS_DATASOURCE_PASSWORD",
            "QUARKUS_OIDC_AUTH_SERVER_URL",
            CompanyDirectories.CORPORATE_SECRET,
            CompanyDirectories.ENGINEERING_SECRET
        }) {
            assertTrue(served.contains(variable), variable);
        }
        assertFalse(demo.application().isAlive());
        assertFalse(Files.exists(folder.database()));
        assertEquals(port, FreePort.exactly(port));
    }

    @Test
    void whatWasStartedBeforeAFailureIsStoppedToo(@TempDir Path empty, @TempDir Path files) throws Exception {
        PackagedApplication missing = new PackagedApplication(empty.resolve("quarkus-run.jar"));
        DemoFolder folder = DemoFolder.at(files);

        try (OpenThings open = new OpenThings()) {
            assertThrows(
                    IOException.class,
                    () -> RunningDemo.start(missing, folder, BINARIES, FreePort.any(), Clock.systemUTC(), open));
        }

        assertFalse(Files.exists(folder.database()));
    }
}

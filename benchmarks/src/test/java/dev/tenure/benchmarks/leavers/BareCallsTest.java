package dev.tenure.benchmarks.leavers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.connectors.ldap.directories.EmbeddedDirectory;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BareCallsTest {

    private static final int WORKERS = 7;

    private static String dn(EmbeddedDirectory directory, int worker) {
        return "uid=user" + worker + "," + directory.accountBase();
    }

    private static boolean isShutOut(EmbeddedDirectory directory, int worker) {
        String dn = dn(directory, worker);
        return !directory.isEnabled(dn) && !directory.secretOf(dn).equals(Optional.of("first-password-" + worker));
    }

    @Test
    void theyShutEveryWorkerOutOfEveryDirectoryThatTheyAreFor() throws InterruptedException {
        try (Directories directories = Directories.start(3, WORKERS, Duration.ZERO);
                BareCalls calls = new BareCalls(directories, 2)) {
            assertNotEquals(0, calls.shutOutAll(WORKERS, 2));
            for (int worker = 0; worker < WORKERS; worker++) {
                assertTrue(isShutOut(directories.get(0), worker));
                assertTrue(isShutOut(directories.get(1), worker));
                assertTrue(directories.get(2).canSignIn(dn(directories.get(2), worker), "first-password-" + worker));
            }
        }
    }

    @Test
    void oneOfThemConcernsOneWorkerOnOneDirectory() {
        try (Directories directories = Directories.start(2, WORKERS, Duration.ZERO);
                BareCalls calls = new BareCalls(directories, 2)) {
            assertNotEquals(0, calls.shutOut(1, 3));
            for (int worker = 0; worker < WORKERS; worker++) {
                assertFalse(isShutOut(directories.get(0), worker));
                assertEquals(worker == 3, isShutOut(directories.get(1), worker));
            }
        }
    }

    @Test
    void whoIsNotThereOrIsOutAlreadyIsNoFloor() {
        try (Directories directories = Directories.start(1, WORKERS, Duration.ZERO);
                BareCalls calls = new BareCalls(directories, 1)) {
            assertThrows(IllegalStateException.class, () -> calls.shutOut(0, WORKERS));
            assertNotEquals(0, calls.shutOut(0, 0));
            assertThrows(IllegalStateException.class, () -> calls.shutOut(0, 0));
        }
    }
}

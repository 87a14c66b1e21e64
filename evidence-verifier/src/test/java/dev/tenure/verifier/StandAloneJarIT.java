package dev.tenure.verifier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar as an auditor gets it: alone in a directory, run with the JDK and nothing else. */
class StandAloneJarIT {

    private final Path directory;

    StandAloneJarIT(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void theJarAloneVerifiesAnExport() throws IOException, InterruptedException {
        Path built = Path.of(System.getProperty("verifier.jar"));
        Files.copy(built, directory.resolve("evidence-verifier.jar"), StandardCopyOption.REPLACE_EXISTING);
        byte[] export = SampleLog.bytes(SampleLog.export(SampleLog.events(100), 40, 100));
        Files.write(directory.resolve("audit.export"), export);
        Files.writeString(directory.resolve("audit.pub"), SampleLog.KEY.vkey() + "\n");
        Files.writeString(
                directory.resolve("kept.note"), SampleLog.checkpoint(SampleLog.KEY, SampleLog.events(40), 40));

        assertExit(0, "SOUND", "audit.export", "--key", "audit.pub", "--checkpoint", "kept.note");
        export[export.length / 2] ^= 4;
        Files.write(directory.resolve("audit.export"), export);
        assertExit(1, "BROKEN", "audit.export", "--key", "audit.pub");
        assertExit(2, "There is no file", "absent.export", "--key", "audit.pub");
    }

    private void assertExit(int code, String output, String... args) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", "evidence-verifier.jar"));
        command.addAll(List.of(args));
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(code, process.waitFor(), printed);
        assertTrue(printed.contains(output), printed);
    }
}

package dev.tenure.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./tenure demo --once}, whole: the packaged product against real directories, judged by the verifier. */
class SampleDayIT {

    private static final Path ROOT = Path.of(System.getProperty("tenure.root", ".."));

    @Test
    void aDayOfLeaversEndsWithEverybodyOutAndALogThatVerifies(@TempDir Path folder) throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);

        int code =
                DemoMain.run(List.of("--once", "--data", folder.resolve("day").toString()), ROOT, out, out);

        String text = printed.toString(StandardCharsets.UTF_8);
        assertEquals(0, code, text);
        assertTrue(
                text.lines()
                        .reduce("", (before, line) -> line)
                        .matches(
                                "leavers=3 systems=4 verified=[1-9][0-9]* open=0 protected=1 audit=ok scim=1 webhook=1 findings=[1-9][0-9]* swept=1"),
                text);

        assertTrue(text.lines().anyMatch(line -> line.startsWith("orphan") && line.contains("nightly-backup")), text);

        Path once = ROOT.resolve("demo").resolve("target").resolve("once");
        assertEquals(0, verify(folder, once.resolve("audit.export"), once.resolve("audit.pub")));

        byte[] key = Files.readAllBytes(once.resolve("audit.pub"));
        key[key.length / 2] ^= 1;
        assertEquals(1, verify(folder, once.resolve("audit.export"), Files.write(folder.resolve("changed.pub"), key)));

        byte[] export = Files.readAllBytes(once.resolve("audit.export"));
        export[export.length / 2] ^= 1;
        assertEquals(
                1, verify(folder, Files.write(folder.resolve("changed.export"), export), once.resolve("audit.pub")));
    }

    private static int verify(Path folder, Path export, Path key) throws Exception {
        return PackagedVerifier.verify(ROOT, export, key, folder.resolve("verifier.log"));
    }
}

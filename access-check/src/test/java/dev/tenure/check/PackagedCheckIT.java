package dev.tenure.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar as the script starts it: the sample of the README, and more people and accounts than any small company has. */
class PackagedCheckIT {

    private static final Path ROOT = Path.of(System.getProperty("tenure.root", ".."));

    private final Path folder;

    PackagedCheckIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void theSampleOfTheReadmeSaysWhatTheDocumentSaysItSays() throws Exception {
        Answer answer = check(
                "-Xmx256m",
                "--hr",
                "docs/samples/hr.csv",
                "--accounts",
                "docs/samples/directory.csv",
                "--as-of",
                "2026-11-21",
                "--zone",
                "Europe/Berlin");
        assertEquals(1, answer.code, answer.text);
        String document = Files.readString(ROOT.resolve("docs/access-check.md"));
        assertTrue(
                document.contains("```text\n" + answer.text + "```"),
                "put this into docs/access-check.md:\n" + answer.text);
    }

    @Test
    void aHundredThousandWorkersAndTwoHundredThousandAccountsFitAQuarterOfAGigabyte() throws Exception {
        Path hr = folder.resolve("hr.csv");
        Path listing = folder.resolve("crm.csv");
        try (BufferedWriter out = Files.newBufferedWriter(hr)) {
            out.write("employee id,name,work email,hire date,last day\n");
            for (int i = 0; i < 100_000; i++) {
                out.write(i + ",Sample Worker " + i + ",worker." + i + "@example.com,2020-01-01,"
                        + (i % 100 == 0 ? "2026-01-31" : "") + "\n");
            }
        }
        try (BufferedWriter out = Files.newBufferedWriter(listing)) {
            out.write("login,email,role,last login\n");
            for (int i = 0; i < 200_000; i++) {
                out.write("login." + i + ",worker." + i + "@example.com,user,2026-11-01\n");
            }
        }
        Answer answer = check(
                "-Xmx256m",
                "--hr",
                hr.toString(),
                "--accounts",
                listing.toString(),
                "--as-of",
                "2026-11-21",
                "--out",
                folder.resolve("out").toString());
        assertEquals(1, answer.code, answer.text);
        assertTrue(answer.text.contains("    1000  active leavers"), answer.text);
        assertTrue(answer.text.contains("  100000  orphans"), answer.text);
        try (var lines = Files.lines(folder.resolve("out/findings.csv"))) {
            assertEquals(101_001, lines.count());
        }
    }

    private record Answer(int code, String text) {}

    private static Answer check(String memory, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                memory,
                "-XX:+UseSerialGC",
                "-jar",
                System.getProperty("check.jar", "")));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(ROOT.toFile())
                .redirectErrorStream(true)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Answer(process.waitFor(), printed);
    }
}

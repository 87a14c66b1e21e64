package dev.tenure.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes files into a folder and runs the command over them, as a person would. */
final class CheckRun {

    static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    static final String HR = "Employee ID,Name,Work Email,Hire Date,Last Working Day,Status,Time Zone\n";
    static final String ACCOUNTS = "login,email,employee id,status,role,last login,created,type,owner\n";

    private final Path folder;
    private int runs;

    CheckRun(Path folder) {
        this.folder = folder;
    }

    Path file(String name, String text) {
        return file(name, text, StandardCharsets.UTF_8);
    }

    Path file(String name, String text, Charset charset) {
        return file(name, text.getBytes(charset));
    }

    Path file(String name, byte[] bytes) {
        try {
            return Files.write(folder.resolve(name), bytes);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Runs it over {@code hr.csv} and {@code okta.csv} of these texts. */
    Answer over(String hr, String okta, String... options) {
        file("hr.csv", hr);
        file("okta.csv", okta);
        return files(options);
    }

    /** Runs it over {@code hr.csv} and {@code okta.csv} as they are. */
    Answer files(String... options) {
        List<String> arguments = new ArrayList<>(List.of(
                "--hr",
                folder.resolve("hr.csv").toString(),
                "--accounts",
                folder.resolve("okta.csv").toString()));
        arguments.addAll(List.of(options));
        return with(arguments);
    }

    /** Runs it with these arguments and a folder for the CSV files. */
    Answer with(List<String> arguments) {
        Path out = folder.resolve("out" + runs++);
        List<String> all = new ArrayList<>(arguments);
        all.addAll(List.of("--out", out.toString()));
        Answer answer = bare(all, out);
        if (answer.code == 2) {
            assertEquals("", answer.out, "an answer beside an error");
            assertEquals(List.of(), answer.written(), "files beside an error");
        }
        return answer;
    }

    Answer bare(List<String> arguments, Path out) {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        ByteArrayOutputStream complained = new ByteArrayOutputStream();
        int code = Main.run(
                arguments.toArray(String[]::new),
                new PrintStream(printed, true, StandardCharsets.UTF_8),
                new PrintStream(complained, true, StandardCharsets.UTF_8),
                NOW,
                ZoneId.of("UTC"));
        String err = complained.toString(StandardCharsets.UTF_8);
        assertFalse(err.contains("\tat "), err);
        return new Answer(code, printed.toString(StandardCharsets.UTF_8), err, out);
    }

    /** What it said. */
    record Answer(int code, String out, String err, Path folder) {

        List<Map<String, String>> rows(String file) {
            List<Map<String, String>> rows = new ArrayList<>();
            try (CsvReader<NamedCsvRecord> reader =
                    CsvReader.builder().ofNamedCsvRecord(folder.resolve(file), StandardCharsets.UTF_8)) {
                reader.forEach(row -> rows.add(row.getFieldsAsMap()));
            } catch (IOException e) {
                throw new AssertionError(this.toString(), e);
            }
            return rows;
        }

        /** The findings of a kind. */
        List<Map<String, String>> of(String kind) {
            return rows("findings.csv").stream()
                    .filter(row -> kind.equals(row.get("kind")))
                    .toList();
        }

        /** The accounts of the findings of a kind. */
        List<String> accounts(String kind) {
            return of(kind).stream()
                    .map(row -> String.valueOf(row.get("account")))
                    .toList();
        }

        /** The only finding of a kind. */
        Map<String, String> only(String kind) {
            List<Map<String, String>> found = of(kind);
            assertEquals(1, found.size(), toString());
            return found.get(0);
        }

        List<String> written() {
            if (!Files.exists(folder)) {
                return List.of();
            }
            try (var files = Files.list(folder)) {
                return files.map(file -> String.valueOf(file.getFileName()))
                        .sorted()
                        .toList();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }

        /** It could not judge, and says all of this. */
        void refused(String... says) {
            assertEquals(2, code, toString());
            for (String part : says) {
                assertTrue(err.contains(part), () -> "no \"" + part + "\" in: " + err);
            }
        }

        /** The answer says this. */
        void says(String part) {
            assertTrue(out.contains(part), () -> "no \"" + part + "\" in:\n" + out);
        }

        /** The answer does not say this. */
        void saysNot(String part) {
            assertFalse(out.contains(part), () -> "\"" + part + "\" in:\n" + out);
        }
    }
}

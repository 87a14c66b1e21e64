package dev.tenure.verifier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command: its exit codes and what it prints. */
class MainTest {

    private static final List<SampleLog.Event> EVENTS = SampleLog.events(30);

    private final Path directory;
    private final String export;
    private final String key;

    MainTest(@TempDir Path directory) throws IOException {
        this.directory = directory;
        this.export = file("audit.export", SampleLog.bytes(SampleLog.export(EVENTS, 10, 30)));
        this.key = file("audit.pub", utf8(SampleLog.KEY.vkey() + "\n"));
    }

    @Test
    void aSoundExportExitsWithNoughtAndTheFigures() {
        Run run = run(export, "--key", key);
        assertEquals(0, run.code, run.err);
        for (String figure : List.of(
                "SOUND",
                "audit.example/tenure",
                SampleLog.KEY.verifierKey().keyId(),
                "leaves            30",
                "checkpoints       2",
                "covers 30 leaves",
                "disclosures       12",
                "kept checkpoints  0")) {
            assertTrue(run.out.contains(figure), figure + " in: " + run.out);
        }
    }

    @Test
    void aBrokenExportExitsWithOneAndSaysWhatAndWhere() throws IOException {
        List<String> lines = SampleLog.export(EVENTS, 10, 30);
        lines.removeIf(l -> l.startsWith("leaf 17 "));
        file("audit.export", SampleLog.bytes(lines));
        Run run = run("--key", key, export);
        assertEquals(1, run.code, run.err);
        assertTrue(run.out.contains("BROKEN"), run.out);
        assertTrue(run.out.contains("leaf 17"), run.out);
        assertTrue(run.out.contains("first bad index   17"), run.out);
    }

    @Test
    void anEmptyLogIsSaidToProveNothing() throws IOException {
        file("audit.export", SampleLog.bytes(SampleLog.export(List.of())));
        Run run = run(export, "--key", key);
        assertEquals(0, run.code, run.err);
        assertTrue(run.out.contains("proves nothing"), run.out);
    }

    @Test
    void keptCheckpointsAreComparedAndNamed() throws IOException {
        String early = file("early.note", utf8(SampleLog.checkpoint(SampleLog.KEY, EVENTS, 10)));
        String late = file("late.note", utf8(SampleLog.checkpoint(SampleLog.KEY, EVENTS, 30)));
        Run whole = run(export, "--key", key, "--checkpoint", early, "--checkpoint", late);
        assertEquals(0, whole.code, whole.out);
        assertTrue(whole.out.contains("kept checkpoints  2"), whole.out);

        file("audit.export", SampleLog.bytes(SampleLog.export(EVENTS.subList(0, 10), 10)));
        Run cut = run(export, "--key", key, "--checkpoint", early, "--checkpoint", late);
        assertEquals(1, cut.code, cut.out);
        assertTrue(cut.out.contains(late), cut.out);
        assertTrue(cut.out.contains("first bad index   10"), cut.out);
    }

    @Test
    void anEarlierKeyMayBeGivenBesides() throws IOException {
        String other = file("other.pub", utf8(SampleLog.OTHER_KEY.vkey()));
        assertEquals(0, run(export, "--key", other, "--key", key).code);
        assertEquals(1, run(export, "--key", other).code);
    }

    @Test
    void wrongUsageExitsWithTwoAndTheUsage() {
        for (String[] wrong : List.of(
                new String[] {},
                new String[] {export},
                new String[] {"--key", key},
                new String[] {export, "--key"},
                new String[] {export, export, "--key", key},
                new String[] {export, "--key", key, "--verbose", "x"},
                new String[] {export, "--key", key, "--verbose"})) {
            Run run = run(wrong);
            assertEquals(2, run.code, String.join(" ", wrong));
            assertTrue(run.err.contains("java -jar evidence-verifier.jar FILE --key KEYFILE"), run.err);
            assertEquals("", run.out);
        }
        assertEquals(0, run("--help").code);
    }

    @Test
    void filesThatCannotBeReadExitWithTwoAndARemedy() throws IOException {
        String here = directory.toString();
        String absent = directory.resolve("absent").toString();
        assertNotJudged("is a directory", here, "--key", key);
        assertNotJudged("There is no file", absent, "--key", key);
        assertNotJudged("is a directory", export, "--key", here);
        assertNotJudged("There is no file", export, "--key", absent);
        assertNotJudged("There is no file", export, "--key", key, "--checkpoint", absent);
        assertNotJudged("no path", "\0", "--key", key);
        assertNotJudged("is larger than", export, "--key", file("large.pub", new byte[100_000]));
        assertNotJudged("is no checkpoint", export, "--key", key, "--checkpoint", key);
        String elsewhere = file(
                "elsewhere.pub",
                utf8(SigningKey.first("elsewhere.example/tenure").vkey()));
        assertNotJudged("only keys of one log", export, "--key", key, "--key", elsewhere);
    }

    @Test
    void aChangeOfAnyBitOfTheKeysFileExitsWithOneAndSaysWhatAndWhere() throws IOException {
        byte[] published = utf8(SampleLog.KEY.vkey() + "\n");
        assertEquals(0, run(export, "--key", file("right.pub", published)).code);
        for (int bit = 0; bit < 8 * published.length; bit++) {
            byte[] changed = published.clone();
            changed[bit / 8] ^= (byte) (1 << (bit % 8));
            assertSpoilt("", changed);
        }
        assertSpoilt("key id does not belong", utf8("x" + SampleLog.KEY.vkey()));
        assertSpoilt("not of the form", new byte[0]);
        assertSpoilt("no canonical base64", utf8(SampleLog.KEY.vkey() + "\n\n"));
        assertSpoilt("name has spaces", utf8(" " + SampleLog.KEY.vkey()));
    }

    private void assertSpoilt(String what, byte[] keyFile) throws IOException {
        String spoilt = file("spoilt.pub", keyFile);
        Run run = run(export, "--key", spoilt);
        assertEquals(1, run.code, run.out + run.err);
        assertTrue(run.out.contains(spoilt) && run.out.contains(what), run.out);
    }

    private static void assertNotJudged(String why, String... args) {
        Run run = run(args);
        assertEquals(2, run.code, run.out);
        assertTrue(run.err.contains(why), run.err);
    }

    private record Run(int code, String out, String err) {}

    private static Run run(String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = Main.run(
                args,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        return new Run(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private String file(String name, byte[] bytes) throws IOException {
        return Files.write(directory.resolve(name), bytes).toString();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

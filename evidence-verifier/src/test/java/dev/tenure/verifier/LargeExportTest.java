package dev.tenure.verifier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** An export larger than the memory it is verified in. */
class LargeExportTest {

    @Test
    void aLargeExportIsSound() throws IOException {
        Verdict verdict =
                ExportVerifier.trusting(SampleLog.KEY.verifierKey()).verify(new GeneratedExport(200_000, 9_999));
        Verdict.Sound sound = assertInstanceOf(Verdict.Sound.class, verdict);
        assertEquals(200_000, sound.leaves());
        assertEquals(21, sound.checkpoints());
    }

    @Test
    void aChangeLateInALargeExportIsNamed() throws IOException {
        Verdict verdict = ExportVerifier.trusting(SampleLog.KEY.verifierKey())
                .verify(new ChangedAt(new GeneratedExport(100_000, 9_999), 50_000_000));
        Verdict.Broken broken = assertInstanceOf(Verdict.Broken.class, verdict);
        Where.Leaf where = assertInstanceOf(Where.Leaf.class, broken.where());
        assertEquals(OptionalLong.of(where.index()), broken.firstBadIndex());
        assertEquals(where.index() + 5, where.line());
    }

    @Test
    void memoryDoesNotGrowWithTheLog() throws IOException, InterruptedException {
        // The leaves are 200 MB as they stand in the file, and their hashes alone 10 MB.
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx8m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        GeneratedExportRun.class.getName(),
                        "320000",
                        "10000"))
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
    }

    /** A stream with one bit changed at one byte. */
    private static final class ChangedAt extends InputStream {

        private final InputStream in;
        private long untilChange;

        ChangedAt(InputStream in, long position) {
            this.in = in;
            this.untilChange = position;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = in.read(buffer, offset, length);
            if (untilChange >= 0 && untilChange < count) {
                buffer[offset + (int) untilChange] ^= 1;
            }
            untilChange -= count;
            return count;
        }
    }
}

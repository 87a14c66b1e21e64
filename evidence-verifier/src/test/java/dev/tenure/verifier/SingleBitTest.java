package dev.tenure.verifier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * A single changed bit anywhere is found, and in a leaf the leaf is named. Of the large export, one bit of every
 * {@code verifier.bits.step}-th byte is changed (a system property; at 1 it takes minutes); of the small export every
 * bit of every byte.
 */
class SingleBitTest {

    private static final int STEP = Integer.getInteger("verifier.bits.step", 29);

    private static final ExportVerifier VERIFIER = ExportVerifier.trusting(SampleLog.KEY.verifierKey());

    @Test
    void aChangedBitAnywhereInALargeExportIsFound() {
        List<String> lines = SampleLog.export(SampleLog.events(1_000), 1, 250, 251, 600, 1_000);
        byte[] export = SampleLog.bytes(lines);
        int[] leafOfByte = leafOfByte(lines, export.length);
        long found = IntStream.range(0, export.length)
                .filter(at -> at % STEP == 0)
                .parallel()
                .filter(at -> isFound(export, at, new Random(at).nextInt(8), leafOfByte[at]))
                .count();
        assertEquals((export.length + STEP - 1) / STEP, found);
    }

    @Test
    void aChangeOfAnyBitOfASmallExportIsFound() {
        List<String> lines = SampleLog.export(SampleLog.events(8), 8);
        byte[] export = SampleLog.bytes(lines);
        int[] leafOfByte = leafOfByte(lines, export.length);
        long found = IntStream.range(0, export.length * 8)
                .parallel()
                .filter(bit -> isFound(export, bit / 8, bit % 8, leafOfByte[bit / 8]))
                .count();
        assertEquals(export.length * 8L, found);
    }

    private static boolean isFound(byte[] export, int at, int bit, int leaf) {
        byte[] changed = export.clone();
        changed[at] ^= (byte) (1 << bit);
        String change = "byte " + at + ", bit " + bit;
        try {
            Verdict verdict = VERIFIER.verify(new ByteArrayInputStream(changed));
            Verdict.Broken broken = assertInstanceOf(Verdict.Broken.class, verdict, change);
            if (leaf >= 0) {
                assertEquals(OptionalLong.of(leaf), broken.firstBadIndex(), change + ": " + broken.what());
            }
        } catch (IOException e) {
            throw new AssertionError("reading from memory does not fail", e);
        }
        return true;
    }

    /** The leaf in whose line each byte stands; -1 in lines that are no leaf's. */
    private static int[] leafOfByte(List<String> lines, int length) {
        int[] leafOfByte = new int[length];
        int at = 0;
        for (String line : lines) {
            int leaf = line.startsWith("leaf ") ? Integer.parseInt(line.split(" ", -1)[1]) : -1;
            int end = at + SampleLog.bytes(List.of(line)).length;
            while (at < end) {
                leafOfByte[at++] = leaf;
            }
        }
        return leafOfByte;
    }
}

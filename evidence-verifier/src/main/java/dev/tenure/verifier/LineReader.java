package dev.tenure.verifier;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * Reads lines of bytes that end in LF, one at a time, and hashes what it has passed. Memory is bounded by the longest
 * line, and that by {@link #LONGEST_LINE}.
 */
final class LineReader {

    /** The longest line taken, in bytes without its LF: 16 MiB. */
    static final int LONGEST_LINE = 16 * 1024 * 1024;

    private static final int FIRST_BUFFER = 64 * 1024;

    private final InputStream in;
    private final MessageDigest passed = Sha256.digest();
    private byte[] buffer = new byte[FIRST_BUFFER];
    private int start;
    private int end;
    private int next;
    private int filled;
    private long number;
    private boolean ended;

    LineReader(InputStream in) {
        this.in = in;
    }

    /**
     * Goes to the next line.
     *
     * @return false if the input ended before it
     * @throws Defect if the line is too long, lacks its LF or ends in CR
     */
    boolean advance() throws IOException, Defect {
        passed.update(buffer, start, next - start);
        start = next;
        number++;
        int scanned = start;
        while (true) {
            for (int i = scanned; i < filled; i++) {
                if (buffer[i] == '\n') {
                    end = i;
                    next = i + 1;
                    refuseLongerThanAllowed();
                    refuseCarriageReturn();
                    return true;
                }
            }
            end = filled;
            refuseLongerThanAllowed();
            int pending = filled - start;
            boolean more = fill();
            if (!more && pending == 0) {
                end = start;
                ended = true;
                return false;
            }
            if (!more) {
                throw new Defect("the file ends within this line, before its line feed: the file was cut off");
            }
            scanned = start + pending;
        }
    }

    /** The number of the current line, from 1. After the last line: the number that the next line would have. */
    long number() {
        return number;
    }

    /** Whether the current line begins with these bytes. */
    boolean startsWith(byte[] expected) {
        return end - start >= expected.length
                && Arrays.equals(buffer, start, start + expected.length, expected, 0, expected.length);
    }

    /** Whether the input has ended, so that there is no current line. */
    boolean atEnd() {
        return ended;
    }

    /** The fields of the current line. They are valid until the next call of {@link #advance()}. */
    Fields fields() {
        return new Fields(buffer, start, end);
    }

    /** A copy of the current line without its LF. */
    byte[] bytes() {
        return Arrays.copyOfRange(buffer, start, end);
    }

    /** SHA-256 over all bytes before the current line. To be called once, on the last line. */
    byte[] hashOfPassed() {
        return passed.digest();
    }

    /** Whether any byte follows the current line. */
    boolean hasMore() throws IOException {
        return next < filled || in.read() >= 0;
    }

    private boolean fill() throws IOException {
        if (start > 0) {
            System.arraycopy(buffer, start, buffer, 0, filled - start);
            filled -= start;
            next = 0;
            start = 0;
        }
        if (filled == buffer.length) {
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
        int read = in.read(buffer, filled, buffer.length - filled);
        if (read < 0) {
            return false;
        }
        filled += read;
        return true;
    }

    private void refuseLongerThanAllowed() throws Defect {
        if (end - start > LONGEST_LINE) {
            throw new Defect("the line is longer than " + LONGEST_LINE + " bytes, the most that an export may have");
        }
    }

    private void refuseCarriageReturn() throws Defect {
        if (end > start && buffer[end - 1] == '\r') {
            throw new Defect("the line ends in CR LF, where LF alone is right: the file was changed, perhaps by a"
                    + " transfer as text; fetch it again as binary");
        }
    }
}

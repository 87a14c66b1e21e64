package dev.tenure.files.lifecycle;

import java.io.IOException;
import java.io.PushbackInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The first bytes of a text that say in which encoding of Unicode it is. */
final class ByteOrderMark {

    /** How many bytes the longest has. */
    static final int LONGEST = 4;

    /** The longer ones first: one begins with another. */
    private static final Map<Charset, byte[]> MARKS = new LinkedHashMap<>();

    static {
        MARKS.put(Charset.forName("UTF-32LE"), bytes(0xFF, 0xFE, 0, 0));
        MARKS.put(Charset.forName("UTF-32BE"), bytes(0, 0, 0xFE, 0xFF));
        MARKS.put(StandardCharsets.UTF_8, bytes(0xEF, 0xBB, 0xBF));
        MARKS.put(StandardCharsets.UTF_16LE, bytes(0xFF, 0xFE));
        MARKS.put(StandardCharsets.UTF_16BE, bytes(0xFE, 0xFF));
    }

    private ByteOrderMark() {}

    /** The encoding that the mark names, if there is one. The bytes are put back, the mark too. */
    static Optional<Charset> read(PushbackInputStream in) throws IOException {
        byte[] begin = in.readNBytes(LONGEST);
        in.unread(begin);
        return MARKS.entrySet().stream()
                .filter(one -> Arrays.equals(
                        one.getValue(), Arrays.copyOf(begin, Math.min(begin.length, one.getValue().length))))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}

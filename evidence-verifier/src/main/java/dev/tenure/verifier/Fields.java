package dev.tenure.verifier;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** The fields of one line, separated by single spaces, taken from left to right. Strict: one writing for each value. */
final class Fields {

    private static final int LONGEST_DECIMAL = 18;

    private final byte[] line;
    private final int lineEnd;
    private int at;
    private boolean exhausted;
    private int start;
    private int end;

    Fields(byte[] line, int start, int end) {
        this.line = line;
        this.at = start;
        this.lineEnd = end;
    }

    /** Takes the word that a line of this kind begins with. */
    void keyword(String word) throws Defect {
        take("the word " + word);
        if (!Arrays.equals(line, start, end, word.getBytes(StandardCharsets.US_ASCII), 0, word.length())) {
            throw new Defect("the line begins with another word than " + word);
        }
    }

    /** Takes a number from 0 to 10^18 - 1 in decimal digits without leading zeros. */
    long decimal(String name) throws Defect {
        take(name);
        int length = end - start;
        boolean leadingZero = length > 1 && line[start] == '0';
        if (length == 0 || length > LONGEST_DECIMAL || leadingZero) {
            throw new Defect(name + " is no decimal number of at most 18 digits without leading zeros");
        }
        long value = 0;
        for (int i = start; i < end; i++) {
            if (line[i] < '0' || line[i] > '9') {
                throw new Defect(name + " is no decimal number");
            }
            value = value * 10 + (line[i] - '0');
        }
        return value;
    }

    /** Takes 64 lowercase hexadecimal digits. */
    byte[] hash(String name) throws Defect {
        take(name);
        boolean wellFormed = end - start == 2 * Sha256.LENGTH;
        for (int i = start; i < end && wellFormed; i++) {
            wellFormed = (line[i] >= '0' && line[i] <= '9') || (line[i] >= 'a' && line[i] <= 'f');
        }
        if (!wellFormed) {
            throw new Defect(name + " is not 64 lowercase hexadecimal digits");
        }
        byte[] hash = new byte[Sha256.LENGTH];
        for (int i = 0; i < hash.length; i++) {
            int high = HexFormat.fromHexDigit(line[start + 2 * i]);
            int low = HexFormat.fromHexDigit(line[start + 2 * i + 1]);
            hash[i] = (byte) ((high << 4) | low);
        }
        return hash;
    }

    /** Takes bytes in canonical base64. They may be none. */
    byte[] base64(String name) throws Defect {
        take(name);
        return decoded(name);
    }

    /** Takes bytes in canonical base64 that fill the rest of the line; what else might follow would be no base64. */
    byte[] base64ToTheEnd(String name) throws Defect {
        refuseExhausted(name);
        start = at;
        end = lineEnd;
        exhausted = true;
        return decoded(name);
    }

    private byte[] decoded(String name) throws Defect {
        try {
            return StrictBase64.decode(Arrays.copyOfRange(line, start, end));
        } catch (IllegalArgumentException e) {
            throw new Defect(name + " is no canonical base64 with padding");
        }
    }

    /** Takes whatever stands up to the next space; not empty. */
    byte[] text(String name) throws Defect {
        take(name);
        if (start == end) {
            throw new Defect(name + " is empty");
        }
        return Arrays.copyOfRange(line, start, end);
    }

    /** Nothing may follow. */
    void end() throws Defect {
        if (!exhausted) {
            throw new Defect("the line has more fields than a line of its kind");
        }
    }

    private void refuseExhausted(String name) throws Defect {
        if (exhausted) {
            throw new Defect(name + " is missing from the line");
        }
    }

    private void take(String name) throws Defect {
        refuseExhausted(name);
        start = at;
        int space = at;
        while (space < lineEnd && line[space] != ' ') {
            space++;
        }
        end = space;
        exhausted = end == lineEnd;
        at = end + 1;
    }
}

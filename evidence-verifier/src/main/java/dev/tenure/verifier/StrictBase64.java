package dev.tenure.verifier;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * Standard base64 with padding (RFC 4648 section 4) in its one canonical form. The JDK's decoder takes missing padding
 * and stray trailing bits, so that two texts would stand for the same bytes and a changed character could go unseen.
 */
final class StrictBase64 {

    private static final int QUANTUM = 4;

    private StrictBase64() {}

    /** @throws IllegalArgumentException if the text is anything but canonical padded base64 */
    static byte[] decode(byte[] text) {
        if (text.length % QUANTUM != 0) {
            throw new IllegalArgumentException("the length is no multiple of four");
        }
        byte[] bytes = Base64.getDecoder().decode(text);
        if (text.length > 0 && text[text.length - 1] == '=') {
            byte[] last = Arrays.copyOfRange(text, text.length - QUANTUM, text.length);
            if (!Arrays.equals(Base64.getEncoder().encode(Base64.getDecoder().decode(last)), last)) {
                throw new IllegalArgumentException("the last character has stray bits");
            }
        }
        return bytes;
    }

    /** @throws IllegalArgumentException if the text is anything but canonical padded base64 */
    static byte[] decode(String text) {
        if (!text.chars().allMatch(c -> c < 0x80)) {
            throw new IllegalArgumentException("a character is not ASCII");
        }
        return decode(text.getBytes(StandardCharsets.US_ASCII));
    }
}

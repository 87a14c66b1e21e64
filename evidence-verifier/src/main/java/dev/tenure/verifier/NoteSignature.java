package dev.tenure.verifier;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** One signature line of a C2SP signed note: {@code — <key name> <base64(4-byte key id || signature)>}. Immutable. */
public final class NoteSignature {

    private static final String START = "\u2014 ";
    private static final int KEY_ID_LENGTH = 4;

    private final String keyName;
    private final String keyId;
    private final byte[] signature;

    private NoteSignature(String keyName, String keyId, byte[] signature) {
        this.keyName = keyName;
        this.keyId = keyId;
        this.signature = signature;
    }

    /**
     * Reads a signature line, without its LF.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static NoteSignature parse(String line) {
        int space = line.indexOf(' ', START.length());
        if (!line.startsWith(START) || space < 0) {
            throw new IllegalArgumentException(
                    "the signature line is not of the form: em dash, space, key name, space, base64");
        }
        String keyName = line.substring(START.length(), space);
        if (!VerifierKey.isKeyName(keyName)) {
            throw new IllegalArgumentException("the signature line names no key");
        }
        byte[] keyIdAndSignature;
        try {
            keyIdAndSignature = StrictBase64.decode(line.substring(space + 1));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the signature is no canonical base64 with padding", e);
        }
        if (keyIdAndSignature.length <= KEY_ID_LENGTH) {
            throw new IllegalArgumentException("the signature is too short to hold a key id and a signature");
        }
        return new NoteSignature(
                keyName,
                HexFormat.of().formatHex(keyIdAndSignature, 0, KEY_ID_LENGTH),
                Arrays.copyOfRange(keyIdAndSignature, KEY_ID_LENGTH, keyIdAndSignature.length));
    }

    /** The name of the key that is said to have signed. */
    public String keyName() {
        return keyName;
    }

    /** The id of the key that is said to have signed: eight lowercase hexadecimal digits. */
    public String keyId() {
        return keyId;
    }

    /** Whether the line names this key, by name and id. Says nothing of the signature itself. */
    public boolean names(VerifierKey key) {
        return keyName.equals(key.name()) && keyId.equals(key.keyId());
    }

    /** Whether this is the key's signature over the text of a note. */
    public boolean isBy(VerifierKey key, String text) {
        return names(key) && key.verifies(text.getBytes(StandardCharsets.UTF_8), signature);
    }
}

package dev.tenure.demo;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * The key that signs the demo's audit log: the private half as the application reads it, the public half as {@code
 * ./tenure verify} does. The launcher makes the key itself, so that the public half does not come from the log that it
 * judges.
 */
final class AuditKey {

    private static final byte NOTE_TYPE_ED25519 = 0x01;
    private static final int RAW_KEY_LENGTH = 32;
    private static final int KEY_ID_LENGTH = 4;

    private final String origin;
    private final KeyPair pair;

    private AuditKey(String origin, KeyPair pair) {
        this.origin = origin;
        this.pair = pair;
    }

    /**
     * A new Ed25519 key.
     *
     * @param origin the log's origin, which is the key's name too: no spaces, no {@code +}
     */
    static AuditKey generate(String origin) {
        try {
            return new AuditKey(origin, KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java runtime lacks Ed25519.", e);
        }
    }

    /** The name of the log and of its key. */
    String origin() {
        return origin;
    }

    /**
     * Writes the pair as {@code --generate-audit-key} does, private key (PKCS #8) before public key (X.509), each in PEM,
     * readable by its owner alone. The file must not exist.
     */
    void writePrivate(Path file) throws IOException {
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, pem("PRIVATE KEY", pair.getPrivate()) + pem("PUBLIC KEY", pair.getPublic()));
    }

    private static String pem(String block, Key key) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded());
        return "-----BEGIN " + block + "-----\n" + body + "\n-----END " + block + "-----\n";
    }

    /** Writes the public key as one line, {@link #verifierKey()}. Replaces what is there. */
    void writePublic(Path file) throws IOException {
        Files.writeString(file, verifierKey() + "\n");
    }

    /**
     * The public key in the form of C2SP signed-note: {@code name+id+base64(type || key)}, where the id is the first four
     * bytes of SHA-256 over name, line feed, type and key.
     */
    String verifierKey() {
        byte[] encoded = pair.getPublic().getEncoded();
        // RFC 8410 section 4: the raw key is the tail of the X.509 form.
        byte[] raw = Arrays.copyOfRange(encoded, encoded.length - RAW_KEY_LENGTH, encoded.length);
        byte[] typed = ByteBuffer.allocate(1 + RAW_KEY_LENGTH)
                .put(NOTE_TYPE_ED25519)
                .put(raw)
                .array();
        byte[] name = (origin + "\n").getBytes(StandardCharsets.UTF_8);
        byte[] digest = sha256(ByteBuffer.allocate(name.length + typed.length)
                .put(name)
                .put(typed)
                .array());
        return origin + "+" + HexFormat.of().formatHex(digest, 0, KEY_ID_LENGTH) + "+"
                + Base64.getEncoder().encodeToString(typed);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java runtime lacks SHA-256.", e);
        }
    }
}

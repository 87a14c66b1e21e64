package dev.tenure.verifier;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 as RFC 6962 section 2.1 uses it. One instance serves one thread and is reused between hashes. */
final class Sha256 {

    /** The length of a hash in bytes. */
    static final int LENGTH = 32;

    private static final byte LEAF = 0x00;
    private static final byte NODE = 0x01;

    private final MessageDigest digest = digest();

    /** A digest of its own, for hashing a stream. */
    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java runtime lacks SHA-256, which every Java runtime must have.", e);
        }
    }

    /** Writes SHA-256(0x00 || leaf bytes) to {@code out}. */
    void leaf(byte[] leafBytes, byte[] out) {
        digest.update(LEAF);
        digest.update(leafBytes);
        finish(out);
    }

    /** Writes SHA-256(0x01 || left || right) to {@code out}, which may be one of the two. */
    void node(byte[] left, byte[] right, byte[] out) {
        digest.update(NODE);
        digest.update(left);
        digest.update(right);
        finish(out);
    }

    /** SHA-256 over the parts, one after the other. */
    byte[] of(byte[]... parts) {
        for (byte[] part : parts) {
            digest.update(part);
        }
        return digest.digest();
    }

    private void finish(byte[] out) {
        try {
            digest.digest(out, 0, LENGTH);
        } catch (DigestException e) {
            throw new IllegalStateException("A buffer for a hash is shorter than 32 bytes.", e);
        }
    }
}

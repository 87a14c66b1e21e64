package dev.tenure.verifier;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The public half of a log's signing key, an Ed25519 key of C2SP signed-note. Its written form, the vkey, is
 * {@code <name>+<key id>+<base64(0x01 || 32-byte public key)>}. Immutable.
 */
public final class VerifierKey {

    private static final String ALGORITHM = "Ed25519";
    private static final byte NOTE_TYPE_ED25519 = 0x01;
    private static final int PUBLIC_KEY_LENGTH = 32;
    private static final int KEY_ID_LENGTH = 4;

    /** What stands before the 32 bytes of an Ed25519 key in X.509 form (RFC 8410 section 4). */
    private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private final String name;
    private final String keyId;
    private final PublicKey publicKey;

    private VerifierKey(String name, String keyId, PublicKey publicKey) {
        this.name = name;
        this.keyId = keyId;
        this.publicKey = publicKey;
    }

    /**
     * Reads a vkey.
     *
     * @throws IllegalArgumentException if it is none, if its key id does not belong to its name and key, or if the key
     *     is no Ed25519 key
     */
    public static VerifierKey parse(String vkey) {
        int firstPlus = vkey.indexOf('+');
        int secondPlus = vkey.indexOf('+', firstPlus + 1);
        if (firstPlus < 1 || secondPlus < 0) {
            throw new IllegalArgumentException(
                    "The key is not of the form <name>+<key id>+<base64>: give the one line that the log published.");
        }
        String name = vkey.substring(0, firstPlus);
        String keyId = vkey.substring(firstPlus + 1, secondPlus);
        if (!isKeyName(name)) {
            throw new IllegalArgumentException(
                    "The key's name has spaces or control characters: give the one line" + " that the log published.");
        }
        byte[] typeAndKey;
        try {
            typeAndKey = StrictBase64.decode(vkey.substring(secondPlus + 1));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "The key's last part is no canonical base64: give the one line that the log published.", e);
        }
        if (typeAndKey.length != 1 + PUBLIC_KEY_LENGTH || typeAndKey[0] != NOTE_TYPE_ED25519) {
            throw new IllegalArgumentException("The key is no Ed25519 key of type 0x01 with 32 bytes: give the key that"
                    + " signs the log's checkpoints.");
        }
        if (!keyId.equals(keyId(name, typeAndKey))) {
            throw new IllegalArgumentException(
                    "The key id does not belong to the key's name and bytes: a character was changed; fetch the key"
                            + " again.");
        }
        return new VerifierKey(name, keyId, publicKey(Arrays.copyOfRange(typeAndKey, 1, typeAndKey.length)));
    }

    /** The name of the key, which is the log's origin. */
    public String name() {
        return name;
    }

    /** The key id: eight lowercase hexadecimal digits. */
    public String keyId() {
        return keyId;
    }

    /** Whether the signature is this key's over exactly these bytes. */
    public boolean verifies(byte[] message, byte[] signature) {
        try {
            Signature ed25519 = Signature.getInstance(ALGORITHM);
            ed25519.initVerify(publicKey);
            ed25519.update(message);
            return ed25519.verify(signature);
        } catch (SignatureException e) {
            // The JDK refuses a signature that is out of range by exception.
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java runtime lacks Ed25519: use JDK 21 or later.", e);
        }
    }

    /** Whether the text may be the name of a key or a log: not empty, no spaces, no plus, no control characters. */
    static boolean isKeyName(String text) {
        return !text.isEmpty()
                && text.codePoints()
                        .noneMatch(c -> c == '+'
                                || c == '\uFFFD'
                                || Character.isWhitespace(c)
                                || Character.isSpaceChar(c)
                                || Character.isISOControl(c));
    }

    private static String keyId(String name, byte[] typeAndKey) {
        byte[] hash = new Sha256().of(name.getBytes(StandardCharsets.UTF_8), new byte[] {'\n'}, typeAndKey);
        return HexFormat.of().formatHex(hash, 0, KEY_ID_LENGTH);
    }

    private static PublicKey publicKey(byte[] raw) {
        byte[] x509 = Arrays.copyOf(X509_PREFIX, X509_PREFIX.length + raw.length);
        System.arraycopy(raw, 0, x509, X509_PREFIX.length, raw.length);
        try {
            PublicKey key = KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(x509));
            Signature.getInstance(ALGORITHM).initVerify(key);
            return key;
        } catch (InvalidKeyException | InvalidKeySpecException e) {
            throw new IllegalArgumentException(
                    "The key's 32 bytes are no point of Ed25519: give the key that signs the log's checkpoints.", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java runtime lacks Ed25519: use JDK 21 or later.", e);
        }
    }

    @Override
    public String toString() {
        return name + "+" + keyId;
    }
}

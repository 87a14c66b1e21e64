package dev.tenure.persistence.audit;

import dev.tenure.domain.audit.Hash;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The Ed25519 key that signs checkpoints, as C2SP signed notes (c2sp.org/signed-note, c2sp.org/tlog-checkpoint). Its name is
 * the origin of the log.
 */
public final class SigningKey {

    static final String ALGORITHM = "Ed25519";
    static final String PRIVATE_BLOCK = "PRIVATE KEY";
    static final String PUBLIC_BLOCK = "PUBLIC KEY";

    private static final byte ED25519 = 1;
    private static final int PUBLIC_KEY_LENGTH = 32;
    private static final int KEY_ID_LENGTH = 4;
    private static final Pattern ORIGIN = Pattern.compile("[\\x21-\\x2a\\x2c-\\x7e]{1,255}");
    private static final Set<PosixFilePermission> OTHERS = Set.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.GROUP_EXECUTE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE,
            PosixFilePermission.OTHERS_EXECUTE);

    private final String origin;
    private final PrivateKey privateKey;
    private final byte[] keyId;
    private final String verifierKey;

    private SigningKey(String origin, PrivateKey privateKey, PublicKey publicKey) {
        this.origin = requireOrigin(origin);
        this.privateKey = privateKey;
        byte[] typed = typed(publicKey);
        this.keyId = keyId(origin, typed);
        this.verifierKey = origin + "+" + HexFormat.of().formatHex(keyId) + "+"
                + Base64.getEncoder().encodeToString(typed);
    }

    /** The key of a pair. */
    static SigningKey of(String origin, PrivateKey privateKey, PublicKey publicKey) {
        SigningKey key = new SigningKey(origin, privateKey, publicKey);
        byte[] probe = "probe".getBytes(StandardCharsets.UTF_8);
        try {
            Signature check = Signature.getInstance(ALGORITHM);
            check.initVerify(publicKey);
            check.update(probe);
            if (!check.verify(key.signature(probe))) {
                throw new IllegalStateException("the public key is not that of the private key: take both of one pair");
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key pair cannot be used", e);
        }
        return key;
    }

    /**
     * Reads a key file: the private key (PKCS#8) and the public key (X.509), each as a PEM block, as {@link KeyGeneration}
     * writes it.
     *
     * @param origin the log's name, such as {@code example.com/tenure}: visible ASCII without a plus sign
     * @throws IllegalStateException when the file is missing, readable by others than its owner, or no such key; says what
     *     to do
     */
    public static SigningKey read(Path file, String origin) {
        try {
            if (!Files.isRegularFile(file)) {
                throw new IllegalStateException(
                        file + ": is no file; make the audit key with --generate-audit-key, or name it in"
                                + " tenure.audit.key-file");
            }
            for (PosixFilePermission permission : Files.getPosixFilePermissions(file)) {
                if (OTHERS.contains(permission)) {
                    throw new IllegalStateException(file + ": has the permission "
                            + permission.name().toLowerCase(Locale.ROOT).replace('_', ' ')
                            + ", but the audit key is for its owner only; set the mode to 0600 or 0400");
                }
            }
            String pem = Files.readString(file, StandardCharsets.US_ASCII);
            KeyFactory factory = KeyFactory.getInstance(ALGORITHM);
            return of(
                    origin,
                    factory.generatePrivate(new PKCS8EncodedKeySpec(block(file, pem, PRIVATE_BLOCK))),
                    factory.generatePublic(new X509EncodedKeySpec(block(file, pem, PUBLIC_BLOCK))));
        } catch (IOException e) {
            throw new IllegalStateException(
                    file + ": cannot be read; it must belong to the user that Tenure runs as", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(file + ": holds no Ed25519 key; make one with --generate-audit-key", e);
        }
    }

    /** The log's name, and the key's. */
    public String origin() {
        return origin;
    }

    /** What a verifier needs: {@code <name>+<key id>+<key>}. */
    public String verifierKey() {
        return verifierKey;
    }

    /** The signed note of a checkpoint: origin, size and root as text, a blank line, the signature line. */
    String note(long size, Hash root) {
        String text = origin + "\n" + size + "\n" + Base64.getEncoder().encodeToString(root.bytes()) + "\n";
        byte[] signature = signature(text.getBytes(StandardCharsets.UTF_8));
        byte[] line = Arrays.copyOf(keyId, KEY_ID_LENGTH + signature.length);
        System.arraycopy(signature, 0, line, KEY_ID_LENGTH, signature.length);
        return text + "\n\u2014 " + origin + " " + Base64.getEncoder().encodeToString(line) + "\n";
    }

    private byte[] signature(byte[] text) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(privateKey);
            signature.update(text);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the audit key cannot sign", e);
        }
    }

    private static String requireOrigin(String origin) {
        if (!ORIGIN.matcher(origin).matches()) {
            throw new IllegalStateException(
                    "tenure.audit.origin: is not 1 to 255 visible ASCII characters without a plus sign; name the log like"
                            + " example.com/tenure");
        }
        return origin;
    }

    /** The signature type and the raw key, which stand at the end of its X.509 form (RFC 8410 section 4). */
    private static byte[] typed(PublicKey publicKey) {
        byte[] encoded = publicKey.getEncoded();
        byte[] typed = new byte[1 + PUBLIC_KEY_LENGTH];
        typed[0] = ED25519;
        System.arraycopy(encoded, encoded.length - PUBLIC_KEY_LENGTH, typed, 1, PUBLIC_KEY_LENGTH);
        return typed;
    }

    private static byte[] keyId(String origin, byte[] typed) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(origin.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) '\n');
            return Arrays.copyOf(digest.digest(typed), KEY_ID_LENGTH);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static byte[] block(Path file, String pem, String name) {
        Matcher matcher = Pattern.compile(
                        "-----BEGIN " + name + "-----\\s+([A-Za-z0-9+/=\\s]+)-----END " + name + "-----")
                .matcher(pem);
        if (!matcher.find()) {
            throw new IllegalStateException(
                    file + ": has no block '" + name + "'; an audit key file holds the private and the public key,"
                            + " as --generate-audit-key writes it");
        }
        return Base64.getMimeDecoder().decode(matcher.group(1));
    }
}

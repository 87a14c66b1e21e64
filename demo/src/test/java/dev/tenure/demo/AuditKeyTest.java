package dev.tenure.demo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditKeyTest {

    private final AuditKey key = AuditKey.generate("audit.example/log");

    @Test
    void whatThePrivateFileSignsThePublicLineVerifies(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("audit.key");
        key.writePrivate(file);
        byte[] message = "a checkpoint".getBytes(StandardCharsets.UTF_8);

        Signature signer = Signature.getInstance("Ed25519");
        signer.initSign(privateKeyIn(file));
        signer.update(message);
        byte[] signature = signer.sign();

        Signature verifier = Signature.getInstance("Ed25519");
        verifier.initVerify(publicKeyIn(key.verifierKey()));
        verifier.update(message);
        assertTrue(verifier.verify(signature));
    }

    @Test
    void thePublicLineIsNameIdAndTypedKey() throws Exception {
        String[] parts = key.verifierKey().split("\\+", 3);
        byte[] typed = Base64.getDecoder().decode(parts[2]);

        assertEquals("audit.example/log", parts[0]);
        assertEquals(33, typed.length);
        assertEquals(1, typed[0]);
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update("audit.example/log\n".getBytes(StandardCharsets.UTF_8));
        digest.update(typed);
        assertArrayEquals(Arrays.copyOf(digest.digest(), 4), HexFormat.of().parseHex(parts[1]));
    }

    @Test
    void thePublicFileIsThatLineAlone(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("audit.pub");
        key.writePublic(file);

        assertEquals(key.verifierKey() + "\n", Files.readString(file));
    }

    @Test
    void onlyTheOwnerMayReadThePrivateFileAndNoneIsOverwritten(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("audit.key");
        key.writePrivate(file);

        assertEquals(PosixFilePermissions.fromString("rw-------"), Files.getPosixFilePermissions(file));
        assertThrows(FileAlreadyExistsException.class, () -> key.writePrivate(file));
    }

    private static PrivateKey privateKeyIn(Path file) throws Exception {
        // The public block behind it is none of this key's.
        String text = Files.readString(file);
        String body =
                text.substring(0, text.indexOf("-----END PRIVATE KEY-----")).replace("-----BEGIN PRIVATE KEY-----", "");
        return KeyFactory.getInstance("Ed25519")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(body)));
    }

    /** RFC 8032 section 5.1.2: y in little endian, the sign of x in the highest bit. */
    private static PublicKey publicKeyIn(String line) throws Exception {
        byte[] typed = Base64.getDecoder().decode(line.split("\\+", 3)[2]);
        byte[] bigEndian = new byte[32];
        for (int i = 0; i < 32; i++) {
            bigEndian[i] = typed[32 - i];
        }
        boolean odd = (bigEndian[0] & 0x80) != 0;
        bigEndian[0] = (byte) (bigEndian[0] & 0x7f);
        EdECPoint point = new EdECPoint(odd, new BigInteger(1, bigEndian));
        return KeyFactory.getInstance("Ed25519")
                .generatePublic(new EdECPublicKeySpec(NamedParameterSpec.ED25519, point));
    }
}

package dev.tenure.connectors.ldap;

import dev.tenure.connector.spi.Credential;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A value of {@code msDS-KeyCredentialLink}: a public key whose holder signs in without the password, such as Windows Hello for
 * Business ([MS-ADTS] 2.2.20). Pure.
 */
final class KeyCredential {

    static final String ATTRIBUTE = "msDS-KeyCredentialLink";
    static final String KIND = "key credential";

    private static final int KEY_ID = 1;
    private static final int KEY_SOURCE = 5;
    private static final int LAST_SIGN_IN = 8;
    private static final int CREATED = 9;
    private static final int FROM_ACTIVE_DIRECTORY = 0;

    private KeyCredential() {}

    /** A value that is not written as the specification says is a credential all the same, known by its hash. */
    static Credential of(String value) {
        String id = hash(value);
        Optional<Instant> created = Optional.empty();
        Optional<Instant> used = Optional.empty();
        boolean timesAreFiletimes = false;
        try {
            // 2.2.2.2.2.1, Object(DN-Binary): B:count of digits:digits:DN.
            ByteBuffer in = ByteBuffer.wrap(HexFormat.of().parseHex(value.split(":", 4)[2]))
                    .order(ByteOrder.LITTLE_ENDIAN);
            in.getInt();
            while (in.remaining() >= 3) {
                byte[] content = new byte[Short.toUnsignedInt(in.getShort())];
                int kind = in.get();
                in.get(content);
                // What else there is, the key material and flags, is nobody's business here.
                if (kind == KEY_ID) {
                    id = HexFormat.of().formatHex(content);
                } else if (kind == KEY_SOURCE) {
                    timesAreFiletimes = content.length == 1 && content[0] == FROM_ACTIVE_DIRECTORY;
                } else if (kind == LAST_SIGN_IN) {
                    used = time(content);
                } else if (kind == CREATED) {
                    created = time(content);
                }
            }
        } catch (IllegalArgumentException | BufferUnderflowException | ArrayIndexOutOfBoundsException e) {
            return new Credential(hash(value), KIND, Optional.empty(), Optional.empty());
        }
        return timesAreFiletimes
                ? new Credential(id, KIND, created, used)
                : new Credential(id, KIND, Optional.empty(), Optional.empty());
    }

    private static Optional<Instant> time(byte[] content) {
        long filetime = content.length == Long.BYTES
                ? ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN).getLong()
                : 0;
        return filetime > 0 ? Optional.of(AccountShape.fromFiletime(filetime)) : Optional.empty();
    }

    private static String hash(String value) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256: every JDK has it", e);
        }
    }
}

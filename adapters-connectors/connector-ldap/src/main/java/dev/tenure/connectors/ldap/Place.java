package dev.tenure.connectors.ldap;

import dev.tenure.connector.spi.ResumeToken;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * A token taken apart: what kind it is, a mark of the settings it belongs to, and what the kind needs.
 *
 * @param parts in that order
 */
record Place(List<String> parts) {

    private static final int MARK = 12;

    static ResumeToken token(String kind, String mark, String... more) {
        return new ResumeToken(kind + ":" + mark + ":" + String.join(":", more));
    }

    /** The token's parts, if it has so many and was given under these settings. */
    static Optional<Place> of(ResumeToken token, int count, String mark) {
        List<String> parts = List.of(token.value().split(":", -1));
        return parts.size() == count && parts.get(1).equals(mark) ? Optional.of(new Place(parts)) : Optional.empty();
    }

    /** A short text that differs where settings do. */
    static String mark(String... settings) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(String.join("\n", settings).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, MARK);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256: every JDK has it", e);
        }
    }

    String text(int at) {
        return parts.get(at);
    }

    /** A number; -1 where it is none. */
    long number(int at) {
        try {
            return Long.parseLong(parts.get(at));
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}

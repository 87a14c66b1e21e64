package dev.tenure.persistence.reconciliation;

import dev.tenure.persistence.statement.Sql;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of texts as PostgreSQL keeps them, one after the other. No two lists of texts give the same bytes. */
final class TextDigest {

    /** Characters: a call for each text takes longer than what it digests. */
    private static final int DIGESTED_AT_ONCE = 8_192;

    private final MessageDigest digest = sha256();
    private final StringBuilder digested = new StringBuilder();

    /** A letter with a meaning of its own; it belongs to the text that follows. */
    TextDigest letter(char letter) {
        digested.append(letter);
        return this;
    }

    /** A text. It ends with a character that no text of PostgreSQL holds, so that no two of them run together. */
    TextDigest text(String text) {
        digested.append(Sql.storable(text)).append('\0');
        if (digested.length() > DIGESTED_AT_ONCE) {
            flush();
        }
        return this;
    }

    /** In hexadecimal, lower case. Nothing can be added after it. */
    String hex() {
        flush();
        return HexFormat.of().formatHex(digest.digest());
    }

    private void flush() {
        digest.update(digested.toString().getBytes(StandardCharsets.UTF_8));
        digested.setLength(0);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}

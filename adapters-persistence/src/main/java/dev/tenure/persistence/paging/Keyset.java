package dev.tenure.persistence.paging;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The key of an item of a list, as clients pass it around: base64url, opaque to them. It stands in addresses and so in logs of
 * others, so it never holds what tells who somebody is; lists by a person's name have the id as their key.
 */
public final class Keyset {

    private static final String SEPARATOR = "\u001f";
    private static final Instant FAR = Instant.parse("9999-12-31T00:00:00Z");

    private final List<String> parts;

    private Keyset(List<String> parts) {
        this.parts = parts;
    }

    /** Writes a key. The text of a part holds no unit separator (U+001F). */
    public static String of(Object... parts) {
        String joined = Stream.of(parts).map(Object::toString).collect(Collectors.joining(SEPARATOR));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(joined.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads a key.
     *
     * @param length how many parts it has
     * @throws IllegalArgumentException naming {@code after} where it is no such key
     */
    public static Keyset read(String after, int length) {
        try {
            String joined = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Base64.getUrlDecoder().decode(after)))
                    .toString();
            List<String> parts = List.of(joined.split(Pattern.quote(SEPARATOR), -1));
            if (parts.size() != length || joined.indexOf('\0') >= 0) {
                throw malformed(null);
            }
            return new Keyset(parts);
        } catch (CharacterCodingException | IllegalArgumentException e) {
            throw malformed(e);
        }
    }

    /** A part as text. */
    public String text(int part) {
        return parts.get(part);
    }

    /** A part as a whole number. */
    public long number(int part) {
        try {
            return Long.parseLong(text(part));
        } catch (NumberFormatException e) {
            throw malformed(e);
        }
    }

    /** A part as an id. */
    public UUID id(int part) {
        try {
            return UUID.fromString(text(part));
        } catch (IllegalArgumentException e) {
            throw malformed(e);
        }
    }

    /** A part as a moment. */
    public Instant moment(int part) {
        try {
            Instant moment = Instant.parse(text(part));
            // A moment that no database keeps is nobody's.
            if (moment.isBefore(Instant.EPOCH) || moment.isAfter(FAR)) {
                throw malformed(null);
            }
            return moment;
        } catch (DateTimeException e) {
            throw malformed(e);
        }
    }

    /** What to throw for a key of the right form that no item has. */
    public static IllegalArgumentException unknown() {
        return malformed(null);
    }

    private static IllegalArgumentException malformed(@Nullable Exception cause) {
        return new IllegalArgumentException(
                "after: is no key of this list; pass what the page before gave as next", cause);
    }
}

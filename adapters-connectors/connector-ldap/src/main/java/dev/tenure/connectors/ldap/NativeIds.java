package dev.tenure.connectors.ldap;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * The stable id of an entry as text, and back.
 *
 * <p>An {@code objectGUID} is written as administrators see it: [MS-DTYP] 2.3.4, whose first three parts are little-endian.
 * An entry without the attribute is named by its DN behind {@code dn:}, so that it is not lost.
 */
final class NativeIds {

    private static final String BY_DN = "dn:";
    private static final String GUID = "objectGUID";

    /** In characters. What is longer fits no index of whoever keeps it. */
    private static final int LONGEST = 1_000;

    /** Stands for an id that is too long, so that nobody it belongs to is left out. Nothing can be asked for by it. */
    private static final String TOO_LONG = "too-long:";

    static final String REMEDY = "its id is longer than " + LONGEST
            + " characters, and nothing can be done to it by that: set idAttribute to one with shorter values";

    private final String attribute;

    NativeIds(String attribute) {
        this.attribute = attribute;
    }

    String of(Entry entry) {
        String id = stable(entry).orElseGet(() -> BY_DN + normalized(entry.getDN()));
        return id.length() <= LONGEST ? id : TOO_LONG + digest(id);
    }

    /** Whether an id stands for one that is too long to be asked for. */
    static boolean isTooLong(String nativeId) {
        return nativeId.startsWith(TOO_LONG);
    }

    /**
     * Before anything is asked for by an id.
     *
     * @throws Trouble refused, when the id stands for one that is too long: a search for it would find nothing, as if the entry
     *     were gone
     */
    static void requireAskable(String nativeId) throws Trouble {
        if (isTooLong(nativeId)) {
            throw Trouble.refused(REMEDY);
        }
    }

    private static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The id, if the entry has one that outlives its DN. */
    Optional<String> stable(Entry entry) {
        byte[] value = entry.getAttributeValueBytes(attribute);
        if (value == null || value.length == 0) {
            return Optional.empty();
        }
        if (attribute.equalsIgnoreCase(GUID)) {
            return value.length == 16 ? Optional.of(guid(value)) : Optional.empty();
        }
        String text = new String(value, StandardCharsets.UTF_8);
        return text.isBlank() ? Optional.empty() : Optional.of(text);
    }

    /** The DN that the id names the entry by, if it does. */
    static Optional<String> dn(String nativeId) {
        return nativeId.startsWith(BY_DN) && DN.isValidDN(nativeId.substring(BY_DN.length()))
                ? Optional.of(nativeId.substring(BY_DN.length()))
                : Optional.empty();
    }

    /** Finds the entry with this id; empty when no entry can have it. */
    Optional<Filter> filter(String nativeId) {
        return filter(attribute, nativeId);
    }

    /** Finds entries by any attribute. */
    static Optional<Filter> filter(String attribute, String value) {
        if (!attribute.equalsIgnoreCase(GUID)) {
            return Optional.of(Filter.createEqualityFilter(attribute, value));
        }
        try {
            UUID uuid = UUID.fromString(value);
            return uuid.toString().equalsIgnoreCase(value)
                    ? Optional.of(Filter.createEqualityFilter(attribute, bytes(uuid)))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String guid(byte[] value) {
        ByteBuffer in = ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN);
        long high = Integer.toUnsignedLong(in.getInt()) << 32;
        high |= Short.toUnsignedLong(in.getShort()) << 16;
        high |= Short.toUnsignedLong(in.getShort());
        return new UUID(high, in.order(ByteOrder.BIG_ENDIAN).getLong()).toString();
    }

    private static byte[] bytes(UUID uuid) {
        long high = uuid.getMostSignificantBits();
        return ByteBuffer.allocate(16)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt((int) (high >>> 32))
                .putShort((short) (high >>> 16))
                .putShort((short) high)
                .order(ByteOrder.BIG_ENDIAN)
                .putLong(uuid.getLeastSignificantBits())
                .array();
    }

    /** One text for all ways to write a DN. */
    static String normalized(String dn) {
        try {
            return DN.normalize(dn);
        } catch (LDAPException e) {
            return dn.toLowerCase(Locale.ROOT);
        }
    }
}

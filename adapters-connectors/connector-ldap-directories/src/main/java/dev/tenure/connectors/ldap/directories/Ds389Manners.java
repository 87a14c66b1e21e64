package dev.tenure.connectors.ldap.directories;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.RDN;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.schema.Schema;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * 389 Directory Server: {@code nsAccountLock}, {@code nsUniqueId}, {@code memberOf} by its plug-in, the time of a password
 * change in {@code pwdUpdateTime} (with {@code passwordTrackUpdateTime} on). A group may be empty.
 */
public final class Ds389Manners extends DirectoryManners {

    private static final Set<String> READ_ONLY = Set.of("nsUniqueId", "memberOf", "pwdUpdateTime");

    private final boolean tracksPasswordTime;

    private Ds389Manners(boolean tracksPasswordTime) {
        this.tracksPasswordTime = tracksPasswordTime;
    }

    /** With the time of a password change tracked. */
    public static Ds389Manners standard() {
        return new Ds389Manners(true);
    }

    /** As the server comes: only {@code modifyTimestamp} tells that a password was changed. */
    public Ds389Manners notTrackingPasswordTime() {
        return new Ds389Manners(false);
    }

    @Override
    String vendor() {
        return "389 Project";
    }

    @Override
    Schema schema() {
        return schemaOf("posix.ldif");
    }

    @Override
    List<Attribute> rootAttributes() {
        return List.of();
    }

    @Override
    String passwordAttribute() {
        return "userPassword";
    }

    @Override
    String lockAttribute() {
        return "nsAccountLock";
    }

    @Override
    String idAttribute() {
        return "nsUniqueId";
    }

    @Override
    String idOf(Entry entry) {
        String id = entry.getAttributeValue("nsUniqueId");
        if (id == null) {
            throw new IllegalStateException("nsUniqueId: is missing");
        }
        return id;
    }

    @Override
    RDN accountRdn(NewAccount account) {
        return new RDN("uid", account.login());
    }

    @Override
    List<Attribute> accountAttributes(NewAccount account, String dn) {
        List<Attribute> attributes = Rfc4519.account(account);
        attributes.add(new Attribute("nsUniqueId", uniqueId()));
        if (tracksPasswordTime) {
            attributes.add(passwordMoment().getAttribute());
        }
        return attributes;
    }

    @Override
    List<Attribute> groupAttributes(String name, GroupKind kind, List<String> members) {
        List<Attribute> attributes = new ArrayList<>(Rfc4519.group(name, kind, members));
        attributes.add(new Attribute("nsUniqueId", uniqueId()));
        return attributes;
    }

    @Override
    String memberAttribute(GroupKind kind) {
        return kind.memberAttribute();
    }

    @Override
    List<Entry> firstEntries(String accountBase, String groupBase) {
        return List.of();
    }

    @Override
    boolean locked(Entry entry) {
        return "true".equalsIgnoreCase(entry.getAttributeValue("nsAccountLock"));
    }

    @Override
    Modification lock(Entry entry, boolean locked) {
        return locked
                ? new Modification(ModificationType.REPLACE, "nsAccountLock", "true")
                : new Modification(ModificationType.REPLACE, "nsAccountLock");
    }

    @Override
    LDAPException lockedOut() {
        return new LDAPException(ResultCode.UNWILLING_TO_PERFORM, "Account inactivated. Contact system administrator.");
    }

    @Override
    Optional<String> loginAttribute(String bindName) {
        return Optional.empty();
    }

    @Override
    List<Modification> written(Entry before, List<Modification> asked, boolean encrypted) throws LDAPException {
        refuseChangeOf(READ_ONLY, asked);
        List<Modification> written = new ArrayList<>(asked);
        if (tracksPasswordTime && Rfc4519.changesPassword(asked)) {
            written.add(passwordMoment());
        }
        return written;
    }

    @Override
    Entry added(Entry asked, boolean encrypted) throws LDAPException {
        refuseToAdd(READ_ONLY, asked);
        Entry added = asked.duplicate();
        added.setAttribute("nsUniqueId", uniqueId());
        if (tracksPasswordTime && asked.hasAttribute("userPassword")) {
            added.setAttribute(passwordMoment().getAttribute());
        }
        return added;
    }

    @Override
    Modification passwordMoment() {
        return Rfc4519.momentIn("pwdUpdateTime");
    }

    @Override
    Entry shown(Entry entry, Set<String> asked) {
        return without(entry, "userPassword");
    }

    @Override
    boolean showsMemberOf() {
        return true;
    }

    /** Four groups of eight hexadecimal digits. */
    private static String uniqueId() {
        UUID uuid = UUID.randomUUID();
        HexFormat hex = HexFormat.of();
        String digits =
                hex.toHexDigits(uuid.getMostSignificantBits()) + hex.toHexDigits(uuid.getLeastSignificantBits());
        return String.join(
                        "-",
                        digits.substring(0, 8),
                        digits.substring(8, 16),
                        digits.substring(16, 24),
                        digits.substring(24))
                .toLowerCase(Locale.ROOT);
    }
}

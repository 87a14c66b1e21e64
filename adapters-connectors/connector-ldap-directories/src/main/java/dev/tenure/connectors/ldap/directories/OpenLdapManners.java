package dev.tenure.connectors.ldap.directories;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.RDN;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.schema.Schema;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * OpenLDAP with the password policy overlay: {@code pwdAccountLockedTime}, {@code pwdChangedTime}, {@code entryUUID}. A
 * group keeps at least one member, as RFC 4519 says.
 */
public final class OpenLdapManners extends DirectoryManners {

    /** draft-behera-ldap-password-policy, section 5.3.3: this value locks until an administrator unlocks. */
    static final String LOCKED_FOR_GOOD = "000001010000Z";

    private static final Set<String> READ_ONLY = Set.of("entryUUID", "memberOf", "pwdChangedTime");

    private final boolean showsPasswordHashes;

    private OpenLdapManners(boolean showsPasswordHashes) {
        this.showsPasswordHashes = showsPasswordHashes;
    }

    /** With the overlay on and {@code userPassword} not readable. */
    public static OpenLdapManners standard() {
        return new OpenLdapManners(false);
    }

    /** Without the time of a password change, but {@code userPassword} readable as a hash. */
    public OpenLdapManners showingPasswordHashes() {
        return new OpenLdapManners(true);
    }

    @Override
    String vendor() {
        return "OpenLDAP";
    }

    @Override
    Schema schema() {
        return schemaOf("posix.ldif", "last-member-stays.ldif");
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
        return "pwdAccountLockedTime";
    }

    @Override
    String idAttribute() {
        return "entryUUID";
    }

    @Override
    String idOf(Entry entry) {
        String id = entry.getAttributeValue("entryUUID");
        if (id == null) {
            throw new IllegalStateException("entryUUID: is missing");
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
        if (!showsPasswordHashes) {
            attributes.add(passwordMoment().getAttribute());
        }
        return attributes;
    }

    @Override
    List<Attribute> groupAttributes(String name, GroupKind kind, List<String> members) {
        return Rfc4519.group(name, kind, members);
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
        return LOCKED_FOR_GOOD.equals(entry.getAttributeValue("pwdAccountLockedTime"));
    }

    @Override
    Modification lock(Entry entry, boolean locked) {
        return locked
                ? new Modification(ModificationType.REPLACE, "pwdAccountLockedTime", LOCKED_FOR_GOOD)
                : new Modification(ModificationType.REPLACE, "pwdAccountLockedTime");
    }

    @Override
    LDAPException lockedOut() {
        return new LDAPException(ResultCode.INVALID_CREDENTIALS, "");
    }

    @Override
    Optional<String> loginAttribute(String bindName) {
        return Optional.empty();
    }

    @Override
    List<Modification> written(Entry before, List<Modification> asked, boolean encrypted) throws LDAPException {
        refuseChangeOf(READ_ONLY, asked);
        List<Modification> written = new ArrayList<>(asked);
        if (!showsPasswordHashes && Rfc4519.changesPassword(asked)) {
            written.add(passwordMoment());
        }
        if (Rfc4519.changesPassword(asked) && before.hasAttribute(lockAttribute())) {
            // slapo-ppolicy unlocks with a new password, whoever sets it.
            written.add(new Modification(ModificationType.REPLACE, lockAttribute()));
        }
        return written;
    }

    @Override
    Entry added(Entry asked, boolean encrypted) throws LDAPException {
        refuseToAdd(READ_ONLY, asked);
        Entry added = asked.duplicate();
        if (!showsPasswordHashes && asked.hasAttribute("userPassword")) {
            added.setAttribute(passwordMoment().getAttribute());
        }
        return added;
    }

    @Override
    Modification passwordMoment() {
        return Rfc4519.momentIn("pwdChangedTime");
    }

    @Override
    Entry shown(Entry entry, Set<String> asked) {
        Entry shown = without(entry, "userPassword");
        String password = entry.getAttributeValue("userPassword");
        if (showsPasswordHashes && password != null) {
            shown.setAttribute("userPassword", "{SHA256}" + digest(password));
        }
        return shown;
    }

    @Override
    boolean showsMemberOf() {
        return false;
    }

    private static String digest(String password) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(password.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256: every JDK has it", e);
        }
    }
}

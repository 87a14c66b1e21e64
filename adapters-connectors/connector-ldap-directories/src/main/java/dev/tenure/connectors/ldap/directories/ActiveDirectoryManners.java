package dev.tenure.connectors.ldap.directories;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.RDN;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.schema.Schema;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Active Directory, as [MS-ADTS] describes it: {@code userAccountControl}, passwords by {@code unicodePwd} (section
 * 3.1.1.3.1.5.1) over an encrypted connection only, {@code objectGUID}, a primary group that no {@code member} lists, long
 * value lists given in ranges (section 3.1.1.3.1.3.3), and a history of changes.
 */
public final class ActiveDirectoryManners extends DirectoryManners {

    /** [MS-ADTS] 2.2.16: the flag ADS_UF_ACCOUNTDISABLE. */
    static final int ACCOUNT_DISABLED = 0x2;

    private static final int NORMAL_ACCOUNT = 0x200;
    private static final int DOMAIN_USERS = 513;
    private static final long FILETIME_OF_1970 = 116_444_736_000_000_000L;
    private static final Set<String> READ_ONLY = Set.of(
            "objectGUID",
            "objectSid",
            "memberOf",
            "lastLogonTimestamp",
            "distinguishedName",
            "uSNChanged",
            "isDeleted");

    private final boolean plainPasswords;
    private final int longestValueList;
    private final AtomicInteger nextRelativeId = new AtomicInteger(1101);
    private final int domain = UUID.randomUUID().hashCode();

    private ActiveDirectoryManners(boolean plainPasswords, int longestValueList) {
        this.plainPasswords = plainPasswords;
        this.longestValueList = longestValueList;
    }

    /** As a domain controller comes: passwords are changed over TLS only, and 1,500 values are given at a time. */
    public static ActiveDirectoryManners standard() {
        return new ActiveDirectoryManners(false, 1500);
    }

    /** Lets passwords be changed without TLS, as [MS-ADTS] {@code fAllowPasswordOperationsOverNonSecureConnection} does. */
    public ActiveDirectoryManners allowingPlainPasswords() {
        return new ActiveDirectoryManners(true, longestValueList);
    }

    /** Gives long value lists in ranges of this many. */
    public ActiveDirectoryManners givingValuesBy(int count) {
        return new ActiveDirectoryManners(plainPasswords, count);
    }

    @Override
    String vendor() {
        return "Active Directory";
    }

    @Override
    Schema schema() {
        return schemaOf("active-directory.ldif");
    }

    @Override
    List<Attribute> rootAttributes() {
        return List.of(
                new Attribute("supportedCapabilities", "1.2.840.113556.1.4.800", "1.2.840.113556.1.4.1670"),
                new Attribute("domainControllerFunctionality", "7"));
    }

    @Override
    String passwordAttribute() {
        return "unicodePwd";
    }

    @Override
    String lockAttribute() {
        return "userAccountControl";
    }

    @Override
    String idAttribute() {
        return "objectGUID";
    }

    @Override
    String idOf(Entry entry) {
        byte[] bytes = entry.getAttributeValueBytes("objectGUID");
        if (bytes == null) {
            throw new IllegalStateException("objectGUID: is missing");
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        in.order(ByteOrder.LITTLE_ENDIAN);
        long high = Integer.toUnsignedLong(in.getInt()) << 32;
        high |= Short.toUnsignedLong(in.getShort()) << 16;
        high |= Short.toUnsignedLong(in.getShort());
        in.order(ByteOrder.BIG_ENDIAN);
        return new UUID(high, in.getLong()).toString();
    }

    @Override
    RDN accountRdn(NewAccount account) {
        return new RDN("cn", account.name());
    }

    @Override
    List<Attribute> accountAttributes(NewAccount account, String dn) {
        return new ArrayList<>(List.of(
                new Attribute("objectClass", "top", "person", "organizationalPerson", "user"),
                new Attribute("cn", account.name()),
                new Attribute("sn", account.name()),
                new Attribute("distinguishedName", dn),
                new Attribute("sAMAccountName", account.login()),
                new Attribute("userAccountControl", Integer.toString(NORMAL_ACCOUNT)),
                new Attribute("accountExpires", "9223372036854775807"),
                new Attribute("primaryGroupID", Integer.toString(DOMAIN_USERS)),
                new Attribute("objectGUID", guid()),
                new Attribute("objectSid", sid(nextRelativeId.getAndIncrement())),
                new Attribute("unicodePwd", account.password()),
                passwordMoment().getAttribute()));
    }

    @Override
    List<Attribute> groupAttributes(String name, GroupKind kind, List<String> members) {
        return groupAttributes(name, members, nextRelativeId.getAndIncrement());
    }

    private List<Attribute> groupAttributes(String name, List<String> members, int relativeId) {
        List<Attribute> attributes = new ArrayList<>(List.of(
                new Attribute("objectClass", "top", "group"),
                new Attribute("cn", name),
                new Attribute("sAMAccountName", name),
                new Attribute("groupType", "-2147483646"),
                new Attribute("objectGUID", guid()),
                new Attribute("objectSid", sid(relativeId))));
        if (!members.isEmpty()) {
            attributes.add(new Attribute("member", members));
        }
        return attributes;
    }

    @Override
    String memberAttribute(GroupKind kind) {
        return "member";
    }

    @Override
    List<Entry> firstEntries(String accountBase, String groupBase) {
        String name = "Domain Users";
        return List.of(new Entry(within(groupBase, name), groupAttributes(name, List.of(), DOMAIN_USERS)));
    }

    private static String within(String base, String name) {
        try {
            return new DN(new RDN("cn", name), new DN(base)).toString();
        } catch (LDAPException e) {
            throw new IllegalArgumentException("base: is not a DN", e);
        }
    }

    @Override
    boolean locked(Entry entry) {
        Integer control = entry.getAttributeValueAsInteger("userAccountControl");
        return control != null && (control & ACCOUNT_DISABLED) != 0;
    }

    @Override
    Modification lock(Entry entry, boolean locked) {
        Integer control = entry.getAttributeValueAsInteger("userAccountControl");
        int before = control == null ? NORMAL_ACCOUNT : control;
        int after = locked ? before | ACCOUNT_DISABLED : before & ~ACCOUNT_DISABLED;
        return new Modification(ModificationType.REPLACE, "userAccountControl", Integer.toString(after));
    }

    @Override
    LDAPException lockedOut() {
        return new LDAPException(
                ResultCode.INVALID_CREDENTIALS,
                "80090308: LdapErr: DSID-0C09044E, comment: AcceptSecurityContext error, data 533, v4563");
    }

    @Override
    Optional<String> loginAttribute(String bindName) {
        return Optional.of(bindName.contains("@") ? "userPrincipalName" : "sAMAccountName");
    }

    @Override
    List<Modification> written(Entry before, List<Modification> asked, boolean encrypted) throws LDAPException {
        refuseChangeOf(READ_ONLY, asked);
        List<Modification> written = new ArrayList<>();
        for (Modification modification : asked) {
            if (!modification.getAttributeName().equalsIgnoreCase("unicodePwd")) {
                written.add(modification);
                continue;
            }
            refusePlain(encrypted);
            written.add(new Modification(ModificationType.REPLACE, "unicodePwd", quotedPassword(modification)));
            written.add(passwordMoment());
        }
        return written;
    }

    private void refusePlain(boolean encrypted) throws LDAPException {
        if (!encrypted && !plainPasswords) {
            throw new LDAPException(
                    ResultCode.UNWILLING_TO_PERFORM, "0000001F: SvcErr: DSID-031A12D2, problem 5003, data 0");
        }
    }

    @Override
    Entry added(Entry asked, boolean encrypted) throws LDAPException {
        refuseToAdd(READ_ONLY, asked);
        Entry added = asked.duplicate();
        added.setAttribute("objectGUID", guid());
        added.setAttribute("objectSid", sid(nextRelativeId.getAndIncrement()));
        added.setAttribute("distinguishedName", asked.getDN());
        if (asked.hasObjectClass("user")) {
            Attribute password = asked.getAttribute("unicodePwd");
            if (password != null) {
                refusePlain(encrypted);
                added.setAttribute(
                        "unicodePwd",
                        quotedPassword(new Modification(
                                ModificationType.REPLACE, "unicodePwd", password.getValueByteArrays())));
                added.setAttribute(passwordMoment().getAttribute());
            }
            added.setAttribute("primaryGroupID", Integer.toString(DOMAIN_USERS));
            added.setAttribute("accountExpires", "9223372036854775807");
        }
        return added;
    }

    private static String quotedPassword(Modification modification) throws LDAPException {
        byte[][] values = modification.getValueByteArrays();
        String text = values.length == 1 ? new String(values[0], StandardCharsets.UTF_16LE) : "";
        boolean quoted = text.length() > 2 && text.startsWith("\"") && text.endsWith("\"");
        if (!modification.getModificationType().equals(ModificationType.REPLACE) || !quoted) {
            throw new LDAPException(
                    ResultCode.UNWILLING_TO_PERFORM, "0000001F: SvcErr: DSID-031A120C, problem 5003, data 0");
        }
        String password = text.substring(1, text.length() - 1);
        if (password.length() < 7) {
            throw new LDAPException(
                    ResultCode.CONSTRAINT_VIOLATION, "0000052D: AtrErr: DSID-03191083, #1: problem 1005");
        }
        return password;
    }

    @Override
    Modification passwordMoment() {
        return new Modification(
                ModificationType.REPLACE, "pwdLastSet", Long.toString(FILETIME_OF_1970 + tick() * 10_000));
    }

    @Override
    Entry shown(Entry entry, Set<String> asked) {
        return without(entry, "unicodePwd");
    }

    @Override
    int longestValueList() {
        return longestValueList;
    }

    @Override
    boolean keepsHistory() {
        return true;
    }

    @Override
    boolean showsMemberOf() {
        return true;
    }

    private static byte[] guid() {
        UUID uuid = UUID.randomUUID();
        return ByteBuffer.allocate(16)
                .putLong(uuid.getMostSignificantBits())
                .putLong(uuid.getLeastSignificantBits())
                .array();
    }

    /** [MS-DTYP] 2.4.2.2: the SID S-1-5-21-domain-1-1-relativeId. */
    private byte[] sid(int relativeId) {
        byte[] head = HexFormat.of().parseHex("0105000000000005");
        return ByteBuffer.allocate(28)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(head)
                .putInt(21)
                .putInt(domain)
                .putInt(1)
                .putInt(1)
                .putInt(relativeId)
                .array();
    }
}

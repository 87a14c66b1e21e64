package dev.tenure.connectors.ldap.directories;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.RDN;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.schema.Schema;
import com.unboundid.ldif.LDIFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** How a product of a directory behaves where products differ. Each is stated as its vendor documents it. */
public abstract sealed class DirectoryManners permits ActiveDirectoryManners, Ds389Manners, OpenLdapManners {

    private static final AtomicLong LAST_TICK = new AtomicLong();

    DirectoryManners() {}

    abstract String vendor();

    abstract Schema schema();

    /** What the root entry shows beside the standard attributes. */
    abstract List<Attribute> rootAttributes();

    /** The attribute that holds the password, in clear text: the directory lives in memory and is thrown away. */
    abstract String passwordAttribute();

    /** The attribute that says that nobody may sign in. */
    abstract String lockAttribute();

    abstract String idAttribute();

    /** The id as text, as administrators of the product write it. */
    abstract String idOf(Entry entry);

    abstract RDN accountRdn(NewAccount account);

    /** The attributes of an account that is enabled. */
    abstract List<Attribute> accountAttributes(NewAccount account, String dn);

    abstract List<Attribute> groupAttributes(String name, GroupKind kind, List<String> members);

    abstract String memberAttribute(GroupKind kind);

    /** Entries that are there from the start, below the base. */
    abstract List<Entry> firstEntries(String accountBase, String groupBase);

    abstract boolean locked(Entry entry);

    /** The modification that locks or unlocks, done by an administrator and not through the connector. */
    abstract Modification lock(Entry entry, boolean locked);

    /** How a sign-in with a locked account is refused. */
    abstract LDAPException lockedOut();

    /** The entry that somebody means who signs in with something else than a DN. */
    abstract Optional<String> loginAttribute(String bindName);

    /**
     * Turns what a client asks for into what is written.
     *
     * @throws LDAPException where the product refuses
     */
    abstract List<Modification> written(Entry before, List<Modification> asked, boolean encrypted) throws LDAPException;

    /**
     * Turns the entry that a client asks to add into what is added.
     *
     * @throws LDAPException where the product refuses
     */
    abstract Entry added(Entry asked, boolean encrypted) throws LDAPException;

    /** What of the entry a client gets to see. */
    abstract Entry shown(Entry entry, Set<String> asked);

    /** How many values of {@code member} an answer holds at most. */
    int longestValueList() {
        return Integer.MAX_VALUE;
    }

    /** Whether it numbers changes and keeps tombstones. */
    boolean keepsHistory() {
        return false;
    }

    /** Whether {@code memberOf} is shown to a client that asks for all user attributes. */
    abstract boolean showsMemberOf();

    /** What is to be written when a password was changed by somebody with the right to. */
    abstract Modification passwordMoment();

    static Schema schemaOf(String... resources) {
        try {
            List<Schema> parts = new ArrayList<>();
            parts.add(Schema.getDefaultStandardSchema());
            for (String resource : resources) {
                try (InputStream in = DirectoryManners.class.getResourceAsStream(resource)) {
                    if (in == null) {
                        throw new IllegalStateException("schema: " + resource + " is not in the jar");
                    }
                    Schema part = Schema.getSchema(in);
                    if (part == null) {
                        throw new IllegalStateException("schema: " + resource + " is empty");
                    }
                    parts.add(part);
                }
            }
            return Objects.requireNonNull(Schema.mergeSchemas(parts.toArray(new Schema[0])));
        } catch (IOException | LDIFException | LDAPException e) {
            throw new IllegalStateException("schema: cannot be read", e);
        }
    }

    /** Milliseconds that never repeat, so that two changes never look like one. */
    static long tick() {
        return LAST_TICK.updateAndGet(last -> Math.max(last + 1, System.currentTimeMillis()));
    }

    static void refuseChangeOf(Set<String> readOnly, List<Modification> asked) throws LDAPException {
        for (Modification modification : asked) {
            for (String attribute : readOnly) {
                if (modification.getAttributeName().equalsIgnoreCase(attribute)) {
                    throw new LDAPException(
                            ResultCode.CONSTRAINT_VIOLATION, attribute + ": is written by the directory alone");
                }
            }
        }
    }

    static void refuseToAdd(Set<String> readOnly, Entry asked) throws LDAPException {
        for (String attribute : readOnly) {
            if (asked.hasAttribute(attribute)) {
                throw new LDAPException(
                        ResultCode.CONSTRAINT_VIOLATION, attribute + ": is written by the directory alone");
            }
        }
    }

    static Entry without(Entry entry, String attribute) {
        Entry shown = entry.duplicate();
        shown.removeAttribute(attribute);
        return shown;
    }
}

package dev.tenure.connectors.ldap.directories;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.RDN;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What a domain controller of Active Directory keeps of changes: a number on every entry that was changed ([MS-ADTS]
 * 3.1.1.1.9) and a tombstone of every one that is gone (3.1.1.5.5.1.1).
 *
 * <p>Writes happen one at a time, between {@link #begin} and {@link #end}, so that a number that is told has been written.
 */
final class History {

    /** The control with which tombstones are seen: LDAP_SERVER_SHOW_DELETED_OID. */
    static final String SHOW_DELETED = "1.2.840.113556.1.4.417";

    static final String NUMBER = "uSNChanged";
    static final String DELETED = "isDeleted";

    private final ReentrantLock oneWrite = new ReentrantLock();
    private final String base;
    private long last = 12_000;

    History(String base) {
        this.base = base;
    }

    void begin() {
        oneWrite.lock();
    }

    void end() {
        oneWrite.unlock();
    }

    /** The number of the change that is under way. */
    private String next() {
        if (!oneWrite.isHeldByCurrentThread()) {
            throw new IllegalStateException("history: a change is numbered outside begin and end");
        }
        return Long.toString(++last);
    }

    Modification stamp() {
        return new Modification(ModificationType.REPLACE, NUMBER, next());
    }

    Entry stamped(Entry entry) {
        Entry stamped = entry.duplicate();
        stamped.setAttribute(NUMBER, next());
        return stamped;
    }

    /** The highest number that is written. */
    String highest() {
        oneWrite.lock();
        try {
            return Long.toString(last);
        } finally {
            oneWrite.unlock();
        }
    }

    /** What stays of an entry: its ids and classes, under a name that nothing else can have. */
    Entry tombstone(Entry gone) {
        try {
            RDN rdn = Objects.requireNonNull(gone.getRDN());
            UUID place = UUID.randomUUID();
            RDN name = new RDN(rdn.getAttributeNames()[0], rdn.getAttributeValues()[0] + "\nDEL:" + place);
            Entry tombstone = new Entry(new DN(name, new DN(container())));
            tombstone.setAttribute(rdn.getAttributeNames()[0], name.getAttributeValues()[0]);
            // The real one forgets sn; the schema here asks for it.
            for (String kept : List.of("objectClass", "objectGUID", "objectSid", "sAMAccountName", "sn")) {
                Attribute attribute = gone.getAttribute(kept);
                if (attribute != null) {
                    tombstone.addAttribute(attribute);
                }
            }
            tombstone.setAttribute("lastKnownParent", Objects.requireNonNull(gone.getParentDNString()));
            tombstone.setAttribute(DELETED, "TRUE");
            return stamped(tombstone);
        } catch (LDAPException e) {
            throw new IllegalStateException("history: an entry has no name", e);
        }
    }

    /** The entries that are there from the start. */
    List<Entry> firstEntries() {
        return List.of(
                new Entry(
                        container(),
                        new Attribute("objectClass", "top", "container"),
                        new Attribute("cn", "Deleted Objects"),
                        new Attribute(DELETED, "TRUE")),
                new Entry(
                        configuration(),
                        new Attribute("objectClass", "top", "container"),
                        new Attribute("cn", "Configuration")),
                new Entry(
                        settings(),
                        new Attribute("objectClass", "top", "container"),
                        new Attribute("cn", "NTDS Settings"),
                        new Attribute("invocationId", invocation())));
    }

    /** Where tombstones are. */
    String container() {
        return "cn=Deleted Objects," + base;
    }

    private String configuration() {
        return "cn=Configuration," + base;
    }

    /** The domain controller's own entry. */
    String settings() {
        return "cn=NTDS Settings," + configuration();
    }

    static byte[] invocation() {
        UUID id = UUID.randomUUID();
        return ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }
}

package dev.tenure.connectors.ldap.directories;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchScope;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the directory really holds, read past manners and faults. */
final class Content {

    private final String base;
    private @Nullable InMemoryDirectoryServer server;

    Content(String base) {
        this.base = base;
    }

    void of(InMemoryDirectoryServer started) {
        server = started;
    }

    private InMemoryDirectoryServer server() {
        InMemoryDirectoryServer started = server;
        if (started == null) {
            throw new IllegalStateException("directory: not started");
        }
        return started;
    }

    String base() {
        return base;
    }

    Optional<Entry> entry(String dn) {
        try {
            return Optional.ofNullable(server().getEntry(dn, "*", "+"));
        } catch (LDAPException e) {
            if (e.getResultCode().equals(ResultCode.NO_SUCH_OBJECT)) {
                return Optional.empty();
            }
            throw new IllegalStateException("directory: cannot be read", e);
        }
    }

    List<Entry> search(Filter filter) {
        return search(filter, "*", "+");
    }

    private List<Entry> search(Filter filter, String... attributes) {
        try {
            return new ArrayList<>(Objects.requireNonNull(
                    server().search(base, SearchScope.SUB, filter, attributes).getSearchEntries()));
        } catch (LDAPException e) {
            throw new IllegalStateException("directory: cannot be searched", e);
        }
    }

    /** Puts in what stays of an entry that is gone. */
    void bury(Entry tombstone) {
        try {
            server().add(tombstone);
        } catch (LDAPException e) {
            throw new IllegalStateException("directory: a tombstone cannot be kept", e);
        }
    }

    /** Marks an entry as changed. */
    void mark(String dn, Modification stamp) {
        try {
            server().modify(dn, stamp);
        } catch (LDAPException e) {
            throw new IllegalStateException("directory: a change cannot be marked", e);
        }
    }

    /** The DNs of the groups that list this DN as a member by name. */
    List<String> groupsListing(String dn) {
        return groups(Filter.createORFilter(
                Filter.createEqualityFilter("member", dn), Filter.createEqualityFilter("uniqueMember", dn)));
    }

    /** The same, and POSIX groups that list the login name. */
    List<String> groupsListing(String dn, String login) {
        return groups(Filter.createORFilter(
                Filter.createEqualityFilter("member", dn),
                Filter.createEqualityFilter("uniqueMember", dn),
                Filter.createEqualityFilter("memberUid", login)));
    }

    private List<String> groups(Filter filter) {
        return search(filter, "1.1").stream().map(Entry::getDN).toList();
    }
}

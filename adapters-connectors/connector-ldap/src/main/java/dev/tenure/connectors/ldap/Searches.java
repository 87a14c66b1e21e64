package dev.tenure.connectors.ldap;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResult;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.controls.SimplePagedResultsControl;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Searches in pages (RFC 2696), or whole where the directory cannot page, and then refuses to take a part for the whole. */
final class Searches {

    /** The most entries taken from a directory that does not page, so that memory stays bounded. */
    private static final int MOST_WITHOUT_PAGES = 50_000;

    private final LdapSettings settings;
    private final AtomicReference<@Nullable Boolean> pages = new AtomicReference<>();

    Searches(LdapSettings settings) {
        this.settings = settings;
    }

    /**
     * One page.
     *
     * @param next what the following page is asked with; empty on the last
     */
    record Found(List<SearchResultEntry> entries, Optional<ASN1OctetString> next) {}

    SearchRequest request(DN base, Filter filter, String... attributes) {
        return new SearchRequest(base.toString(), SearchScope.SUB, filter, attributes);
    }

    Found page(LDAPConnection connection, SearchRequest request, Optional<ASN1OctetString> from)
            throws LDAPException, Trouble {
        return page(connection, request, settings.pageSize(), from);
    }

    /** @param size how many entries at a time */
    Found page(LDAPConnection connection, SearchRequest request, int size, Optional<ASN1OctetString> from)
            throws LDAPException, Trouble {
        if (!canPage(connection)) {
            SearchRequest whole = request.duplicate();
            whole.setSizeLimit(MOST_WITHOUT_PAGES);
            return new Found(entries(Patience.answer(() -> connection.search(whole))), Optional.empty());
        }
        SearchRequest part = request.duplicate();
        part.addControl(new SimplePagedResultsControl(size, from.orElse(null), true));
        SearchResult result = Patience.answer(() -> connection.search(part));
        SimplePagedResultsControl control = SimplePagedResultsControl.get(result);
        Optional<ASN1OctetString> next = control != null && control.moreResultsToReturn()
                ? Optional.ofNullable(control.getCookie())
                : Optional.empty();
        return new Found(entries(result), next);
    }

    /** One entry, if it is there. */
    static Optional<Entry> entry(LDAPConnection connection, String dn, String... attributes)
            throws LDAPException, Trouble {
        return Patience.answer(() -> Optional.ofNullable(connection.getEntry(dn, attributes)));
    }

    /** Gives every entry found to {@code taker}, page by page. */
    void each(LDAPConnection connection, SearchRequest request, Consumer<SearchResultEntry> taker)
            throws LDAPException, Trouble {
        Optional<ASN1OctetString> next = Optional.empty();
        do {
            Found found = page(connection, request, next);
            found.entries().forEach(taker);
            next = found.next();
        } while (next.isPresent());
    }

    private List<SearchResultEntry> entries(SearchResult result) throws Trouble {
        // Active Directory names its other partitions in this way; they are no part of what was asked.
        if (result.getReferenceCount() > 0 && settings.style() != DirectoryStyle.ACTIVE_DIRECTORY) {
            throw Trouble.refused("a part of the tree is on another server: name in url the server that holds it, or"
                    + " make it a system of its own and narrow baseDn");
        }
        List<SearchResultEntry> entries = result.getSearchEntries();
        return entries == null ? List.of() : entries;
    }

    private boolean canPage(LDAPConnection connection) throws LDAPException, Trouble {
        Boolean known = pages.get();
        if (known == null) {
            known = Patience.answer(() -> Optional.ofNullable(connection.getRootDSE()))
                    .map(root -> root.supportsControl(SimplePagedResultsControl.PAGED_RESULTS_OID))
                    .orElse(true);
            pages.set(known);
        }
        return known;
    }
}

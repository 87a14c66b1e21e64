package dev.tenure.connectors.ldap;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResultEntry;
import dev.tenure.connector.spi.Cursor;
import dev.tenure.connector.spi.Page;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Listings that are under way. Most directories tie the place in a paged search to the connection it began on, so every
 * listing keeps its connection until it ends. Only so many are kept; the one that was left alone longest goes first.
 */
final class Listings<T> implements AutoCloseable {

    private static final int KEPT = 16;

    /** Makes items of the entries of a page; what it needs for that is prepared when the listing begins. */
    @FunctionalInterface
    interface Shaping<T> {
        T item(SearchResultEntry entry) throws Trouble;

        /** The listing came to its end. */
        default void end() {}
    }

    /** Prepares the shaping of one listing. */
    @FunctionalInterface
    interface Preparation<T> {
        Shaping<T> prepare() throws Trouble;
    }

    private record Underway<T>(LDAPConnection connection, Shaping<T> shaping, ASN1OctetString place, int page) {}

    private final DirectoryConnections connections;
    private final Searches searches;
    private final SearchRequest request;
    private final int pageSize;
    private final Preparation<T> preparation;
    private final Map<Long, Underway<T>> underway = new LinkedHashMap<>();
    private long started;
    private boolean closed;

    /** @param pageSize how many entries at a time */
    Listings(
            DirectoryConnections connections,
            Searches searches,
            SearchRequest request,
            int pageSize,
            Preparation<T> preparation) {
        this.connections = connections;
        this.searches = searches;
        this.request = request;
        this.pageSize = pageSize;
        this.preparation = preparation;
    }

    Page<T> page(Cursor cursor) throws Trouble {
        return cursor.equals(Cursor.START) ? first() : following(cursor);
    }

    private Page<T> first() throws Trouble {
        Shaping<T> shaping = preparation.prepare();
        long id = nextId();
        try {
            return page(id, 1, connections.take(), shaping, Optional.empty());
        } catch (LDAPException e) {
            if (!Answers.connectionLost(e) || Thread.currentThread().isInterrupted()) {
                throw Answers.trouble(e);
            }
        }
        // The connection may have died while it idled; nothing of the listing is lost yet.
        try {
            return page(id, 1, connections.take(), shaping, Optional.empty());
        } catch (LDAPException e) {
            throw Answers.trouble(e);
        }
    }

    private Page<T> following(Cursor cursor) throws Trouble {
        Underway<T> listing = resume(cursor);
        try {
            return page(
                    id(cursor),
                    listing.page() + 1,
                    listing.connection(),
                    listing.shaping(),
                    Optional.of(listing.place()));
        } catch (LDAPException e) {
            throw Answers.trouble(e);
        }
    }

    private Page<T> page(
            long id, int number, LDAPConnection connection, Shaping<T> shaping, Optional<ASN1OctetString> place)
            throws LDAPException, Trouble {
        boolean kept = false;
        try {
            Searches.Found found = searches.page(connection, request, pageSize, place);
            List<T> items = new ArrayList<>(found.entries().size());
            for (SearchResultEntry entry : found.entries()) {
                items.add(shaping.item(entry));
            }
            if (found.next().isEmpty()) {
                connections.giveBack(connection);
                kept = true;
                shaping.end();
                return new Page<>(items, Optional.empty());
            }
            keep(id, new Underway<>(connection, shaping, found.next().get(), number));
            kept = true;
            return new Page<>(items, Optional.of(new Cursor(id + "-" + number)));
        } finally {
            if (!kept) {
                connections.drop(connection);
            }
        }
    }

    private synchronized long nextId() {
        return ++started;
    }

    private synchronized void keep(long id, Underway<T> listing) {
        if (closed) {
            connections.drop(listing.connection());
            return;
        }
        underway.put(id, listing);
        if (underway.size() > KEPT) {
            Underway<T> oldest = underway.remove(underway.keySet().iterator().next());
            if (oldest != null) {
                connections.drop(oldest.connection());
            }
        }
    }

    private synchronized Underway<T> resume(Cursor cursor) throws Trouble {
        Underway<T> listing = underway.get(id(cursor));
        if (listing == null || !cursor.token().equals(id(cursor) + "-" + listing.page())) {
            throw Trouble.unreachable("the listing was cut off: begin again at the first page");
        }
        underway.remove(id(cursor));
        return listing;
    }

    private static long id(Cursor cursor) {
        String token = cursor.token();
        try {
            return Long.parseLong(token.substring(0, Math.max(0, token.indexOf('-'))));
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        underway.values().forEach(listing -> connections.drop(listing.connection()));
        underway.clear();
    }
}

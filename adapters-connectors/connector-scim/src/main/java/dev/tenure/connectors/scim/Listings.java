package dev.tenure.connectors.scim;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenure.connector.spi.Cursor;
import dev.tenure.connector.spi.Page;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Listings that are under way. Only so many are kept; the one that was left alone longest goes first. */
final class Listings<T> {

    private static final int KEPT = 16;

    /** Makes an item of a resource; the number says which of the listing it is. */
    @FunctionalInterface
    interface Shaping<T> {
        T item(JsonNode resource, long number);
    }

    /** A listing that begins. */
    record Begun<T>(Walk walk, Shaping<T> shaping) {}

    /** Begins a listing. */
    @FunctionalInterface
    interface Beginning<T> {
        Begun<T> begin() throws Trouble;
    }

    private record Underway<T>(Begun<T> begun, int page, long items) {}

    private final Beginning<T> beginning;
    private final Map<Long, Underway<T>> underway = new LinkedHashMap<>();
    private long started;

    Listings(Beginning<T> beginning) {
        this.beginning = beginning;
    }

    Page<T> page(Cursor cursor) throws Trouble {
        if (cursor.equals(Cursor.START)) {
            return page(nextId(), new Underway<>(beginning.begin(), 0, 0));
        }
        long id = id(cursor);
        Underway<T> listing = resume(id, cursor);
        try {
            return page(id, listing);
        } catch (Trouble e) {
            // The walk stands where it was, and the page may be asked for again.
            keep(id, listing);
            throw e;
        }
    }

    private Page<T> page(long id, Underway<T> listing) throws Trouble {
        List<JsonNode> resources = listing.begun().walk().next();
        List<T> items = new ArrayList<>(resources.size());
        long number = listing.items();
        for (JsonNode resource : resources) {
            items.add(listing.begun().shaping().item(resource, ++number));
        }
        if (listing.begun().walk().ended()) {
            return new Page<>(items, Optional.empty());
        }
        int page = listing.page() + 1;
        keep(id, new Underway<>(listing.begun(), page, number));
        return new Page<>(items, Optional.of(new Cursor(id + "-" + page)));
    }

    private synchronized long nextId() {
        return ++started;
    }

    private synchronized void keep(long id, Underway<T> listing) {
        underway.put(id, listing);
        if (underway.size() > KEPT) {
            underway.remove(underway.keySet().iterator().next());
        }
    }

    private synchronized Underway<T> resume(long id, Cursor cursor) throws Trouble {
        Underway<T> listing = underway.get(id);
        if (listing == null || !cursor.token().equals(id + "-" + listing.page())) {
            throw Trouble.unreachable("the listing was cut off: begin again at the first page");
        }
        underway.remove(id);
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
}

package dev.tenure.connectors.aws;

import dev.tenure.connector.spi.Cursor;
import dev.tenure.connector.spi.Gap;
import dev.tenure.connector.spi.Page;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Listings that are under way. Only so many are kept; the one that was left alone longest goes first. */
public final class Listings<T> {

    private static final int KEPT = 16;

    /**
     * A part of a listing.
     *
     * @param next the marker of the part after it
     * @param gaps what is left out from here on
     */
    public record Part<T>(List<T> items, Optional<String> next, List<Gap> gaps) {

        /** A page, and nothing left out. */
        public static <T> Part<T> of(Calls.Page<T> page) {
            return new Part<>(page.items(), page.next(), List.of());
        }
    }

    /** Gives the part that a marker leads to, the first where there is none. */
    @FunctionalInterface
    public interface Reading<T> {
        /** The part there. */
        Part<T> at(Optional<String> marker) throws Trouble;
    }

    /** Begins a listing. */
    @FunctionalInterface
    public interface Beginning<T> {
        /** What reads it from now on. */
        Reading<T> begin() throws Trouble;
    }

    private record Underway<T>(Reading<T> reading, Optional<String> marker, int page) {}

    private final Map<Long, Underway<T>> underway = new LinkedHashMap<>();
    private long started;

    /** The page that a cursor leads to, the first of a new listing at the start. */
    public Page<T> page(Cursor cursor, Beginning<T> beginning) throws Trouble {
        if (cursor.equals(Cursor.START)) {
            return page(nextId(), new Underway<>(beginning.begin(), Optional.empty(), 0));
        }
        long id = id(cursor);
        return page(id, resume(id, cursor));
    }

    private Page<T> page(long id, Underway<T> listing) throws Trouble {
        Part<T> read = listing.reading().at(listing.marker());
        int page = listing.page() + 1;
        keep(
                id,
                new Underway<>(listing.reading(), read.next(), page),
                read.next().isPresent());
        return new Page<>(read.items(), read.next().map(marker -> new Cursor(id + "-" + page)), read.gaps());
    }

    private synchronized long nextId() {
        return ++started;
    }

    private synchronized void keep(long id, Underway<T> listing, boolean goesOn) {
        underway.remove(id);
        if (goesOn) {
            underway.put(id, listing);
        }
        if (underway.size() > KEPT) {
            underway.remove(underway.keySet().iterator().next());
        }
    }

    /** It stays until its next page was read: a page that failed can be asked for again. */
    private synchronized Underway<T> resume(long id, Cursor cursor) throws Trouble {
        Underway<T> listing = underway.get(id);
        if (listing == null || !cursor.token().equals(id + "-" + listing.page())) {
            throw Trouble.unreachable("the listing was cut off: begin again at the first page");
        }
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

package dev.tenure.connector.spi;

import java.util.List;
import java.util.Optional;

/**
 * A part of a listing.
 *
 * @param items in any order; MAY be empty although more follows
 * @param next where to go on; empty on the last page
 * @param gaps parts of the target that are left out from here on. What could be read of them MAY be told before
 */
public record Page<T>(List<T> items, Optional<Cursor> next, List<Gap> gaps) {

    public Page {
        items = List.copyOf(items);
        gaps = List.copyOf(gaps);
    }

    /** One that leaves nothing out. */
    public Page(List<T> items, Optional<Cursor> next) {
        this(items, next, List.of());
    }
}

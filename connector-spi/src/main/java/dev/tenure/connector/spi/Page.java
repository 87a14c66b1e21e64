package dev.tenure.connector.spi;

import java.util.List;
import java.util.Optional;

/**
 * A part of a listing.
 *
 * @param items in any order; MAY be empty although more follows
 * @param next where to go on; empty on the last page
 */
public record Page<T>(List<T> items, Optional<Cursor> next) {

    public Page {
        items = List.copyOf(items);
    }
}

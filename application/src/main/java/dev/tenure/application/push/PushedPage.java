package dev.tenure.application.push;

import java.util.List;
import java.util.Optional;

/** A part of a list of resources. */
public sealed interface PushedPage<T> {

    /**
     * What was found.
     *
     * @param total how many the filter fits in all
     * @param items this part
     * @param next where the next part begins; empty at the end, and where the part was asked for by position
     */
    record Found<T>(long total, List<T> items, Optional<String> next) implements PushedPage<T> {
        public Found {
            items = List.copyOf(items);
        }
    }

    /** The cursor was never given out for this query. */
    record UnknownCursor<T>() implements PushedPage<T> {}

    /** What the cursor stands at was changed since, and in the order that was asked for it may stand elsewhere now. */
    record OutdatedCursor<T>() implements PushedPage<T> {}
}

package dev.tenure.application.paging;

import java.util.Optional;

/**
 * Which part of a list is wanted.
 *
 * @param limit how many at most, 1 to {@value #LARGEST}
 * @param after the key of the last item already seen; opaque to clients
 */
public record PageRequest(int limit, Optional<String> after) {

    /** The largest page. */
    public static final int LARGEST = 500;

    /** What is given where nothing is asked for. */
    public static final int USUAL = 50;

    public PageRequest {
        if (limit < 1 || limit > LARGEST) {
            throw new IllegalArgumentException("limit: is not between 1 and " + LARGEST);
        }
    }

    /** The first page of the usual length. */
    public static PageRequest first() {
        return new PageRequest(USUAL, Optional.empty());
    }
}

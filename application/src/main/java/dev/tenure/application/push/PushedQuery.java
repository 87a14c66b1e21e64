package dev.tenure.application.push;

import java.util.Optional;

/**
 * Which resources, in what order, and which part of them.
 *
 * @param filter empty for all
 * @param sort empty for the order in which they came in
 * @param window which part
 */
public record PushedQuery(Optional<PushedFilter> filter, Optional<Sort> sort, Window window) {

    /**
     * An order. What has no value comes last in ascending order and first in descending (RFC 7644 section 3.4.2.3); what is
     * equal stands in the order in which it came in, in descending order the last first.
     */
    public record Sort(PushedAttribute attribute, boolean descending) {}

    /** A part of what was found. */
    public sealed interface Window {

        /** How many at most; 0 asks for the number alone. */
        int count();

        /**
         * By position.
         *
         * @param from the first one wanted, counted from 1
         */
        record Index(long from, int count) implements Window {}

        /**
         * By what came before (RFC 9865).
         *
         * @param after what the part before gave as next; empty for the first part
         */
        record Cursor(Optional<String> after, int count) implements Window {}
    }
}

package dev.tenure.application.push;

import java.time.Instant;
import java.util.List;

/**
 * Which resources are asked for (RFC 7644 section 3.4.2.2), with every attribute resolved against the schema. Depth and size
 * are bounded by who makes one.
 */
public sealed interface PushedFilter {

    /** All of these hold. */
    record And(List<PushedFilter> parts) implements PushedFilter {
        public And {
            parts = List.copyOf(parts);
        }
    }

    /** One of these holds. */
    record Or(List<PushedFilter> parts) implements PushedFilter {
        public Or {
            parts = List.copyOf(parts);
        }
    }

    /** This does not hold. */
    record Not(PushedFilter part) implements PushedFilter {}

    /** The attribute has a value. */
    record Present(PushedAttribute attribute) implements PushedFilter {}

    /** One of the attribute's values compares to a literal in this way. Without a value nothing does. */
    record Compare(PushedAttribute attribute, Operator operator, Literal literal) implements PushedFilter {}

    /**
     * One value of a multi-valued attribute satisfies all of an inner filter.
     *
     * @param attribute the multi-valued attribute
     * @param inner speaks of each value: its paths begin inside it
     */
    record Matching(PushedAttribute attribute, PushedFilter inner) implements PushedFilter {}

    /** Nothing is asked for: what the filter speaks of does not exist for this type of resource. */
    record Never() implements PushedFilter {}

    /** How a value compares to the literal. That it differs is asked for by {@link Not}. */
    enum Operator {
        EQUAL,
        CONTAINS,
        STARTS_WITH,
        ENDS_WITH,
        GREATER,
        GREATER_OR_EQUAL,
        LESS,
        LESS_OR_EQUAL
    }

    /** What values are compared to. Its type fits the attribute's kind. */
    sealed interface Literal {
        /** For texts. */
        record Text(String text) implements Literal {}

        /** For yes or no. */
        record Flag(boolean flag) implements Literal {}

        /** For moments. */
        record Moment(Instant moment) implements Literal {}
    }
}

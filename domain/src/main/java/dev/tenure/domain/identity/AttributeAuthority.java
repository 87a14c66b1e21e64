package dev.tenure.domain.identity;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Which source is believed about what, where several tell of one person (JML-6). A source that is named nowhere comes behind
 * those that are, by its name.
 *
 * @param order the sources, the most believed first
 * @param exceptions another order for single attributes
 * @param version counts changes, for optimistic locking; 0 before the first save
 */
public record AttributeAuthority(List<String> order, Map<Attribute, List<String>> exceptions, long version) {

    /** What is taken from one source as a whole. */
    public enum Attribute {
        /** Kind, first day, ending, leave, sponsor and the time zone of all these days: they belong together. */
        EMPLOYMENT,
        NAME,
        EMAIL,
        DEPARTMENT,
        TITLE,
        MANAGER,
        LOCATION
    }

    /** What holds until somebody decides. */
    public static final AttributeAuthority UNDECIDED = new AttributeAuthority(List.of(), Map.of(), 0);

    public AttributeAuthority {
        order = distinct("order", order);
        Map<Attribute, List<String>> checked = new HashMap<>();
        exceptions.forEach((attribute, sources) -> checked.put(attribute, distinct(attribute.name(), sources)));
        exceptions = Map.copyOf(checked);
    }

    /** Sorts sources for an attribute, the most believed first. */
    public Comparator<String> of(Attribute attribute) {
        List<String> first = exceptions.getOrDefault(attribute, List.of());
        return Comparator.comparingInt((String source) -> rank(first, source))
                .thenComparingInt(source -> rank(order, source))
                .thenComparing(Comparator.naturalOrder());
    }

    private static int rank(List<String> sources, String source) {
        int place = sources.indexOf(source);
        return place < 0 ? Integer.MAX_VALUE : place;
    }

    private static List<String> distinct(String field, List<String> sources) {
        if (new TreeSet<>(sources).size() != sources.size()) {
            throw new IllegalArgumentException(field + ": names a source twice");
        }
        return List.copyOf(sources);
    }
}

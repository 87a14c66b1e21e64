package dev.tenure.web.identity;

import dev.tenure.domain.identity.AttributeAuthority;
import dev.tenure.domain.identity.AttributeAuthority.Attribute;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * An order of sources as somebody writes it: names, with commas or space between them.
 *
 * @param version what was looked at
 * @param order the order for everything
 * @param exceptions the order of its own of each attribute; empty where it has none
 */
record AuthorityForm(long version, String order, Map<Attribute, String> exceptions) {

    /** Longer than any order that somebody writes. */
    private static final int LONGEST = 8_000;

    AuthorityForm {
        exceptions = Map.copyOf(exceptions);
    }

    /** What is in force, as one would write it. */
    static AuthorityForm of(AttributeAuthority authority) {
        Map<Attribute, String> exceptions = new EnumMap<>(Attribute.class);
        authority.exceptions().forEach((attribute, sources) -> exceptions.put(attribute, String.join(", ", sources)));
        return new AuthorityForm(authority.version(), String.join(", ", authority.order()), exceptions);
    }

    /** Whether a browser could have sent it. */
    boolean isReadable() {
        return order.length() <= LONGEST && exceptions.values().stream().allMatch(text -> text.length() <= LONGEST);
    }

    /** What was written; empty where a field names a source twice. */
    Optional<AttributeAuthority> read() {
        if (hasOne(AuthorityForm::namesTwice)) {
            return Optional.empty();
        }
        Map<Attribute, List<String>> others = new EnumMap<>(Attribute.class);
        exceptions.forEach((attribute, text) -> {
            List<String> sources = names(text);
            if (!sources.isEmpty()) {
                others.put(attribute, sources);
            }
        });
        return Optional.of(new AttributeAuthority(names(order), others, version));
    }

    private boolean hasOne(Predicate<String> wrong) {
        return wrong.test(order) || exceptions.values().stream().anyMatch(wrong);
    }

    static boolean namesTwice(String text) {
        List<String> names = names(text);
        return new HashSet<>(names).size() < names.size();
    }

    /** The names in a field, in order. */
    static List<String> names(String text) {
        return Arrays.stream(text.split("[\\s,;\\p{Cntrl}]+", -1))
                .filter(name -> !name.isEmpty())
                .toList();
    }
}

package dev.tenure.domain.inventory;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Which names are meant.
 *
 * @param text compared with the whole of a name without regard to case; {@code *} stands for any characters, or none
 */
public record NamePattern(String text) {

    public NamePattern {
        if (text.isBlank()) {
            throw new IllegalArgumentException("pattern: is empty");
        }
    }

    /**
     * Which values of an attribute are meant.
     *
     * @param key the attribute's name as it is compared
     * @param values which of its values
     */
    public record OfAttribute(String key, NamePattern values) {

        /** Whether an account is one of those, by its attributes as {@link Correlation.Rule#key} calls them. */
        public boolean fits(Map<String, String> told) {
            String value = told.get(key);
            return value != null && values.fits(value);
        }
    }

    /** What it says of an attribute, written as {@code tag:type=service}: no attribute has a star in its name. */
    public Optional<OfAttribute> ofAttribute() {
        int equals = text.indexOf('=');
        int star = text.indexOf('*');
        boolean named = equals > 0 && (star < 0 || star > equals);
        String values = text.substring(equals + 1);
        return named && !values.isBlank()
                ? Optional.of(new OfAttribute(Correlation.Rule.key(text.substring(0, equals)), new NamePattern(values)))
                : Optional.empty();
    }

    /** Whether a name is one of those. */
    // Not by a regular expression: some patterns with many stars take one forever.
    public boolean fits(String name) {
        String[] parts = text.toLowerCase(Locale.ROOT).split("\\*", -1);
        String whole = name.toLowerCase(Locale.ROOT);
        String last = parts[parts.length - 1];
        if (parts.length == 1) {
            return whole.equals(last);
        }
        if (!whole.startsWith(parts[0])) {
            return false;
        }
        int at = parts[0].length();
        for (int i = 1; i < parts.length - 1; i++) {
            int found = whole.indexOf(parts[i], at);
            if (found < 0) {
                return false;
            }
            at = found + parts[i].length();
        }
        return whole.length() - last.length() >= at && whole.endsWith(last);
    }
}

package dev.tenure.domain.inventory;

import java.util.Locale;

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

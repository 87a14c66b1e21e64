package dev.tenure.connectors.ldap;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of a long list of values.
 *
 * @param to the place of its last value, counted from 0; -1 when the list ends with it
 * @param values the values of this part
 */
record ValueRange(int to, List<String> values) {

    private static final Pattern OPTION = Pattern.compile("(?i)range=(\\d{1,9})-(\\d{1,9}|\\*)");

    /** The part of this attribute that the entry holds, if it holds one. */
    static Optional<ValueRange> in(Entry entry, String attribute) {
        for (Attribute candidate : entry.getAttributes()) {
            if (candidate.getBaseName().equalsIgnoreCase(attribute)) {
                for (String option : candidate.getOptions()) {
                    Matcher range = OPTION.matcher(option);
                    if (range.matches()) {
                        int to = range.group(2).equals("*") ? -1 : Integer.parseInt(range.group(2));
                        return Optional.of(new ValueRange(to, List.of(candidate.getValues())));
                    }
                }
            }
        }
        return Optional.empty();
    }

    boolean isLast() {
        return to < 0;
    }
}

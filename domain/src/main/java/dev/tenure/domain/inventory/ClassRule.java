package dev.tenure.domain.inventory;

import java.util.List;
import java.util.Optional;

/**
 * Which entitlements of a system are of a class (IDN-7). Of a system's rules the first that matches decides.
 *
 * @param of what of the entitlement is compared
 * @param pattern compared with the whole of it without regard to case; {@code *} stands for any characters, or none
 * @param as the class
 */
public record ClassRule(Of of, String pattern, EntitlementClass as) {

    /** What of an entitlement is compared. */
    public enum Of {
        /** What people call it on the target. */
        NAME,
        /** The target's stable id. */
        NATIVE_ID
    }

    public ClassRule {
        if (pattern.isBlank()) {
            throw new IllegalArgumentException("pattern: is empty");
        }
    }

    /** A rule about a name. */
    public static ClassRule named(String pattern, EntitlementClass as) {
        return new ClassRule(Of.NAME, pattern, as);
    }

    /** The rule that decides about an entitlement, if one does. */
    public static Optional<ClassRule> first(List<ClassRule> rules, String name, String nativeId) {
        return rules.stream().filter(rule -> rule.matches(name, nativeId)).findFirst();
    }

    /** The rule that decides about something of which only the name is known, if one does. */
    public static Optional<ClassRule> firstByName(List<ClassRule> rules, String name) {
        return rules.stream()
                .filter(rule -> rule.of == Of.NAME && fits(rule.pattern, name))
                .findFirst();
    }

    /** Whether an entitlement is one that the rule is about. */
    public boolean matches(String name, String nativeId) {
        return switch (of) {
            case NAME -> fits(pattern, name);
            case NATIVE_ID -> fits(pattern, nativeId);
        };
    }

    private static boolean fits(String pattern, String text) {
        return new NamePattern(pattern).fits(text);
    }
}

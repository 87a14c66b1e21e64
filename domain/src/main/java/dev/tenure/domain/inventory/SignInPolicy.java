package dev.tenure.domain.inventory;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What is asked of how accounts of a system are signed in to. Nothing of it changes a target: what falls short is found.
 *
 * @param keyMaxAgeDays how old a credential beside the password may be; empty where as old as it will
 * @param passwordMaxAgeDays how old a password may be where somebody can sign in with it; empty where as old as it will
 * @param machinePasswordMaxAgeDays the same of accounts that are no person's; empty where those are as all others
 * @param secondFactorRequired whether everybody who can sign in has to have one
 * @param weakFactors kinds of second factor, as the target calls them, that are too weak to be the only ones; without regard to case
 * @param throughProvider ways to sign in, as the target calls them, that count as through the identity provider, without regard to case: any
 *     other is found; empty where people may sign in directly
 */
public record SignInPolicy(
        Optional<Integer> keyMaxAgeDays,
        Optional<Integer> passwordMaxAgeDays,
        Optional<Integer> machinePasswordMaxAgeDays,
        boolean secondFactorRequired,
        List<String> weakFactors,
        Optional<List<String>> throughProvider) {

    /** The oldest that a credential or a password can be let become, in days. */
    public static final int LONGEST_AGE = 3_650;

    /** How many kinds of factor, or ways to sign in, can be named. */
    public static final int MOST_NAMES = 20;

    /** The longest of their names. */
    public static final int LONGEST_NAME = 200;

    public SignInPolicy {
        weakFactors = List.copyOf(weakFactors);
        throughProvider = throughProvider.map(List::copyOf);
        check("keyMaxAgeDays", keyMaxAgeDays);
        check("passwordMaxAgeDays", passwordMaxAgeDays);
        check("machinePasswordMaxAgeDays", machinePasswordMaxAgeDays);
        check("weakFactors", weakFactors);
        throughProvider.ifPresent(ways -> check("throughProvider", ways));
    }

    private static void check(String what, Optional<Integer> age) {
        if (age.filter(days -> days < 1 || days > LONGEST_AGE).isPresent()) {
            throw new IllegalArgumentException("signInPolicy." + what + ": is not between 1 and " + LONGEST_AGE);
        }
    }

    private static void check(String what, List<String> names) {
        if (names.size() > MOST_NAMES) {
            throw new IllegalArgumentException("signInPolicy." + what + ": has more than " + MOST_NAMES + " entries");
        }
        if (names.stream().anyMatch(name -> name.isBlank() || name.length() > LONGEST_NAME)) {
            throw new IllegalArgumentException(
                    "signInPolicy." + what + ": has an entry that is empty or longer than " + LONGEST_NAME);
        }
    }

    /** How old a password may be; empty where as old as it will. */
    public Optional<Duration> passwordMaxAge(boolean machine) {
        return (machine ? machinePasswordMaxAgeDays.or(() -> passwordMaxAgeDays) : passwordMaxAgeDays)
                .map(Duration::ofDays);
    }

    /** Whether a second factor of this kind is too weak. */
    public boolean isWeak(String factor) {
        return weakFactors.stream().anyMatch(factor::equalsIgnoreCase);
    }

    /** Whether signing in this way goes past the identity provider, and must not. */
    public boolean isDirect(String way) {
        return throughProvider
                .filter(ways -> ways.stream().noneMatch(way::equalsIgnoreCase))
                .isPresent();
    }
}

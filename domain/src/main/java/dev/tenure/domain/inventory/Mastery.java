package dev.tenure.domain.inventory;

import java.time.Duration;

/**
 * A system whose accounts come from another one, such as Entra ID from Active Directory: what is changed on it a synchronisation
 * may undo.
 *
 * @param master where the accounts are mastered
 * @param synchronisedEvery after which time at the latest a change at the master has come through
 */
public record Mastery(SystemId master, Duration synchronisedEvery) {

    /** The longest that a synchronisation may take. */
    public static final Duration LONGEST = Duration.ofDays(7);

    public Mastery {
        if (synchronisedEvery.isNegative() || synchronisedEvery.isZero() || synchronisedEvery.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("mastery.synchronisedEvery: is not above zero and at most 7 days");
        }
    }
}

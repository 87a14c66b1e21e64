package dev.tenure.domain.inspection;

import dev.tenure.domain.reconciliation.AccountId;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How an account was inspected. A kind that could not be read keeps when it was read before.
 *
 * @param account which account
 * @param triedAt when it was inspected last, in vain or not
 * @param nextAt when it is due again
 * @param failures how many inspections in a row left something unread
 * @param error what the last one could not read, and why, without personal data; empty where it read everything
 * @param readAt when each kind was last read to its end; nothing of what was never
 * @param last the latest sign-in that was ever told
 */
public record Inspection(
        AccountId account,
        Instant triedAt,
        Instant nextAt,
        int failures,
        Optional<String> error,
        Map<InspectedKind, Instant> readAt,
        Optional<LastSignIn> last) {

    /** The first pause after an inspection that left something unread; it doubles with each. */
    public static final Duration FIRST_PAUSE = Duration.ofMinutes(15);

    private static final int MOST_DOUBLINGS = 10;

    public Inspection {
        readAt = Map.copyOf(readAt);
    }

    /** The inspection of an account that never was inspected. */
    public static Inspection first(AccountId account, Instant now) {
        return new Inspection(account, now, now, 0, Optional.empty(), Map.of(), Optional.empty());
    }

    /** Everything was read. */
    public Inspection complete(Set<InspectedKind> read, Optional<LastSignIn> told, Instant now, Duration every) {
        return new Inspection(account, now, now.plus(every), 0, Optional.empty(), with(read, now), later(told));
    }

    /**
     * Something was left unread. It is tried again after a pause that doubles, no later than it would be anyway.
     *
     * @param read what was read all the same
     * @param reason what was not, and why
     */
    public Inspection incomplete(
            Set<InspectedKind> read, Optional<LastSignIn> told, String reason, Instant now, Duration every) {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(failures, MOST_DOUBLINGS));
        Duration bounded = pause.compareTo(every) < 0 ? pause : every;
        return new Inspection(
                account, now, now.plus(bounded), failures + 1, Optional.of(reason), with(read, now), later(told));
    }

    private Map<InspectedKind, Instant> with(Set<InspectedKind> read, Instant now) {
        Map<InspectedKind, Instant> known = new EnumMap<>(InspectedKind.class);
        known.putAll(readAt);
        read.forEach(kind -> known.put(kind, now));
        return known;
    }

    private Optional<LastSignIn> later(Optional<LastSignIn> told) {
        return told.filter(one ->
                        last.filter(known -> !known.at().isBefore(one.at())).isEmpty())
                .or(() -> last);
    }

    /**
     * A sign-in.
     *
     * @param at when, by the target's clock
     * @param by with what, as the target calls it
     */
    public record LastSignIn(Instant at, String by) {}
}

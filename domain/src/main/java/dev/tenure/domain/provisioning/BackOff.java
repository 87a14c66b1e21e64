package dev.tenure.domain.provisioning;

import java.time.Duration;

/** How long to wait before the next attempt: exponential with full jitter, never for ever. */
public final class BackOff {

    /** The longest pause before an attempt after a failure of the target. */
    public static final Duration LONGEST = Duration.ofMinutes(10);

    /** The longest pause after a refusal: a person has to act, and we notice within this time that they did. */
    public static final Duration LONGEST_AFTER_REFUSAL = Duration.ofMinutes(30);

    private static final Duration FIRST = Duration.ofSeconds(1);

    private BackOff() {}

    /**
     * The pause after an attempt.
     *
     * @param attempt how the attempt ended
     * @param attempts how many there were, from 1
     * @param draw a number drawn from [0, 1): the jitter
     */
    public static Duration after(Attempt attempt, int attempts, double draw) {
        Duration longest =
                switch (attempt) {
                    case Attempt.Refused r -> LONGEST_AFTER_REFUSAL;
                    case Attempt.Unreachable u -> LONGEST;
                    case Attempt.InDoubt d -> LONGEST;
                    case Attempt.Applied a -> Duration.ZERO;
                    case Attempt.Unchanged u -> Duration.ZERO;
                    case Attempt.Listed l -> Duration.ZERO;
                };
        long ceiling = Math.min(longest.toMillis(), FIRST.toMillis() << Math.min(attempts, 20));
        // Never less than a tenth: a draw near zero would hammer a target that is already in trouble.
        return Duration.ofMillis((long) (ceiling * (0.1 + 0.9 * draw)));
    }
}

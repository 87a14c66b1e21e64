package dev.tenure.domain.provisioning;

import java.time.Duration;

/** How long to wait before the next attempt: exponential with full jitter, never for ever. */
public final class BackOff {

    /** The longest pause before an attempt after a failure of the target. */
    public static final Duration LONGEST = Duration.ofMinutes(10);

    /** The longest pause after a refusal: a person has to act, and we notice within this time that they did. */
    public static final Duration LONGEST_AFTER_REFUSAL = Duration.ofMinutes(30);

    /** The longest that a system which does not answer is left alone: within this time we notice that it does again. */
    public static final Duration LONGEST_REST = Duration.ofMinutes(2);

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
                    case Attempt.SignInsRead read -> Duration.ZERO;
                };
        return pause(longest, attempts, draw);
    }

    /**
     * How long a system that does not answer is left alone.
     *
     * @param failures how many times in a row it was found so, from 1
     * @param draw a number drawn from [0, 1): the jitter
     */
    public static Duration rest(int failures, double draw) {
        return pause(LONGEST_REST, failures, draw);
    }

    /** A target may ask for patience, but not put us off for as long as it likes. */
    public static Duration granted(Duration asked) {
        return asked.compareTo(LONGEST_AFTER_REFUSAL) > 0 ? LONGEST_AFTER_REFUSAL : asked;
    }

    private static Duration pause(Duration longest, int times, double draw) {
        long ceiling = Math.min(longest.toMillis(), FIRST.toMillis() << Math.min(times, 20));
        // Never less than a tenth: a draw near zero would hammer a target that is already in trouble.
        return Duration.ofMillis((long) (ceiling * (0.1 + 0.9 * draw)));
    }
}

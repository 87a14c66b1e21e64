package dev.tenure.domain.lifecycle;

import dev.tenure.domain.provisioning.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What is known of sign-ins with an account, and of calls as it, since its owner's clock started (JML-5b). */
public sealed interface SignIns {

    /** For how long after the account was contained a log is waited for that does not hold everything yet. */
    Duration LONGEST_LAG = Duration.ofDays(1);

    /** The shortest pause before such a log is looked at again. */
    Duration SHORTEST_PAUSE = Duration.ofMinutes(1);

    /** The longest pause before such a log is looked at again. */
    Duration LONGEST_PAUSE = Duration.ofMinutes(30);

    /**
     * When a log is to be looked at again that did not hold everything yet when it was read: as much later as it lacked then,
     * since it lags by about as much all the time.
     *
     * @param contained since when nobody could use the account any more
     * @param wholeUntil until when the log held everything, by the target's clock
     * @param now when it was read
     * @return empty where it held enough, and where it is not waited for any longer
     */
    static Optional<Instant> looksAgain(Instant contained, Instant wholeUntil, Instant now) {
        Instant enough = contained.plus(Work.ReadSignIns.CLOCKS_APART);
        if (isEnough(contained, wholeUntil) || !now.isBefore(enough.plus(LONGEST_LAG))) {
            return Optional.empty();
        }
        Duration lacking = Duration.between(wholeUntil, enough);
        return Optional.of(now.plus(
                lacking.compareTo(SHORTEST_PAUSE) < 0
                        ? SHORTEST_PAUSE
                        : lacking.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : lacking));
    }

    /**
     * Whether a log held everything until nobody could use the account any more.
     *
     * @param contained since when nobody could
     * @param wholeUntil until when the log held everything, by the target's clock
     */
    static boolean isEnough(Instant contained, Instant wholeUntil) {
        return !wholeUntil.isBefore(contained.plus(Work.ReadSignIns.CLOCKS_APART));
    }

    /** The name in database, API and log. */
    String label();

    /**
     * Nobody has read the target's log yet, or not as far as it has to go: that comes once the account is contained and the log
     * holds everything until then.
     */
    record Awaited() implements SignIns {
        @Override
        public String label() {
            return "awaited";
        }
    }

    /** The target's log shows none. */
    record None(Instant readAt) implements SignIns {
        @Override
        public String label() {
            return "none";
        }
    }

    /**
     * The target's log shows some.
     *
     * @param count how many, each once; at least as many where not all were read
     * @param calls how many of them called the target as the account and did not sign in
     * @param whole whether all were read
     * @param first the earliest that was read, by the target's clock
     * @param last the latest that was read, by the target's clock
     */
    record Found(long count, long calls, boolean whole, Instant first, Instant last, Instant readAt)
            implements SignIns {
        @Override
        public String label() {
            return "found";
        }
    }

    /**
     * The log is not available.
     *
     * @param reason why, without personal data
     * @param since when that was found
     */
    record Unavailable(String reason, Instant since) implements SignIns {
        @Override
        public String label() {
            return "unavailable";
        }
    }
}

package dev.tenure.domain.inventory;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether a system can be worked now, and why not. The same for all replicas. Deadlines run on whatever it is.
 *
 * <p>A target that does not answer again and again is left alone for a while, then asked by one call at a time until it answers:
 * nothing is ever given up. A connector that breaks its contract is asked nothing more until a person says so.
 */
public sealed interface ConnectorCondition {

    /** After how many calls in a row without an answer the target is left alone. */
    int LEFT_ALONE_AFTER = 5;

    /** How long a target is left alone at least that asked for it. */
    Duration LEAST_REST = Duration.ofSeconds(1);

    /** The name of the state in database, API and metrics. */
    String label();

    /**
     * The target did not answer a call, or asked for patience.
     *
     * @param silence how it did not
     * @param now when
     */
    ConnectorCondition silent(Silence silence, Instant now);

    /** The target answered a call. */
    ConnectorCondition answered();

    /**
     * A call without an answer.
     *
     * @param reason why, without personal data
     * @param pause how long the target is left alone if this was one too many and it asked for nothing
     * @param asked how long the target asked to be left alone; it is, whatever came before
     */
    record Silence(String reason, Duration pause, Optional<Duration> asked) {

        /** A target that says when to come back knows better than we do; one that says "at once" is given a moment. */
        private Duration rest() {
            return asked.map(one -> one.compareTo(LEAST_REST) < 0 ? LEAST_REST : one)
                    .orElse(pause);
        }
    }

    /** The connector broke its contract. What was found first stays. */
    default Quarantined broke(String breach, Instant now) {
        return switch (this) {
            case Working working -> new Quarantined(breach, now);
            case Resting resting -> new Quarantined(breach, now);
            case Quarantined quarantined -> quarantined;
        };
    }

    /**
     * Calls are made as they come.
     *
     * @param failures how many calls in a row had no answer
     */
    record Working(int failures) implements ConnectorCondition {

        /** The last call was answered, or there was none. */
        public static final Working WELL = new Working(0);

        @Override
        public String label() {
            return "working";
        }

        @Override
        public ConnectorCondition silent(Silence silence, Instant now) {
            int all = failures + 1;
            return silence.asked().isPresent() || all >= LEFT_ALONE_AFTER
                    ? new Resting(all, silence.reason(), now, now.plus(silence.rest()), false)
                    : new Working(all);
        }

        @Override
        public Working answered() {
            return WELL;
        }
    }

    /**
     * The target is left alone.
     *
     * @param failures how many calls in a row had no answer
     * @param reason why the last one had none
     * @param since since when it is left alone
     * @param until when one call may be made; while one is under way, when it is given up for lost
     * @param probing whether that one call is under way
     */
    record Resting(int failures, String reason, Instant since, Instant until, boolean probing)
            implements ConnectorCondition {

        @Override
        public String label() {
            return "resting";
        }

        /** What was under way when the target fell silent does not count again; the one call that was let through does. */
        @Override
        public Resting silent(Silence silence, Instant now) {
            if (probing) {
                return new Resting(failures + 1, silence.reason(), since, now.plus(silence.rest()), false);
            }
            Instant asked = silence.asked().map(now::plus).orElse(until);
            return asked.isAfter(until) ? new Resting(failures, silence.reason(), since, asked, false) : this;
        }

        @Override
        public Working answered() {
            return Working.WELL;
        }

        /** A person says that it may answer again: the one call may be made now, whatever the target asked for. */
        public Resting hasten(Instant now) {
            return probing || until.isBefore(now) ? this : new Resting(failures, reason, since, now, false);
        }

        /**
         * Lets one call through. Only where {@link #until} has come.
         *
         * @param longest how long it may take
         */
        public Resting probe(Instant now, Duration longest) {
            return new Resting(failures, reason, since, now.plus(longest), true);
        }
    }

    /**
     * The connector broke its contract and is asked nothing more.
     *
     * @param breach how, without personal data
     * @param since since when
     */
    record Quarantined(String breach, Instant since) implements ConnectorCondition {

        @Override
        public String label() {
            return "quarantined";
        }

        @Override
        public Quarantined silent(Silence silence, Instant now) {
            return this;
        }

        @Override
        public Quarantined answered() {
            return this;
        }

        /** A person says that it can be asked again. */
        public Working lift() {
            return Working.WELL;
        }
    }
}

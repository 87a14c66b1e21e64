package dev.tenure.domain.wave;

import java.time.Duration;
import java.time.Instant;

/** What a wave does with each of its findings. */
public sealed interface WaveAction {

    /** The name in database, API and log. */
    String label();

    /**
     * Somebody else has to see to them.
     *
     * @param owner by subject
     */
    record Assign(String owner) implements WaveAction {
        @Override
        public String label() {
            return "assign";
        }
    }

    /**
     * They may stay until a moment.
     *
     * @param reason why
     */
    record Accept(Instant until, String reason) implements WaveAction {
        @Override
        public String label() {
            return "accept";
        }
    }

    /**
     * Their accounts are disabled, to see whether anybody misses them.
     *
     * @param days how long each is waited for
     */
    record Disable(int days) implements WaveAction {

        /** The longest wait. */
        public static final int LONGEST = 180;

        /** How long is waited where nobody says. */
        public static final int USUAL = 30;

        public Disable {
            if (days < 1 || days > LONGEST) {
                throw new IllegalArgumentException("days: is not between 1 and " + LONGEST);
            }
        }

        @Override
        public String label() {
            return "disable";
        }

        /** When the wait for an account is over that is disabled now. */
        public Instant until(Instant now) {
            return now.plus(Duration.ofDays(days));
        }
    }
}

package dev.tenure.domain.lifecycle;

import java.time.Instant;

/** What is known of sign-ins with an account since its owner's clock started (JML-5b). */
public sealed interface SignIns {

    /** The name in database, API and log. */
    String label();

    /** Nobody has read the target's log yet: that comes once the account is contained. */
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
     * @param whole whether all were read
     * @param first the earliest that was read, by the target's clock
     * @param last the latest that was read, by the target's clock
     */
    record Found(long count, boolean whole, Instant first, Instant last, Instant readAt) implements SignIns {
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

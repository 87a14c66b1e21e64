package dev.tenure.application.webhook;

import dev.tenure.connector.spi.Secret;
import dev.tenure.domain.identity.WorkerFeed.Fact;
import dev.tenure.domain.webhook.WebhookSource;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** People as their HR systems' own APIs show them now. */
public interface VendorPeople {

    /**
     * Reads one person. MUST NOT run inside a transaction. MUST be bounded in time and size, MUST NOT send the token to another
     * host than the source's, and MUST answer for whatever the vendor sends.
     *
     * @param source one that has an API
     * @param token what signs us in there
     * @param worker the vendor's id
     */
    Reading read(WebhookSource source, Secret token, String worker);

    /** What the vendor showed. */
    sealed interface Reading {
        /** The person, as texts by fact; their form is checked by whoever takes them. */
        record Found(Map<Fact, String> facts) implements Reading {
            public Found {
                facts = Map.copyOf(facts);
            }
        }

        /** The vendor knows no such person, or does not show them to us. */
        record Absent() implements Reading {}

        /**
         * No answer, or none that can be used: it may be better later.
         *
         * @param why without what the vendor wrote
         * @param retryAfter the pause that the vendor asks for
         */
        record Unreachable(String why, Optional<Duration> retryAfter) implements Reading {}

        /**
         * The vendor will not answer until a person acts.
         *
         * @param why without what the vendor wrote
         */
        record Denied(String why) implements Reading {}
    }
}

package dev.tenure.application.webhook;

import dev.tenure.connector.spi.Secret;
import dev.tenure.domain.webhook.Body;
import dev.tenure.domain.webhook.WebhookDelivery.Hint;
import dev.tenure.domain.webhook.WebhookSource;
import java.util.List;
import java.util.Optional;

/** Reads what a delivery says, in its vendor's shape. */
public interface WebhookBodies {

    /** How many workers one delivery may tell of. */
    int MOST_WORKERS = 1_000;

    /**
     * Reads a body. MUST answer for whatever bytes there are, and MUST NOT take more memory or time than a small multiple of
     * what their number needs.
     */
    Content read(WebhookSource source, Body body);

    /** What a body holds. */
    sealed interface Content {
        /**
         * What it says, of one worker each.
         *
         * @param deliveryId the vendor's id of the delivery, where it stands in the body
         * @param hints at most {@link WebhookBodies#MOST_WORKERS}; none where it is about no worker
         */
        record Hints(Optional<String> deliveryId, List<Hint> hints) implements Content {
            public Hints {
                hints = List.copyOf(hints);
            }
        }

        /** The vendor hands over what it will sign with; such a delivery is not signed. */
        record Handshake(Secret token) implements Content {}

        /**
         * It cannot be read.
         *
         * @param place where it is wrong, as a JSON pointer; empty for the body as a whole
         * @param remedy what is wrong and what to do, without the content
         */
        record Unreadable(String place, String remedy) implements Content {}
    }
}

package dev.tenure.connector.spi;

import java.time.Instant;
import java.util.Optional;

/**
 * A session that is live: whoever holds it acts as the account without signing in.
 *
 * @param id the target's stable id of it; MUST NOT be what the holder shows, such as a cookie
 * @param startedAt since when, as the target tells it
 * @param expiresAt when it ends by itself, as the target tells it
 */
public record Session(String id, Optional<Instant> startedAt, Optional<Instant> expiresAt) {

    public Session {
        if (id.isBlank()) {
            throw new IllegalArgumentException("id: is empty");
        }
    }
}

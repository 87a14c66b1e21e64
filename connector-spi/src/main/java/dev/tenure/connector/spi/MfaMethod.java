package dev.tenure.connector.spi;

import java.time.Instant;
import java.util.Optional;

/**
 * A second factor that is enrolled for an account.
 *
 * @param id the target's stable id of it; MUST NOT be a secret
 * @param kind what the target calls such a thing, as it stands in the leaver certificate, such as {@code security key}
 * @param enrolledAt since when, as the target tells it
 */
public record MfaMethod(String id, String kind, Optional<Instant> enrolledAt) {

    public MfaMethod {
        if (id.isBlank() || kind.isBlank()) {
            throw new IllegalArgumentException((id.isBlank() ? "id" : "kind") + ": is empty");
        }
    }
}

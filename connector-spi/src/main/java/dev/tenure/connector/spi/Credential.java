package dev.tenure.connector.spi;

import java.time.Instant;
import java.util.Optional;

/**
 * Something beside the password that lets its holder act as an account: an access key, a token, an SSH key, a certificate, an
 * application password. It tells that the credential is there and MUST NOT tell the credential.
 *
 * @param id the target's stable id of it; MUST NOT be the secret or a part of it
 * @param kind what the target calls such a thing, as it stands in the leaver certificate, such as {@code access key}
 * @param createdAt when it was issued, as the target tells it
 * @param lastUsedAt when it was last used; empty where the target does not tell, or where it never was
 */
public record Credential(String id, String kind, Optional<Instant> createdAt, Optional<Instant> lastUsedAt) {

    public Credential {
        if (id.isBlank() || kind.isBlank()) {
            throw new IllegalArgumentException((id.isBlank() ? "id" : "kind") + ": is empty");
        }
    }
}

package dev.tenure.domain.provisioning;

import java.time.Instant;
import java.util.Optional;

/**
 * Something that lets its holder act as an account, or that vouches for them, as the target lists it: that it is there, never
 * the thing itself.
 *
 * @param kind what it is to us
 * @param id the target's id of it; no secret, and perhaps personal
 * @param what what the target calls such a thing, such as {@code access key}
 * @param since when it was issued, enrolled or began, as the target tells it
 * @param lastUsedAt when it was last used, as the target tells it
 * @param expiresAt when it ends by itself, as the target tells it
 */
public record Artefact(
        Kind kind,
        String id,
        String what,
        Optional<Instant> since,
        Optional<Instant> lastUsedAt,
        Optional<Instant> expiresAt) {

    /** The kinds of thing that targets list beside accounts. */
    public enum Kind {
        /** Whoever holds it acts as the account without signing in. */
        SESSION("session"),
        /** A key, token or certificate beside the password. */
        CREDENTIAL("credential"),
        /** A second factor that is enrolled. */
        MFA_METHOD("mfa-method");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        /** The name in database, API and log. */
        public String label() {
            return label;
        }
    }
}

package dev.tenure.application.transaction;

import java.util.UUID;

/**
 * Remembers which requests were carried out, so that a client may repeat one without doing it twice
 * (draft-ietf-httpapi-idempotency-key-header).
 */
public interface RequestKeys {

    /**
     * Claims a key inside the caller's transaction. MUST be undone with it. MUST answer {@link Claim.InProgress} at once,
     * without waiting, while another transaction holds the same key of the same caller. MUST keep keys for at least 24
     * hours.
     *
     * @param caller the subject of who asks: keys of two callers never meet
     * @param created what the request will have made if the key is new: what a repetition gets back
     */
    Claim claim(String caller, RequestKey request, UUID created);

    /** What became of a claim. */
    sealed interface Claim {
        /** The key was never used: go on. */
        record Fresh() implements Claim {}

        /** The same request was carried out before and made this. */
        record Repeated(UUID created) implements Claim {}

        /** The key was used for another request. */
        record Reused() implements Claim {}

        /** The first request with this key has not ended. */
        record InProgress() implements Claim {}
    }
}

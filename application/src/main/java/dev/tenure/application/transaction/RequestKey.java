package dev.tenure.application.transaction;

/**
 * A client's name for one request.
 *
 * @param key what the client sent, 1 to 255 visible ASCII characters
 * @param fingerprint a digest of method, path and body, so that another request under the same key is told apart
 */
public record RequestKey(String key, String fingerprint) {

    public RequestKey {
        if (!key.matches("[\\x21-\\x7e]{1,255}")) {
            throw new IllegalArgumentException("Idempotency-Key: send 1 to 255 visible ASCII characters");
        }
    }
}

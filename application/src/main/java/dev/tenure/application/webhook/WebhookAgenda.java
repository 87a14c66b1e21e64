package dev.tenure.application.webhook;

/** Sees to it that accepted deliveries are taken. */
public interface WebhookAgenda {

    /**
     * Says that a source has deliveries to take. MUST be heard after the caller's transaction has committed and MUST NOT be
     * where it has not. Is for speed alone: deliveries whose word was lost MUST be found within seconds.
     */
    void due(String source);
}

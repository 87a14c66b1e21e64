package dev.tenure.application.push;

/** What another resource of the same client has already. */
public enum TakenFact {
    /** Users sign in with it. */
    USER_NAME,
    /** The client's own id. */
    EXTERNAL_ID,
    /** The employee number, or what stands for it: two users would be one worker. */
    WORKER_ID
}

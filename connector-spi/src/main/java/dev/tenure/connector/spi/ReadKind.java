package dev.tenure.connector.spi;

/** What a connector can read beyond accounts, entitlements and one account's state, which every connector reads. */
public enum ReadKind {
    /** {@link Connector#mfaMethods}. */
    MFA_METHODS,
    /** {@link Connector#credentials}. */
    CREDENTIALS,
    /** {@link Connector#sessions}. */
    SESSIONS,
    /** {@link Connector#signIns}. */
    SIGN_INS,
    /** {@link Connector#activity}. It tells more than {@link #SIGN_INS} and may be dear: it is asked of single accounts, not of all. */
    ACTIVITY,
    /** {@link Connector#changesSince}. */
    CHANGES,
    /** {@link Connector#changesSince} tells deletions too. Without it, only a whole read shows what is gone. Needs {@link #CHANGES}. */
    DELETIONS;

    /** The answer to a read of this kind that a connector does not declare. */
    <T> Observation<T> undeclared() {
        return new Observation.Refused<>(this + " is not among what this connector reads: see to it by hand");
    }
}

package dev.tenure.domain.inspection;

/** What an inspection of an account reads, where its system tells it. */
public enum InspectedKind {
    CREDENTIALS,
    MFA_METHODS,
    SIGN_INS
}

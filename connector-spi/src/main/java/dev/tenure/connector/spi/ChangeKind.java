package dev.tenure.connector.spi;

/** The kinds of change, one per case of {@link Change}. */
public enum ChangeKind {
    DISABLE_ACCOUNT,
    RESET_SECRET,
    REVOKE_MEMBERSHIPS
}

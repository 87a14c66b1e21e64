package dev.tenure.connector.spi;

/** Whether somebody can sign in with an account, as far as the target shows it. */
public enum SignIn {
    ENABLED,
    DISABLED,
    /** The target shows it in a way the connector cannot read. Counts as enabled wherever that is the safer belief. */
    UNKNOWN
}

package dev.tenure.connectors.testkit;

/** A way in which a target can fail the next operation it applies to. */
public enum Failure {
    /** Answers a write with a refusal that will come again. */
    REFUSES_WRITE,
    /** Answers a write with "not now"; nothing is written. */
    BUSY_ON_WRITE,
    /** The connection is lost when the write arrives; nothing is written. */
    LOSES_WRITE,
    /** Writes, then the connection is lost instead of an answer. */
    LOSES_REPLY,
    /** Answers a write with success and does nothing. */
    LIES,
    /** The connection is lost when a read arrives. */
    LOSES_READ,
    /** Does not answer a read until the target is closed. */
    HANGS_ON_READ,
    /** Does not answer a write until the target is closed, and then does not write. */
    HANGS_ON_WRITE
}

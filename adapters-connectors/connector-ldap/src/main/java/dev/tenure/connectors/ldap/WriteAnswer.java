package dev.tenure.connectors.ldap;

/** What came of sending one write, before anything is read back. */
sealed interface WriteAnswer {

    /** The directory says that it is done. */
    record Done() implements WriteAnswer {}

    /** The directory says no, and will again. */
    record Refused(String reason) implements WriteAnswer {}

    /** Certainly nothing was written, and it is worth another try. */
    record NotNow(String reason) implements WriteAnswer {}

    /** It was sent, and no answer came. */
    record Lost(String reason) implements WriteAnswer {}
}

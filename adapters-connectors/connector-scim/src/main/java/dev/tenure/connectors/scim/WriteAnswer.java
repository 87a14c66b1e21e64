package dev.tenure.connectors.scim;

import java.time.Duration;
import java.util.Optional;

/** What came of sending one write, before anything is read back. */
sealed interface WriteAnswer {

    /** The target says that it is done, with this status. */
    record Done(int status) implements WriteAnswer {}

    /** The target says no, and will again. */
    record Refused(String reason) implements WriteAnswer {}

    /** Certainly nothing was written, and it is worth another try. */
    record NotNow(String reason, Optional<Duration> retryAfter) implements WriteAnswer {}

    /** It was sent, and what came of it is not known. */
    record Lost(String reason) implements WriteAnswer {}
}

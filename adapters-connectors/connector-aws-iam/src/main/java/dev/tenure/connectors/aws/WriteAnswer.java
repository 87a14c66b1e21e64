package dev.tenure.connectors.aws;

/** What came of sending one write, before anything is read back. */
public sealed interface WriteAnswer {

    /** AWS says that it is done. */
    record Done() implements WriteAnswer {}

    /** AWS says no, and will again. */
    record Refused(String reason) implements WriteAnswer {}

    /** Certainly nothing was written, and it is worth another try. */
    record NotNow(String reason) implements WriteAnswer {}

    /** It was sent, and what came of it is not known. */
    record Lost(String reason) implements WriteAnswer {}

    /** Whether it may have changed something. */
    default boolean wasSent() {
        return switch (this) {
            case Done done -> true;
            case Lost lost -> true;
            case Refused refused -> false;
            case NotNow notNow -> false;
        };
    }
}

package dev.tenure.connectors.testkit;

import java.time.Duration;
import java.util.Optional;

/** A way in which a {@link HostileConnector} behaves badly, once. */
public sealed interface Breach {

    /** A listing whose page leads back to itself. For listings. */
    record RepeatsCursor() implements Breach {}

    /** A page that holds its first item twice. For listings. */
    record DuplicatesItem() implements Breach {}

    /** Throws this, checked or not. For any call. */
    record Throws(Throwable thrown) implements Breach {}

    /** Does not answer until its thread is interrupted or it is released. For any call. */
    record HangsUntilInterrupted() implements Breach {}

    /** Does not answer until it is released, whatever happens to its thread. For any call. */
    record IgnoresInterrupt() implements Breach {}

    /** Answers {@code Applied} and does nothing. For changes. */
    record LiesAboutSuccess() implements Breach {}

    /** Does the change and answers {@code InDoubt}. For changes. */
    record LosesReply() implements Breach {}

    /** Answers with {@code null}. For any call that answers. */
    record AnswersNull() implements Breach {}

    /** Answers that the target cannot be reached. Allowed by the contract; for all calls but capabilities and closing. */
    record IsUnreachable(Optional<Duration> retryAfter) implements Breach {}

    /** Answers that the target refuses. Allowed by the contract; for all calls but capabilities and closing. */
    record IsRefused(String reason) implements Breach {}
}

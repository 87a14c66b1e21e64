package dev.tenure.connectors.testkit;

import dev.tenure.connector.spi.Evidence;
import java.time.Duration;
import java.util.Optional;

/** A way in which a {@link HostileConnector} behaves badly, once. */
public sealed interface Breach {

    /** A listing whose page leads back to itself. For listings. */
    record RepeatsCursor() implements Breach {}

    /** A page that holds its first item twice. For listings, that of one person's accounts included. */
    record DuplicatesItem() implements Breach {}

    /** A page that holds its first item this often. For listings. */
    record OverfillsPage(int items) implements Breach {}

    /** Answers as it should, so that a call after this one is the bad one. For any call. */
    record Behaves() implements Breach {}

    /** A page that leads back to the first. For listings. */
    record LeadsBack() implements Breach {}

    /** A page that lacks its last item and says that nothing follows. For listings, that of one person's accounts included. */
    record CutsPage() implements Breach {}

    /** Answers as it should, but only after this pause. For any call. */
    record Drips(Duration pause) implements Breach {}

    /** Does the change and throws this. For changes. */
    record ActsAndThrows(Throwable thrown) implements Breach {}

    /** Does the change and tells this as well. For changes. */
    record Tells(Evidence.Fact fact) implements Breach {}

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

package dev.tenure.connectors.scim;

import dev.tenure.connector.spi.ChangeOutcome;
import dev.tenure.connector.spi.Observation;
import java.time.Duration;
import java.util.Optional;

/** A read that gave nothing. Carries no cause: what a target writes may name somebody, and a request holds the token. */
final class Trouble extends Exception {

    private static final long serialVersionUID = 1L;

    private final boolean refused;
    private final transient Optional<Duration> retryAfter;

    private Trouble(boolean refused, String reason, Optional<Duration> retryAfter) {
        super(reason, null, false, false);
        this.refused = refused;
        this.retryAfter = retryAfter;
    }

    static Trouble refused(String reason) {
        return new Trouble(true, reason, Optional.empty());
    }

    static Trouble unreachable(String reason) {
        return unreachable(reason, Optional.empty());
    }

    static Trouble unreachable(String reason, Optional<Duration> retryAfter) {
        return new Trouble(false, reason, retryAfter);
    }

    /** Whether the target said no, and will again. */
    boolean isRefusal() {
        return refused;
    }

    String reason() {
        return String.valueOf(getMessage());
    }

    <T> Observation<T> observation() {
        return refused ? new Observation.Refused<>(reason()) : new Observation.Unreachable<>(reason(), retryAfter);
    }

    /** The outcome of a change of which nothing was written. */
    ChangeOutcome outcome() {
        return refused ? new ChangeOutcome.Refused(reason()) : new ChangeOutcome.Unreachable(reason(), retryAfter);
    }

    /** The answer of a write that was not sent because of it. */
    WriteAnswer beforeWrite() {
        return refused ? new WriteAnswer.Refused(reason()) : new WriteAnswer.NotNow(reason(), retryAfter);
    }
}

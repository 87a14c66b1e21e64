package dev.tenure.connectors.scim;

import dev.tenure.connector.spi.ChangeOutcome;
import dev.tenure.connector.spi.Observation;
import java.time.Duration;
import java.util.Optional;

/**
 * A read that gave nothing, or a write that came too late for what was read. Carries no cause: what a target writes may name
 * somebody, and a request holds the token.
 */
final class Trouble extends Exception {

    private static final long serialVersionUID = 1L;

    /** Twice what a target takes at a time by default. */
    private static final int MOST_ROUNDS = 16;

    private final boolean refused;
    private final boolean overtaken;
    private final transient Optional<Duration> retryAfter;

    private Trouble(boolean refused, boolean overtaken, String reason, Optional<Duration> retryAfter) {
        super(reason, null, false, false);
        this.refused = refused;
        this.overtaken = overtaken;
        this.retryAfter = retryAfter;
    }

    static Trouble refused(String reason) {
        return new Trouble(true, false, reason, Optional.empty());
    }

    static Trouble unreachable(String reason) {
        return unreachable(reason, Optional.empty());
    }

    static Trouble unreachable(String reason, Optional<Duration> retryAfter) {
        return new Trouble(false, false, reason, retryAfter);
    }

    /** Somebody else changed the resource between the read and the write. Nothing was written: read again and decide anew. */
    static Trouble overtaken(String reason) {
        return new Trouble(false, true, reason, Optional.empty());
    }

    /** Whether the target said no, and will again. */
    boolean isRefusal() {
        return refused;
    }

    /**
     * Whether to read and decide once more at once: whoever was overtaken made room for somebody else, so all who meet get there
     * in turn. One who loses every round is up against something else.
     *
     * @param round how many there were, from 1
     */
    boolean isWorthAnotherRound(int round) {
        return overtaken && round < MOST_ROUNDS && !Thread.currentThread().isInterrupted();
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

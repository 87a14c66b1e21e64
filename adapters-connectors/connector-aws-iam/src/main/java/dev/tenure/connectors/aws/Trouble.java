package dev.tenure.connectors.aws;

import dev.tenure.connector.spi.ChangeOutcome;
import dev.tenure.connector.spi.Observation;
import java.util.Optional;

/** A read that gave nothing. Carries no cause: what AWS writes names users, and a request holds the signature. */
public final class Trouble extends Exception {

    private static final long serialVersionUID = 1L;

    private final boolean refused;

    private Trouble(boolean refused, String reason) {
        super(reason, null, false, false);
        this.refused = refused;
    }

    /** AWS said no, and will again. */
    public static Trouble refused(String reason) {
        return new Trouble(true, reason);
    }

    /** AWS did not answer, or not whole. */
    public static Trouble unreachable(String reason) {
        return new Trouble(false, reason);
    }

    /** The same, with where it was. */
    Trouble in(String where) {
        return new Trouble(refused, where + ": " + reason());
    }

    /** Whether AWS said no, and will again. */
    public boolean isRefusal() {
        return refused;
    }

    /** What became of it, and what to do. */
    public String reason() {
        return String.valueOf(getMessage());
    }

    /** The answer of a read. */
    public <T> Observation<T> observation() {
        return refused
                ? new Observation.Refused<>(reason())
                : new Observation.Unreachable<>(reason(), Optional.empty());
    }

    /** The outcome of a change of which nothing was written. */
    public ChangeOutcome outcome() {
        return refused
                ? new ChangeOutcome.Refused(reason())
                : new ChangeOutcome.Unreachable(reason(), Optional.empty());
    }

    /** The answer of a write that was not sent because of it. */
    public WriteAnswer beforeWrite() {
        return refused ? new WriteAnswer.Refused(reason()) : new WriteAnswer.NotNow(reason());
    }
}

package dev.tenure.connectors.ldap;

import dev.tenure.connector.spi.ChangeOutcome;
import dev.tenure.connector.spi.Observation;
import java.util.Optional;

/** A read that gave nothing. Carries no cause: a directory's own text may hold a DN. */
final class Trouble extends Exception {

    private static final long serialVersionUID = 1L;

    private final boolean refused;

    private Trouble(boolean refused, String reason) {
        super(reason, null, false, false);
        this.refused = refused;
    }

    static Trouble refused(String reason) {
        return new Trouble(true, reason);
    }

    static Trouble unreachable(String reason) {
        return new Trouble(false, reason);
    }

    String reason() {
        return String.valueOf(getMessage());
    }

    <T> Observation<T> observation() {
        return refused
                ? new Observation.Refused<>(reason())
                : new Observation.Unreachable<>(reason(), Optional.empty());
    }

    /** The outcome of a change of which nothing was written. */
    ChangeOutcome outcome() {
        return refused
                ? new ChangeOutcome.Refused(reason())
                : new ChangeOutcome.Unreachable(reason(), Optional.empty());
    }
}

package dev.tenure.application.provisioning;

import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.provisioning.Stop;
import dev.tenure.domain.reason.Reason;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * What was feared is dealt with: an administrator lets writing go on, and says why it can. What queued up is done in its usual
 * order. A system that is stopped by itself stays so when the stop of all is lifted, and the other way round.
 */
public final class StartWrites {

    private static final Role[] MAY = {Role.ADMINISTRATOR};

    private final Transactions transactions;
    private final Stops stops;
    private final Operations operations;
    private final Lanes lanes;
    private final ProvisioningEvents events;

    public StartWrites(
            Transactions transactions, Stops stops, Operations operations, Lanes lanes, ProvisioningEvents events) {
        this.transactions = transactions;
        this.stops = stops;
        this.operations = operations;
        this.lanes = lanes;
        this.events = events;
    }

    /** Lifts the stop. */
    public Outcome handle(Command command) {
        if (!command.caller().hasAny(MAY)) {
            return new Outcome.NotAllowed(Set.of(MAY));
        }
        if (!Reason.isOne(command.reason(), 500)) {
            return new Outcome.BadReason();
        }
        return transactions.call(now -> stops.find(command.stop())
                .map(stop -> switch (stop) {
                    case Stop.InForce inForce -> start(command, inForce, now);
                    case Stop.Lifted lifted -> new Outcome.AlreadyStarted(lifted);
                })
                .orElse(new Outcome.Unknown()));
    }

    private Outcome start(Command command, Stop.InForce stop, Instant now) {
        Stop.Lifted lifted =
                stop.lift(command.reason().strip(), command.caller().subject(), now);
        stops.lift(lifted);
        events.started(lifted, command.caller(), now);
        operations.systemsWithWork().stream().filter(stop::holdsFor).forEach(system -> lanes.wake(system, now));
        return new Outcome.Started(lifted);
    }

    /**
     * Which stop, and why it is over.
     *
     * @param reason up to 500 characters
     */
    public record Command(Caller caller, UUID stop, String reason) {}

    /** The lifted stop, or why not. */
    public sealed interface Outcome {
        /** Writing goes on. */
        record Started(Stop.Lifted stop) implements Outcome {}

        /** It did before. */
        record AlreadyStarted(Stop.Lifted stop) implements Outcome {}

        /** There is no such stop. */
        record Unknown() implements Outcome {}

        /** The reason is empty or longer than 500 characters. */
        record BadReason() implements Outcome {}

        /** The caller holds none of the roles that may. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}

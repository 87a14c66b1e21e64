package dev.tenure.application.provisioning;

import dev.tenure.application.inventory.TargetSystems;
import dev.tenure.application.transaction.Identifiers;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.provisioning.Stop;
import dev.tenure.domain.reason.Reason;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Somebody sees the product do harm, or fears it, and pulls the switch: from now on nothing is written to one system, or to
 * any. One person is enough, since this is the safe direction. What is to be done queues up, deadlines run on and reads go
 * on. An attempt that has reached its target ends; no other begins.
 */
public final class StopWrites {

    private static final Role[] MAY = {Role.ADMINISTRATOR, Role.OPERATOR};

    private final Transactions transactions;
    private final Identifiers identifiers;
    private final TargetSystems systems;
    private final Stops stops;
    private final ProvisioningEvents events;

    public StopWrites(
            Transactions transactions,
            Identifiers identifiers,
            TargetSystems systems,
            Stops stops,
            ProvisioningEvents events) {
        this.transactions = transactions;
        this.identifiers = identifiers;
        this.systems = systems;
        this.stops = stops;
        this.events = events;
    }

    /** Stops. Where it is stopped already, that stop stays as it is. */
    public Outcome handle(Command command) {
        if (!command.caller().hasAny(MAY)) {
            return new Outcome.NotAllowed(Set.of(MAY));
        }
        if (!Reason.isOne(command.reason(), 500)) {
            return new Outcome.BadReason();
        }
        return transactions.call(now -> command.system()
                        .filter(system -> systems.find(system).isEmpty())
                        .isPresent()
                ? new Outcome.Unknown()
                : stop(command, now));
    }

    private Outcome stop(Command command, Instant now) {
        Stop.InForce stop = new Stop.InForce(new Stop.Order(
                identifiers.next(),
                command.system(),
                command.reason().strip(),
                command.caller().subject(),
                now));
        if (!stops.add(stop)) {
            return new Outcome.AlreadyStopped(stops.inForce().stream()
                    .filter(other -> other.order().system().equals(command.system()))
                    .findFirst()
                    .orElseThrow());
        }
        events.stopped(stop, command.caller(), now);
        return new Outcome.Stopped(stop);
    }

    /**
     * What to stop, and why.
     *
     * @param system which system; empty for all
     * @param reason up to 500 characters
     */
    public record Command(Caller caller, Optional<SystemId> system, String reason) {}

    /** The stop, or why not. */
    public sealed interface Outcome {
        /** Nothing is written from now on. */
        record Stopped(Stop.InForce stop) implements Outcome {}

        /** It was stopped before. */
        record AlreadyStopped(Stop.InForce stop) implements Outcome {}

        /** There is no such system. */
        record Unknown() implements Outcome {}

        /** The reason is empty or longer than 500 characters. */
        record BadReason() implements Outcome {}

        /** The caller holds none of the roles that may. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}

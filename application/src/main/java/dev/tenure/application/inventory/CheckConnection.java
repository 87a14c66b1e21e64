package dev.tenure.application.inventory;

import dev.tenure.application.transaction.Transactions;
import dev.tenure.connector.spi.ConfigurationException;
import dev.tenure.connector.spi.Connection;
import dev.tenure.connector.spi.Observation;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.inventory.TargetSystem;
import java.util.Optional;
import java.util.Set;

/** Somebody who has just filled in a system's settings asks whether its target can be reached with them. Changes nothing. */
public final class CheckConnection {

    private static final Role[] MAY = {Role.ADMINISTRATOR, Role.OPERATOR};

    private final Transactions transactions;
    private final TargetSystems systems;
    private final Connectors connectors;

    public CheckConnection(Transactions transactions, TargetSystems systems, Connectors connectors) {
        this.transactions = transactions;
        this.systems = systems;
        this.connectors = connectors;
    }

    /** Reaches the target once. */
    public Outcome handle(Command command) {
        if (!command.caller().hasAny(MAY)) {
            return new Outcome.NotAllowed(Set.of(MAY));
        }
        Optional<TargetSystem> system = transactions.call(now -> systems.find(command.id()));
        return system.map(this::reach).orElse(new Outcome.Unknown());
    }

    private Outcome reach(TargetSystem system) {
        try {
            return switch (connectors.of(system).connect()) {
                case Observation.Seen<Connection> seen -> new Outcome.Reached(seen.value());
                case Observation.Refused<Connection> refused -> new Outcome.Failed(refused.reason());
                case Observation.Unreachable<Connection> unreachable -> new Outcome.Failed(unreachable.reason());
            };
        } catch (ConfigurationException e) {
            return new Outcome.Failed("setting " + e.getMessage());
        }
    }

    /** Which system, for whom. */
    public record Command(Caller caller, SystemId id) {}

    /** What the target said, or why it was not asked. */
    public sealed interface Outcome {
        /** The target answered. */
        record Reached(Connection connection) implements Outcome {}

        /** The target did not answer, or not as it should. */
        record Failed(String reason) implements Outcome {}

        /** There is no such system. */
        record Unknown() implements Outcome {}

        /** The caller holds none of the roles that may. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}

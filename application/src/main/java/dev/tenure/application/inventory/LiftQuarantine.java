package dev.tenure.application.inventory;

import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.inventory.ConnectorCondition;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.inventory.TargetSystem;
import dev.tenure.domain.reason.Reason;
import java.time.Instant;
import java.util.Set;

/**
 * A connector broke its contract and was quarantined; an administrator has seen to it, or takes the risk, and says why it may be
 * asked again. Its system's lane goes on within seconds. A connector that breaks its contract again is quarantined again.
 */
public final class LiftQuarantine {

    private static final Role[] MAY = {Role.ADMINISTRATOR};

    private final Transactions transactions;
    private final TargetSystems systems;
    private final ConnectorConditions conditions;
    private final InventoryEvents events;

    public LiftQuarantine(
            Transactions transactions, TargetSystems systems, ConnectorConditions conditions, InventoryEvents events) {
        this.transactions = transactions;
        this.systems = systems;
        this.conditions = conditions;
        this.events = events;
    }

    /** Lifts the quarantine. */
    public Outcome handle(Command command) {
        if (!command.caller().hasAny(MAY)) {
            return new Outcome.NotAllowed(Set.of(MAY));
        }
        if (!Reason.isOne(command.reason(), 500)) {
            return new Outcome.BadReason();
        }
        return transactions.call(now -> systems.find(command.id())
                .map(system -> lift(system, command, now))
                .orElse(new Outcome.Unknown()));
    }

    private Outcome lift(TargetSystem system, Command command, Instant now) {
        return switch (conditions.lock(system.id())) {
            case ConnectorCondition.Quarantined quarantined -> {
                conditions.save(system.id(), quarantined.lift());
                events.quarantineLifted(system, quarantined, command.reason().strip(), command.caller(), now);
                yield new Outcome.Lifted(system);
            }
            case ConnectorCondition.Working working -> new Outcome.NotQuarantined();
            case ConnectorCondition.Resting resting -> new Outcome.NotQuarantined();
        };
    }

    /**
     * Which system, and why its connector may be asked again.
     *
     * @param reason up to 500 characters
     */
    public record Command(Caller caller, SystemId id, String reason) {}

    /** What became of it. */
    public sealed interface Outcome {
        /** The connector is asked again. */
        record Lifted(TargetSystem system) implements Outcome {}

        /** It was not quarantined. */
        record NotQuarantined() implements Outcome {}

        /** There is no such system. */
        record Unknown() implements Outcome {}

        /** The reason is empty or longer than 500 characters. */
        record BadReason() implements Outcome {}

        /** The caller holds none of the roles that may. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}

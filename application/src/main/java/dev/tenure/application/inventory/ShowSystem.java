package dev.tenure.application.inventory;

import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.inventory.ConnectorCondition;
import dev.tenure.domain.inventory.ModeChange;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.inventory.TargetSystem;
import java.util.List;
import java.util.Set;

/** Somebody looks at one system, and at who changed its mode with whom. */
public final class ShowSystem {

    private static final Role[] READERS = {Role.ADMINISTRATOR, Role.OPERATOR, Role.AUDITOR};

    private final Transactions transactions;
    private final TargetSystems systems;
    private final ModeChanges modeChanges;
    private final ConnectorConditions conditions;

    public ShowSystem(
            Transactions transactions, TargetSystems systems, ModeChanges modeChanges, ConnectorConditions conditions) {
        this.transactions = transactions;
        this.systems = systems;
        this.modeChanges = modeChanges;
        this.conditions = conditions;
    }

    /** Reads the system. */
    public Outcome handle(Command command) {
        if (!command.caller().hasAny(READERS)) {
            return new Outcome.NotAllowed(Set.of(READERS));
        }
        return transactions.call(now -> systems.find(command.id())
                .<Outcome>map(system ->
                        new Outcome.Shown(system, modeChanges.of(command.id()), conditions.find(command.id())))
                .orElse(new Outcome.Unknown()));
    }

    /** Which system, for whom. */
    public record Command(Caller caller, SystemId id) {}

    /** The system, or why not. */
    public sealed interface Outcome {
        /** The system, its changes of mode, newest first, and whether it can be worked. */
        record Shown(TargetSystem system, List<ModeChange> modeChanges, ConnectorCondition condition)
                implements Outcome {}

        /** There is no such system. */
        record Unknown() implements Outcome {}

        /** The caller holds none of the roles that may. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}

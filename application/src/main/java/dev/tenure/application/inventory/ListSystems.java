package dev.tenure.application.inventory;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.inventory.ConnectorCondition;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.inventory.TargetSystem;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Somebody looks through the inventory: which systems are under governance, who owns them, what is automated (IDN-5). */
public final class ListSystems {

    private static final Role[] READERS = {Role.ADMINISTRATOR, Role.OPERATOR, Role.AUDITOR};

    private final Transactions transactions;
    private final TargetSystems systems;
    private final ConnectorConditions conditions;

    public ListSystems(Transactions transactions, TargetSystems systems, ConnectorConditions conditions) {
        this.transactions = transactions;
        this.systems = systems;
        this.conditions = conditions;
    }

    /** Reads a page. */
    public Outcome handle(Command command) {
        if (!command.caller().hasAny(READERS)) {
            return new Outcome.NotAllowed(Set.of(READERS));
        }
        return transactions.call(
                now -> new Outcome.Listed(systems.list(command.filter(), command.page()), conditions.ailing()));
    }

    /** What is wanted, and by whom. */
    public record Command(Caller caller, TargetSystems.Filter filter, PageRequest page) {}

    /** The page, or why not. */
    public sealed interface Outcome {
        /** A page of systems, and those of all that cannot be worked as usual. */
        record Listed(Slice<TargetSystem> systems, Map<SystemId, ConnectorCondition> ailing) implements Outcome {
            public Listed {
                ailing = Map.copyOf(ailing);
            }

            /** The condition of a system of the page. */
            public ConnectorCondition conditionOf(SystemId system) {
                return Optional.ofNullable(ailing.get(system)).orElse(ConnectorCondition.Working.WELL);
            }
        }

        /** The caller holds none of the roles that may. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}

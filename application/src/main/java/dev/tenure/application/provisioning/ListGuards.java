package dev.tenure.application.provisioning;

import dev.tenure.application.inventory.TargetSystems;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.inventory.TargetSystem;
import dev.tenure.domain.provisioning.Guard;
import java.util.List;
import java.util.Set;

/** Somebody looks at which limit guards which system, and where a looser one waits for a second person. */
public final class ListGuards {

    private static final Role[] READERS = {Role.ADMINISTRATOR, Role.OPERATOR, Role.AUDITOR};

    private final Transactions transactions;
    private final TargetSystems systems;
    private final Guards guards;

    public ListGuards(Transactions transactions, TargetSystems systems, Guards guards) {
        this.transactions = transactions;
        this.systems = systems;
        this.guards = guards;
    }

    /** Reads them all. There are hundreds at the most. */
    public Outcome handle(Command command) {
        if (!command.caller().hasAny(READERS)) {
            return new Outcome.NotAllowed(Set.of(READERS));
        }
        return transactions.call(now -> new Outcome.Listed(systems.all().stream()
                .map(system -> new Guarded(system, guards.find(system.id())))
                .toList()));
    }

    /** Who asks. */
    public record Command(Caller caller) {}

    /** A system and what guards it. */
    public record Guarded(TargetSystem system, Guard guard) {}

    /** The guards, or why not. */
    public sealed interface Outcome {
        /** By the system's name. */
        record Listed(List<Guarded> guards) implements Outcome {
            public Listed {
                guards = List.copyOf(guards);
            }
        }

        /** The caller holds none of the roles that may. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}

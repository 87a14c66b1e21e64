package dev.tenure.application.provisioning;

import dev.tenure.application.inventory.TargetSystems;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.provisioning.Guard;
import dev.tenure.domain.provisioning.Hold;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Somebody looks at a system's limit, and how much of it is used up. */
public final class ShowGuard {

    private static final Role[] READERS = {Role.ADMINISTRATOR, Role.OPERATOR, Role.AUDITOR};

    private final Transactions transactions;
    private final TargetSystems systems;
    private final Guards guards;
    private final Holds holds;

    public ShowGuard(Transactions transactions, TargetSystems systems, Guards guards, Holds holds) {
        this.transactions = transactions;
        this.systems = systems;
        this.guards = guards;
        this.holds = holds;
    }

    /** Reads it. */
    public Outcome handle(Command command) {
        if (!command.caller().hasAny(READERS)) {
            return new Outcome.NotAllowed(Set.of(READERS));
        }
        return transactions.call(
                now -> systems.find(command.system()).isEmpty() ? new Outcome.Unknown() : show(command.system(), now));
    }

    private Outcome show(SystemId system, Instant now) {
        Guard guard = guards.find(system);
        return new Outcome.Shown(
                guard,
                guards.counted(system, now.minus(guard.limit().window())),
                guard.limit().allowed(guards.known(system, Long.MAX_VALUE)),
                holds.openOn(system));
    }

    /** Of which system, for whom. */
    public record Command(Caller caller, SystemId system) {}

    /** The guard, or why not. */
    public sealed interface Outcome {
        /**
         * What guards the system.
         *
         * @param counted how many accounts passed within the window
         * @param allowed how many may
         */
        record Shown(Guard guard, long counted, long allowed, Optional<Hold.Open> hold) implements Outcome {}

        /** There is no such system. */
        record Unknown() implements Outcome {}

        /** The caller holds none of the roles that may. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}

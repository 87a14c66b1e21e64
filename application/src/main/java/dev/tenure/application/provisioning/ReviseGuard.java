package dev.tenure.application.provisioning;

import dev.tenure.application.inventory.TargetSystems;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.provisioning.Guard;
import dev.tenure.domain.provisioning.GuardLimit;
import java.time.Instant;
import java.util.Set;

/**
 * An administrator wants another limit. A stricter one holds at once; a looser one waits for a second administrator, and
 * drops whatever waited before (CTL-3). What is held already stays held: it is judged by people now, not by the limit.
 */
public final class ReviseGuard {

    private static final Role[] MAY = {Role.ADMINISTRATOR};

    private final Transactions transactions;
    private final TargetSystems systems;
    private final Guards guards;
    private final ProvisioningEvents events;

    public ReviseGuard(Transactions transactions, TargetSystems systems, Guards guards, ProvisioningEvents events) {
        this.transactions = transactions;
        this.systems = systems;
        this.guards = guards;
        this.events = events;
    }

    /** Revises the limit if it still is the one the caller looked at. */
    public Outcome handle(Command command) {
        if (!command.caller().hasAny(MAY)) {
            return new Outcome.NotAllowed(Set.of(MAY));
        }
        return transactions.call(now -> systems.find(command.system()).isEmpty()
                ? new Outcome.Unknown()
                : revise(command, guards.lock(command.system()), now));
    }

    private Outcome revise(Command command, Guard guard, Instant now) {
        if (guard.version() != command.version()) {
            return new Outcome.Stale(guard);
        }
        Guard revised = guard.revise(command.limit(), command.caller().subject(), now);
        guards.save(revised);
        switch (revised) {
            case Guard.Settled settled -> events.limitChanged(guard, settled, command.caller(), now);
            case Guard.Loosening loosening -> events.limitProposed(loosening, command.caller(), now);
        }
        return new Outcome.Revised(guards.find(command.system()));
    }

    /**
     * Which limit for which system.
     *
     * @param version the version the caller looked at
     */
    public record Command(Caller caller, SystemId system, long version, GuardLimit limit) {}

    /** The guard, or why not. */
    public sealed interface Outcome {
        /** In force, or waiting for the second person. */
        record Revised(Guard guard) implements Outcome {}

        /** There is no such system. */
        record Unknown() implements Outcome {}

        /** Somebody changed it since; this is how it is now. */
        record Stale(Guard current) implements Outcome {}

        /** The caller holds none of the roles that may. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}

package dev.tenure.application.provisioning;

import dev.tenure.application.inventory.TargetSystems;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.provisioning.Guard;
import java.time.Instant;
import java.util.Set;

/** The second of two administrators agrees to a looser limit. */
public final class ConfirmGuardLimit {

    private static final Role[] MAY = {Role.ADMINISTRATOR};

    private final Transactions transactions;
    private final TargetSystems systems;
    private final Guards guards;
    private final ProvisioningEvents events;

    public ConfirmGuardLimit(
            Transactions transactions, TargetSystems systems, Guards guards, ProvisioningEvents events) {
        this.transactions = transactions;
        this.systems = systems;
        this.guards = guards;
        this.events = events;
    }

    /** Puts the looser limit in force if it still is the one the caller looked at. */
    public Outcome handle(Command command) {
        if (!command.caller().hasAny(MAY)) {
            return new Outcome.NotAllowed(Set.of(MAY));
        }
        return transactions.call(now -> systems.find(command.system()).isEmpty()
                ? new Outcome.Unknown()
                : confirm(command, guards.lock(command.system()), now));
    }

    private Outcome confirm(Command command, Guard guard, Instant now) {
        if (guard.version() != command.version()) {
            return new Outcome.Stale(guard);
        }
        return switch (guard) {
            case Guard.Settled settled -> new Outcome.NothingProposed();
            case Guard.Loosening loosening -> confirm(command, loosening, now);
        };
    }

    private Outcome confirm(Command command, Guard.Loosening loosening, Instant now) {
        if (loosening.isBy(command.caller().subject())) {
            return new Outcome.ConfirmerIsProposer();
        }
        Guard.Settled settled = loosening.confirm(command.caller().subject());
        guards.save(settled);
        events.limitChanged(loosening, settled, command.caller(), now);
        return new Outcome.Confirmed(guards.find(command.system()));
    }

    /**
     * Of which system, for whom.
     *
     * @param version the version the caller looked at, so that nobody confirms what they have not seen
     */
    public record Command(Caller caller, SystemId system, long version) {}

    /** The guard, or why not. */
    public sealed interface Outcome {
        /** In force. */
        record Confirmed(Guard guard) implements Outcome {}

        /** There is no such system. */
        record Unknown() implements Outcome {}

        /** Nothing waits for a second person. */
        record NothingProposed() implements Outcome {}

        /** The second person must be another one. */
        record ConfirmerIsProposer() implements Outcome {}

        /** Somebody changed it since; this is how it is now. */
        record Stale(Guard current) implements Outcome {}

        /** The caller holds none of the roles that may. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}

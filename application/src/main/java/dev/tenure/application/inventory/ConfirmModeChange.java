package dev.tenure.application.inventory;

import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.inventory.ModeChange;
import dev.tenure.domain.inventory.TargetSystem;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * The second of two people agrees to a promotion, or somebody turns it down. Whoever proposed it cannot confirm it, under no
 * role. What was withheld on the system goes ahead in the same transaction.
 */
public final class ConfirmModeChange {

    private static final Role[] MAY = {Role.ADMINISTRATOR};

    private final Transactions transactions;
    private final TargetSystems systems;
    private final ModeChanges modeChanges;
    private final ReadState reads;
    private final ModeConsequences consequences;
    private final InventoryEvents events;

    public ConfirmModeChange(
            Transactions transactions,
            TargetSystems systems,
            ModeChanges modeChanges,
            ReadState reads,
            ModeConsequences consequences,
            InventoryEvents events) {
        this.transactions = transactions;
        this.systems = systems;
        this.modeChanges = modeChanges;
        this.reads = reads;
        this.consequences = consequences;
        this.events = events;
    }

    /** Confirms or declines. */
    public Outcome handle(Command command) {
        if (!command.caller().hasAny(MAY)) {
            return new Outcome.NotAllowed(Set.of(MAY));
        }
        return transactions.call(now -> modeChanges
                .find(command.change())
                .map(change -> switch (change) {
                    case ModeChange.Proposed proposed -> decide(command, proposed, now);
                    case ModeChange.Confirmed confirmed -> new Outcome.AlreadyEnded(confirmed);
                    case ModeChange.Declined declined -> new Outcome.AlreadyEnded(declined);
                })
                .orElse(new Outcome.Unknown()));
    }

    private Outcome decide(Command command, ModeChange.Proposed proposed, Instant now) {
        Caller caller = command.caller();
        TargetSystem system = systems.find(proposed.proposal().system()).orElseThrow();
        if (!command.agree()) {
            ModeChange.Declined declined = proposed.decline(caller.subject(), now);
            modeChanges.end(declined);
            events.declined(declined, caller, now);
            return new Outcome.Ended(declined, system);
        }
        if (proposed.isBy(caller.subject())) {
            return new Outcome.ConfirmerIsProposer();
        }
        boolean asProposed = system.mode().equals(proposed.proposal().from())
                && !proposed.proposal().proposedAt().isBefore(system.redirectedAt())
                && reads.isReadWhole(system);
        if (proposed.isStale(now) || !asProposed) {
            return new Outcome.Outdated();
        }
        ModeChange.Confirmed confirmed = proposed.confirm(caller.subject(), now);
        TargetSystem changed = system.in(proposed.proposal().to());
        systems.save(changed);
        modeChanges.end(confirmed);
        events.confirmed(confirmed, caller, now);
        consequences.changed(changed, now);
        return new Outcome.Ended(confirmed, changed);
    }

    /** Which change, whether to agree, for whom. */
    public record Command(Caller caller, UUID change, boolean agree) {}

    /** What became of the proposal, or why nothing did. */
    public sealed interface Outcome {
        /** Confirmed and in force, or declined. */
        record Ended(ModeChange change, TargetSystem system) implements Outcome {}

        /** There is no such proposal. */
        record Unknown() implements Outcome {}

        /** It ended before. */
        record AlreadyEnded(ModeChange change) implements Outcome {}

        /** The second person must be another one. */
        record ConfirmerIsProposer() implements Outcome {}

        /** It waited too long, or the system is in another mode, or its connector or correlation was changed: propose again. */
        record Outdated() implements Outcome {}

        /** The caller holds none of the roles that may. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}

package dev.tenure.application.inventory;

import dev.tenure.application.transaction.Identifiers;
import dev.tenure.application.transaction.RequestKey;
import dev.tenure.application.transaction.RequestKeys;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.inventory.ModeChange;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.inventory.SystemMode;
import dev.tenure.domain.inventory.TargetSystem;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The first of two people wants automation to go further on a system, or less far (ONB-1).
 *
 * <p>A promotion goes one step at a time, needs a complete read of the target as it is reached and matched now,
 * and waits for the second person. A step back
 * makes nothing worse and cannot wait: it is in force at once.
 */
public final class ProposeModeChange {

    private final Transactions transactions;
    private final Identifiers identifiers;
    private final RequestKeys requestKeys;
    private final TargetSystems systems;
    private final ModeChanges modeChanges;
    private final ReadState reads;
    private final ModeConsequences consequences;
    private final InventoryEvents events;

    public ProposeModeChange(
            Transactions transactions,
            Identifiers identifiers,
            RequestKeys requestKeys,
            TargetSystems systems,
            ModeChanges modeChanges,
            ReadState reads,
            ModeConsequences consequences,
            InventoryEvents events) {
        this.transactions = transactions;
        this.identifiers = identifiers;
        this.requestKeys = requestKeys;
        this.systems = systems;
        this.modeChanges = modeChanges;
        this.reads = reads;
        this.consequences = consequences;
        this.events = events;
    }

    /** Records the proposal, or steps back at once. */
    public Outcome handle(Command command) {
        if (!command.caller().hasAny(Role.ADMINISTRATOR)) {
            return new Outcome.NotAllowed(Set.of(Role.ADMINISTRATOR));
        }
        UUID id = identifiers.next();
        return transactions.call(
                now -> switch (requestKeys.claim(command.caller().subject(), command.requestKey(), id)) {
                    case RequestKeys.Claim.Fresh fresh -> propose(command, id, now);
                    case RequestKeys.Claim.Repeated repeated ->
                        // Nothing was made where the first request was refused: it is judged anew.
                        modeChanges
                                .find(repeated.created())
                                .<Outcome>map(Outcome.Recorded::new)
                                .orElseGet(() -> propose(command, repeated.created(), now));
                    case RequestKeys.Claim.Reused reused -> new Outcome.KeyReused();
                    case RequestKeys.Claim.InProgress busy -> new Outcome.InProgress();
                });
    }

    private Outcome propose(Command command, UUID id, Instant now) {
        return systems.find(command.system())
                .map(system -> propose(command, system, id, now))
                .orElse(new Outcome.Unknown());
    }

    private Outcome propose(Command command, TargetSystem system, UUID id, Instant now) {
        SystemMode to = command.to();
        Optional<ModeChange.Proposed> waiting = modeChanges.of(system.id()).stream()
                .filter(ModeChange.Proposed.class::isInstance)
                .map(ModeChange.Proposed.class::cast)
                .findFirst();
        ModeChange.Proposed proposed = new ModeChange.Proposed(new ModeChange.Proposal(
                id, system.id(), system.mode(), to, command.caller().subject(), now));
        if (to.isPromotionTo(system.mode())) {
            // A step back overrides whatever promotion somebody had in mind.
            waiting.ifPresent(w -> decline(w, command.caller(), now));
            return stepBack(command, system, proposed, now);
        }
        if (!system.mode().promoted().equals(Optional.of(to))) {
            return new Outcome.NotTheNextStep(system.mode());
        }
        if (!reads.isReadWhole(system)) {
            return new Outcome.NotReadWhole();
        }
        if (waiting.isPresent()) {
            if (!waiting.get().isStale(now)) {
                return new Outcome.AlreadyProposed(waiting.get());
            }
            decline(waiting.get(), command.caller(), now);
        }
        modeChanges.add(proposed);
        events.proposed(proposed, command.caller(), now);
        return new Outcome.Recorded(proposed);
    }

    private Outcome stepBack(Command command, TargetSystem system, ModeChange.Proposed proposed, Instant now) {
        TargetSystem changed = system.in(command.to());
        systems.save(changed);
        ModeChange.Confirmed inForce =
                new ModeChange.Confirmed(proposed.proposal(), command.caller().subject(), now);
        modeChanges.add(proposed);
        modeChanges.end(inForce);
        events.confirmed(inForce, command.caller(), now);
        consequences.changed(changed, now);
        return new Outcome.Recorded(inForce);
    }

    private void decline(ModeChange.Proposed waiting, Caller caller, Instant now) {
        ModeChange.Declined declined = waiting.decline(caller.subject(), now);
        modeChanges.end(declined);
        events.declined(declined, caller, now);
    }

    /** Which system, into which mode, for whom. */
    public record Command(Caller caller, RequestKey requestKey, SystemId system, SystemMode to) {}

    /** The change, or why not. */
    public sealed interface Outcome {
        /** Waits for the second person, or is in force when it was a step back. */
        record Recorded(ModeChange change) implements Outcome {}

        /** There is no such system. */
        record Unknown() implements Outcome {}

        /** A promotion goes one step at a time, from the mode the system is in. */
        record NotTheNextStep(SystemMode current) implements Outcome {}

        /** The target was not read to its end since its connector or correlation was last changed, or never. */
        record NotReadWhole() implements Outcome {}

        /** Another proposal waits already. */
        record AlreadyProposed(ModeChange.Proposed waiting) implements Outcome {}

        /** The idempotency key was used for another request. */
        record KeyReused() implements Outcome {}

        /** The first request with this key has not ended. */
        record InProgress() implements Outcome {}

        /** The caller holds none of the roles that may. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}

package dev.tenure.application.provisioning;

import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.provisioning.Cause;
import dev.tenure.domain.provisioning.HoldRelease;
import dev.tenure.domain.provisioning.Operation;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The second of two people agrees that what the guard held goes ahead, or somebody turns it down. Whoever proposed it cannot
 * confirm it, under no role; so nobody who sent a wrong file lets its consequences go alone.
 */
public final class ReleaseHold {

    private static final Role[] MAY = {Role.ADMINISTRATOR, Role.OPERATOR};

    private final Transactions transactions;
    private final Holds holds;
    private final OperationDesk desk;
    private final Map<Cause.Kind, OperationOutcomes> outcomes;
    private final ProvisioningEvents events;

    /** @param outcomes one for every kind of cause */
    public ReleaseHold(
            Transactions transactions,
            Holds holds,
            OperationDesk desk,
            List<OperationOutcomes> outcomes,
            ProvisioningEvents events) {
        this.transactions = transactions;
        this.holds = holds;
        this.desk = desk;
        this.outcomes = outcomes.stream().collect(Collectors.toMap(OperationOutcomes::kind, Function.identity()));
        this.events = events;
    }

    /** Confirms or declines. */
    public Outcome handle(Command command) {
        if (!command.caller().hasAny(MAY)) {
            return new Outcome.NotAllowed(Set.of(MAY));
        }
        return transactions.call(now -> {
            Optional<HoldRelease> known = holds.findRelease(command.release());
            if (known.isEmpty()) {
                return new Outcome.Unknown();
            }
            SystemId system = holds.find(known.get().proposal().hold())
                    .orElseThrow()
                    .hold()
                    .opening()
                    .system();
            // The guard first, as everywhere; then what became of the proposal meanwhile is seen.
            desk.lock(system);
            return switch (holds.findRelease(command.release()).orElseThrow()) {
                case HoldRelease.Proposed proposed -> decide(command, proposed, system, now);
                case HoldRelease.Confirmed confirmed -> new Outcome.AlreadyEnded(confirmed);
                case HoldRelease.Declined declined -> new Outcome.AlreadyEnded(declined);
            };
        });
    }

    private Outcome decide(Command command, HoldRelease.Proposed proposed, SystemId system, Instant now) {
        Caller caller = command.caller();
        if (!command.agree()) {
            HoldRelease.Declined declined = proposed.decline(caller.subject(), now);
            holds.endRelease(declined);
            events.releaseDeclined(declined, system, caller, now);
            return new Outcome.Ended(declined);
        }
        if (proposed.isBy(caller.subject())) {
            return new Outcome.ConfirmerIsProposer();
        }
        List<Operation.Waiting> released = desk.release(proposed, system, caller, now);
        released.stream().map(operation -> operation.plan().cause()).distinct().forEach(cause -> outcomesOf(cause)
                .released(cause, system, now));
        return new Outcome.Ended(holds.findRelease(proposed.proposal().id()).orElseThrow());
    }

    private OperationOutcomes outcomesOf(Cause cause) {
        return Objects.requireNonNull(outcomes.get(cause.kind()), "an outcome for every cause");
    }

    /** Which proposal, whether to agree, for whom. */
    public record Command(Caller caller, UUID release, boolean agree) {}

    /** What became of the proposal, or why nothing did. */
    public sealed interface Outcome {
        /** Confirmed and let go, or declined. */
        record Ended(HoldRelease release) implements Outcome {}

        /** There is no such proposal. */
        record Unknown() implements Outcome {}

        /** It ended before. */
        record AlreadyEnded(HoldRelease release) implements Outcome {}

        /** The second person must be another one. */
        record ConfirmerIsProposer() implements Outcome {}

        /** The caller holds none of the roles that may. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}

package dev.tenure.application.provisioning;

import dev.tenure.application.inventory.ConnectorConditions;
import dev.tenure.application.inventory.TargetSystems;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.inventory.ConnectorCondition;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.inventory.SystemMode;
import dev.tenure.domain.inventory.TargetSystem;
import dev.tenure.domain.provisioning.Operation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A system's lane takes what is due next. Of a system that is not in act it takes reads alone, whatever was planned before:
 * a step back of the mode holds at once. So does a stop (SAF-3). Of a system that is left alone it takes nothing until its time
 * has come, and then one operation at a time until the target answers. Of one whose connector is quarantined it takes nothing.
 */
public final class ClaimOperations {

    /** What a worker gets beyond the time one call may take. */
    private static final Duration GRACE = Duration.ofSeconds(15);

    private final Transactions transactions;
    private final TargetSystems systems;
    private final Stops stops;
    private final ConnectorConditions conditions;
    private final Operations operations;

    public ClaimOperations(
            Transactions transactions,
            TargetSystems systems,
            Stops stops,
            ConnectorConditions conditions,
            Operations operations) {
        this.transactions = transactions;
        this.systems = systems;
        this.stops = stops;
        this.conditions = conditions;
        this.operations = operations;
    }

    /** Claims up to a limit. Each claimed operation is this worker's until its lease is over. */
    public Outcome handle(Command command) {
        return transactions.call(now -> systems.find(command.system())
                .map(system -> switch (conditions.find(system.id())) {
                    case ConnectorCondition.Working working -> claim(system, command.limit(), now);
                    case ConnectorCondition.Resting resting
                    when resting.until().isAfter(now) -> new Outcome.NothingDue(Optional.of(resting.until()));
                    case ConnectorCondition.Resting resting -> probe(system, now);
                    case ConnectorCondition.Quarantined quarantined -> new Outcome.NothingDue(Optional.empty());
                })
                .orElse(new Outcome.NothingDue(Optional.empty())));
    }

    /** One call finds out whether the target answers; whoever comes meanwhile waits for it. */
    private Outcome probe(TargetSystem system, Instant now) {
        if (!(conditions.lock(system.id()) instanceof ConnectorCondition.Resting resting)
                || resting.until().isAfter(now)) {
            return new Outcome.NothingDue(Optional.of(now));
        }
        Outcome outcome = claim(system, 1, now);
        if (outcome instanceof Outcome.Claimed) {
            conditions.save(system.id(), resting.probe(now, lease(system)));
        }
        return outcome;
    }

    /** How long a worker may take for one call. */
    static Duration lease(TargetSystem system) {
        return system.limits().callTimeout().plus(GRACE);
    }

    private Outcome claim(TargetSystem system, int limit, Instant now) {
        boolean readsOnly = !(system.mode() instanceof SystemMode.Act) || stops.hold(system.id());
        List<Operation.Running> claimed = operations.claim(system.id(), limit, lease(system), readsOnly, now);
        return claimed.isEmpty()
                ? new Outcome.NothingDue(operations.nextDue(system.id(), readsOnly))
                : new Outcome.Claimed(system, claimed);
    }

    /**
     * Of which system, how many at most.
     *
     * @param limit from 1
     */
    public record Command(SystemId system, int limit) {}

    /** What is to be done now. */
    public sealed interface Outcome {
        /** These, in this order. */
        record Claimed(TargetSystem system, List<Operation.Running> operations) implements Outcome {
            public Claimed {
                operations = List.copyOf(operations);
            }
        }

        /** Nothing now; the next may be due at a known time. */
        record NothingDue(Optional<Instant> next) implements Outcome {}
    }
}

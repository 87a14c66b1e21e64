package dev.tenure.application.provisioning;

import dev.tenure.application.inventory.TargetSystems;
import dev.tenure.application.transaction.Transactions;
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
 * a step back of the mode holds at once. So does a stop (SAF-3).
 */
public final class ClaimOperations {

    /** What a worker gets beyond the time one call may take. */
    private static final Duration GRACE = Duration.ofSeconds(15);

    private final Transactions transactions;
    private final TargetSystems systems;
    private final Stops stops;
    private final Operations operations;

    public ClaimOperations(Transactions transactions, TargetSystems systems, Stops stops, Operations operations) {
        this.transactions = transactions;
        this.systems = systems;
        this.stops = stops;
        this.operations = operations;
    }

    /** Claims up to a limit. Each claimed operation is this worker's until its lease is over. */
    public Outcome handle(Command command) {
        return transactions.call(now -> systems.find(command.system())
                .map(system -> claim(system, command.limit(), now))
                .orElse(new Outcome.NothingDue(Optional.empty())));
    }

    private Outcome claim(TargetSystem system, int limit, Instant now) {
        boolean readsOnly = !(system.mode() instanceof SystemMode.Act) || stops.hold(system.id());
        Duration lease = system.limits().callTimeout().plus(GRACE);
        List<Operation.Running> claimed = operations.claim(system.id(), limit, lease, readsOnly, now);
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

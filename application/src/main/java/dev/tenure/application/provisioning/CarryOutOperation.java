package dev.tenure.application.provisioning;

import dev.tenure.application.inventory.ConnectorConditions;
import dev.tenure.application.inventory.Connectors;
import dev.tenure.application.inventory.Secrets;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.connector.spi.ChangeKey;
import dev.tenure.connector.spi.ConfigurationException;
import dev.tenure.domain.inventory.ConnectorCondition;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.inventory.TargetSystem;
import dev.tenure.domain.provisioning.Attempt;
import dev.tenure.domain.provisioning.BackOff;
import dev.tenure.domain.provisioning.Cause;
import dev.tenure.domain.provisioning.Operation;
import dev.tenure.domain.provisioning.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A worker brings one operation about on its target and writes down what the target showed.
 *
 * <p>What stands before access is taken away is committed before it is (SAF-4). The call runs outside any transaction. Outcome, evidence, next step, what the cause makes of it and that the target answers
 * again are then committed together, and only if this worker's claim still holds: a worker that was away too long is recorded and not listened to.
 * Nothing is given up; what did not work is due again after a pause.
 */
public final class CarryOutOperation {

    private final Transactions transactions;
    private final Connectors connectors;
    private final Secrets secrets;
    private final Operations operations;
    private final Stops stops;
    private final ConnectorConditions conditions;
    private final Preserved preserved;
    private final Map<Cause.Kind, OperationOutcomes> outcomes;
    private final Lanes lanes;
    private final Jitter jitter;
    private final ProvisioningEvents events;

    /** @param outcomes one for every kind of cause */
    public CarryOutOperation(
            Transactions transactions,
            Connectors connectors,
            Secrets secrets,
            Operations operations,
            Stops stops,
            ConnectorConditions conditions,
            Preserved preserved,
            List<OperationOutcomes> outcomes,
            Lanes lanes,
            Jitter jitter,
            ProvisioningEvents events) {
        this.transactions = transactions;
        this.connectors = connectors;
        this.secrets = secrets;
        this.operations = operations;
        this.stops = stops;
        this.conditions = conditions;
        this.preserved = preserved;
        this.outcomes = outcomes.stream().collect(Collectors.toMap(OperationOutcomes::kind, Function.identity()));
        this.lanes = lanes;
        this.jitter = jitter;
        this.events = events;
    }

    /** Attempts the operation once. What takes several calls renews its claim between them. */
    public Outcome handle(Command command) {
        Operation.Running claimed = command.operation();
        WorkOnTarget.Attempted attempted = isStillWanted(claimed)
                ? attempt(command.system(), claimed)
                : WorkOnTarget.Attempted.of(new Attempt.Unreachable("not attempted: it is not wanted now"));
        double draw = jitter.draw();
        return transactions.call(now -> record(claimed, attempted, draw, now));
    }

    private Outcome record(Operation.Running claimed, WorkOnTarget.Attempted attempted, double draw, Instant now) {
        Attempt attempt = attempted.attempt();
        Duration pause = BackOff.after(attempt, claimed.attempts(), draw);
        Operation next = claimed.ended(attempt, now, longer(pause, attempted.asked()));
        boolean listenedTo = operations.record(claimed, next, attempt);
        events.attempted(claimed, attempt, listenedTo, now);
        if (!listenedTo) {
            return new Outcome.ClaimLost();
        }
        if (next instanceof Operation.Waiting waiting) {
            lanes.wake(claimed.plan().system(), waiting.nextAttemptAt());
        }
        causeOf(claimed).attempted(next, attempt, now);
        if (attempt.isAnswer()) {
            answered(claimed.plan().system());
        }
        return new Outcome.Recorded(next);
    }

    private static Duration longer(Duration pause, Duration asked) {
        Duration granted = BackOff.granted(asked);
        return pause.compareTo(granted) < 0 ? granted : pause;
    }

    /** As a rule nothing is written: the target answered before. */
    private void answered(SystemId system) {
        if (!conditions.find(system).equals(ConnectorCondition.Working.WELL)) {
            conditions.save(system, conditions.lock(system).answered());
        }
    }

    /**
     * Whether to go ahead. What changes an account is asked about right before: between claim and attempt somebody may have
     * protected it, or stopped all writing. A read harms nobody and was wanted when it was claimed; one whose worker was lost was running when its
     * cause ended, and nobody could cancel it.
     */
    private boolean isStillWanted(Operation.Running claimed) {
        boolean isFirstRead = claimed.attempts() == 1 && !(claimed.plan().work() instanceof Work.OnAccount);
        return isFirstRead
                || transactions.call(
                        now -> !isStopped(claimed.plan()) && causeOf(claimed).wants(claimed.plan()));
    }

    private boolean isStopped(Operation.Plan plan) {
        return plan.work() instanceof Work.OnAccount && stops.hold(plan.system());
    }

    private OperationOutcomes causeOf(Operation.Running claimed) {
        return Objects.requireNonNull(outcomes.get(claimed.plan().cause().kind()), "an outcome for every cause");
    }

    private WorkOnTarget.Attempted attempt(TargetSystem system, Operation.Running claimed) {
        ChangeKey key = new ChangeKey(claimed.plan().id().value().toString());
        Duration lease = ClaimOperations.lease(system);
        try {
            return new WorkOnTarget(
                            connectors.of(system),
                            secrets,
                            key,
                            () -> transactions.call(now -> operations.renew(claimed, lease, now)),
                            before -> transactions.call(now ->
                                    operations.renew(claimed, lease, now) && operations.keep(claimed, before, now)),
                            (work, what) ->
                                    transactions.call(now -> preserved.forbids(claimed.plan(), work, what, now)))
                    .attempt(claimed.plan().work(), claimed.since());
        } catch (ConfigurationException e) {
            return WorkOnTarget.Attempted.of(new Attempt.Refused("setting " + e.getMessage()));
        }
    }

    /** What was claimed, and where. */
    public record Command(TargetSystem system, Operation.Running operation) {}

    /** What became of the attempt. */
    public sealed interface Outcome {
        /** The result is taken. */
        record Recorded(Operation operation) implements Outcome {}

        /** The lease was over and another worker has it: the result is in the log and not taken. */
        record ClaimLost() implements Outcome {}
    }
}

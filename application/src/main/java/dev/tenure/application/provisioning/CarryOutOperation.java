package dev.tenure.application.provisioning;

import dev.tenure.application.inventory.Connectors;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.connector.spi.AccountRef;
import dev.tenure.connector.spi.AccountState;
import dev.tenure.connector.spi.Change;
import dev.tenure.connector.spi.ChangeKey;
import dev.tenure.connector.spi.ChangeOutcome;
import dev.tenure.connector.spi.ConfigurationException;
import dev.tenure.connector.spi.Connector;
import dev.tenure.connector.spi.Evidence;
import dev.tenure.connector.spi.Observation;
import dev.tenure.connector.spi.SignIn;
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
 * <p>The call runs outside any transaction. Outcome, evidence, next step and what the cause makes of it are then committed
 * together, and only if this worker's claim still holds: a worker that was away too long is recorded and not listened to.
 * Nothing is given up; what did not work is due again after a pause.
 */
public final class CarryOutOperation {

    private final Transactions transactions;
    private final Connectors connectors;
    private final Operations operations;
    private final Stops stops;
    private final Map<Cause.Kind, OperationOutcomes> outcomes;
    private final Lanes lanes;
    private final Jitter jitter;
    private final ProvisioningEvents events;

    /** @param outcomes one for every kind of cause */
    public CarryOutOperation(
            Transactions transactions,
            Connectors connectors,
            Operations operations,
            Stops stops,
            List<OperationOutcomes> outcomes,
            Lanes lanes,
            Jitter jitter,
            ProvisioningEvents events) {
        this.transactions = transactions;
        this.connectors = connectors;
        this.operations = operations;
        this.stops = stops;
        this.outcomes = outcomes.stream().collect(Collectors.toMap(OperationOutcomes::kind, Function.identity()));
        this.lanes = lanes;
        this.jitter = jitter;
        this.events = events;
    }

    /** Attempts the operation once. */
    public Outcome handle(Command command) {
        Operation.Running claimed = command.operation();
        Attempted attempted = isStillWanted(claimed)
                ? attempt(command.system(), claimed)
                : Attempted.of(new Attempt.Unreachable("not attempted: it is not wanted now"));
        double draw = jitter.draw();
        return transactions.call(now -> record(claimed, attempted, draw, now));
    }

    /** An attempt, and the pause the target asked for. */
    private record Attempted(Attempt attempt, Duration asked) {
        static Attempted of(Attempt attempt) {
            return new Attempted(attempt, Duration.ZERO);
        }
    }

    private Outcome record(Operation.Running claimed, Attempted attempted, double draw, Instant now) {
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
        return new Outcome.Recorded(next);
    }

    /** A target may ask for patience, but not put us off for as long as it likes. */
    private static Duration longer(Duration pause, Duration asked) {
        Duration granted = asked.compareTo(BackOff.LONGEST_AFTER_REFUSAL) > 0 ? BackOff.LONGEST_AFTER_REFUSAL : asked;
        return pause.compareTo(granted) < 0 ? granted : pause;
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

    private Attempted attempt(TargetSystem system, Operation.Running claimed) {
        Connector connector;
        try {
            connector = connectors.of(system);
        } catch (ConfigurationException e) {
            return Attempted.of(new Attempt.Refused("setting " + e.getMessage()));
        }
        ChangeKey key = new ChangeKey(claimed.plan().id().value().toString());
        return switch (claimed.plan().work()) {
            case Work.ListAccounts list -> listed(connector.find(list.attribute(), list.value()));
            case Work.ConfirmAccounts confirm -> listed(connector.find(confirm.attribute(), confirm.value()));
            case Work.DisableAccount disable ->
                changed(connector.apply(new Change.DisableAccount(new AccountRef(disable.nativeId())), key));
            case Work.ResetSecret reset ->
                changed(connector.apply(new Change.ResetSecret(new AccountRef(reset.nativeId())), key));
            case Work.RevokeMemberships revoke ->
                changed(connector.apply(new Change.RevokeMemberships(new AccountRef(revoke.nativeId())), key));
        };
    }

    private static Attempted listed(Observation<List<AccountState>> observation) {
        return switch (observation) {
            case Observation.Seen<List<AccountState>> seen ->
                Attempted.of(new Attempt.Listed(seen.value().stream()
                        .filter(AccountState::exists)
                        .map(CarryOutOperation::seen)
                        .toList()));
            case Observation.Refused<List<AccountState>> refused -> Attempted.of(new Attempt.Refused(refused.reason()));
            case Observation.Unreachable<List<AccountState>> unreachable ->
                new Attempted(
                        new Attempt.Unreachable(unreachable.reason()),
                        unreachable.retryAfter().orElse(Duration.ZERO));
        };
    }

    private static Attempt.SeenAccount seen(AccountState state) {
        return new Attempt.SeenAccount(
                state.account().ref().nativeId(),
                state.account().name(),
                // What the target does not say is believed to be enabled: the safer belief.
                state.account().signIn() != SignIn.DISABLED,
                state.memberships().stream().map(AccountState.Membership::name).toList(),
                state.retained().stream().map(AccountState.Retained::name).toList());
    }

    private static Attempted changed(ChangeOutcome outcome) {
        return switch (outcome) {
            case ChangeOutcome.Applied applied -> Attempted.of(new Attempt.Applied(facts(applied.evidence())));
            case ChangeOutcome.Unchanged unchanged -> Attempted.of(new Attempt.Unchanged(facts(unchanged.evidence())));
            case ChangeOutcome.Refused refused ->
                Attempted.of(new Attempt.Refused(refused.reason(), facts(refused.evidence())));
            case ChangeOutcome.Unreachable unreachable ->
                new Attempted(
                        new Attempt.Unreachable(unreachable.reason()),
                        unreachable.retryAfter().orElse(Duration.ZERO));
            case ChangeOutcome.InDoubt doubt ->
                Attempted.of(new Attempt.InDoubt(doubt.reason(), facts(doubt.evidence())));
        };
    }

    private static List<Attempt.Fact> facts(Evidence evidence) {
        return evidence.facts().stream()
                .map(fact -> new Attempt.Fact(fact.name(), fact.value(), fact.personal()))
                .toList();
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

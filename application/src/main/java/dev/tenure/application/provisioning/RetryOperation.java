package dev.tenure.application.provisioning;

import dev.tenure.application.inventory.ConnectorConditions;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.inventory.ConnectorCondition;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.provisioning.Operation;
import dev.tenure.domain.provisioning.OperationId;
import dev.tenure.domain.reason.Reason;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Somebody has put a target in order and does not want to wait for the next attempt. A target that is left alone since it did not
 * answer is asked again too, by one call; which operation makes it is the lane's to say.
 */
public final class RetryOperation {

    private static final Role[] MAY = {Role.ADMINISTRATOR, Role.OPERATOR};

    private final Transactions transactions;
    private final Operations operations;
    private final ConnectorConditions conditions;
    private final Lanes lanes;
    private final ProvisioningEvents events;

    public RetryOperation(
            Transactions transactions,
            Operations operations,
            ConnectorConditions conditions,
            Lanes lanes,
            ProvisioningEvents events) {
        this.transactions = transactions;
        this.operations = operations;
        this.conditions = conditions;
        this.lanes = lanes;
        this.events = events;
    }

    /** Makes the operation due now. */
    public Outcome handle(Command command) {
        if (!command.caller().hasAny(MAY)) {
            return new Outcome.NotAllowed(Set.of(MAY));
        }
        if (command.reason().filter(reason -> !Reason.isOne(reason, 500)).isPresent()) {
            return new Outcome.BadReason();
        }
        return transactions.call(now -> operations
                .find(command.id())
                .map(operation -> switch (operation) {
                    case Operation.Waiting waiting -> hasten(command, waiting, now);
                    case Operation.Running running -> new Outcome.NotWaiting(running);
                    case Operation.Done done -> new Outcome.NotWaiting(done);
                    case Operation.Withheld withheld -> new Outcome.NotWaiting(withheld);
                    case Operation.Held held -> new Outcome.NotWaiting(held);
                    case Operation.Cancelled cancelled -> new Outcome.NotWaiting(cancelled);
                })
                .orElse(new Outcome.Unknown()));
    }

    private Outcome hasten(Command command, Operation.Waiting waiting, Instant now) {
        operations.hasten(waiting.plan().id(), now);
        endRest(waiting.plan().system(), now);
        lanes.wake(waiting.plan().system(), now);
        events.retryRequested(waiting, command.reason().map(String::strip), command.caller(), now);
        return new Outcome.DueNow(waiting.hasten(now));
    }

    private void endRest(SystemId system, Instant now) {
        if (conditions.find(system) instanceof ConnectorCondition.Resting
                && conditions.lock(system) instanceof ConnectorCondition.Resting resting) {
            conditions.save(system, resting.hasten(now));
        }
    }

    /**
     * Which operation, for whom.
     *
     * @param reason what was put in order; up to 500 characters where there is one
     */
    public record Command(Caller caller, OperationId id, Optional<String> reason) {

        /** Nobody said what was put in order. */
        public Command(Caller caller, OperationId id) {
            this(caller, id, Optional.empty());
        }
    }

    /** The operation, or why not. */
    public sealed interface Outcome {
        /** Its lane will take it next. */
        record DueNow(Operation.Waiting operation) implements Outcome {}

        /** There is no such operation. */
        record Unknown() implements Outcome {}

        /** It runs already, has ended, is withheld, or is held. */
        record NotWaiting(Operation operation) implements Outcome {}

        /** There is a reason, and it is empty or longer than 500 characters. */
        record BadReason() implements Outcome {}

        /** The caller holds none of the roles that may. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}

package dev.tenure.application.reconciliation;

import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.reason.Reason;
import dev.tenure.domain.reconciliation.PrivilegeMark;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * What was marked as privileged is so no longer, and an administrator says why. Who held it counts as privileged for 90 days
 * more, so nobody gets a leaver the longer deadline by ending a mark just before. The mark stays on record.
 */
public final class EndPrivilegeMark {

    private static final Role[] MAY = {Role.ADMINISTRATOR};

    private final Transactions transactions;
    private final PrivilegeMarks marks;
    private final Privileges privileges;
    private final ReconciliationEvents events;

    public EndPrivilegeMark(
            Transactions transactions, PrivilegeMarks marks, Privileges privileges, ReconciliationEvents events) {
        this.transactions = transactions;
        this.marks = marks;
        this.privileges = privileges;
        this.events = events;
    }

    /** Ends the mark. */
    public Outcome handle(Command command) {
        if (!command.caller().hasAny(MAY)) {
            return new Outcome.NotAllowed(Set.of(MAY));
        }
        if (!Reason.isOne(command.reason(), 500)) {
            return new Outcome.BadReason();
        }
        return transactions.call(now -> marks.find(command.mark())
                .map(mark -> switch (mark) {
                    case PrivilegeMark.InForce inForce -> end(command, inForce, now);
                    case PrivilegeMark.Ended ended -> new Outcome.AlreadyEnded(ended);
                })
                .orElse(new Outcome.Unknown()));
    }

    private Outcome end(Command command, PrivilegeMark.InForce mark, Instant now) {
        PrivilegeMark.Ended ended =
                mark.end(command.reason().strip(), command.caller().subject(), now);
        marks.end(ended);
        privileges.classify(mark.classed().system(), now);
        events.markEnded(ended, command.caller(), now);
        return new Outcome.Ended(ended);
    }

    /**
     * Which mark, and why it counts no longer.
     *
     * @param reason up to 500 characters
     */
    public record Command(Caller caller, UUID mark, String reason) {}

    /** The ended mark, or why not. */
    public sealed interface Outcome {
        /** It counts no longer. */
        record Ended(PrivilegeMark.Ended mark) implements Outcome {}

        /** It did not before. */
        record AlreadyEnded(PrivilegeMark.Ended mark) implements Outcome {}

        /** There is no such mark. */
        record Unknown() implements Outcome {}

        /** The reason is empty or longer than 500 characters. */
        record BadReason() implements Outcome {}

        /** The caller holds none of the roles that may. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}

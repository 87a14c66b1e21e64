package dev.tenure.application.reconciliation;

import dev.tenure.application.inventory.TargetSystems;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.reconciliation.SystemRead;
import java.util.List;
import java.util.Set;

/** Somebody looks at when a system was read, what was found and why a read failed. */
public final class ListReads {

    private static final Role[] READERS = {Role.ADMINISTRATOR, Role.OPERATOR, Role.AUDITOR};
    private static final int SHOWN = 100;

    private final Transactions transactions;
    private final TargetSystems systems;
    private final SystemReads reads;

    public ListReads(Transactions transactions, TargetSystems systems, SystemReads reads) {
        this.transactions = transactions;
        this.systems = systems;
        this.reads = reads;
    }

    /** Lists the newest hundred reads. */
    public Outcome handle(Command command) {
        if (!command.caller().hasAny(READERS)) {
            return new Outcome.NotAllowed(Set.of(READERS));
        }
        return transactions.call(now -> systems.find(command.system()).isPresent()
                ? new Outcome.Listed(reads.of(command.system(), SHOWN))
                : new Outcome.Unknown());
    }

    /** Which system, for whom. */
    public record Command(Caller caller, SystemId system) {}

    /** The reads, or why not. */
    public sealed interface Outcome {
        /** Newest first. */
        record Listed(List<SystemRead> reads) implements Outcome {}

        /** There is no such system. */
        record Unknown() implements Outcome {}

        /** The caller holds none of the roles that may. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}

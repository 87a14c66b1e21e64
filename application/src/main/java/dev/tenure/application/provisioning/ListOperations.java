package dev.tenure.application.provisioning;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.provisioning.Operation;
import java.util.Set;

/** Somebody looks at what is to be done on targets, what was done, and what is withheld. */
public final class ListOperations {

    private static final Role[] READERS = {Role.ADMINISTRATOR, Role.OPERATOR, Role.AUDITOR};

    private final Transactions transactions;
    private final Operations operations;

    public ListOperations(Transactions transactions, Operations operations) {
        this.transactions = transactions;
        this.operations = operations;
    }

    /** Reads a page. */
    public Outcome handle(Command command) {
        if (!command.caller().hasAny(READERS)) {
            return new Outcome.NotAllowed(Set.of(READERS));
        }
        return transactions.call(now -> new Outcome.Listed(operations.list(command.filter(), command.page())));
    }

    /** What is wanted, and by whom. */
    public record Command(Caller caller, Operations.Filter filter, PageRequest page) {}

    /** The page, or why not. */
    public sealed interface Outcome {
        /** A page of operations. */
        record Listed(Slice<Operation> operations) implements Outcome {}

        /** The caller holds none of the roles that may. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}

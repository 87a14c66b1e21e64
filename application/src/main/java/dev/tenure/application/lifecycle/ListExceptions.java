package dev.tenure.application.lifecycle;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import java.util.Set;

/** Somebody looks at what is not as policy wants it, and who answers for it. */
public final class ListExceptions {

    private static final Role[] READERS = {Role.ADMINISTRATOR, Role.OPERATOR, Role.AUDITOR};

    private final Transactions transactions;
    private final LeaverExceptions exceptions;

    public ListExceptions(Transactions transactions, LeaverExceptions exceptions) {
        this.transactions = transactions;
        this.exceptions = exceptions;
    }

    /** Reads a page. */
    public Outcome handle(Command command) {
        if (!command.caller().hasAny(READERS)) {
            return new Outcome.NotAllowed(Set.of(READERS));
        }
        return transactions.call(now -> new Outcome.Listed(exceptions.list(command.filter(), command.page())));
    }

    /** What is wanted, and by whom. */
    public record Command(Caller caller, LeaverExceptions.Filter filter, PageRequest page) {}

    /** The page, or why not. */
    public sealed interface Outcome {
        /** Newest first. */
        record Listed(Slice<LeaverExceptions.Named> exceptions) implements Outcome {}

        /** The caller holds none of the roles that may. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}

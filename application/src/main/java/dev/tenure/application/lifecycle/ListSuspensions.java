package dev.tenure.application.lifecycle;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.lifecycle.Suspension;
import java.util.Optional;
import java.util.Set;

/** Somebody looks at who was shut out at once, and what was decided. */
public final class ListSuspensions {

    private static final Role[] READERS = {Role.ADMINISTRATOR, Role.OPERATOR, Role.AUDITOR, Role.CONFIDENTIAL_HR};

    private final Transactions transactions;
    private final Suspensions suspensions;

    public ListSuspensions(Transactions transactions, Suspensions suspensions) {
        this.transactions = transactions;
        this.suspensions = suspensions;
    }

    /** Reads a page, newest first. */
    public Outcome handle(Command command) {
        if (!command.caller().hasAny(READERS)) {
            return new Outcome.NotAllowed(Set.of(READERS));
        }
        return transactions.call(now -> new Outcome.Listed(suspensions.list(command.state(), command.page())));
    }

    /** What is wanted, and by whom. */
    public record Command(Caller caller, Optional<String> state, PageRequest page) {}

    /** The page, or why not. */
    public sealed interface Outcome {
        /** A page of suspensions. */
        record Listed(Slice<Suspension> suspensions) implements Outcome {}

        /** The caller holds none of the roles that may read this. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}

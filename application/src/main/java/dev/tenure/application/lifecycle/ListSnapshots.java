package dev.tenure.application.lifecycle;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.identity.WorkerSnapshot;
import java.util.Optional;
import java.util.Set;

/** Somebody looks at which HR files came in and what became of them. */
public final class ListSnapshots {

    private static final Role[] READERS = {Role.ADMINISTRATOR, Role.OPERATOR, Role.AUDITOR};

    private final Transactions transactions;
    private final WorkerSnapshots snapshots;

    public ListSnapshots(Transactions transactions, WorkerSnapshots snapshots) {
        this.transactions = transactions;
        this.snapshots = snapshots;
    }

    /** Reads a page. */
    public Outcome handle(Command command) {
        if (!command.caller().hasAny(READERS)) {
            return new Outcome.NotAllowed(Set.of(READERS));
        }
        return transactions.call(now -> new Outcome.Listed(snapshots.list(Optional.empty(), command.page())));
    }

    /** Which page, for whom. */
    public record Command(Caller caller, PageRequest page) {}

    /** The page, or why not. */
    public sealed interface Outcome {
        /** Newest first. */
        record Listed(Slice<WorkerSnapshot> snapshots) implements Outcome {}

        /** The caller holds none of the roles that may. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}

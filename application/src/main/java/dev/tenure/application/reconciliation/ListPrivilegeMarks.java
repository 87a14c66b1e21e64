package dev.tenure.application.reconciliation;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.reconciliation.PrivilegeMark;
import java.util.Optional;
import java.util.Set;

/** Somebody looks at what was marked as privileged, by whom and why, now and before. */
public final class ListPrivilegeMarks {

    private static final Role[] READERS = {Role.ADMINISTRATOR, Role.OPERATOR, Role.AUDITOR};

    private final Transactions transactions;
    private final PrivilegeMarks marks;

    public ListPrivilegeMarks(Transactions transactions, PrivilegeMarks marks) {
        this.transactions = transactions;
        this.marks = marks;
    }

    /** Reads a page, the newest first. */
    public Outcome handle(Command command) {
        if (!command.caller().hasAny(READERS)) {
            return new Outcome.NotAllowed(Set.of(READERS));
        }
        return transactions.call(now -> new Outcome.Listed(marks.list(command.system(), command.page())));
    }

    /**
     * Which page, for whom.
     *
     * @param system only what is on one system
     */
    public record Command(Caller caller, Optional<SystemId> system, PageRequest page) {}

    /** The marks, or why not. */
    public sealed interface Outcome {
        /** A page of marks. */
        record Listed(Slice<PrivilegeMark> marks) implements Outcome {}

        /** The caller holds none of the roles that may. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}

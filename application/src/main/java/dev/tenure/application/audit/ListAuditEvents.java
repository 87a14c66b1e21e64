package dev.tenure.application.audit;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import java.util.Set;

/**
 * An auditor or administrator reads what happened, newest first, whole or about one thing. What tells of an ending that has
 * not taken effect shows only to those who are confidential HR besides (JML-6).
 */
public final class ListAuditEvents {

    private static final Role[] READERS = {Role.AUDITOR, Role.ADMINISTRATOR, Role.OPERATOR};

    private final Transactions transactions;
    private final AuditTrail trail;

    public ListAuditEvents(Transactions transactions, AuditTrail trail) {
        this.transactions = transactions;
        this.trail = trail;
    }

    /** Reads a page. */
    public Outcome handle(Command command) {
        if (!command.caller().hasAny(READERS)) {
            return new Outcome.NotAllowed(Set.of(READERS));
        }
        AuditTrail.Sight sight = command.caller().hasAny(Role.CONFIDENTIAL_HR)
                ? AuditTrail.Sight.CONFIDENTIAL
                : AuditTrail.Sight.EVERYBODY;
        return transactions.call(now -> new Outcome.Listed(trail.list(command.filter(), command.page(), sight)));
    }

    /** What is wanted, and by whom. */
    public record Command(Caller caller, AuditTrail.Filter filter, PageRequest page) {}

    /** The page, or why not. */
    public sealed interface Outcome {
        /** A page of events. */
        record Listed(Slice<AuditTrail.Entry> events) implements Outcome {}

        /** The caller holds none of the roles that may read. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}

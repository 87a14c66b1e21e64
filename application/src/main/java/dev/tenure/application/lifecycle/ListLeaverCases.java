package dev.tenure.application.lifecycle;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import java.time.Instant;
import java.util.Set;

/** Somebody begins the day: who is leaving, what is late. */
public final class ListLeaverCases {

    private static final Role[] READERS = {Role.ADMINISTRATOR, Role.OPERATOR, Role.AUDITOR, Role.CONFIDENTIAL_HR};

    private final Transactions transactions;
    private final LeaverCases cases;

    public ListLeaverCases(Transactions transactions, LeaverCases cases) {
        this.transactions = transactions;
        this.cases = cases;
    }

    /** Reads a page and the figures over all cases. */
    public Outcome handle(Command command) {
        if (!command.caller().hasAny(READERS)) {
            return new Outcome.NotAllowed(Set.of(READERS));
        }
        return transactions.call(
                now -> new Outcome.Listed(cases.list(command.filter(), now, command.page()), cases.totals(now), now));
    }

    /** What is wanted, and by whom. */
    public record Command(Caller caller, LeaverCases.Filter filter, PageRequest page) {}

    /** The page, or why not. */
    public sealed interface Outcome {
        /** A page of cases, the figures over all of them, and the time of both. */
        record Listed(Slice<LeaverCases.LeaverSummary> cases, LeaverCases.Totals totals, Instant asOf)
                implements Outcome {}

        /** The caller holds none of the roles that may. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}

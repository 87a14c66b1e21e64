package dev.tenure.application.finding;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.finding.Finding;
import java.time.Instant;
import java.util.Set;

/**
 * Somebody looks through what is wrong. Who runs or audits the product sees everything; anybody else sees what they themselves have
 * to see to, whatever they ask for.
 */
public final class ListFindings {

    private static final Role[] ALL = {Role.ADMINISTRATOR, Role.OPERATOR, Role.AUDITOR};
    private static final Role[] READERS = {
        Role.ADMINISTRATOR, Role.OPERATOR, Role.AUDITOR, Role.APPROVER, Role.REQUESTER, Role.CONFIDENTIAL_HR
    };

    private final Transactions transactions;
    private final Findings findings;
    private final FindingDesk desk;

    public ListFindings(Transactions transactions, Findings findings, FindingDesk desk) {
        this.transactions = transactions;
        this.findings = findings;
        this.desk = desk;
    }

    /** Reads a page, what has to be gone first at the top. */
    public Outcome handle(Command command) {
        Caller caller = command.caller();
        if (!caller.hasAny(READERS)) {
            return new Outcome.NotAllowed(readers());
        }
        boolean all = caller.hasAny(ALL);
        Findings.Filter filter = all ? command.filter() : command.filter().of(caller.subject());
        return transactions.call(now -> {
            return new Outcome.Listed(
                    desk.named(findings.list(filter, now, command.page())),
                    findings.totals(filter.owner(), now),
                    all,
                    now);
        });
    }

    /** Whether somebody who may look at findings may see this one. */
    static boolean isShownTo(Caller caller, Finding finding) {
        return caller.hasAny(ALL) || caller.isSamePersonAs(finding.duty().owner());
    }

    /** The roles that may look at findings, of some at least. */
    static Set<Role> readers() {
        return Set.of(READERS);
    }

    /** What is wanted, and by whom. */
    public record Command(Caller caller, Findings.Filter filter, PageRequest page) {}

    /** The page, or why not. */
    public sealed interface Outcome {
        /**
         * A page of findings.
         *
         * @param totals over all systems and kinds, of the owner that was asked for
         * @param all whether the caller may see more than their own
         * @param asOf when it was looked at
         */
        record Listed(Slice<NamedFinding> findings, Findings.Totals totals, boolean all, Instant asOf)
                implements Outcome {}

        /** The caller holds none of the roles that may. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}

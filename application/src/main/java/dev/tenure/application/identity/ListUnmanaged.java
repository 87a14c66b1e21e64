package dev.tenure.application.identity;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.identity.Identity;
import java.util.Set;

/** Somebody looks through the people above whom nobody can act: what is asked of their managers would wait for ever. */
public final class ListUnmanaged {

    private static final Role[] READERS = {Role.ADMINISTRATOR, Role.OPERATOR, Role.AUDITOR, Role.CONFIDENTIAL_HR};

    private final Transactions transactions;
    private final IdentityFindings findings;

    public ListUnmanaged(Transactions transactions, IdentityFindings findings) {
        this.transactions = transactions;
        this.findings = findings;
    }

    /** Reads a page. */
    public Outcome handle(Command command) {
        if (!command.caller().hasAny(READERS)) {
            return new Outcome.NotAllowed(Set.of(READERS));
        }
        return transactions.call(now -> new Outcome.Listed(findings.withoutManager(command.page())
                .map(identity -> Confidentiality.shown(identity, command.caller()))));
    }

    /** What is wanted, and by whom. */
    public record Command(Caller caller, PageRequest page) {}

    /** The page, or why not. */
    public sealed interface Outcome {
        /** A page of people, as the caller may see them. */
        record Listed(Slice<Identity> identities) implements Outcome {}

        /** The caller holds none of the roles that may read this. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}

package dev.tenure.application.identity;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.identity.Identity;
import java.util.Set;

/**
 * Somebody looks for contractors and vendors' people of whom sources name no sponsor, or no end (JML-10). Who has no end shows
 * to confidential HR alone: whoever is gone from that list the next day has one.
 */
public final class ListNonEmployees {

    private static final Role[] READERS = {Role.ADMINISTRATOR, Role.OPERATOR, Role.AUDITOR, Role.CONFIDENTIAL_HR};

    private final Transactions transactions;
    private final IdentityFindings findings;

    public ListNonEmployees(Transactions transactions, IdentityFindings findings) {
        this.transactions = transactions;
        this.findings = findings;
    }

    /** Reads a page. */
    public Outcome handle(Command command) {
        Caller caller = command.caller();
        if (!caller.hasAny(READERS)) {
            return new Outcome.NotAllowed(Set.of(READERS));
        }
        if (command.missing() == IdentityFindings.Missing.END && !Confidentiality.seesPending(caller)) {
            return new Outcome.NotAllowed(Set.of(Role.CONFIDENTIAL_HR));
        }
        return transactions.call(
                now -> new Outcome.Listed(findings.nonEmployeesWithout(command.missing(), command.page())
                        .map(identity -> Confidentiality.shown(identity, caller))));
    }

    /** What is wanted, and by whom. */
    public record Command(Caller caller, IdentityFindings.Missing missing, PageRequest page) {}

    /** The page, or why not. */
    public sealed interface Outcome {
        /** A page of people, as the caller may see them. */
        record Listed(Slice<Identity> identities) implements Outcome {}

        /** The caller holds none of the roles that may read this. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}

package dev.tenure.application.identity;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.identity.Identity;
import java.util.Set;

/**
 * Somebody looks through the people the product knows. Whether one of them is about to leave shows to confidential HR alone:
 * for everybody else such a person works, and asking for those who are leaving is refused.
 */
public final class ListIdentities {

    private static final Role[] READERS = {Role.ADMINISTRATOR, Role.OPERATOR, Role.AUDITOR, Role.CONFIDENTIAL_HR};

    private final Transactions transactions;
    private final Identities identities;

    public ListIdentities(Transactions transactions, Identities identities) {
        this.transactions = transactions;
        this.identities = identities;
    }

    /** Reads a page. */
    public Outcome handle(Command command) {
        Caller caller = command.caller();
        if (!caller.hasAny(READERS)) {
            return new Outcome.NotAllowed(Set.of(READERS));
        }
        boolean asksForLeaving = command.filter()
                .status()
                .filter(Identities.Status.LEAVING::equals)
                .isPresent();
        if (asksForLeaving && !Confidentiality.seesPending(caller)) {
            return new Outcome.NotAllowed(Set.of(Role.CONFIDENTIAL_HR));
        }
        return transactions.call(now -> new Outcome.Listed(identities
                .list(command.filter(), command.page())
                .map(identity -> Confidentiality.shown(identity, caller))));
    }

    /** What is wanted, and by whom. */
    public record Command(Caller caller, Identities.Filter filter, PageRequest page) {}

    /** The page, or why not. */
    public sealed interface Outcome {
        /** A page of identities, as the caller may see them. */
        record Listed(Slice<Identity> identities) implements Outcome {}

        /** The caller holds none of the roles that may read this. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}

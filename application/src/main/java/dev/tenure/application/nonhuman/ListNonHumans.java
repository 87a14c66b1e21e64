package dev.tenure.application.nonhuman;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import java.util.Set;

/** Somebody looks through the non-human identities: what each is for, who answers for it, and which have nobody. */
public final class ListNonHumans {

    static final Role[] READERS = {Role.ADMINISTRATOR, Role.OPERATOR, Role.APPROVER, Role.REQUESTER, Role.AUDITOR};

    private final Transactions transactions;
    private final NonHumans nonHumans;

    public ListNonHumans(Transactions transactions, NonHumans nonHumans) {
        this.transactions = transactions;
        this.nonHumans = nonHumans;
    }

    /** Reads a page. */
    public Outcome handle(Command command) {
        if (!command.caller().hasAny(READERS)) {
            return new Outcome.NotAllowed(Set.of(READERS));
        }
        return transactions.call(now -> new Outcome.Listed(nonHumans.list(command.filter(), now, command.page())));
    }

    /** What is wanted, and by whom. */
    public record Command(Caller caller, NonHumans.Filter filter, PageRequest page) {}

    /** The page, or why not. */
    public sealed interface Outcome {
        /** A page of them, by name. */
        record Listed(Slice<NonHumans.Listed> nonHumans) implements Outcome {}

        /** The caller holds none of the roles that may read this. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}

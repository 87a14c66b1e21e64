package dev.tenure.application.provisioning;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.provisioning.HoldId;
import java.util.Set;

/** Before somebody lets go what is held, they look at whom it would touch. */
public final class ListHeldAccounts {

    private static final Role[] READERS = {Role.ADMINISTRATOR, Role.OPERATOR, Role.AUDITOR};

    private final Transactions transactions;
    private final Holds holds;

    public ListHeldAccounts(Transactions transactions, Holds holds) {
        this.transactions = transactions;
        this.holds = holds;
    }

    /** Reads a page. */
    public Outcome handle(Command command) {
        if (!command.caller().hasAny(READERS)) {
            return new Outcome.NotAllowed(Set.of(READERS));
        }
        return transactions.call(now -> holds.find(command.id())
                .<Outcome>map(hold -> new Outcome.Listed(holds.accounts(command.id(), command.page())))
                .orElse(new Outcome.Unknown()));
    }

    /** Of which hold, for whom. */
    public record Command(Caller caller, HoldId id, PageRequest page) {}

    /** The page, or why not. */
    public sealed interface Outcome {
        /** A page of accounts. */
        record Listed(Slice<Holds.HeldAccount> accounts) implements Outcome {}

        /** There is no such hold. */
        record Unknown() implements Outcome {}

        /** The caller holds none of the roles that may. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}

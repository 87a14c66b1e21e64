package dev.tenure.application.ownership;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import java.time.Instant;
import java.util.Set;

/**
 * Somebody looks at what leavers owned and who has it now. Who runs or audits the product sees everything; anybody else sees what is
 * proposed to them, whatever they ask for.
 */
public final class ListHandOvers {

    private static final Role[] ALL = {Role.ADMINISTRATOR, Role.OPERATOR, Role.AUDITOR};

    /** Who may look at hand-overs, at those that are proposed to them at least. */
    static final Role[] READERS = {
        Role.ADMINISTRATOR, Role.OPERATOR, Role.AUDITOR, Role.APPROVER, Role.REQUESTER, Role.CONFIDENTIAL_HR
    };

    private final Transactions transactions;
    private final HandOvers handOvers;
    private final OwnedThings owned;

    public ListHandOvers(Transactions transactions, HandOvers handOvers, OwnedThings owned) {
        this.transactions = transactions;
        this.handOvers = handOvers;
        this.owned = owned;
    }

    /** Reads a page, what is due first at the top. */
    public Outcome handle(Command command) {
        Caller caller = command.caller();
        if (!caller.hasAny(READERS)) {
            return new Outcome.NotAllowed(Set.of(READERS));
        }
        boolean all = caller.hasAny(ALL);
        HandOvers.Filter filter = all ? command.filter() : command.filter().knownAs(Set.of(caller.subject()));
        return transactions.call(now -> new Outcome.Listed(
                owned.named(handOvers.list(filter, now, command.page())),
                handOvers.totals(filter.proposedKnownAs(), now),
                all,
                now));
    }

    /** What is wanted, and by whom. */
    public record Command(Caller caller, HandOvers.Filter filter, PageRequest page) {}

    /** The page, or why not. */
    public sealed interface Outcome {
        /**
         * A page of hand-overs.
         *
         * @param totals over all kinds and leavers
         * @param all whether the caller may see more than what is proposed to them
         * @param asOf when it was looked at
         */
        record Listed(Slice<NamedHandOver> handOvers, HandOvers.Totals totals, boolean all, Instant asOf)
                implements Outcome {}

        /** The caller holds none of the roles that may. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}

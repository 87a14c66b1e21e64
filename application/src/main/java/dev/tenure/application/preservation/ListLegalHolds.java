package dev.tenure.application.preservation;

import dev.tenure.application.identity.Identities;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.preservation.LegalHold;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Somebody looks at whose accounts are preserved, and why. */
public final class ListLegalHolds {

    private static final Role[] READERS = {Role.ADMINISTRATOR, Role.AUDITOR, Role.CONFIDENTIAL_HR};

    private final Transactions transactions;
    private final LegalHolds holds;
    private final Identities identities;

    public ListLegalHolds(Transactions transactions, LegalHolds holds, Identities identities) {
        this.transactions = transactions;
        this.holds = holds;
        this.identities = identities;
    }

    /** Reads a page, newest first. */
    public Outcome handle(Command command) {
        if (!command.caller().hasAny(READERS)) {
            return new Outcome.NotAllowed(Set.of(READERS));
        }
        return transactions.call(now -> {
            Slice<LegalHold> page = holds.list(command.state(), command.page());
            Map<IdentityId, String> names = identities.names(
                    page.items().stream().map(hold -> hold.order().identity()).toList());
            return new Outcome.Listed(page.map(
                    hold -> new Named(hold, names.getOrDefault(hold.order().identity(), ""))));
        });
    }

    /**
     * A hold with the name of whom it is on.
     *
     * @param person as people read it
     */
    public record Named(LegalHold hold, String person) {}

    /** What is wanted, and by whom. */
    public record Command(Caller caller, Optional<String> state, PageRequest page) {}

    /** The page, or why not. */
    public sealed interface Outcome {
        /** A page of holds. */
        record Listed(Slice<Named> holds) implements Outcome {}

        /** The caller holds none of the roles that may read this. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}

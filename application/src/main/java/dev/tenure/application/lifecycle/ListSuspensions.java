package dev.tenure.application.lifecycle;

import dev.tenure.application.identity.Identities;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.lifecycle.Suspension;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Somebody looks at who was shut out at once, and what was decided. */
public final class ListSuspensions {

    private static final Role[] READERS = {Role.ADMINISTRATOR, Role.OPERATOR, Role.AUDITOR, Role.CONFIDENTIAL_HR};

    private final Transactions transactions;
    private final Suspensions suspensions;
    private final Identities identities;

    public ListSuspensions(Transactions transactions, Suspensions suspensions, Identities identities) {
        this.transactions = transactions;
        this.suspensions = suspensions;
        this.identities = identities;
    }

    /** Reads a page, newest first. */
    public Outcome handle(Command command) {
        if (!command.caller().hasAny(READERS)) {
            return new Outcome.NotAllowed(Set.of(READERS));
        }
        return transactions.call(now -> {
            Slice<Suspension> page = suspensions.list(command.state(), command.page());
            Map<IdentityId, String> names = identities.names(
                    page.items().stream().map(s -> s.call().identity()).toList());
            return new Outcome.Listed(
                    page.map(s -> new Named(s, names.getOrDefault(s.call().identity(), ""))));
        });
    }

    /**
     * A suspension with the name of whom it is about.
     *
     * @param person as people read it
     */
    public record Named(Suspension suspension, String person) {}

    /** What is wanted, and by whom. */
    public record Command(Caller caller, Optional<String> state, PageRequest page) {}

    /** The page, or why not. */
    public sealed interface Outcome {
        /** A page of suspensions. */
        record Listed(Slice<Named> suspensions) implements Outcome {}

        /** The caller holds none of the roles that may read this. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}

package dev.tenure.application.lifecycle;

import dev.tenure.application.identity.Identities;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.lifecycle.SuspectedLeaver;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Somebody looks at the workers whom HR's files have left out (JML-6). */
public final class ListSuspectedLeavers {

    private static final Role[] READERS = {Role.ADMINISTRATOR, Role.OPERATOR, Role.AUDITOR, Role.CONFIDENTIAL_HR};

    private final Transactions transactions;
    private final SuspectedLeavers suspected;
    private final Identities identities;

    public ListSuspectedLeavers(Transactions transactions, SuspectedLeavers suspected, Identities identities) {
        this.transactions = transactions;
        this.suspected = suspected;
        this.identities = identities;
    }

    /** Reads a page, the latest suspicion first. */
    public Outcome handle(Command command) {
        if (!command.caller().hasAny(READERS)) {
            return new Outcome.NotAllowed(Set.of(READERS));
        }
        return transactions.call(now -> {
            Slice<SuspectedLeaver> page = suspected.list(command.state(), command.page());
            Map<IdentityId, String> names = identities.names(
                    page.items().stream().map(s -> s.suspicion().identity()).toList());
            return new Outcome.Listed(
                    page.map(s -> new Named(s, names.getOrDefault(s.suspicion().identity(), ""))), now);
        });
    }

    /**
     * A suspected leaver with their name.
     *
     * @param person as people read it
     */
    public record Named(SuspectedLeaver suspected, String person) {}

    /** What is wanted, and by whom. */
    public record Command(Caller caller, Optional<String> state, PageRequest page) {}

    /** The page, or why not. */
    public sealed interface Outcome {
        /** A page of suspected leavers, and the time by which some are overdue. */
        record Listed(Slice<Named> suspected, Instant now) implements Outcome {}

        /** The caller holds none of the roles that may read this. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}

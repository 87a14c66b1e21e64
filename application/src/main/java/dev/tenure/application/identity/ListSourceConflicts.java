package dev.tenure.application.identity;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.identity.Identity;
import dev.tenure.domain.identity.SourceConflict;
import java.time.Instant;
import java.util.Set;

/**
 * Somebody looks through the people of whom sources say different things. That they do, about what and since when is shown;
 * what they say is not.
 */
public final class ListSourceConflicts {

    private static final Role[] READERS = {Role.ADMINISTRATOR, Role.OPERATOR, Role.AUDITOR, Role.CONFIDENTIAL_HR};

    private final Transactions transactions;
    private final SourceConflicts conflicts;
    private final Identities identities;

    public ListSourceConflicts(Transactions transactions, SourceConflicts conflicts, Identities identities) {
        this.transactions = transactions;
        this.conflicts = conflicts;
        this.identities = identities;
    }

    /** Reads a page. */
    public Outcome handle(Command command) {
        Caller caller = command.caller();
        if (!caller.hasAny(READERS)) {
            return new Outcome.NotAllowed(Set.of(READERS));
        }
        return transactions.call(now -> {
            if (command.filter()
                    .identity()
                    .filter(id -> identities.find(id).isEmpty())
                    .isPresent()) {
                return new Outcome.Unknown();
            }
            return new Outcome.Listed(conflicts
                    .list(command.filter(), command.page())
                    .map(open -> new Conflict(
                            Confidentiality.shown(
                                    identities.find(open.identity()).orElseThrow(), caller),
                            open.conflict(),
                            open.since())));
        });
    }

    /**
     * A conflict that is open.
     *
     * @param identity about whom, as the caller may see them
     * @param conflict about what
     * @param since when it began
     */
    public record Conflict(Identity identity, SourceConflict conflict, Instant since) {}

    /** What is wanted, and by whom. */
    public record Command(Caller caller, SourceConflicts.Filter filter, PageRequest page) {}

    /** The page, or why not. */
    public sealed interface Outcome {
        /** A page of conflicts, those that began last first. */
        record Listed(Slice<Conflict> conflicts) implements Outcome {}

        /** There is no such person. */
        record Unknown() implements Outcome {}

        /** The caller holds none of the roles that may read this. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}

package dev.tenure.application.inspection;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import java.time.Instant;
import java.util.Set;

/** Somebody looks through the credentials and second factors that accounts were seen to hold. */
public final class ListCredentials {

    static final Role[] READERS = {Role.ADMINISTRATOR, Role.OPERATOR, Role.AUDITOR};

    private final Transactions transactions;
    private final Inspections inspections;

    public ListCredentials(Transactions transactions, Inspections inspections) {
        this.transactions = transactions;
        this.inspections = inspections;
    }

    /** Reads a page, the oldest first. */
    public Outcome handle(Command command) {
        if (!command.caller().hasAny(READERS)) {
            return new Outcome.NotAllowed(Set.of(READERS));
        }
        return transactions.call(
                now -> new Outcome.Listed(inspections.list(command.filter().at(now), now, command.page()), now));
    }

    /** What is wanted, and by whom. */
    public record Command(Caller caller, Wanted filter, PageRequest page) {}

    /** The page, or why not. */
    public sealed interface Outcome {
        /**
         * A page of them.
         *
         * @param asOf when it was read
         */
        record Listed(Slice<HeldArtefact> items, Instant asOf) implements Outcome {}

        /** The caller holds none of the roles that may. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}

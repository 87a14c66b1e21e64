package dev.tenure.application.secrets;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.secrets.SharedSecret;
import java.util.Set;

/** Somebody looks at which secrets are shared, what they open, and which have to be rotated. */
public final class ListSharedSecrets {

    private static final Role[] READERS = {Role.ADMINISTRATOR, Role.OPERATOR, Role.AUDITOR};

    private final Transactions transactions;
    private final SharedSecrets secrets;

    public ListSharedSecrets(Transactions transactions, SharedSecrets secrets) {
        this.transactions = transactions;
        this.secrets = secrets;
    }

    /** Reads a page, by name. */
    public Outcome handle(Command command) {
        if (!command.caller().hasAny(READERS)) {
            return new Outcome.NotAllowed(Set.of(READERS));
        }
        return transactions.call(now -> new Outcome.Listed(secrets.list(command.filter(), command.page())));
    }

    /** Which page of which secrets, for whom. */
    public record Command(Caller caller, SharedSecrets.Filter filter, PageRequest page) {}

    /** The secrets, or why not. */
    public sealed interface Outcome {
        /** A page of secrets. */
        record Listed(Slice<SharedSecret> secrets) implements Outcome {}

        /** The caller holds none of the roles that may. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}

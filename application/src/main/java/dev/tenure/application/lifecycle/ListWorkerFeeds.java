package dev.tenure.application.lifecycle;

import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.identity.WorkerFeed;
import java.util.List;
import java.util.Set;

/** Somebody looks at which HR sources there are and how they write. */
public final class ListWorkerFeeds {

    private static final Role[] READERS = {Role.ADMINISTRATOR, Role.OPERATOR, Role.AUDITOR};

    private final Transactions transactions;
    private final WorkerFeeds feeds;

    public ListWorkerFeeds(Transactions transactions, WorkerFeeds feeds) {
        this.transactions = transactions;
        this.feeds = feeds;
    }

    /** Lists all feeds. */
    public Outcome handle(Command command) {
        if (!command.caller().hasAny(READERS)) {
            return new Outcome.NotAllowed(Set.of(READERS));
        }
        return transactions.call(now -> new Outcome.Listed(feeds.all()));
    }

    /** Who asks. */
    public record Command(Caller caller) {}

    /** The feeds, or why not. */
    public sealed interface Outcome {
        /** By name. */
        record Listed(List<WorkerFeed> feeds) implements Outcome {}

        /** The caller holds none of the roles that may. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}

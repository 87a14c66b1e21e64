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
    private final SftpPulls pulls;

    public ListWorkerFeeds(Transactions transactions, WorkerFeeds feeds, SftpPulls pulls) {
        this.transactions = transactions;
        this.feeds = feeds;
        this.pulls = pulls;
    }

    /** Lists all feeds. */
    public Outcome handle(Command command) {
        if (!command.caller().hasAny(READERS)) {
            return new Outcome.NotAllowed(Set.of(READERS));
        }
        return transactions.call(now -> new Outcome.Listed(feeds.all(), pulls.all()));
    }

    /** Who asks. */
    public record Command(Caller caller) {}

    /** The feeds, or why not. */
    public sealed interface Outcome {
        /** By name, and from where the files of some are fetched. */
        record Listed(List<WorkerFeed> feeds, List<SftpPulls.Pull> pulls) implements Outcome {
            public Listed {
                feeds = List.copyOf(feeds);
                pulls = List.copyOf(pulls);
            }
        }

        /** The caller holds none of the roles that may. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}

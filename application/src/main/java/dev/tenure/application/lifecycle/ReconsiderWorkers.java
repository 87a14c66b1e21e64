package dev.tenure.application.lifecycle;

import dev.tenure.application.identity.Identities;
import dev.tenure.application.identity.Reconsiderations;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.identity.IdentityId;
import java.util.List;

/**
 * Another source is believed now: of everybody whom it may concern it is worked out again where they stand, with all that
 * follows from it. A share at a time, so that nobody waits for the whole company.
 */
public final class ReconsiderWorkers {

    private static final int SHARE = 50;

    private final Transactions transactions;
    private final Identities identities;
    private final Reconsiderations reconsiderations;
    private final WorkerDesk workers;

    public ReconsiderWorkers(
            Transactions transactions, Identities identities, Reconsiderations reconsiderations, WorkerDesk workers) {
        this.transactions = transactions;
        this.identities = identities;
        this.reconsiderations = reconsiderations;
        this.workers = workers;
    }

    /** Takes one share. Call again while there is more. */
    public Outcome handle(Command command) {
        return transactions.call(now -> {
            List<IdentityId> share = reconsiderations.take(SHARE);
            share.forEach(id -> identities.find(id).ifPresent(identity -> workers.reconsider(identity, now)));
            return new Outcome.Taken(share.size(), share.size() == SHARE);
        });
    }

    /** Nothing to say: whoever is on the list is looked at. */
    public record Command() {}

    /** What was done. */
    public sealed interface Outcome {
        /** So many people were looked at, and whether more may wait. */
        record Taken(int people, boolean more) implements Outcome {}
    }
}

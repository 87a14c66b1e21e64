package dev.tenure.application.lifecycle;

import dev.tenure.application.identity.Identities;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.identity.Identity;
import java.util.List;

/**
 * Days begin and end: who starts today works from now on, and whose last day is over in their own zone has left, with a case
 * opened in the same transaction. Leaves begin and end, and of somebody hired again what is left of the last case ends on the
 * first day. Found by a query over an instant, so a night without the product is caught up with.
 */
public final class LetDatesTakeEffect {

    private static final int SHARE = 50;

    private final Transactions transactions;
    private final Identities identities;
    private final WorkerDesk workers;

    public LetDatesTakeEffect(Transactions transactions, Identities identities, WorkerDesk workers) {
        this.transactions = transactions;
        this.identities = identities;
        this.workers = workers;
    }

    /** Takes one share of what is due. Call again while more is. */
    public Outcome handle(Command command) {
        return transactions.call(now -> {
            List<Identity> due = identities.due(now, SHARE);
            due.forEach(identity -> workers.passTime(identity, now));
            return new Outcome.Taken(due.size(), due.size() == SHARE);
        });
    }

    /** Nothing to say: what is due is taken. */
    public record Command() {}

    /** What was done. */
    public sealed interface Outcome {
        /** So many people's dates took effect, and whether more may be due. */
        record Taken(int people, boolean more) implements Outcome {}
    }
}

package dev.tenure.application.lifecycle;

import dev.tenure.application.identity.Identities;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.identity.Identity;
import dev.tenure.domain.identity.IdentityId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Days begin and end: who starts today works from now on, and whose last day is over in their own zone has left, with a case
 * opened in the same transaction. Leaves begin and end, and of somebody hired again what is left of the last case ends on the
 * first day. Found by a query over an instant, so a night without the product is caught up with.
 *
 * <p>Where the product itself fails on somebody, the share is taken again one person to a transaction, and that person is set
 * aside for a while. Nobody else waits.
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
        try {
            return transactions.call(now -> {
                List<Identity> due = identities.due(now, SHARE);
                due.forEach(identity -> workers.passTime(identity, now));
                return new Outcome.Taken(due.size(), due.size() == SHARE, List.of());
            });
        } catch (RuntimeException failure) {
            return oneByOne(failure);
        }
    }

    private Outcome oneByOne(RuntimeException failure) {
        List<IdentityId> due = transactions.call(
                now -> identities.due(now, SHARE).stream().map(Identity::id).toList());
        if (due.isEmpty()) {
            throw failure;
        }
        List<Failed> failed = new ArrayList<>();
        for (IdentityId id : due) {
            try {
                transactions.call(now -> passTime(id, now));
            } catch (RuntimeException e) {
                transactions.call(now -> {
                    identities.setAside(id, now);
                    return now;
                });
                failed.add(new Failed(id, e));
            }
        }
        return new Outcome.Taken(due.size() - failed.size(), due.size() == SHARE, failed);
    }

    private Instant passTime(IdentityId id, Instant now) {
        identities
                .find(id)
                .filter(identity ->
                        identity.nextDue().filter(due -> !due.isAfter(now)).isPresent())
                .ifPresent(identity -> workers.passTime(identity, now));
        return now;
    }

    /** Nothing to say: what is due is taken. */
    public record Command() {}

    /** Somebody who was set aside, and what it failed on: for the service's log. */
    public record Failed(IdentityId identity, RuntimeException failure) {}

    /** What was done. */
    public sealed interface Outcome {
        /** So many people's dates took effect, whether more may be due, and who was set aside. */
        record Taken(int people, boolean more, List<Failed> failed) implements Outcome {
            public Taken {
                failed = List.copyOf(failed);
            }
        }
    }
}

package dev.tenure.application.ownership;

import dev.tenure.application.identity.Identities;
import dev.tenure.application.lifecycle.LeaverDesk;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.identity.Identity;
import dev.tenure.domain.lifecycle.LeaverCaseId;
import dev.tenure.domain.ownership.HandOver;
import java.time.Instant;
import java.util.List;

/**
 * Time passes: what a leaver owned was not handed over by when it had to be. That is told once, and the leaver's case has an
 * exception until it is. And where somebody gave it another owner without a hand-over, nothing waits for one any longer.
 */
public final class FlagHandOvers {

    private static final int SHARE = 50;

    private final Transactions transactions;
    private final HandOvers handOvers;
    private final Identities identities;
    private final LeaverDesk leavers;
    private final OwnershipEvents events;

    public FlagHandOvers(
            Transactions transactions,
            HandOvers handOvers,
            Identities identities,
            LeaverDesk leavers,
            OwnershipEvents events) {
        this.transactions = transactions;
        this.handOvers = handOvers;
        this.identities = identities;
        this.leavers = leavers;
        this.events = events;
    }

    /** Takes one share of what is overdue or over. Call again while more is. */
    public Outcome handle(Command command) {
        return transactions.call(now -> {
            List<LeaverCaseId> outdated = handOvers.outdated(now, SHARE);
            outdated.forEach(id -> leavers.ownershipChanged(id, now));
            List<HandOver.Due> overdue = handOvers.overdue(now, SHARE);
            overdue.forEach(due -> tell(due, now));
            return new Outcome.Flagged(overdue.size(), outdated.size() == SHARE || overdue.size() == SHARE);
        });
    }

    private void tell(HandOver.Due due, Instant now) {
        handOvers.save(due.tellLate());
        events.overdue(due, now);
        leavers.ownershipOverdue(
                due.facts().leaverCase(),
                due.facts().proposed().flatMap(identities::find).map(FlagHandOvers::subject),
                now);
    }

    private static String subject(Identity identity) {
        return identity.profile().email().orElse(identity.key().workerId());
    }

    /** Nothing to say: what is overdue is told. */
    public record Command() {}

    /** What was done. */
    public sealed interface Outcome {
        /** So many were told to be overdue, and whether there may be more to do. */
        record Flagged(int overdue, boolean more) implements Outcome {}
    }
}

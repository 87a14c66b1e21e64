package dev.tenure.application.lifecycle;

import dev.tenure.application.identity.Identities;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.identity.Employment;
import dev.tenure.domain.identity.Identity;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.identity.StatusEntry;
import java.util.List;

/**
 * Days begin and end: who starts today works from now on, and whose last day is over in their own zone has left, with a case
 * opened in the same transaction. Of somebody hired again, what is left of the last case ends on the first day, also where
 * the new tenure has an end that is known already. Found by a query over an instant, so a night without the product is caught
 * up with.
 */
public final class LetDatesTakeEffect {

    private static final int SHARE = 50;

    private final Transactions transactions;
    private final Identities identities;
    private final LeaverCases cases;
    private final LeaverDesk desk;
    private final LeaverEvents events;

    public LetDatesTakeEffect(
            Transactions transactions, Identities identities, LeaverCases cases, LeaverDesk desk, LeaverEvents events) {
        this.transactions = transactions;
        this.identities = identities;
        this.cases = cases;
        this.desk = desk;
        this.events = events;
    }

    /** Takes one share of what is due. Call again while more is. */
    public Outcome handle(Command command) {
        return transactions.call(now -> {
            List<Identity> due = identities.due(now, SHARE);
            for (Identity identity : due) {
                identity.fallDue(now).ifPresent(taken -> {
                    Identity changed = taken.identity();
                    identities.save(
                            changed,
                            new StatusEntry(now, "calendar", taken.change(), changed.profile(), changed.employment()));
                    events.recordTaken(taken, "calendar", now);
                    switch (changed.employment()) {
                        case Employment.Ended ended -> desk.open(changed, ended, now);
                        case Employment.Active active -> desk.endForNewTenure(changed, now);
                        case Employment.Expected expected -> {
                            // Time leads nobody here.
                        }
                        case Employment.TerminationScheduled scheduled -> {
                            // Nor here.
                        }
                    }
                });
            }
            List<IdentityId> again = cases.atWorkAgain(now, SHARE);
            for (IdentityId id : again) {
                desk.endForNewTenure(identities.find(id).orElseThrow(), now);
            }
            return new Outcome.Taken(due.size() + again.size(), due.size() == SHARE || again.size() == SHARE);
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

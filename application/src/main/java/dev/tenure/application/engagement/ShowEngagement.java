package dev.tenure.application.engagement;

import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.engagement.Engagement;
import dev.tenure.domain.engagement.EngagementId;
import java.util.Set;

/** Somebody looks at one engagement: who, until when, for what, who asked and who approved. */
public final class ShowEngagement {

    private final Transactions transactions;
    private final Engagements engagements;

    public ShowEngagement(Transactions transactions, Engagements engagements) {
        this.transactions = transactions;
        this.engagements = engagements;
    }

    /** Reads it. */
    public Outcome handle(Command command) {
        if (!command.caller().hasAny(ListEngagements.READERS)) {
            return new Outcome.NotAllowed(Set.of(ListEngagements.READERS));
        }
        return transactions.call(now -> engagements
                .find(command.engagement())
                .<Outcome>map(found -> new Outcome.Shown(found, ListEngagements.standing(found, now)))
                .orElse(new Outcome.Unknown()));
    }

    /** Which is wanted, and by whom. */
    public record Command(Caller caller, EngagementId engagement) {}

    /** The engagement, or why not. */
    public sealed interface Outcome {
        /** It, and where it stands. */
        record Shown(Engagement engagement, Engagements.Standing standing) implements Outcome {}

        /** There is no such engagement. */
        record Unknown() implements Outcome {}

        /** The caller holds none of the roles that may read this. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}

package dev.tenure.application.engagement;

import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.engagement.Engagement;
import dev.tenure.domain.engagement.EngagementId;
import dev.tenure.domain.reason.Reason;
import java.time.Instant;
import java.util.Set;

/**
 * Somebody ends an engagement before its time. It is in force at once: an ending that is only planned would have to be kept
 * secret until then, and comes from HR. One person is enough, since less access needs no second opinion.
 */
public final class EndEngagement {

    private static final Role[] MAY = {Role.REQUESTER, Role.OPERATOR, Role.ADMINISTRATOR};

    private final Transactions transactions;
    private final Engagements engagements;
    private final Register register;
    private final EngagementEvents events;

    public EndEngagement(
            Transactions transactions, Engagements engagements, Register register, EngagementEvents events) {
        this.transactions = transactions;
        this.engagements = engagements;
        this.register = register;
        this.events = events;
    }

    /** Ends it. */
    public Outcome handle(Command command) {
        if (!command.caller().hasAny(MAY)) {
            return new Outcome.NotAllowed(Set.of(MAY));
        }
        if (!Reason.isOne(command.reason(), Engagement.Ask.LONGEST_PURPOSE)) {
            return new Outcome.BadReason();
        }
        return transactions.call(now -> engagements
                .find(command.engagement())
                .map(engagement -> switch (engagement) {
                    case Engagement.Approved approved -> end(command, approved, now);
                    case Engagement.ExtensionRequested extension -> end(command, extension, now);
                    case Engagement.Requested requested -> new Outcome.NotInForce();
                    case Engagement.Declined declined -> new Outcome.NotInForce();
                    case Engagement.Ended before -> new Outcome.NotInForce();
                })
                .orElse(new Outcome.Unknown()));
    }

    private Outcome end(Command command, Engagement.InForce engagement, Instant now) {
        if (engagement.hasLapsed(now)) {
            return new Outcome.NotInForce();
        }
        Engagement.Ended ended = engagement.end(command.caller().subject(), now, command.reason());
        engagements.save(ended);
        register.tell(ended, now);
        events.ended(ended, command.caller(), now);
        return new Outcome.Ended(ended);
    }

    /** Which engagement, why, for whom. */
    public record Command(Caller caller, EngagementId engagement, String reason) {}

    /** What became of it, or why nothing did. */
    public sealed interface Outcome {
        /** Over; the leaver's case is open where the person had begun. */
        record Ended(Engagement engagement) implements Outcome {}

        /** There is no such engagement. */
        record Unknown() implements Outcome {}

        /** It is not approved, has lapsed or was ended before. */
        record NotInForce() implements Outcome {}

        /** The reason is empty, too long, or holds what no text holds. */
        record BadReason() implements Outcome {}

        /** The caller holds none of the roles that may. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}

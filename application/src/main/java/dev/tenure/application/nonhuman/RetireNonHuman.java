package dev.tenure.application.nonhuman;

import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.nonhuman.NonHuman;
import dev.tenure.domain.nonhuman.NonHumanId;
import dev.tenure.domain.reason.Reason;
import java.time.Instant;
import java.util.Set;

/**
 * A non-human identity is needed no more. It leaves at once, like a person who is let go, and its accounts are shut by a leaver's case.
 * One person is enough, since less access needs no second opinion.
 */
public final class RetireNonHuman {

    private final Transactions transactions;
    private final NonHumans nonHumans;
    private final NonHumanSource source;
    private final NonHumanEvents events;

    public RetireNonHuman(
            Transactions transactions, NonHumans nonHumans, NonHumanSource source, NonHumanEvents events) {
        this.transactions = transactions;
        this.nonHumans = nonHumans;
        this.source = source;
        this.events = events;
    }

    /** Retires it. */
    public Outcome handle(Command command) {
        if (!command.caller().hasAny(DecideNonHuman.MAY)) {
            return new Outcome.NotAllowed(Set.of(DecideNonHuman.MAY));
        }
        if (!Reason.isOne(command.reason(), NonHuman.Terms.LONGEST_PURPOSE)) {
            return new Outcome.BadReason();
        }
        return transactions.call(now -> nonHumans
                .find(command.nonHuman())
                .map(found -> switch (found) {
                    case NonHuman.Active active -> retire(command, active, now);
                    case NonHuman.Requested requested -> new Outcome.NotActive();
                    case NonHuman.Rejected rejected -> new Outcome.NotActive();
                    case NonHuman.Retired retired -> new Outcome.NotActive();
                })
                .orElse(new Outcome.Unknown()));
    }

    private Outcome retire(Command command, NonHuman.Active active, Instant now) {
        NonHuman.Retired retired =
                active.retire(new NonHuman.Closing(command.caller().subject(), now, command.reason()));
        nonHumans.save(retired);
        source.end(retired, now);
        events.retired(retired, command.caller(), now);
        return new Outcome.Retired(retired);
    }

    /** Which one, why, and who says so. */
    public record Command(Caller caller, NonHumanId nonHuman, String reason) {}

    /** What became of it, or why nothing did. */
    public sealed interface Outcome {
        /** Over; the leaver's case is open. */
        record Retired(NonHuman nonHuman) implements Outcome {}

        /** There is no such one. */
        record Unknown() implements Outcome {}

        /** It waits for its decision, was rejected or is retired. */
        record NotActive() implements Outcome {}

        /** The reason is empty, too long, or holds what no text holds. */
        record BadReason() implements Outcome {}

        /** The caller holds none of the roles that may. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}

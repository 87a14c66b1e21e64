package dev.tenure.application.preservation;

import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.preservation.LegalHold;
import dev.tenure.domain.preservation.LegalHoldId;
import dev.tenure.domain.reason.Reason;
import java.time.Instant;
import java.util.Set;

/** The first of two people says that nothing of somebody's has to be preserved any longer. Until the second agrees it is. */
public final class ProposeLegalHoldLift {

    private static final Role[] MAY = {Role.ADMINISTRATOR, Role.CONFIDENTIAL_HR};

    private final Transactions transactions;
    private final LegalHolds holds;
    private final LegalHoldEvents events;

    public ProposeLegalHoldLift(Transactions transactions, LegalHolds holds, LegalHoldEvents events) {
        this.transactions = transactions;
        this.holds = holds;
        this.events = events;
    }

    /** Records the proposal. */
    public Outcome handle(Command command) {
        if (!command.caller().hasAny(MAY)) {
            return new Outcome.NotAllowed(Set.of(MAY));
        }
        if (!Reason.isOne(command.reason(), 500)) {
            return new Outcome.BadReason();
        }
        return transactions.call(now -> holds.find(command.id())
                .map(hold -> switch (hold) {
                    case LegalHold.InForce inForce -> propose(command, inForce, now);
                    case LegalHold.Lifting lifting -> new Outcome.AlreadyProposed(lifting);
                    case LegalHold.Lifted lifted -> new Outcome.AlreadyLifted(lifted);
                })
                .orElse(new Outcome.Unknown()));
    }

    private Outcome propose(Command command, LegalHold.InForce hold, Instant now) {
        LegalHold.Lifting lifting =
                hold.propose(command.reason().strip(), command.caller().subject(), now);
        holds.save(lifting);
        events.liftProposed(lifting, command.caller(), now);
        return new Outcome.Recorded(holds.find(command.id()).orElseThrow());
    }

    /**
     * Which hold, and why it can go.
     *
     * @param reason up to 500 characters
     */
    public record Command(Caller caller, LegalHoldId id, String reason) {}

    /** The hold, or why not. */
    public sealed interface Outcome {
        /** Recorded; it stands until the second person agrees. */
        record Recorded(LegalHold hold) implements Outcome {}

        /** There is no such hold. */
        record Unknown() implements Outcome {}

        /** A proposal waits: agree to it or decline it first. */
        record AlreadyProposed(LegalHold.Lifting hold) implements Outcome {}

        /** It is over. */
        record AlreadyLifted(LegalHold.Lifted hold) implements Outcome {}

        /** The reason is empty or longer than 500 characters. */
        record BadReason() implements Outcome {}

        /** The caller holds none of the roles that may. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}

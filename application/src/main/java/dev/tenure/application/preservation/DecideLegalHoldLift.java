package dev.tenure.application.preservation;

import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.preservation.LegalHold;
import dev.tenure.domain.preservation.LegalHoldId;
import java.time.Instant;
import java.util.Set;

/**
 * The second of two people agrees that nothing of somebody's has to be preserved any longer, or somebody turns it down. What
 * waited for the hold alone goes ahead at its next attempt.
 */
public final class DecideLegalHoldLift {

    private static final Role[] MAY = {Role.ADMINISTRATOR, Role.CONFIDENTIAL_HR};

    private final Transactions transactions;
    private final LegalHolds holds;
    private final LegalHoldEvents events;

    public DecideLegalHoldLift(Transactions transactions, LegalHolds holds, LegalHoldEvents events) {
        this.transactions = transactions;
        this.holds = holds;
        this.events = events;
    }

    /** Agrees or declines. */
    public Outcome handle(Command command) {
        if (!command.caller().hasAny(MAY)) {
            return new Outcome.NotAllowed(Set.of(MAY));
        }
        return transactions.call(now -> holds.find(command.id())
                .map(hold -> switch (hold) {
                    case LegalHold.Lifting lifting -> decide(command, lifting, now);
                    case LegalHold.InForce inForce -> new Outcome.NothingProposed(inForce);
                    case LegalHold.Lifted lifted -> new Outcome.NothingProposed(lifted);
                })
                .orElse(new Outcome.Unknown()));
    }

    private Outcome decide(Command command, LegalHold.Lifting lifting, Instant now) {
        if (command.agree() && lifting.isBy(command.caller().subject())) {
            return new Outcome.DeciderIsProposer();
        }
        LegalHold decided = command.agree() ? lifting.confirm(command.caller().subject(), now) : lifting.decline();
        holds.save(decided);
        events.liftDecided(decided, lifting.proposal(), command.caller(), now);
        return new Outcome.Decided(holds.find(command.id()).orElseThrow());
    }

    /** Which hold, whether to agree, for whom. */
    public record Command(Caller caller, LegalHoldId id, boolean agree) {}

    /** The hold, or why not. */
    public sealed interface Outcome {
        /** Lifted, or in force as before. */
        record Decided(LegalHold hold) implements Outcome {}

        /** There is no such hold. */
        record Unknown() implements Outcome {}

        /** Nobody wants it lifted, or it is. */
        record NothingProposed(LegalHold hold) implements Outcome {}

        /** The second person must be another one. */
        record DeciderIsProposer() implements Outcome {}

        /** The caller holds none of the roles that may. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}

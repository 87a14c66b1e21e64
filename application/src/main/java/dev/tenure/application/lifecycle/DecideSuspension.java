package dev.tenure.application.lifecycle;

import dev.tenure.application.identity.Identities;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.identity.Employment;
import dev.tenure.domain.lifecycle.Suspension;
import dev.tenure.domain.lifecycle.SuspensionId;
import dev.tenure.domain.reason.Reason;
import java.time.Instant;
import java.util.Set;

/**
 * Somebody decides about a person who was shut out at once (JML-7): out for good, so that memberships go too, or back to work.
 *
 * <p>Lifting gives nothing back by itself: every account that was shut is somebody's exception until access is restored. Who
 * has left by HR's word stays out: their suspension ends and the case goes on.
 */
public final class DecideSuspension {

    private static final Role[] MAY = {Role.ADMINISTRATOR, Role.OPERATOR, Role.CONFIDENTIAL_HR};
    private static final int LONGEST = 500;

    private final Transactions transactions;
    private final Identities identities;
    private final Suspensions suspensions;
    private final LeaverDesk desk;

    public DecideSuspension(
            Transactions transactions, Identities identities, Suspensions suspensions, LeaverDesk desk) {
        this.transactions = transactions;
        this.identities = identities;
        this.suspensions = suspensions;
        this.desk = desk;
    }

    /** Records the decision and what follows from it. */
    public Outcome handle(Command command) {
        if (!command.caller().hasAny(MAY)) {
            return new Outcome.NotAllowed(Set.of(MAY));
        }
        if (!Reason.isOne(command.reason(), LONGEST)) {
            return new Outcome.BadReason();
        }
        return transactions.call(now -> suspensions
                .find(command.id())
                .map(suspension -> decide(command, suspension, now))
                .orElse(new Outcome.Unknown()));
    }

    private Outcome decide(Command command, Suspension suspension, Instant now) {
        Suspension.Decision decision = new Suspension.Decision(
                command.reason().strip(),
                new Suspension.Decider.Person(command.caller().subject()),
                now);
        return switch (suspension) {
            case Suspension.Undecided undecided ->
                command.forGood()
                        ? new Outcome.Decided(desk.uphold(undecided, decision, now))
                        : new Outcome.Decided(desk.lift(undecided, undecided.lift(decision), isOut(suspension), now));
            case Suspension.Upheld upheld ->
                command.forGood()
                        ? new Outcome.AlreadyDecided(upheld)
                        : new Outcome.Decided(desk.lift(upheld, upheld.lift(decision), isOut(suspension), now));
            case Suspension.Lifted lifted -> new Outcome.AlreadyDecided(lifted);
        };
    }

    private boolean isOut(Suspension suspension) {
        return identities.find(suspension.call().identity()).orElseThrow().employment() instanceof Employment.Out;
    }

    /**
     * What is decided, and why.
     *
     * @param forGood true where the person is out for good, false where they go on
     */
    public record Command(Caller caller, SuspensionId id, boolean forGood, String reason) {}

    /** The suspension, or why not. */
    public sealed interface Outcome {
        /** Decided. */
        record Decided(Suspension suspension) implements Outcome {}

        /** There is no such suspension. */
        record Unknown() implements Outcome {}

        /** It was decided before. One that was upheld can still be lifted. */
        record AlreadyDecided(Suspension suspension) implements Outcome {}

        /** The reason is empty or longer than 500 characters. */
        record BadReason() implements Outcome {}

        /** The caller holds none of the roles that may. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}

package dev.tenure.application.lifecycle;

import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.lifecycle.LeaverCase;
import dev.tenure.domain.lifecycle.Undo;
import dev.tenure.domain.lifecycle.UndoId;
import java.time.Instant;
import java.util.Set;

/**
 * The second of two people agrees that somebody's access went by mistake, and it comes back; or somebody turns it down.
 *
 * <p>Agreeing ends the case and a suspension behind it, cancels what was planned, and plans giving back: sign-in where
 * somebody could sign in before, and every membership that was removed, what was removed since the proposal included. The
 * guard counts it, a system that is not in act holds it back, and a protected account is left to people. Nobody's secret,
 * session or second factor comes back.
 */
public final class DecideUndo {

    private static final Role[] MAY = {Role.ADMINISTRATOR, Role.OPERATOR};

    private final Transactions transactions;
    private final LeaverCases cases;
    private final Undos undos;
    private final UndoDesk desk;
    private final UndoEvents events;

    public DecideUndo(Transactions transactions, LeaverCases cases, Undos undos, UndoDesk desk, UndoEvents events) {
        this.transactions = transactions;
        this.cases = cases;
        this.undos = undos;
        this.desk = desk;
        this.events = events;
    }

    /** Agrees or declines. */
    public Outcome handle(Command command) {
        if (!command.caller().hasAny(MAY)) {
            return new Outcome.NotAllowed(Set.of(MAY));
        }
        return transactions.call(now -> undos.find(command.id())
                .map(undo -> switch (undo) {
                    case Undo.Proposed proposed -> decide(command, proposed, now);
                    case Undo.Declined declined -> new Outcome.AlreadyDecided(declined);
                    case Undo.Confirmed confirmed -> new Outcome.AlreadyDecided(confirmed);
                    case Undo.Completed completed -> new Outcome.AlreadyDecided(completed);
                })
                .orElse(new Outcome.Unknown()));
    }

    private Outcome decide(Command command, Undo.Proposed proposed, Instant now) {
        String subject = command.caller().subject();
        if (!command.agree()) {
            Undo.Declined declined = proposed.decline(subject, now);
            undos.save(declined);
            events.declined(declined, command.caller(), now);
            return new Outcome.Decided(desk.settle(command.id(), now));
        }
        if (proposed.isBy(subject)) {
            return new Outcome.DeciderIsProposer();
        }
        if (proposed.hasLapsed(now)) {
            return new Outcome.Lapsed(proposed);
        }
        if (desk.isOutByHr(proposed.proposal().identity())) {
            return new Outcome.StillOut();
        }
        LeaverCase leaverCase = cases.lock(proposed.proposal().leaverCase()).orElseThrow();
        Undo.Confirmed confirmed = desk.begin(proposed, leaverCase, subject, now);
        events.confirmed(confirmed, command.caller(), now);
        return new Outcome.Decided(desk.settle(command.id(), now));
    }

    /** Which proposal, whether to agree, for whom. */
    public record Command(Caller caller, UndoId id, boolean agree) {}

    /** What became of the proposal, or why nothing did. */
    public sealed interface Outcome {
        /** Agreed to and under way, or declined. */
        record Decided(Undo undo) implements Outcome {}

        /** There is no such proposal. */
        record Unknown() implements Outcome {}

        /** It was decided before. */
        record AlreadyDecided(Undo undo) implements Outcome {}

        /** The second person must be another one. */
        record DeciderIsProposer() implements Outcome {}

        /** It waited too long: what it shows may be so no longer. Propose it anew. */
        record Lapsed(Undo.Proposed proposed) implements Outcome {}

        /** HR's record says that the person is out: correct it first, or have it tell of a new employment. */
        record StillOut() implements Outcome {}

        /** The caller holds none of the roles that may. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}

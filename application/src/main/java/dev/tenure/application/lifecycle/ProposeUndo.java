package dev.tenure.application.lifecycle;

import dev.tenure.application.transaction.Identifiers;
import dev.tenure.application.transaction.RequestKey;
import dev.tenure.application.transaction.RequestKeys;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.lifecycle.LeaverCase;
import dev.tenure.domain.lifecycle.LeaverCaseId;
import dev.tenure.domain.lifecycle.Undo;
import dev.tenure.domain.lifecycle.UndoId;
import dev.tenure.domain.reason.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The first of two people says that somebody's access went by mistake, and wants it back. The proposal shows what would be
 * given back, account by account, and what is gone for good and has to be issued anew.
 *
 * <p>Who is out by HR's word is not given anything back: HR's record is corrected first. A suspension is no obstacle: the
 * second person lifts it with the same word.
 */
public final class ProposeUndo {

    private static final Role[] MAY = {Role.ADMINISTRATOR, Role.OPERATOR};

    private final Transactions transactions;
    private final Identifiers identifiers;
    private final RequestKeys requestKeys;
    private final LeaverCases cases;
    private final Undos undos;
    private final UndoDesk desk;
    private final UndoEvents events;

    public ProposeUndo(
            Transactions transactions,
            Identifiers identifiers,
            RequestKeys requestKeys,
            LeaverCases cases,
            Undos undos,
            UndoDesk desk,
            UndoEvents events) {
        this.transactions = transactions;
        this.identifiers = identifiers;
        this.requestKeys = requestKeys;
        this.cases = cases;
        this.undos = undos;
        this.desk = desk;
        this.events = events;
    }

    /** Records the proposal. Nothing is given back yet. */
    public Outcome handle(Command command) {
        if (!command.caller().hasAny(MAY)) {
            return new Outcome.NotAllowed(Set.of(MAY));
        }
        if (!Reason.isOne(command.reason(), 500)) {
            return new Outcome.BadReason();
        }
        UUID id = identifiers.next();
        return transactions.call(
                now -> switch (requestKeys.claim(command.caller().subject(), command.requestKey(), id)) {
                    case RequestKeys.Claim.Fresh fresh -> propose(command, new UndoId(id), now);
                    case RequestKeys.Claim.Repeated repeated ->
                        // Nothing was made where the first request was refused: it is judged anew.
                        undos.find(new UndoId(repeated.created()))
                                .<Outcome>map(Outcome.Recorded::new)
                                .orElseGet(() -> propose(command, new UndoId(repeated.created()), now));
                    case RequestKeys.Claim.Reused reused -> new Outcome.KeyReused();
                    case RequestKeys.Claim.InProgress busy -> new Outcome.InProgress();
                });
    }

    private Outcome propose(Command command, UndoId id, Instant now) {
        // Locked, so that no two proposals for one case come at once.
        return cases.lock(command.leaverCase())
                .map(leaverCase -> propose(command, leaverCase, id, now))
                .orElse(new Outcome.Unknown());
    }

    private Outcome propose(Command command, LeaverCase leaverCase, UndoId id, Instant now) {
        Optional<Undo> inTheWay = undos.of(leaverCase.opening().id()).stream()
                .filter(before -> isInTheWay(before, now))
                .findFirst();
        if (inTheWay.isPresent()) {
            return new Outcome.AlreadyProposed(inTheWay.get());
        }
        if (desk.isOutByHr(leaverCase.opening().identity())) {
            return new Outcome.StillOut();
        }
        List<Undo.Gift> gifts = desk.gifts(leaverCase);
        if (gifts.isEmpty()) {
            return new Outcome.NothingToGiveBack(desk.losses(leaverCase));
        }
        Undo.Proposed proposed = new Undo.Proposal(
                        id,
                        leaverCase.opening().id(),
                        leaverCase.opening().identity(),
                        gifts,
                        desk.losses(leaverCase),
                        command.reason().strip(),
                        command.caller().subject(),
                        now)
                .begin();
        undos.save(proposed);
        events.proposed(proposed, command.caller(), now);
        return new Outcome.Recorded(undos.find(id).orElseThrow());
    }

    private static boolean isInTheWay(Undo before, Instant now) {
        return switch (before) {
            case Undo.Proposed proposed -> !proposed.hasLapsed(now);
            case Undo.Confirmed confirmed -> true;
            case Undo.Declined declined -> false;
            // Its second round gives back what a person made possible meanwhile; what is there already stays as it is.
            case Undo.Completed completed -> false;
        };
    }

    /**
     * Which case, and why.
     *
     * @param reason up to 500 characters
     */
    public record Command(Caller caller, RequestKey requestKey, LeaverCaseId leaverCase, String reason) {}

    /** The proposal, or why not. */
    public sealed interface Outcome {
        /** Recorded now, or by the same request before. */
        record Recorded(Undo undo) implements Outcome {}

        /** There is no such case. */
        record Unknown() implements Outcome {}

        /** HR's record says that the person is out: correct it first, or have it tell of a new employment. */
        record StillOut() implements Outcome {}

        /** The case took nothing away that can be given back; what is lost is named. */
        record NothingToGiveBack(List<Undo.Loss> losses) implements Outcome {
            public NothingToGiveBack {
                losses = List.copyOf(losses);
            }
        }

        /** Another one waits for its second person, or is under way. */
        record AlreadyProposed(Undo undo) implements Outcome {}

        /** The reason is empty or longer than 500 characters. */
        record BadReason() implements Outcome {}

        /** The idempotency key was used for another request. */
        record KeyReused() implements Outcome {}

        /** The first request with this key has not ended. */
        record InProgress() implements Outcome {}

        /** The caller holds none of the roles that may. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}

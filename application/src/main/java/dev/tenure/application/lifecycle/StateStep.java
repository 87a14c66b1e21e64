package dev.tenure.application.lifecycle;

import dev.tenure.application.identity.Identities;
import dev.tenure.application.transaction.Identifiers;
import dev.tenure.application.transaction.RequestKey;
import dev.tenure.application.transaction.RequestKeys;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.identity.Identity;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.lifecycle.CaseAccount;
import dev.tenure.domain.lifecycle.LeaverCase;
import dev.tenure.domain.lifecycle.LeaverCaseId;
import dev.tenure.domain.lifecycle.MilestoneState;
import dev.tenure.domain.lifecycle.Statement;
import dev.tenure.domain.lifecycle.StatementId;
import dev.tenure.domain.lifecycle.Step;
import dev.tenure.domain.reason.Reason;
import dev.tenure.domain.reconciliation.AccountId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A target is dead, refuses for good, or its connector lacks the operation, and somebody has done it by hand in the vendor's
 * console. They say so: which step on which account, when, with evidence. Or they looked through a target that cannot be listed,
 * and say that the leaver has no account there beside those of the case.
 *
 * <p>Nothing comes of it until a second person confirms it. The attempts go on whatever people say.
 */
public final class StateStep {

    private static final Role[] MAY = {Role.ADMINISTRATOR, Role.OPERATOR};

    private final Transactions transactions;
    private final Identifiers identifiers;
    private final RequestKeys requestKeys;
    private final LeaverCases cases;
    private final Identities identities;
    private final Statements statements;
    private final StatementEvents events;

    public StateStep(
            Transactions transactions,
            Identifiers identifiers,
            RequestKeys requestKeys,
            LeaverCases cases,
            Identities identities,
            Statements statements,
            StatementEvents events) {
        this.transactions = transactions;
        this.identifiers = identifiers;
        this.requestKeys = requestKeys;
        this.cases = cases;
        this.identities = identities;
        this.statements = statements;
        this.events = events;
    }

    /** Records the statement. It waits for a second person. */
    public Outcome handle(Command command) {
        if (!command.caller().hasAny(MAY)) {
            return new Outcome.NotAllowed(Set.of(MAY));
        }
        if (!Reason.isOne(command.reason(), Statement.LONGEST)) {
            return new Outcome.BadReason();
        }
        if (!hasEvidence(command)) {
            return new Outcome.BadEvidence();
        }
        UUID id = identifiers.next();
        return transactions.call(
                now -> switch (requestKeys.claim(command.caller().subject(), command.requestKey(), id)) {
                    case RequestKeys.Claim.Fresh fresh -> state(command, new StatementId(id), now);
                    case RequestKeys.Claim.Repeated repeated ->
                        // Nothing was made where the first request was refused: it is judged anew.
                        statements
                                .find(new StatementId(repeated.created()))
                                .<Outcome>map(Outcome.Recorded::new)
                                .orElseGet(() -> state(command, new StatementId(repeated.created()), now));
                    case RequestKeys.Claim.Reused reused -> new Outcome.KeyReused();
                    case RequestKeys.Claim.InProgress busy -> new Outcome.InProgress();
                });
    }

    private static boolean hasEvidence(Command command) {
        return (command.evidence().isPresent() || command.ticket().isPresent())
                && command.evidence()
                        .map(text -> Reason.isOne(text, Statement.LONGEST))
                        .orElse(true)
                && command.ticket()
                        .map(text -> Reason.isOne(text, Statement.LONGEST_TICKET))
                        .orElse(true);
    }

    private Outcome state(Command command, StatementId id, Instant now) {
        if (command.doneAt().isAfter(now)) {
            return new Outcome.BadDoneAt();
        }
        // Locked, so that nobody states the same at once, and no target shows it meanwhile.
        return cases.lock(command.leaverCase())
                .map(found -> switch (found) {
                    case LeaverCase.Open open -> state(command, open, id, now);
                    case LeaverCase.Closed closed -> new Outcome.CaseEnded(closed);
                    case LeaverCase.Withdrawn withdrawn -> new Outcome.CaseEnded(withdrawn);
                })
                .orElse(new Outcome.Unknown());
    }

    private Outcome state(Command command, LeaverCase.Open open, StatementId id, Instant now) {
        Identity leaver = identities.find(open.opening().identity()).orElseThrow();
        if (StatementDesk.isLeaver(command.caller(), leaver, open)) {
            return new Outcome.StaterIsLeaver();
        }
        return switch (command.what()) {
            case What.TakenStep taken ->
                open.account(taken.account())
                        .map(account -> state(command, open, account, taken.step(), id, now))
                        .orElse(new Outcome.Unknown());
            case What.Listing listing ->
                open.system(listing.system())
                        .map(system -> system.confirmedAt().isPresent()
                                ? new Outcome.NotWanted()
                                : record(command, open, listing.system(), new Statement.About.Listing(), id, now))
                        .orElse(new Outcome.Unknown());
        };
    }

    private Outcome state(
            Command command, LeaverCase.Open open, CaseAccount account, Step step, StatementId id, Instant now) {
        if (!account.needed().contains(step) || account.shown().containsKey(step)) {
            return new Outcome.NotWanted();
        }
        if (account.state(step.milestone()) instanceof MilestoneState.LeftAlone) {
            return new Outcome.AccountIsProtected();
        }
        Statement.About about = new Statement.About.TakenStep(account.account(), account.name(), step);
        return record(command, open, account.system(), about, id, now);
    }

    private Outcome record(
            Command command,
            LeaverCase.Open open,
            SystemId system,
            Statement.About about,
            StatementId id,
            Instant now) {
        Optional<Statement> before = statements.of(open.opening().id()).stream()
                .filter(other -> isInTheWay(other) && other.claim().isAbout(system, about))
                .findFirst();
        if (before.isPresent()) {
            return new Outcome.AlreadyStated(before.get());
        }
        Statement.Waiting waiting = new Statement.Claim(
                        id,
                        open.opening().id(),
                        open.opening().identity(),
                        system,
                        about,
                        command.doneAt(),
                        command.evidence().map(String::strip),
                        command.ticket().map(String::strip),
                        command.reason().strip(),
                        command.caller().subject(),
                        now)
                .begin();
        statements.save(waiting);
        events.stated(waiting, command.caller(), now);
        return new Outcome.Recorded(statements.find(id).orElseThrow());
    }

    private static boolean isInTheWay(Statement other) {
        return switch (other) {
            case Statement.Waiting waiting -> true;
            case Statement.Confirmed confirmed -> true;
            case Statement.Declined declined -> false;
            case Statement.Slipped slipped -> false;
            case Statement.Shown shown -> false;
            case Statement.Lapsed lapsed -> false;
        };
    }

    /** What was done. */
    public sealed interface What {
        /** A step on an account. */
        record TakenStep(AccountId account, Step step) implements What {}

        /** Looking through a system for accounts of the person, of which there are none beside those of the case. */
        record Listing(SystemId system) implements What {}
    }

    /**
     * What was done in which case, and what shows it.
     *
     * @param doneAt when; not after now
     * @param evidence what shows it, up to 2,000 characters; may be left out where there is a ticket
     * @param ticket where it is written down, up to 200 characters; may be left out where there is evidence
     * @param reason why by hand, up to 2,000 characters
     */
    public record Command(
            Caller caller,
            RequestKey requestKey,
            LeaverCaseId leaverCase,
            What what,
            Instant doneAt,
            Optional<String> evidence,
            Optional<String> ticket,
            String reason) {}

    /** The statement, or why not. */
    public sealed interface Outcome {
        /** Recorded now, or by the same request before. */
        record Recorded(Statement statement) implements Outcome {}

        /** There is no such case, or no such account or system in it. */
        record Unknown() implements Outcome {}

        /** The case is over: nothing is to be done any more. */
        record CaseEnded(LeaverCase leaverCase) implements Outcome {}

        /** The target has shown it, or the account does not need the step. */
        record NotWanted() implements Outcome {}

        /** It was stated before, and waits for the second person or stands. */
        record AlreadyStated(Statement statement) implements Outcome {}

        /** The account is protected: two people lift the protection first. */
        record AccountIsProtected() implements Outcome {}

        /** Nobody states anything of their own leaving. */
        record StaterIsLeaver() implements Outcome {}

        /** It is to have been done in the future. */
        record BadDoneAt() implements Outcome {}

        /** There is neither text nor ticket, or one of them is empty or too long. */
        record BadEvidence() implements Outcome {}

        /** The reason is empty or longer than 2,000 characters. */
        record BadReason() implements Outcome {}

        /** The idempotency key was used for another request. */
        record KeyReused() implements Outcome {}

        /** The first request with this key has not ended. */
        record InProgress() implements Outcome {}

        /** The caller holds none of the roles that may. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}

package dev.tenure.application.lifecycle;

import dev.tenure.application.identity.Identities;
import dev.tenure.application.inventory.TargetSystems;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.inventory.TargetSystem;
import dev.tenure.domain.lifecycle.CaseAccount;
import dev.tenure.domain.lifecycle.CaseSystem;
import dev.tenure.domain.lifecycle.LeaverCase;
import dev.tenure.domain.lifecycle.MilestoneState;
import dev.tenure.domain.lifecycle.Statement;
import dev.tenure.domain.lifecycle.StatementId;
import java.time.Instant;
import java.util.Set;

/**
 * The second of two people has seen for themselves that something was done by hand, and confirms it; or somebody turns it down.
 *
 * <p>What is confirmed counts as stated, from now on and never as verified: its clock stops, and the case may close over it. The
 * attempts go on while the case is open. Where the target shows otherwise the statement is taken back.
 */
public final class DecideStatement {

    private static final Role[] MAY = {Role.ADMINISTRATOR, Role.OPERATOR};

    private final Transactions transactions;
    private final LeaverCases cases;
    private final Identities identities;
    private final TargetSystems systems;
    private final Statements statements;
    private final LeaverDesk desk;
    private final StatementEvents events;

    public DecideStatement(
            Transactions transactions,
            LeaverCases cases,
            Identities identities,
            TargetSystems systems,
            Statements statements,
            LeaverDesk desk,
            StatementEvents events) {
        this.transactions = transactions;
        this.cases = cases;
        this.identities = identities;
        this.systems = systems;
        this.statements = statements;
        this.desk = desk;
        this.events = events;
    }

    /** Confirms or declines. */
    public Outcome handle(Command command) {
        if (!command.caller().hasAny(MAY)) {
            return new Outcome.NotAllowed(Set.of(MAY));
        }
        return transactions.call(now -> statements
                .find(command.id())
                .map(found -> {
                    LeaverCase leaverCase =
                            cases.lock(found.claim().leaverCase()).orElseThrow();
                    // Read again now that the case is locked: nobody else decides meanwhile.
                    return switch (statements.find(command.id()).orElseThrow()) {
                        case Statement.Waiting waiting -> decide(command, waiting, leaverCase, now);
                        case Statement.Confirmed decided -> new Outcome.AlreadyDecided(decided);
                        case Statement.Declined decided -> new Outcome.AlreadyDecided(decided);
                        case Statement.Slipped decided -> new Outcome.AlreadyDecided(decided);
                        case Statement.Shown decided -> new Outcome.AlreadyDecided(decided);
                        case Statement.Lapsed decided -> new Outcome.AlreadyDecided(decided);
                    };
                })
                .orElse(new Outcome.Unknown()));
    }

    private Outcome decide(Command command, Statement.Waiting waiting, LeaverCase leaverCase, Instant now) {
        Caller caller = command.caller();
        if (StatementDesk.isLeaver(
                caller, identities.find(leaverCase.opening().identity()).orElseThrow(), leaverCase)) {
            return new Outcome.DeciderIsLeaver();
        }
        if (!command.agree()) {
            Statement.Declined declined = waiting.decline(caller.subject(), now);
            statements.save(declined);
            events.declined(declined, caller, now);
            return new Outcome.Decided(statements.find(command.id()).orElseThrow());
        }
        if (waiting.isBy(caller.subject())) {
            return new Outcome.DeciderIsStater();
        }
        if (!(leaverCase instanceof LeaverCase.Open open)) {
            throw new IllegalStateException("statements of a case that ended have lapsed");
        }
        return switch (waiting.claim().about()) {
            case Statement.About.TakenStep taken ->
                confirm(
                        command,
                        waiting,
                        open,
                        taken,
                        open.account(taken.account()).orElseThrow(),
                        now);
            case Statement.About.Listing listing -> confirm(command, waiting, open, now);
        };
    }

    private Outcome confirm(
            Command command,
            Statement.Waiting waiting,
            LeaverCase.Open open,
            Statement.About.TakenStep taken,
            CaseAccount account,
            Instant now) {
        MilestoneState state = account.state(taken.step().milestone());
        if (!account.needed().contains(taken.step()) || account.shown().containsKey(taken.step())) {
            return overtaken(waiting, now);
        }
        if (state instanceof MilestoneState.LeftAlone) {
            return new Outcome.AccountIsProtected();
        }
        Statement.Confirmed confirmed = confirmed(command, waiting, open, state.deadline(), now);
        TargetSystem system = systems.find(account.system()).orElseThrow();
        LeaverCase.Open stated = open.stated(account.account(), taken.step(), confirmed.stated());
        desk.stated(open, desk.follow(open, stated, system, account.account(), now), system, now);
        return new Outcome.Decided(statements.find(command.id()).orElseThrow());
    }

    private Outcome confirm(Command command, Statement.Waiting waiting, LeaverCase.Open open, Instant now) {
        CaseSystem where = open.system(waiting.claim().system()).orElseThrow();
        if (where.confirmedAt().isPresent()) {
            return overtaken(waiting, now);
        }
        Statement.Confirmed confirmed = confirmed(command, waiting, open, where.shutOutBy(), now);
        TargetSystem system = systems.find(where.system()).orElseThrow();
        LeaverCase.Open stated = open.stated(where.system(), confirmed.stated());
        desk.stated(open, desk.withoutLog(stated, system, now), system, now);
        return new Outcome.Decided(statements.find(command.id()).orElseThrow());
    }

    private Statement.Confirmed confirmed(
            Command command, Statement.Waiting waiting, LeaverCase.Open open, Instant deadline, Instant now) {
        Statement.Confirmed confirmed = waiting.confirm(command.caller().subject(), now);
        statements.save(confirmed);
        events.confirmed(confirmed, open, deadline, command.caller(), now);
        return confirmed;
    }

    private Outcome overtaken(Statement.Waiting waiting, Instant now) {
        Statement.Shown shown = waiting.show(now);
        statements.save(shown);
        events.shown(shown, now);
        return new Outcome.Overtaken(shown);
    }

    /** Which statement, whether to agree, for whom. */
    public record Command(Caller caller, StatementId id, boolean agree) {}

    /** What became of the statement, or why nothing did. */
    public sealed interface Outcome {
        /** Confirmed or declined. */
        record Decided(Statement statement) implements Outcome {}

        /** There is no such statement. */
        record Unknown() implements Outcome {}

        /** It was decided before, or nobody has to decide it any more. */
        record AlreadyDecided(Statement statement) implements Outcome {}

        /** The target has shown it meanwhile, or the account no longer needs it: there is nothing to confirm. */
        record Overtaken(Statement.Shown statement) implements Outcome {}

        /** The account is protected by now: two people lift the protection first. */
        record AccountIsProtected() implements Outcome {}

        /** The second person must be another one. */
        record DeciderIsStater() implements Outcome {}

        /** Nobody decides about their own leaving. */
        record DeciderIsLeaver() implements Outcome {}

        /** The caller holds none of the roles that may. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}

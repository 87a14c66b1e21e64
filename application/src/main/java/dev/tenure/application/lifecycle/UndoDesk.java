package dev.tenure.application.lifecycle;

import dev.tenure.application.identity.Identities;
import dev.tenure.application.inventory.TargetSystems;
import dev.tenure.application.provisioning.OperationDesk;
import dev.tenure.application.provisioning.Operations;
import dev.tenure.application.reconciliation.Accounts;
import dev.tenure.application.transaction.Identifiers;
import dev.tenure.connector.spi.Evidence;
import dev.tenure.domain.identity.Employment;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.inventory.SystemMode;
import dev.tenure.domain.inventory.TargetSystem;
import dev.tenure.domain.lifecycle.CaseAccount;
import dev.tenure.domain.lifecycle.LeaverCase;
import dev.tenure.domain.lifecycle.Step;
import dev.tenure.domain.lifecycle.Suspension;
import dev.tenure.domain.lifecycle.Undo;
import dev.tenure.domain.lifecycle.UndoId;
import dev.tenure.domain.provisioning.Attempt;
import dev.tenure.domain.provisioning.Attempt.Fact;
import dev.tenure.domain.provisioning.Cause;
import dev.tenure.domain.provisioning.Operation;
import dev.tenure.domain.provisioning.OperationId;
import dev.tenure.domain.provisioning.Passage;
import dev.tenure.domain.provisioning.PreImage;
import dev.tenure.domain.provisioning.Priority;
import dev.tenure.domain.provisioning.Work;
import dev.tenure.domain.reconciliation.Account;
import dev.tenure.domain.reconciliation.AccountId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Works out what a leaver's case took away, and plans giving it back. The use cases of this package and the results of
 * operations share it; it always runs inside their transaction.
 */
public final class UndoDesk {

    /** By when what is given back is to be there, for order among what waits. */
    static final Duration DUE_WITHIN = Duration.ofHours(4);

    static final String PROTECTED = "the account is protected: give back by hand, or lift the protection first";

    private final Identifiers identifiers;
    private final Identities identities;
    private final TargetSystems systems;
    private final Accounts accounts;
    private final LeaverCases cases;
    private final Suspensions suspensions;
    private final Operations operations;
    private final OperationDesk operationDesk;
    private final Undos undos;
    private final LeaverDesk leaverDesk;
    private final UndoEvents events;

    public UndoDesk(
            Identifiers identifiers,
            Identities identities,
            TargetSystems systems,
            Accounts accounts,
            LeaverCases cases,
            Suspensions suspensions,
            Operations operations,
            OperationDesk operationDesk,
            Undos undos,
            LeaverDesk leaverDesk,
            UndoEvents events) {
        this.identifiers = identifiers;
        this.identities = identities;
        this.systems = systems;
        this.accounts = accounts;
        this.cases = cases;
        this.suspensions = suspensions;
        this.operations = operations;
        this.operationDesk = operationDesk;
        this.undos = undos;
        this.leaverDesk = leaverDesk;
        this.events = events;
    }

    static Cause causeOf(UndoId id) {
        return new Cause(Cause.Kind.UNDO, id.value());
    }

    /** Whether HR's record says that the person is out. */
    boolean isOutByHr(IdentityId identity) {
        return identities.find(identity).orElseThrow().employment() instanceof Employment.Out;
    }

    /** Whether the person is out, or shut out, for whatever reason: then nothing is given back. */
    boolean isOut(IdentityId identity) {
        return isOutByHr(identity)
                || suspensions.standing(identity).isPresent()
                || cases.openOf(identity).isPresent();
    }

    /**
     * What the case took away and can be given back: the sign-in of accounts that were open before, and memberships. An account
     * that could not be signed in to before stays so, whoever shut it.
     */
    List<Undo.Gift> gifts(LeaverCase leaverCase) {
        List<Operations.Kept> kept = operations.kept(LeaverDesk.causeOf(leaverCase));
        List<Undo.Gift> gifts = new ArrayList<>();
        for (CaseAccount account : leaverCase.accounts()) {
            access(account.account(), kept)
                    .forEach(access ->
                            gifts.add(new Undo.Gift(account.account(), account.system(), account.name(), access)));
        }
        return gifts;
    }

    private static List<Undo.Access> access(AccountId account, List<Operations.Kept> kept) {
        Optional<PreImage.SignIn> signIn = Optional.empty();
        Set<Undo.Access> memberships = new LinkedHashSet<>();
        for (Operations.Kept one : kept) {
            Work work = one.operation().plan().work();
            if (work instanceof Work.DisableAccount disable && disable.account().equals(account)) {
                // What a later one saw came while the case was under way.
                signIn = signIn.or(() -> Optional.of(one.before().signIn()));
            }
            if (work instanceof Work.RevokeMemberships revoke
                    && revoke.account().equals(account)) {
                one.before()
                        .memberships()
                        .forEach(m -> memberships.add(new Undo.Access.Membership(m.entitlement(), m.name())));
            }
        }
        List<Undo.Access> all = new ArrayList<>();
        signIn.filter(before -> before == PreImage.SignIn.ENABLED)
                .ifPresent(enabled -> all.add(new Undo.Access.SignIn()));
        all.addAll(memberships);
        return all;
    }

    /** What the case ended, or may have ended, and what has to be issued anew. */
    List<Undo.Loss> losses(LeaverCase leaverCase) {
        Set<Undo.Loss> losses = new LinkedHashSet<>();
        for (Operation operation : operations.of(LeaverDesk.causeOf(leaverCase))) {
            if (operation.plan().work() instanceof Work.TakesAway taking && mayHaveEnded(operation)) {
                lost(operation, LeaverDesk.stepOf(taking)).ifPresent(step -> leaverCase.accounts().stream()
                        .filter(account -> account.account().equals(taking.account()))
                        .forEach(account ->
                                losses.add(new Undo.Loss(account.account(), account.system(), account.name(), step))));
            }
        }
        return List.copyOf(losses);
    }

    /** What comes back may have taken a password with it, where a target knows no other way to shut somebody out. */
    private static Optional<Step> lost(Operation operation, Step step) {
        if (!comesBack(step)) {
            return Optional.of(step);
        }
        Optional<Attempt> last =
                switch (operation) {
                    case Operation.Done done -> Optional.of(done.outcome());
                    case Operation.Waiting waiting -> waiting.last();
                    case Operation.Running running -> Optional.empty();
                    case Operation.Cancelled cancelled -> Optional.empty();
                    case Operation.Withheld withheld -> Optional.empty();
                    case Operation.Held held -> Optional.empty();
                };
        return last.filter(UndoDesk::lostAPassword).map(attempt -> Step.RESET_SECRET);
    }

    private static boolean lostAPassword(Attempt attempt) {
        List<Fact> facts =
                switch (attempt) {
                    case Attempt.Applied applied -> applied.facts();
                    case Attempt.Unchanged unchanged -> unchanged.facts();
                    case Attempt.Refused refused -> refused.facts();
                    case Attempt.InDoubt doubt -> doubt.facts();
                    case Attempt.Listed listed -> List.of();
                    case Attempt.SignInsRead read -> List.of();
                    case Attempt.Unreachable unreachable -> List.of();
                };
        return facts.stream().anyMatch(fact -> fact.name().equals(Evidence.PASSWORD_LOST));
    }

    private static boolean comesBack(Step step) {
        return switch (step) {
            case DISABLE, REVOKE_MEMBERSHIPS -> true;
            case END_SESSIONS, REVOKE_CREDENTIALS, RESET_SECRET, CLEAR_MFA -> false;
        };
    }

    private static boolean mayHaveEnded(Operation operation) {
        return switch (operation) {
            case Operation.Done done -> !(done.outcome() instanceof Attempt.Unchanged);
            case Operation.Running running -> true;
            case Operation.Waiting waiting ->
                waiting.last().filter(Attempt::mayHaveChanged).isPresent();
            case Operation.Cancelled cancelled -> cancelled.attempts() > 0;
            case Operation.Withheld withheld -> false;
            case Operation.Held held -> false;
        };
    }

    /**
     * Two people agreed: ends the case and any suspension that stands behind it, and plans giving back. A call that is under way
     * for the case is waited for as long as its worker may take, so that it does not come last.
     */
    Undo.Confirmed begin(Undo.Proposed proposed, LeaverCase leaverCase, String confirmedBy, Instant now) {
        Undo.Proposal proposal = proposed.proposal();
        suspensions.standing(proposal.identity()).ifPresent(suspension -> lift(suspension, proposal, confirmedBy, now));
        cases.openOf(proposal.identity()).ifPresent(open -> leaverDesk.undo(open, now));
        Map<AccountId, Instant> from = new LinkedHashMap<>();
        for (Operation operation : operations.of(LeaverDesk.causeOf(leaverCase))) {
            if (operation instanceof Operation.Running running && running.plan().work() instanceof Work.OnAccount on) {
                from.merge(on.account(), running.leaseUntil(), (one, other) -> one.isAfter(other) ? one : other);
            }
        }
        List<Undo.Part> parts = gifts(leaverCase).stream()
                .map(gift -> new Undo.Part(gift, beginning(gift)))
                .toList();
        Undo.Confirmed confirmed = proposed.confirm(confirmedBy, parts, now);
        undos.save(confirmed);
        operationDesk.prepare(
                parts.stream().map(part -> part.gift().system()).distinct().toList());
        operationDesk.plan(
                parts.stream()
                        .filter(part -> part.state() instanceof Undo.PartState.Due)
                        .map(Undo.Part::gift)
                        .map(gift -> wanted(proposal.id(), gift, from.getOrDefault(gift.account(), now), now))
                        .toList(),
                new Passage.Guarded(),
                now);
        return confirmed;
    }

    private void lift(Suspension suspension, Undo.Proposal proposal, String by, Instant now) {
        Suspension.Decision decision =
                new Suspension.Decision(proposal.reason(), new Suspension.Decider.Person(by), now);
        switch (suspension) {
            case Suspension.Undecided undecided -> leaverDesk.lift(undecided, undecided.lift(decision), false, now);
            case Suspension.Upheld upheld -> leaverDesk.lift(upheld, upheld.lift(decision), false, now);
            case Suspension.Lifted lifted -> throw new IllegalStateException("what is lifted does not stand");
        }
    }

    private Undo.PartState beginning(Undo.Gift gift) {
        boolean isProtected =
                accounts.find(gift.account()).flatMap(Account::protection).isPresent();
        return isProtected ? new Undo.PartState.LeftAlone(PROTECTED) : new Undo.PartState.Due();
    }

    private OperationDesk.Wanted wanted(UndoId id, Undo.Gift gift, Instant from, Instant now) {
        TargetSystem system = systems.find(gift.system()).orElseThrow();
        Account account = accounts.find(gift.account()).orElseThrow();
        Work work =
                switch (gift.access()) {
                    case Undo.Access.SignIn signIn -> new Work.EnableAccount(account.id(), account.nativeId());
                    case Undo.Access.Membership m ->
                        new Work.GrantEntitlement(account.id(), account.nativeId(), m.entitlement(), m.name());
                };
        Operation.Plan plan = new Operation.Plan(
                new OperationId(identifiers.next()),
                causeOf(id),
                system.id(),
                work,
                new Priority(false, 2),
                now.plus(DUE_WITHIN),
                now);
        return system.mode() instanceof SystemMode.Act
                ? new OperationDesk.Wanted.ToDo(plan, from)
                : new OperationDesk.Wanted.Shown(plan);
    }

    /** The part that some work brings about. */
    static Undo.Access accessOf(Work.GivesBack work) {
        return switch (work) {
            case Work.EnableAccount enable -> new Undo.Access.SignIn();
            case Work.GrantEntitlement grant -> new Undo.Access.Membership(grant.entitlement(), grant.name());
        };
    }

    /** A system is in act: what was withheld there goes ahead. */
    void systemInAct(TargetSystem system, Instant now) {
        for (Undo.Confirmed undo : undos.underWayOn(system.id())) {
            operationDesk.release(causeOf(undo.proposal().id()), system.id(), now);
        }
    }

    /** How many changes are withheld on a system, and would go ahead with the system in act. */
    long withheldOn(TargetSystem system) {
        return undos.underWayOn(system.id()).stream()
                .flatMap(undo -> operations.of(causeOf(undo.proposal().id())).stream())
                .filter(o ->
                        o instanceof Operation.Withheld && o.plan().system().equals(system.id()))
                .count();
    }

    /** An account is protected: what was to be given back there is left to people. */
    void protectedNow(AccountId account, Instant now) {
        for (Undo.Confirmed undo : undos.underWayWith(account)) {
            leaveAlone(undo, account, now);
        }
    }

    /** What is not given back yet on one account is left to people. */
    void leaveAlone(Undo.Confirmed undo, AccountId account, Instant now) {
        operationDesk.cancel(causeOf(undo.proposal().id()), Optional.of(account), LeaverDesk.NOW_PROTECTED, now);
        save(undo, undo.leaveAlone(account, PROTECTED), now);
    }

    /** The person is out again: nothing more is given back. */
    void giveUp(Undo.Confirmed undo, Instant now) {
        operationDesk.cancel(causeOf(undo.proposal().id()), Optional.empty(), "the person is out again", now);
        save(undo, undo.giveUp("the person is out again"), now);
    }

    /** Keeps what became of it; what was to be mended on an account that has all back is mended. */
    void save(Undo.Confirmed before, Undo.Confirmed after, Instant now) {
        if (after.equals(before) && !after.isSettled()) {
            return;
        }
        Set<AccountId> whole = new HashSet<>();
        after.parts().stream()
                .map(part -> part.gift().account())
                .filter(account -> after.isWhole(account) && !before.isWhole(account))
                .forEach(whole::add);
        leaverDesk.mended(after.proposal().leaverCase(), whole, now);
        if (after.isSettled()) {
            Undo.Completed completed = after.complete(now);
            undos.save(completed);
            events.completed(completed, now);
        } else {
            undos.save(after);
        }
    }

    /** What two people agreed to, once it is kept: complete where nothing could be planned. */
    Undo settle(UndoId id, Instant now) {
        if (undos.find(id).orElseThrow() instanceof Undo.Confirmed confirmed && confirmed.isSettled()) {
            save(confirmed, confirmed, now);
        }
        return undos.find(id).orElseThrow();
    }
}

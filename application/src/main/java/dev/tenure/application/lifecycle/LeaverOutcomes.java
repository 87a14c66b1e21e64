package dev.tenure.application.lifecycle;

import dev.tenure.application.inventory.TargetSystems;
import dev.tenure.application.provisioning.Lanes;
import dev.tenure.application.provisioning.OperationOutcomes;
import dev.tenure.application.provisioning.Operations;
import dev.tenure.application.reconciliation.Accounts;
import dev.tenure.application.transaction.Identifiers;
import dev.tenure.connector.spi.Evidence;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.inventory.TargetSystem;
import dev.tenure.domain.lifecycle.CaseAccount;
import dev.tenure.domain.lifecycle.CaseArtefact;
import dev.tenure.domain.lifecycle.CaseSystem;
import dev.tenure.domain.lifecycle.LeaverCase;
import dev.tenure.domain.lifecycle.LeaverCaseId;
import dev.tenure.domain.lifecycle.LeaverException;
import dev.tenure.domain.lifecycle.Milestone;
import dev.tenure.domain.lifecycle.SignIns;
import dev.tenure.domain.lifecycle.Step;
import dev.tenure.domain.provisioning.Attempt;
import dev.tenure.domain.provisioning.Cause;
import dev.tenure.domain.provisioning.Operation;
import dev.tenure.domain.provisioning.Work;
import dev.tenure.domain.reconciliation.Account;
import dev.tenure.domain.reconciliation.AccountId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the targets' answers make of a leaver's case: accounts found come into it, milestones shown are verified, what slipped
 * is done again, and the case closes when a last listing shows that nothing is left.
 */
public final class LeaverOutcomes implements OperationOutcomes {

    private final Identifiers identifiers;
    private final TargetSystems systems;
    private final Accounts accounts;
    private final LeaverCases cases;
    private final Operations operations;
    private final Lanes lanes;
    private final LeaverDesk desk;
    private final LeaverEvents events;

    public LeaverOutcomes(
            Identifiers identifiers,
            TargetSystems systems,
            Accounts accounts,
            LeaverCases cases,
            Operations operations,
            Lanes lanes,
            LeaverDesk desk,
            LeaverEvents events) {
        this.identifiers = identifiers;
        this.systems = systems;
        this.accounts = accounts;
        this.cases = cases;
        this.operations = operations;
        this.lanes = lanes;
        this.desk = desk;
        this.events = events;
    }

    @Override
    public Cause.Kind kind() {
        return Cause.Kind.LEAVER_CASE;
    }

    @Override
    public boolean wants(Operation.Plan plan) {
        return isAllowed(plan)
                && cases.find(new LeaverCaseId(plan.cause().id()))
                        .filter(found -> found instanceof LeaverCase.Open open
                                && (!(plan.work() instanceof Work.TakesAway taking) || isNeeded(open, taking)))
                        .isPresent();
    }

    /** What a connector needed when the work was planned it may not need any more; what guards an account goes last. */
    private static boolean isNeeded(LeaverCase.Open open, Work.TakesAway on) {
        Step step = LeaverDesk.stepOf(on);
        return open.account(on.account())
                .filter(account -> account.needed().contains(step) && LeaverDesk.mayBegin(account, step))
                .isPresent();
    }

    /** What kept the lane from claiming it may have come since (SAF-1, ONB-1). */
    private boolean isAllowed(Operation.Plan plan) {
        if (!(plan.work() instanceof Work.OnAccount on)) {
            return true;
        }
        TargetSystem system = systems.find(plan.system()).orElseThrow();
        return accounts.find(on.account())
                .filter(account -> LeaverDesk.treatment(account, system) == CaseAccount.Treatment.ACT)
                .isPresent();
    }

    @Override
    public void attempted(Operation after, Attempt attempt, Instant now) {
        LeaverCaseId id = new LeaverCaseId(after.plan().cause().id());
        switch (cases.lock(id).orElseThrow()) {
            case LeaverCase.Open open -> take(open, after, attempt, now);
            case LeaverCase.Closed closed -> stop(closed, Optional.empty(), after, "the case is closed", now);
            case LeaverCase.Withdrawn withdrawn -> {
                stop(withdrawn, Optional.empty(), after, withdrawn.reason(), now);
                withdrawn.accounts().stream()
                        .filter(account -> attempt.mayHaveChanged()
                                && after.plan().work() instanceof Work.OnAccount on
                                && on.account().equals(account.account()))
                        .forEach(account -> desk.toMend(withdrawn, account, now));
            }
        }
    }

    @Override
    public void released(Cause cause, SystemId system, Instant now) {
        if (cases.find(new LeaverCaseId(cause.id())).orElseThrow() instanceof LeaverCase.Open open) {
            desk.settle(open, now);
        }
    }

    /** It was running when the case ended or the account was protected, so nobody could cancel it then. */
    private void stop(LeaverCase ended, Optional<AccountId> account, Operation after, String reason, Instant now) {
        if (after instanceof Operation.Waiting) {
            desk.cancel(ended, account, reason, now);
        }
    }

    private void take(LeaverCase.Open open, Operation after, Attempt attempt, Instant now) {
        TargetSystem system = systems.find(after.plan().system()).orElseThrow();
        startTheOthers(after, system, open, now);
        if (after.plan().work() instanceof Work.OnAccount on
                && open.account(on.account()).filter(CaseAccount::isLeftAlone).isPresent()) {
            stop(open, Optional.of(on.account()), after, LeaverDesk.NOW_PROTECTED, now);
        }
        LeaverCase.Open changed =
                switch (attempt) {
                    case Attempt.Applied applied ->
                        shown(open, system, after.plan().work(), applied.facts(), now);
                    case Attempt.Unchanged unchanged ->
                        shown(open, system, after.plan().work(), unchanged.facts(), now);
                    case Attempt.Listed listed ->
                        listed(open, system, after.plan().work(), listed, now);
                    case Attempt.SignInsRead read ->
                        signInsRead(open, system, after.plan().work(), read, now);
                    case Attempt.Refused refused ->
                        refused(open, system, after.plan().work(), refused, now);
                    case Attempt.Unreachable unreachable -> open;
                    case Attempt.InDoubt doubt -> open;
                };
        if (changed.equals(open)) {
            return;
        }
        desk.heard(
                open,
                changed,
                system,
                attempt instanceof Attempt.Applied && showsWhatWas(after.plan().work()),
                now);
    }

    /** Whether having had to change the target shows that it was not so before: a new password does not, and no session may be listed. */
    private static boolean showsWhatWas(Work work) {
        return work instanceof Work.DisableAccount || work instanceof Work.RevokeMemberships;
    }

    /** The identity provider had its first attempt, well or badly: nobody waits for it any longer. */
    private void startTheOthers(Operation after, TargetSystem system, LeaverCase.Open open, Instant now) {
        if (system.identityProvider() && after.attempts() == 1 && LeaverDesk.isFirstStrike(open, after)) {
            operations.hasten(LeaverDesk.causeOf(open), now);
            for (CaseSystem other : open.systems()) {
                lanes.wake(other.system(), now);
            }
        }
    }

    private LeaverCase.Open shown(
            LeaverCase.Open open, TargetSystem system, Work work, List<Attempt.Fact> facts, Instant now) {
        if (!(work instanceof Work.TakesAway on)) {
            throw new IllegalStateException("a case takes away and reads");
        }
        AccountId id = on.account();
        LeaverCase.Open changed = open.needs(id, desk.needed(system), now);
        if (work instanceof Work.RevokeMemberships) {
            changed = changed.retains(
                    id,
                    facts.stream()
                            .filter(f -> f.name().equals(Evidence.RETAINED))
                            .map(Attempt.Fact::value)
                            .toList());
        }
        return desk.follow(open, changed.shown(id, LeaverDesk.stepOf(on), now), system, id, now);
    }

    private LeaverCase.Open signInsRead(
            LeaverCase.Open open, TargetSystem system, Work work, Attempt.SignInsRead read, Instant now) {
        AccountId id = ((Work.ReadSignIns) work).account();
        if (read.count() > 0) {
            // Not later, where the log may tell more: somebody has to look.
            desk.raise(
                    open,
                    LeaverException.Kind.SIGN_IN_AFTER_END,
                    system,
                    Optional.of(id),
                    Optional.empty(),
                    "somebody used the account after the end: find out who it was and what they did",
                    now);
        }
        CaseAccount account = open.account(id).orElseThrow();
        Instant contained = LeaverDesk.settledAt(account, Milestone.CONTAINED).orElse(now);
        Optional<Instant> again = read.wholeUntil().flatMap(until -> SignIns.looksAgain(contained, until, now));
        if (again.isPresent()) {
            return desk.lookAgain(open, system, id, again.get(), now);
        }
        LeaverCase.Open changed = open.signIns(id, known(read, contained, now));
        events.signInsRead(changed, changed.account(id).orElseThrow(), now);
        return changed;
    }

    /** That there was nothing is said only of a log that held everything until nobody could use the account any more. */
    private static SignIns known(Attempt.SignInsRead read, Instant contained, Instant now) {
        Optional<Instant> ended = read.wholeUntil().filter(until -> !SignIns.isEnough(contained, until));
        if (read.first().isPresent() && read.last().isPresent()) {
            return new SignIns.Found(
                    read.count(),
                    read.calls(),
                    read.whole() && ended.isEmpty(),
                    read.first().get(),
                    read.last().get(),
                    now);
        }
        return ended.<SignIns>map(until -> new SignIns.Unavailable(
                        "the target's log does not come along: it holds everything until " + until + " only", now))
                .orElseGet(() -> new SignIns.None(now));
    }

    private LeaverCase.Open listed(
            LeaverCase.Open open, TargetSystem system, Work work, Attempt.Listed listed, Instant now) {
        boolean last = work instanceof Work.ConfirmAccounts;
        Set<Step> needed = desk.needed(system);
        LeaverCase.Open changed = open;
        for (CaseAccount there : open.accountsOn(system.id())) {
            changed = desk.follow(changed, changed.needs(there.account(), needed, now), system, there.account(), now);
        }
        List<CaseAccount> found = new ArrayList<>();
        for (Attempt.SeenAccount seen : listed.accounts()) {
            Account account = accounts.recordSeen(
                    system.id(), seen, open.opening().identity(), new AccountId(identifiers.next()), now);
            Optional<CaseAccount> inCase = changed.account(account.id());
            if (inCase.isEmpty()
                    && !account.identity().equals(Optional.of(open.opening().identity()))) {
                // A person said that it is somebody else's, or not theirs.
                continue;
            }
            if (inCase.isEmpty()) {
                changed = changed.add(
                                account.id(),
                                system.id(),
                                account.nativeId(),
                                account.name(),
                                false,
                                LeaverDesk.treatment(account, system),
                                needed)
                        .found(account.id(), seen.artefacts(), now);
                CaseAccount added = changed.account(account.id()).orElseThrow();
                found.add(added);
                desk.planAccount(changed, system, added, desk.startOn(open, system, now), now);
            } else {
                changed = changed.found(account.id(), seen.artefacts(), now);
                if (last || !inCase.get().stated().isEmpty()) {
                    changed = recheck(changed, system, account, inCase.get(), seen, now);
                }
            }
        }
        if (!last) {
            events.listed(changed, system.id(), found, now);
            return changed.listed(system.id(), desk.unobservable(system), now);
        }
        for (CaseAccount there : changed.accountsOn(system.id())) {
            if (!there.unaccounted().isEmpty() && there.isSettled()) {
                Account account = accounts.find(there.account()).orElseThrow();
                changed = again(changed, system, account, kept(there.unaccounted()), now);
            }
        }
        if (!changed.readyToConfirm(system.id())) {
            return changed;
        }
        if (desk.synchronised(changed, system)
                .filter(from -> !now.isBefore(from))
                .isEmpty()) {
            // The account was blocked anew at the master meanwhile, or is not: this listing came too soon.
            desk.planConfirmation(changed, system, now);
            return changed;
        }
        events.confirmed(changed, system.id(), now);
        return changed.confirmed(system.id(), now);
    }

    /**
     * What the last listing shows of an account that was clean, and any of what people stated: whatever came back, or was never
     * gone, is done again. What people stated and the listing shows is shown.
     */
    private LeaverCase.Open recheck(
            LeaverCase.Open open,
            TargetSystem system,
            Account account,
            CaseAccount inCase,
            Attempt.SeenAccount seen,
            Instant now) {
        Set<Milestone> slipped = EnumSet.noneOf(Milestone.class);
        slipped.addAll(kept(open.account(inCase.account()).orElseThrow().remaining().stream()
                .filter(a -> seen.artefacts().containsKey(a.artefact().kind())
                        || !inCase.stated().containsKey(Step.ending(a.artefact().kind())))
                .toList()));
        if (seen.enabled()) {
            // Whoever enabled it may have set a secret too.
            slipped.add(Milestone.BLOCKED);
            slipped.add(Milestone.CONTAINED);
        }
        if (!seen.memberships().isEmpty()) {
            slipped.add(Milestone.CLEAN);
        }
        slipped.removeIf(milestone -> !inCase.isVerified(milestone) && !isStatedOf(inCase, milestone));
        LeaverCase.Open told = slipped.isEmpty() ? open : again(open, system, account, slipped, now);
        LeaverCase.Open changed = told;
        for (Step step : told.account(account.id()).orElseThrow().stated().keySet()) {
            if (shows(seen, step)) {
                changed = changed.shown(account.id(), step, now);
            }
        }
        return desk.follow(told, changed, system, account.id(), now);
    }

    private static boolean isStatedOf(CaseAccount account, Milestone milestone) {
        return account.stated().keySet().stream().anyMatch(step -> step.milestone() == milestone);
    }

    /** Whether a listing shows that a step is taken. A password shows in nothing. */
    private static boolean shows(Attempt.SeenAccount seen, Step step) {
        return switch (step) {
            case DISABLE -> !seen.enabled();
            case REVOKE_MEMBERSHIPS -> seen.memberships().isEmpty();
            case RESET_SECRET -> false;
            case END_SESSIONS, REVOKE_CREDENTIALS, CLEAR_MFA ->
                step.ends().map(seen.artefacts()::get).filter(List::isEmpty).isPresent();
        };
    }

    /** What came back, or is still there, is ended again. */
    private LeaverCase.Open again(
            LeaverCase.Open open, TargetSystem system, Account account, Set<Milestone> slipped, Instant now) {
        LeaverCase.Open changed = open.needs(account.id(), desk.needed(system), now);
        for (Milestone milestone : slipped) {
            changed = changed.slipped(account.id(), milestone, now);
        }
        changed = switch (LeaverDesk.treatment(account, system)) {
            case ACT -> changed;
            // Protected since it was clean: what came back is for people to deal with.
            case LEAVE_ALONE -> changed.leaveAlone(account.id());
            // The system stepped back since it was clean: what came back waits until it is in act again.
            case WITHHOLD -> changed.withhold(account.id());
        };
        if (slipped.contains(Milestone.BLOCKED)) {
            // What was enabled at the master comes through to what it masters.
            for (TargetSystem mastered : desk.masteredBy(changed, system.id())) {
                changed = changed.unconfirmed(mastered.id());
            }
        }
        return desk.follow(open, changed, system, account.id(), now);
    }

    /** The milestones that what is still there keeps from being so. */
    private static Set<Milestone> kept(List<CaseArtefact> there) {
        Set<Milestone> kept = EnumSet.noneOf(Milestone.class);
        there.forEach(a -> kept.add(Step.ending(a.artefact().kind()).milestone()));
        return kept;
    }

    private LeaverCase.Open refused(
            LeaverCase.Open open, TargetSystem system, Work work, Attempt.Refused refused, Instant now) {
        return switch (work) {
            case Work.GivesBack gives -> throw new IllegalStateException("a case gives nothing back");
            case Work.RotateSecret rotate -> throw new IllegalStateException("a case rotates nothing itself");
            case Work.OfCredential one -> throw new IllegalStateException("a case rotates nothing itself");
            case Work.RevokeEntitlement one ->
                throw new IllegalStateException("a case takes no single membership away");
            // What people state has been dealt with: nobody is called to act on it again.
            case Work.TakesAway on ->
                open.account(on.account())
                                .filter(account -> account.stated().containsKey(LeaverDesk.stepOf(on)))
                                .isPresent()
                        ? open
                        : refused(
                                open,
                                system,
                                Optional.of(on.account()),
                                Optional.of(LeaverDesk.stepOf(on).milestone()),
                                refused,
                                now);
            case Work.ListAccounts list -> listingRefused(open, system, refused, now);
            case Work.ConfirmAccounts confirm -> listingRefused(open, system, refused, now);
            case Work.ReadSignIns read -> {
                SignIns before = open.account(read.account()).orElseThrow().signIns();
                if (!(before instanceof SignIns.Awaited)) {
                    yield open;
                }
                LeaverCase.Open changed = open.signIns(read.account(), new SignIns.Unavailable(refused.reason(), now));
                events.signInsRead(changed, changed.account(read.account()).orElseThrow(), now);
                yield changed;
            }
        };
    }

    private LeaverCase.Open listingRefused(
            LeaverCase.Open open, TargetSystem system, Attempt.Refused refused, Instant now) {
        boolean isStated = open.system(system.id()).orElseThrow().stated().isPresent();
        return isStated ? open : refused(open, system, Optional.empty(), Optional.empty(), refused, now);
    }

    private LeaverCase.Open refused(
            LeaverCase.Open open,
            TargetSystem system,
            Optional<AccountId> account,
            Optional<Milestone> milestone,
            Attempt.Refused refused,
            Instant now) {
        desk.raise(open, LeaverException.Kind.REFUSED, system, account, milestone, refused.reason(), now);
        return open;
    }
}

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
import dev.tenure.domain.lifecycle.CaseSystem;
import dev.tenure.domain.lifecycle.LeaverCase;
import dev.tenure.domain.lifecycle.LeaverCaseId;
import dev.tenure.domain.lifecycle.LeaverException;
import dev.tenure.domain.lifecycle.Milestone;
import dev.tenure.domain.lifecycle.MilestoneState;
import dev.tenure.domain.provisioning.Attempt;
import dev.tenure.domain.provisioning.Cause;
import dev.tenure.domain.provisioning.Operation;
import dev.tenure.domain.provisioning.Work;
import dev.tenure.domain.reconciliation.Account;
import dev.tenure.domain.reconciliation.AccountId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
                        .filter(LeaverCase.Open.class::isInstance)
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
                    case Attempt.Applied applied -> shown(open, after.plan().work(), applied.facts(), now);
                    case Attempt.Unchanged unchanged -> shown(open, after.plan().work(), unchanged.facts(), now);
                    case Attempt.Listed listed ->
                        listed(open, system, after.plan().work(), listed, now);
                    case Attempt.Refused refused ->
                        refused(open, system, after.plan().work(), refused, now);
                    case Attempt.Unreachable unreachable -> open;
                    case Attempt.InDoubt doubt -> open;
                };
        if (changed.equals(open)) {
            return;
        }
        cases.save(changed);
        desk.settle(changed, now);
        LeaverCase.Open saved =
                (LeaverCase.Open) cases.lock(open.opening().id()).orElseThrow();
        if (saved.readyToConfirm(system.id())) {
            desk.planConfirmation(saved, system, now);
        }
        desk.closeIfDone(saved, now);
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

    private LeaverCase.Open shown(LeaverCase.Open open, Work work, List<Attempt.Fact> facts, Instant now) {
        return switch (work) {
            case Work.DisableAccount disable -> verified(open, disable.account(), Milestone.BLOCKED, now);
            case Work.ResetSecret reset -> verified(open, reset.account(), Milestone.CONTAINED, now);
            case Work.RevokeMemberships revoke ->
                verified(
                        open.retains(
                                revoke.account(),
                                facts.stream()
                                        .filter(f -> f.name().equals(Evidence.RETAINED))
                                        .map(Attempt.Fact::value)
                                        .toList()),
                        revoke.account(),
                        Milestone.CLEAN,
                        now);
            case Work.ListAccounts list -> throw new IllegalStateException("a listing changes nothing");
            case Work.ConfirmAccounts confirm -> throw new IllegalStateException("a listing changes nothing");
        };
    }

    private LeaverCase.Open verified(LeaverCase.Open open, AccountId id, Milestone milestone, Instant now) {
        LeaverCase.Open changed = open.verified(id, milestone, now);
        CaseAccount before = open.account(id).orElseThrow();
        CaseAccount after = changed.account(id).orElseThrow();
        if (!before.state(milestone).equals(after.state(milestone))) {
            events.verified(changed, after, milestone, now);
        }
        return changed;
    }

    private LeaverCase.Open listed(
            LeaverCase.Open open, TargetSystem system, Work work, Attempt.Listed listed, Instant now) {
        boolean last = work instanceof Work.ConfirmAccounts;
        LeaverCase.Open changed = open;
        List<CaseAccount> found = new ArrayList<>();
        boolean nothingLeft = true;
        for (Attempt.SeenAccount seen : listed.accounts()) {
            Account account = accounts.recordSeen(
                    system.id(), seen, open.opening().identity(), new AccountId(identifiers.next()), now);
            Optional<CaseAccount> inCase = changed.account(account.id());
            if (inCase.isEmpty()) {
                changed = changed.add(
                        account.id(),
                        system.id(),
                        account.nativeId(),
                        account.name(),
                        false,
                        LeaverDesk.treatment(account, system));
                CaseAccount added = changed.account(account.id()).orElseThrow();
                found.add(added);
                nothingLeft = false;
                desk.planAccount(changed, system, added, desk.startOn(open, system, now), now);
            } else if (last) {
                LeaverCase.Open checked = recheck(changed, system, account, inCase.get(), seen, now);
                nothingLeft &= checked.equals(changed);
                changed = checked;
            }
        }
        if (!last) {
            events.listed(changed, system.id(), found, now);
            return changed.listed(system.id(), desk.unobservable(system), now);
        }
        if (nothingLeft && changed.readyToConfirm(system.id())) {
            events.confirmed(changed, system.id(), now);
            return changed.confirmed(system.id(), now);
        }
        return changed;
    }

    /** What the last listing shows of an account that was clean: whatever came back is done again. */
    private LeaverCase.Open recheck(
            LeaverCase.Open open,
            TargetSystem system,
            Account account,
            CaseAccount inCase,
            Attempt.SeenAccount seen,
            Instant now) {
        List<Milestone> slipped = new ArrayList<>();
        if (seen.enabled()) {
            // Whoever enabled it may have set a secret too.
            slipped.add(Milestone.BLOCKED);
            slipped.add(Milestone.CONTAINED);
        }
        if (!seen.memberships().isEmpty()) {
            slipped.add(Milestone.CLEAN);
        }
        slipped.removeIf(milestone -> !(inCase.state(milestone) instanceof MilestoneState.Verified));
        LeaverCase.Open changed = open;
        for (Milestone milestone : slipped) {
            changed = changed.slipped(inCase.account(), milestone);
            events.slipped(changed, changed.account(inCase.account()).orElseThrow(), milestone, now);
        }
        if (slipped.isEmpty()) {
            return changed;
        }
        changed = switch (LeaverDesk.treatment(account, system)) {
            case ACT -> changed;
            // Protected since it was clean: what came back is for people to deal with.
            case LEAVE_ALONE -> changed.leaveAlone(account.id());
            // The system stepped back since it was clean: what came back waits until it is in act again.
            case WITHHOLD -> changed.withhold(account.id());
        };
        desk.planAccount(changed, system, changed.account(account.id()).orElseThrow(), now, now);
        return changed;
    }

    private LeaverCase.Open refused(
            LeaverCase.Open open, TargetSystem system, Work work, Attempt.Refused refused, Instant now) {
        Optional<AccountId> account =
                work instanceof Work.OnAccount onAccount ? Optional.of(onAccount.account()) : Optional.empty();
        Optional<Milestone> milestone =
                switch (work) {
                    case Work.DisableAccount disable -> Optional.of(Milestone.BLOCKED);
                    case Work.ResetSecret reset -> Optional.of(Milestone.CONTAINED);
                    case Work.RevokeMemberships revoke -> Optional.of(Milestone.CLEAN);
                    case Work.ListAccounts list -> Optional.empty();
                    case Work.ConfirmAccounts confirm -> Optional.empty();
                };
        desk.raise(open, LeaverException.Kind.REFUSED, system, account, milestone, refused.reason(), now);
        return open;
    }
}

package dev.tenure.application.lifecycle;

import dev.tenure.application.finding.TakeBackDesk;
import dev.tenure.application.inventory.ModeConsequences;
import dev.tenure.application.inventory.TargetSystems;
import dev.tenure.application.provisioning.Lanes;
import dev.tenure.application.provisioning.OperationDesk;
import dev.tenure.application.reconciliation.LinkConsequences;
import dev.tenure.application.reconciliation.ProtectionConsequences;
import dev.tenure.domain.inventory.SystemMode;
import dev.tenure.domain.inventory.TargetSystem;
import dev.tenure.domain.lifecycle.CaseAccount;
import dev.tenure.domain.lifecycle.LeaverCase;
import dev.tenure.domain.lifecycle.MilestoneState;
import dev.tenure.domain.provisioning.Operation;
import dev.tenure.domain.reconciliation.Account;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What open cases, and what people undo of cases, do when a system's mode, an account's protection or
 * its person changes: what was held back goes ahead, and back. */
public final class LeaverConsequences implements ModeConsequences, ProtectionConsequences, LinkConsequences {

    private final TargetSystems systems;
    private final LeaverCases cases;
    private final Lanes lanes;
    private final LeaverDesk desk;
    private final OperationDesk operationDesk;
    private final UndoDesk undoDesk;
    private final TakeBackDesk takeBackDesk;

    public LeaverConsequences(
            TargetSystems systems,
            LeaverCases cases,
            Lanes lanes,
            LeaverDesk desk,
            OperationDesk operationDesk,
            UndoDesk undoDesk,
            TakeBackDesk takeBackDesk) {
        this.systems = systems;
        this.cases = cases;
        this.lanes = lanes;
        this.desk = desk;
        this.operationDesk = operationDesk;
        this.undoDesk = undoDesk;
        this.takeBackDesk = takeBackDesk;
    }

    @Override
    public void changed(TargetSystem system, Instant now) {
        switch (system.mode()) {
            case SystemMode.Observe observe -> {
                // The lane takes reads alone from now on; what was planned waits.
            }
            case SystemMode.Notify notify -> cases.openOn(system.id()).forEach(open -> planWithheld(open, system, now));
            case SystemMode.Act act -> {
                undoDesk.systemInAct(system, now);
                cases.openOn(system.id()).forEach(open -> goAhead(open, system, now));
            }
        }
        lanes.wake(system.id(), now);
    }

    @Override
    public Preview preview(TargetSystem system) {
        List<LeaverCase.Open> open = cases.openOn(system.id());
        List<CaseAccount> there =
                open.stream().flatMap(c -> c.accountsOn(system.id()).stream()).toList();
        long withAccounts =
                open.stream().filter(c -> !c.accountsOn(system.id()).isEmpty()).count();
        long changes = open.stream().mapToLong(c -> withheldOn(c, system)).sum();
        long leftAlone = there.stream().filter(CaseAccount::isLeftAlone).count();
        return new Preview(
                withAccounts, changes + undoDesk.withheldOn(system) + takeBackDesk.waitingOn(system), leftAlone);
    }

    private long withheldOn(LeaverCase.Open open, TargetSystem system) {
        return open.accountsOn(system.id()).stream()
                .filter(CaseAccount::isWithheld)
                .mapToLong(account -> account.milestones().entrySet().stream()
                        .filter(one -> one.getValue() instanceof MilestoneState.Withheld)
                        .filter(one -> !desk.waitsForDecision(open, one.getKey()))
                        .mapToLong(one -> account.missing(one.getKey()).size())
                        .sum())
                .sum();
    }

    @Override
    public void protectedNow(Account account, Instant now) {
        undoDesk.protectedNow(account.id(), now);
        TargetSystem system = systems.find(account.system()).orElseThrow();
        for (LeaverCase.Open open : cases.openWith(account.id())) {
            desk.cancel(open, Optional.of(account.id()), LeaverDesk.NOW_PROTECTED, now);
            LeaverCase.Open changed = open.leaveAlone(account.id());
            if (!changed.equals(open)) {
                cases.save(changed);
                desk.planAccount(changed, system, changed.account(account.id()).orElseThrow(), now, now);
                desk.settle(changed, now);
            }
        }
    }

    @Override
    public void protectionLifted(Account account, Instant now) {
        TargetSystem system = systems.find(account.system()).orElseThrow();
        for (LeaverCase.Open open : cases.openWith(account.id())) {
            LeaverCase.Open changed = open.protectionLifted(account.id(), LeaverDesk.treatment(account, system));
            if (!changed.equals(open)) {
                cases.save(changed);
                desk.settle(changed, now);
                desk.planAccount(changed, system, changed.account(account.id()).orElseThrow(), now, now);
            }
        }
    }

    @Override
    public boolean isBeingTaken(Account account) {
        return !cases.openWith(account.id()).isEmpty();
    }

    @Override
    public void linked(Account account, Instant now) {
        TargetSystem system = systems.find(account.system()).orElseThrow();
        account.identity()
                .flatMap(cases::openOf)
                .filter(open -> open.system(system.id()).isPresent()
                        && open.account(account.id()).isEmpty())
                .ifPresent(open -> {
                    LeaverCase.Open changed = open.add(
                            account.id(),
                            system.id(),
                            account.nativeId(),
                            account.name(),
                            false,
                            LeaverDesk.treatment(account, system),
                            desk.needed(system));
                    cases.save(changed);
                    desk.planAccount(
                            changed,
                            system,
                            changed.account(account.id()).orElseThrow(),
                            desk.startOn(open, system, now),
                            now);
                });
    }

    /** In observe nothing was planned; now it is worked out and shown. */
    private void planWithheld(LeaverCase.Open open, TargetSystem system, Instant now) {
        for (CaseAccount account : open.accountsOn(system.id())) {
            if (account.isWithheld()) {
                desk.planAccount(open, system, account, now, now);
            }
        }
    }

    private void goAhead(LeaverCase.Open open, TargetSystem system, Instant now) {
        for (Operation released : operationDesk.release(LeaverDesk.causeOf(open), system.id(), now)) {
            if (released instanceof Operation.Held) {
                desk.heldByGuard(open, system, now);
            }
        }
        LeaverCase.Open changed = open.actOn(system.id());
        if (!changed.equals(open)) {
            cases.save(changed);
            desk.settle(changed, now);
        }
    }
}

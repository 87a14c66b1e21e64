package dev.tenure.application.lifecycle;

import dev.tenure.application.inventory.TargetSystems;
import dev.tenure.application.provisioning.OperationDesk;
import dev.tenure.application.provisioning.OperationOutcomes;
import dev.tenure.application.reconciliation.Accounts;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.inventory.TargetSystem;
import dev.tenure.domain.lifecycle.CaseAccount;
import dev.tenure.domain.lifecycle.Undo;
import dev.tenure.domain.lifecycle.UndoId;
import dev.tenure.domain.provisioning.Attempt;
import dev.tenure.domain.provisioning.Cause;
import dev.tenure.domain.provisioning.Operation;
import dev.tenure.domain.provisioning.Work;
import dev.tenure.domain.reconciliation.Account;
import java.time.Instant;
import java.util.Optional;

/** What the targets' answers make of giving back what was taken away by mistake. */
public final class UndoOutcomes implements OperationOutcomes {

    private final TargetSystems systems;
    private final Accounts accounts;
    private final OperationDesk operationDesk;
    private final Undos undos;
    private final UndoDesk desk;

    public UndoOutcomes(
            TargetSystems systems, Accounts accounts, OperationDesk operationDesk, Undos undos, UndoDesk desk) {
        this.systems = systems;
        this.accounts = accounts;
        this.operationDesk = operationDesk;
        this.undos = undos;
        this.desk = desk;
    }

    @Override
    public Cause.Kind kind() {
        return Cause.Kind.UNDO;
    }

    @Override
    public boolean wants(Operation.Plan plan) {
        Work.GivesBack work = (Work.GivesBack) plan.work();
        TargetSystem system = systems.find(plan.system()).orElseThrow();
        boolean isAllowed = accounts.find(work.account())
                .filter(account -> LeaverDesk.treatment(account, system) == CaseAccount.Treatment.ACT)
                .isPresent();
        return isAllowed
                && undos.find(new UndoId(plan.cause().id()))
                        .filter(undo -> undo instanceof Undo.Confirmed
                                && !desk.isOut(undo.proposal().identity()))
                        .isPresent();
    }

    @Override
    public void attempted(Operation after, Attempt attempt, Instant now) {
        Work.GivesBack work = (Work.GivesBack) after.plan().work();
        switch (undos.find(new UndoId(after.plan().cause().id())).orElseThrow()) {
            case Undo.Confirmed confirmed -> take(confirmed, work, after, attempt, now);
            case Undo.Completed completed -> stop(after, now);
            case Undo.Proposed proposed -> stop(after, now);
            case Undo.Declined declined -> stop(after, now);
        }
    }

    /** It was running when the rest was given up, so nobody could cancel it then. */
    private void stop(Operation after, Instant now) {
        if (after instanceof Operation.Waiting) {
            operationDesk.cancel(after.plan().cause(), Optional.empty(), "it is no longer wanted", now);
        }
    }

    private void take(Undo.Confirmed confirmed, Work.GivesBack work, Operation after, Attempt attempt, Instant now) {
        Undo.Access access = UndoDesk.accessOf(work);
        Undo.Confirmed changed =
                switch (attempt) {
                    case Attempt.Applied applied -> confirmed.given(work.account(), access, now);
                    case Attempt.Unchanged unchanged -> confirmed.given(work.account(), access, now);
                    case Attempt.Refused refused -> confirmed.refused(work.account(), access, refused.reason());
                    case Attempt.Unreachable unreachable -> confirmed;
                    case Attempt.InDoubt doubt -> confirmed;
                    case Attempt.Listed listed -> throw new IllegalStateException("nothing is read here");
                    case Attempt.SignInsRead read -> throw new IllegalStateException("nothing is read here");
                };
        desk.save(confirmed, changed, now);
        if (!(after instanceof Operation.Waiting)
                || !(undos.find(confirmed.proposal().id()).orElseThrow() instanceof Undo.Confirmed still)) {
            return;
        }
        if (desk.isOut(still.proposal().identity())) {
            desk.giveUp(still, now);
        } else if (accounts.find(work.account()).flatMap(Account::protection).isPresent()) {
            desk.leaveAlone(still, work.account(), now);
        }
    }

    @Override
    public void released(Cause cause, SystemId system, Instant now) {
        // Nobody was told of the hold: the parts say what is under way.
    }
}

package dev.tenure.application.lifecycle;

import dev.tenure.application.inventory.TargetSystems;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.inventory.TargetSystem;
import dev.tenure.domain.lifecycle.CaseAccount;
import dev.tenure.domain.lifecycle.CaseSystem;
import dev.tenure.domain.lifecycle.Escalation;
import dev.tenure.domain.lifecycle.EscalationRules;
import dev.tenure.domain.lifecycle.LeaverCase;
import dev.tenure.domain.lifecycle.LeaverCaseId;
import dev.tenure.domain.lifecycle.LeaverException;
import dev.tenure.domain.lifecycle.Milestone;
import dev.tenure.domain.lifecycle.MilestoneState;
import dev.tenure.domain.lifecycle.SuspicionId;
import dev.tenure.domain.reconciliation.AccountId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A deadline has passed and the target has not shown what it should: a breach goes on record, with an owner, at once and for
 * good. The attempts go on. Before that, when half and when 80 % of the time from the start of the clock are gone, that is told
 * once each, so that somebody can still help in time.
 */
public final class FlagBreaches {

    private static final int SHARE = 50;

    private final Transactions transactions;
    private final LeaverCases cases;
    private final LeaverEscalations escalations;
    private final TargetSystems systems;
    private final Suspensions suspensions;
    private final SuspectedLeavers suspected;
    private final LeaverDesk desk;
    private final LeaverEvents events;

    public FlagBreaches(
            Transactions transactions,
            LeaverCases cases,
            LeaverEscalations escalations,
            TargetSystems systems,
            Suspensions suspensions,
            SuspectedLeavers suspected,
            LeaverDesk desk,
            LeaverEvents events) {
        this.transactions = transactions;
        this.cases = cases;
        this.escalations = escalations;
        this.systems = systems;
        this.suspensions = suspensions;
        this.suspected = suspected;
        this.desk = desk;
        this.events = events;
    }

    /** Takes one share of the cases that have something overdue or to be told. Call again while more have. */
    public Outcome handle(Command command) {
        return transactions.call(now -> {
            List<LeaverCaseId> pressing = escalations.due(now, SHARE);
            for (LeaverCaseId id : pressing) {
                if (cases.lock(id).orElseThrow() instanceof LeaverCase.Open open) {
                    escalate(open, now);
                }
            }
            List<LeaverCaseId> overdue = cases.overdue(now, SHARE);
            for (LeaverCaseId id : overdue) {
                if (cases.lock(id).orElseThrow() instanceof LeaverCase.Open open) {
                    flag(open, now);
                }
            }
            suspensions.overdue(now, SHARE).forEach(suspension -> desk.undecided(suspension, now));
            List<SuspicionId> silent = suspected.noteOverdue(now, SHARE);
            silent.forEach(id -> events.suspicionOverdue(id, now));
            return new Outcome.Flagged(
                    overdue.size(), pressing.size() == SHARE || overdue.size() == SHARE || silent.size() == SHARE);
        });
    }

    private void escalate(LeaverCase.Open open, Instant now) {
        LeaverCaseId id = open.opening().id();
        for (Escalation escalation : EscalationRules.reached(open, escalations.of(id), now)) {
            if (escalations.add(id, escalation)) {
                events.escalated(open, escalation, now);
            }
        }
        escalations.lookAgain(id, EscalationRules.next(open, now));
    }

    private void flag(LeaverCase.Open open, Instant now) {
        for (CaseSystem system : open.systems()) {
            if (system.isUnlisted() && now.isAfter(system.shutOutBy())) {
                raise(open, system.system(), Optional.empty(), Optional.empty(), "the target was not listed", now);
            }
        }
        for (CaseAccount account : open.accounts()) {
            for (Milestone milestone : Milestone.values()) {
                MilestoneState state = account.state(milestone);
                if (!state.isSettled() && now.isAfter(state.deadline())) {
                    raise(
                            open,
                            account.system(),
                            Optional.of(account.account()),
                            Optional.of(milestone),
                            "not shown to be " + milestone.label() + " by its deadline",
                            now);
                }
            }
        }
    }

    private void raise(
            LeaverCase.Open open,
            SystemId id,
            Optional<AccountId> account,
            Optional<Milestone> milestone,
            String detail,
            Instant now) {
        TargetSystem system = systems.find(id).orElseThrow();
        desk.raise(open, LeaverException.Kind.BREACH, system, account, milestone, detail, now);
    }

    /** Nothing to say: what is overdue is flagged. */
    public record Command() {}

    /** What was done. */
    public sealed interface Outcome {
        /** So many cases were looked at, and whether more may have something overdue. */
        record Flagged(int cases, boolean more) implements Outcome {}
    }
}

package dev.tenure.testkit.lifecycle;

import dev.tenure.application.lifecycle.LeaverEscalations;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.lifecycle.Escalation;
import dev.tenure.domain.lifecycle.EscalationRules;
import dev.tenure.domain.lifecycle.LeaverCase;
import dev.tenure.domain.lifecycle.LeaverCaseId;
import dev.tenure.domain.lifecycle.Milestone;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.testkit.transaction.InMemoryTransactions;
import dev.tenure.testkit.transaction.Table;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Escalations in memory. Which cases are to be looked at is worked out anew each time. */
public final class InMemoryLeaverEscalations implements LeaverEscalations {

    private record Key(
            LeaverCaseId leaverCase,
            SystemId system,
            Optional<AccountId> account,
            Optional<Milestone> milestone,
            Escalation.Level level) {}

    private record Told(LeaverCaseId leaverCase, Escalation escalation) {}

    private final Table<Key, Told> told;
    private final Table<LeaverCaseId, LeaverCase> cases;

    /** @param transactions what it takes part in */
    public InMemoryLeaverEscalations(InMemoryTransactions transactions, Table<LeaverCaseId, LeaverCase> cases) {
        this.told = transactions.table();
        this.cases = cases;
    }

    @Override
    public List<LeaverCaseId> due(Instant now, int limit) {
        return open().filter(
                        open -> !EscalationRules.reached(open, of(open.opening().id()), now)
                                .isEmpty())
                .map(open -> open.opening().id())
                .limit(limit)
                .toList();
    }

    @Override
    public List<Escalation> of(LeaverCaseId leaverCase) {
        return told.all()
                .filter(one -> one.leaverCase().equals(leaverCase))
                .map(Told::escalation)
                .toList();
    }

    @Override
    public boolean add(LeaverCaseId leaverCase, Escalation escalation) {
        Key key = new Key(
                leaverCase, escalation.system(), escalation.account(), escalation.milestone(), escalation.level());
        boolean isNew = told.find(key).isEmpty();
        if (isNew) {
            told.put(key, new Told(leaverCase, escalation));
        }
        return isNew;
    }

    @Override
    public void lookAgain(LeaverCaseId leaverCase, Optional<Instant> after) {
        // Nothing to remember: every case is looked at.
    }

    @Override
    public Map<Escalation.Level, Long> counts() {
        Map<Escalation.Level, Long> counts = new EnumMap<>(Escalation.Level.class);
        for (Escalation.Level level : Escalation.Level.values()) {
            counts.put(
                    level,
                    open().flatMap(open -> of(open.opening().id()).stream())
                            .filter(one -> one.level() == level)
                            .count());
        }
        return counts;
    }

    private Stream<LeaverCase.Open> open() {
        return cases.all().filter(LeaverCase.Open.class::isInstance).map(LeaverCase.Open.class::cast);
    }
}

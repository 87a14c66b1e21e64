package dev.tenure.testkit.identity;

import dev.tenure.application.identity.Reconsiderations;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.testkit.transaction.InMemoryTransactions;
import dev.tenure.testkit.transaction.Table;
import java.util.List;

/** The list of people to be looked at again, in memory. */
public final class InMemoryReconsiderations implements Reconsiderations {

    private final Table<IdentityId, IdentityId> waiting;
    private final InMemoryWorkerStatements statements;

    /**
     * Begins empty.
     *
     * @param transactions what it takes part in
     * @param statements which sources tell of whom
     */
    public InMemoryReconsiderations(InMemoryTransactions transactions, InMemoryWorkerStatements statements) {
        this.waiting = transactions.table();
        this.statements = statements;
    }

    @Override
    public long addAllOfSeveralSources() {
        statements.toldOfBySeveral().forEach(id -> waiting.put(id, id));
        return waiting();
    }

    @Override
    public List<IdentityId> take(int limit) {
        List<IdentityId> taken = waiting.all().limit(limit).toList();
        taken.forEach(waiting::remove);
        return taken;
    }

    @Override
    public long waiting() {
        return waiting.all().count();
    }
}

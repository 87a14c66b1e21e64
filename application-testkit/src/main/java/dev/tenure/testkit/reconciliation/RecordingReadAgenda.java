package dev.tenure.testkit.reconciliation;

import dev.tenure.application.reconciliation.ReadAgenda;
import dev.tenure.domain.reconciliation.ReadId;
import dev.tenure.testkit.transaction.InMemoryTransactions;
import dev.tenure.testkit.transaction.Table;
import java.util.List;

/** Remembers which reads are due. */
public final class RecordingReadAgenda implements ReadAgenda {

    private final Table<ReadId, ReadId> due;

    /** @param transactions what it takes part in */
    public RecordingReadAgenda(InMemoryTransactions transactions) {
        this.due = transactions.table();
    }

    @Override
    public void due(ReadId read) {
        due.put(read, read);
    }

    /** Every read that was ever due, in order. */
    public List<ReadId> all() {
        return due.committed();
    }
}

package dev.tenure.testkit.lifecycle;

import dev.tenure.application.lifecycle.SnapshotAgenda;
import dev.tenure.testkit.transaction.InMemoryTransactions;
import dev.tenure.testkit.transaction.Table;

/** Counts how often snapshots were due. */
public final class RecordingSnapshotAgenda implements SnapshotAgenda {

    private final Table<Integer, Integer> due;

    /** @param transactions what it takes part in */
    public RecordingSnapshotAgenda(InMemoryTransactions transactions) {
        this.due = transactions.table();
    }

    @Override
    public void due() {
        int number = (int) due.all().count();
        due.put(number, number);
    }

    /** How often. */
    public int times() {
        return due.committed().size();
    }
}

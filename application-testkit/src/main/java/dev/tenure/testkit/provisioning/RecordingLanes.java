package dev.tenure.testkit.provisioning;

import dev.tenure.application.provisioning.Lanes;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.testkit.transaction.InMemoryTransactions;
import dev.tenure.testkit.transaction.Table;
import java.time.Instant;
import java.util.List;

/** Remembers which lanes were woken for when. */
public final class RecordingLanes implements Lanes {

    /** One waking. */
    public record Waking(SystemId system, Instant at) {}

    private final Table<Integer, Waking> wakings;

    /** @param transactions what it takes part in */
    public RecordingLanes(InMemoryTransactions transactions) {
        this.wakings = transactions.table();
    }

    @Override
    public void wake(SystemId system, Instant at) {
        wakings.put((int) wakings.all().count(), new Waking(system, at));
    }

    /** Every waking whose transaction was committed, in order. */
    public List<Waking> wakings() {
        return wakings.committed();
    }
}

package dev.tenure.application.inventory;

import dev.tenure.domain.audit.Actor;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.inventory.TargetSystem;
import java.time.Instant;

/**
 * People come, and their addresses and worker ids change, between two reads of a system: an account that belonged to nobody may be
 * somebody's by now. It always runs inside a use case's transaction.
 */
public final class NobodysAccounts {

    private static final Actor CORRELATION = new Actor.Product("correlation");

    private final TargetSystems systems;
    private final CorrelatedAccounts accounts;
    private final ReadState reads;
    private final InventoryEvents events;

    public NobodysAccounts(
            TargetSystems systems, CorrelatedAccounts accounts, ReadState reads, InventoryEvents events) {
        this.systems = systems;
        this.accounts = accounts;
        this.reads = reads;
        this.events = events;
    }

    /**
     * Holds the accounts of a system that belong to nobody against its rules once more. What is linked stands in the log. A read that
     * is under way does the same for all, and would wait for the same rows.
     */
    public void correlate(SystemId id, Instant now) {
        if (reads.isBeingRead(id)) {
            return;
        }
        TargetSystem system = systems.find(id).orElseThrow();
        CorrelatedAccounts.Recorrelated became = accounts.correlateNobodys(system, now);
        if (became.linked() > 0) {
            events.correlated(system, became, CORRELATION, now);
        }
    }
}

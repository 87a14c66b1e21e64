package dev.tenure.application.inventory;

import dev.tenure.domain.inventory.TargetSystem;
import java.time.Instant;

/** What capabilities that plan work do when a system's mode has changed. Runs in the transaction that changes it and MUST NOT have an effect outside of it. */
public interface ModeConsequences {

    /** The system is in its new mode from now on. MUST let go ahead what was withheld when the new mode is act. */
    void changed(TargetSystem system, Instant now);

    /**
     * What the system would have done to it in {@code act}, counted: what the two people look at before they promote.
     */
    Preview preview(TargetSystem system);

    /**
     * What would happen.
     *
     * @param openCases open cases that have accounts on the system
     * @param operations changes that are withheld and would be carried out
     * @param protectedAccounts accounts that would be left alone
     */
    record Preview(long openCases, long operations, long protectedAccounts) {}
}

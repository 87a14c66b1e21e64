package dev.tenure.application.inventory;

import dev.tenure.domain.inventory.TargetSystem;
import java.time.Instant;

/** Whose the accounts of a system are by its rules. */
public interface CorrelatedAccounts {

    /**
     * Works out anew, by the system's rules and by what the last read told, whose the accounts are that the system shows. What a
     * person said MUST hold against every rule. An account of which no read told anything MUST stay as it is. MUST run in the caller's transaction,
     * in a few statements over whole sets.
     */
    Recorrelated correlate(TargetSystem system, Instant now);

    /** The same for the accounts that belong to nobody. One that belongs to somebody MUST stay as it is. */
    Recorrelated correlateNobodys(TargetSystem system, Instant now);

    /**
     * What became of the accounts.
     *
     * @param linked had nobody and have somebody
     * @param moved have another person
     * @param lost have nobody any more
     * @param suggested have nobody, and somebody is suggested for them
     * @param ambiguous have nobody, since several fit
     */
    record Recorrelated(long linked, long moved, long lost, long suggested, long ambiguous) {}
}

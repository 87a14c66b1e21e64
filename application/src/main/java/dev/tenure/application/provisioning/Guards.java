package dev.tenure.application.provisioning;

import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.provisioning.Guard;
import dev.tenure.domain.reconciliation.AccountId;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/**
 * Keeps what guards each system, and which accounts it let pass when. Every method MUST run in the caller's transaction. A
 * system that nobody set a limit for MUST answer with {@link dev.tenure.domain.provisioning.GuardLimit#USUAL} and version 1.
 */
public interface Guards {

    /** What guards a system. MUST NOT lock anything. */
    Guard find(SystemId system);

    /**
     * The same, locked until the transaction ends: whoever else locks the guard of this system, on whatever replica, MUST
     * wait, and MUST then see what this transaction wrote. MAY be called again by the same transaction.
     */
    Guard lock(SystemId system);

    /** What guards some systems. MUST NOT lock anything. */
    Map<SystemId, Guard> find(Collection<SystemId> systems);

    /**
     * Locks the guards of several systems, as {@link #lock(SystemId)} does. MUST lock them in one order, whatever the order of
     * the argument, so that two transactions that both begin with it never wait for each other in a circle.
     */
    Map<SystemId, Guard> lock(Collection<SystemId> systems);

    /**
     * Writes down a changed guard. MUST throw, so that the transaction is run again, where its version is not the stored one.
     */
    void save(Guard guard);

    /**
     * Those of some accounts that the guards let pass lately.
     *
     * @param after of each system, the moment after which
     */
    Set<AccountId> passed(Map<SystemId, Instant> after, Collection<AccountId> accounts);

    /** How many accounts the guard let pass after a moment, but for those that two people released. */
    long counted(SystemId system, Instant after);

    /**
     * Writes down that accounts pass now. An account has one entry, the last.
     *
     * @param accounts by system
     * @param counts whether they are of those that {@link #counted} counts
     */
    void pass(Map<SystemId, ? extends Collection<AccountId>> accounts, boolean counts, Instant now);

    /**
     * How many accounts a system is known to hold that its target still showed when it was last read; counting MAY stop at
     * {@code enough}, from 1.
     */
    long known(SystemId system, long enough);
}

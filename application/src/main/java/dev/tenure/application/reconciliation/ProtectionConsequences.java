package dev.tenure.application.reconciliation;

import dev.tenure.domain.reconciliation.Account;
import java.time.Instant;

/** What capabilities that plan work do when an account's protection changed. Runs in the transaction that changes it. */
public interface ProtectionConsequences {

    /**
     * Automation leaves the account alone from now on. MUST cancel what was planned for it and has not begun. Repeating it
     * changes nothing.
     */
    void protectedNow(Account account, Instant now);

    /** Automation may touch the account again. */
    void protectionLifted(Account account, Instant now);
}

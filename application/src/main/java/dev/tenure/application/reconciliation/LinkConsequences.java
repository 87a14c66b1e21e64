package dev.tenure.application.reconciliation;

import dev.tenure.domain.reconciliation.Account;
import java.time.Instant;

/** What capabilities that take access away do when a person says whose an account is. Runs in the transaction that changes it. */
public interface LinkConsequences {

    /** Whether work is under way to take the account from whoever has it: until that has ended it cannot become another's. */
    boolean isBeingTaken(Account account);

    /** The account has another identity from now on. Where that one is leaving, MUST take the account as if a listing had found it. */
    void linked(Account account, Instant now);
}

package dev.tenure.application.lifecycle;

import dev.tenure.application.reconciliation.Accounts;
import dev.tenure.application.reconciliation.LinkConsequences;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.reconciliation.AccountId;
import java.time.Instant;
import java.util.List;

/**
 * A read of a system shows an account of somebody who is leaving, or links one to them by a rule that the case's own listing does not
 * go by: their case takes it as if that listing had found it. Otherwise the case would close without it.
 */
public final class TakeLinkedAccounts {

    private static final int SHARE = 50;

    private final Transactions transactions;
    private final LeaverCases cases;
    private final Accounts accounts;
    private final LinkConsequences consequences;

    public TakeLinkedAccounts(
            Transactions transactions, LeaverCases cases, Accounts accounts, LinkConsequences consequences) {
        this.transactions = transactions;
        this.cases = cases;
        this.accounts = accounts;
        this.consequences = consequences;
    }

    /** Takes one share of them. Call again while there are more. */
    public Outcome handle(Command command) {
        return transactions.call(this::take);
    }

    private Outcome take(Instant now) {
        List<AccountId> missing = cases.missing(SHARE);
        missing.forEach(id -> consequences.linked(accounts.find(id).orElseThrow(), now));
        return new Outcome.Taken(missing.size(), missing.size() == SHARE);
    }

    /** Whatever there is. */
    public record Command() {}

    /** What was done. */
    public sealed interface Outcome {
        /**
         * So many came into a case.
         *
         * @param more whether there may be more
         */
        record Taken(int accounts, boolean more) implements Outcome {}
    }
}

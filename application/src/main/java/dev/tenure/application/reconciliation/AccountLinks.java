package dev.tenure.application.reconciliation;

import dev.tenure.application.inventory.CorrelatedAccounts;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.domain.inventory.Correlation;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.domain.reconciliation.CorrelationPreview;
import dev.tenure.domain.reconciliation.LinkDecision;
import dev.tenure.domain.reconciliation.LinkedAccount;
import java.util.List;
import java.util.Optional;

/**
 * Keeps how accounts came to their identities. What people decided is never removed. Every method MUST run in the caller's
 * transaction.
 */
public interface AccountLinks extends CorrelatedAccounts {

    /** One account that its target shows. */
    Optional<LinkedAccount> find(AccountId id);

    /** One account that its target shows, locked until the transaction ends. */
    Optional<LinkedAccount> lock(AccountId id);

    /** Accounts that targets show, by name. {@link PageRequest#after()} is opaque. */
    Slice<LinkedAccount> list(Filter filter, PageRequest page);

    /**
     * Writes down what a person said and makes it so at once. A link takes the place of an earlier one of the account and of what was said
     * against the pair; a listing for another person is forgotten. What is said against a pair leaves the account without an identity.
     */
    void decide(LinkDecision decision);

    /** What people decided on an account, newest first, at most 100. */
    List<LinkDecision> decisions(AccountId account);

    /**
     * What other rules would make of the accounts that a system shows. MUST change nothing, and MUST count exactly what
     * {@link #correlate} would do.
     *
     * @param examples at most so many of each kind
     */
    CorrelationPreview preview(SystemId system, Correlation rules, int examples);

    /**
     * Which accounts are wanted; an empty filter wants all.
     *
     * @param system on one system
     * @param only linked in one way, or not linked for one cause
     */
    record Filter(Optional<SystemId> system, Optional<Only> only) {}

    /** Kinds of link. */
    enum Only {
        /** Somebody is suggested. */
        SUGGESTED,
        /** Several fit. */
        AMBIGUOUS,
        /** Nobody has it. */
        NOBODYS,
        /** A person said whose it is. */
        BY_PERSON
    }
}

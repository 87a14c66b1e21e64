package dev.tenure.application.privilege;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.domain.reconciliation.PrivilegeReview;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps who looked at privileged accounts and said that they stay. Nothing here changes or removes one. Every method MUST run in the
 * caller's transaction.
 */
public interface PrivilegeReviews {

    /** Adds one. MUST throw where one of its id is there. */
    void add(PrivilegeReview review);

    /** The last of each of these accounts up to a moment, that moment included. One that had none by then MUST be left out. */
    Map<AccountId, PrivilegeReview> last(Collection<AccountId> accounts, Instant at);

    /** Those that are wanted, in the order in which they were added, the newest first. {@link PageRequest#after()} is opaque. */
    Slice<PrivilegeReview> list(Filter filter, PageRequest page);

    /**
     * Which are wanted; an empty filter wants all.
     *
     * @param system of accounts on one system
     * @param account of one account
     * @param by what one person said, by subject, byte for byte
     * @param from at that moment or later
     * @param to before that moment
     * @param text part of the account's name, without regard to case
     */
    record Filter(
            Optional<SystemId> system,
            Optional<AccountId> account,
            Optional<String> by,
            Optional<Instant> from,
            Optional<Instant> to,
            Optional<String> text) {

        /** What was said of one account. */
        public static Filter of(AccountId account) {
            return new Filter(
                    Optional.empty(),
                    Optional.of(account),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
        }
    }
}

package dev.tenure.application.privilege;

import dev.tenure.application.inventory.TargetSystems;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.application.reconciliation.Accounts;
import dev.tenure.application.reconciliation.Privileges;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.inventory.TargetSystem;
import dev.tenure.domain.reconciliation.Account;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.domain.reconciliation.PrivilegePicture;
import dev.tenure.domain.reconciliation.PrivilegeReview;
import dev.tenure.domain.reconciliation.ReviewAuthority;
import java.util.Optional;
import java.util.Set;

/**
 * Somebody looks at one account before they say that it stays privileged: what it holds, and who looked last, be it gone since.
 * Who runs or audits the product sees any; anybody else those that they may decide about.
 */
public final class ShowPrivilegedAccount {

    /** Who sees any account. */
    static final Role[] READERS = {Role.ADMINISTRATOR, Role.OPERATOR, Role.AUDITOR};

    private final Transactions transactions;
    private final TargetSystems systems;
    private final Accounts accounts;
    private final Privileges privileges;
    private final PrivilegeReviews reviews;
    private final Reviewers reviewers;

    public ShowPrivilegedAccount(
            Transactions transactions,
            TargetSystems systems,
            Accounts accounts,
            Privileges privileges,
            PrivilegeReviews reviews,
            Reviewers reviewers) {
        this.transactions = transactions;
        this.systems = systems;
        this.accounts = accounts;
        this.privileges = privileges;
        this.reviews = reviews;
        this.reviewers = reviewers;
    }

    /** Reads it. */
    public Outcome handle(Command command) {
        Caller caller = command.caller();
        boolean all = caller.hasAny(READERS);
        if (!all && !caller.hasAny(ReviewPrivilege.MAY)) {
            return new Outcome.NotAllowed(Set.of(READERS));
        }
        return transactions.call(now -> accounts.find(command.id())
                .filter(account -> all || reviewers.authority(caller, account).isPresent())
                .<Outcome>map(account -> shown(command, account))
                .orElseGet(() -> all ? new Outcome.Unknown() : new Outcome.NotAllowed(Set.of(READERS))));
    }

    private Outcome shown(Command command, Account account) {
        boolean own = reviewers.isTheirs(command.caller(), account);
        return new Outcome.Shown(
                account,
                systems.find(account.system()).map(TargetSystem::name).orElse(""),
                privileges.picture(account.id()),
                reviews.list(PrivilegeReviews.Filter.of(account.id()), command.page()),
                own || !command.caller().hasAny(ReviewPrivilege.MAY)
                        ? Optional.empty()
                        : reviewers.authority(command.caller(), account),
                own);
    }

    /**
     * Which one, and who asks.
     *
     * @param page of its reviews
     */
    public record Command(Caller caller, AccountId id, PageRequest page) {}

    /** The account, or why not. */
    public sealed interface Outcome {
        /**
         * It is there.
         *
         * @param system what people call its system
         * @param picture what makes it privileged; empty where nothing does
         * @param reviews who looked at it, the newest first
         * @param authority what lets the caller say that it stays; empty where nothing does
         * @param own whether it is the caller's, or of something that they answer for
         */
        record Shown(
                Account account,
                String system,
                Optional<PrivilegePicture> picture,
                Slice<PrivilegeReview> reviews,
                Optional<ReviewAuthority> authority,
                boolean own)
                implements Outcome {}

        /** No target ever showed such an account. */
        record Unknown() implements Outcome {}

        /** The caller holds none of the roles that may, and can decide nothing about it. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}

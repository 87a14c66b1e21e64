package dev.tenure.application.privilege;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.reconciliation.PrivilegeReview;
import java.util.Set;

/** An auditor asks who looked at privileged accounts, at what, under which authority, and why they stay (REV-6). */
public final class ListPrivilegeReviews {

    private static final Role[] READERS = {Role.ADMINISTRATOR, Role.OPERATOR, Role.AUDITOR};

    private final Transactions transactions;
    private final PrivilegeReviews reviews;

    public ListPrivilegeReviews(Transactions transactions, PrivilegeReviews reviews) {
        this.transactions = transactions;
        this.reviews = reviews;
    }

    /** Reads a page, the newest first. */
    public Outcome handle(Command command) {
        if (!command.caller().hasAny(READERS)) {
            return new Outcome.NotAllowed(Set.of(READERS));
        }
        return transactions.call(now -> new Outcome.Listed(reviews.list(command.filter(), command.page())));
    }

    /** What is wanted, and by whom. */
    public record Command(Caller caller, PrivilegeReviews.Filter filter, PageRequest page) {}

    /** The reviews, or why not. */
    public sealed interface Outcome {
        /** A page of reviews. */
        record Listed(Slice<PrivilegeReview> reviews) implements Outcome {}

        /** The caller holds none of the roles that may. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}

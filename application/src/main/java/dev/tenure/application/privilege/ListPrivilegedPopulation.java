package dev.tenure.application.privilege;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.application.reconciliation.Privileges;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.domain.reconciliation.PrivilegeReview;
import dev.tenure.domain.reconciliation.PrivilegedSpan;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An auditor asks who was privileged on a day (IDN-7): who held privileged access then, or held it within 90 days before. Where
 * the day is before history was kept, the answer is that it is not known, not an empty list.
 */
public final class ListPrivilegedPopulation {

    private static final Role[] READERS = {Role.ADMINISTRATOR, Role.OPERATOR, Role.AUDITOR};

    private final Transactions transactions;
    private final Privileges privileges;
    private final PrivilegeReviews reviews;

    public ListPrivilegedPopulation(Transactions transactions, Privileges privileges, PrivilegeReviews reviews) {
        this.transactions = transactions;
        this.privileges = privileges;
        this.reviews = reviews;
    }

    /** Reads a page by the names of accounts. */
    public Outcome handle(Command command) {
        if (!command.caller().hasAny(READERS)) {
            return new Outcome.NotAllowed(Set.of(READERS));
        }
        return transactions.call(now -> {
            Instant at = command.at().orElse(now);
            Instant knownSince = privileges.knownSince();
            if (at.isAfter(now)) {
                return new Outcome.NotYet(now);
            }
            if (at.isBefore(knownSince)) {
                return new Outcome.NotKnown(knownSince);
            }
            Slice<PrivilegedSpan> spans =
                    privileges.population(new Privileges.Filter(at, command.system(), command.held()), command.page());
            return new Outcome.Listed(
                    at,
                    knownSince,
                    spans,
                    reviews.last(
                            spans.items().stream().map(PrivilegedSpan::account).toList(), at));
        });
    }

    /**
     * Which page, for whom.
     *
     * @param at as of when; now where it is empty
     * @param system only on one system
     * @param held only who was privileged at the moment itself
     */
    public record Command(
            Caller caller, Optional<Instant> at, Optional<SystemId> system, boolean held, PageRequest page) {}

    /** The population, or why not. */
    public sealed interface Outcome {
        /**
         * A page of it.
         *
         * @param at as of when
         * @param knownSince when history begins
         * @param reviews who looked at each last by that moment; one that nobody looked at is left out
         */
        record Listed(
                Instant at, Instant knownSince, Slice<PrivilegedSpan> spans, Map<AccountId, PrivilegeReview> reviews)
                implements Outcome {

            public Listed {
                reviews = Map.copyOf(reviews);
            }
        }

        /** History begins later. */
        record NotKnown(Instant knownSince) implements Outcome {}

        /** The moment has not come. */
        record NotYet(Instant now) implements Outcome {}

        /** The caller holds none of the roles that may. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}

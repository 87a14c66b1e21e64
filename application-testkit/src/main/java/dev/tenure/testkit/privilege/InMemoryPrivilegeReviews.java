package dev.tenure.testkit.privilege;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.application.privilege.PrivilegeReviews;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.domain.reconciliation.PrivilegeReview;
import dev.tenure.testkit.paging.InMemoryPages;
import dev.tenure.testkit.transaction.InMemoryTransactions;
import dev.tenure.testkit.transaction.Table;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reviews in memory. */
public final class InMemoryPrivilegeReviews implements PrivilegeReviews {

    private static final Comparator<PrivilegeReview> OLDEST_FIRST = Comparator.comparing(PrivilegeReview::at)
            .thenComparing(review -> review.id().toString());

    private final Table<UUID, PrivilegeReview> reviews;

    /** @param transactions what it takes part in */
    public InMemoryPrivilegeReviews(InMemoryTransactions transactions) {
        this.reviews = transactions.table();
    }

    @Override
    public void add(PrivilegeReview review) {
        if (reviews.find(review.id()).isPresent()) {
            throw new IllegalStateException("id: is another's");
        }
        reviews.put(review.id(), review);
    }

    @Override
    public Map<AccountId, PrivilegeReview> last(Collection<AccountId> accounts, Instant at) {
        return Set.copyOf(accounts).stream()
                .flatMap(account ->
                        newestFirst()
                                .filter(r -> r.account().equals(account) && !r.at().isAfter(at))
                                .findFirst()
                                .stream())
                .collect(Collectors.toMap(PrivilegeReview::account, Function.identity()));
    }

    /** When somebody looked at an account last; empty where nobody ever did. */
    public Optional<Instant> lastAt(AccountId account) {
        return newestFirst()
                .filter(r -> r.account().equals(account))
                .map(PrivilegeReview::at)
                .findFirst();
    }

    @Override
    public Slice<PrivilegeReview> list(Filter filter, PageRequest page) {
        return InMemoryPages.page(
                newestFirst()
                        .filter(r -> filter.system().map(r.system()::equals).orElse(true))
                        .filter(r -> filter.account().map(r.account()::equals).orElse(true))
                        .filter(r -> filter.by().map(r.by()::equals).orElse(true))
                        .filter(r -> filter.from()
                                .map(from -> !r.at().isBefore(from))
                                .orElse(true))
                        .filter(r -> filter.to().map(r.at()::isBefore).orElse(true))
                        .filter(r -> filter.text()
                                .map(text -> lower(r.name()).contains(lower(text)))
                                .orElse(true))
                        .toList(),
                page,
                r -> r.id().toString());
    }

    private Stream<PrivilegeReview> newestFirst() {
        return reviews.all().sorted(OLDEST_FIRST.reversed());
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}

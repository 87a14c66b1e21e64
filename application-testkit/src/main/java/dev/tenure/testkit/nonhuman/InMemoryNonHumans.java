package dev.tenure.testkit.nonhuman;

import dev.tenure.application.nonhuman.NonHumans;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.domain.identity.Identity;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.nonhuman.NonHuman;
import dev.tenure.domain.nonhuman.NonHumanId;
import dev.tenure.testkit.identity.InMemoryIdentities;
import dev.tenure.testkit.paging.InMemoryPages;
import dev.tenure.testkit.transaction.InMemoryTransactions;
import dev.tenure.testkit.transaction.Table;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Non-human identities in memory. */
public final class InMemoryNonHumans implements NonHumans {

    private final Table<NonHumanId, NonHuman> all;
    private final InMemoryIdentities identities;

    /**
     * Begins empty.
     *
     * @param transactions what it takes part in
     * @param identities where owners stand
     */
    public InMemoryNonHumans(InMemoryTransactions transactions, InMemoryIdentities identities) {
        this.all = transactions.table();
        this.identities = identities;
    }

    @Override
    public Optional<NonHuman> find(NonHumanId id) {
        return all.find(id);
    }

    @Override
    public Optional<NonHuman> living(String name) {
        return all.all()
                .filter(n -> lower(n.terms().name()).equals(lower(name)))
                .filter(n -> switch (n) {
                    case NonHuman.Requested requested -> true;
                    case NonHuman.Active active -> true;
                    case NonHuman.Rejected rejected -> false;
                    case NonHuman.Retired retired -> false;
                })
                .findFirst();
    }

    @Override
    public void add(NonHuman.Requested requested) {
        if (find(requested.terms().id()).isPresent()
                || living(requested.terms().name()).isPresent()) {
            throw new IllegalStateException("it is there already");
        }
        all.put(requested.terms().id(), requested);
    }

    @Override
    public void save(NonHuman nonHuman) {
        if (find(nonHuman.terms().id()).isEmpty()) {
            throw new IllegalStateException("there is no such non-human identity");
        }
        all.put(nonHuman.terms().id(), nonHuman);
    }

    /** Whether an identity is one of these. */
    public boolean isOne(IdentityId identity) {
        return all.all().anyMatch(n -> switch (n) {
            case NonHuman.Active active -> active.approval().identity().equals(identity);
            case NonHuman.Retired retired -> retired.approval().identity().equals(identity);
            case NonHuman.Requested requested -> false;
            case NonHuman.Rejected rejected -> false;
        });
    }

    /** Whether an identity is active and nobody answers for it. */
    public boolean isUnowned(IdentityId identity, Instant now) {
        return all.all()
                .filter(NonHuman.Active.class::isInstance)
                .map(NonHuman.Active.class::cast)
                .anyMatch(active -> active.approval().identity().equals(identity) && isUnowned(active, now));
    }

    /** Whether an identity is an active one that a person answers for. */
    public boolean isAnsweredBy(IdentityId identity, IdentityId person) {
        return all.all()
                .filter(NonHuman.Active.class::isInstance)
                .map(NonHuman.Active.class::cast)
                .anyMatch(active -> active.approval().identity().equals(identity)
                        && active.owner().equals(person));
    }

    private boolean isUnowned(NonHuman nonHuman, Instant now) {
        return nonHuman instanceof NonHuman.Active
                && owner(nonHuman).filter(person -> person.canAnswer(now)).isEmpty();
    }

    private Optional<Identity> owner(NonHuman nonHuman) {
        return identities.find(nonHuman.owner());
    }

    @Override
    public Slice<Listed> list(Filter filter, Instant now, PageRequest page) {
        List<NonHuman> wanted = all.all()
                .filter(n -> filter.state()
                        .map(state -> lower(state.name()).equals(n.label()))
                        .orElse(true))
                .filter(n -> filter.kind().map(n.terms().kind()::equals).orElse(true))
                .filter(n -> filter.owner().map(n.owner()::equals).orElse(true))
                .filter(n -> filter.text()
                        .map(text -> lower(n.terms().name()).contains(lower(text)))
                        .orElse(true))
                .filter(n -> !filter.unowned() || isUnowned(n, now))
                .sorted(Comparator.comparing((NonHuman n) -> lower(n.terms().name()))
                        .thenComparing(n -> n.terms().id().value().toString()))
                .toList();
        return InMemoryPages.page(wanted, page, n -> n.terms().id().value().toString())
                .map(n -> new Listed(n, owner(n).map(person -> person.profile().displayName()), isUnowned(n, now)));
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    /** Those in use for which somebody answers. */
    public Stream<NonHuman.Active> of(IdentityId owner) {
        return all.all()
                .filter(NonHuman.Active.class::isInstance)
                .map(NonHuman.Active.class::cast)
                .filter(one -> one.owner().equals(owner));
    }
}

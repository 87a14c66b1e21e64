package dev.tenure.testkit.identity;

import dev.tenure.application.identity.Identities;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.domain.identity.Employment;
import dev.tenure.domain.identity.Identity;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.identity.StatusEntry;
import dev.tenure.testkit.paging.InMemoryPages;
import dev.tenure.testkit.transaction.InMemoryTransactions;
import dev.tenure.testkit.transaction.InMemoryTransactions.StaleVersion;
import dev.tenure.testkit.transaction.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Identities in memory. */
public final class InMemoryIdentities implements Identities {

    private final Table<IdentityId, Identity> identities;
    private final Table<IdentityId, List<StatusEntry>> history;
    private final Table<IdentityId, Aside> aside;

    private record Aside(Instant due, int attempts, Instant until) {}

    /** @param transactions what it takes part in */
    public InMemoryIdentities(InMemoryTransactions transactions) {
        this.identities = transactions.table();
        this.history = transactions.table();
        this.aside = transactions.table();
    }

    @Override
    public Optional<Identity> find(IdentityId id) {
        return identities.find(id);
    }

    @Override
    public List<Identity> findAll(Collection<IdentityId> ids) {
        return identities.all().filter(i -> ids.contains(i.id())).toList();
    }

    @Override
    public Identity save(Identity identity, StatusEntry entry) {
        requireCurrent(identity);
        if (identities.all().anyMatch(i -> i.key().equals(identity.key()) && !i.id().equals(identity.id()))) {
            throw new IllegalStateException("another identity has this key");
        }
        Identity saved = identity.at(identity.version() + 1);
        identities.put(identity.id(), saved);
        List<StatusEntry> lines = new ArrayList<>(history(identity.id()));
        lines.add(entry);
        history.put(identity.id(), List.copyOf(lines));
        return saved;
    }

    @Override
    public Identity remind(Identity identity) {
        requireCurrent(identity);
        if (find(identity.id()).map(Identity::nextDue).equals(Optional.of(identity.nextDue()))) {
            return identity;
        }
        Identity reminded = identity.at(identity.version() + 1);
        identities.put(identity.id(), reminded);
        return reminded;
    }

    private void requireCurrent(Identity identity) {
        if (find(identity.id()).map(Identity::version).orElse(0L) != identity.version()) {
            throw new StaleVersion("the identity");
        }
    }

    @Override
    public List<StatusEntry> history(IdentityId id) {
        return history.find(id).orElse(List.of());
    }

    @Override
    public List<Identity> due(Instant now, int limit) {
        return identities
                .all()
                .filter(i -> i.nextDue().filter(at -> !at.isAfter(now)).isPresent())
                .filter(i -> asideNow(i).filter(a -> a.until().isAfter(now)).isEmpty())
                .sorted(Comparator.comparing(i -> i.nextDue().orElseThrow()))
                .limit(limit)
                .toList();
    }

    private Optional<Aside> asideNow(Identity identity) {
        return aside.find(identity.id()).filter(a -> identity.nextDue().equals(Optional.of(a.due())));
    }

    @Override
    public void setAside(IdentityId id, Instant now) {
        Identity identity = find(id).orElseThrow();
        int attempts = asideNow(identity).map(Aside::attempts).orElse(0) + 1;
        Duration pause = Duration.ofMinutes(Math.min(1L << Math.min(attempts - 1, 20), 360));
        identity.nextDue().ifPresent(due -> aside.put(id, new Aside(due, attempts, now.plus(pause))));
    }

    @Override
    public long aside() {
        return identities.all().filter(i -> asideNow(i).isPresent()).count();
    }

    /** Everybody. */
    public Stream<Identity> all() {
        return identities.all();
    }

    @Override
    public Slice<Identity> list(Filter filter, PageRequest page) {
        List<Identity> wanted = identities
                .all()
                .filter(i -> filter.text().map(text -> matches(i, text)).orElse(true))
                .filter(i -> filter.status().map(status -> is(i, status)).orElse(true))
                .sorted(Comparator.comparing((Identity i) -> lower(i.profile().familyName()))
                        .thenComparing(i -> lower(i.profile().givenName()))
                        .thenComparing(i -> i.id().value().toString()))
                .toList();
        return InMemoryPages.page(wanted, page, i -> i.id().value().toString());
    }

    private static boolean matches(Identity identity, String text) {
        return Stream.of(
                        identity.profile().displayName(),
                        identity.key().workerId(),
                        identity.profile().email().orElse(""))
                .anyMatch(value -> lower(value).contains(lower(text)));
    }

    private static boolean is(Identity identity, Status status) {
        return switch (identity.employment()) {
            case Employment.Out out -> status == Status.LEFT;
            case Employment.Employed employed ->
                (status == Status.LEAVING && employed instanceof Employment.TerminationScheduled)
                        || is(Employment.Meanwhile.of(employed), status);
        };
    }

    private static boolean is(Employment.Meanwhile meanwhile, Status status) {
        return switch (meanwhile) {
            case Employment.Meanwhile.BeforeStart beforeStart -> status == Status.EXPECTED;
            case Employment.Meanwhile.Working working -> status == Status.WORKING;
            case Employment.Meanwhile.Absent absent -> status == Status.WORKING || status == Status.ON_LEAVE;
        };
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}

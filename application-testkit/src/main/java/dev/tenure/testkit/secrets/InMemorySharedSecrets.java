package dev.tenure.testkit.secrets;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.application.secrets.SharedSecrets;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.secrets.SharedSecret;
import dev.tenure.domain.secrets.SharedSecretId;
import dev.tenure.testkit.paging.InMemoryPages;
import dev.tenure.testkit.transaction.InMemoryTransactions;
import dev.tenure.testkit.transaction.InMemoryTransactions.StaleVersion;
import dev.tenure.testkit.transaction.Table;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Shared secrets in memory. */
public final class InMemorySharedSecrets implements SharedSecrets {

    private final Table<SharedSecretId, SharedSecret> secrets;
    private final InMemorySecretRotations rotations;

    /** @param transactions what it takes part in */
    public InMemorySharedSecrets(InMemoryTransactions transactions, InMemorySecretRotations rotations) {
        this.secrets = transactions.table();
        this.rotations = rotations;
    }

    @Override
    public Optional<SharedSecret> find(SharedSecretId id) {
        return secrets.find(id);
    }

    @Override
    public Optional<SharedSecret.Kept> named(String name) {
        return kept().filter(s -> folded(s.description().name()).equals(folded(name)))
                .findFirst();
    }

    @Override
    public List<SharedSecret.Kept> knownTo(IdentityId identity) {
        return kept().filter(s -> s.knowers().containsKey(identity))
                .sorted(Comparator.comparing(s -> s.registration().id().value()))
                .toList();
    }

    @Override
    public List<SharedSecret.Kept> aged(Instant by, int limit) {
        return kept().filter(s -> !s.rotateBy().isAfter(by))
                .filter(s -> rotations.ongoing(s.registration().id()).isEmpty())
                .sorted(Comparator.comparing(SharedSecret.Kept::rotateBy)
                        .thenComparing(s -> s.registration().id().value()))
                .limit(limit)
                .toList();
    }

    private Stream<SharedSecret.Kept> kept() {
        return secrets.all().filter(SharedSecret.Kept.class::isInstance).map(SharedSecret.Kept.class::cast);
    }

    @Override
    public void save(SharedSecret secret) {
        SharedSecretId id = secret.registration().id();
        boolean isStale = find(id).map(SharedSecret::version).orElse(0L) != secret.version();
        boolean isNameTaken = secret instanceof SharedSecret.Kept
                && named(secret.description().name())
                        .filter(other -> !other.registration().id().equals(id))
                        .isPresent();
        if (isStale || isNameTaken) {
            throw new StaleVersion("the shared secret");
        }
        long next = secret.version() + 1;
        secrets.put(
                id,
                switch (secret) {
                    case SharedSecret.Kept s ->
                        new SharedSecret.Kept(s.registration(), s.description(), s.knowers(), s.rotatedAt(), next);
                    case SharedSecret.Retired s ->
                        new SharedSecret.Retired(
                                s.registration(),
                                s.description(),
                                s.knowers(),
                                s.rotatedAt(),
                                s.reason(),
                                s.by(),
                                s.at(),
                                next);
                });
    }

    @Override
    public Slice<SharedSecret> list(Filter filter, PageRequest page) {
        List<SharedSecret> wanted = secrets.all()
                .filter(s -> filter.text()
                        .map(text -> folded(s.description().name()).contains(folded(text)))
                        .orElse(true))
                .filter(s -> filter.system()
                        .map(system -> s.description()
                                .place()
                                .filter(p -> p.system().equals(system))
                                .isPresent())
                        .orElse(true))
                .filter(s -> filter.knownTo().map(s.knowers()::containsKey).orElse(true))
                .filter(s -> filter.dueBy()
                        .map(by ->
                                s instanceof SharedSecret.Kept && !s.rotateBy().isAfter(by))
                        .orElse(true))
                .sorted(Comparator.comparing(
                                (SharedSecret s) -> folded(s.description().name()))
                        .thenComparing(s -> s.registration().id().value()))
                .toList();
        return InMemoryPages.page(
                wanted, page, s -> s.registration().id().value().toString());
    }

    private static String folded(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}

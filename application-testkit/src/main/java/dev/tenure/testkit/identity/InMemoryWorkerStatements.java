package dev.tenure.testkit.identity;

import dev.tenure.application.identity.WorkerStatements;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.identity.WorkerKey;
import dev.tenure.domain.identity.WorkerRecord;
import dev.tenure.domain.identity.WorkerSource;
import dev.tenure.domain.identity.WorkerStatement;
import dev.tenure.testkit.transaction.InMemoryTransactions;
import dev.tenure.testkit.transaction.Table;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Statements in memory. */
public final class InMemoryWorkerStatements implements WorkerStatements {

    /** Who is meant by a key. */
    private record Meant(WorkerKey key, IdentityId identity) {}

    /** What was said of whom. */
    private record Said(IdentityId identity, WorkerStatement statement) {}

    private final Table<WorkerKey, Meant> keys;
    private final Table<Long, Said> said;
    private final InMemoryIdentities identities;
    private final Set<WorkerKey> broken = new HashSet<>();

    /**
     * Begins with none.
     *
     * @param transactions what it takes part in
     * @param identities whose believed addresses people are recognised by
     */
    public InMemoryWorkerStatements(InMemoryTransactions transactions, InMemoryIdentities identities) {
        this.keys = transactions.table();
        this.said = transactions.table();
        this.identities = identities;
    }

    /** Has the product itself fail on a worker from now on, or no more. */
    public void fail(WorkerKey key, boolean fails) {
        if (fails) {
            broken.add(key);
        } else {
            broken.remove(key);
        }
    }

    private void failWhereBroken(WorkerKey key) {
        if (broken.contains(key)) {
            throw new IllegalStateException("broken: this text may hold what a row holds");
        }
    }

    @Override
    public Optional<IdentityId> whose(WorkerKey key) {
        return keys.find(key).map(Meant::identity);
    }

    @Override
    public boolean add(IdentityId identity, WorkerRecord record, Instant receivedAt) {
        failWhereBroken(record.key());
        if (whose(record.key()).filter(other -> !other.equals(identity)).isPresent()) {
            throw new IllegalStateException("the key means somebody else");
        }
        List<WorkerStatement> before = of(identity).stream()
                .filter(s -> s.record().key().equals(record.key()))
                .toList();
        boolean wasSaid = record.asOf().isPresent()
                ? before.stream().anyMatch(s -> s.record().equals(record))
                : !before.isEmpty() && before.getLast().record().equals(record);
        if (wasSaid) {
            return false;
        }
        keys.put(record.key(), new Meant(record.key(), identity));
        long number = said.all().count() + 1;
        said.put(number, new Said(identity, new WorkerStatement(number, record, receivedAt)));
        return true;
    }

    @Override
    public List<WorkerStatement> of(IdentityId identity) {
        keys.all().filter(m -> m.identity().equals(identity)).map(Meant::key).forEach(this::failWhereBroken);
        return said.all()
                .filter(s -> s.identity().equals(identity))
                .map(Said::statement)
                .sorted(WorkerStatement.IN_ORDER)
                .toList();
    }

    @Override
    public Optional<IdentityId> recognise(WorkerSource source, WorkerRecord record) {
        List<IdentityId> fitting =
                switch (source.join()) {
                    case NONE -> List.of();
                    case WORKER_ID ->
                        strangersTo(source)
                                .filter(id -> isToldOf(id, key -> key.workerId()
                                        .equals(record.key().workerId())))
                                .toList();
                    case EMAIL ->
                        strangersTo(source)
                                .filter(id -> record.profile().email().isPresent()
                                        && address(record.profile().email())
                                                .equals(identities
                                                        .find(id)
                                                        .flatMap(i -> address(
                                                                i.profile().email()))))
                                .toList();
                };
        return fitting.size() == 1 ? Optional.of(fitting.getFirst()) : Optional.empty();
    }

    /** Everybody of whom more than one source tells. */
    Stream<IdentityId> toldOfBySeveral() {
        return keys.all()
                .map(Meant::identity)
                .distinct()
                .filter(id -> keys.all()
                                .filter(meant -> meant.identity().equals(id))
                                .map(meant -> meant.key().feed())
                                .distinct()
                                .count()
                        > 1);
    }

    private Stream<IdentityId> strangersTo(WorkerSource source) {
        return keys.all()
                .map(Meant::identity)
                .distinct()
                .filter(id -> !isToldOf(id, key -> key.feed().equals(source.name())));
    }

    private boolean isToldOf(IdentityId id, Predicate<WorkerKey> as) {
        return keys.all().anyMatch(meant -> meant.identity().equals(id) && as.test(meant.key()));
    }

    private static Optional<String> address(Optional<String> email) {
        return email.map(text -> text.toLowerCase(Locale.ROOT));
    }
}

package dev.tenure.testkit.lifecycle;

import dev.tenure.application.identity.WorkerStatements;
import dev.tenure.application.lifecycle.RowsAside;
import dev.tenure.application.lifecycle.SnapshotPreviews;
import dev.tenure.application.lifecycle.WorkerSnapshots;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.application.reconciliation.Accounts;
import dev.tenure.domain.identity.SnapshotId;
import dev.tenure.domain.identity.WorkerFeed;
import dev.tenure.domain.identity.WorkerKey;
import dev.tenure.domain.identity.WorkerRecord;
import dev.tenure.domain.identity.WorkerSnapshot;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.reconciliation.Account;
import dev.tenure.testkit.paging.InMemoryPages;
import dev.tenure.testkit.transaction.InMemoryTransactions;
import dev.tenure.testkit.transaction.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Files of worker feeds in memory. */
public final class InMemoryWorkerSnapshots implements WorkerSnapshots {

    private static final Comparator<WorkerSnapshot> BY_ARRIVAL = Comparator.comparing(
                    (WorkerSnapshot s) -> s.receipt().receivedAt())
            .thenComparing(s -> s.receipt().id().value().toString());

    /**
     * What is staged of a file.
     *
     * @param repeated lines whose worker stands on another line too
     * @param taken lines that were taken
     * @param aside lines that were set aside
     * @param effects what lines would do
     */
    private record Staged(
            List<StagedRow> rows,
            List<Mention> mentions,
            List<Rejection> rejections,
            Set<Long> repeated,
            Set<Long> taken,
            Set<Long> aside,
            Map<Long, WorkerSnapshot.Effect> effects) {
        static final Staged NOTHING =
                new Staged(List.of(), List.of(), List.of(), Set.of(), Set.of(), Set.of(), Map.of());

        boolean isGood(long line) {
            return rows.stream().anyMatch(r -> r.line() == line) && !repeated.contains(line);
        }

        Staged with(List<StagedRow> moreRows, List<Mention> moreMentions, List<Rejection> moreRejections) {
            return new Staged(
                    joined(rows, moreRows),
                    joined(mentions, moreMentions),
                    joined(rejections, moreRejections),
                    repeated,
                    taken,
                    aside,
                    effects);
        }

        Staged repeated(Set<Long> lines) {
            return new Staged(rows, mentions, rejections, lines, taken, aside, effects);
        }

        Staged taken(Set<Long> lines) {
            return new Staged(rows, mentions, rejections, repeated, lines, aside, effects);
        }

        Staged aside(Set<Long> lines) {
            return new Staged(rows, mentions, rejections, repeated, taken, lines, effects);
        }

        Staged effects(Map<Long, WorkerSnapshot.Effect> foreseen) {
            return new Staged(rows, mentions, rejections, repeated, taken, aside, foreseen);
        }
    }

    private final Table<SnapshotId, WorkerSnapshot> snapshots;
    private final Table<SnapshotId, Staged> staged;
    private final Table<SnapshotId, Description> descriptions;
    private final Table<WorkerKey, WorkerRecord> records;
    private final Table<WorkerKey, RowsAside.Aside> asides;

    /** @param transactions what it takes part in */
    public InMemoryWorkerSnapshots(InMemoryTransactions transactions) {
        this.snapshots = transactions.table();
        this.staged = transactions.table();
        this.descriptions = transactions.table();
        this.records = transactions.table();
        this.asides = transactions.table();
    }

    @Override
    public Optional<WorkerSnapshot> find(SnapshotId id) {
        return snapshots.find(id);
    }

    @Override
    public Slice<WorkerSnapshot> list(Optional<String> feed, PageRequest page) {
        List<WorkerSnapshot> all = snapshots
                .newestFirst()
                .filter(s -> feed.map(s.receipt().feed()::equals).orElse(true))
                .sorted(Comparator.comparing((WorkerSnapshot s) -> s.receipt().receivedAt())
                        .reversed())
                .toList();
        return InMemoryPages.page(all, page, s -> s.receipt().id().value().toString());
    }

    @Override
    public void begin(WorkerSnapshot.Arriving arriving) {
        snapshots.put(arriving.receipt().id(), arriving);
    }

    private Staged staged(SnapshotId id) {
        return staged.find(id).orElse(Staged.NOTHING);
    }

    @Override
    public void stage(SnapshotId id, List<StagedRow> rows) {
        staged.put(id, staged(id).with(rows, List.of(), List.of()));
    }

    @Override
    public void mention(SnapshotId id, List<Mention> mentions) {
        staged.put(id, staged(id).with(List.of(), mentions, List.of()));
    }

    @Override
    public void reject(SnapshotId id, List<Rejection> rejections) {
        staged.put(id, staged(id).with(List.of(), List.of(), rejections));
    }

    @Override
    public void describe(SnapshotId id, Description description) {
        descriptions.put(id, description);
    }

    @Override
    public Optional<Description> description(SnapshotId id) {
        return descriptions.find(id);
    }

    @Override
    public Optional<SnapshotId> inForce(String feed, String digest, long feedVersion) {
        if (asides.all().anyMatch(a -> a.row().record().key().feed().equals(feed))) {
            return Optional.empty();
        }
        return ofFeed(feed)
                .filter(s -> s instanceof WorkerSnapshot.Received || s instanceof WorkerSnapshot.Applied)
                .max(BY_ARRIVAL)
                .filter(WorkerSnapshot.Applied.class::isInstance)
                .map(s -> s.receipt().id())
                .filter(id -> description(id)
                        .filter(d -> d.digest().equals(digest) && d.feedVersion() == feedVersion)
                        .isPresent());
    }

    private Stream<WorkerSnapshot> ofFeed(String feed) {
        return snapshots.all().filter(s -> s.receipt().feed().equals(feed));
    }

    /** What it means that a worker is not in a file. */
    private WorkerFeed.Content content(SnapshotId id) {
        return description(id).map(Description::content).orElse(WorkerFeed.Content.SNAPSHOT);
    }

    private static <T> List<T> joined(List<T> before, List<T> more) {
        List<T> all = new ArrayList<>(before);
        all.addAll(more);
        return List.copyOf(all);
    }

    @Override
    public WorkerSnapshot.Counts settle(SnapshotId id) {
        Staged before = staged(id);
        Map<Long, WorkerKey> keys = new TreeMap<>();
        before.rows().forEach(r -> keys.put(r.line(), r.record().key()));
        before.mentions().stream().filter(Mention::gone).forEach(m -> keys.put(m.line(), m.key()));
        Map<WorkerKey, List<Long>> lines = keys.entrySet().stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getValue, Collectors.mapping(Map.Entry::getKey, Collectors.toList())));
        Set<Long> repeated = new HashSet<>();
        List<Rejection> rejections = new ArrayList<>();
        keys.forEach((line, key) -> {
            List<Long> same = lines.getOrDefault(key, List.of());
            if (same.size() > 1) {
                repeated.add(line);
                rejections.add(new Rejection(
                        line,
                        Optional.of("worker_id"),
                        "stands on " + same.size() + " lines ("
                                + same.stream().map(String::valueOf).collect(Collectors.joining(", "))
                                + "): keep the right one"));
            }
        });
        staged.put(id, before.with(List.of(), List.of(), rejections).repeated(repeated));
        return counted(id);
    }

    @Override
    public void save(WorkerSnapshot snapshot) {
        SnapshotId id = snapshot.receipt().id();
        WorkerSnapshot stored = find(id).orElseThrow(() -> new IllegalStateException("the snapshot never began"));
        boolean follows =
                switch (snapshot) {
                    case WorkerSnapshot.Arriving arriving -> false;
                    case WorkerSnapshot.Previewing previewing ->
                        stored instanceof WorkerSnapshot.Arriving || stored instanceof WorkerSnapshot.Previewed;
                    case WorkerSnapshot.Previewed previewed -> stored instanceof WorkerSnapshot.Previewing;
                    case WorkerSnapshot.Received received ->
                        received.committed().isPresent()
                                ? stored instanceof WorkerSnapshot.Previewed
                                : stored instanceof WorkerSnapshot.Arriving;
                    case WorkerSnapshot.Refused refused -> stored instanceof WorkerSnapshot.Arriving;
                    case WorkerSnapshot.Repeated repeated -> stored instanceof WorkerSnapshot.Arriving;
                    case WorkerSnapshot.Discarded discarded ->
                        stored instanceof WorkerSnapshot.Previewing || stored instanceof WorkerSnapshot.Previewed;
                    case WorkerSnapshot.Applied applied -> stored instanceof WorkerSnapshot.Received;
                };
        if (!follows) {
            throw new IllegalStateException("the snapshot is in this state or in a later one already");
        }
        snapshots.put(id, snapshot);
        if (snapshot instanceof WorkerSnapshot.Applied) {
            forgetAside(snapshot.receipt());
        }
    }

    private void forgetAside(WorkerSnapshot.Receipt receipt) {
        Staged file = staged(receipt.id());
        boolean isFull = content(receipt.id()) == WorkerFeed.Content.SNAPSHOT;
        for (RowsAside.Aside aside : asides.all().toList()) {
            WorkerKey key = aside.row().record().key();
            boolean isNamed = file.rows().stream()
                            .anyMatch(r -> r.record().key().equals(key)
                                    && !file.repeated().contains(r.line()))
                    || file.mentions().stream().anyMatch(m -> m.key().equals(key) && m.gone());
            if (key.feed().equals(receipt.feed()) && !aside.snapshot().equals(receipt.id()) && (isFull || isNamed)) {
                asides.remove(key);
            }
        }
    }

    @Override
    public Optional<WorkerSnapshot.Received> nextToApply() {
        return snapshots
                .all()
                .filter(WorkerSnapshot.Received.class::isInstance)
                .map(WorkerSnapshot.Received.class::cast)
                .min(BY_ARRIVAL);
    }

    @Override
    public List<StagedRow> changed(SnapshotId id, int limit) {
        Staged present = staged(id);
        return present.rows().stream()
                .filter(r -> !present.repeated().contains(r.line()))
                .filter(r ->
                        !present.taken().contains(r.line()) && !present.aside().contains(r.line()))
                .filter(r -> !records.find(r.record().key()).equals(Optional.of(r.record())))
                .sorted(Comparator.comparingLong(StagedRow::line))
                .limit(limit)
                .toList();
    }

    @Override
    public void taken(SnapshotId id, StagedRow row) {
        Staged before = staged(id);
        if (!before.isGood(row.line())) {
            throw new IllegalStateException("the file has no good row on this line");
        }
        Set<Long> taken = new HashSet<>(before.taken());
        taken.add(row.line());
        staged.put(id, before.taken(taken));
        records.put(row.record().key(), row.record());
    }

    @Override
    public void forget(WorkerKey key) {
        records.remove(key);
    }

    /** The workers who stand in a file, whether or not their row was taken. */
    Set<WorkerKey> presentIn(SnapshotId id) {
        Staged file = staged(id);
        Set<WorkerKey> present = file.rows().stream().map(r -> r.record().key()).collect(Collectors.toSet());
        file.mentions().stream()
                .filter(m -> !m.gone() || file.repeated().contains(m.line()))
                .forEach(m -> present.add(m.key()));
        return present;
    }

    /** The workers its feed told of before and whom a file calls removed or, where it is full, leaves out. */
    List<WorkerKey> absentFrom(SnapshotId id) {
        Set<WorkerKey> present = presentIn(id);
        Staged file = staged(id);
        Set<WorkerKey> gone = file.mentions().stream()
                .filter(m -> m.gone() && !file.repeated().contains(m.line()))
                .map(Mention::key)
                .collect(Collectors.toSet());
        boolean isFull = content(id) == WorkerFeed.Content.SNAPSHOT;
        String feed = find(id).orElseThrow().receipt().feed();
        return records.all()
                .map(WorkerRecord::key)
                .filter(key -> key.feed().equals(feed))
                .filter(key -> isFull ? !present.contains(key) : gone.contains(key))
                .toList();
    }

    @Override
    public WorkerSnapshot.Counts count(SnapshotId id) {
        return find(id).filter(WorkerSnapshot.Applied.class::isInstance)
                .map(s -> ((WorkerSnapshot.Applied) s).counts())
                .orElseGet(() -> counted(id));
    }

    private WorkerSnapshot.Counts counted(SnapshotId id) {
        Staged present = staged(id);
        long good = present.rows().size()
                + present.mentions().stream().filter(Mention::gone).count()
                - present.repeated().size()
                - present.aside().size();
        long rejected =
                present.rejections().stream().map(Rejection::line).distinct().count();
        return new WorkerSnapshot.Counts(
                good + rejected,
                good,
                rejected,
                present.taken().size(),
                absentFrom(id).size());
    }

    @Override
    public Slice<Rejection> rejections(SnapshotId id, PageRequest page) {
        List<Rejection> sorted = staged(id).rejections().stream()
                .sorted(Comparator.comparingLong(Rejection::line))
                .toList();
        List<Integer> numbers = IntStream.range(0, sorted.size()).boxed().toList();
        return InMemoryPages.page(numbers, page, String::valueOf).map(sorted::get);
    }

    /** What files that wait for a person would change. */
    public SnapshotPreviews previews(WorkerStatements statements, Accounts accounts) {
        return new Previews(statements, accounts);
    }

    /** Rows on which the product itself failed. */
    public RowsAside aside() {
        return new AsideRows();
    }

    private final class Previews implements SnapshotPreviews {
        private final WorkerStatements statements;
        private final Accounts accounts;

        Previews(WorkerStatements statements, Accounts accounts) {
            this.statements = statements;
            this.accounts = accounts;
        }

        @Override
        public Optional<WorkerSnapshot.Previewing> next() {
            return snapshots
                    .all()
                    .filter(WorkerSnapshot.Previewing.class::isInstance)
                    .map(WorkerSnapshot.Previewing.class::cast)
                    .filter(p -> ofFeed(p.receipt().feed())
                            .noneMatch(o -> o instanceof WorkerSnapshot.Received && BY_ARRIVAL.compare(o, p) < 0))
                    .min(BY_ARRIVAL);
        }

        private Stream<StagedRow> undecided(SnapshotId id) {
            Staged present = staged(id);
            return present.rows().stream()
                    .filter(r -> !present.repeated().contains(r.line())
                            && !present.effects().containsKey(r.line()))
                    .sorted(Comparator.comparingLong(StagedRow::line));
        }

        @Override
        public void compare(SnapshotId id, boolean newWorkersAreFresh) {
            Map<Long, WorkerSnapshot.Effect> effects = new TreeMap<>();
            undecided(id).forEach(r -> {
                WorkerKey key = r.record().key();
                if (records.find(key).equals(Optional.of(r.record()))) {
                    effects.put(r.line(), WorkerSnapshot.Effect.UNCHANGED);
                } else if (newWorkersAreFresh && statements.whose(key).isEmpty()) {
                    effects.put(r.line(), WorkerSnapshot.Effect.FRESH);
                }
            });
            foresee(id, effects);
        }

        @Override
        public List<StagedRow> open(SnapshotId id, int limit) {
            return undecided(id).limit(limit).toList();
        }

        @Override
        public void foresee(SnapshotId id, Map<Long, WorkerSnapshot.Effect> effects) {
            Map<Long, WorkerSnapshot.Effect> all = new TreeMap<>(staged(id).effects());
            all.putAll(effects);
            staged.put(id, staged(id).effects(all));
        }

        @Override
        public WorkerSnapshot.Foreseen foreseen(SnapshotId id) {
            Map<WorkerSnapshot.Effect, Long> counts = staged(id).effects().values().stream()
                    .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
            return new WorkerSnapshot.Foreseen(
                    counts.getOrDefault(WorkerSnapshot.Effect.FRESH, 0L),
                    counts.getOrDefault(WorkerSnapshot.Effect.LEAVING, 0L),
                    counts.getOrDefault(WorkerSnapshot.Effect.RETURNING, 0L),
                    counts.getOrDefault(WorkerSnapshot.Effect.CHANGED, 0L),
                    counts.getOrDefault(WorkerSnapshot.Effect.LEAVING_LATER, 0L),
                    counts.getOrDefault(WorkerSnapshot.Effect.UNCHANGED, 0L));
        }

        @Override
        public void forget(SnapshotId id) {
            staged.put(id, staged(id).effects(Map.of()));
        }

        private Stream<StagedRow> withEffect(SnapshotId id, WorkerSnapshot.Effect effect) {
            return staged(id).rows().stream()
                    .filter(r -> staged(id).effects().get(r.line()) == effect)
                    .sorted(Comparator.comparingLong(StagedRow::line));
        }

        @Override
        public Slice<StagedRow> rows(SnapshotId id, WorkerSnapshot.Effect effect, PageRequest page) {
            return InMemoryPages.page(withEffect(id, effect).toList(), page, r -> String.valueOf(r.line()));
        }

        @Override
        public Slice<WorkerKey> absent(SnapshotId id, PageRequest page) {
            List<WorkerKey> sorted = absentFrom(id).stream()
                    .sorted(Comparator.comparing(WorkerKey::workerId))
                    .toList();
            return InMemoryPages.page(sorted, page, WorkerKey::workerId);
        }

        @Override
        public List<AtStake> atStake(SnapshotId id) {
            Map<SystemId, List<Account>> bySystem = withEffect(id, WorkerSnapshot.Effect.LEAVING)
                    .flatMap(r -> statements.whose(r.record().key()).stream())
                    .distinct()
                    .flatMap(identity -> accounts.of(identity).stream())
                    .filter(a -> a.protection().isEmpty())
                    .collect(Collectors.groupingBy(Account::system));
            return bySystem.entrySet().stream()
                    .map(on -> new AtStake(
                            on.getKey(),
                            on.getValue().stream().map(Account::id).toList(),
                            on.getValue().stream().filter(Account::enabled).count()))
                    .sorted(Comparator.comparing(one -> one.system().value().toString()))
                    .toList();
        }

        @Override
        public Standing standing(WorkerSnapshot.Previewed snapshot) {
            List<WorkerSnapshot> others = ofFeed(snapshot.receipt().feed())
                    .filter(o -> o instanceof WorkerSnapshot.Received || o instanceof WorkerSnapshot.Applied)
                    .toList();
            if (others.stream().anyMatch(o -> BY_ARRIVAL.compare(o, snapshot) > 0)) {
                return Standing.SUPERSEDED;
            }
            boolean isOut = others.stream()
                    .anyMatch(o -> o instanceof WorkerSnapshot.Received
                            || (o instanceof WorkerSnapshot.Applied applied
                                    && !applied.appliedAt().isBefore(snapshot.previewedAt())));
            return isOut ? Standing.OUT_OF_DATE : Standing.CURRENT;
        }
    }

    private final class AsideRows implements RowsAside {

        @Override
        public void setAside(SnapshotId id, StagedRow row, Failure failure, Instant now) {
            Staged before = staged(id);
            if (!before.isGood(row.line())) {
                throw new IllegalStateException("the file has no good row on this line");
            }
            Set<Long> lines = new HashSet<>(before.aside());
            lines.add(row.line());
            staged.put(
                    id,
                    before.aside(lines)
                            .with(
                                    List.of(),
                                    List.of(),
                                    List.of(new Rejection(
                                            row.line(),
                                            Optional.empty(),
                                            "could not be taken by the product itself (" + failure.category() + ")"))));
            int attempts = asides.find(row.record().key()).map(Aside::attempts).orElse(0);
            Instant receivedAt = InMemoryWorkerSnapshots.this
                    .find(id)
                    .orElseThrow()
                    .receipt()
                    .receivedAt();
            asides.put(row.record().key(), new Aside(id, receivedAt, row, failure, attempts + 1, now, now));
        }

        @Override
        public List<Aside> waiting(String feed, Instant before, int limit) {
            if (ofFeed(feed).anyMatch(WorkerSnapshot.Received.class::isInstance)) {
                return List.of();
            }
            return asides.all()
                    .filter(a -> a.row().record().key().feed().equals(feed)
                            && a.lastTried().isBefore(before))
                    .sorted(Comparator.comparing(Aside::lastTried))
                    .limit(limit)
                    .toList();
        }

        @Override
        public void taken(Aside row) {
            WorkerKey key = row.row().record().key();
            if (asides.find(key)
                    .filter(a -> a.snapshot().equals(row.snapshot()))
                    .isEmpty()) {
                throw new IllegalStateException("the row is not aside any more");
            }
            asides.remove(key);
            records.put(key, row.row().record());
        }

        @Override
        public void failed(Aside row, Failure failure, Instant now) {
            asides.find(row.row().record().key())
                    .filter(a -> a.snapshot().equals(row.snapshot()))
                    .ifPresent(a -> asides.put(
                            row.row().record().key(),
                            new Aside(
                                    a.snapshot(), a.receivedAt(), a.row(), failure, a.attempts() + 1, a.since(), now)));
        }

        @Override
        public Slice<Aside> list(String feed, PageRequest page) {
            List<Aside> sorted = asides.all()
                    .filter(a -> a.row().record().key().feed().equals(feed))
                    .sorted(Comparator.comparing(a -> a.row().record().key().workerId()))
                    .toList();
            return InMemoryPages.page(sorted, page, a -> a.row().record().key().workerId());
        }

        @Override
        public long count() {
            return asides.all().count();
        }
    }
}

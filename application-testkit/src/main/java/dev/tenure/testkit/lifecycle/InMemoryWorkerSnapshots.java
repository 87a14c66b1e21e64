package dev.tenure.testkit.lifecycle;

import dev.tenure.application.lifecycle.WorkerSnapshots;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.domain.identity.SnapshotId;
import dev.tenure.domain.identity.WorkerKey;
import dev.tenure.domain.identity.WorkerRecord;
import dev.tenure.domain.identity.WorkerSnapshot;
import dev.tenure.testkit.paging.InMemoryPages;
import dev.tenure.testkit.transaction.InMemoryTransactions;
import dev.tenure.testkit.transaction.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Files of worker feeds in memory. */
public final class InMemoryWorkerSnapshots implements WorkerSnapshots {

    /**
     * What is staged of a file.
     *
     * @param repeated lines whose worker stands on another line too
     * @param taken lines that were taken
     */
    private record Staged(List<StagedRow> rows, List<Rejection> rejections, Set<Long> repeated, Set<Long> taken) {
        static final Staged NOTHING = new Staged(List.of(), List.of(), Set.of(), Set.of());
    }

    private final Table<SnapshotId, WorkerSnapshot> snapshots;
    private final Table<SnapshotId, Staged> staged;
    private final Table<WorkerKey, WorkerRecord> records;

    /** @param transactions what it takes part in */
    public InMemoryWorkerSnapshots(InMemoryTransactions transactions) {
        this.snapshots = transactions.table();
        this.staged = transactions.table();
        this.records = transactions.table();
    }

    @Override
    public Optional<WorkerSnapshot> find(SnapshotId id) {
        return snapshots.find(id);
    }

    @Override
    public Slice<WorkerSnapshot> list(PageRequest page) {
        List<WorkerSnapshot> all = snapshots
                .newestFirst()
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
        Staged before = staged(id);
        staged.put(id, new Staged(joined(before.rows(), rows), before.rejections(), before.repeated(), before.taken()));
    }

    @Override
    public void reject(SnapshotId id, List<Rejection> rejections) {
        Staged before = staged(id);
        staged.put(
                id,
                new Staged(before.rows(), joined(before.rejections(), rejections), before.repeated(), before.taken()));
    }

    private static <T> List<T> joined(List<T> before, List<T> more) {
        List<T> all = new ArrayList<>(before);
        all.addAll(more);
        return List.copyOf(all);
    }

    @Override
    public WorkerSnapshot.Counts settle(SnapshotId id) {
        Staged before = staged(id);
        Map<WorkerKey, List<Long>> lines = before.rows().stream()
                .collect(Collectors.groupingBy(
                        r -> r.record().key(), Collectors.mapping(StagedRow::line, Collectors.toList())));
        Set<Long> repeated = new HashSet<>();
        List<Rejection> rejections = new ArrayList<>(before.rejections());
        for (StagedRow row : before.rows()) {
            List<Long> same = lines.getOrDefault(row.record().key(), List.of());
            if (same.size() > 1) {
                repeated.add(row.line());
                rejections.add(new Rejection(
                        row.line(),
                        Optional.of("worker_id"),
                        "stands on " + same.size() + " lines ("
                                + same.stream().map(String::valueOf).collect(Collectors.joining(", "))
                                + "): keep the right one"));
            }
        }
        staged.put(id, new Staged(before.rows(), rejections, repeated, before.taken()));
        return counted(id);
    }

    @Override
    public void save(WorkerSnapshot snapshot) {
        SnapshotId id = snapshot.receipt().id();
        WorkerSnapshot stored = find(id).orElseThrow(() -> new IllegalStateException("the snapshot never began"));
        boolean follows =
                switch (snapshot) {
                    case WorkerSnapshot.Arriving arriving -> false;
                    case WorkerSnapshot.Received received -> stored instanceof WorkerSnapshot.Arriving;
                    case WorkerSnapshot.Refused refused -> stored instanceof WorkerSnapshot.Arriving;
                    case WorkerSnapshot.Applied applied -> stored instanceof WorkerSnapshot.Received;
                };
        if (!follows) {
            throw new IllegalStateException("the snapshot is in this state or in a later one already");
        }
        snapshots.put(id, snapshot);
    }

    @Override
    public Optional<WorkerSnapshot.Received> nextToApply() {
        return snapshots
                .all()
                .filter(WorkerSnapshot.Received.class::isInstance)
                .map(WorkerSnapshot.Received.class::cast)
                .min(Comparator.comparing(s -> s.receipt().receivedAt()));
    }

    @Override
    public List<StagedRow> changed(SnapshotId id, int limit) {
        Staged present = staged(id);
        return present.rows().stream()
                .filter(r -> !present.repeated().contains(r.line()))
                .filter(r -> !present.taken().contains(r.line()))
                .filter(r -> !records.find(r.record().key()).equals(Optional.of(r.record())))
                .sorted(Comparator.comparingLong(StagedRow::line))
                .limit(limit)
                .toList();
    }

    @Override
    public void taken(SnapshotId id, StagedRow row) {
        Staged before = staged(id);
        boolean good = before.rows().stream().anyMatch(r -> r.line() == row.line())
                && !before.repeated().contains(row.line());
        if (!good) {
            throw new IllegalStateException("the file has no good row on this line");
        }
        Set<Long> taken = new HashSet<>(before.taken());
        taken.add(row.line());
        staged.put(id, new Staged(before.rows(), before.rejections(), before.repeated(), taken));
        records.put(row.record().key(), row.record());
    }

    @Override
    public void forget(WorkerKey key) {
        records.remove(key);
    }

    /** The workers of a file's good rows and of those whose worker stands in it twice. */
    Set<WorkerKey> keysIn(SnapshotId id) {
        return staged(id).rows().stream().map(r -> r.record().key()).collect(Collectors.toSet());
    }

    /** The workers a feed has told of. */
    List<WorkerKey> toldOf(String feed) {
        return records.all()
                .map(WorkerRecord::key)
                .filter(key -> key.feed().equals(feed))
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
        String feed = find(id).orElseThrow().receipt().feed();
        long good = (long) present.rows().size() - present.repeated().size();
        long rejected =
                present.rejections().stream().map(Rejection::line).distinct().count();
        Set<WorkerKey> inFile =
                present.rows().stream().map(r -> r.record().key()).collect(Collectors.toSet());
        long absent = records.all()
                .map(WorkerRecord::key)
                .filter(key -> key.feed().equals(feed) && !inFile.contains(key))
                .count();
        return new WorkerSnapshot.Counts(
                good + rejected, good, rejected, present.taken().size(), absent);
    }

    @Override
    public Slice<Rejection> rejections(SnapshotId id, PageRequest page) {
        List<Rejection> sorted = staged(id).rejections().stream()
                .sorted(Comparator.comparingLong(Rejection::line))
                .toList();
        List<Integer> numbers = IntStream.range(0, sorted.size()).boxed().toList();
        return InMemoryPages.page(numbers, page, String::valueOf).map(sorted::get);
    }
}

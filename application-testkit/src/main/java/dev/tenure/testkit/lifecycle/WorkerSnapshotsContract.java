package dev.tenure.testkit.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.application.lifecycle.WorkerSnapshots;
import dev.tenure.application.lifecycle.WorkerSnapshots.Rejection;
import dev.tenure.application.lifecycle.WorkerSnapshots.StagedRow;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.domain.identity.IdentityKind;
import dev.tenure.domain.identity.Profile;
import dev.tenure.domain.identity.SnapshotId;
import dev.tenure.domain.identity.Termination;
import dev.tenure.domain.identity.WorkerKey;
import dev.tenure.domain.identity.WorkerRecord;
import dev.tenure.domain.identity.WorkerSnapshot;
import dev.tenure.testkit.Ports;
import dev.tenure.testkit.paging.WholeList;
import dev.tenure.testkit.sample.Samples;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What {@link WorkerSnapshots} promises. Files of other tests that wait to be applied would be in the way. */
public interface WorkerSnapshotsContract {

    /** The ports under test. */
    Ports ports();

    private <T> T with(Function<WorkerSnapshots, T> work) {
        return ports().transactions().call(now -> work.apply(ports().workerSnapshots()));
    }

    private void save(WorkerSnapshot snapshot) {
        with(snapshots -> {
            snapshots.save(snapshot);
            return snapshot;
        });
    }

    private WorkerSnapshot.Arriving begin(String feed, Instant at) {
        WorkerSnapshot.Arriving arriving = new WorkerSnapshot.Arriving(
                new WorkerSnapshot.Receipt(new SnapshotId(UUID.randomUUID()), feed, "ada", at));
        return with(snapshots -> {
            snapshots.begin(arriving);
            return arriving;
        });
    }

    private WorkerSnapshot.Received receive(String feed, Instant at, List<StagedRow> rows, List<Rejection> bad) {
        WorkerSnapshot.Arriving arriving = begin(feed, at);
        SnapshotId id = arriving.receipt().id();
        return with(snapshots -> {
            snapshots.stage(id, rows);
            snapshots.reject(id, bad);
            WorkerSnapshot.Received received = arriving.arrived(snapshots.settle(id));
            snapshots.save(received);
            return received;
        });
    }

    /** Takes every changed row and ends the snapshot; gives the lines taken. */
    private List<Long> apply(WorkerSnapshot.Received received) {
        SnapshotId id = received.receipt().id();
        return with(snapshots -> {
            List<StagedRow> rows = snapshots.changed(id, 100);
            rows.forEach(row -> snapshots.taken(id, row));
            snapshots.save(received.applied(snapshots.count(id), Samples.MONDAY));
            return rows.stream().map(StagedRow::line).toList();
        });
    }

    private static StagedRow row(long line, String feed, String workerId, String familyName) {
        return new StagedRow(
                line,
                new WorkerRecord(
                        new WorkerKey(feed, workerId),
                        Samples.profile("Ada", familyName),
                        LocalDate.parse("2024-01-01"),
                        Optional.empty()));
    }

    private static String feed() {
        return Samples.unique("feed");
    }

    @Test
    default void aSnapshotGoesFromStateToStateAndNeverBack() {
        WorkerSnapshot.Arriving arriving = begin(feed(), Samples.MONDAY);
        SnapshotId id = arriving.receipt().id();
        assertEquals(Optional.of(arriving), with(snapshots -> snapshots.find(id)));
        WorkerSnapshot.Counts counts = new WorkerSnapshot.Counts(0, 0, 0, 0, 0);
        WorkerSnapshot.Applied applied = arriving.arrived(counts).applied(counts, Samples.MONDAY);
        assertThrows(RuntimeException.class, () -> save(applied));
        save(arriving.arrived(counts));
        assertEquals(Optional.of(arriving.arrived(counts)), with(snapshots -> snapshots.find(id)));
        assertThrows(RuntimeException.class, () -> save(arriving.arrived(counts)));
        assertThrows(RuntimeException.class, () -> save(arriving.refuse("late")));
        save(applied);
        assertEquals(Optional.of(applied), with(snapshots -> snapshots.find(id)));
        assertThrows(RuntimeException.class, () -> save(applied));
    }

    @Test
    default void aRefusedSnapshotSaysWhy() {
        WorkerSnapshot.Arriving arriving = begin(feed(), Samples.MONDAY);
        WorkerSnapshot.Refused refused = arriving.refuse("line 1: no header");
        save(refused);
        assertEquals(
                Optional.of(refused),
                with(snapshots -> snapshots.find(arriving.receipt().id())));
    }

    @Test
    default void countsTellGoodFromRejectedByLine() {
        String feed = feed();
        WorkerSnapshot.Received received = receive(
                feed,
                Samples.MONDAY,
                List.of(row(2, feed, "1", "One"), row(3, feed, "2", "Two")),
                List.of(
                        new Rejection(4, Optional.of("start_date"), "is empty: write one"),
                        new Rejection(4, Optional.of("email"), "is no address"),
                        new Rejection(5, Optional.empty(), "has 3 columns")));
        assertEquals(new WorkerSnapshot.Counts(4, 2, 2, 0, 0), received.counts());
        apply(received);
    }

    @Test
    default void aWorkerThatStandsTwiceIsRejectedOnEveryLine() {
        String feed = feed();
        WorkerSnapshot.Received received = receive(
                feed,
                Samples.MONDAY,
                List.of(row(2, feed, "1", "One"), row(3, feed, "2", "Two"), row(7, feed, "1", "Uno")),
                List.of());
        assertEquals(new WorkerSnapshot.Counts(3, 1, 2, 0, 0), received.counts());
        SnapshotId id = received.receipt().id();
        List<Rejection> rejections =
                with(snapshots -> snapshots.rejections(id, PageRequest.first())).items();
        assertEquals(List.of(2L, 7L), rejections.stream().map(Rejection::line).toList());
        for (Rejection rejection : rejections) {
            assertEquals(Optional.of("worker_id"), rejection.field());
            assertTrue(rejection.reason().contains("2, 7"), rejection.reason());
        }
        assertEquals(List.of(3L), apply(received));
    }

    @Test
    default void theSameFileTwiceChangesNothingTheSecondTime() {
        String feed = feed();
        List<StagedRow> rows = List.of(row(2, feed, "1", "One"), row(3, feed, "2", "Two"));
        assertEquals(List.of(2L, 3L), apply(receive(feed, Samples.MONDAY, rows, List.of())));
        assertEquals(List.of(), apply(receive(feed, Samples.MONDAY.plusSeconds(1), rows, List.of())));
    }

    @Test
    default void everyFactThatDiffersMakesARowChanged() {
        String feed = feed();
        WorkerKey key = new WorkerKey(feed, "1");
        Profile profile = Samples.profile("Ada", "Sample");
        LocalDate start = LocalDate.parse("2024-01-01");
        Termination termination = Samples.lastDay("2026-03-31");
        List<WorkerRecord> versions = List.of(
                new WorkerRecord(key, profile, start, Optional.empty()),
                new WorkerRecord(key, Samples.profile("Ada", "Other"), start, Optional.empty()),
                new WorkerRecord(
                        key,
                        new Profile(
                                IdentityKind.CONTRACTOR,
                                "Ada",
                                "Other",
                                Optional.empty(),
                                Optional.of("Elsewhere"),
                                Optional.of("Boss"),
                                Optional.of("7"),
                                Optional.of("Here"),
                                ZoneId.of("Asia/Tokyo")),
                        start,
                        Optional.empty()),
                new WorkerRecord(key, profile, start.plusDays(1), Optional.empty()),
                new WorkerRecord(key, profile, start.plusDays(1), Optional.of(termination)),
                new WorkerRecord(
                        key,
                        profile,
                        start.plusDays(1),
                        Optional.of(new Termination(
                                termination.lastWorkingDay(),
                                Optional.of(LocalDate.parse("2026-04-30")),
                                Optional.of(Samples.MONDAY),
                                Optional.of(Samples.MONDAY)))));
        Instant at = Samples.MONDAY;
        for (WorkerRecord version : versions) {
            at = at.plusSeconds(1);
            WorkerSnapshot.Received received = receive(feed, at, List.of(new StagedRow(2, version)), List.of());
            SnapshotId id = received.receipt().id();
            assertEquals(List.of(new StagedRow(2, version)), with(snapshots -> snapshots.changed(id, 10)));
            apply(received);
        }
    }

    @Test
    default void takenRowsAreCountedAndNotGivenAgain() {
        String feed = feed();
        WorkerSnapshot.Received received = receive(
                feed,
                Samples.MONDAY,
                List.of(row(2, feed, "1", "One"), row(3, feed, "2", "Two"), row(4, feed, "3", "Three")),
                List.of());
        SnapshotId id = received.receipt().id();
        List<StagedRow> first = with(snapshots -> snapshots.changed(id, 2));
        assertEquals(List.of(2L, 3L), first.stream().map(StagedRow::line).toList());
        with(snapshots -> {
            first.forEach(row -> snapshots.taken(id, row));
            return first;
        });
        assertEquals(
                List.of(4L),
                with(snapshots -> snapshots.changed(id, 2)).stream()
                        .map(StagedRow::line)
                        .toList());
        assertEquals(2, with(snapshots -> snapshots.count(id)).changed());
        assertEquals(List.of(4L), apply(received));
        assertEquals(new WorkerSnapshot.Counts(3, 3, 0, 3, 0), with(snapshots -> snapshots.count(id)));
    }

    @Test
    default void aRowIsChangedAlsoWhereThoseBehindItWereTakenBefore() {
        String feed = feed();
        List<StagedRow> before = List.of(row(2, feed, "w1", "Byron"), row(3, feed, "w2", "Hopper"));
        apply(receive(feed, Samples.MONDAY, before, List.of()));
        List<StagedRow> after = List.of(row(2, feed, "w1", "Byron"), row(3, feed, "w2", "Murray"));
        SnapshotId id = receive(feed, Samples.MONDAY.plusSeconds(1), after, List.of())
                .receipt()
                .id();
        assertEquals(List.of(after.get(1)), with(snapshots -> snapshots.changed(id, 10)));
        with(snapshots -> {
            snapshots.taken(id, after.get(1));
            snapshots.forget(new WorkerKey(feed, "w1"));
            return id;
        });
        assertEquals(List.of(after.getFirst()), with(snapshots -> snapshots.changed(id, 10)));
    }

    @Test
    default void workersThatTheFileLeavesOutAreCountedByFeed() {
        String feed = feed();
        String other = feed();
        apply(receive(feed, Samples.MONDAY, List.of(row(2, feed, "1", "One"), row(3, feed, "2", "Two")), List.of()));
        apply(receive(other, Samples.MONDAY, List.of(row(2, other, "9", "Nine")), List.of()));
        WorkerSnapshot.Received without =
                receive(feed, Samples.MONDAY.plusSeconds(1), List.of(row(2, feed, "2", "Two")), List.of());
        assertEquals(1, without.counts().absent());
        apply(without);
    }

    @Test
    default void theOldestOfAFeedIsAppliedFirstAndFeedsInOrderOfTheirOldest() {
        String feed = feed();
        Instant early = Instant.parse("1999-01-01T00:00:00Z");
        WorkerSnapshot.Received second = receive(feed, early.plusSeconds(20), List.of(), List.of());
        WorkerSnapshot.Received first = receive(feed, early.plusSeconds(10), List.of(), List.of());
        WorkerSnapshot.Received elsewhere = receive(feed(), early.plusSeconds(15), List.of(), List.of());
        List<SnapshotId> order = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            WorkerSnapshot.Received next = with(WorkerSnapshots::nextToApply).orElseThrow();
            order.add(next.receipt().id());
            apply(next);
        }
        assertEquals(
                List.of(
                        first.receipt().id(),
                        elsewhere.receipt().id(),
                        second.receipt().id()),
                order);
    }

    @Test
    default void rejectionsPageByLine() {
        String feed = feed();
        List<Rejection> bad = new ArrayList<>();
        for (long line = 9; line >= 2; line--) {
            bad.add(new Rejection(line, Optional.of("email"), "is no address"));
        }
        bad.add(new Rejection(2, Optional.of("start_date"), "is empty"));
        WorkerSnapshot.Received received = receive(feed, Samples.MONDAY, List.of(), bad);
        SnapshotId id = received.receipt().id();
        List<Long> lines = WholeList.of(2, page -> with(snapshots -> snapshots.rejections(id, page))).stream()
                .map(r -> r.line())
                .toList();
        assertEquals(List.of(2L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L), lines);
        apply(received);
    }

    @Test
    default void snapshotsAreListedNewestFirst() {
        String feed = feed();
        Instant future = Instant.parse("2099-01-01T00:00:00Z");
        WorkerSnapshot.Arriving older = begin(feed, future);
        WorkerSnapshot.Arriving newer = begin(feed, future.plusSeconds(1));
        List<SnapshotId> listed =
                WholeList.of(500, page -> with(snapshots -> snapshots.list(Optional.empty(), page))).stream()
                        .filter(s -> s.receipt().feed().equals(feed))
                        .map(s -> s.receipt().id())
                        .toList();
        assertEquals(List.of(newer.receipt().id(), older.receipt().id()), listed);
    }

    @Test
    default void snapshotsOfOneFeedAreListedByPages() {
        String feed = feed();
        WorkerSnapshot older = begin(feed, Samples.MONDAY);
        begin(feed(), Samples.MONDAY.plusSeconds(1));
        WorkerSnapshot newer = begin(feed, Samples.MONDAY.plusSeconds(2));
        Slice<WorkerSnapshot> first =
                with(snapshots -> snapshots.list(Optional.of(feed), new PageRequest(1, Optional.empty())));
        assertEquals(List.of(newer), first.items());
        Slice<WorkerSnapshot> second =
                with(snapshots -> snapshots.list(Optional.of(feed), new PageRequest(1, first.next())));
        assertEquals(List.of(older), second.items());
        assertEquals(Optional.empty(), second.next());
        assertEquals(
                List.of(),
                with(snapshots -> snapshots.list(Optional.of("nobody's"), PageRequest.first()))
                        .items());
    }

    @Test
    default void oneWorkerIdInTwoFeedsIsTwoWorkers() {
        String feed = feed();
        apply(receive(feed, Samples.MONDAY, List.of(row(2, feed, "1", "One")), List.of()));
        String other = feed();
        WorkerSnapshot.Received received =
                receive(other, Samples.MONDAY, List.of(row(2, other, "1", "One")), List.of());
        assertEquals(new WorkerSnapshot.Counts(1, 1, 0, 0, 0), received.counts());
        assertEquals(List.of(2L), apply(received));
    }

    @Test
    default void onlyAGoodRowOfTheFileIsTaken() {
        String feed = feed();
        StagedRow twice = row(2, feed, "1", "One");
        WorkerSnapshot.Received received =
                receive(feed, Samples.MONDAY, List.of(twice, row(3, feed, "1", "Uno")), List.of());
        SnapshotId id = received.receipt().id();
        for (StagedRow bad : List.of(twice, row(9, feed, "9", "Nine"))) {
            assertThrows(
                    IllegalStateException.class,
                    () -> with(snapshots -> {
                        snapshots.taken(id, bad);
                        return bad;
                    }));
        }
        apply(received);
    }

    @Test
    default void whatIsUnknownIsAbsent() {
        assertEquals(Optional.empty(), with(snapshots -> snapshots.find(new SnapshotId(UUID.randomUUID()))));
        assertThrows(
                IllegalArgumentException.class,
                () -> with(snapshots ->
                        snapshots.rejections(new SnapshotId(UUID.randomUUID()), new PageRequest(1, Optional.of("x")))));
    }

    @Test
    default void nothingIsReadOutsideATransaction() {
        assertThrows(RuntimeException.class, () -> ports().workerSnapshots().find(new SnapshotId(UUID.randomUUID())));
    }
}

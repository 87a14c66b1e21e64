package dev.tenure.testkit.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tenure.application.lifecycle.RowsAside;
import dev.tenure.application.lifecycle.WorkerSnapshots;
import dev.tenure.application.lifecycle.WorkerSnapshots.StagedRow;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.domain.identity.SnapshotId;
import dev.tenure.domain.identity.WorkerFeed;
import dev.tenure.domain.identity.WorkerKey;
import dev.tenure.domain.identity.WorkerRecord;
import dev.tenure.domain.identity.WorkerSnapshot;
import dev.tenure.testkit.Ports;
import dev.tenure.testkit.sample.Samples;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What every {@link RowsAside} holds to. */
public interface RowsAsideContract {

    /** The ports to judge. */
    Ports ports();

    private <T> T with(Function<RowsAside, T> work) {
        return ports().transactions().call(now -> work.apply(ports().rowsAside()));
    }

    private <T> T files(Function<WorkerSnapshots, T> work) {
        return ports().transactions().call(now -> work.apply(ports().workerSnapshots()));
    }

    private static StagedRow row(long line, String feed, String workerId) {
        return new StagedRow(
                line,
                new WorkerRecord(
                        new WorkerKey(feed, workerId),
                        Samples.profile("Ada", "Sample"),
                        LocalDate.parse("2024-01-01"),
                        Optional.empty()));
    }

    private WorkerSnapshot.Received received(
            String feed, Instant at, WorkerFeed.Content content, List<StagedRow> rows) {
        WorkerSnapshot.Arriving arriving = new WorkerSnapshot.Arriving(
                new WorkerSnapshot.Receipt(new SnapshotId(ports().identifiers().next()), feed, "hr", at));
        SnapshotId id = arriving.receipt().id();
        return files(snapshots -> {
            snapshots.begin(arriving);
            snapshots.stage(id, rows);
            snapshots.describe(id, new WorkerSnapshots.Description(Samples.unique("digest"), 1, content, List.of()));
            WorkerSnapshot.Received received = arriving.arrived(snapshots.settle(id));
            snapshots.save(received);
            return received;
        });
    }

    private WorkerSnapshot.Applied apply(WorkerSnapshot.Received received) {
        SnapshotId id = received.receipt().id();
        return files(snapshots -> {
            snapshots.changed(id, 100).forEach(row -> snapshots.taken(id, row));
            WorkerSnapshot.Applied applied = received.applied(snapshots.count(id), Samples.MONDAY);
            snapshots.save(applied);
            return applied;
        });
    }

    private void setAside(WorkerSnapshot.Received received, StagedRow row, Instant now) {
        with(aside -> {
            aside.setAside(received.receipt().id(), row, new RowsAside.Failure("Category", "correlation"), now);
            return row;
        });
    }

    private List<RowsAside.Aside> waiting(String feed) {
        return with(aside -> aside.waiting(feed, Samples.MONDAY.plusSeconds(100), 10));
    }

    @Test
    default void aRowThatIsSetAsideIsLeftOutCountedAsRejectedAndKept() {
        String feed = Samples.unique("feed");
        StagedRow bad = row(2, feed, "1");
        WorkerSnapshot.Received received =
                received(feed, Samples.MONDAY, WorkerFeed.Content.SNAPSHOT, List.of(bad, row(3, feed, "2")));
        setAside(received, bad, Samples.MONDAY);
        SnapshotId id = received.receipt().id();
        assertEquals(
                List.of(3L),
                files(snapshots -> snapshots.changed(id, 10)).stream()
                        .map(StagedRow::line)
                        .toList());
        assertEquals(List.of(), waiting(feed));
        assertEquals(new WorkerSnapshot.Counts(2, 1, 1, 1, 0), apply(received).counts());
        RowsAside.Aside aside = waiting(feed).getFirst();
        assertEquals(
                new RowsAside.Aside(
                        id,
                        Samples.MONDAY,
                        bad,
                        new RowsAside.Failure("Category", "correlation"),
                        1,
                        Samples.MONDAY,
                        Samples.MONDAY),
                aside);
        assertEquals(
                2L,
                files(snapshots -> snapshots.rejections(id, PageRequest.first()))
                        .items()
                        .getFirst()
                        .line());
        assertEquals(List.of(), with(rows -> rows.waiting(feed, Samples.MONDAY, 10)));
    }

    @Test
    default void rowsOfOneFeedAreListedByWorkerAndByPages() {
        String feed = Samples.unique("feed");
        List<StagedRow> bad = List.of(row(2, feed, "b"), row(3, feed, "c"), row(4, feed, "a"));
        WorkerSnapshot.Received received = received(feed, Samples.MONDAY, WorkerFeed.Content.SNAPSHOT, bad);
        bad.forEach(one -> setAside(received, one, Samples.MONDAY));
        String other = Samples.unique("feed");
        WorkerSnapshot.Received others =
                received(other, Samples.MONDAY, WorkerFeed.Content.SNAPSHOT, List.of(row(2, other, "a")));
        setAside(others, row(2, other, "a"), Samples.MONDAY);
        apply(received);
        apply(others);
        Slice<RowsAside.Aside> first = with(rows -> rows.list(feed, new PageRequest(2, Optional.empty())));
        assertEquals(
                List.of(4L, 2L),
                first.items().stream().map(one -> one.row().line()).toList());
        Slice<RowsAside.Aside> second = with(rows -> rows.list(feed, new PageRequest(2, first.next())));
        assertEquals(
                List.of(3L),
                second.items().stream().map(one -> one.row().line()).toList());
        assertEquals(Optional.empty(), second.next());
        for (String one : List.of(feed, other)) {
            waiting(one)
                    .forEach(row -> with(rows -> {
                        rows.taken(row);
                        return row;
                    }));
        }
    }

    @Test
    default void whatIsTakenAfterAllIsTheLastRecordAndAsideNoMore() {
        String feed = Samples.unique("feed");
        StagedRow bad = row(2, feed, "1");
        WorkerSnapshot.Received received = received(feed, Samples.MONDAY, WorkerFeed.Content.SNAPSHOT, List.of(bad));
        setAside(received, bad, Samples.MONDAY);
        apply(received);
        RowsAside.Aside aside = waiting(feed).getFirst();
        with(rows -> {
            rows.failed(aside, new RowsAside.Failure("Other", "later"), Samples.MONDAY.plusSeconds(1));
            return aside;
        });
        RowsAside.Aside again = waiting(feed).getFirst();
        assertEquals(2, again.attempts());
        assertEquals("Other", again.failure().category());
        assertEquals(Samples.MONDAY.plusSeconds(1), again.lastTried());
        with(rows -> {
            rows.taken(again);
            return again;
        });
        assertEquals(List.of(), waiting(feed));
        assertThrows(
                IllegalStateException.class,
                () -> with(rows -> {
                    rows.taken(again);
                    return again;
                }));
        WorkerSnapshot.Received same =
                received(feed, Samples.MONDAY.plusSeconds(2), WorkerFeed.Content.SNAPSHOT, List.of(bad));
        assertEquals(0, apply(same).counts().changed());
    }

    @Test
    default void aLaterFileThatNamesTheWorkerOrIsFullMakesItForgotten() {
        String feed = Samples.unique("feed");
        StagedRow bad = row(2, feed, "1");
        WorkerSnapshot.Received first = received(feed, Samples.MONDAY, WorkerFeed.Content.SNAPSHOT, List.of(bad));
        setAside(first, bad, Samples.MONDAY);
        apply(first);
        apply(received(feed, Samples.MONDAY.plusSeconds(1), WorkerFeed.Content.DELTA, List.of(row(2, feed, "2"))));
        assertEquals(1, waiting(feed).size());
        apply(received(feed, Samples.MONDAY.plusSeconds(2), WorkerFeed.Content.DELTA, List.of(row(2, feed, "1"))));
        assertEquals(0, waiting(feed).size());
        String other = Samples.unique("feed");
        StagedRow worse = row(2, other, "1");
        WorkerSnapshot.Received second = received(other, Samples.MONDAY, WorkerFeed.Content.SNAPSHOT, List.of(worse));
        setAside(second, worse, Samples.MONDAY);
        apply(second);
        apply(received(other, Samples.MONDAY.plusSeconds(1), WorkerFeed.Content.SNAPSHOT, List.of()));
        assertEquals(0, waiting(other).size());
    }

    @Test
    default void onlyAGoodRowIsSetAside() {
        String feed = Samples.unique("feed");
        WorkerSnapshot.Received received =
                received(feed, Samples.MONDAY, WorkerFeed.Content.SNAPSHOT, List.of(row(2, feed, "1")));
        assertThrows(IllegalStateException.class, () -> setAside(received, row(9, feed, "9"), Samples.MONDAY));
        apply(received);
    }

    @Test
    default void whileARowIsAsideTheSameFileIsNotInForce() {
        String feed = Samples.unique("feed");
        StagedRow bad = row(2, feed, "1");
        WorkerSnapshot.Received received = received(feed, Samples.MONDAY, WorkerFeed.Content.SNAPSHOT, List.of(bad));
        setAside(received, bad, Samples.MONDAY);
        apply(received);
        String digest = files(
                        snapshots -> snapshots.description(received.receipt().id()))
                .orElseThrow()
                .digest();
        assertEquals(Optional.empty(), files(snapshots -> snapshots.inForce(feed, digest, 1)));
    }
}

package dev.tenure.persistence.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.application.lifecycle.WorkerSnapshots;
import dev.tenure.application.lifecycle.WorkerSnapshots.Rejection;
import dev.tenure.application.lifecycle.WorkerSnapshots.StagedRow;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.identity.SnapshotId;
import dev.tenure.domain.identity.Termination;
import dev.tenure.domain.identity.WorkerRecord;
import dev.tenure.domain.identity.WorkerSnapshot;
import dev.tenure.domain.identity.WorkerSnapshot.Counts;
import dev.tenure.persistence.samples.Samples;
import dev.tenure.persistence.samples.Tables;
import dev.tenure.persistence.testing.DatabaseForTests;
import dev.tenure.persistence.testing.EmbeddedDatabase;
import dev.tenure.persistence.testing.InjectDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = DatabaseForTests.class, restrictToAnnotatedClass = false)
class PostgresWorkerSnapshotsTest {

    @Inject
    WorkerSnapshots snapshots;

    @Inject
    DataSource dataSource;

    @Inject
    Transactions transactions;

    @InjectDatabase
    EmbeddedDatabase database;

    @BeforeEach
    void empty() {
        Tables.empty(database);
    }

    @Test
    void everyFactOfARowComesBack() {
        SnapshotId id = begun(Samples.FEED, Samples.NOON).receipt().id();
        Termination sparse =
                new Termination(LocalDate.of(2026, 5, 1), Optional.empty(), Optional.empty(), Optional.empty());
        List<StagedRow> rows = List.of(
                new StagedRow(2, Samples.record("W-1", "Nora", Optional.of(Samples.termination()))),
                new StagedRow(3, Samples.record("W\\2\\N", "\\N", Optional.of(sparse))),
                new StagedRow(5, Samples.record("W 3", "Tab\tStop", Optional.empty())));
        run(() -> snapshots.stage(id, rows));
        assertEquals(rows, call(() -> snapshots.changed(id, 10)));
        assertEquals(rows.subList(0, 2), call(() -> snapshots.changed(id, 2)));
    }

    @Test
    void aWorkerOnVeryManyLinesGetsAShortReason() {
        SnapshotId id = begun(Samples.FEED, Samples.NOON).receipt().id();
        run(() -> snapshots.stage(
                id, LongStream.range(2, 502).mapToObj(line -> row(line, "W-1")).toList()));
        assertEquals(new Counts(500, 0, 500, 0, 0), call(() -> snapshots.settle(id)));
        String reason = call(() -> snapshots.rejections(id, new PageRequest(1, Optional.empty())))
                .items()
                .getFirst()
                .reason();
        assertTrue(reason.contains("500 lines") && reason.length() < 120, reason);
    }

    @Test
    void rejectionsComeAPageAtATimeByLine() {
        SnapshotId id = begun(Samples.FEED, Samples.NOON).receipt().id();
        List<Rejection> rejections = List.of(
                new Rejection(2, Optional.of("email"), "one"),
                new Rejection(2, Optional.empty(), "two\nlines\tand\\more"),
                new Rejection(3, Optional.empty(), "three"),
                new Rejection(4, Optional.empty(), "four"));
        run(() -> snapshots.reject(id, rejections));
        List<Rejection> seen = new ArrayList<>();
        Optional<String> after = Optional.empty();
        do {
            PageRequest page = new PageRequest(1, after);
            Slice<Rejection> slice = call(() -> snapshots.rejections(id, page));
            seen.addAll(slice.items());
            after = slice.next();
        } while (after.isPresent());
        assertEquals(rejections, seen);
        assertThrows(
                IllegalArgumentException.class,
                () -> call(() -> snapshots.rejections(id, new PageRequest(1, Optional.of("x")))));
    }

    @Test
    void whatWasStagedGoesWithTheEnd() {
        SnapshotId applied = received(Samples.FEED, Samples.NOON, row(2, "W-1"));
        run(() -> snapshots.save(
                ((WorkerSnapshot.Received) snapshots.find(applied).orElseThrow())
                        .applied(new Counts(1, 1, 0, 1, 0), Samples.NOON)));
        WorkerSnapshot.Arriving arriving = begun(Samples.FEED, Samples.NOON);
        run(() -> snapshots.stage(arriving.receipt().id(), List.of(row(2, "W-1"))));
        run(() -> snapshots.save(arriving.refuse("cannot be read")));
        assertEquals(List.of(), call(() -> Tables.texts(dataSource, "SELECT line FROM worker_row")));
    }

    @Test
    void theOldestOfEachFeedComesFirstAndNoOtherOvertakesIt() throws Exception {
        SnapshotId oldest = received("hr-a", Samples.NOON, row(2, "W-1"));
        SnapshotId second = received("hr-a", Samples.NOON.plusSeconds(1), row(2, "W-1"));
        SnapshotId otherFeed = received("hr-b", Samples.NOON.plusSeconds(2), row(2, "W-1"));
        begun("hr-c", Samples.NOON.minusSeconds(60));
        CountDownLatch taken = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
            Future<SnapshotId> first = thread.submit(() -> call(() -> {
                SnapshotId next = next().orElseThrow();
                taken.countDown();
                await(end);
                return next;
            }));
            await(taken);
            assertEquals(Optional.of(otherFeed), call(this::next));
            end.countDown();
            assertEquals(oldest, first.get(30, TimeUnit.SECONDS));
        }
        apply(oldest);
        assertEquals(Optional.of(second), call(this::next));
        apply(second);
        apply(otherFeed);
        assertEquals(Optional.empty(), call(this::next));
    }

    private Optional<SnapshotId> next() {
        return snapshots.nextToApply().map(received -> received.receipt().id());
    }

    private void apply(SnapshotId id) {
        run(() -> snapshots.save(((WorkerSnapshot.Received) snapshots.find(id).orElseThrow())
                .applied(new Counts(1, 1, 0, 1, 0), Samples.NOON)));
    }

    private WorkerSnapshot.Arriving begun(String feed, Instant at) {
        WorkerSnapshot.Arriving arriving = new WorkerSnapshot.Arriving(
                new WorkerSnapshot.Receipt(new SnapshotId(UUID.randomUUID()), feed, "sender", at));
        run(() -> snapshots.begin(arriving));
        return arriving;
    }

    private SnapshotId received(String feed, Instant at, StagedRow... rows) {
        WorkerSnapshot.Arriving arriving = begun(feed, at);
        SnapshotId id = arriving.receipt().id();
        run(() -> snapshots.stage(id, List.of(rows)));
        run(() -> snapshots.save(arriving.arrived(snapshots.settle(id))));
        return id;
    }

    private static StagedRow row(long line, String workerId) {
        WorkerRecord record = Samples.record(workerId, "Nora", Optional.empty());
        return new StagedRow(line, record);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(30, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void run(Runnable work) {
        transactions.call(now -> {
            work.run();
            return now;
        });
    }

    private <T> T call(Supplier<T> work) {
        return transactions.call(now -> work.get());
    }
}

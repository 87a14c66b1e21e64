package dev.tenure.testkit.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.application.lifecycle.SuspectedLeavers;
import dev.tenure.application.lifecycle.WorkerSnapshots;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.domain.identity.Employment;
import dev.tenure.domain.identity.Identity;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.identity.SnapshotId;
import dev.tenure.domain.identity.Tenure;
import dev.tenure.domain.identity.WorkerFeed;
import dev.tenure.domain.identity.WorkerKey;
import dev.tenure.domain.identity.WorkerRecord;
import dev.tenure.domain.identity.WorkerSnapshot;
import dev.tenure.domain.lifecycle.SuspectedLeaver;
import dev.tenure.domain.lifecycle.SuspicionId;
import dev.tenure.testkit.Ports;
import dev.tenure.testkit.paging.WholeList;
import dev.tenure.testkit.sample.Samples;
import dev.tenure.testkit.transaction.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What {@link SuspectedLeavers} promises. */
public interface SuspectedLeaversContract {

    /** How long somebody has to find out. */
    Duration WITHIN = Duration.ofHours(24);

    /** The ports under test. */
    Ports ports();

    private <T> T with(Function<SuspectedLeavers, T> work) {
        return ports().transactions().call(now -> work.apply(ports().suspectedLeavers()));
    }

    /** A worker whom a feed has told of. */
    private WorkerRecord known(String feed, String workerId, Employment employment) {
        WorkerRecord record = new WorkerRecord(
                new WorkerKey(feed, workerId),
                Samples.profile("Ada", "Sample"),
                LocalDate.parse("2024-01-01"),
                Optional.empty());
        ports().transactions().call(now -> {
            Identity identity = new Identity(
                    new IdentityId(UUID.randomUUID()), record.key(), record.profile(), employment, Optional.empty(), 0);
            ports().workerStatements().add(identity.id(), record, now);
            return ports().identities().save(identity, Samples.entry(identity, Identity.Change.HIRED, now));
        });
        SnapshotId earlier = file(feed, record);
        ports().transactions().call(now -> {
            ports().workerSnapshots().taken(earlier, new WorkerSnapshots.StagedRow(2, record));
            return now;
        });
        end(earlier);
        return record;
    }

    private static Employment works() {
        return new Employment.Active(Tenure.first(LocalDate.parse("2024-01-01")));
    }

    /** A file that is here, with these rows. */
    private SnapshotId file(String feed, WorkerRecord... records) {
        return file(feed, WorkerFeed.Content.SNAPSHOT, List.of(), records);
    }

    private SnapshotId file(
            String feed, WorkerFeed.Content content, List<WorkerSnapshots.Mention> mentions, WorkerRecord... records) {
        SnapshotId id = new SnapshotId(UUID.randomUUID());
        ports().transactions().call(now -> {
            WorkerSnapshot.Arriving arriving =
                    new WorkerSnapshot.Arriving(new WorkerSnapshot.Receipt(id, feed, "somebody", Samples.MONDAY));
            ports().workerSnapshots().begin(arriving);
            List<WorkerSnapshots.StagedRow> rows = new ArrayList<>();
            Arrays.stream(records).forEach(r -> rows.add(new WorkerSnapshots.StagedRow(rows.size() + 2, r)));
            ports().workerSnapshots().stage(id, rows);
            ports().workerSnapshots().mention(id, mentions);
            ports().workerSnapshots().describe(id, new WorkerSnapshots.Description("digest", 1, content, List.of()));
            ports().workerSnapshots()
                    .save(arriving.arrived(ports().workerSnapshots().settle(id)));
            return now;
        });
        return id;
    }

    private void end(SnapshotId id) {
        ports().transactions().call(now -> {
            WorkerSnapshot.Received received =
                    (WorkerSnapshot.Received) ports().workerSnapshots().find(id).orElseThrow();
            ports().workerSnapshots()
                    .save(received.applied(ports().workerSnapshots().count(id), now));
            return now;
        });
    }

    private SuspectedLeavers.Raised compared(SnapshotId file, Instant at) {
        SuspectedLeavers.Raised raised = with(s -> s.compare(file, WITHIN, at));
        end(file);
        return raised;
    }

    private List<SuspectedLeaver> of(WorkerRecord record) {
        return WholeList.of(500, page -> with(s -> s.list(Optional.empty(), page))).stream()
                .filter(s -> s.suspicion().key().equals(record.key()))
                .toList();
    }

    private SuspectedLeaver.Open open(WorkerRecord record) {
        return assertInstanceOf(SuspectedLeaver.Open.class, of(record).getFirst());
    }

    @Test
    default void ofADeltaOnlyWhoIsCalledRemovedIsSuspectedAndARejectedRowSettlesIt() {
        WorkerRecord removed = known("delta", "W-1", works());
        WorkerRecord unnamed = known("delta", "W-2", works());
        SnapshotId delta =
                file("delta", WorkerFeed.Content.DELTA, List.of(new WorkerSnapshots.Mention(2, removed.key(), true)));
        assertEquals(1, compared(delta, Samples.MONDAY).raised());
        assertEquals(removed.key(), open(removed).suspicion().key());
        assertEquals(List.of(), of(unnamed));

        SnapshotId later =
                file("delta", WorkerFeed.Content.DELTA, List.of(new WorkerSnapshots.Mention(2, removed.key(), false)));
        assertEquals(1, compared(later, Samples.MONDAY).settled());
    }

    @Test
    default void whoIsMissingFromAFullFileIsSuspectedOnce() {
        String feed = Samples.unique("feed");
        WorkerRecord there = known(feed, "1", works());
        WorkerRecord missing = known(feed, "2", works());
        SnapshotId first = file(feed, there);
        SuspectedLeavers.Raised raised = compared(first, Samples.MONDAY);
        assertEquals(1, raised.raised());
        assertEquals(0, raised.settled());
        assertTrue(raised.digest().matches("[0-9a-f]{64}"), raised.digest());
        SuspectedLeaver.Open open = open(missing);
        assertEquals(first, open.suspicion().snapshot());
        assertEquals(Samples.MONDAY, open.suspicion().since());
        assertEquals(Samples.MONDAY.plus(WITHIN), open.suspicion().deadline());
        assertEquals(List.of(), of(there));
        assertEquals(
                0, compared(file(feed, there), Samples.MONDAY.plusSeconds(60)).raised());
        assertEquals(List.of(open), of(missing));
    }

    @Test
    default void whoIsToldOfAgainOrHasLeftIsNotSuspectedAnyMore() {
        String feed = Samples.unique("feed");
        WorkerRecord missing = known(feed, "1", works());
        WorkerRecord gone = known(
                feed,
                "2",
                new Employment.Ended(
                        Tenure.first(LocalDate.parse("2024-01-01")),
                        Samples.lastDay("2026-01-31"),
                        Samples.MONDAY,
                        Samples.MONDAY));
        assertEquals(1, compared(file(feed), Samples.MONDAY).raised());
        assertEquals(List.of(), of(gone));
        assertEquals(
                1, compared(file(feed, missing), Samples.MONDAY.plusSeconds(60)).settled());
        assertEquals(
                Samples.MONDAY.plusSeconds(60),
                assertInstanceOf(SuspectedLeaver.Settled.class, of(missing).getFirst())
                        .at());
        assertEquals(1, compared(file(feed), Samples.MONDAY.plusSeconds(120)).raised());
    }

    @Test
    default void anotherFeedsWorkersAreNobodysBusiness() {
        WorkerRecord elsewhere = known(Samples.unique("feed"), "1", works());
        assertEquals(0, compared(file(Samples.unique("feed")), Samples.MONDAY).raised());
        assertEquals(List.of(), of(elsewhere));
    }

    @Test
    default void whoStaysIsAskedAboutAgainFromTheDayThatWasNamed() {
        String feed = Samples.unique("feed");
        WorkerRecord missing = known(feed, "1", works());
        compared(file(feed), Samples.MONDAY);
        LocalDate until = LocalDate.ofInstant(Samples.MONDAY, Samples.ZONE).plusDays(3);
        SuspectedLeaver.Stays stays = open(missing).stays(until, "A broken file", "somebody", Samples.MONDAY);
        with(s -> {
            s.save(stays);
            return s;
        });
        Instant day = until.atStartOfDay(Samples.ZONE).toInstant();
        assertEquals(0, compared(file(feed), day.minusSeconds(1)).raised());
        assertEquals(1, compared(file(feed), day).raised());
    }

    @Test
    default void everyDecisionComesBackAndIsMadeOnce() {
        String feed = Samples.unique("feed");
        WorkerRecord missing = known(feed, "1", works());
        compared(file(feed), Samples.MONDAY);
        SuspectedLeaver.Open open = open(missing);
        SuspectedLeaver.Left left =
                open.left(LocalDate.parse("2026-02-27"), "Found out", "somebody", Samples.MONDAY.plusSeconds(5));
        with(s -> {
            s.save(left);
            return s;
        });
        assertEquals(
                Optional.of(new SuspectedLeaver.Left(
                        left.suspicion(),
                        left.lastWorkingDay(),
                        left.reason(),
                        left.by(),
                        left.at(),
                        left.version() + 1)),
                with(s -> s.find(open.suspicion().id())));
        Refusal.of(ports(), () -> ports().suspectedLeavers().save(left));
        assertEquals(Optional.empty(), with(s -> s.find(new SuspicionId(UUID.randomUUID()))));
    }

    @Test
    default void whatIsOverdueIsGivenOnce() {
        String feed = Samples.unique("feed");
        Instant ago = Instant.parse("1970-01-05T00:00:00Z");
        WorkerRecord missing = known(feed, "1", works());
        compared(file(feed), ago);
        SuspicionId id = open(missing).suspicion().id();
        Instant deadline = ago.plus(WITHIN);
        assertFalse(with(s -> s.noteOverdue(deadline, 500)).contains(id));
        assertTrue(with(s -> s.noteOverdue(deadline.plusSeconds(1), 500)).contains(id));
        assertFalse(with(s -> s.noteOverdue(deadline.plusSeconds(1), 500)).contains(id));
    }

    @Test
    default void listsFilterByState() {
        String feed = Samples.unique("feed");
        WorkerRecord missing = known(feed, "1", works());
        compared(file(feed), Samples.MONDAY);
        for (SuspectedLeaver found :
                with(s -> s.list(Optional.of("open"), PageRequest.first())).items()) {
            assertInstanceOf(SuspectedLeaver.Open.class, found);
        }
        assertTrue(WholeList.of(500, page -> with(s -> s.list(Optional.of("open"), page)))
                .contains(open(missing)));
    }

    @Test
    default void nothingOfSuspicionsIsReadOutsideATransaction() {
        assertThrows(RuntimeException.class, () -> ports().suspectedLeavers().find(new SuspicionId(UUID.randomUUID())));
    }
}

package dev.tenure.testkit.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tenure.application.lifecycle.SnapshotPreviews;
import dev.tenure.application.lifecycle.SnapshotPreviews.Standing;
import dev.tenure.application.lifecycle.WorkerSnapshots;
import dev.tenure.application.lifecycle.WorkerSnapshots.Mention;
import dev.tenure.application.lifecycle.WorkerSnapshots.StagedRow;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.domain.identity.Identity;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.identity.SnapshotId;
import dev.tenure.domain.identity.WorkerFeed;
import dev.tenure.domain.identity.WorkerKey;
import dev.tenure.domain.identity.WorkerRecord;
import dev.tenure.domain.identity.WorkerSnapshot;
import dev.tenure.domain.identity.WorkerSnapshot.Effect;
import dev.tenure.domain.inventory.SystemMode;
import dev.tenure.domain.inventory.TargetSystem;
import dev.tenure.domain.provisioning.Attempt.SeenAccount;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.domain.reconciliation.Protection;
import dev.tenure.testkit.Ports;
import dev.tenure.testkit.paging.WholeList;
import dev.tenure.testkit.sample.Samples;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What every {@link SnapshotPreviews} holds to, and the parts of {@link WorkerSnapshots} that it works with. */
public interface SnapshotPreviewsContract {

    /** The ports to judge. */
    Ports ports();

    private <T> T with(Function<SnapshotPreviews, T> work) {
        return ports().transactions().call(now -> work.apply(ports().snapshotPreviews()));
    }

    private <T> T files(Function<WorkerSnapshots, T> work) {
        return ports().transactions().call(now -> work.apply(ports().workerSnapshots()));
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

    private WorkerSnapshot.Arriving arriving(String feed, Instant at) {
        WorkerSnapshot.Arriving arriving = new WorkerSnapshot.Arriving(
                new WorkerSnapshot.Receipt(new SnapshotId(ports().identifiers().next()), feed, "hr", at));
        return files(snapshots -> {
            snapshots.begin(arriving);
            return arriving;
        });
    }

    private WorkerSnapshot.Counts staged(
            WorkerSnapshot.Arriving arriving,
            WorkerFeed.Content content,
            String digest,
            List<StagedRow> rows,
            List<Mention> mentions) {
        SnapshotId id = arriving.receipt().id();
        return files(snapshots -> {
            snapshots.stage(id, rows);
            snapshots.mention(id, mentions);
            snapshots.describe(id, new WorkerSnapshots.Description(digest, 1, content, List.of("a remark")));
            return snapshots.settle(id);
        });
    }

    private WorkerSnapshot.Previewing previewing(String feed, Instant at, List<StagedRow> rows) {
        WorkerSnapshot.Arriving arriving = arriving(feed, at);
        WorkerSnapshot.Previewing previewing = arriving.awaitDecision(
                staged(arriving, WorkerFeed.Content.SNAPSHOT, Samples.unique("digest"), rows, List.of()));
        save(previewing);
        return previewing;
    }

    private void save(WorkerSnapshot snapshot) {
        files(snapshots -> {
            snapshots.save(snapshot);
            return snapshot;
        });
    }

    /** A full file whose rows are taken at once. */
    private SnapshotId applied(String feed, Instant at, Instant appliedAt, String digest, List<StagedRow> rows) {
        WorkerSnapshot.Arriving arriving = arriving(feed, at);
        WorkerSnapshot.Received received =
                arriving.arrived(staged(arriving, WorkerFeed.Content.SNAPSHOT, digest, rows, List.of()));
        save(received);
        return files(snapshots -> {
            SnapshotId id = received.receipt().id();
            snapshots.changed(id, 100).forEach(row -> snapshots.taken(id, row));
            snapshots.save(received.applied(snapshots.count(id), appliedAt));
            return id;
        });
    }

    private WorkerSnapshot.Previewed previewed(WorkerSnapshot.Previewing previewing, Instant at) {
        WorkerSnapshot.Previewed previewed = previewing.previewed(
                with(previews -> previews.foreseen(previewing.receipt().id())), at);
        save(previewed);
        return previewed;
    }

    private void discard(WorkerSnapshot.Previewing previewing) {
        save(previewing.discard("somebody", Samples.MONDAY));
    }

    @Test
    default void rowsThatSayWhatWasSaidAreUnchangedAndUnknownWorkersAreFresh() {
        String feed = Samples.unique("feed");
        applied(
                feed,
                Samples.MONDAY,
                Samples.MONDAY,
                "one",
                List.of(row(2, feed, "1", "One"), row(3, feed, "2", "Two")));
        WorkerSnapshot.Previewing waits = previewing(
                feed,
                Samples.MONDAY.plusSeconds(5),
                List.of(row(2, feed, "1", "One"), row(3, feed, "2", "Other"), row(4, feed, "3", "Three")));
        SnapshotId id = waits.receipt().id();
        for (int time = 0; time < 2; time++) {
            with(previews -> {
                previews.compare(id, false);
                return id;
            });
            assertEquals(
                    List.of(3L, 4L),
                    with(previews -> previews.open(id, 10)).stream()
                            .map(StagedRow::line)
                            .toList());
        }
        with(previews -> {
            previews.forget(id);
            previews.compare(id, true);
            return id;
        });
        // No key of a worker is known: only statements make one, and nothing was said here.
        assertEquals(new WorkerSnapshot.Foreseen(2, 0, 0, 0, 0, 1), with(previews -> previews.foreseen(id)));
        discard(waits);
    }

    @Test
    default void effectsAreKeptCountedAndListedByLine() {
        String feed = Samples.unique("feed");
        List<StagedRow> rows = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            rows.add(row(i + 2, feed, "w" + i, "Name"));
        }
        WorkerSnapshot.Previewing waits = previewing(feed, Samples.MONDAY, rows);
        SnapshotId id = waits.receipt().id();
        with(previews -> {
            previews.foresee(
                    id,
                    Map.of(
                            2L, Effect.LEAVING,
                            3L, Effect.CHANGED,
                            4L, Effect.CHANGED,
                            5L, Effect.CHANGED,
                            6L, Effect.LEAVING_LATER,
                            7L, Effect.RETURNING));
            return id;
        });
        assertEquals(
                List.of(8L),
                with(previews -> previews.open(id, 10)).stream()
                        .map(StagedRow::line)
                        .toList());
        assertEquals(new WorkerSnapshot.Foreseen(0, 1, 1, 3, 1, 0), with(previews -> previews.foreseen(id)));
        Slice<StagedRow> first =
                with(previews -> previews.rows(id, Effect.CHANGED, new PageRequest(2, Optional.empty())));
        assertEquals(
                List.of(3L, 4L), first.items().stream().map(StagedRow::line).toList());
        Slice<StagedRow> second = with(previews -> previews.rows(id, Effect.CHANGED, new PageRequest(2, first.next())));
        assertEquals(List.of(rows.get(3)), second.items());
        assertEquals(Optional.empty(), second.next());
        assertEquals(List.of(), with(previews -> previews.atStake(id)));
        discard(waits);
    }

    @Test
    default void accountsAtStakeAreThoseOfWhoLeavesAtOnceInTheOrderOfTheFile() {
        String feed = Samples.unique("feed");
        List<StagedRow> rows = List.of(
                row(2, feed, "1", "One"),
                row(3, feed, "2", "Two"),
                row(4, feed, "3", "Three"),
                row(5, feed, "4", "Four"),
                row(6, feed, "5", "Nobody knows"));
        WorkerSnapshot.Previewing waits = previewing(feed, Samples.MONDAY, rows);
        SnapshotId id = waits.receipt().id();
        TargetSystem one = Samples.system(Samples.unique("one"), new SystemMode.Act());
        TargetSystem two = Samples.system(Samples.unique("two"), new SystemMode.Act());
        AccountId[] seen = ports().transactions().call(now -> {
            ports().systems().save(one);
            ports().systems().save(two);
            IdentityId[] people = rows.stream()
                    .limit(4)
                    .map(row -> {
                        Identity identity = Samples.identity("Somebody", "Sample");
                        ports().identities().save(identity, Samples.entry(identity, Identity.Change.HIRED, now));
                        ports().workerStatements().add(identity.id(), row.record(), now);
                        return identity.id();
                    })
                    .toArray(IdentityId[]::new);
            AccountId[] accounts = {
                account(one, people[1], "a", true, now),
                account(one, people[0], "z", true, now),
                account(one, people[0], "y", false, now),
                account(one, people[2], "later", true, now),
                account(two, people[3], "protected", true, now),
                account(two, people[1], "b", false, now)
            };
            ports().accounts().protect(accounts[4], Optional.of(new Protection("runs the bells", "ada", now)));
            ports().snapshotPreviews()
                    .foresee(
                            id,
                            Map.of(
                                    2L, Effect.LEAVING,
                                    3L, Effect.LEAVING,
                                    4L, Effect.LEAVING_LATER,
                                    5L, Effect.LEAVING,
                                    6L, Effect.LEAVING));
            return accounts;
        });
        assertEquals(
                Set.of(
                        new SnapshotPreviews.AtStake(one.id(), List.of(seen[2], seen[1], seen[0]), 2),
                        new SnapshotPreviews.AtStake(two.id(), List.of(seen[5]), 0)),
                Set.copyOf(with(previews -> previews.atStake(id))));
        discard(waits);
    }

    private AccountId account(TargetSystem system, IdentityId whose, String name, boolean enabled, Instant now) {
        return ports().accounts()
                .recordSeen(
                        system.id(),
                        new SeenAccount(name, name, enabled, List.of(), List.of()),
                        whose,
                        new AccountId(UUID.randomUUID()),
                        now)
                .id();
    }

    @Test
    default void thePreviewComesBackAsItWasSavedAndTheDecisionToo() {
        String feed = Samples.unique("feed");
        WorkerSnapshot.Previewing waits = previewing(feed, Samples.MONDAY, List.of(row(2, feed, "1", "One")));
        SnapshotId id = waits.receipt().id();
        WorkerSnapshot.Previewed previewed =
                waits.previewed(new WorkerSnapshot.Foreseen(1, 2, 3, 4, 5, 6), Samples.MONDAY.plusSeconds(1));
        save(previewed);
        assertEquals(Optional.of(previewed), files(snapshots -> snapshots.find(id)));
        assertEquals(Standing.CURRENT, with(previews -> previews.standing(previewed)));
        save(previewed.overtaken());
        assertEquals(Optional.of(waits), files(snapshots -> snapshots.find(id)));
        save(previewed);
        WorkerSnapshot.Received committed = previewed.commit("somebody", Samples.MONDAY.plusSeconds(2));
        save(committed);
        assertEquals(Optional.of(committed), files(snapshots -> snapshots.find(id)));
        WorkerSnapshot.Applied applied = committed.applied(committed.counts(), Samples.MONDAY.plusSeconds(3));
        save(applied);
        assertEquals(Optional.of(applied), files(snapshots -> snapshots.find(id)));
        assertEquals(
                List.of("a remark"),
                files(snapshots -> snapshots.description(id)).orElseThrow().remarks());
    }

    @Test
    default void aFileThatWasTakenSinceIsSeenByWhenItCame() {
        String feed = Samples.unique("feed");
        Instant early = Samples.MONDAY.minusSeconds(1_000);
        WorkerSnapshot.Previewed previewed =
                previewed(previewing(feed, Samples.MONDAY, List.of()), Samples.MONDAY.plusSeconds(10));
        applied(feed, early, Samples.MONDAY.plusSeconds(5), "one", List.of());
        assertEquals(Standing.CURRENT, with(previews -> previews.standing(previewed)));
        applied(feed, early.plusSeconds(1), Samples.MONDAY.plusSeconds(20), "two", List.of());
        assertEquals(Standing.OUT_OF_DATE, with(previews -> previews.standing(previewed)));
        applied(feed, Samples.MONDAY.plusSeconds(30), Samples.MONDAY.plusSeconds(31), "three", List.of());
        assertEquals(Standing.SUPERSEDED, with(previews -> previews.standing(previewed)));
        save(previewed.discard("somebody", Samples.MONDAY));
    }

    @Test
    default void absentIsWhomAFullFileLeavesOutAndWhomADeltaRemoves() {
        String feed = Samples.unique("feed");
        List<StagedRow> all = List.of(
                row(2, feed, "1", "One"),
                row(3, feed, "2", "Two"),
                row(4, feed, "3", "Three"),
                row(5, feed, "4", "Four"));
        applied(feed, Samples.MONDAY, Samples.MONDAY, "one", all);
        List<Mention> mentions = List.of(
                new Mention(3, new WorkerKey(feed, "2"), false), new Mention(4, new WorkerKey(feed, "3"), true));
        for (WorkerFeed.Content content : WorkerFeed.Content.values()) {
            WorkerSnapshot.Arriving arriving = arriving(feed, Samples.MONDAY.plusSeconds(9));
            WorkerSnapshot.Previewing waits = arriving.awaitDecision(
                    staged(arriving, content, Samples.unique("digest"), List.of(row(2, feed, "1", "One")), mentions));
            save(waits);
            List<String> expected =
                    switch (content) {
                        case SNAPSHOT -> List.of("3", "4");
                        case DELTA -> List.of("3");
                    };
            assertEquals(expected.size(), waits.counts().absent(), content.name());
            SnapshotId id = waits.receipt().id();
            List<String> found = WholeList.of(1, page -> with(previews -> previews.absent(id, page))).stream()
                    .map(key -> key.workerId())
                    .toList();
            assertEquals(expected, found, content.name());
            discard(waits);
        }
    }

    @Test
    default void theFileInForceIsKnownByItsContentUntilALaterOneComes() {
        String feed = Samples.unique("feed");
        SnapshotId first = applied(feed, Samples.MONDAY, Samples.MONDAY, "one", List.of());
        assertEquals(Optional.of(first), files(snapshots -> snapshots.inForce(feed, "one", 1)));
        assertEquals(Optional.empty(), files(snapshots -> snapshots.inForce(feed, "two", 1)));
        assertEquals(Optional.empty(), files(snapshots -> snapshots.inForce(feed, "one", 2)));
        assertEquals(Optional.empty(), files(snapshots -> snapshots.inForce(Samples.unique("feed"), "one", 1)));
        WorkerSnapshot.Arriving again = arriving(feed, Samples.MONDAY.plusSeconds(1));
        save(again.repeats(first));
        assertEquals(
                Optional.of(again.repeats(first)),
                files(snapshots -> snapshots.find(again.receipt().id())));
        assertEquals(Optional.of(first), files(snapshots -> snapshots.inForce(feed, "one", 1)));
        applied(feed, Samples.MONDAY.plusSeconds(2), Samples.MONDAY, "two", List.of());
        assertEquals(Optional.empty(), files(snapshots -> snapshots.inForce(feed, "one", 1)));
    }
}

package dev.tenure.testkit.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.application.lifecycle.DecideWorkerSnapshot;
import dev.tenure.application.lifecycle.DecideWorkerSnapshot.Decision;
import dev.tenure.application.lifecycle.ReceiveWorkerSnapshot;
import dev.tenure.application.lifecycle.ShowPreview;
import dev.tenure.application.lifecycle.ShowPreview.Wanted;
import dev.tenure.application.lifecycle.ShowSnapshot;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.provisioning.Holds;
import dev.tenure.application.provisioning.ListHolds;
import dev.tenure.application.provisioning.ReviseGuard;
import dev.tenure.application.provisioning.StartWrites;
import dev.tenure.application.provisioning.StopWrites;
import dev.tenure.domain.audit.EventType;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.identity.Employment;
import dev.tenure.domain.identity.SnapshotId;
import dev.tenure.domain.identity.WorkerFeed.Fact;
import dev.tenure.domain.identity.WorkerSnapshot;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.inventory.SystemMode;
import dev.tenure.domain.inventory.TargetSystem;
import dev.tenure.domain.provisioning.GuardLimit;
import dev.tenure.testkit.Company;
import dev.tenure.testkit.sample.Samples;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A file that waits for a person. */
class PreviewTest {

    private static final String ADA = "1001";
    private static final String BOB = "1002";
    private static final String CEM = "1003";
    private static final Caller HR = new Caller("hr", "Hr", Set.of(Role.CONFIDENTIAL_HR));

    private final Company company =
            new Company().worker(ADA, "Ada").worker(BOB, "Bob").worker(CEM, "Cem");
    private int files;

    private SnapshotId preview() {
        files++;
        String content = company.csv();
        ReceiveWorkerSnapshot.Outcome outcome =
                company.world.receiveWorkerSnapshot.handle(new ReceiveWorkerSnapshot.Command(
                        Company.OPERATOR,
                        "preview-" + files,
                        Samples.FEED,
                        new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)),
                        () -> "digest " + content.hashCode(),
                        true));
        SnapshotId id = assertInstanceOf(ReceiveWorkerSnapshot.Outcome.Received.class, outcome)
                .snapshot()
                .receipt()
                .id();
        company.world.work();
        return id;
    }

    private WorkerSnapshot find(SnapshotId id) {
        return assertInstanceOf(
                        ShowSnapshot.Outcome.Shown.class,
                        company.world.showSnapshot.handle(
                                new ShowSnapshot.Command(Company.OPERATOR, id, PageRequest.first())))
                .snapshot();
    }

    private ShowPreview.Outcome.Shown shown(SnapshotId id, Caller by, Wanted wanted) {
        return assertInstanceOf(
                ShowPreview.Outcome.Shown.class,
                company.world.showPreview.handle(new ShowPreview.Command(by, id, wanted, PageRequest.first())));
    }

    private List<String> people(SnapshotId id, Caller by, Wanted wanted) {
        return shown(id, by, wanted).people().items().stream()
                .map(person -> person.key().workerId())
                .toList();
    }

    private DecideWorkerSnapshot.Outcome commit(SnapshotId id) {
        WorkerSnapshot.Previewed previewed = assertInstanceOf(WorkerSnapshot.Previewed.class, find(id));
        return company.world.decideWorkerSnapshot.handle(new DecideWorkerSnapshot.Command(
                Company.OPERATOR, id, Decision.COMMIT, Optional.of(previewed.previewedAt())));
    }

    @Test
    void itSaysWhoIsNewLeavesReturnsChangesAndIsLeftOutAndTakesNothing() {
        company.lastDay(CEM, "2026-02-01").takeOver();
        assertInstanceOf(Employment.Ended.class, company.person(CEM).employment());
        int taken = company.events(EventType.WORKER_RECORD_TAKEN).size();
        company.worker("1004", "Dee");
        company.write(CEM, Fact.LAST_WORKING_DAY, "");
        company.lastDay(ADA, "2026-03-01");
        company.leaveOut(BOB);
        SnapshotId id = preview();
        ShowPreview.Outcome.Shown shown = shown(id, Company.OPERATOR, Wanted.LEAVING);
        assertEquals(
                new WorkerSnapshot.Foreseen(1, 1, 1, 0, 0, 0), shown.snapshot().foreseen());
        assertEquals(1, shown.snapshot().counts().absent());
        assertEquals(List.of(ADA), people(id, Company.OPERATOR, Wanted.LEAVING));
        assertEquals(List.of("1004"), people(id, Company.OPERATOR, Wanted.NEW));
        assertEquals(List.of(CEM), people(id, Company.OPERATOR, Wanted.RETURNING));
        assertEquals(List.of(BOB), people(id, Company.OPERATOR, Wanted.ABSENT));
        assertEquals(taken, company.events(EventType.WORKER_RECORD_TAKEN).size());
        assertInstanceOf(Employment.Active.class, company.person(ADA).employment());
    }

    @Test
    void whatIsCommittedIsWhatWasForeseenAndTheLogNamesWhoDecided() {
        company.takeOver();
        company.lastDay(ADA, "2026-03-01").write(BOB, Fact.DEPARTMENT, "Elsewhere");
        SnapshotId id = preview();
        assertEquals(
                List.of("department"),
                shown(id, Company.OPERATOR, Wanted.CHANGED)
                        .people()
                        .items()
                        .getFirst()
                        .differences());
        assertInstanceOf(DecideWorkerSnapshot.Outcome.Decided.class, commit(id));
        company.world.work();
        WorkerSnapshot.Applied applied = assertInstanceOf(WorkerSnapshot.Applied.class, find(id));
        assertEquals(2, applied.counts().changed());
        assertEquals(
                Company.OPERATOR.subject(), applied.committed().orElseThrow().by());
        assertInstanceOf(Employment.Ended.class, company.person(ADA).employment());
        assertEquals(1, company.events(EventType.WORKER_SNAPSHOT_DECIDED).size());
    }

    @Test
    void whatIsDiscardedLeavesNothingBehind() {
        company.takeOver();
        company.lastDay(ADA, "2026-03-01");
        SnapshotId id = preview();
        assertInstanceOf(
                DecideWorkerSnapshot.Outcome.Decided.class,
                company.world.decideWorkerSnapshot.handle(
                        new DecideWorkerSnapshot.Command(Company.OPERATOR, id, Decision.DISCARD, Optional.empty())));
        company.world.work();
        assertInstanceOf(WorkerSnapshot.Discarded.class, find(id));
        assertInstanceOf(Employment.Active.class, company.person(ADA).employment());
        assertInstanceOf(
                DecideWorkerSnapshot.Outcome.NotWaiting.class,
                company.world.decideWorkerSnapshot.handle(
                        new DecideWorkerSnapshot.Command(Company.OPERATOR, id, Decision.DISCARD, Optional.empty())));
    }

    @Test
    void anEndingToComeShowsToConfidentialHrAloneAndLooksLikeNothingToTheOthers() {
        company.takeOver();
        SnapshotId same = preview();
        WorkerSnapshot.Foreseen nothing =
                shown(same, Company.OPERATOR, Wanted.LEAVING).snapshot().foreseen();
        company.lastDay(ADA, "2026-12-31");
        SnapshotId id = preview();
        assertEquals(
                nothing, shown(id, Company.OPERATOR, Wanted.CHANGED).snapshot().foreseen());
        for (Wanted wanted : List.of(Wanted.NEW, Wanted.LEAVING, Wanted.RETURNING, Wanted.CHANGED, Wanted.ABSENT)) {
            assertEquals(List.of(), people(id, Company.OPERATOR, wanted), wanted.name());
        }
        assertInstanceOf(
                ShowPreview.Outcome.NotAllowed.class,
                company.world.showPreview.handle(
                        new ShowPreview.Command(Company.OPERATOR, id, Wanted.LEAVING_LATER, PageRequest.first())));
        assertEquals(
                1, shown(id, HR, Wanted.LEAVING_LATER).snapshot().foreseen().leavingLater());
        assertEquals(List.of(ADA), people(id, HR, Wanted.LEAVING_LATER));
        assertFalse(company.events(EventType.WORKER_SNAPSHOT_PREVIEWED)
                .getLast()
                .toString()
                .contains("2026-12-31"));
    }

    @Test
    void aChangeBesideAnEndingToComeShowsAsAChange() {
        company.takeOver();
        company.lastDay(ADA, "2026-12-31").write(ADA, Fact.DEPARTMENT, "Elsewhere");
        SnapshotId id = preview();
        assertEquals(
                List.of("department"),
                shown(id, Company.OPERATOR, Wanted.CHANGED)
                        .people()
                        .items()
                        .getFirst()
                        .differences());
    }

    @Test
    void accountsAtStakeAreCountedBySystemWithItsMode() {
        var system = company.system("Directory", new SystemMode.Observe());
        company.takeOver();
        company.target(system).account("ada", Samples.employee(ADA), "Staff");
        company.read(system);
        company.lastDay(ADA, "2026-03-01");
        SnapshotId id = preview();
        List<ShowPreview.Stake> stakes =
                shown(id, Company.OPERATOR, Wanted.LEAVING).stakes();
        assertEquals(1, stakes.size());
        assertEquals(1, stakes.getFirst().accounts());
        assertInstanceOf(SystemMode.Observe.class, stakes.getFirst().system().mode());
    }

    private TargetSystem directoryOfAll(SystemMode mode, int limit) {
        TargetSystem system = company.system("Directory", mode);
        company.takeOver();
        for (String worker : List.of(ADA, BOB, CEM)) {
            company.target(system).account("account-" + worker, Samples.employee(worker), "Staff");
        }
        company.read(system);
        assertInstanceOf(
                ReviseGuard.Outcome.Revised.class,
                company.world.reviseGuard.handle(new ReviseGuard.Command(
                        Company.ADMIN, system.id(), 1, new GuardLimit(limit, 0, Duration.ofHours(24)))));
        return system;
    }

    private ShowPreview.Stake stake(SnapshotId id, Caller by) {
        List<ShowPreview.Stake> stakes = shown(id, by, Wanted.LEAVING).stakes();
        assertEquals(1, stakes.size());
        return stakes.getFirst();
    }

    private long heldNow(TargetSystem system) {
        return assertInstanceOf(
                        ListHolds.Outcome.Listed.class,
                        company.world.listHolds.handle(new ListHolds.Command(
                                Company.AUDITOR,
                                new Holds.Filter(Optional.of(system.id()), true),
                                PageRequest.first())))
                .holds()
                .items()
                .stream()
                .mapToLong(Holds.Summary::accounts)
                .sum();
    }

    /** For each limit, with one account changed before: what was foreseen of two more is what comes about. */
    @ParameterizedTest
    @CsvSource({"0, 2", "1, 2", "2, 1", "3, 0", "20, 0"})
    void whatTheGuardWouldHoldIsWhatItHolds(int limit, int held) {
        TargetSystem system = directoryOfAll(new SystemMode.Act(), limit);
        company.lastDay(CEM, "2026-03-01").takeOver();
        int changed = Math.min(limit, 1);
        long before = heldNow(system);
        company.lastDay(ADA, "2026-03-01").lastDay(BOB, "2026-03-01");
        SnapshotId id = preview();

        ShowPreview.Stake stake = stake(id, Company.OPERATOR);
        assertEquals(2, stake.accounts());
        assertEquals(
                new GuardLimit(limit, 0, Duration.ofHours(24)), stake.guard().limit());
        assertEquals(limit, stake.guard().allowed());
        assertEquals(changed, stake.guard().counted());
        assertEquals(before > 0, stake.guard().hold().isPresent());
        assertEquals(2, stake.guard().accounts());
        assertEquals(held, stake.guard().held());
        assertFalse(stake.stopped());
        assertEquals(before, heldNow(system), "a preview holds nothing");

        assertInstanceOf(DecideWorkerSnapshot.Outcome.Decided.class, commit(id));
        company.world.work();
        assertEquals(before + held, heldNow(system));
    }

    @Test
    void anAccountThatPassedWithinTheWindowPassesAgainUncountedUnlessSomethingIsHeldBeforeIt() {
        TargetSystem system = directoryOfAll(new SystemMode.Act(), 1);
        company.lastDay(BOB, "2026-03-01").takeOver();
        company.lastDay(BOB, "").takeOver();
        company.lastDay(BOB, "2026-03-01");
        assertEquals(0, stake(preview(), Company.OPERATOR).guard().held());

        company.lastDay(ADA, "2026-03-01");
        SnapshotId both = preview();
        assertEquals(
                2, stake(both, Company.OPERATOR).guard().held(), "the first is one too many, the second behind it");
        assertInstanceOf(DecideWorkerSnapshot.Outcome.Decided.class, commit(both));
        company.world.work();
        assertEquals(2, heldNow(system));
    }

    @Test
    void inObserveTheGuardIsForeseenAsIfTheSystemWereInActAndNothingIsHeld() {
        TargetSystem system = directoryOfAll(new SystemMode.Observe(), 1);
        company.lastDay(ADA, "2026-03-01").lastDay(BOB, "2026-03-01");
        SnapshotId id = preview();
        assertEquals(1, stake(id, Company.OPERATOR).guard().held());
        assertInstanceOf(DecideWorkerSnapshot.Outcome.Decided.class, commit(id));
        company.world.work();
        assertEquals(0, heldNow(system));
    }

    @Test
    void whatIsStoppedIsSaid() {
        TargetSystem system = directoryOfAll(new SystemMode.Act(), 5);
        company.lastDay(ADA, "2026-03-01");
        SnapshotId id = preview();
        for (Optional<SystemId> what : List.of(Optional.of(system.id()), Optional.<SystemId>empty())) {
            StopWrites.Outcome.Stopped stopped = assertInstanceOf(
                    StopWrites.Outcome.Stopped.class,
                    company.world.stopWrites.handle(new StopWrites.Command(Company.OPERATOR, what, "harm is feared")));
            assertTrue(stake(id, Company.OPERATOR).stopped());
            company.world.startWrites.handle(new StartWrites.Command(
                    Company.ADMIN, stopped.stop().order().id(), "nothing was found"));
            assertFalse(stake(id, Company.OPERATOR).stopped());
        }
    }

    @Test
    void anEndingToComeIsInNobodysGuardAndOfTheAccountsThereIsNoWord() {
        directoryOfAll(new SystemMode.Act(), 1);
        company.lastDay(ADA, "2026-03-01");
        SnapshotId without = preview();
        ShowPreview.Stake before = stake(without, Company.OPERATOR);
        company.lastDay(BOB, "2026-12-31").lastDay(CEM, "2026-12-31");
        SnapshotId with = preview();
        for (Caller reader : List.of(Company.OPERATOR, Company.ADMIN, Company.AUDITOR, HR)) {
            assertEquals(before, stake(with, reader));
        }
    }

    @Test
    void aPreviewThatAnotherFileOvertookIsNotCommitted() {
        company.takeOver();
        company.lastDay(ADA, "2026-03-01");
        SnapshotId id = preview();
        company.write(BOB, Fact.DEPARTMENT, "Elsewhere").takeOver();
        assertInstanceOf(DecideWorkerSnapshot.Outcome.Superseded.class, commit(id));
        assertInstanceOf(WorkerSnapshot.Previewed.class, find(id));
    }

    @Test
    void aFileThatCameBeforeAndIsTakenMeanwhileHasThePreviewWorkedOutAnew() {
        company.takeOver();
        company.write(BOB, Fact.DEPARTMENT, "Elsewhere");
        SnapshotId first = preview();
        company.lastDay(ADA, "2026-03-01");
        SnapshotId second = preview();
        assertEquals(
                1,
                shown(second, Company.OPERATOR, Wanted.CHANGED)
                        .snapshot()
                        .foreseen()
                        .changed());
        assertInstanceOf(DecideWorkerSnapshot.Outcome.Decided.class, commit(first));
        company.world.work();
        assertInstanceOf(DecideWorkerSnapshot.Outcome.OutOfDate.class, commit(second));
        company.world.work();
        assertEquals(
                0,
                shown(second, Company.OPERATOR, Wanted.CHANGED)
                        .snapshot()
                        .foreseen()
                        .changed());
        assertInstanceOf(DecideWorkerSnapshot.Outcome.Decided.class, commit(second));
    }

    @Test
    void anotherPreviewThanTheOneLookedAtIsNotCommitted() {
        company.takeOver();
        company.lastDay(ADA, "2026-03-01");
        SnapshotId id = preview();
        assertInstanceOf(
                DecideWorkerSnapshot.Outcome.PreviewedAnew.class,
                company.world.decideWorkerSnapshot.handle(new DecideWorkerSnapshot.Command(
                        Company.OPERATOR, id, Decision.COMMIT, Optional.of(Samples.MONDAY.minusSeconds(1)))));
        assertTrue(find(id) instanceof WorkerSnapshot.Previewed);
    }
}

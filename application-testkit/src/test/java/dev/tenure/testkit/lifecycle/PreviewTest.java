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
import dev.tenure.domain.audit.EventType;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.identity.Employment;
import dev.tenure.domain.identity.SnapshotId;
import dev.tenure.domain.identity.WorkerFeed.Fact;
import dev.tenure.domain.identity.WorkerSnapshot;
import dev.tenure.domain.inventory.SystemMode;
import dev.tenure.testkit.Company;
import dev.tenure.testkit.sample.Samples;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

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

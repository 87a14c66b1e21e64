package dev.tenure.testkit.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.application.inventory.Connectors.SettingProblem;
import dev.tenure.application.lifecycle.ApplyWorkerSnapshot;
import dev.tenure.application.lifecycle.CertifyLeaver;
import dev.tenure.application.lifecycle.ConfigureWorkerFeed;
import dev.tenure.application.lifecycle.LetDatesTakeEffect;
import dev.tenure.application.lifecycle.ListSnapshots;
import dev.tenure.application.lifecycle.ListWorkerFeeds;
import dev.tenure.application.lifecycle.ReceiveWorkerSnapshot;
import dev.tenure.application.lifecycle.ShowLeaverCase;
import dev.tenure.application.lifecycle.ShowSnapshot;
import dev.tenure.application.lifecycle.WorkerSnapshots;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.domain.audit.EventType;
import dev.tenure.domain.identity.DatePatterns;
import dev.tenure.domain.identity.Employment;
import dev.tenure.domain.identity.SnapshotId;
import dev.tenure.domain.identity.WorkerFeed;
import dev.tenure.domain.identity.WorkerFeed.Fact;
import dev.tenure.domain.identity.WorkerSnapshot;
import dev.tenure.domain.inventory.SystemMode;
import dev.tenure.domain.lifecycle.LeaverCaseId;
import dev.tenure.testkit.Company;
import dev.tenure.testkit.sample.Samples;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What becomes of HR's files. */
final class WorkerFilesTest {

    private static final String ADA = "1001";
    private static final String BOB = "1002";

    private final Company company = new Company().worker(ADA, "Ada").worker(BOB, "Bob");

    private static WorkerSnapshot.Counts countsOf(ReceiveWorkerSnapshot.Outcome outcome) {
        ReceiveWorkerSnapshot.Outcome.Received received =
                assertInstanceOf(ReceiveWorkerSnapshot.Outcome.Received.class, outcome);
        return assertInstanceOf(WorkerSnapshot.Received.class, received.snapshot())
                .counts();
    }

    private WorkerSnapshot.Applied applied() {
        ApplyWorkerSnapshot.Outcome outcome =
                company.world.applyWorkerSnapshot.handle(new ApplyWorkerSnapshot.Command());
        return assertInstanceOf(ApplyWorkerSnapshot.Outcome.Applied.class, outcome)
                .snapshot();
    }

    @Test
    void aFileIsReceivedThenApplied() {
        assertEquals(new WorkerSnapshot.Counts(2, 2, 0, 0, 0), countsOf(company.handIn()));
        assertEquals(1, company.world.snapshotAgenda.times());
        assertEquals(new WorkerSnapshot.Counts(2, 2, 0, 2, 0), applied().counts());
        assertInstanceOf(
                ApplyWorkerSnapshot.Outcome.NothingToApply.class,
                company.world.applyWorkerSnapshot.handle(new ApplyWorkerSnapshot.Command()));
        assertInstanceOf(Employment.Active.class, company.person(ADA).employment());
        assertEquals(2, company.events(EventType.WORKER_RECORD_TAKEN).size());
    }

    @Test
    void theSameFileTwiceChangesNothing() {
        company.takeOver();
        int events = company.events(EventType.WORKER_RECORD_TAKEN).size();
        long version = company.person(ADA).version();
        WorkerSnapshot again = assertInstanceOf(ReceiveWorkerSnapshot.Outcome.Received.class, company.handIn())
                .snapshot();
        assertInstanceOf(WorkerSnapshot.Repeated.class, again);
        assertEquals(1, company.events(EventType.WORKER_SNAPSHOT_REPEATED).size());
        assertInstanceOf(
                ApplyWorkerSnapshot.Outcome.NothingToApply.class,
                company.world.applyWorkerSnapshot.handle(new ApplyWorkerSnapshot.Command()));
        assertEquals(events, company.events(EventType.WORKER_RECORD_TAKEN).size());
        assertEquals(version, company.person(ADA).version());
    }

    @Test
    void workersThatAFileLeavesOutAreCountedAndLeftAsTheyAre() {
        company.takeOver();
        company.leaveOut(BOB);
        assertEquals(1, countsOf(company.handIn()).absent());
        assertEquals(1, applied().counts().absent());
        assertInstanceOf(Employment.Active.class, company.person(BOB).employment());
    }

    @Test
    void badRowsAreToldByLineAndReasonAndGoodOnesAreTaken() {
        company.write(BOB, Fact.START_DATE, "31.12.2023");
        ReceiveWorkerSnapshot.Outcome.Received received =
                assertInstanceOf(ReceiveWorkerSnapshot.Outcome.Received.class, company.handIn());
        assertEquals(1, applied().counts().good());
        ShowSnapshot.Outcome.Shown shown = assertInstanceOf(
                ShowSnapshot.Outcome.Shown.class,
                company.world.showSnapshot.handle(new ShowSnapshot.Command(
                        Company.OPERATOR, received.snapshot().receipt().id(), PageRequest.first())));
        WorkerSnapshots.Rejection rejection = shown.rejections().items().get(0);
        assertEquals(3, rejection.line());
        assertEquals("start_date", rejection.field().orElseThrow());
        assertInstanceOf(Employment.Active.class, company.person(ADA).employment());
    }

    @Test
    void aRowOfAnotherLengthIsUnreadableAndTheRestIsTaken() {
        assertEquals(
                new WorkerSnapshot.Counts(3, 2, 1, 0, 0), countsOf(company.handIn("ragged", company.csv() + "a,b\n")));
    }

    @Test
    void aFileWithoutANecessaryColumnIsRefusedWhole() {
        ReceiveWorkerSnapshot.Outcome.Unreadable unreadable = assertInstanceOf(
                ReceiveWorkerSnapshot.Outcome.Unreadable.class, company.handIn("bad", "a,b,c\n1,2,3\n"));
        assertTrue(unreadable.snapshot().reason().contains("worker_id"));
        assertEquals(1, company.events(EventType.WORKER_SNAPSHOT_REFUSED).size());
        assertInstanceOf(
                ApplyWorkerSnapshot.Outcome.NothingToApply.class,
                company.world.applyWorkerSnapshot.handle(new ApplyWorkerSnapshot.Command()));
    }

    @Test
    void aRepeatedRequestGivesTheFirstSnapshotAndTakesNothingTwice() {
        String csv = company.csv();
        ReceiveWorkerSnapshot.Outcome.Received first =
                assertInstanceOf(ReceiveWorkerSnapshot.Outcome.Received.class, company.handIn("one-key", csv));
        ReceiveWorkerSnapshot.Outcome.Received again =
                assertInstanceOf(ReceiveWorkerSnapshot.Outcome.Received.class, company.handIn("one-key", csv));
        assertEquals(first.snapshot(), again.snapshot());
        applied();
        assertInstanceOf(
                ApplyWorkerSnapshot.Outcome.NothingToApply.class,
                company.world.applyWorkerSnapshot.handle(new ApplyWorkerSnapshot.Command()));
    }

    @Test
    void anotherFileUnderTheSameKeyIsRefused() {
        company.handIn("one-key", company.csv());
        company.worker("1003", "Cem");
        assertInstanceOf(ReceiveWorkerSnapshot.Outcome.KeyReused.class, company.handIn("one-key", company.csv()));
        assertEquals(1, company.events(EventType.WORKER_SNAPSHOT_REFUSED).size());
    }

    @Test
    void aFileWhoseKeyIsInUseIsRefused() {
        company.world.ports.requestKeys().holdElsewhere("busy");
        assertInstanceOf(ReceiveWorkerSnapshot.Outcome.InProgress.class, company.handIn("busy", company.csv()));
    }

    @Test
    void aFileOfAnUnknownFeedIsRefused() {
        assertEquals(
                new ReceiveWorkerSnapshot.Outcome.UnknownFeed("nowhere"),
                company.world.receiveWorkerSnapshot.handle(new ReceiveWorkerSnapshot.Command(
                        Company.OPERATOR, "k", "nowhere", new ByteArrayInputStream(new byte[0]), () -> "digest")));
    }

    @Test
    void aLongFileIsTakenShareByShare() {
        for (int i = 0; i < 120; i++) {
            company.worker("2" + i, "Worker" + i);
        }
        company.handIn();
        assertEquals(
                50,
                assertInstanceOf(
                                ApplyWorkerSnapshot.Outcome.Going.class,
                                company.world.applyWorkerSnapshot.handle(new ApplyWorkerSnapshot.Command()))
                        .rows());
        assertInstanceOf(
                ApplyWorkerSnapshot.Outcome.Going.class,
                company.world.applyWorkerSnapshot.handle(new ApplyWorkerSnapshot.Command()));
        assertEquals(122, applied().counts().changed());
    }

    @Test
    void theOlderFileOfAFeedIsAppliedFirst() {
        company.handIn();
        company.lastDay(ADA, "2026-12-31");
        company.handIn();
        applied();
        assertInstanceOf(Employment.Active.class, company.person(ADA).employment());
        applied();
        assertInstanceOf(
                Employment.TerminationScheduled.class, company.person(ADA).employment());
    }

    @Test
    void datesTakeEffectShareByShare() {
        for (int i = 0; i < 60; i++) {
            company.worker("2" + i, "Worker" + i).write("2" + i, Fact.START_DATE, "2026-03-10");
        }
        company.takeOver();
        company.world.ports.transactions().advance(Duration.ofDays(30));
        assertEquals(
                new LetDatesTakeEffect.Outcome.Taken(50, true, List.of()),
                company.world.letDatesTakeEffect.handle(new LetDatesTakeEffect.Command()));
        assertEquals(
                new LetDatesTakeEffect.Outcome.Taken(10, false, List.of()),
                company.world.letDatesTakeEffect.handle(new LetDatesTakeEffect.Command()));
        assertInstanceOf(Employment.Active.class, company.person("20").employment());
    }

    // Feeds ------------------------------------------------------------------------------------------------------

    private ConfigureWorkerFeed.Outcome configure(WorkerFeed feed) {
        return company.world.configureWorkerFeed.handle(new ConfigureWorkerFeed.Command(Company.ADMIN, feed));
    }

    private static WorkerFeed feed(char separator, String charset, String datePattern, long version) {
        WorkerFeed sample = Samples.feed("other");
        return new WorkerFeed("other", sample.headers(), separator, charset, datePattern, sample.zone(), version);
    }

    @Test
    void aFeedIsAddedAndChangedAtTheVersionThatWasLookedAt() {
        ConfigureWorkerFeed.Outcome.Configured added = assertInstanceOf(
                ConfigureWorkerFeed.Outcome.Configured.class, configure(feed(',', "UTF-8", "yyyy-MM-dd", 0)));
        assertTrue(added.isNew());
        ConfigureWorkerFeed.Outcome.Configured changed = assertInstanceOf(
                ConfigureWorkerFeed.Outcome.Configured.class, configure(feed(';', "UTF-8", "dd.MM.yyyy", 1)));
        assertEquals(2, changed.feed().version());
        assertEquals(new ConfigureWorkerFeed.Outcome.Stale(2), configure(feed(';', "UTF-8", "yyyy-MM-dd", 1)));
        assertEquals(new ConfigureWorkerFeed.Outcome.Stale(2), configure(feed(';', "UTF-8", "yyyy-MM-dd", 0)));
    }

    @Test
    void aFeedThatCannotBeReadByIsRefused() {
        assertInstanceOf(
                ConfigureWorkerFeed.Outcome.UnknownCharset.class, configure(feed(',', "UTF-99", "yyyy-MM-dd", 0)));
        assertInstanceOf(ConfigureWorkerFeed.Outcome.UnknownCharset.class, configure(feed(',', "", "yyyy-MM-dd", 0)));
        assertInstanceOf(
                ConfigureWorkerFeed.Outcome.NotADatePattern.class, configure(feed(',', "UTF-8", "yyyy-bb", 0)));
        assertInstanceOf(
                ConfigureWorkerFeed.Outcome.UnknownSeparator.class, configure(feed('"', "UTF-8", "yyyy-MM-dd", 0)));
    }

    private WorkerFeed changing(WorkerFeed.Content content, DatePatterns dates, Map<Fact, String> expressions) {
        WorkerFeed sample = company.world
                .ports
                .transactions()
                .call(now -> company.world.ports.workerFeeds().find(Samples.FEED))
                .orElseThrow();
        Map<Fact, String> headers = new HashMap<>(sample.headers());
        headers.keySet().removeAll(expressions.keySet());
        return new WorkerFeed(
                sample.source(),
                headers,
                expressions,
                Map.of(Fact.STATUS, Map.of("ausgetreten", "removed")),
                sample.format(),
                dates,
                content,
                WorkerFeed.Taking.AT_ONCE,
                sample.version());
    }

    @Test
    void patternsThatReadOneTextAsDifferentDaysAreRefused() {
        ConfigureWorkerFeed.Outcome.AmbiguousDates refused = assertInstanceOf(
                ConfigureWorkerFeed.Outcome.AmbiguousDates.class,
                configure(changing(
                        WorkerFeed.Content.SNAPSHOT, new DatePatterns(List.of("dd/MM/yyyy", "MM/dd/yyyy")), Map.of())));
        assertEquals("02/01/2001", refused.ambiguity().text());
        assertInstanceOf(
                ConfigureWorkerFeed.Outcome.Configured.class,
                configure(changing(
                        WorkerFeed.Content.SNAPSHOT,
                        new DatePatterns(List.of("yyyy-MM-dd", "dd.MM.yyyy", "d/M/yyyy")),
                        Map.of())));
    }

    @Test
    void anExpressionThatCannotBeUsedIsRefusedByItsFact() {
        assertEquals(
                new ConfigureWorkerFeed.Outcome.BadSettings(
                        List.of(new SettingProblem("expressions/email", "is empty: write one"))),
                configure(
                        changing(WorkerFeed.Content.SNAPSHOT, DatePatterns.of("yyyy-MM-dd"), Map.of(Fact.EMAIL, " "))));
    }

    @Test
    void aDeltaMakesNobodyAbsentButWhomItSaysToBeRemoved() {
        company.takeOver();
        configure(changing(WorkerFeed.Content.DELTA, DatePatterns.of("yyyy-MM-dd"), Map.of()));
        company.leaveOut(BOB).write(ADA, Fact.DEPARTMENT, "Elsewhere");
        company.handIn();
        WorkerSnapshot.Applied delta = applied();
        assertEquals(new WorkerSnapshot.Counts(1, 1, 0, 1, 0), delta.counts());
        company.write(ADA, Fact.STATUS, "Ausgetreten").write(ADA, Fact.START_DATE, "");
        company.handIn();
        assertEquals(new WorkerSnapshot.Counts(1, 1, 0, 0, 1), applied().counts());
        assertInstanceOf(Employment.Active.class, company.person(ADA).employment());
    }

    @Test
    void aWorkerWhoseRowIsRejectedIsNotAbsent() {
        company.takeOver();
        company.write(BOB, Fact.START_DATE, "soon").handIn();
        assertEquals(new WorkerSnapshot.Counts(2, 1, 1, 0, 0), applied().counts());
    }

    @Test
    void feedsAndSnapshotsAreListed() {
        company.handIn();
        assertEquals(
                List.of(Samples.FEED),
                assertInstanceOf(
                                ListWorkerFeeds.Outcome.Listed.class,
                                company.world.listWorkerFeeds.handle(new ListWorkerFeeds.Command(Company.AUDITOR)))
                        .feeds()
                        .stream()
                        .map(WorkerFeed::name)
                        .toList());
        assertEquals(
                1,
                assertInstanceOf(
                                ListSnapshots.Outcome.Listed.class,
                                company.world.listSnapshots.handle(
                                        new ListSnapshots.Command(Company.AUDITOR, PageRequest.first())))
                        .snapshots()
                        .items()
                        .size());
    }

    @Test
    void whatDoesNotExistIsToldToBeUnknown() {
        assertInstanceOf(
                ShowSnapshot.Outcome.Unknown.class,
                company.world.showSnapshot.handle(new ShowSnapshot.Command(
                        Company.OPERATOR, new SnapshotId(new UUID(0, 1)), PageRequest.first())));
        assertInstanceOf(
                ShowLeaverCase.Outcome.Unknown.class,
                company.world.showLeaverCase.handle(
                        new ShowLeaverCase.Command(Company.OPERATOR, new LeaverCaseId(new UUID(0, 1)))));
        assertInstanceOf(
                CertifyLeaver.Outcome.Unknown.class,
                company.world.certifyLeaver.handle(
                        new CertifyLeaver.Command(Company.OPERATOR, new LeaverCaseId(new UUID(0, 1)))));
    }

    @Test
    void aCaseOfOneFileIsOpenedInTheTransactionThatTookTheRow() {
        company.system("Directory", new SystemMode.Act());
        company.lastDay(ADA, "2026-03-01").handIn();
        applied();
        assertEquals(
                company.events(EventType.LEAVER_CASE_OPENED).get(0).occurredAt(),
                company.events(EventType.WORKER_RECORD_TAKEN).get(0).occurredAt());
    }
}

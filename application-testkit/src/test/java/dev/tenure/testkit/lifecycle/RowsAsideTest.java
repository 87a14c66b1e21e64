package dev.tenure.testkit.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.tenure.application.lifecycle.ApplyWorkerSnapshot;
import dev.tenure.application.lifecycle.LetDatesTakeEffect;
import dev.tenure.application.lifecycle.RetryRowsAside;
import dev.tenure.application.lifecycle.RowsAside;
import dev.tenure.application.lifecycle.ShowWorkerFeed;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.domain.audit.EventType;
import dev.tenure.domain.identity.Employment;
import dev.tenure.domain.identity.WorkerFeed.Fact;
import dev.tenure.domain.identity.WorkerKey;
import dev.tenure.testkit.Company;
import dev.tenure.testkit.sample.Samples;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the product itself fails on holds up nobody else. */
class RowsAsideTest {

    private static final String ADA = "1001";
    private static final String BOB = "1002";

    private final Company company = new Company().worker(ADA, "Ada").worker(BOB, "Bob");

    private void fail(String workerId, boolean fails) {
        company.world.ports.workerStatements().fail(new WorkerKey(Samples.FEED, workerId), fails);
    }

    private List<RowsAside.Aside> aside() {
        return company.world
                .ports
                .transactions()
                .call(now -> company.world.ports.rowsAside().list(Samples.FEED, PageRequest.first()))
                .items();
    }

    private RetryRowsAside.Outcome retry() {
        company.world.ports.transactions().advance(Duration.ofSeconds(1));
        return company.world.retryRowsAside.handle(new RetryRowsAside.Command(Company.OPERATOR, Samples.FEED));
    }

    @Test
    void theRowThatFailsIsSetAsideAndItsFileAndThoseBehindItGoOn() {
        fail(ADA, true);
        company.handIn();
        company.worker("1003", "Cem").handIn();
        company.world.work();
        assertInstanceOf(Employment.Active.class, company.person(BOB).employment());
        assertInstanceOf(Employment.Active.class, company.person("1003").employment());
        RowsAside.Aside aside = aside().getFirst();
        assertEquals(ADA, aside.row().record().key().workerId());
        assertEquals("IllegalStateException", aside.failure().category());
        assertEquals(2, aside.attempts());
        assertEquals(2, company.events(EventType.WORKER_ROW_SET_ASIDE).size());
        assertFalse(company.events(EventType.WORKER_ROW_SET_ASIDE).toString().contains("broken"));
    }

    @Test
    void whoSetItAsideIsToldWithTheFailureForTheLog() {
        fail(ADA, true);
        company.handIn();
        ApplyWorkerSnapshot.Outcome.Going going = assertInstanceOf(
                ApplyWorkerSnapshot.Outcome.Going.class,
                company.world.applyWorkerSnapshot.handle(new ApplyWorkerSnapshot.Command()));
        assertEquals(1, going.failed().size());
        assertEquals(2, going.failed().getFirst().line());
    }

    @Test
    void whoLooksAtTheFeedIsShownTheRowAndNothingThatItSays() {
        fail(ADA, true);
        company.lastDay(ADA, "2026-12-31").takeOver();
        ShowWorkerFeed.Outcome.Shown shown = assertInstanceOf(
                ShowWorkerFeed.Outcome.Shown.class,
                company.world.showWorkerFeed.handle(
                        new ShowWorkerFeed.Command(Company.AUDITOR, Samples.FEED, PageRequest.first())));
        ShowWorkerFeed.RowWaiting row = shown.aside().items().getFirst();
        assertEquals(ADA, row.workerId());
        assertEquals(2, row.line());
        assertEquals("IllegalStateException", row.failure().category());
        assertFalse(shown.aside().toString().contains("2026-12-31"));
        assertEquals(
                List.of(row.snapshot()),
                shown.files().items().stream().map(f -> f.receipt().id()).toList());
        assertEquals(Samples.FEED, shown.feed().name());
    }

    @Test
    void theNextFileTriesItAgain() {
        fail(ADA, true);
        company.takeOver();
        fail(ADA, false);
        company.takeOver();
        assertInstanceOf(Employment.Active.class, company.person(ADA).employment());
        assertEquals(List.of(), aside());
    }

    @Test
    void itIsTriedAgainOnRequest() {
        fail(ADA, true);
        company.takeOver();
        assertEquals(new RetryRowsAside.Outcome.Tried(0, 1), retry());
        fail(ADA, false);
        assertEquals(new RetryRowsAside.Outcome.Tried(1, 0), retry());
        assertInstanceOf(Employment.Active.class, company.person(ADA).employment());
        assertEquals(List.of(), aside());
        assertEquals(1, company.events(EventType.WORKER_ROW_TAKEN_AFTER_ALL).size());
        assertEquals(new RetryRowsAside.Outcome.Tried(0, 0), retry());
    }

    @Test
    void whatALaterFullFileLeavesOutIsNotTriedAgain() {
        fail(ADA, true);
        company.takeOver();
        fail(ADA, false);
        company.leaveOut(ADA).takeOver();
        assertEquals(List.of(), aside());
    }

    @Test
    void somebodyOnWhomTheirDayFailsHoldsUpNobodyElseAndIsTriedAgainAfterAWhile() {
        company.write(ADA, Fact.START_DATE, "2026-03-10").write(BOB, Fact.START_DATE, "2026-03-10");
        company.takeOver();
        fail(ADA, true);
        company.world.ports.transactions().advance(Duration.ofDays(30));
        LetDatesTakeEffect.Outcome.Taken taken = assertInstanceOf(
                LetDatesTakeEffect.Outcome.Taken.class,
                company.world.letDatesTakeEffect.handle(new LetDatesTakeEffect.Command()));
        assertEquals(1, taken.people());
        assertEquals(company.person(ADA).id(), taken.failed().getFirst().identity());
        assertInstanceOf(Employment.Active.class, company.person(BOB).employment());
        fail(ADA, false);
        company.world.letDatesTakeEffect.handle(new LetDatesTakeEffect.Command());
        assertInstanceOf(Employment.Expected.class, company.person(ADA).employment());
        company.world.ports.transactions().advance(Duration.ofMinutes(2));
        company.world.letDatesTakeEffect.handle(new LetDatesTakeEffect.Command());
        assertInstanceOf(Employment.Active.class, company.person(ADA).employment());
        assertEquals(
                0,
                company.world
                        .ports
                        .transactions()
                        .call(now -> company.world.ports.identities().aside())
                        .intValue());
    }
}

package dev.tenure.web.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.web.page.RenderedPage;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LeaverViewTest {

    private final LeaverPage open =
            SampleLeavers.leaver(SampleLeavers.open(), SampleLeavers.operations(), SampleLeavers.exceptions());
    private final LeaverPage closed = SampleLeavers.leaver(SampleLeavers.closed(), List.of(), List.of());

    private static LeaverPage.AccountLine account(LeaverPage page, String name) {
        return page.systems().stream()
                .flatMap(system -> system.accounts().stream())
                .filter(account -> account.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aVerifiedMilestoneSaysWhenTheTargetShowedIt() {
        LeaverPage.Cell blocked = account(open, "nora.sample").cells().get(0);
        assertEquals("verified", blocked.state());
        assertNotNull(blocked.at());
        assertEquals("2026-03-12 10:12:35Z", blocked.at().text());
        assertNull(blocked.late());
    }

    @Test
    void whatWasVerifiedAfterItsDeadlineStaysLate() {
        assertEquals(
                "late by 22 min",
                account(closed, "nora.sample.adm").cells().get(1).late());
    }

    @Test
    void whatIsPastItsDeadlineIsLateWhateverKeepsItFromBeingDone() {
        assertEquals(
                "late by 5 min", account(open, "nora.sample.adm").cells().get(1).late());
        assertEquals(
                "late by 5 min", account(open, "break-glass-1").cells().get(0).late());
        assertEquals("left alone", account(open, "break-glass-1").cells().get(0).state());
        assertEquals(
                "due in 29 d 19 h",
                account(open, "break-glass-1").cells().get(2).due());
    }

    @Test
    void anAccountThatOnlyListingFoundIsMarked() {
        assertTrue(account(open, "nora.sample.adm").unknownBefore());
        assertFalse(account(open, "nora.sample").unknownBefore());
        String text = RenderedPage.of(open).text();
        assertTrue(text.contains("nora.sample.adm not known before"), text);
        assertTrue(text.contains("break-glass-1 protected"), text);
    }

    @Test
    void anAccountSaysWhatItsTargetHasStillToShowAndWhatWasFound() {
        LeaverPage.AccountLine account = account(open, "nora.sample.adm");
        assertEquals(
                "end sessions, revoke credentials, reset secret",
                account.cells().get(1).missing());
        assertEquals("", account.cells().get(0).missing());
        assertEquals("1 × access key; still there: 1", account.things());
        assertEquals("not read yet", account.signIns().text());
        assertEquals(
                "1 sign-in, 1 call",
                account(closed, "nora.sample.adm").signIns().text());
        assertEquals("late", account(closed, "nora.sample.adm").signIns().tone());
        String text = RenderedPage.of(open).text();
        assertTrue(text.contains("end sessions, revoke credentials, reset secret"), text);
    }

    @Test
    void aSystemThatWasNotListedSaysHowLateThatIs() {
        LeaverPage.SystemBlock archive = open.systems().get(2);
        assertNull(archive.listed());
        assertEquals("late by 5 min", archive.waits());
        assertTrue(archive.late());
    }

    @Test
    void theClockRunsOnWhileOneAccountIsLeft() {
        LeaverPage.ClockLine blocked = open.clock().get(0);
        assertNull(blocked.reached());
        assertEquals("4 h 5 min so far", blocked.elapsed());
        assertEquals("3 h 52 min so far", blocked.ours());
    }

    @Test
    void theClockStopsWithTheLastAccount() {
        LeaverPage.ClockLine blocked = closed.clock().get(0);
        assertNotNull(blocked.reached());
        assertEquals("2026-03-12 10:12:36Z", blocked.reached().text());
        assertEquals("12 min 36 s", blocked.elapsed());
        assertEquals("4.0 s", blocked.ours());
        assertEquals("12 min 32 s", closed.facts().hrDelay());
        assertEquals(
                List.of(50, 100),
                closed.escalations().stream()
                        .map(LeaverPage.EscalationLine::percent)
                        .toList());
        assertEquals(
                List.of("nora.sample.adm", "nora.sample.old"),
                closed.facts().privileges().stream()
                        .map(LeaverFactsView.PrivilegeLine::account)
                        .toList());
    }

    @Test
    void anOpenCaseRefreshesItselfAndAClosedOneDoesNot() {
        assertEquals(
                open.href() + "/live",
                RenderedPage.of(open).all("div").stream()
                        .map(div -> div.getAttribute("hx-get"))
                        .filter(href -> !href.isEmpty())
                        .findFirst()
                        .orElseThrow());
        assertFalse(RenderedPage.of(closed).html().contains("hx-"));
    }

    @Test
    void theLivePartStandsForItselfAndIsWhatThePageHolds() {
        RenderedPage part = RenderedPage.of(LeaverPage.LIVE, open);
        assertEquals("live", part.all("div").get(0).getAttribute("id"));
        assertTrue(RenderedPage.of(open).html().contains(part.html().strip()));
    }

    @Test
    void whatAPersonHasToActOnComesBeforeWhatIsDone() {
        List<String> states =
                open.operations().stream().map(LeaverPage.OperationLine::state).toList();
        assertEquals(List.of("running", "trying again", "trying again", "withheld", "done", "cancelled"), states);
    }

    @Test
    void onlyWhatWaitsCanBeRetriedAndOnlyByThoseWhoMay() {
        assertEquals(
                2,
                open.operations().stream()
                        .filter(one -> one.retryHref() != null)
                        .count());
        Caller auditor = new Caller("udo.sample", "Udo Sample", Set.of(Role.AUDITOR));
        LeaverPage forAuditor = LeaverView.of(
                SampleLeavers.shown(SampleLeavers.open(), SampleLeavers.operations(), SampleLeavers.exceptions()),
                Optional.empty(),
                auditor);
        assertTrue(forAuditor.operations().stream().allMatch(one -> one.retryHref() == null));
        assertFalse(RenderedPage.of(forAuditor).text().contains("Retry now"));
        assertNotNull(forAuditor.auditHref());
    }

    @Test
    void confidentialHrIsNotSentWhereItMayNotGo() {
        Caller hr = new Caller("hanna.sample", "Hanna Sample", Set.of(Role.CONFIDENTIAL_HR));
        LeaverPage page =
                LeaverView.of(SampleLeavers.shown(SampleLeavers.open(), List.of(), List.of()), Optional.empty(), hr);
        assertNull(page.auditHref());
        assertFalse(RenderedPage.of(page).html().contains("/ui/audit?"));
        assertFalse(RenderedPage.of(page).html().contains("/ui/systems/"));
    }
}

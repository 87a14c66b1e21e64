package dev.tenure.web.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.application.lifecycle.RetryRowsAside;
import dev.tenure.application.lifecycle.SnapshotPreviews;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.identity.WorkerFeed;
import dev.tenure.web.page.Notice;
import dev.tenure.web.page.RenderedPage;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class FeedViewTest {

    private static RenderedPage page(Role role, WorkerFeed.Taking taking) {
        return RenderedPage.of(SampleLeavers.feed(role, taking, Optional.of(SampleLeavers.failing())));
    }

    @Test
    void aFileIsSentInTheFormThatCarriesFilesAndWaitsForAPreviewUnlessTheReaderSaysOtherwise() {
        Element form = page(Role.OPERATOR, WorkerFeed.Taking.AT_ONCE).all("form").stream()
                .filter(one -> one.getAttribute("action").endsWith("/files"))
                .findFirst()
                .orElseThrow();
        assertEquals("multipart/form-data", form.getAttribute("enctype"));
        assertTrue(page(Role.OPERATOR, WorkerFeed.Taking.AT_ONCE).html().contains("checked=\"checked\""));
        assertFalse(page(Role.OPERATOR, WorkerFeed.Taking.AFTER_PREVIEW).html().contains("name=\"preview\""));
    }

    @Test
    void whoMayNotSendIsOfferedNeitherFormNorButton() {
        RenderedPage page = page(Role.AUDITOR, WorkerFeed.Taking.AT_ONCE);
        assertFalse(page.html().contains("/files\""));
        assertFalse(page.html().contains("/retry"));
        assertTrue(page.text().contains("c0ffee"), "rows that are aside are shown to who reads feeds");
    }

    @Test
    void howFetchingGoesIsSaidInOneWord() {
        assertEquals(
                "late",
                pull(SampleLeavers.feed(Role.OPERATOR, WorkerFeed.Taking.AT_ONCE, Optional.of(SampleLeavers.failing())))
                        .tone());
        FeedPage.Pull works = pull(
                SampleLeavers.feed(Role.OPERATOR, WorkerFeed.Taking.AT_ONCE, Optional.of(SampleLeavers.working())));
        assertEquals("works", works.state());
        assertEquals("", works.problem());
        assertFalse(works.toString().contains("TENURE_SECRET"), works.toString());
    }

    private static FeedPage.Pull pull(FeedPage page) {
        return java.util.Objects.requireNonNull(page.pull());
    }

    @Test
    void whatBecameOfRowsThatWereTriedAgainIsSaidAsItIs() {
        assertEquals(Notice.ROWS_TAKEN, FeedResource.notice(new RetryRowsAside.Outcome.Tried(2, 0)));
        assertEquals(Notice.ROWS_STAY_ASIDE, FeedResource.notice(new RetryRowsAside.Outcome.Tried(2, 1)));
        assertEquals(Notice.NO_ROW_TRIED, FeedResource.notice(new RetryRowsAside.Outcome.Tried(0, 0)));
    }

    @Test
    void aPreviewSaysWhatTheGuardWouldHoldAndWhatIsStopped() {
        PreviewPage page = SampleLeavers.preview(Role.OPERATOR, SnapshotPreviews.Standing.CURRENT);
        PreviewPage.SystemLine held = page.systems().get(0);
        PreviewPage.SystemLine free = page.systems().get(1);
        assertEquals(33, held.held());
        assertTrue(held.stopped());
        assertEquals(0, free.held());
        String text = RenderedPage.of(page).text();
        assertTrue(text.contains("20 of 20"), text);
        assertTrue(text.contains("3 of 20"), text);
        assertTrue(text.contains("Something is held there already"), text);
        assertTrue(text.contains("stopped"), text);
    }
}

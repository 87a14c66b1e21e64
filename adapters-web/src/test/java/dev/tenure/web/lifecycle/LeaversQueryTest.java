package dev.tenure.web.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.application.lifecycle.LeaverCases;
import dev.tenure.web.page.RenderedPage;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LeaversQueryTest {

    @Test
    void theBareAddressShowsOpenCases() {
        LeaversQuery query = LeaversQuery.of(null, null, null);
        assertEquals(new LeaverCases.Filter(Optional.of("open"), false, Optional.empty()), query.filter());
        assertFalse(query.search().narrowed());
    }

    @Test
    void aViewNobodyKnowsIsTheUsualOne() {
        assertEquals(
                LeaversQuery.of(null, null, null).filter(),
                LeaversQuery.of(" ", "'; drop", "").filter());
    }

    @Test
    void lateOnesAreOpenOnes() {
        LeaverCases.Filter filter = LeaversQuery.of("nora", "late", null).filter();
        assertEquals(new LeaverCases.Filter(Optional.of("open"), true, Optional.of("nora")), filter);
    }

    @Test
    void theFollowingPageKeepsWhatWasAskedFor() {
        LeaversQuery query = LeaversQuery.of("a&b", "closed", "k 1");
        assertEquals("/ui?q=a%26b&show=closed&after=k+2", query.hrefAfter("k 2"));
        assertEquals(Optional.of("k 1"), query.page().after());
    }

    @Test
    void anotherViewKeepsTheSearchAndBeginsAtItsStart() {
        LeaversPage.Tab closed = LeaversQuery.of("nora", "open", "k").search().tabs().stream()
                .filter(tab -> tab.label().equals("Closed"))
                .findFirst()
                .orElseThrow();
        assertEquals("/ui?q=nora&show=closed", closed.href());
    }

    @Test
    void whoMayNotReadAPartDoesNotSeeThatItExists() {
        LeaversPage page = SampleLeavers.leavers();
        assertNotNull(page.pending());
        LeaversPage without = new LeaversPage(
                page.asOf(), page.totals(), page.search(), page.rows(), page.nextHref(), page.peopleHref(), null, null);
        assertNull(without.pending());
        String text = RenderedPage.of(without).text();
        assertFalse(text.contains("not yet public"), text);
        assertFalse(text.contains("Lene Muster"), text);
        assertFalse(text.contains("Open exceptions"), text);
        assertTrue(RenderedPage.of(page).text().contains("Lene Muster"));
    }

    @Test
    void anOpenExceptionSaysWhoseCaseItIsAndWhere() {
        LeaversPage page = SampleLeavers.leavers();
        ExceptionLine first = Objects.requireNonNull(page.exceptions()).lines().get(0);
        assertEquals(SampleLeavers.HOSTILE, first.who());
        assertTrue(first.about().startsWith("Directory · nora.sample"), first.about());
        String html = RenderedPage.of(page).html();
        String section = html.substring(html.indexOf("id=\"exceptions\""));
        assertTrue(
                section.indexOf("href=\"" + first.caseHref() + "\"") < section.indexOf("href=\"" + first.href() + "\""),
                "the person stands first and leads to the case");
        assertTrue(section.contains("Directory · nora.sample"), section);
    }
}

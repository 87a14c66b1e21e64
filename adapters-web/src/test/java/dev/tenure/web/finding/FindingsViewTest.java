package dev.tenure.web.finding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.domain.finding.FindingKind;
import dev.tenure.domain.finding.Severity;
import dev.tenure.web.page.Frame;
import dev.tenure.web.page.RenderedPage;
import dev.tenure.web.page.Written;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the pages about findings offer, and to whom. */
class FindingsViewTest {

    private static RenderedPage page(String name) {
        return RenderedPage.of(Objects.requireNonNull(SampleFindings.pages().get(name), name));
    }

    private static List<String> actions(String name) {
        return page(name).all("form").stream()
                .map(form -> form.getAttribute("action"))
                .filter(action -> action.startsWith("/ui/findings/"))
                .map(action -> action.substring(action.lastIndexOf('/')))
                .toList();
    }

    @Test
    void whoSeesToAFindingCannotLetItStay() {
        assertEquals(List.of("/owner", "/acceptance"), actions("finding-open"));
        assertEquals(List.of("/owner"), actions("finding-own"));
        assertTrue(page("finding-own").text().contains("another person has to say that it may stay"));
        assertEquals(List.of("/reopening"), actions("finding-accepted"));
        for (String none : List.of("finding-closed", "finding-read-only", "finding-of-owner")) {
            assertEquals(List.of(), actions(none), none);
        }
    }

    @Test
    void whoMayNotLookAtPeopleIsGivenNoLinkToThem() {
        assertTrue(page("finding-own").all("a").stream()
                .anyMatch(a -> a.getAttribute("href").startsWith("/ui/people/")));
        assertFalse(page("finding-of-owner").all("a").stream()
                .anyMatch(a -> a.getAttribute("href").matches("/ui/(people|systems)/.+")));
    }

    @Test
    void whatWasWrittenIsShownAgainWithWhatIsWrong() {
        assertEquals(
                3,
                RenderedPage.of(Objects.requireNonNull(SampleFindings.pages().get("finding-wrong"))).all("*").stream()
                        .filter(field -> field.getAttribute("aria-invalid").equals("true"))
                        .count());
    }

    @Test
    void theAddressOfAListSaysAllThatItIsNarrowedBy() {
        String system = new UUID(1, 2).toString();
        FindingsQuery query =
                FindingsQuery.of("late", "a&b", "leaver-reenabled", "critical", system, "boris.sample", null);
        String narrowed = "&q=a%26b&kind=leaver-reenabled&severity=critical&system=" + system + "&owner=boris.sample";
        assertEquals(
                List.of("open", "late", "accepted", "closed", "all"),
                query.tabs().stream()
                        .map(Frame.Link::href)
                        .map(href -> href.replace("/ui/findings?show=", "").replace(narrowed, ""))
                        .toList());
        assertEquals("/ui/findings/csv?show=late" + narrowed, query.csvHref());
        assertEquals(Optional.of(FindingKind.LEAVER_REENABLED), query.filter().kind());
        assertEquals(Optional.of(Severity.CRITICAL), query.filter().severity());
        assertTrue(query.filter().late());
        assertEquals(
                Optional.empty(),
                FindingsQuery.of(null, null, "nothing", null, "x", null, null)
                        .filter()
                        .kind());
    }

    @Test
    void theFileHasEveryPageAndNothingASpreadsheetWorksOut() throws IOException {
        String text = Written.text(FindingsCsv.file(
                SampleFindings.listed(true, "2", SampleFindings.open(1, FindingKind.ORPHAN, Severity.LOW, "=1+1")),
                page -> SampleFindings.listed(
                        true, null, SampleFindings.open(2, FindingKind.DORMANT, Severity.HIGH, "boris.sample"))));
        assertEquals(3, text.split("\r\n", -1).length - 1, text);
        assertTrue(text.contains("\"orphan\",\"\",\"low\",\"open\",\"\",\"'=1+1\",\"2026-03-12T14:05:07Z\""), text);
        assertTrue(text.contains("\"dormant\",\"\",\"high\",\"open\""), text);
    }
}

package dev.tenure.web.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.web.page.Page;
import dev.tenure.web.page.RenderedPage;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/** The pages about workers missing from HR and about people shut out at once. */
class SuspensionsViewTest {

    private final Map<String, Page> pages = SampleSuspensions.pages();

    private RenderedPage page(String name) {
        return RenderedPage.of(Objects.requireNonNull(pages.get(name), name));
    }

    private static List<String> choices(RenderedPage page, String name) {
        return page.all("button").stream()
                .filter(button -> button.getAttribute("name").equals(name))
                .map(button -> button.getAttribute("value"))
                .toList();
    }

    @Test
    void whatIsOverdueIsLoud() {
        String text = page("suspected").text();
        assertTrue(text.contains("1 overdue"), text);
        assertTrue(text.contains("late by 1 s"), text);
        assertTrue(text.contains("due in 0 s"), text);
    }

    @Test
    void everyOpenSuspicionCanBeDecidedEitherWay() {
        assertEquals(List.of("left", "stays", "left", "stays"), choices(page("suspected"), "finding"));
        assertEquals(List.of("left", "stays"), choices(page("suspected-all"), "finding"));
        assertEquals(List.of(), choices(page("suspected-read-only"), "finding"));
    }

    @Test
    void whoMayNotReadTheFilesIsShownNoLinkToThem() {
        assertTrue(links(page("suspected")).stream().anyMatch(link -> link.startsWith("/ui/feeds/snapshots/")));
        assertTrue(links(page("suspected-all")).stream().noneMatch(link -> link.startsWith("/ui/feeds/snapshots/")));
    }

    @Test
    void whatWasFoundOutIsSaidWithItsReason() {
        String text = page("suspected-all").text();
        assertTrue(text.contains("left on 2026-03-10"), text);
        assertTrue(text.contains("not asked again before 2026-03-10"), text);
        assertTrue(text.contains("On parental leave"), text);
    }

    @Test
    void whatIsUndecidedCanGoEitherWayAndWhatIsUpheldCanBeLifted() {
        assertEquals(List.of("for-good", "lift", "lift"), choices(page("suspensions"), "decision"));
        assertEquals(List.of(), choices(page("suspensions-read-only"), "decision"));
    }

    @Test
    void nobodyIsShutOutByOneForm() {
        RenderedPage first = page("suspend");
        assertEquals(List.of("suspend", "for-good"), choices(first, "how"));
        assertTrue(actions(first).contains(href(first) + "/review"));
        assertTrue(!actions(first).contains(href(first)), "the first form shuts somebody out");
        RenderedPage sure = page("suspend-sure");
        assertEquals(List.of("suspend"), choices(sure, "how"));
        assertTrue(actions(sure).contains(href(sure)));
        assertEquals(List.of("for-good"), choices(page("suspend-sure-for-good"), "how"));
        assertEquals(List.of(), choices(page("suspend-read-only"), "how"));
    }

    private static String href(RenderedPage page) {
        String review = actions(page).stream()
                .filter(action -> action.startsWith("/ui/suspensions/people/"))
                .findFirst()
                .orElseThrow();
        return review.replace("/review", "");
    }

    private static List<String> actions(RenderedPage page) {
        return page.all("form").stream()
                .map(form -> form.getAttribute("action"))
                .toList();
    }

    private static List<String> links(RenderedPage page) {
        return page.all("a").stream()
                .map((Element link) -> link.getAttribute("href"))
                .toList();
    }
}

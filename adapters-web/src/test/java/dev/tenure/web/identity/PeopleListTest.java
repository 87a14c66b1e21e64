package dev.tenure.web.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.tenure.web.page.Frame;
import dev.tenure.web.page.Page;
import dev.tenure.web.page.RenderedPage;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class PeopleListTest {

    private static final String WITHOUT_END = "/ui/people/findings/non-employees?missing=end";

    @Test
    void everyListIsOneTabAway() {
        assertEquals(
                List.of(
                        "/ui/people",
                        "/ui/people/findings/without-manager",
                        "/ui/people/findings/non-employees?missing=sponsor",
                        WITHOUT_END,
                        "/ui/people/conflicts",
                        "/ui/people/authority"),
                hrefs(PeopleList.EVERYBODY.tabs(SamplePeople.CONFIDENTIAL_HR)));
    }

    /** Whoever is gone from that list has got an end. */
    @Test
    void whoHasNoEndIsALinkForConfidentialHrAlone() {
        assertFalse(hrefs(PeopleList.EVERYBODY.tabs(SamplePeople.AUDITOR)).contains(WITHOUT_END));
    }

    @Test
    void theTabOfThePageIsTheCurrentOne() {
        for (PeopleList list : PeopleList.values()) {
            assertEquals(
                    List.of(list.href()),
                    list.tabs(SamplePeople.CONFIDENTIAL_HR).stream()
                            .filter(Frame.Link::current)
                            .map(Frame.Link::href)
                            .toList());
        }
    }

    @Test
    void theNextPageIsOneOfTheSameList() {
        assertEquals(WITHOUT_END + "&after=key+%26+more", PeopleList.WITHOUT_END.after("key & more"));
        assertEquals(
                "/ui/people/findings/without-manager?after=key+%26+more",
                PeopleList.WITHOUT_MANAGER.after("key & more"));
    }

    @Test
    void aConflictKeepsItsFilterOnTheNextPageAndShowsNoValue() {
        Map<String, Page> pages = SamplePeople.pages();
        ConflictsPage page = (ConflictsPage) Objects.requireNonNull(pages.get("conflicts"));
        assertEquals("/ui/people/conflicts?source=idp&after=key+%26+more", page.nextHref());
        assertFalse(RenderedPage.of(page).html().contains("ada@sample.example"));
    }

    private static List<String> hrefs(List<Frame.Link> tabs) {
        return tabs.stream().map(Frame.Link::href).toList();
    }
}

package dev.tenure.web.identity;

import dev.tenure.web.page.Frame;
import dev.tenure.web.page.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * People of whom something is missing.
 *
 * @param tabs the pages of the section
 * @param list what is missing
 * @param people of whom, by name
 * @param nextHref the following page; null at the end
 */
public record FindingPage(
        List<Frame.Link> tabs,
        PeopleList list,
        List<PeoplePage.PersonLine> people,
        @Nullable String nextHref) implements Page {

    public FindingPage {
        tabs = List.copyOf(tabs);
        people = List.copyOf(people);
    }

    @Override
    public String template() {
        return "identity/finding.html";
    }

    /** Whether it is somebody above who can decide. */
    public boolean withoutManager() {
        return list == PeopleList.WITHOUT_MANAGER;
    }

    /** Whether it is a sponsor. */
    public boolean withoutSponsor() {
        return list == PeopleList.WITHOUT_SPONSOR;
    }
}

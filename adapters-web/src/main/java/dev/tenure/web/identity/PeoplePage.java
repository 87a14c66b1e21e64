package dev.tenure.web.identity;

import dev.tenure.web.page.Frame;
import dev.tenure.web.page.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The people the product knows, by name.
 *
 * @param tabs the pages of the section
 * @param text what was searched for
 * @param nextHref the following page; null at the end
 */
public record PeoplePage(
        List<Frame.Link> tabs,
        String text,
        List<PersonLine> people,
        @Nullable String nextHref) implements Page {

    public PeoplePage {
        tabs = List.copyOf(tabs);
        people = List.copyOf(people);
    }

    @Override
    public String template() {
        return "identity/people.html";
    }

    /** Somebody in the list. */
    public record PersonLine(
            String href, String name, String workerId, String kind, String standing, String department) {}
}

package dev.tenure.web.identity;

import dev.tenure.web.page.Frame;
import dev.tenure.web.page.Moment;
import dev.tenure.web.page.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where sources differ about people: that they do, about what and since when. What they say is not part of it.
 *
 * @param tabs the pages of the section
 * @param attributes about what they can differ
 * @param sources who can differ
 * @param narrowed whether not all of them are asked for
 * @param conflicts those that began last first
 * @param nextHref the following page; null at the end
 */
public record ConflictsPage(
        List<Frame.Link> tabs,
        List<Option> attributes,
        List<Option> sources,
        boolean narrowed,
        List<Line> conflicts,
        @Nullable String nextHref)
        implements Page {

    public ConflictsPage {
        tabs = List.copyOf(tabs);
        attributes = List.copyOf(attributes);
        sources = List.copyOf(sources);
        conflicts = List.copyOf(conflicts);
    }

    @Override
    public String template() {
        return "identity/conflicts.html";
    }

    /** Something that can be chosen. */
    public record Option(String value, boolean chosen) {}

    /** A conflict that is open. */
    public record Line(String href, String person, String attribute, String believed, String other, Moment since) {}
}

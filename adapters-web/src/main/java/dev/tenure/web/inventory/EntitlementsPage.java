package dev.tenure.web.inventory;

import dev.tenure.web.page.Moment;
import dev.tenure.web.page.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What can be held on a system, with the classes that it is and was of.
 *
 * @param knownSince when history begins
 * @param classes to choose from
 * @param nextHref the following page; null at the end
 */
public record EntitlementsPage(
        String systemHref,
        String systemName,
        String href,
        Moment knownSince,
        List<Choice> classes,
        List<Line> lines,
        @Nullable String nextHref)
        implements Page {

    public EntitlementsPage {
        classes = List.copyOf(classes);
        lines = List.copyOf(lines);
    }

    @Override
    public String template() {
        return "inventory/entitlements.html";
    }

    /** A class to filter by. */
    public record Choice(String value, String label, boolean chosen) {}

    /**
     * An entitlement.
     *
     * @param vanishedAt since when the target no longer shows it; null while it does
     * @param now of which class it is; null where of none
     */
    public record Line(
            String name,
            String nativeId,
            @Nullable Moment vanishedAt,
            @Nullable Span now,
            List<Span> before) {

        public Line {
            before = List.copyOf(before);
        }
    }

    /**
     * A class and its time.
     *
     * @param until null while it lasts
     */
    public record Span(
            String name, String by, Moment since, @Nullable Moment until) {}
}

package dev.tenure.web.secrets;

import dev.tenure.web.page.Frame;
import dev.tenure.web.page.Moment;
import dev.tenure.web.page.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rotations of shared secrets.
 *
 * @param tabs the states that can be looked at
 * @param gathered whether those that are due first stand first; else the newest do
 * @param ofSecret whether those of one secret alone are looked at
 * @param more whether there are more open ones than a page takes: they are looked at state by state
 * @param nextHref the following page; null at the end
 */
public record RotationsPage(
        List<Frame.Link> tabs,
        boolean gathered,
        boolean ofSecret,
        Moment asOf,
        List<RotationLine> rotations,
        boolean more,
        @Nullable String nextHref)
        implements Page {

    public RotationsPage {
        tabs = List.copyOf(tabs);
        rotations = List.copyOf(rotations);
    }

    @Override
    public String template() {
        return "secrets/rotations.html";
    }
}

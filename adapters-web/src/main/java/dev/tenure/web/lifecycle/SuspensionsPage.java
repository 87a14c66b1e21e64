package dev.tenure.web.lifecycle;

import dev.tenure.web.page.Moment;
import dev.tenure.web.page.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who was shut out at once, what is to be decided about them, and the way to shut out somebody else.
 *
 * @param tabs the states that can be looked at
 * @param lines the suspensions, newest first
 * @param mayDecide whether the reader may shut out and decide
 * @param undecided whether those to be decided are looked at
 * @param nextHref the following page; null at the end
 * @param text which people were searched for; empty where none were
 * @param found the people who fit
 * @param moreFound whether there are more
 */
public record SuspensionsPage(
        List<LeaversPage.Tab> tabs,
        List<Line> lines,
        boolean mayDecide,
        boolean undecided,
        @Nullable String nextHref,
        String text,
        List<Found> found,
        boolean moreFound)
        implements Page {

    public SuspensionsPage {
        tabs = List.copyOf(tabs);
        lines = List.copyOf(lines);
        found = List.copyOf(found);
    }

    @Override
    public String template() {
        return "lifecycle/suspensions.html";
    }

    /**
     * A suspension.
     *
     * @param number tells its form's field from those of the others
     * @param decideHref where the form goes; null where nothing can be decided any longer
     * @param mayUphold whether it can be decided that they are out for good
     * @param decision what was decided; null where nothing was
     */
    public record Line(
            int number,
            String caseHref,
            @Nullable String decideHref,
            boolean mayUphold,
            String person,
            String state,
            String tone,
            String reason,
            String by,
            Moment at,
            Moment decideBy,
            @Nullable Decision decision) {}

    /** What was decided last. */
    public record Decision(String reason, String by, Moment at) {}

    /** Somebody who may be meant. */
    public record Found(String href, String person, String workerId, String email) {}
}

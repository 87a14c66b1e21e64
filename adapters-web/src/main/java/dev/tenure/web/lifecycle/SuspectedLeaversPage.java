package dev.tenure.web.lifecycle;

import dev.tenure.web.page.Moment;
import dev.tenure.web.page.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Workers whom HR's files leave out, and what somebody found out about them.
 *
 * @param tabs the states that can be looked at
 * @param overdue how many on this page are past the day by which somebody had to find out
 * @param lines the suspicions, latest first
 * @param mayDecide whether the reader may say what was found out
 * @param open whether the open ones are looked at
 * @param seesFeeds whether the reader may look at the files
 * @param nextHref the following page; null at the end
 */
public record SuspectedLeaversPage(
        List<LeaversPage.Tab> tabs,
        long overdue,
        List<Line> lines,
        boolean mayDecide,
        boolean open,
        boolean seesFeeds,
        @Nullable String nextHref)
        implements Page {

    public SuspectedLeaversPage {
        tabs = List.copyOf(tabs);
        lines = List.copyOf(lines);
    }

    @Override
    public String template() {
        return "lifecycle/suspected-leavers.html";
    }

    /**
     * A worker who was left out.
     *
     * @param number tells its form's fields from those of the others
     * @param decideHref where the form goes; null where nothing is to be decided
     * @param tone {@code late}, {@code wait} or {@code good}
     * @param finding what was found out, such as {@code left on 2026-03-10}; null where nobody knows yet
     * @param by who said so; null where nobody did
     * @param reason how it is known; null where nobody said
     * @param decided when; null while it is open
     */
    public record Line(
            int number,
            @Nullable String decideHref,
            String person,
            String workerId,
            String feed,
            String snapshotHref,
            String state,
            String tone,
            Moment since,
            @Nullable Moment deadline,
            @Nullable String finding,
            @Nullable String by,
            @Nullable String reason,
            @Nullable Moment decided) {}
}

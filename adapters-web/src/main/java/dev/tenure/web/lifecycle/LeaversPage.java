package dev.tenure.web.lifecycle;

import dev.tenure.web.identity.PendingLeaver;
import dev.tenure.web.page.Moment;
import dev.tenure.web.page.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The front page: who is leaving and what is late.
 *
 * @param asOf the time of everything on it
 * @param totals the figures over all cases
 * @param search what was asked for
 * @param rows the cases, late ones first
 * @param nextHref the following page; null at the end
 * @param peopleHref where people are found who have no case
 * @param pending people whose leaving is not public; null for everybody but confidential HR
 * @param exceptions exceptions not resolved; null for those who may not read them
 */
public record LeaversPage(
        Moment asOf,
        Totals totals,
        Search search,
        List<Row> rows,
        @Nullable String nextHref,
        String peopleHref,
        @Nullable Pending pending,
        @Nullable OpenExceptions exceptions)
        implements Page {

    public LeaversPage {
        rows = List.copyOf(rows);
    }

    @Override
    public String template() {
        return "lifecycle/leavers.html";
    }

    /** The figures over all cases. */
    public record Totals(long open, long late, long closedLately, long exceptions) {}

    /**
     * What was asked for.
     *
     * @param text what was searched for
     * @param tabs what can be asked for
     * @param show the key of what was
     * @param narrowed whether it is not simply all open cases
     */
    public record Search(String text, List<Tab> tabs, String show, boolean narrowed) {
        public Search {
            tabs = List.copyOf(tabs);
        }
    }

    /** A view of the list. */
    public record Tab(String href, String label, boolean current) {}

    /**
     * A case.
     *
     * @param tone {@code late}, {@code wait}, {@code good} or {@code held}
     * @param when how far the next deadline is, or how it ended
     * @param whenAt the moment behind it; null where there is none
     */
    public record Row(
            String href,
            String person,
            String workerId,
            boolean privileged,
            String tone,
            String when,
            @Nullable Moment whenAt,
            long accounts,
            List<Progress> progress,
            long overdue,
            long exceptions,
            Moment clockStart,
            Moment received) {
        public Row {
            progress = List.copyOf(progress);
        }
    }

    /** How many accounts are at a milestone. */
    public record Progress(String milestone, long done, long of) {
        /** Whether every account is. */
        public boolean whole() {
            return of > 0 && done == of;
        }
    }

    /** People whose leaving is not public. */
    public record Pending(List<PendingLeaver> people, boolean more) {
        public Pending {
            people = List.copyOf(people);
        }
    }

    /** Exceptions not resolved, newest first. */
    public record OpenExceptions(List<ExceptionLine> lines, boolean more) {
        public OpenExceptions {
            lines = List.copyOf(lines);
        }
    }
}

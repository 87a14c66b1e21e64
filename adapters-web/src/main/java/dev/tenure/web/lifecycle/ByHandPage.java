package dev.tenure.web.lifecycle;

import dev.tenure.web.page.Moment;
import dev.tenure.web.page.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What people state to have been done by hand for one leaver's case, and the form to state more. It is a page of its own so that
 * nothing refreshes under the writer's hands.
 *
 * @param caseHref the address of the case
 * @param href its own address
 * @param request a name for the next statement, so that it is taken once
 * @param lines newest first
 * @param choices what can be stated; empty where nothing can or the reader may not
 * @param mayAct whether buttons are of use to the reader
 * @param open whether the case is open
 */
public record ByHandPage(
        String person,
        String caseHref,
        String href,
        String request,
        List<Line> lines,
        List<Choice> choices,
        boolean mayAct,
        boolean open)
        implements Page {

    public ByHandPage {
        lines = List.copyOf(lines);
        choices = List.copyOf(choices);
    }

    @Override
    public String template() {
        return "lifecycle/by-hand.html";
    }

    /**
     * One thing that can be stated.
     *
     * @param value what the form sends
     */
    public record Choice(String value, String label) {}

    /**
     * One statement.
     *
     * @param what what is said to be done, and where
     * @param tone {@code wait}, {@code good}, {@code held} or {@code late}
     * @param evidence empty where a ticket stands for it
     * @param ticket empty where there is none
     * @param decided by whom and in which word; empty while it waits
     * @param decidedAt null while it waits
     * @param ended when the target showed it or otherwise, or the case ended; null while it stands
     * @param decideHref where to decide; null where there is nothing to decide or the reader may not
     * @param mayConfirm whether the reader is another person than who stated it
     */
    public record Line(
            String what,
            String state,
            String tone,
            Moment doneAt,
            String evidence,
            String ticket,
            String reason,
            String statedBy,
            Moment statedAt,
            String decided,
            @Nullable Moment decidedAt,
            @Nullable Moment ended,
            @Nullable String decideHref,
            boolean mayConfirm) {}
}

package dev.tenure.web.ownership;

import dev.tenure.web.page.Frame;
import dev.tenure.web.page.Moment;
import dev.tenure.web.page.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What leavers owned, what is due first at the top.
 *
 * @param due how many wait for another owner
 * @param late of those, how many should have one by now
 * @param own whether the reader sees only what is proposed to them
 * @param tabs the states that can be looked at
 * @param search what the list is narrowed by
 * @param narrowed whether it is narrowed
 * @param lines the hand-overs
 * @param nextHref the following page; null at the end
 */
public record HandOversPage(
        long due,
        long late,
        boolean own,
        List<Frame.Link> tabs,
        Search search,
        boolean narrowed,
        List<Line> lines,
        @Nullable String nextHref)
        implements Page {

    public HandOversPage {
        tabs = List.copyOf(tabs);
        lines = List.copyOf(lines);
    }

    @Override
    public String template() {
        return "ownership/hand-overs.html";
    }

    /**
     * What the list is narrowed by; empty where by nothing.
     *
     * @param show which state
     * @param leaver the id of a leaver
     * @param proposed the id of somebody who is proposed
     */
    public record Search(String show, String leaver, String proposed, List<Choice> kinds) {

        public Search {
            kinds = List.copyOf(kinds);
        }
    }

    /** Something to choose. */
    public record Choice(String value, String label, boolean chosen) {}

    /**
     * A hand-over.
     *
     * @param thingHref the page of what is handed over; null where the reader may see none
     * @param caseHref the leaver's case; null where the reader may see none
     * @param proposed who is proposed; empty where nobody is
     * @param what what became of it, in words
     * @param who who has it now and who decided that; empty where nobody has
     * @param form the form to hand it over; null where the reader cannot
     */
    public record Line(
            String id,
            String kind,
            String name,
            @Nullable String thingHref,
            String leaver,
            @Nullable String caseHref,
            String proposed,
            String tone,
            String what,
            Moment at,
            String who,
            @Nullable Form form) {}

    /**
     * The form to hand something over.
     *
     * @param href where it goes
     * @param successor the id of who is proposed; empty where nobody is
     * @param fixed whether the reader can take it on themselves and name nobody else
     */
    public record Form(String href, String successor, boolean fixed) {}
}

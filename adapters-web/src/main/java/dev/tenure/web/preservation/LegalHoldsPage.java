package dev.tenure.web.preservation;

import dev.tenure.web.page.Frame;
import dev.tenure.web.page.Moment;
import dev.tenure.web.page.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whose accounts are preserved and why, and the way to preserve somebody else's.
 *
 * @param tabs the states that can be looked at
 * @param lines the holds, newest first
 * @param mayAct whether the reader may place holds and lift them
 * @param nextHref the following page; null at the end
 * @param text which people were searched for; empty where none were
 * @param found the people who fit
 * @param moreFound whether there are more
 */
public record LegalHoldsPage(
        List<Frame.Link> tabs,
        List<Line> lines,
        boolean mayAct,
        @Nullable String nextHref,
        String text,
        List<Found> found,
        boolean moreFound)
        implements Page {

    public LegalHoldsPage {
        tabs = List.copyOf(tabs);
        lines = List.copyOf(lines);
        found = List.copyOf(found);
    }

    @Override
    public String template() {
        return "preservation/legal-holds.html";
    }

    /**
     * A hold.
     *
     * @param number tells its form's field from those of the others
     * @param personHref the page of whom it is on
     * @param proposeHref where a proposal to lift it goes; null where none can be made
     * @param decideHref where the decision about one goes; null where none waits
     * @param byReader whether the reader proposed it, so that another has to confirm
     * @param proposal who wants it lifted; null where nobody does
     * @param lifted who confirmed that, and when; null while it stands
     */
    public record Line(
            int number,
            String personHref,
            String person,
            String state,
            String tone,
            String reason,
            String by,
            Moment at,
            @Nullable String proposeHref,
            @Nullable String decideHref,
            boolean byReader,
            @Nullable Said proposal,
            @Nullable Said lifted) {}

    /**
     * What somebody said.
     *
     * @param reason empty where none is asked for
     */
    public record Said(String reason, String by, Moment at) {}

    /** Somebody who may be meant. */
    public record Found(String href, String person, String workerId, String email) {}
}

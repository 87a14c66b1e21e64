package dev.tenure.web.finding;

import dev.tenure.web.page.Frame;
import dev.tenure.web.page.Moment;
import dev.tenure.web.page.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with access, what has to be gone first at the top.
 *
 * @param totals how many there are that are not closed
 * @param own whether the reader sees only what they themselves have to see to
 * @param tabs the states that can be looked at
 * @param search what the list is narrowed by
 * @param narrowed whether it is narrowed
 * @param lines the findings
 * @param csvHref the same list as a file for a spreadsheet
 * @param waveHref where a wave of these is prepared; null where the reader cannot, or what is shown is not open
 * @param nextHref the following page; null at the end
 */
public record FindingsPage(
        Totals totals,
        boolean own,
        List<Frame.Link> tabs,
        Search search,
        boolean narrowed,
        List<Line> lines,
        String csvHref,
        @Nullable String waveHref,
        @Nullable String nextHref)
        implements Page {

    public FindingsPage {
        tabs = List.copyOf(tabs);
        lines = List.copyOf(lines);
    }

    @Override
    public String template() {
        return "finding/findings.html";
    }

    /** How many there are that are not closed. */
    public record Totals(long open, long late, long critical, long accepted) {}

    /**
     * What the list is narrowed by; empty where by nothing.
     *
     * @param show which state
     * @param system the id of a system
     * @param owner who has to see to it
     */
    public record Search(
            String text, String show, String system, String owner, List<Choice> kinds, List<Choice> severities) {

        public Search {
            kinds = List.copyOf(kinds);
            severities = List.copyOf(severities);
        }
    }

    /** Something to choose. */
    public record Choice(String value, String label, boolean chosen) {}

    /**
     * A finding.
     *
     * @param grant what the account is a member of, or its credential, where that is what is wrong; else empty
     * @param person whose the account was; empty where it was nobody's
     * @param when by when it has to be gone, or what became of it, in words
     */
    public record Line(
            String href,
            String account,
            String kind,
            String grant,
            String severity,
            boolean critical,
            String system,
            String person,
            String owner,
            String tone,
            String when,
            Moment whenAt) {}
}

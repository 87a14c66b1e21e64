package dev.tenure.web.engagement;

import dev.tenure.web.page.Moment;
import dev.tenure.web.page.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One engagement.
 *
 * @param until the last day of what is in force; null where nothing is
 * @param asked what waits for a decision, or was declined; null for none
 * @param closed how it was declined or ended; null for neither
 * @param mayDecide whether the reader may decide what waits
 * @param mayApprove whether they did not ask for it themselves
 * @param request the name of the form to come, so that a second click is not a second request
 */
public record EngagementPage(
        String name,
        String href,
        String email,
        String kind,
        String company,
        String zone,
        String standing,
        String start,
        @Nullable String until,
        @Nullable Ask asked,
        List<Term> terms,
        @Nullable Closed closed,
        boolean mayDecide,
        boolean mayApprove,
        boolean mayExtend,
        boolean mayEnd,
        String request)
        implements Page {

    public EngagementPage {
        terms = List.copyOf(terms);
    }

    @Override
    public String template() {
        return "engagement/engagement.html";
    }

    /** What somebody asked for. */
    public record Ask(String until, String sponsorHref, String purpose, String by, Moment at) {}

    /** What was approved. */
    public record Term(Ask ask, String by, Moment at) {}

    /** Who said no, or ended it. */
    public record Closed(String by, Moment at, String reason) {}
}

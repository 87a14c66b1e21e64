package dev.tenure.web.engagement;

import dev.tenure.web.page.Moment;
import dev.tenure.web.page.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The register of non-employees, those that end first first.
 *
 * @param request the name of the form to come, so that a second click is not a second request
 * @param nextHref the following page; null at the end
 */
public record EngagementsPage(
        String text,
        List<Choice> standings,
        boolean endsSoon,
        boolean withoutSponsor,
        List<EngagementLine> engagements,
        @Nullable String nextHref,
        boolean mayRequest,
        String request)
        implements Page {

    public EngagementsPage {
        standings = List.copyOf(standings);
        engagements = List.copyOf(engagements);
    }

    @Override
    public String template() {
        return "engagement/engagements.html";
    }

    /** One of the standings to choose from. */
    public record Choice(String value, String label, boolean chosen) {}

    /**
     * An engagement in the list.
     *
     * @param sponsorDueBy by when another sponsor is due; null where none is
     */
    public record EngagementLine(
            String href,
            String name,
            String email,
            String kind,
            String standing,
            String until,
            String sponsor,
            @Nullable Moment sponsorDueBy) {}
}

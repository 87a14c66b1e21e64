package dev.tenure.web.inspection;

import dev.tenure.web.page.Frame;
import dev.tenure.web.page.Moment;
import dev.tenure.web.page.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Credentials and second factors of accounts, the oldest at the top.
 *
 * @param tabs which can be looked at
 * @param search what the list is narrowed by
 * @param csvHref the same list as a file for a spreadsheet
 * @param nextHref the following page; null at the end
 */
public record CredentialsPage(
        List<Frame.Link> tabs,
        Search search,
        List<Line> lines,
        String csvHref,
        @Nullable String nextHref) implements Page {

    public CredentialsPage {
        tabs = List.copyOf(tabs);
        lines = List.copyOf(lines);
    }

    @Override
    public String template() {
        return "inspection/credentials.html";
    }

    /** What the list is narrowed by; empty where by nothing. */
    public record Search(
            String text, String show, boolean nonHuman, String system, String account, String answeredBy) {}

    /**
     * A credential or second factor.
     *
     * @param issued whether the target told since when it is there; else it was first seen then
     * @param used the latest use that the target told; null where it told none
     * @param gone when it was seen to be gone; null where it is there
     */
    public record Line(
            String account,
            boolean privileged,
            boolean nonHuman,
            String systemHref,
            String system,
            String what,
            String id,
            Moment since,
            boolean issued,
            @Nullable Moment used,
            boolean overdue,
            @Nullable Moment gone) {}
}

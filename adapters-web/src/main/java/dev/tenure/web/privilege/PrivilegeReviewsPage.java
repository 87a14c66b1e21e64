package dev.tenure.web.privilege;

import dev.tenure.web.page.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who looked at privileged accounts, the newest first.
 *
 * @param search what the list is narrowed by
 * @param csvHref the same list as a file for a spreadsheet
 * @param nextHref the following page; null at the end
 */
public record PrivilegeReviewsPage(
        Search search,
        List<ReviewLine> lines,
        String csvHref,
        @Nullable String nextHref) implements Page {

    public PrivilegeReviewsPage {
        lines = List.copyOf(lines);
    }

    @Override
    public String template() {
        return "privilege/reviews.html";
    }

    /**
     * What the list is narrowed by; empty where by nothing.
     *
     * @param system the id of a system
     * @param from a day
     * @param to a day
     */
    public record Search(String text, String by, String system, String from, String to) {}
}

package dev.tenure.web.inventory;

import dev.tenure.web.page.Moment;
import dev.tenure.web.page.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who was privileged on a system as of a moment.
 *
 * @param at the moment as the form's field has it; empty where it is now
 * @param knownSince when history begins; null where the moment has not come
 * @param refusal why nothing can be said of that moment; null where it can
 * @param reviewsHref who looked at accounts of the system
 * @param nextHref the following page; null at the end
 */
public record PrivilegedPage(
        String systemHref,
        String systemName,
        String href,
        String at,
        @Nullable Moment knownSince,
        @Nullable String refusal,
        List<Line> lines,
        String reviewsHref,
        @Nullable String nextHref)
        implements Page {

    public PrivilegedPage {
        lines = List.copyOf(lines);
    }

    @Override
    public String template() {
        return "inventory/privileged.html";
    }

    /**
     * An account.
     *
     * @param personHref whose it is; null where nobody's
     * @param held whether it was privileged at the moment itself
     * @param until null while it lasts
     * @param reviewed who looked at it last by the moment; null where nobody ever did
     * @param href where it can be looked at
     */
    public record Line(
            String name,
            String nativeId,
            @Nullable String personHref,
            boolean held,
            String why,
            Moment since,
            @Nullable Moment until,
            @Nullable Reviewed reviewed,
            String href) {}

    /** Who looked at it last. */
    public record Reviewed(Moment at, String by) {}
}

package dev.tenure.web.lifecycle;

import dev.tenure.web.page.Moment;
import dev.tenure.web.page.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an HR file would change that waits for a person.
 *
 * @param previewedAt the time that a commit names, as the form sends it back
 * @param warning why it cannot be committed as it is; empty where it can
 * @param classes the parts of the preview with their counts
 * @param shown the heading of the part that is listed
 * @param mayDecide whether the reader may commit or discard it
 * @param nextHref the following page of people; null at the end
 */
public record PreviewPage(
        SnapshotLine snapshot,
        String previewedAt,
        Moment previewed,
        String warning,
        List<PreviewClass> classes,
        String shown,
        List<SystemLine> systems,
        List<PersonLine> people,
        boolean mayDecide,
        @Nullable String nextHref)
        implements Page {

    public PreviewPage {
        classes = List.copyOf(classes);
        systems = List.copyOf(systems);
        people = List.copyOf(people);
    }

    @Override
    public String template() {
        return "lifecycle/preview.html";
    }

    /** A part of the preview. */
    public record PreviewClass(String href, String name, long count, String say, boolean late) {}

    /**
     * Accounts of leavers on a system, and what its guard would do in act.
     *
     * @param accounts how many would be shut
     * @param limitHref its guard
     * @param limit how many accounts may be changed, in words
     * @param counted how many were changed within the window
     * @param allowed how many may be
     * @param held how many would be held
     * @param holdHref what is held there already; null where nothing is
     * @param stopped whether nothing is written to it
     */
    public record SystemLine(
            String href,
            String name,
            String mode,
            long accounts,
            String limitHref,
            String limit,
            long counted,
            long allowed,
            long held,
            @Nullable String holdHref,
            boolean stopped) {}

    /**
     * Somebody.
     *
     * @param line where their row begins; empty for somebody who is not in the file
     * @param differences the facts in which the row differs
     */
    public record PersonLine(String line, String workerId, String name, String differences, int accounts) {}
}

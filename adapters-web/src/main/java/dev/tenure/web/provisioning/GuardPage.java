package dev.tenure.web.provisioning;

import dev.tenure.web.page.Moment;
import dev.tenure.web.page.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the guard holds, and what is stopped.
 *
 * @param limits by system
 * @param stops what is stopped now
 * @param allStopped whether all is
 * @param mayStop whether the reader may stop
 * @param mayStart whether the reader may let it start again
 * @param nextHref the following page of holds; null at the end
 */
public record GuardPage(
        List<HoldLine> holds,
        List<LimitLine> limits,
        List<StopLine> stops,
        boolean allStopped,
        boolean mayStop,
        boolean mayStart,
        @Nullable String nextHref)
        implements Page {

    public GuardPage {
        holds = List.copyOf(holds);
        limits = List.copyOf(limits);
        stops = List.copyOf(stops);
    }

    @Override
    public String template() {
        return "provisioning/guard.html";
    }

    /** A hold in the list. */
    public record HoldLine(
            String href,
            String system,
            String systemHref,
            String state,
            String tone,
            long accounts,
            long operations,
            long letGo,
            boolean waits,
            Moment opened,
            @Nullable Moment ended) {}

    /**
     * A system's limit.
     *
     * @param wanted the looser one that waits for a second person; empty where none does
     */
    public record LimitLine(String href, String system, String limit, String wanted) {}

    /**
     * A stop in force.
     *
     * @param number tells its form's field from those of the others
     * @param systemHref the system; null where it is for all
     */
    public record StopLine(
            int number, @Nullable String systemHref, String startHref, String reason, String by, Moment at) {}
}

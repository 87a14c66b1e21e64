package dev.tenure.web.provisioning;

import dev.tenure.web.page.Moment;
import dev.tenure.web.page.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One hold: whom releasing it would touch.
 *
 * @param waiting the proposal that waits for the second person; null where none does
 * @param mayRelease whether the reader may propose and confirm
 * @param request a name for the next form sent from this page, so that sending it twice does it once
 * @param nextHref the following page of accounts; null at the end
 */
public record HoldPage(
        GuardPage.HoldLine hold,
        String limit,
        long allowed,
        long counted,
        List<AccountLine> accounts,
        @Nullable Waiting waiting,
        List<PastRelease> releases,
        boolean mayRelease,
        String request,
        @Nullable String nextHref)
        implements Page {

    public HoldPage {
        accounts = List.copyOf(accounts);
        releases = List.copyOf(releases);
    }

    @Override
    public String template() {
        return "provisioning/hold.html";
    }

    /** Whether the reader may propose now. */
    public boolean mayTick() {
        return mayRelease && waiting == null;
    }

    /**
     * An account on which something is held.
     *
     * @param person whom it belongs to; empty where that is not known
     * @param causeHref the case
     */
    public record AccountLine(
            String id, String name, String person, String causeHref, String work, Moment deadline, Moment since) {}

    /** A proposal that waits. */
    public record Waiting(
            String confirmHref,
            String declineHref,
            String what,
            String reason,
            String by,
            Moment at,
            boolean byReader) {}

    /** A proposal that was decided. */
    public record PastRelease(String what, String reason, String by, String state, String decidedBy, Moment at) {}
}

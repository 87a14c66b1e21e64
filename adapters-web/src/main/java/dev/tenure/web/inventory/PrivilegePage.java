package dev.tenure.web.inventory;

import dev.tenure.web.page.Moment;
import dev.tenure.web.page.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What people said is privileged on a system, and the way to say it of something else.
 *
 * @param named what the system's description names, which needs no mark
 * @param lines the marks, newest first, with those that ended
 * @param classes what it can be marked as
 * @param nextHref the following page; null at the end
 * @param mayMark whether the reader may mark
 * @param mayEnd whether the reader may end a mark
 */
public record PrivilegePage(
        String systemHref,
        String systemName,
        String href,
        String named,
        List<Line> lines,
        List<Choice> classes,
        @Nullable String nextHref,
        boolean mayMark,
        boolean mayEnd)
        implements Page {

    public PrivilegePage {
        lines = List.copyOf(lines);
        classes = List.copyOf(classes);
    }

    @Override
    public String template() {
        return "inventory/privilege.html";
    }

    /**
     * A mark.
     *
     * @param number tells its form's field from those of the others
     * @param endHref where the form that ends it goes; null where it ended
     * @param end why it ended; null while it counts
     */
    public record Line(
            int number,
            String name,
            String nativeId,
            String thing,
            String state,
            String tone,
            String reason,
            String by,
            Moment at,
            @Nullable String endHref,
            @Nullable End end) {}

    /** One of a few to take. */
    public record Choice(String value, String label) {}

    /** Why a mark ended. */
    public record End(String reason, String by, Moment at) {}
}

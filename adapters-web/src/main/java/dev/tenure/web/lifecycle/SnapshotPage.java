package dev.tenure.web.lifecycle;

import dev.tenure.web.page.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One HR file and its rejected rows, by line.
 *
 * @param nextHref the following page of rejected rows; null at the end
 */
public record SnapshotPage(
        SnapshotLine snapshot,
        List<RejectedRow> rejections,
        @Nullable String nextHref) implements Page {

    public SnapshotPage {
        rejections = List.copyOf(rejections);
    }

    @Override
    public String template() {
        return "lifecycle/snapshot.html";
    }

    /**
     * A rejected row.
     *
     * @param field the fact that is wrong; empty when the row as a whole is
     */
    public record RejectedRow(long line, String field, String reason) {}
}

package dev.tenure.web.lifecycle;

import dev.tenure.web.page.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One HR file and its rejected rows, by line.
 *
 * @param remarks what was found out about the file when it was read
 * @param previewHref where what it would change stands; null where it does not wait for a person
 * @param nextHref the following page of rejected rows; null at the end
 */
public record SnapshotPage(
        SnapshotLine snapshot,
        List<String> remarks,
        @Nullable String previewHref,
        List<RejectedRow> rejections,
        @Nullable String nextHref)
        implements Page {

    public SnapshotPage {
        remarks = List.copyOf(remarks);
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

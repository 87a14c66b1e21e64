package dev.tenure.web.lifecycle;

import dev.tenure.web.page.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The HR sources and their files, newest first.
 *
 * @param nextHref the following page of files; null at the end
 */
public record FeedsPage(
        List<FeedLine> feeds,
        List<SnapshotLine> snapshots,
        @Nullable String nextHref) implements Page {

    public FeedsPage {
        feeds = List.copyOf(feeds);
        snapshots = List.copyOf(snapshots);
    }

    @Override
    public String template() {
        return "lifecycle/feeds.html";
    }

    /**
     * A source.
     *
     * @param facts how many of the facts its files hold
     */
    public record FeedLine(String name, String charset, String datePattern, String zone, int facts) {}
}

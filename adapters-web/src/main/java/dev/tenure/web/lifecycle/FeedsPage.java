package dev.tenure.web.lifecycle;

import dev.tenure.web.page.Moment;
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
     * @param href its page
     * @param facts how many of the facts its files hold
     * @param fetched from which server its files are fetched; empty where they are not
     * @param problem what is wrong there; empty where nothing is
     * @param failing since when it is wrong; null where nothing is
     */
    public record FeedLine(
            String href,
            String name,
            String charset,
            String datePattern,
            String zone,
            int facts,
            String fetched,
            String problem,
            @Nullable Moment failing) {}
}

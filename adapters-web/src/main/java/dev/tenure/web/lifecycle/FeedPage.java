package dev.tenure.web.lifecycle;

import dev.tenure.web.page.Moment;
import dev.tenure.web.page.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One HR source: sending a file of it, its files, from where they are fetched, and rows that are aside.
 *
 * @param content what it means that a worker is not in a file
 * @param waits whether every file of it waits for a person
 * @param pull from where files are fetched; null where they are not
 * @param files newest first
 * @param aside rows on which the product itself failed, by worker
 * @param moreAside whether there are more than are listed
 * @param maySend whether the reader may send a file and have rows tried again
 * @param request a name for the next file sent from this page, so that sending it twice takes it once
 * @param nextHref the following page of files; null at the end
 */
public record FeedPage(
        String href,
        String name,
        String content,
        boolean waits,
        @Nullable Pull pull,
        List<SnapshotLine> files,
        List<AsideLine> aside,
        boolean moreAside,
        boolean maySend,
        String request,
        @Nullable String nextHref)
        implements Page {

    public FeedPage {
        files = List.copyOf(files);
        aside = List.copyOf(aside);
    }

    @Override
    public String template() {
        return "lifecycle/feed.html";
    }

    /**
     * From where files are fetched.
     *
     * @param where server and folder
     * @param pattern which files are wanted
     * @param every the pause between two looks
     * @param tone {@code good}, {@code wait} or {@code late}
     * @param state in words
     * @param problem what is wrong; empty where nothing is
     * @param failing since when; null where nothing is wrong
     * @param succeeded when it last went well; null where it never did
     * @param next when the next look is due
     */
    public record Pull(
            String where,
            String pattern,
            String every,
            String tone,
            String state,
            String problem,
            @Nullable Moment failing,
            @Nullable Moment succeeded,
            Moment next) {}

    /**
     * A row that is aside.
     *
     * @param fileHref the file it came in
     * @param kind the kind of the failure
     * @param correlation under which the log names it
     */
    public record AsideLine(
            String fileHref,
            long line,
            String workerId,
            String kind,
            String correlation,
            int attempts,
            Moment since,
            Moment tried) {}
}

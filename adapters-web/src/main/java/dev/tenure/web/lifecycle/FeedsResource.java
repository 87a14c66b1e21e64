package dev.tenure.web.lifecycle;

import dev.tenure.application.lifecycle.ListSnapshots;
import dev.tenure.application.lifecycle.ListWorkerFeeds;
import dev.tenure.application.lifecycle.ShowSnapshot;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.domain.identity.SnapshotId;
import dev.tenure.domain.identity.WorkerFeed;
import dev.tenure.web.page.Callers;
import dev.tenure.web.page.Pages;
import dev.tenure.web.page.Query;
import dev.tenure.web.page.Section;
import io.quarkus.security.Authenticated;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The HR sources, their files, and the rows that could not be taken. */
@Path("/ui/feeds")
@Authenticated
@Produces(Pages.HTML)
public class FeedsResource {

    private final ListWorkerFeeds listWorkerFeeds;
    private final ListSnapshots listSnapshots;
    private final ShowSnapshot showSnapshot;
    private final Callers callers;
    private final Pages pages;

    @Inject
    public FeedsResource(
            ListWorkerFeeds listWorkerFeeds,
            ListSnapshots listSnapshots,
            ShowSnapshot showSnapshot,
            Callers callers,
            Pages pages) {
        this.listWorkerFeeds = listWorkerFeeds;
        this.listSnapshots = listSnapshots;
        this.showSnapshot = showSnapshot;
        this.callers = callers;
        this.pages = pages;
    }

    /** Sources and files. */
    @GET
    public Response list(@QueryParam("after") @Nullable String after) {
        return switch (listWorkerFeeds.handle(new ListWorkerFeeds.Command(callers.current()))) {
            case ListWorkerFeeds.Outcome.Listed listed -> list(listed.feeds(), after);
            case ListWorkerFeeds.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }

    private Response list(List<WorkerFeed> feeds, @Nullable String after) {
        PageRequest page = new PageRequest(PageRequest.USUAL, Query.after(after));
        return switch (listSnapshots.handle(new ListSnapshots.Command(callers.current(), page))) {
            case ListSnapshots.Outcome.Listed listed ->
                pages.show(
                        Section.FEEDS,
                        new FeedsPage(
                                feeds.stream().map(FeedsResource::line).toList(),
                                listed.snapshots().items().stream()
                                        .map(SnapshotLine::of)
                                        .toList(),
                                listed.snapshots()
                                        .next()
                                        .map(key -> Query.address("/ui/feeds", "after", key))
                                        .orElse(null)));
            case ListSnapshots.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }

    /** One file. */
    @GET
    @Path("snapshots/{id}")
    public Response show(@PathParam("id") String id, @QueryParam("after") @Nullable String after) {
        Optional<UUID> known = Query.id(id);
        if (known.isEmpty()) {
            return pages.unknown();
        }
        PageRequest page = new PageRequest(PageRequest.USUAL, Query.after(after));
        return switch (showSnapshot.handle(
                new ShowSnapshot.Command(callers.current(), new SnapshotId(known.get()), page))) {
            case ShowSnapshot.Outcome.Shown shown -> pages.show(Section.FEEDS, page(shown));
            case ShowSnapshot.Outcome.Unknown unknown -> pages.unknown();
            case ShowSnapshot.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }

    static FeedsPage.FeedLine line(WorkerFeed feed) {
        return new FeedsPage.FeedLine(
                feed.name(),
                feed.charset(),
                feed.datePattern(),
                feed.zone().getId(),
                feed.headers().size());
    }

    static SnapshotPage page(ShowSnapshot.Outcome.Shown shown) {
        SnapshotLine line = SnapshotLine.of(shown.snapshot());
        return new SnapshotPage(
                line,
                shown.rejections().items().stream()
                        .map(one -> new SnapshotPage.RejectedRow(
                                one.line(), one.field().orElse(""), one.reason()))
                        .toList(),
                shown.rejections()
                        .next()
                        .map(key -> Query.address(line.href(), "after", key))
                        .orElse(null));
    }
}

package dev.tenure.web.lifecycle;

import dev.tenure.application.lifecycle.DecideWorkerSnapshot;
import dev.tenure.application.lifecycle.ListSnapshots;
import dev.tenure.application.lifecycle.ListWorkerFeeds;
import dev.tenure.application.lifecycle.SftpPulls;
import dev.tenure.application.lifecycle.ShowPreview;
import dev.tenure.application.lifecycle.ShowSnapshot;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.identity.SnapshotId;
import dev.tenure.domain.identity.WorkerFeed;
import dev.tenure.domain.identity.WorkerSnapshot;
import dev.tenure.web.page.Callers;
import dev.tenure.web.page.Moment;
import dev.tenure.web.page.Notice;
import dev.tenure.web.page.Pages;
import dev.tenure.web.page.Query;
import dev.tenure.web.page.Section;
import io.quarkus.security.Authenticated;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.format.DateTimeParseException;
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
    private final ShowPreview showPreview;
    private final DecideWorkerSnapshot decideWorkerSnapshot;
    private final Callers callers;
    private final Pages pages;

    @Inject
    public FeedsResource(
            ListWorkerFeeds listWorkerFeeds,
            ListSnapshots listSnapshots,
            ShowSnapshot showSnapshot,
            ShowPreview showPreview,
            DecideWorkerSnapshot decideWorkerSnapshot,
            Callers callers,
            Pages pages) {
        this.listWorkerFeeds = listWorkerFeeds;
        this.listSnapshots = listSnapshots;
        this.showSnapshot = showSnapshot;
        this.showPreview = showPreview;
        this.decideWorkerSnapshot = decideWorkerSnapshot;
        this.callers = callers;
        this.pages = pages;
    }

    /** Sources and files. */
    @GET
    public Response list(@QueryParam("after") @Nullable String after) {
        return switch (listWorkerFeeds.handle(new ListWorkerFeeds.Command(callers.current()))) {
            case ListWorkerFeeds.Outcome.Listed listed -> list(listed, after);
            case ListWorkerFeeds.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }

    private Response list(ListWorkerFeeds.Outcome.Listed configured, @Nullable String after) {
        PageRequest page = new PageRequest(PageRequest.USUAL, Query.after(after));
        return switch (listSnapshots.handle(new ListSnapshots.Command(callers.current(), page))) {
            case ListSnapshots.Outcome.Listed listed ->
                pages.show(
                        Section.FEEDS,
                        new FeedsPage(
                                configured.feeds().stream()
                                        .map(feed -> line(feed, configured.pulls()))
                                        .toList(),
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

    /** The rejected rows of a file, all of them, as CSV. */
    @GET
    @Path("snapshots/{id}/errors.csv")
    @Produces("text/csv;charset=UTF-8")
    public Response errors(@PathParam("id") String id) {
        Optional<UUID> known = Query.id(id);
        if (known.isEmpty()) {
            return pages.unknown();
        }
        Caller caller = callers.current();
        SnapshotId snapshot = new SnapshotId(known.get());
        return switch (showSnapshot.handle(new ShowSnapshot.Command(caller, snapshot, RejectionsCsv.FIRST))) {
            case ShowSnapshot.Outcome.Shown shown ->
                Response.ok(new RejectionsCsv(
                                        shown,
                                        page -> showSnapshot.handle(new ShowSnapshot.Command(caller, snapshot, page)))
                                .text())
                        .header("Content-Disposition", "attachment; filename=\"errors.csv\"")
                        .build();
            case ShowSnapshot.Outcome.Unknown unknown -> pages.unknown();
            case ShowSnapshot.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }

    /** What a file would change. */
    @GET
    @Path("snapshots/{id}/preview")
    public Response preview(
            @PathParam("id") String id,
            @QueryParam("class") @Nullable String wanted,
            @QueryParam("after") @Nullable String after) {
        Optional<UUID> known = Query.id(id);
        if (known.isEmpty()) {
            return pages.unknown();
        }
        Caller caller = callers.current();
        ShowPreview.Wanted part = PreviewView.wanted(Query.text(wanted));
        PageRequest page = new PageRequest(PageRequest.USUAL, Query.after(after));
        return switch (showPreview.handle(new ShowPreview.Command(caller, new SnapshotId(known.get()), part, page))) {
            case ShowPreview.Outcome.Shown shown -> pages.show(Section.FEEDS, PreviewView.of(shown, part, caller));
            case ShowPreview.Outcome.NotWaiting not ->
                Pages.seeOther(SnapshotLine.of(not.snapshot()).href());
            case ShowPreview.Outcome.Unknown unknown -> pages.unknown();
            case ShowPreview.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }

    /** Takes a file that waited. */
    @POST
    @Path("snapshots/{id}/commit")
    public Response commit(@PathParam("id") String id, @FormParam("previewedAt") @DefaultValue("") String previewedAt) {
        return decide(id, DecideWorkerSnapshot.Decision.COMMIT, moment(previewedAt));
    }

    /** Drops a file that waited. */
    @POST
    @Path("snapshots/{id}/discard")
    public Response discard(@PathParam("id") String id) {
        return decide(id, DecideWorkerSnapshot.Decision.DISCARD, Optional.empty());
    }

    private static Optional<Instant> moment(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException e) {
            // No preview was looked at, so none is committed.
            return Optional.empty();
        }
    }

    private Response decide(String id, DecideWorkerSnapshot.Decision decision, Optional<Instant> previewedAt) {
        Optional<UUID> known = Query.id(id);
        if (known.isEmpty()) {
            return pages.unknown();
        }
        String file = "/ui/feeds/snapshots/" + known.get();
        return switch (decideWorkerSnapshot.handle(new DecideWorkerSnapshot.Command(
                callers.current(), new SnapshotId(known.get()), decision, previewedAt))) {
            case DecideWorkerSnapshot.Outcome.Decided decided ->
                pages.sendTo(
                        file,
                        switch (decision) {
                            case COMMIT -> Notice.FILE_COMMITTED;
                            case DISCARD -> Notice.FILE_DISCARDED;
                        });
            case DecideWorkerSnapshot.Outcome.PreviewedAnew anew ->
                pages.sendTo(file + "/preview", Notice.FILE_PREVIEWED_ANEW);
            case DecideWorkerSnapshot.Outcome.OutOfDate out -> pages.sendTo(file, Notice.FILE_PREVIEWED_ANEW);
            case DecideWorkerSnapshot.Outcome.Superseded superseded -> pages.sendTo(file, Notice.FILE_SUPERSEDED);
            case DecideWorkerSnapshot.Outcome.NotWaiting not -> pages.sendTo(file, Notice.FILE_NOT_WAITING);
            case DecideWorkerSnapshot.Outcome.Unknown unknown -> pages.unknown();
            case DecideWorkerSnapshot.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }

    static FeedsPage.FeedLine line(WorkerFeed feed, List<SftpPulls.Pull> pulls) {
        Optional<SftpPulls.Pull> pull = pulls.stream()
                .filter(one -> one.place().feed().equals(feed.name()))
                .findFirst();
        return new FeedsPage.FeedLine(
                FeedView.href(feed.name()),
                feed.name(),
                feed.format().charset(),
                String.join(" or ", feed.dates().patterns()),
                feed.zone().getId(),
                feed.headers().size() + feed.expressions().size(),
                pull.map(one -> one.place().host()).orElse(""),
                pull.flatMap(SftpPulls.Pull::problem).orElse(""),
                pull.flatMap(SftpPulls.Pull::failingSince).map(Moment::of).orElse(null));
    }

    static SnapshotPage page(ShowSnapshot.Outcome.Shown shown) {
        SnapshotLine line = SnapshotLine.of(shown.snapshot());
        return new SnapshotPage(
                line,
                shown.remarks(),
                shown.snapshot() instanceof WorkerSnapshot.Previewed ? PreviewView.base(shown.snapshot()) : null,
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

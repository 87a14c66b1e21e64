package dev.tenure.web.lifecycle;

import dev.tenure.application.lifecycle.ReceiveWorkerSnapshot;
import dev.tenure.application.lifecycle.RetryRowsAside;
import dev.tenure.application.lifecycle.ShowWorkerFeed;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.identity.WorkerSnapshot;
import dev.tenure.web.page.Callers;
import dev.tenure.web.page.Notice;
import dev.tenure.web.page.Pages;
import dev.tenure.web.page.Problem;
import dev.tenure.web.page.Query;
import dev.tenure.web.page.Section;
import io.quarkus.security.Authenticated;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/** One HR source: its files, sending one, and rows that are aside. */
@Path("/ui/feeds/sources/{name}")
@Authenticated
@Produces(Pages.HTML)
public class FeedResource {

    private final ShowWorkerFeed showWorkerFeed;
    private final ReceiveWorkerSnapshot receiveWorkerSnapshot;
    private final RetryRowsAside retryRowsAside;
    private final Callers callers;
    private final Pages pages;

    @Inject
    public FeedResource(
            ShowWorkerFeed showWorkerFeed,
            ReceiveWorkerSnapshot receiveWorkerSnapshot,
            RetryRowsAside retryRowsAside,
            Callers callers,
            Pages pages) {
        this.showWorkerFeed = showWorkerFeed;
        this.receiveWorkerSnapshot = receiveWorkerSnapshot;
        this.retryRowsAside = retryRowsAside;
        this.callers = callers;
        this.pages = pages;
    }

    /** The source. */
    @GET
    public Response show(@PathParam("name") String name, @QueryParam("after") @Nullable String after) {
        Caller caller = callers.current();
        PageRequest page = new PageRequest(PageRequest.USUAL, Query.after(after));
        return switch (showWorkerFeed.handle(new ShowWorkerFeed.Command(caller, Query.text(name), page))) {
            case ShowWorkerFeed.Outcome.Shown shown ->
                pages.show(
                        Section.FEEDS,
                        FeedView.of(shown, caller, UUID.randomUUID().toString()));
            case ShowWorkerFeed.Outcome.Unknown unknown -> pages.unknown();
            case ShowWorkerFeed.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }

    /**
     * Takes a file in. By now it lies whole on disk, where the server has put it as it came and removes it after the answer;
     * it is read from there as a stream.
     */
    @POST
    @Path("files")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    public Response send(
            @PathParam("name") String name,
            @RestForm("file") @Nullable FileUpload file,
            @RestForm("preview") @DefaultValue("") String preview,
            @RestForm("request") @DefaultValue("") String request)
            throws IOException {
        String feed = Query.text(name);
        Optional<UUID> key = Query.id(request);
        if (key.isEmpty()) {
            return pages.problem(Problem.BAD_FORM);
        }
        // A browser sends a form without a chosen file with an empty name.
        if (file == null || file.fileName() == null || file.fileName().isEmpty()) {
            return pages.sendTo(FeedView.href(feed), Notice.FILE_MISSING);
        }
        MessageDigest sha256 = sha256();
        try (InputStream content = new DigestInputStream(Files.newInputStream(file.uploadedFile()), sha256)) {
            return answer(
                    feed,
                    receiveWorkerSnapshot.handle(new ReceiveWorkerSnapshot.Command(
                            callers.current(),
                            key.get().toString(),
                            feed,
                            content,
                            () -> HexFormat.of().formatHex(sha256.digest()),
                            preview.equals("yes"))));
        }
    }

    private Response answer(String feed, ReceiveWorkerSnapshot.Outcome outcome) {
        String back = FeedView.href(feed);
        return switch (outcome) {
            case ReceiveWorkerSnapshot.Outcome.Received received ->
                pages.sendTo(href(received.snapshot()), Notice.FILE_RECEIVED);
            case ReceiveWorkerSnapshot.Outcome.Unreadable unreadable ->
                pages.sendTo(href(unreadable.snapshot()), Notice.FILE_UNREADABLE);
            case ReceiveWorkerSnapshot.Outcome.KeyReused reused -> pages.sendTo(back, Notice.SENT_BEFORE);
            case ReceiveWorkerSnapshot.Outcome.InProgress busy -> pages.sendTo(back, Notice.STILL_AT_WORK);
            case ReceiveWorkerSnapshot.Outcome.UnknownFeed unknown -> pages.unknown();
            case ReceiveWorkerSnapshot.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }

    private static String href(WorkerSnapshot snapshot) {
        return SnapshotLine.of(snapshot).href();
    }

    /** Tries rows again on which the product itself failed. */
    @POST
    @Path("retry")
    public Response retry(@PathParam("name") String name) {
        String feed = Query.text(name);
        return switch (retryRowsAside.handle(new RetryRowsAside.Command(callers.current(), feed))) {
            case RetryRowsAside.Outcome.Tried tried -> pages.sendTo(FeedView.href(feed), notice(tried));
            case RetryRowsAside.Outcome.UnknownFeed unknown -> pages.unknown();
            case RetryRowsAside.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }

    static Notice notice(RetryRowsAside.Outcome.Tried tried) {
        if (tried.failed() > 0) {
            return Notice.ROWS_STAY_ASIDE;
        }
        return tried.taken() > 0 ? Notice.ROWS_TAKEN : Notice.NO_ROW_TRIED;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}

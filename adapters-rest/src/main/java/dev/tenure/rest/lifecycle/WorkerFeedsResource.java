package dev.tenure.rest.lifecycle;

import dev.tenure.application.lifecycle.ConfigureSftpPull;
import dev.tenure.application.lifecycle.ConfigureWorkerFeed;
import dev.tenure.application.lifecycle.ListWorkerFeeds;
import dev.tenure.application.lifecycle.ReceiveWorkerSnapshot;
import dev.tenure.application.lifecycle.RetryRowsAside;
import dev.tenure.application.lifecycle.ShowSftpPull;
import dev.tenure.application.lifecycle.ShowWorkerFeed;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.domain.identity.WorkerFeed;
import dev.tenure.domain.identity.WorkerSnapshot;
import dev.tenure.rest.caller.Callers;
import dev.tenure.rest.lifecycle.SftpPullJson.SftpPullDescriptionJson;
import dev.tenure.rest.lifecycle.WorkerFeedJson.WorkerFeedDescriptionJson;
import dev.tenure.rest.lifecycle.WorkerFeedJson.WorkerFeedsJson;
import dev.tenure.rest.lifecycle.WorkerSnapshotJson.RowsTriedJson;
import dev.tenure.rest.problem.Flaws;
import dev.tenure.rest.problem.ProblemKind;
import dev.tenure.rest.problem.Problems;
import dev.tenure.rest.request.Bodies;
import dev.tenure.rest.request.IdempotencyKeys;
import dev.tenure.rest.request.Pages;
import dev.tenure.rest.request.Parameters;
import dev.tenure.rest.request.Preconditions;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.net.URI;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** HR sources and the files they send. */
@Path("/api/v1/worker-feeds")
@Authenticated
@RunOnVirtualThread
@Tag(name = "worker files")
public final class WorkerFeedsResource {

    private final Callers callers;
    private final ListWorkerFeeds listWorkerFeeds;
    private final ConfigureWorkerFeed configureWorkerFeed;
    private final ReceiveWorkerSnapshot receiveWorkerSnapshot;
    private final RetryRowsAside retryRowsAside;
    private final ConfigureSftpPull configureSftpPull;
    private final ShowSftpPull showSftpPull;
    private final ShowWorkerFeed showWorkerFeed;

    /** Takes the use cases. */
    public WorkerFeedsResource(
            Callers callers,
            ListWorkerFeeds listWorkerFeeds,
            ConfigureWorkerFeed configureWorkerFeed,
            ReceiveWorkerSnapshot receiveWorkerSnapshot,
            RetryRowsAside retryRowsAside,
            ConfigureSftpPull configureSftpPull,
            ShowSftpPull showSftpPull,
            ShowWorkerFeed showWorkerFeed) {
        this.callers = callers;
        this.listWorkerFeeds = listWorkerFeeds;
        this.configureWorkerFeed = configureWorkerFeed;
        this.receiveWorkerSnapshot = receiveWorkerSnapshot;
        this.retryRowsAside = retryRowsAside;
        this.configureSftpPull = configureSftpPull;
        this.showSftpPull = showSftpPull;
        this.showWorkerFeed = showWorkerFeed;
    }

    /** Lists all feeds. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "listWorkerFeeds", summary = "List the HR sources")
    @APIResponse(
            responseCode = "200",
            description = "The feeds, by name.",
            content =
                    @Content(mediaType = "application/json", schema = @Schema(implementation = WorkerFeedsJson.class)))
    public Response list() {
        return render(listWorkerFeeds.handle(new ListWorkerFeeds.Command(callers.current())));
    }

    /** Shows one feed. */
    @GET
    @Path("{name}")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "showWorkerFeed",
            summary = "Show an HR source, its files and what could not be taken of them")
    @APIResponse(
            responseCode = "200",
            description = "The feed, and a page of its files, newest first.",
            headers = {
                @Header(name = "ETag", description = "The feed's version.", schema = @Schema(type = SchemaType.STRING)),
                @Header(
                        name = "Link",
                        description = "The next page, as rel=next (RFC 8288).",
                        schema = @Schema(type = SchemaType.STRING))
            },
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = WorkerFeedStateJson.class)))
    public Response show(
            @PathParam("name") @Parameter(description = "The source's name.") String name,
            @QueryParam("limit")
                    @Parameter(
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            minimum = "1",
                                            maximum = "500",
                                            defaultValue = "50"))
                    @Nullable
                    String limit,
            @QueryParam("after") @Parameter(description = "The cursor that the page before gave as next.") @Nullable
                    String after,
            @Context UriInfo uri) {
        String feed = feed(name);
        Parameters parameters = new Parameters();
        PageRequest page = parameters.page(limit, after);
        parameters.refuse();
        return render(
                showWorkerFeed.handle(new ShowWorkerFeed.Command(callers.current(), feed, page)), uri.getRequestUri());
    }

    /** Says how a source writes its files. */
    @PUT
    @Path("{name}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "configureWorkerFeed",
            summary = "Say how an HR source writes its files",
            description = "If-None-Match: * adds the feed, If-Match changes it.")
    @APIResponse(
            responseCode = "200",
            description = "Changed.",
            headers =
                    @Header(
                            name = "ETag",
                            description = "Its new version.",
                            schema = @Schema(type = SchemaType.STRING)),
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = WorkerFeedJson.class)))
    @APIResponse(
            responseCode = "201",
            description = "Added.",
            headers = @Header(name = "ETag", description = "Its version.", schema = @Schema(type = SchemaType.STRING)),
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = WorkerFeedJson.class)))
    public Response configure(
            @PathParam("name")
                    @Parameter(
                            description = "The source's name, part of every worker's key.",
                            schema = @Schema(type = SchemaType.STRING, pattern = "[a-z0-9][a-z0-9-]{0,62}"))
                    String name,
            @HeaderParam("If-Match") @Parameter(description = "The version that is changed, in quotes.") @Nullable
                    String ifMatch,
            @HeaderParam("If-None-Match") @Parameter(description = "* to add a feed.") @Nullable String ifNoneMatch,
            @Nullable WorkerFeedDescriptionJson body) {
        long version = Preconditions.versionOrNew(ifMatch, ifNoneMatch);
        WorkerFeed feed = Bodies.given(body).read(name, version);
        return render(configureWorkerFeed.handle(new ConfigureWorkerFeed.Command(callers.current(), feed)));
    }

    /** Takes a file in. */
    @POST
    @Path("{name}/snapshots")
    @Consumes("text/csv")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "receiveWorkerSnapshot",
            summary = "Hand in a file of an HR source",
            description =
                    "The file streams; its size is bounded by the server's limit alone. Rows that are wrong are kept with line and reason, the good ones are taken. Applying goes on afterwards; the snapshot says how far it is.")
    @APIResponse(
            responseCode = "202",
            description = "Here to its end.",
            headers =
                    @Header(
                            name = "Location",
                            description = "Where the snapshot says how far it is.",
                            schema = @Schema(type = SchemaType.STRING)),
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = WorkerSnapshotJson.class)))
    public Response receive(
            @PathParam("name") @Parameter(description = "The source's name.") String name,
            @HeaderParam("Idempotency-Key")
                    @Parameter(
                            description =
                                    "A new random value for every new request, the same for every repetition of it.",
                            required = true)
                    @Nullable
                    String idempotencyKey,
            @QueryParam("preview")
                    @Parameter(
                            description = "true to have the file wait for a person, whatever its feed says.",
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            enumeration = {"true", "false"},
                                            defaultValue = "false"))
                    @Nullable
                    String preview,
            @RequestBody(
                            description = "The file, as the feed says it is written.",
                            required = true,
                            content =
                                    @Content(
                                            mediaType = "text/csv",
                                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
                    InputStream file) {
        Parameters parameters = new Parameters();
        String feed = feed(name);
        boolean isPreview = parameters.flag("preview", preview);
        parameters.refuse();
        String key = IdempotencyKeys.key(idempotencyKey);
        MessageDigest sha256 = IdempotencyKeys.sha256();
        InputStream content = new DigestInputStream(file, sha256);
        return render(receiveWorkerSnapshot.handle(new ReceiveWorkerSnapshot.Command(
                callers.current(), key, feed, content, () -> HexFormat.of().formatHex(sha256.digest()), isPreview)));
    }

    /** Shows from where a feed's files are fetched. */
    @GET
    @Path("{name}/sftp")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "showSftpPull", summary = "Show from where a feed's files are fetched, and how that goes")
    @APIResponse(
            responseCode = "200",
            description = "The pull.",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = SftpPullJson.class)))
    public Response showPull(@PathParam("name") @Parameter(description = "The source's name.") String name) {
        return render(showSftpPull.handle(new ShowSftpPull.Command(callers.current(), feed(name))));
    }

    /** Says from where a feed's files are fetched. */
    @PUT
    @Path("{name}/sftp")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "configureSftpPull",
            summary = "Say from where a feed's files are fetched",
            description = "The first look is at once.")
    @APIResponse(
            responseCode = "200",
            description = "In force.",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = SftpPullJson.class)))
    public Response configurePull(
            @PathParam("name") @Parameter(description = "The source's name.") String name,
            @Nullable SftpPullDescriptionJson body) {
        String feed = feed(name);
        return render(configureSftpPull.handle(new ConfigureSftpPull.Command(
                callers.current(), feed, Optional.of(Bodies.given(body).read(feed)))));
    }

    /** Fetches no more for a feed. */
    @DELETE
    @Path("{name}/sftp")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "removeSftpPull", summary = "Fetch a feed's files no more")
    @APIResponse(responseCode = "204", description = "Nothing is fetched any more.")
    public Response removePull(@PathParam("name") @Parameter(description = "The source's name.") String name) {
        return render(configureSftpPull.handle(
                new ConfigureSftpPull.Command(callers.current(), feed(name), Optional.empty())));
    }

    private static String feed(String name) {
        Flaws flaws = new Flaws();
        flaws.sourceName("name", name);
        flaws.refuse();
        return name;
    }

    static Response render(ShowSftpPull.Outcome outcome) {
        return switch (outcome) {
            case ShowSftpPull.Outcome.Shown shown ->
                Response.ok(SftpPullJson.of(shown.pull())).build();
            case ShowSftpPull.Outcome.NoPull none -> Problems.unknown("pull of this feed");
            case ShowSftpPull.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }

    static Response render(ConfigureSftpPull.Outcome outcome) {
        return switch (outcome) {
            case ConfigureSftpPull.Outcome.Configured done ->
                Response.ok(SftpPullJson.of(done.pull())).build();
            case ConfigureSftpPull.Outcome.Removed done -> Response.noContent().build();
            case ConfigureSftpPull.Outcome.NoPull none -> Problems.unknown("pull of this feed");
            case ConfigureSftpPull.Outcome.BadHostKey bad ->
                Problems.at(
                        "/hostKey", "is no fingerprint: write SHA256: and 43 characters, as ssh-keygen -l shows it");
            case ConfigureSftpPull.Outcome.BadPause bad ->
                Problems.at("/every", "is shorter than a minute or longer than a day: write one like PT15M");
            case ConfigureSftpPull.Outcome.BadSettings bad -> Problems.settings(bad.problems());
            case ConfigureSftpPull.Outcome.UnknownFeed unknown -> Problems.unknown("worker feed");
            case ConfigureSftpPull.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }

    /** Tries rows again on which the product itself failed. */
    @POST
    @Path("{name}/set-aside/retry")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "retryRowsAside",
            summary = "Try rows again that the product itself could not take",
            description =
                    "Each row that was set aside is tried once. None is tried while a file of the feed is being taken.")
    @APIResponse(
            responseCode = "200",
            description = "What became of them.",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = RowsTriedJson.class)))
    public Response retry(@PathParam("name") @Parameter(description = "The source's name.") String name) {
        return render(retryRowsAside.handle(new RetryRowsAside.Command(callers.current(), feed(name))));
    }

    static Response render(RetryRowsAside.Outcome outcome) {
        return switch (outcome) {
            case RetryRowsAside.Outcome.Tried tried ->
                Response.ok(new RowsTriedJson(tried.taken(), tried.failed())).build();
            case RetryRowsAside.Outcome.UnknownFeed unknown -> Problems.unknown("worker feed");
            case RetryRowsAside.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }

    static Response render(ShowWorkerFeed.Outcome outcome, URI request) {
        return switch (outcome) {
            case ShowWorkerFeed.Outcome.Shown shown ->
                Response.fromResponse(Pages.of(
                                WorkerFeedStateJson.of(shown), shown.files().next(), request))
                        .header("ETag", Preconditions.tag(shown.feed().version()))
                        .build();
            case ShowWorkerFeed.Outcome.Unknown unknown -> Problems.unknown("worker feed");
            case ShowWorkerFeed.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }

    static Response render(ListWorkerFeeds.Outcome outcome) {
        return switch (outcome) {
            case ListWorkerFeeds.Outcome.Listed listed ->
                Response.ok(new WorkerFeedsJson(
                                listed.feeds().stream().map(WorkerFeedJson::of).toList()))
                        .build();
            case ListWorkerFeeds.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }

    static Response render(ConfigureWorkerFeed.Outcome outcome) {
        return switch (outcome) {
            case ConfigureWorkerFeed.Outcome.Configured done ->
                Response.status(done.isNew() ? Response.Status.CREATED : Response.Status.OK)
                        .header("ETag", Preconditions.tag(done.feed().version()))
                        .entity(WorkerFeedJson.of(done.feed()))
                        .build();
            case ConfigureWorkerFeed.Outcome.UnknownCharset unknown ->
                Problems.at("/charset", "is no encoding known here: write one like UTF-8");
            case ConfigureWorkerFeed.Outcome.NotADatePattern wrong ->
                Problems.at(
                        "/datePatterns/" + wrong.index(), "cannot be read or gives no day: write one like yyyy-MM-dd");
            case ConfigureWorkerFeed.Outcome.AmbiguousDates two ->
                Problems.at(
                        "/datePatterns",
                        "has two patterns that read one text as different days, such as "
                                + two.ambiguity().text() + ": leave one of them out");
            case ConfigureWorkerFeed.Outcome.UnknownQuote unknown ->
                Problems.at("/quote", "is not a quote: write \" or '");
            case ConfigureWorkerFeed.Outcome.BadSettings bad -> Problems.settings(bad.problems());
            case ConfigureWorkerFeed.Outcome.UnknownSeparator unknown ->
                Problems.at("/separator", "is not a separator: write , ; | or a tab");
            case ConfigureWorkerFeed.Outcome.NameTaken taken ->
                Problems.of(ProblemKind.NAME_TAKEN, "Another source of workers has this name: choose another.");
            case ConfigureWorkerFeed.Outcome.Stale stale -> Problems.stale(stale.version());
            case ConfigureWorkerFeed.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }

    static Response render(ReceiveWorkerSnapshot.Outcome outcome) {
        return switch (outcome) {
            case ReceiveWorkerSnapshot.Outcome.Received received -> {
                WorkerSnapshot snapshot = received.snapshot();
                yield Response.accepted(WorkerSnapshotJson.of(snapshot))
                        .location(URI.create("/api/v1/worker-snapshots/"
                                + snapshot.receipt().id().value()))
                        .build();
            }
            case ReceiveWorkerSnapshot.Outcome.Unreadable unreadable ->
                Problems.of(ProblemKind.UNREADABLE_FILE, unreadable.snapshot().reason());
            case ReceiveWorkerSnapshot.Outcome.UnknownFeed unknown -> Problems.unknown("worker feed");
            case ReceiveWorkerSnapshot.Outcome.KeyReused reused -> Problems.keyReused();
            case ReceiveWorkerSnapshot.Outcome.InProgress busy -> Problems.inProgress();
            case ReceiveWorkerSnapshot.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }
}

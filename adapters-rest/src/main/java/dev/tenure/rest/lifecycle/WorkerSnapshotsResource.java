package dev.tenure.rest.lifecycle;

import dev.tenure.application.lifecycle.DecideWorkerSnapshot;
import dev.tenure.application.lifecycle.ListSnapshots;
import dev.tenure.application.lifecycle.ShowPreview;
import dev.tenure.application.lifecycle.ShowSnapshot;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.identity.SnapshotId;
import dev.tenure.domain.identity.WorkerSnapshot;
import dev.tenure.rest.caller.Callers;
import dev.tenure.rest.lifecycle.SnapshotPreviewJson.SnapshotCommitJson;
import dev.tenure.rest.lifecycle.WorkerSnapshotJson.RejectionPageJson;
import dev.tenure.rest.lifecycle.WorkerSnapshotJson.WorkerSnapshotPageJson;
import dev.tenure.rest.problem.ProblemKind;
import dev.tenure.rest.problem.Problems;
import dev.tenure.rest.request.Bodies;
import dev.tenure.rest.request.Pages;
import dev.tenure.rest.request.Parameters;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Files that came in and what became of them. */
@Path("/api/v1/worker-snapshots")
@Authenticated
@RunOnVirtualThread
@Tag(name = "worker files")
public final class WorkerSnapshotsResource {

    private final Callers callers;
    private final ListSnapshots listSnapshots;
    private final ShowSnapshot showSnapshot;
    private final ShowPreview showPreview;
    private final DecideWorkerSnapshot decideWorkerSnapshot;

    /** Takes the use cases. */
    public WorkerSnapshotsResource(
            Callers callers,
            ListSnapshots listSnapshots,
            ShowSnapshot showSnapshot,
            ShowPreview showPreview,
            DecideWorkerSnapshot decideWorkerSnapshot) {
        this.callers = callers;
        this.listSnapshots = listSnapshots;
        this.showSnapshot = showSnapshot;
        this.showPreview = showPreview;
        this.decideWorkerSnapshot = decideWorkerSnapshot;
    }

    /** Lists files. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "listWorkerSnapshots", summary = "List files that came in", description = "Newest first.")
    @APIResponse(
            responseCode = "200",
            description = "A page of files.",
            headers =
                    @Header(
                            name = "Link",
                            description = "The next page, as rel=next (RFC 8288).",
                            schema = @Schema(type = SchemaType.STRING)),
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = WorkerSnapshotPageJson.class)))
    public Response list(
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
        Parameters parameters = new Parameters();
        PageRequest page = parameters.page(limit, after);
        parameters.refuse();
        return render(listSnapshots.handle(new ListSnapshots.Command(callers.current(), page)), uri.getRequestUri());
    }

    /** Shows how far a file is. */
    @GET
    @Path("{id}")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "showWorkerSnapshot", summary = "Show how far a file is")
    @APIResponse(
            responseCode = "200",
            description = "The file.",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = WorkerSnapshotJson.class)))
    public Response show(
            @PathParam("id") @Parameter(schema = @Schema(type = SchemaType.STRING, format = "uuid")) String id) {
        SnapshotId snapshot = new SnapshotId(Parameters.id("id", id));
        return render(showSnapshot.handle(
                new ShowSnapshot.Command(callers.current(), snapshot, new PageRequest(1, Optional.empty()))));
    }

    /** Lists rows that could not be taken. */
    @GET
    @Path("{id}/rejections")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "listRejections",
            summary = "List the rows of a file that could not be taken",
            description = "By line.")
    @APIResponse(
            responseCode = "200",
            description = "A page of rows, by line.",
            headers =
                    @Header(
                            name = "Link",
                            description = "The next page, as rel=next (RFC 8288).",
                            schema = @Schema(type = SchemaType.STRING)),
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = RejectionPageJson.class)))
    public Response rejections(
            @PathParam("id") @Parameter(schema = @Schema(type = SchemaType.STRING, format = "uuid")) String id,
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
        SnapshotId snapshot = new SnapshotId(Parameters.id("id", id));
        Parameters parameters = new Parameters();
        PageRequest page = parameters.page(limit, after);
        parameters.refuse();
        return renderRejections(
                showSnapshot.handle(new ShowSnapshot.Command(callers.current(), snapshot, page)), uri.getRequestUri());
    }

    /** Shows what a file would change. */
    @GET
    @Path("{id}/preview")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "showSnapshotPreview",
            summary = "Show what a file would change",
            description = "Of a file that waits for a person: how many people, and a page of those of one class.")
    @APIResponse(
            responseCode = "200",
            description = "The preview and a page of people, by line.",
            headers =
                    @Header(
                            name = "Link",
                            description = "The next page, as rel=next (RFC 8288).",
                            schema = @Schema(type = SchemaType.STRING)),
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = SnapshotPreviewJson.class)))
    public Response preview(
            @PathParam("id") @Parameter(schema = @Schema(type = SchemaType.STRING, format = "uuid")) String id,
            @QueryParam("class")
                    @Parameter(
                            description = "Whom to list; leaving-later is for confidential HR alone.",
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            enumeration = {
                                                "new",
                                                "leaving",
                                                "returning",
                                                "changed",
                                                "absent",
                                                "leaving-later"
                                            },
                                            defaultValue = "leaving"))
                    @Nullable
                    String wanted,
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
        SnapshotId snapshot = new SnapshotId(Parameters.id("id", id));
        Parameters parameters = new Parameters();
        PageRequest page = parameters.page(limit, after);
        ShowPreview.Wanted part =
                parameters.oneOf("class", wanted, ShowPreview.Wanted.class).orElse(ShowPreview.Wanted.LEAVING);
        parameters.refuse();
        Caller caller = callers.current();
        return render(
                showPreview.handle(new ShowPreview.Command(caller, snapshot, part, page)),
                caller.hasAny(Role.CONFIDENTIAL_HR),
                uri.getRequestUri());
    }

    /** Takes a file that waited. */
    @POST
    @Path("{id}/commit")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "commitWorkerSnapshot",
            summary = "Take a file that waited for a person",
            description = "What is committed is what was looked at: the body names the preview.")
    @APIResponse(
            responseCode = "200",
            description = "Being taken.",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = WorkerSnapshotJson.class)))
    public Response commit(
            @PathParam("id") @Parameter(schema = @Schema(type = SchemaType.STRING, format = "uuid")) String id,
            @Nullable SnapshotCommitJson body) {
        SnapshotId snapshot = new SnapshotId(Parameters.id("id", id));
        Instant previewedAt = Bodies.given(body).read();
        return render(decideWorkerSnapshot.handle(new DecideWorkerSnapshot.Command(
                callers.current(), snapshot, DecideWorkerSnapshot.Decision.COMMIT, Optional.of(previewedAt))));
    }

    /** Drops a file that waited. */
    @POST
    @Path("{id}/discard")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "discardWorkerSnapshot",
            summary = "Discard a file that waited for a person",
            description = "Nothing of it is taken.")
    @APIResponse(
            responseCode = "200",
            description = "Discarded.",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = WorkerSnapshotJson.class)))
    public Response discard(
            @PathParam("id") @Parameter(schema = @Schema(type = SchemaType.STRING, format = "uuid")) String id) {
        SnapshotId snapshot = new SnapshotId(Parameters.id("id", id));
        return render(decideWorkerSnapshot.handle(new DecideWorkerSnapshot.Command(
                callers.current(), snapshot, DecideWorkerSnapshot.Decision.DISCARD, Optional.empty())));
    }

    static Response render(ShowPreview.Outcome outcome, boolean seesEndings, URI request) {
        return switch (outcome) {
            case ShowPreview.Outcome.Shown shown ->
                Pages.of(
                        SnapshotPreviewJson.of(shown, seesEndings),
                        shown.people().next(),
                        request);
            case ShowPreview.Outcome.NotWaiting not -> notWaiting(not.snapshot());
            case ShowPreview.Outcome.Unknown unknown -> Problems.unknown("worker snapshot");
            case ShowPreview.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }

    static Response render(DecideWorkerSnapshot.Outcome outcome) {
        return switch (outcome) {
            case DecideWorkerSnapshot.Outcome.Decided decided ->
                Response.ok(WorkerSnapshotJson.of(decided.snapshot())).build();
            case DecideWorkerSnapshot.Outcome.PreviewedAnew anew ->
                Problems.of(
                        ProblemKind.PREVIEW_OUTDATED,
                        "The preview was worked out at " + anew.snapshot().previewedAt() + ": look at that one.");
            case DecideWorkerSnapshot.Outcome.OutOfDate out ->
                Problems.of(
                        ProblemKind.PREVIEW_OUTDATED,
                        "Another file of the feed was taken since: the preview is being worked out anew.");
            case DecideWorkerSnapshot.Outcome.Superseded superseded ->
                Problems.of(
                        ProblemKind.FILE_SUPERSEDED,
                        "A later file of the feed was taken: this one can only be discarded.");
            case DecideWorkerSnapshot.Outcome.NotWaiting not -> notWaiting(not.snapshot());
            case DecideWorkerSnapshot.Outcome.Unknown unknown -> Problems.unknown("worker snapshot");
            case DecideWorkerSnapshot.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }

    private static Response notWaiting(WorkerSnapshot snapshot) {
        return Problems.of(
                ProblemKind.FILE_NOT_WAITING,
                "The file is " + snapshot.label() + ": only one that is previewed waits for a decision.");
    }

    static Response render(ListSnapshots.Outcome outcome, URI request) {
        return switch (outcome) {
            case ListSnapshots.Outcome.Listed listed ->
                Pages.of(
                        WorkerSnapshotPageJson.of(listed.snapshots()),
                        listed.snapshots().next(),
                        request);
            case ListSnapshots.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }

    static Response render(ShowSnapshot.Outcome outcome) {
        return switch (outcome) {
            case ShowSnapshot.Outcome.Shown shown ->
                Response.ok(WorkerSnapshotJson.of(shown.snapshot(), shown.remarks()))
                        .build();
            case ShowSnapshot.Outcome.Unknown unknown -> Problems.unknown("worker snapshot");
            case ShowSnapshot.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }

    static Response renderRejections(ShowSnapshot.Outcome outcome, URI request) {
        return switch (outcome) {
            case ShowSnapshot.Outcome.Shown shown ->
                Pages.of(
                        RejectionPageJson.of(shown.rejections()),
                        shown.rejections().next(),
                        request);
            case ShowSnapshot.Outcome.Unknown unknown -> Problems.unknown("worker snapshot");
            case ShowSnapshot.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }
}

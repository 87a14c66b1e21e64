package dev.tenure.rest.lifecycle;

import dev.tenure.application.lifecycle.ListSnapshots;
import dev.tenure.application.lifecycle.ShowSnapshot;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.domain.identity.SnapshotId;
import dev.tenure.rest.caller.Callers;
import dev.tenure.rest.lifecycle.WorkerSnapshotJson.RejectionPageJson;
import dev.tenure.rest.lifecycle.WorkerSnapshotJson.WorkerSnapshotPageJson;
import dev.tenure.rest.problem.Problems;
import dev.tenure.rest.request.Pages;
import dev.tenure.rest.request.Parameters;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
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

    /** Takes the use cases. */
    public WorkerSnapshotsResource(Callers callers, ListSnapshots listSnapshots, ShowSnapshot showSnapshot) {
        this.callers = callers;
        this.listSnapshots = listSnapshots;
        this.showSnapshot = showSnapshot;
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
                Response.ok(WorkerSnapshotJson.of(shown.snapshot())).build();
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

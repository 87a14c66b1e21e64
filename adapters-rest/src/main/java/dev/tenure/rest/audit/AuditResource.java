package dev.tenure.rest.audit;

import dev.tenure.application.audit.AuditTrail;
import dev.tenure.application.audit.ExportAudit;
import dev.tenure.application.audit.ListAuditEvents;
import dev.tenure.application.audit.ProveConsistency;
import dev.tenure.application.audit.ProveInclusion;
import dev.tenure.application.audit.ShowCheckpoint;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.rest.audit.AuditEventJson.AuditEventPageJson;
import dev.tenure.rest.audit.CheckpointJson.ConsistencyProofJson;
import dev.tenure.rest.audit.CheckpointJson.InclusionProofJson;
import dev.tenure.rest.audit.CheckpointJson.LatestCheckpointJson;
import dev.tenure.rest.caller.Callers;
import dev.tenure.rest.problem.Problems;
import dev.tenure.rest.request.Pages;
import dev.tenure.rest.request.Parameters;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.OptionalLong;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The audit log, its proofs and its export. */
@Path("/api/v1/audit")
@Authenticated
@RunOnVirtualThread
@Tag(name = "audit")
public final class AuditResource {

    private final Callers callers;
    private final ListAuditEvents listAuditEvents;
    private final ShowCheckpoint showCheckpoint;
    private final ProveInclusion proveInclusion;
    private final ProveConsistency proveConsistency;
    private final ExportAudit exportAudit;

    /** Takes the use cases. */
    public AuditResource(
            Callers callers,
            ListAuditEvents listAuditEvents,
            ShowCheckpoint showCheckpoint,
            ProveInclusion proveInclusion,
            ProveConsistency proveConsistency,
            ExportAudit exportAudit) {
        this.callers = callers;
        this.listAuditEvents = listAuditEvents;
        this.showCheckpoint = showCheckpoint;
        this.proveInclusion = proveInclusion;
        this.proveConsistency = proveConsistency;
        this.exportAudit = exportAudit;
    }

    private static final String TEXT = "text/plain;charset=UTF-8";

    /** Lists events. */
    @GET
    @Path("events")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "listAuditEvents",
            summary = "List audit events",
            description = "Newest first; those not sequenced yet are included.")
    @APIResponse(
            responseCode = "200",
            description = "A page of events.",
            headers =
                    @Header(
                            name = "Link",
                            description = "The next page, as rel=next (RFC 8288).",
                            schema = @Schema(type = SchemaType.STRING)),
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = AuditEventPageJson.class)))
    public Response events(
            @QueryParam("type") @Parameter(description = "Only of this type.") @Nullable String type,
            @QueryParam("subjectKind")
                    @Parameter(description = "Only about this kind of thing, such as leaver-case.")
                    @Nullable
                    String subjectKind,
            @QueryParam("subjectId") @Parameter(description = "Only about the thing of this id.") @Nullable
                    String subjectId,
            @QueryParam("correlationId")
                    @Parameter(description = "Only those that one request or piece of work caused.")
                    @Nullable
                    String correlationId,
            @QueryParam("from")
                    @Parameter(
                            description = "Not before this moment.",
                            schema = @Schema(type = SchemaType.STRING, format = "date-time"))
                    @Nullable
                    String from,
            @QueryParam("until")
                    @Parameter(
                            description = "Before this moment.",
                            schema = @Schema(type = SchemaType.STRING, format = "date-time"))
                    @Nullable
                    String until,
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
        AuditTrail.Filter filter = new AuditTrail.Filter(
                parameters.text("type", type),
                parameters.text("subjectKind", subjectKind),
                parameters.text("subjectId", subjectId),
                parameters.text("correlationId", correlationId),
                parameters.instant("from", from),
                parameters.instant("until", until));
        PageRequest page = parameters.page(limit, after);
        parameters.refuse();
        return render(
                listAuditEvents.handle(new ListAuditEvents.Command(callers.current(), filter, page)),
                uri.getRequestUri());
    }

    /** Shows the newest signed checkpoint. */
    @GET
    @Path("checkpoint")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "showCheckpoint",
            summary = "Show the newest signed checkpoint and the key it is checked with")
    @APIResponse(
            responseCode = "200",
            description = "The newest checkpoint, if one was signed yet.",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = LatestCheckpointJson.class)))
    public Response checkpoint() {
        return render(showCheckpoint.handle(new ShowCheckpoint.Command(callers.current())));
    }

    /** Shows the log's public key. */
    @GET
    @Path("key")
    @Produces(TEXT)
    @Operation(
            operationId = "showAuditKey",
            summary = "Show the log's public key",
            description = "One line, a C2SP verifier key, as the stand-alone verifier takes it.")
    @APIResponse(
            responseCode = "200",
            description = "The key.",
            content = @Content(mediaType = "text/plain", schema = @Schema(type = SchemaType.STRING)))
    public Response key() {
        return renderKey(showCheckpoint.handle(new ShowCheckpoint.Command(callers.current())));
    }

    /** Proves that the log holds a leaf. */
    @GET
    @Path("proofs/inclusion")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "proveInclusion", summary = "Prove that the log holds an event")
    @APIResponse(
            responseCode = "200",
            description = "The proof.",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = InclusionProofJson.class)))
    public Response inclusion(
            @QueryParam("leafIndex")
                    @Parameter(
                            description = "The event's index in the tree.",
                            required = true,
                            schema = @Schema(type = SchemaType.INTEGER, format = "int64", minimum = "0"))
                    @Nullable
                    String leafIndex,
            @QueryParam("treeSize")
                    @Parameter(
                            description = "The size of the tree; the newest checkpoint's where left out.",
                            schema = @Schema(type = SchemaType.INTEGER, format = "int64", minimum = "0"))
                    @Nullable
                    String treeSize) {
        Parameters parameters = new Parameters();
        long index = parameters.required("leafIndex", leafIndex);
        OptionalLong size = parameters.number("treeSize", treeSize);
        parameters.refuse();
        return render(proveInclusion.handle(new ProveInclusion.Command(callers.current(), index, size)));
    }

    /** Proves that the log only grew. */
    @GET
    @Path("proofs/consistency")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "proveConsistency", summary = "Prove that the log only grew")
    @APIResponse(
            responseCode = "200",
            description = "The proof.",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = ConsistencyProofJson.class)))
    public Response consistency(
            @QueryParam("from")
                    @Parameter(
                            description = "The older size.",
                            required = true,
                            schema = @Schema(type = SchemaType.INTEGER, format = "int64", minimum = "0"))
                    @Nullable
                    String from,
            @QueryParam("to")
                    @Parameter(
                            description = "The newer size; the newest checkpoint's where left out.",
                            schema = @Schema(type = SchemaType.INTEGER, format = "int64", minimum = "0"))
                    @Nullable
                    String to) {
        Parameters parameters = new Parameters();
        long older = parameters.required("from", from);
        OptionalLong newer = parameters.number("to", to);
        parameters.refuse();
        return render(proveConsistency.handle(new ProveConsistency.Command(callers.current(), older, newer)));
    }

    /** Gives the whole log as one file. */
    @GET
    @Path("export")
    @Produces(TEXT)
    @Operation(
            operationId = "exportAudit",
            summary = "Take the whole log away as one file",
            description =
                    "Up to the newest checkpoint, in the form of docs/audit-export.md. That it was taken is itself an event. A file without its last line, which begins with end, did not come whole.")
    @APIResponse(
            responseCode = "200",
            description = "The export.",
            headers =
                    @Header(
                            name = "Content-Disposition",
                            description = "The name of the file.",
                            schema = @Schema(type = SchemaType.STRING)),
            content = @Content(mediaType = "text/plain", schema = @Schema(type = SchemaType.STRING)))
    public Response export() {
        return render(exportAudit.handle(new ExportAudit.Command(callers.current())));
    }

    static Response render(ListAuditEvents.Outcome outcome, URI request) {
        return switch (outcome) {
            case ListAuditEvents.Outcome.Listed listed ->
                Pages.of(AuditEventPageJson.of(listed.events()), listed.events().next(), request);
            case ListAuditEvents.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }

    static Response render(ShowCheckpoint.Outcome outcome) {
        return switch (outcome) {
            case ShowCheckpoint.Outcome.Shown shown ->
                Response.ok(new LatestCheckpointJson(
                                shown.checkpoint().map(CheckpointJson::of).orElse(null), shown.verifierKey()))
                        .build();
            case ShowCheckpoint.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }

    static Response renderKey(ShowCheckpoint.Outcome outcome) {
        return switch (outcome) {
            case ShowCheckpoint.Outcome.Shown shown ->
                Response.ok(shown.verifierKey() + "\n", TEXT).build();
            case ShowCheckpoint.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }

    static Response render(ProveInclusion.Outcome outcome) {
        return switch (outcome) {
            case ProveInclusion.Outcome.Proven proven ->
                Response.ok(InclusionProofJson.of(proven)).build();
            case ProveInclusion.Outcome.SizeNotCovered size -> sizeNotCovered("treeSize", size.sequenced());
            case ProveInclusion.Outcome.IndexNotCovered index ->
                Problems.in(
                        "leafIndex", "is not below the tree's size " + index.treeSize() + ": ask for a smaller one");
            case ProveInclusion.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }

    static Response render(ProveConsistency.Outcome outcome) {
        return switch (outcome) {
            case ProveConsistency.Outcome.Proven proven ->
                Response.ok(ConsistencyProofJson.of(proven)).build();
            case ProveConsistency.Outcome.SizeNotCovered size -> sizeNotCovered("to", size.sequenced());
            case ProveConsistency.Outcome.FromBeyondTo from ->
                Problems.in("from", "is greater than the newer size " + from.to() + ": ask for a smaller one");
            case ProveConsistency.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }

    static Response render(ExportAudit.Outcome outcome) {
        return switch (outcome) {
            case ExportAudit.Outcome.Ready ready -> {
                StreamingOutput file = out -> {
                    long unused = ready.export().writeTo(out);
                };
                yield Response.ok(file, TEXT)
                        .header("Content-Disposition", "attachment; filename=\"audit.export\"")
                        .header("Cache-Control", "no-store")
                        .build();
            }
            case ExportAudit.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }

    private static Response sizeNotCovered(String parameter, long sequenced) {
        return Problems.in(parameter, "is not covered: the newest checkpoint covers " + sequenced + " events");
    }
}

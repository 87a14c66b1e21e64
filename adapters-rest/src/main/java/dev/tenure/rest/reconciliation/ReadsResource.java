package dev.tenure.rest.reconciliation;

import dev.tenure.application.reconciliation.ListReads;
import dev.tenure.application.reconciliation.RequestRead;
import dev.tenure.application.transaction.RequestKey;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.reconciliation.SystemRead;
import dev.tenure.rest.caller.Callers;
import dev.tenure.rest.problem.Problems;
import dev.tenure.rest.reconciliation.ReadJson.ReadsJson;
import dev.tenure.rest.request.IdempotencyKeys;
import dev.tenure.rest.request.Parameters;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Reads of a system, of the whole or of what changed. */
@Path("/api/v1/systems/{id}/reads")
@Authenticated
@RunOnVirtualThread
@Tag(name = "systems")
public final class ReadsResource {

    private final Callers callers;
    private final ListReads listReads;
    private final RequestRead requestRead;

    /** Takes the use cases. */
    public ReadsResource(Callers callers, ListReads listReads, RequestRead requestRead) {
        this.callers = callers;
        this.listReads = listReads;
        this.requestRead = requestRead;
    }

    /** Lists the newest hundred reads of a system. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "listReads",
            summary = "List the newest hundred reads of a system",
            description = "Newest first.")
    @APIResponse(
            responseCode = "200",
            description = "The reads, newest first.",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = ReadsJson.class)))
    public Response list(
            @PathParam("id") @Parameter(schema = @Schema(type = SchemaType.STRING, format = "uuid")) String id) {
        return render(
                listReads.handle(new ListReads.Command(callers.current(), new SystemId(Parameters.id("id", id)))));
    }

    /** Asks for a read. */
    @POST
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "requestRead",
            summary = "Ask for a read of a system",
            description =
                    "One that is under way already is the answer to this request too; its scope says what it covers."
                            + " The list of reads says how far it is. Where a target cannot tell what changed, the read of changes"
                            + " ends as failed and a read of the whole follows by itself. A listing of the whole that lacks more than"
                            + " half of what is known fails as well, unless it may shrink the system.")
    @APIResponse(
            responseCode = "202",
            description = "Asked for, now or before.",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = ReadJson.class)))
    public Response request(
            @PathParam("id") @Parameter(schema = @Schema(type = SchemaType.STRING, format = "uuid")) String id,
            @QueryParam("scope")
                    @Parameter(
                            description = "All there is, or what changed since it was last read.",
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            enumeration = {"whole", "changes"},
                                            defaultValue = "whole"))
                    @Nullable
                    String scope,
            @QueryParam("may-shrink")
                    @Parameter(
                            description = "Whether the system may hold far less than is known of it.",
                            schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"))
                    @Nullable
                    String mayShrink,
            @HeaderParam("Idempotency-Key")
                    @Parameter(
                            description =
                                    "A new random value for every new request, the same for every repetition of it.",
                            required = true)
                    @Nullable
                    String idempotencyKey,
            @Context UriInfo uri) {
        SystemId system = new SystemId(Parameters.id("id", id));
        Parameters parameters = new Parameters();
        SystemRead.Scope wanted =
                parameters.oneOf("scope", scope, SystemRead.Scope.class).orElse(SystemRead.Scope.WHOLE);
        boolean shrinks = parameters.flag("may-shrink", mayShrink);
        parameters.refuse();
        RequestKey key = IdempotencyKeys.of(idempotencyKey, "POST", uri.getPath(), wanted.name() + " " + shrinks);
        return render(requestRead.handle(new RequestRead.Command(callers.current(), key, system, wanted, shrinks)));
    }

    static Response render(ListReads.Outcome outcome) {
        return switch (outcome) {
            case ListReads.Outcome.Listed listed ->
                Response.ok(new ReadsJson(
                                listed.reads().stream().map(ReadJson::of).toList()))
                        .build();
            case ListReads.Outcome.Unknown unknown -> Problems.unknown("system");
            case ListReads.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }

    static Response render(RequestRead.Outcome outcome) {
        return switch (outcome) {
            case RequestRead.Outcome.UnderWay going ->
                Response.accepted(ReadJson.of(going.read())).build();
            case RequestRead.Outcome.Unknown unknown -> Problems.unknown("system");
            case RequestRead.Outcome.KeyReused reused -> Problems.keyReused();
            case RequestRead.Outcome.InProgress busy -> Problems.inProgress();
            case RequestRead.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }
}

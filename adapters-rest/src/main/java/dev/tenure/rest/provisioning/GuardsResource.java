package dev.tenure.rest.provisioning;

import dev.tenure.application.provisioning.ConfirmGuardLimit;
import dev.tenure.application.provisioning.ReviseGuard;
import dev.tenure.application.provisioning.ShowGuard;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.provisioning.Guard;
import dev.tenure.domain.provisioning.GuardLimit;
import dev.tenure.rest.caller.Callers;
import dev.tenure.rest.problem.Flaws;
import dev.tenure.rest.problem.ProblemKind;
import dev.tenure.rest.problem.Problems;
import dev.tenure.rest.provisioning.GuardJson.GuardLimitJson;
import dev.tenure.rest.request.Bodies;
import dev.tenure.rest.request.Parameters;
import dev.tenure.rest.request.Preconditions;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** How many accounts of a system may be changed before somebody has to look. */
@Path("/api/v1/systems/{id}/guard")
@Authenticated
@RunOnVirtualThread
@Tag(name = "systems")
public final class GuardsResource {

    private final Callers callers;
    private final ShowGuard showGuard;
    private final ReviseGuard reviseGuard;
    private final ConfirmGuardLimit confirmGuardLimit;

    /** Takes the use cases. */
    public GuardsResource(
            Callers callers, ShowGuard showGuard, ReviseGuard reviseGuard, ConfirmGuardLimit confirmGuardLimit) {
        this.callers = callers;
        this.showGuard = showGuard;
        this.reviseGuard = reviseGuard;
        this.confirmGuardLimit = confirmGuardLimit;
    }

    /** Shows a system's guard. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "showGuard", summary = "Show a system's limit on changes and how much of it is used up")
    @APIResponse(
            responseCode = "200",
            description = "The guard.",
            headers = @Header(name = "ETag", description = "Its version.", schema = @Schema(type = SchemaType.STRING)),
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = GuardJson.class)))
    public Response show(
            @PathParam("id") @Parameter(schema = @Schema(type = SchemaType.STRING, format = "uuid")) String id) {
        return render(
                showGuard.handle(new ShowGuard.Command(callers.current(), new SystemId(Parameters.id("id", id)))));
    }

    /** Sets another limit. */
    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "reviseGuard",
            summary = "Set another limit on changes",
            description =
                    "A stricter limit holds at once. A looser one waits for a second person; until then the present one"
                            + " holds. A proposal that waited is dropped.")
    @APIResponse(
            responseCode = "200",
            description = "In force, or waiting for the second person.",
            headers = @Header(name = "ETag", description = "Its version.", schema = @Schema(type = SchemaType.STRING)),
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = GuardJson.class)))
    public Response revise(
            @PathParam("id") @Parameter(schema = @Schema(type = SchemaType.STRING, format = "uuid")) String id,
            @HeaderParam("If-Match")
                    @Parameter(description = "The ETag of the version that is changed.", required = true)
                    @Nullable
                    String ifMatch,
            @Nullable GuardLimitJson body) {
        SystemId system = new SystemId(Parameters.id("id", id));
        long version = Preconditions.version(ifMatch);
        GuardLimit limit = Bodies.given(body).read(new Flaws());
        return render(reviseGuard.handle(new ReviseGuard.Command(callers.current(), system, version, limit)));
    }

    /** The second person agrees to a looser limit. */
    @POST
    @Path("confirmation")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "confirmGuardLimit",
            summary = "Agree to a looser limit, as the second person",
            description = "Whoever proposed it cannot, under no role.")
    @APIResponse(
            responseCode = "200",
            description = "In force.",
            headers = @Header(name = "ETag", description = "Its version.", schema = @Schema(type = SchemaType.STRING)),
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = GuardJson.class)))
    public Response confirm(
            @PathParam("id") @Parameter(schema = @Schema(type = SchemaType.STRING, format = "uuid")) String id,
            @HeaderParam("If-Match")
                    @Parameter(description = "The ETag of the version that you looked at.", required = true)
                    @Nullable
                    String ifMatch) {
        SystemId system = new SystemId(Parameters.id("id", id));
        long version = Preconditions.version(ifMatch);
        return render(confirmGuardLimit.handle(new ConfirmGuardLimit.Command(callers.current(), system, version)));
    }

    static Response render(ShowGuard.Outcome outcome) {
        return switch (outcome) {
            case ShowGuard.Outcome.Shown shown -> tagged(GuardJson.of(shown), shown.guard());
            case ShowGuard.Outcome.Unknown unknown -> Problems.unknown("system");
            case ShowGuard.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }

    static Response render(ReviseGuard.Outcome outcome) {
        return switch (outcome) {
            case ReviseGuard.Outcome.Revised revised -> tagged(GuardJson.of(revised.guard()), revised.guard());
            case ReviseGuard.Outcome.Unknown unknown -> Problems.unknown("system");
            case ReviseGuard.Outcome.Stale stale ->
                Problems.stale(stale.current().version());
            case ReviseGuard.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }

    static Response render(ConfirmGuardLimit.Outcome outcome) {
        return switch (outcome) {
            case ConfirmGuardLimit.Outcome.Confirmed confirmed ->
                tagged(GuardJson.of(confirmed.guard()), confirmed.guard());
            case ConfirmGuardLimit.Outcome.Unknown unknown -> Problems.unknown("system");
            case ConfirmGuardLimit.Outcome.NothingProposed nothing ->
                Problems.of(ProblemKind.NOTHING_PROPOSED, "no looser limit waits: the present one holds");
            case ConfirmGuardLimit.Outcome.ConfirmerIsProposer same ->
                Problems.of(ProblemKind.SECOND_PERSON_NEEDED, "you proposed it: another person must confirm it");
            case ConfirmGuardLimit.Outcome.Stale stale ->
                Problems.stale(stale.current().version());
            case ConfirmGuardLimit.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }

    private static Response tagged(GuardJson body, Guard guard) {
        return Response.ok(body)
                .header("ETag", Preconditions.tag(guard.version()))
                .build();
    }
}

package dev.tenure.rest.provisioning;

import dev.tenure.application.provisioning.ReleaseHold;
import dev.tenure.rest.caller.Callers;
import dev.tenure.rest.problem.ProblemKind;
import dev.tenure.rest.problem.Problems;
import dev.tenure.rest.request.Parameters;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Decisions of the second person on letting go what is held. */
@Path("/api/v1/hold-releases")
@Authenticated
@RunOnVirtualThread
@Tag(name = "holds")
public final class HoldReleasesResource {

    private final Callers callers;
    private final ReleaseHold releaseHold;

    /** Takes the use cases. */
    public HoldReleasesResource(Callers callers, ReleaseHold releaseHold) {
        this.callers = callers;
        this.releaseHold = releaseHold;
    }

    /** The second person agrees. */
    @POST
    @Path("{id}/confirmation")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "releaseHold",
            summary = "Agree that what is held goes ahead, as the second person",
            description = "Whoever proposed it cannot, under no role. It goes ahead in order.")
    @APIResponse(
            responseCode = "200",
            description = "Confirmed and let go.",
            content =
                    @Content(mediaType = "application/json", schema = @Schema(implementation = HoldReleaseJson.class)))
    public Response confirm(
            @PathParam("id") @Parameter(schema = @Schema(type = SchemaType.STRING, format = "uuid")) String id) {
        return render(releaseHold.handle(new ReleaseHold.Command(callers.current(), Parameters.id("id", id), true)));
    }

    /** Somebody says no. */
    @POST
    @Path("{id}/rejection")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "rejectHoldRelease",
            summary = "Turn the release of what is held down",
            description = "All of it stays held.")
    @APIResponse(
            responseCode = "200",
            description = "Declined.",
            content =
                    @Content(mediaType = "application/json", schema = @Schema(implementation = HoldReleaseJson.class)))
    public Response reject(
            @PathParam("id") @Parameter(schema = @Schema(type = SchemaType.STRING, format = "uuid")) String id) {
        return render(releaseHold.handle(new ReleaseHold.Command(callers.current(), Parameters.id("id", id), false)));
    }

    static Response render(ReleaseHold.Outcome outcome) {
        return switch (outcome) {
            case ReleaseHold.Outcome.Ended ended ->
                Response.ok(HoldReleaseJson.of(ended.release())).build();
            case ReleaseHold.Outcome.Unknown unknown -> Problems.unknown("proposal");
            case ReleaseHold.Outcome.AlreadyEnded before ->
                Problems.of(ProblemKind.ALREADY_DECIDED, "it was decided before: propose again if something is held");
            case ReleaseHold.Outcome.ConfirmerIsProposer same ->
                Problems.of(ProblemKind.SECOND_PERSON_NEEDED, "you proposed it: another person must confirm it");
            case ReleaseHold.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }
}

package dev.tenure.rest.inventory;

import dev.tenure.application.inventory.ConfirmModeChange;
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

/** Decisions of the second person on a change of mode. */
@Path("/api/v1/mode-changes")
@Authenticated
@RunOnVirtualThread
@Tag(name = "systems")
public final class ModeChangesResource {

    private final Callers callers;
    private final ConfirmModeChange confirmModeChange;

    /** Takes the use cases. */
    public ModeChangesResource(Callers callers, ConfirmModeChange confirmModeChange) {
        this.callers = callers;
        this.confirmModeChange = confirmModeChange;
    }

    /** The second person agrees. */
    @POST
    @Path("{id}/confirmation")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "confirmModeChange",
            summary = "Agree to a change of mode, as the second person",
            description = "Whoever proposed it cannot, under no role. What was withheld on the system goes ahead.")
    @APIResponse(
            responseCode = "200",
            description = "Confirmed and in force.",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = ModeChangeJson.class)))
    public Response confirm(
            @PathParam("id") @Parameter(schema = @Schema(type = SchemaType.STRING, format = "uuid")) String id) {
        return render(confirmModeChange.handle(
                new ConfirmModeChange.Command(callers.current(), Parameters.id("id", id), true)));
    }

    /** Somebody says no. */
    @POST
    @Path("{id}/rejection")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "rejectModeChange", summary = "Turn a change of mode down")
    @APIResponse(
            responseCode = "200",
            description = "Declined.",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = ModeChangeJson.class)))
    public Response reject(
            @PathParam("id") @Parameter(schema = @Schema(type = SchemaType.STRING, format = "uuid")) String id) {
        return render(confirmModeChange.handle(
                new ConfirmModeChange.Command(callers.current(), Parameters.id("id", id), false)));
    }

    static Response render(ConfirmModeChange.Outcome outcome) {
        return switch (outcome) {
            case ConfirmModeChange.Outcome.Ended ended ->
                Response.ok(ModeChangeJson.of(ended.change())).build();
            case ConfirmModeChange.Outcome.Unknown unknown -> Problems.unknown("mode change");
            case ConfirmModeChange.Outcome.AlreadyEnded before ->
                Problems.of(
                        ProblemKind.ALREADY_DECIDED, "it was decided before: propose another change if you want one");
            case ConfirmModeChange.Outcome.ConfirmerIsProposer same ->
                Problems.of(ProblemKind.SECOND_PERSON_NEEDED, "you proposed it: another person must confirm it");
            case ConfirmModeChange.Outcome.Outdated outdated ->
                Problems.of(
                        ProblemKind.PROPOSAL_OUTDATED,
                        "it waited too long, or the system is in another mode, or its connector or correlation was changed: propose"
                                + " again");
            case ConfirmModeChange.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }
}

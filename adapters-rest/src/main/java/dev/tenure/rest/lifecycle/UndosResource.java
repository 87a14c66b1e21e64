package dev.tenure.rest.lifecycle;

import dev.tenure.application.lifecycle.DecideUndo;
import dev.tenure.domain.lifecycle.UndoId;
import dev.tenure.rest.caller.Callers;
import dev.tenure.rest.lifecycle.UndoJson.UndoDecisionJson;
import dev.tenure.rest.problem.ProblemKind;
import dev.tenure.rest.problem.Problems;
import dev.tenure.rest.request.Bodies;
import dev.tenure.rest.request.Parameters;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
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
import org.jspecify.annotations.Nullable;

/** Decisions of the second person on giving back what leavers' cases took by mistake. */
@Path("/api/v1/undos")
@Authenticated
@RunOnVirtualThread
@Tag(name = "leavers")
public final class UndosResource {

    private final Callers callers;
    private final DecideUndo decideUndo;

    /** Takes the use cases. */
    public UndosResource(Callers callers, DecideUndo decideUndo) {
        this.callers = callers;
        this.decideUndo = decideUndo;
    }

    /** The second person agrees, or somebody says no. */
    @POST
    @Path("{id}/decision")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "decideUndo",
            summary = "Agree, as the second person, that access comes back, or decline",
            description =
                    "Whoever proposed it cannot agree, under no role, and may decline. Agreeing ends the case and a suspension"
                            + " behind it, and plans giving back. Passwords, sessions, keys and second factors do not"
                            + " come back.")
    @APIResponse(
            responseCode = "200",
            description = "Under way, or declined.",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = UndoJson.class)))
    public Response decide(
            @PathParam("id") @Parameter(schema = @Schema(type = SchemaType.STRING, format = "uuid")) String id,
            @Nullable UndoDecisionJson body) {
        UndoId undo = new UndoId(Parameters.id("id", id));
        return render(decideUndo.handle(new DecideUndo.Command(
                callers.current(), undo, Bodies.given(body).read())));
    }

    static Response render(DecideUndo.Outcome outcome) {
        return switch (outcome) {
            case DecideUndo.Outcome.Decided done ->
                Response.ok(UndoJson.of(done.undo())).build();
            case DecideUndo.Outcome.Unknown unknown -> Problems.unknown("undo");
            case DecideUndo.Outcome.AlreadyDecided before ->
                Problems.of(
                        ProblemKind.ALREADY_DECIDED, "it is " + before.undo().label() + " already");
            case DecideUndo.Outcome.DeciderIsProposer same ->
                Problems.of(ProblemKind.SECOND_PERSON_NEEDED, "you proposed it: another person must agree");
            case DecideUndo.Outcome.Lapsed lapsed ->
                Problems.of(
                        ProblemKind.PROPOSAL_OUTDATED,
                        "it could be agreed to until "
                                + lapsed.proposed().proposal().decideBy() + ": propose it anew");
            case DecideUndo.Outcome.StillOut out -> stillOut();
            case DecideUndo.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }

    static Response stillOut() {
        return Problems.of(
                ProblemKind.STILL_OUT,
                "HR's record says that the person is out: have the record corrected, or a new employment told, first");
    }
}

package dev.tenure.rest.reconciliation;

import dev.tenure.application.reconciliation.ReleaseProtection;
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

/** Decisions of the second person on lifting a protection. */
@Path("/api/v1/protection-releases")
@Authenticated
@RunOnVirtualThread
@Tag(name = "accounts")
public final class ProtectionReleasesResource {

    private final Callers callers;
    private final ReleaseProtection releaseProtection;

    /** Takes the use cases. */
    public ProtectionReleasesResource(Callers callers, ReleaseProtection releaseProtection) {
        this.callers = callers;
        this.releaseProtection = releaseProtection;
    }

    /** The second person agrees. */
    @POST
    @Path("{id}/confirmation")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "releaseProtection",
            summary = "Agree that automation may touch an account again, as the second person",
            description = "Whoever proposed it cannot, under no role. What waited for it goes ahead.")
    @APIResponse(
            responseCode = "200",
            description = "The account, no longer protected.",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = AccountJson.class)))
    public Response confirm(
            @PathParam("id") @Parameter(schema = @Schema(type = SchemaType.STRING, format = "uuid")) String id) {
        return render(
                releaseProtection.handle(new ReleaseProtection.Command(callers.current(), Parameters.id("id", id))));
    }

    static Response render(ReleaseProtection.Outcome outcome) {
        return switch (outcome) {
            case ReleaseProtection.Outcome.Released released ->
                Response.ok(AccountJson.of(released.account())).build();
            case ReleaseProtection.Outcome.Unknown unknown -> Problems.unknown("proposal");
            case ReleaseProtection.Outcome.AlreadyReleased before ->
                Problems.of(ProblemKind.ALREADY_DECIDED, "it was confirmed before: look at the account");
            case ReleaseProtection.Outcome.ConfirmerIsProposer same ->
                Problems.of(ProblemKind.SECOND_PERSON_NEEDED, "you proposed it: another person must confirm it");
            case ReleaseProtection.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }
}

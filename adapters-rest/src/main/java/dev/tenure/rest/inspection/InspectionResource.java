package dev.tenure.rest.inspection;

import dev.tenure.application.inspection.ShowInspection;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.rest.caller.Callers;
import dev.tenure.rest.problem.Problems;
import dev.tenure.rest.request.Parameters;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
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

/** How far the accounts of a system are inspected. */
@Path("/api/v1/systems/{id}/inspection")
@Authenticated
@RunOnVirtualThread
@Tag(name = "credentials")
public final class InspectionResource {

    private final Callers callers;
    private final ShowInspection showInspection;

    /** Takes the use case. */
    public InspectionResource(Callers callers, ShowInspection showInspection) {
        this.callers = callers;
        this.showInspection = showInspection;
    }

    /** Shows how far. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "showInspection", summary = "Show how far the accounts of a system are inspected")
    @APIResponse(
            responseCode = "200",
            description = "How many are, and how many wait or fail.",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = InspectionJson.class)))
    public Response show(
            @PathParam("id") @Parameter(schema = @Schema(type = SchemaType.STRING, format = "uuid")) String id) {
        SystemId system = new SystemId(Parameters.id("id", id));
        return render(showInspection.handle(new ShowInspection.Command(callers.current(), system)));
    }

    static Response render(ShowInspection.Outcome outcome) {
        return switch (outcome) {
            case ShowInspection.Outcome.Shown shown ->
                Response.ok(InspectionJson.of(shown)).build();
            case ShowInspection.Outcome.Unknown unknown -> Problems.unknown("system");
            case ShowInspection.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }
}

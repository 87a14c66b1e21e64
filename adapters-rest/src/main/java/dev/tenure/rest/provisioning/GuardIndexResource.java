package dev.tenure.rest.provisioning;

import dev.tenure.application.provisioning.ListGuards;
import dev.tenure.rest.caller.Callers;
import dev.tenure.rest.problem.Problems;
import dev.tenure.rest.provisioning.GuardJson.GuardsJson;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What guards every system. */
@Path("/api/v1/guards")
@Authenticated
@RunOnVirtualThread
@Tag(name = "systems")
public final class GuardIndexResource {

    private final Callers callers;
    private final ListGuards listGuards;

    /** Takes the use case. */
    public GuardIndexResource(Callers callers, ListGuards listGuards) {
        this.callers = callers;
        this.listGuards = listGuards;
    }

    /** Lists guards. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "listGuards",
            summary = "List every system's limit on changes, and what waits for a second person")
    @APIResponse(
            responseCode = "200",
            description = "The guards, by the system's name.",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = GuardsJson.class)))
    public Response list() {
        return render(listGuards.handle(new ListGuards.Command(callers.current())));
    }

    static Response render(ListGuards.Outcome outcome) {
        return switch (outcome) {
            case ListGuards.Outcome.Listed listed ->
                Response.ok(GuardsJson.of(listed)).build();
            case ListGuards.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }
}

package dev.tenure.rest.reconciliation;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.reconciliation.ListEntitlements;
import dev.tenure.domain.inventory.EntitlementClass;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.rest.caller.Callers;
import dev.tenure.rest.problem.Problems;
import dev.tenure.rest.reconciliation.PrivilegeJson.EntitlementPageJson;
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

/** What can be held on a system, and of which class it is and was. */
@Path("/api/v1/systems/{id}/entitlements")
@Authenticated
@RunOnVirtualThread
@Tag(name = "accounts")
public final class EntitlementsResource {

    private final Callers callers;
    private final ListEntitlements listEntitlements;

    /** Takes the use case. */
    public EntitlementsResource(Callers callers, ListEntitlements listEntitlements) {
        this.callers = callers;
        this.listEntitlements = listEntitlements;
    }

    /** Lists entitlements. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "listEntitlements",
            summary = "List what can be held on a system, by name",
            description = "With the classes that it is and was of, and by which rule or mark.")
    @APIResponse(
            responseCode = "200",
            description = "A page of entitlements.",
            headers =
                    @Header(
                            name = "Link",
                            description = "The next page, as rel=next (RFC 8288).",
                            schema = @Schema(type = SchemaType.STRING)),
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = EntitlementPageJson.class)))
    public Response entitlements(
            @PathParam("id") @Parameter(schema = @Schema(type = SchemaType.STRING, format = "uuid")) String id,
            @QueryParam("class")
                    @Parameter(
                            description = "Only what is of this class now.",
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            enumeration = {
                                                "administration",
                                                "security-settings",
                                                "money-movement",
                                                "bulk-export",
                                                "deployment",
                                                "secrets"
                                            }))
                    @Nullable
                    String as,
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
        SystemId system = new SystemId(Parameters.id("id", id));
        Parameters parameters = new Parameters();
        Optional<EntitlementClass> wanted = parameters.oneOf("class", as, EntitlementClass.class);
        PageRequest page = parameters.page(limit, after);
        parameters.refuse();
        return render(
                listEntitlements.handle(new ListEntitlements.Command(callers.current(), system, wanted, page)),
                uri.getRequestUri());
    }

    static Response render(ListEntitlements.Outcome outcome, URI request) {
        return switch (outcome) {
            case ListEntitlements.Outcome.Listed listed ->
                Pages.of(EntitlementPageJson.of(listed), listed.entitlements().next(), request);
            case ListEntitlements.Outcome.UnknownSystem unknown -> Problems.unknown("system");
            case ListEntitlements.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }
}

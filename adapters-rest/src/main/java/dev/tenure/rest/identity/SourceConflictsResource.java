package dev.tenure.rest.identity;

import dev.tenure.application.identity.ListSourceConflicts;
import dev.tenure.application.identity.SourceConflicts;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.domain.identity.AttributeAuthority.Attribute;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.rest.caller.Callers;
import dev.tenure.rest.identity.SourceConflictJson.SourceConflictPageJson;
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
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Where sources differ. */
@Path("/api/v1/source-conflicts")
@Authenticated
@RunOnVirtualThread
@Tag(name = "identities")
public final class SourceConflictsResource {

    private final Callers callers;
    private final ListSourceConflicts listSourceConflicts;

    /** Takes the use case. */
    public SourceConflictsResource(Callers callers, ListSourceConflicts listSourceConflicts) {
        this.callers = callers;
        this.listSourceConflicts = listSourceConflicts;
    }

    /** Lists conflicts. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "listSourceConflicts",
            summary = "List the people of whom sources say different things, the latest first")
    @APIResponse(
            responseCode = "200",
            description = "A page of conflicts.",
            headers =
                    @Header(
                            name = "Link",
                            description = "The next page, as rel=next (RFC 8288).",
                            schema = @Schema(type = SchemaType.STRING)),
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = SourceConflictPageJson.class)))
    public Response list(
            @QueryParam("identity")
                    @Parameter(
                            description = "Only those about this person.",
                            schema = @Schema(type = SchemaType.STRING, format = "uuid"))
                    @Nullable
                    String identity,
            @QueryParam("attribute")
                    @Parameter(
                            description = "Only those about this.",
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            enumeration = {
                                                "employment",
                                                "name",
                                                "email",
                                                "department",
                                                "title",
                                                "manager",
                                                "location"
                                            }))
                    @Nullable
                    String attribute,
            @QueryParam("source") @Parameter(description = "Only those that this source is part of.") @Nullable
                    String source,
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
        SourceConflicts.Filter filter = new SourceConflicts.Filter(
                parameters.uuid("identity", identity).map(IdentityId::new),
                parameters.oneOf("attribute", attribute, Attribute.class),
                parameters.text("source", source));
        PageRequest page = parameters.page(limit, after);
        parameters.refuse();
        return render(
                listSourceConflicts.handle(new ListSourceConflicts.Command(callers.current(), filter, page)),
                uri.getRequestUri());
    }

    static Response render(ListSourceConflicts.Outcome outcome, URI request) {
        return switch (outcome) {
            case ListSourceConflicts.Outcome.Listed listed ->
                Pages.of(
                        SourceConflictPageJson.of(listed.conflicts()),
                        listed.conflicts().next(),
                        request);
            case ListSourceConflicts.Outcome.Unknown unknown -> Problems.unknown("identity");
            case ListSourceConflicts.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }
}

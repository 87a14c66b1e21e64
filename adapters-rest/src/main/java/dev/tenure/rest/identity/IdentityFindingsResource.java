package dev.tenure.rest.identity;

import dev.tenure.application.identity.IdentityFindings;
import dev.tenure.application.identity.ListNonEmployees;
import dev.tenure.application.identity.ListUnmanaged;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.rest.caller.Callers;
import dev.tenure.rest.identity.IdentityJson.IdentityPageJson;
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

/** People of whom something is missing. */
@Path("/api/v1/identity-findings")
@Authenticated
@RunOnVirtualThread
@Tag(name = "identities")
public final class IdentityFindingsResource {

    private final Callers callers;
    private final ListUnmanaged listUnmanaged;
    private final ListNonEmployees listNonEmployees;

    /** Takes the use cases. */
    public IdentityFindingsResource(Callers callers, ListUnmanaged listUnmanaged, ListNonEmployees listNonEmployees) {
        this.callers = callers;
        this.listUnmanaged = listUnmanaged;
        this.listNonEmployees = listNonEmployees;
    }

    /** Lists people above whom nobody can act. */
    @GET
    @Path("without-manager")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "listUnmanaged",
            summary = "List the people who work and above whom nobody can decide, by name",
            description = "Why stands in each one's manager chain.")
    @APIResponse(
            responseCode = "200",
            description = "A page of identities.",
            headers =
                    @Header(
                            name = "Link",
                            description = "The next page, as rel=next (RFC 8288).",
                            schema = @Schema(type = SchemaType.STRING)),
            content =
                    @Content(mediaType = "application/json", schema = @Schema(implementation = IdentityPageJson.class)))
    public Response withoutManager(
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
        PageRequest page = parameters.page(limit, after);
        parameters.refuse();
        return render(listUnmanaged.handle(new ListUnmanaged.Command(callers.current(), page)), uri.getRequestUri());
    }

    /** Lists non-employees of whom something is missing. */
    @GET
    @Path("non-employees")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "listNonEmployees",
            summary = "List the contractors and vendors' people without a sponsor, or without an end, by name",
            description =
                    "Who has no end shows to confidential HR alone: whoever is gone from that list the next day has one.")
    @APIResponse(
            responseCode = "200",
            description = "A page of identities.",
            headers =
                    @Header(
                            name = "Link",
                            description = "The next page, as rel=next (RFC 8288).",
                            schema = @Schema(type = SchemaType.STRING)),
            content =
                    @Content(mediaType = "application/json", schema = @Schema(implementation = IdentityPageJson.class)))
    public Response nonEmployees(
            @QueryParam("missing")
                    @Parameter(
                            description = "What is missing; a sponsor where left out.",
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            enumeration = {"sponsor", "end"}))
                    @Nullable
                    String missing,
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
        IdentityFindings.Missing what = parameters
                .oneOf("missing", missing, IdentityFindings.Missing.class)
                .orElse(IdentityFindings.Missing.SPONSOR);
        PageRequest page = parameters.page(limit, after);
        parameters.refuse();
        return render(
                listNonEmployees.handle(new ListNonEmployees.Command(callers.current(), what, page)),
                uri.getRequestUri());
    }

    static Response render(ListUnmanaged.Outcome outcome, URI request) {
        return switch (outcome) {
            case ListUnmanaged.Outcome.Listed listed ->
                Pages.of(
                        IdentityPageJson.of(listed.identities()),
                        listed.identities().next(),
                        request);
            case ListUnmanaged.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }

    static Response render(ListNonEmployees.Outcome outcome, URI request) {
        return switch (outcome) {
            case ListNonEmployees.Outcome.Listed listed ->
                Pages.of(
                        IdentityPageJson.of(listed.identities()),
                        listed.identities().next(),
                        request);
            case ListNonEmployees.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }
}

package dev.tenure.rest.scim;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** The groups that a client pushes. SCIM describes itself by {@code /Schemas}, so OpenAPI does not. */
@Path("/scim/v2/Groups")
@Authenticated
@RunOnVirtualThread
@Produces({ScimMessages.MEDIA_TYPE, MediaType.APPLICATION_JSON})
public final class ScimGroupsResource {

    private final ScimExchange exchange;

    ScimGroupsResource(ScimRequests requests, ScimGroups resources, ScimAdmission admission) {
        this.exchange = new ScimExchange(requests, resources, admission);
    }

    /** Lists them. */
    @GET
    @Operation(hidden = true)
    public Response list(@Context UriInfo uri) {
        return exchange.list(uri);
    }

    /** Lists them by what the body asks for. */
    @POST
    @Path(".search")
    @Consumes({ScimMessages.MEDIA_TYPE, MediaType.APPLICATION_JSON})
    @Operation(hidden = true)
    public Response search(@Context UriInfo uri, InputStream body) throws IOException {
        return exchange.search(uri, body);
    }

    /** Creates one. */
    @POST
    @Consumes({ScimMessages.MEDIA_TYPE, MediaType.APPLICATION_JSON})
    @Operation(hidden = true)
    public Response create(@Context UriInfo uri, InputStream body) throws IOException {
        return exchange.create(uri, body);
    }

    /** Shows one. */
    @GET
    @Path("{id}")
    @Operation(hidden = true)
    public Response show(
            @Context UriInfo uri, @PathParam("id") String id, @HeaderParam("If-None-Match") @Nullable String has) {
        return exchange.show(uri, id, Optional.ofNullable(has));
    }

    /** Replaces one. */
    @PUT
    @Path("{id}")
    @Consumes({ScimMessages.MEDIA_TYPE, MediaType.APPLICATION_JSON})
    @Operation(hidden = true)
    public Response replace(
            @Context UriInfo uri,
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Nullable String expected,
            InputStream body)
            throws IOException {
        return exchange.replace(uri, id, expected, body);
    }

    /** Changes one. */
    @PATCH
    @Path("{id}")
    @Consumes({ScimMessages.MEDIA_TYPE, MediaType.APPLICATION_JSON})
    @Operation(hidden = true)
    public Response patch(
            @Context UriInfo uri,
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Nullable String expected,
            InputStream body)
            throws IOException {
        return exchange.patch(uri, id, expected, body);
    }

    /** Deletes one. */
    @DELETE
    @Path("{id}")
    @Operation(hidden = true)
    public Response delete(@PathParam("id") String id, @HeaderParam("If-Match") @Nullable String expected) {
        return exchange.delete(id, expected);
    }
}

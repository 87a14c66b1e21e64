package dev.tenure.rest.scim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.unboundid.scim2.common.filters.Filter;
import dev.tenure.application.push.PushedQuery.Window;
import dev.tenure.domain.authorization.Caller;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What is asked of the SCIM server as a whole: what it can do, lists of everything, and many operations at once. */
@Path("/scim/v2")
@Authenticated
@RunOnVirtualThread
@Produces({ScimMessages.MEDIA_TYPE, MediaType.APPLICATION_JSON})
public final class ScimResource {

    private final ScimRequests requests;
    private final ScimAdmission admission;
    private final ScimUsers users;
    private final ScimGroups groups;

    ScimResource(ScimRequests requests, ScimAdmission admission, ScimUsers users, ScimGroups groups) {
        this.requests = requests;
        this.admission = admission;
        this.users = users;
        this.groups = groups;
    }

    /** What the server can do. */
    @GET
    @Path("ServiceProviderConfig")
    @Operation(hidden = true)
    public Response serviceProviderConfig(@Context UriInfo uri) {
        return described(uri, discovery -> ScimAnswer.body(discovery.serviceProviderConfig()));
    }

    /** Every type of resource. */
    @GET
    @Path("ResourceTypes")
    @Operation(hidden = true)
    public Response resourceTypes(@Context UriInfo uri) {
        return described(uri, discovery -> all(discovery.resourceTypes()));
    }

    /** A type of resource. */
    @GET
    @Path("ResourceTypes/{id}")
    @Operation(hidden = true)
    public Response resourceType(@Context UriInfo uri, @PathParam("id") String id) {
        return described(uri, discovery -> one(discovery.resourceTypes(), id));
    }

    /** Every schema. */
    @GET
    @Path("Schemas")
    @Operation(hidden = true)
    public Response schemas(@Context UriInfo uri) {
        return described(uri, discovery -> all(discovery.schemas()));
    }

    /** A schema. */
    @GET
    @Path("Schemas/{id}")
    @Operation(hidden = true)
    public Response schema(@Context UriInfo uri, @PathParam("id") String id) {
        return described(uri, discovery -> one(discovery.schemas(), id));
    }

    private Response described(UriInfo uri, Function<ScimDiscovery, ScimAnswer> work) {
        return ScimRequests.respond(() -> {
            var unused = admission.admitted(requests.caller());
            // RFC 7644 section 4: everything is listed, or nothing.
            if (uri.getQueryParameters().containsKey("filter")) {
                throw ScimProblem.of(403, "filter is not taken here: everything is listed")
                        .refused();
            }
            return work.apply(new ScimDiscovery(requests.base(uri)));
        });
    }

    private static ScimAnswer all(List<ObjectNode> resources) {
        return ScimQuery.answer(new Window.Index(1, resources.size()), resources.size(), resources, Optional.empty());
    }

    private static ScimAnswer one(List<ObjectNode> resources, String id) {
        return ScimDiscovery.named(resources, id).map(ScimAnswer::body).orElseGet(ScimAnswer::unknown);
    }

    /** Lists users and groups. */
    @GET
    @Operation(hidden = true)
    public Response list(@Context UriInfo uri) {
        return ScimRequests.respond(
                () -> both(admission.admitted(requests.caller()), ScimQuery.of(uri.getQueryParameters()), uri));
    }

    /** Lists users and groups by what the body asks for. */
    @POST
    @Path(".search")
    @Consumes({ScimMessages.MEDIA_TYPE, MediaType.APPLICATION_JSON})
    @Operation(hidden = true)
    public Response search(@Context UriInfo uri, InputStream body) throws IOException {
        try {
            Caller caller = admission.admitted(requests.caller());
            ScimQuery query = ScimQuery.of(requests.body(body));
            return ScimRequests.respond(() -> both(caller, query, uri));
        } catch (ScimRefused refused) {
            return ScimRequests.response(ScimAnswer.problem(refused.problem()));
        }
    }

    /** Users first, then groups; sorting is within each. */
    private ScimAnswer both(Caller caller, ScimQuery query, UriInfo uri) {
        if (!(query.window() instanceof Window.Index index)) {
            throw ScimProblem.bad(
                            ScimProblem.Type.INVALID_CURSOR, "cursor is not taken here: walk /Users and /Groups apart")
                    .refused();
        }
        Optional<Filter> filter = query.filter().map(ScimFilters::parse);
        boolean ofUsers = filter.map(new ScimFilters(ScimSchemas.USER)::knows).orElse(true);
        boolean ofGroups = filter.map(new ScimFilters(ScimSchemas.GROUP)::knows).orElse(true);
        if (!ofUsers && !ofGroups) {
            throw ScimProblem.bad(
                            ScimProblem.Type.INVALID_FILTER,
                            "the filter names an attribute that no resource has: see /Schemas")
                    .refused();
        }
        String base = requests.base(uri);
        List<ObjectNode> found = new ArrayList<>();
        long total = 0;
        for (ScimResources resources : List.of(users, groups)) {
            if (resources == users ? !ofUsers : !ofGroups) {
                continue;
            }
            long from = Math.max(1, index.from() - total);
            int left = index.count() - found.size();
            ScimAnswer answer = resources.list(caller, query.by(new Window.Index(from, left)), base);
            if (answer.status() >= 400 || answer.body().isEmpty()) {
                return answer;
            }
            ObjectNode part = answer.body().get();
            total += part.path("totalResults").asLong();
            part.path("Resources").forEach(resource -> found.add((ObjectNode) resource));
        }
        return ScimQuery.answer(index, total, found, Optional.empty());
    }

    /** Carries many operations out. */
    @POST
    @Path("Bulk")
    @Consumes({ScimMessages.MEDIA_TYPE, MediaType.APPLICATION_JSON})
    @Operation(hidden = true)
    public Response bulk(@Context UriInfo uri, InputStream body) throws IOException {
        try {
            Caller caller = admission.admitted(requests.caller());
            ScimBulk bulk =
                    new ScimBulk(caller, ScimView.whole(requests.base(uri)), Map.of("Users", users, "Groups", groups));
            return ScimRequests.response(bulk.carryOut(requests.body(body)));
        } catch (ScimRefused refused) {
            return ScimRequests.response(ScimAnswer.problem(refused.problem()));
        }
    }

    /** A client is no user of its own. */
    @GET
    @Path("Me")
    @Operation(hidden = true)
    public Response showMe() {
        return me();
    }

    /** A client is no user of its own. */
    @POST
    @Path("Me")
    @Operation(hidden = true)
    public Response createMe() {
        return me();
    }

    /** A client is no user of its own. */
    @PUT
    @Path("Me")
    @Operation(hidden = true)
    public Response replaceMe() {
        return me();
    }

    /** A client is no user of its own. */
    @PATCH
    @Path("Me")
    @Operation(hidden = true)
    public Response patchMe() {
        return me();
    }

    /** A client is no user of its own. */
    @DELETE
    @Path("Me")
    @Operation(hidden = true)
    public Response deleteMe() {
        return me();
    }

    private Response me() {
        return ScimRequests.respond(() -> {
            var unused = admission.admitted(requests.caller());
            return ScimAnswer.problem(ScimProblem.of(
                    501, "who signs in here is a client and no user (RFC 7644 section 3.11): use /Users"));
        });
    }
}

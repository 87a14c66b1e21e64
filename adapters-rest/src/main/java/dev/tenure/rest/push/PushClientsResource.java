package dev.tenure.rest.push;

import dev.tenure.application.push.ConfigurePushClient;
import dev.tenure.application.push.ListPushClients;
import dev.tenure.domain.push.PushClient;
import dev.tenure.rest.caller.Callers;
import dev.tenure.rest.problem.ProblemKind;
import dev.tenure.rest.problem.Problems;
import dev.tenure.rest.push.PushClientJson.PushClientDescriptionJson;
import dev.tenure.rest.push.PushClientJson.PushClientsJson;
import dev.tenure.rest.request.Bodies;
import dev.tenure.rest.request.Preconditions;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The systems that push users and groups to {@code /scim/v2}. */
@Path("/api/v1/scim-clients")
@Authenticated
@RunOnVirtualThread
@Tag(name = "SCIM clients")
public final class PushClientsResource {

    private final Callers callers;
    private final ListPushClients listPushClients;
    private final ConfigurePushClient configurePushClient;

    /** Takes the use cases. */
    public PushClientsResource(
            Callers callers, ListPushClients listPushClients, ConfigurePushClient configurePushClient) {
        this.callers = callers;
        this.listPushClients = listPushClients;
        this.configurePushClient = configurePushClient;
    }

    /** Lists all clients. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "listScimClients", summary = "List the systems that push by SCIM")
    @APIResponse(
            responseCode = "200",
            description = "The clients, by name.",
            content =
                    @Content(mediaType = "application/json", schema = @Schema(implementation = PushClientsJson.class)))
    public Response list() {
        return render(listPushClients.handle(new ListPushClients.Command(callers.current())));
    }

    /** Says which system may push. */
    @PUT
    @Path("{name}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "configureScimClient",
            summary = "Say which system may push by SCIM",
            description = "If-None-Match: * adds the client, If-Match changes it.")
    @APIResponse(
            responseCode = "200",
            description = "Changed.",
            headers =
                    @Header(
                            name = "ETag",
                            description = "Its new version.",
                            schema = @Schema(type = SchemaType.STRING)),
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = PushClientJson.class)))
    @APIResponse(
            responseCode = "201",
            description = "Added.",
            headers = @Header(name = "ETag", description = "Its version.", schema = @Schema(type = SchemaType.STRING)),
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = PushClientJson.class)))
    public Response configure(
            @PathParam("name")
                    @Parameter(
                            description = "The source's name, part of every worker's key.",
                            schema = @Schema(type = SchemaType.STRING, pattern = "[a-z0-9][a-z0-9-]{0,62}"))
                    String name,
            @HeaderParam("If-Match") @Parameter(description = "The version that is changed, in quotes.") @Nullable
                    String ifMatch,
            @HeaderParam("If-None-Match") @Parameter(description = "* to add a client.") @Nullable String ifNoneMatch,
            @Nullable PushClientDescriptionJson body) {
        long version = Preconditions.versionOrNew(ifMatch, ifNoneMatch);
        PushClient client = Bodies.given(body).read(name, version);
        return render(configurePushClient.handle(new ConfigurePushClient.Command(callers.current(), client)));
    }

    static Response render(ListPushClients.Outcome outcome) {
        return switch (outcome) {
            case ListPushClients.Outcome.Listed listed ->
                Response.ok(new PushClientsJson(listed.clients().stream()
                                .map(PushClientJson::of)
                                .toList()))
                        .build();
            case ListPushClients.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }

    static Response render(ConfigurePushClient.Outcome outcome) {
        return switch (outcome) {
            case ConfigurePushClient.Outcome.Configured done ->
                Response.status(done.isNew() ? Response.Status.CREATED : Response.Status.OK)
                        .header("ETag", Preconditions.tag(done.client().version()))
                        .entity(PushClientJson.of(done.client()))
                        .build();
            case ConfigurePushClient.Outcome.NameTaken taken ->
                Problems.of(ProblemKind.NAME_TAKEN, "a source of another kind has this name: choose another");
            case ConfigurePushClient.Outcome.SubjectTaken taken ->
                Problems.at(
                        "/subject",
                        "is that of the client " + taken.client() + ": two clients cannot sign in as the same");
            case ConfigurePushClient.Outcome.Stale stale -> Problems.stale(stale.version());
            case ConfigurePushClient.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }
}

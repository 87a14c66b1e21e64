package dev.tenure.rest.identity;

import dev.tenure.application.identity.DecideAttributeAuthority;
import dev.tenure.application.identity.ShowAttributeAuthority;
import dev.tenure.domain.identity.AttributeAuthority;
import dev.tenure.rest.caller.Callers;
import dev.tenure.rest.identity.AttributeAuthorityJson.AttributeAuthorityDecisionJson;
import dev.tenure.rest.problem.Problems;
import dev.tenure.rest.request.Bodies;
import dev.tenure.rest.request.Preconditions;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
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

/** Which source is believed about what. */
@Path("/api/v1/attribute-authority")
@Authenticated
@RunOnVirtualThread
@Tag(name = "identities")
public final class AttributeAuthorityResource {

    private final Callers callers;
    private final ShowAttributeAuthority showAttributeAuthority;
    private final DecideAttributeAuthority decideAttributeAuthority;

    /** Takes the use cases. */
    public AttributeAuthorityResource(
            Callers callers,
            ShowAttributeAuthority showAttributeAuthority,
            DecideAttributeAuthority decideAttributeAuthority) {
        this.callers = callers;
        this.showAttributeAuthority = showAttributeAuthority;
        this.decideAttributeAuthority = decideAttributeAuthority;
    }

    /** Shows it. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "showAttributeAuthority", summary = "Show which source is believed about what")
    @APIResponse(
            responseCode = "200",
            description = "What is in force.",
            headers =
                    @Header(
                            name = "ETag",
                            description = "Its version; missing before the first decision.",
                            schema = @Schema(type = SchemaType.STRING)),
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = AttributeAuthorityJson.class)))
    public Response show() {
        return render(showAttributeAuthority.handle(new ShowAttributeAuthority.Command(callers.current())));
    }

    /** Decides it. */
    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "decideAttributeAuthority",
            summary = "Decide which source is believed about what",
            description =
                    "If-None-Match: * for the first decision, If-Match for any other. Everybody of whom more than one source"
                            + " tells is looked at again, a share at a time: whoever has left by what is believed now loses"
                            + " their access.")
    @APIResponse(
            responseCode = "200",
            description = "In force.",
            headers =
                    @Header(
                            name = "ETag",
                            description = "Its new version.",
                            schema = @Schema(type = SchemaType.STRING)),
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = AttributeAuthorityJson.class)))
    public Response decide(
            @HeaderParam("If-Match") @Parameter(description = "The version that is changed, in quotes.") @Nullable
                    String ifMatch,
            @HeaderParam("If-None-Match") @Parameter(description = "* for the first decision.") @Nullable
                    String ifNoneMatch,
            @Nullable AttributeAuthorityDecisionJson body) {
        long version = Preconditions.versionOrNew(ifMatch, ifNoneMatch);
        AttributeAuthority authority = Bodies.given(body).read(version);
        return render(
                decideAttributeAuthority.handle(new DecideAttributeAuthority.Command(callers.current(), authority)));
    }

    static Response render(ShowAttributeAuthority.Outcome outcome) {
        return switch (outcome) {
            case ShowAttributeAuthority.Outcome.Shown shown -> {
                Response.ResponseBuilder answer =
                        Response.ok(AttributeAuthorityJson.of(shown.authority(), shown.sources(), shown.waiting()));
                yield (shown.authority().version() == Preconditions.NEW
                                ? answer
                                : answer.header(
                                        "ETag",
                                        Preconditions.tag(shown.authority().version())))
                        .build();
            }
            case ShowAttributeAuthority.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }

    static Response render(DecideAttributeAuthority.Outcome outcome) {
        return switch (outcome) {
            case DecideAttributeAuthority.Outcome.Decided decided ->
                Response.ok(AttributeAuthorityJson.of(decided.authority(), null, decided.people()))
                        .header("ETag", Preconditions.tag(decided.authority().version()))
                        .build();
            case DecideAttributeAuthority.Outcome.UnknownSource unknown ->
                Problems.at("/order", "names a source that tells of nobody here: take one of those that GET lists");
            case DecideAttributeAuthority.Outcome.Stale stale -> Problems.stale(stale.version());
            case DecideAttributeAuthority.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }
}

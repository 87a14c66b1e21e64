package dev.tenure.rest.identity;

import dev.tenure.application.identity.Identities;
import dev.tenure.application.identity.ListIdentities;
import dev.tenure.application.identity.ShowIdentity;
import dev.tenure.application.identity.ShowIdentityAsOf;
import dev.tenure.application.identity.ShowManagerChain;
import dev.tenure.application.identity.ShowStatements;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.rest.caller.Callers;
import dev.tenure.rest.identity.IdentityJson.IdentityHistoryJson;
import dev.tenure.rest.identity.IdentityJson.IdentityPageJson;
import dev.tenure.rest.identity.IdentityJson.StatusEntryJson;
import dev.tenure.rest.identity.KnownIdentityJson.StatementJson;
import dev.tenure.rest.identity.KnownIdentityJson.StatementsJson;
import dev.tenure.rest.problem.ProblemKind;
import dev.tenure.rest.problem.Problems;
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
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The people and things that hold access. */
@Path("/api/v1/identities")
@Authenticated
@RunOnVirtualThread
@Tag(name = "identities")
public final class IdentitiesResource {

    private final Callers callers;
    private final ListIdentities listIdentities;
    private final ShowIdentity showIdentity;
    private final ShowIdentityAsOf showIdentityAsOf;
    private final ShowStatements showStatements;
    private final ShowManagerChain showManagerChain;

    /** Takes the use cases. */
    public IdentitiesResource(
            Callers callers,
            ListIdentities listIdentities,
            ShowIdentity showIdentity,
            ShowIdentityAsOf showIdentityAsOf,
            ShowStatements showStatements,
            ShowManagerChain showManagerChain) {
        this.callers = callers;
        this.listIdentities = listIdentities;
        this.showIdentity = showIdentity;
        this.showIdentityAsOf = showIdentityAsOf;
        this.showStatements = showStatements;
        this.showManagerChain = showManagerChain;
    }

    /** Lists identities by name. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "listIdentities",
            summary = "List identities by name",
            description =
                    "Whether somebody is about to leave shows to confidential HR alone; asking for them is refused to everybody else.")
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
    public Response list(
            @QueryParam("text") @Parameter(description = "Part of a name, e-mail address or worker id.") @Nullable
                    String text,
            @QueryParam("status")
                    @Parameter(
                            description = "Only those of this status.",
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            enumeration = {"expected", "working", "on-leave", "leaving", "left"}))
                    @Nullable
                    String status,
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
        Identities.Filter filter = new Identities.Filter(
                parameters.text("text", text), parameters.oneOf("status", status, Identities.Status.class));
        PageRequest page = parameters.page(limit, after);
        parameters.refuse();
        return render(
                listIdentities.handle(new ListIdentities.Command(callers.current(), filter, page)),
                uri.getRequestUri());
    }

    /** Shows one identity. */
    @GET
    @Path("{id}")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "showIdentity", summary = "Show one identity")
    @APIResponse(
            responseCode = "200",
            description = "The identity.",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = IdentityJson.class)))
    public Response show(
            @PathParam("id") @Parameter(schema = @Schema(type = SchemaType.STRING, format = "uuid")) String id) {
        return render(show(Parameters.id("id", id)));
    }

    /** Shows what was known of an identity when. */
    @GET
    @Path("{id}/history")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "showIdentityHistory",
            summary = "Show what was known of an identity, from when on and from whom",
            description = "Oldest first.")
    @APIResponse(
            responseCode = "200",
            description = "The history, oldest first.",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = IdentityHistoryJson.class)))
    public Response history(
            @PathParam("id") @Parameter(schema = @Schema(type = SchemaType.STRING, format = "uuid")) String id) {
        return renderHistory(show(Parameters.id("id", id)));
    }

    /** Shows what was known of an identity at a moment. */
    @GET
    @Path("{id}/as-of")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "showIdentityAsOf",
            summary = "Show what was known of an identity at a moment, and from whom",
            description =
                    "What may be seen now decides: an ending that was to come then and took effect since shows, one that was"
                            + " taken back never does.")
    @APIResponse(
            responseCode = "200",
            description = "What was known then.",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = KnownIdentityJson.class)))
    public Response asOf(
            @PathParam("id") @Parameter(schema = @Schema(type = SchemaType.STRING, format = "uuid")) String id,
            @QueryParam("at")
                    @Parameter(
                            description = "The moment, such as 2026-01-31T17:00:00Z.",
                            required = true,
                            schema = @Schema(type = SchemaType.STRING, format = "date-time"))
                    @Nullable
                    String at) {
        IdentityId identity = new IdentityId(Parameters.id("id", id));
        Parameters parameters = new Parameters();
        Optional<Instant> moment = parameters.instant("at", at);
        parameters.refuse();
        return moment.map(asked -> render(
                        showIdentityAsOf.handle(new ShowIdentityAsOf.Command(callers.current(), identity, asked))))
                .orElseGet(() -> Problems.in("at", "is missing: write a moment like 2026-01-31T17:00:00Z"));
    }

    /** Shows what each source said of an identity. */
    @GET
    @Path("{id}/statements")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "showStatements",
            summary = "Show what each source said of an identity, and when",
            description =
                    "Whole for confidential HR. For everybody else without endings and leaves to come, and without what says"
                            + " nothing new.")
    @APIResponse(
            responseCode = "200",
            description = "What was said, in the order in which it came in.",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = StatementsJson.class)))
    public Response statements(
            @PathParam("id") @Parameter(schema = @Schema(type = SchemaType.STRING, format = "uuid")) String id) {
        return render(showStatements.handle(
                new ShowStatements.Command(callers.current(), new IdentityId(Parameters.id("id", id)))));
    }

    /** Shows who leads an identity. */
    @GET
    @Path("{id}/manager-chain")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "showManagerChain",
            summary = "Show the people above an identity, up to the top, and who can decide for them")
    @APIResponse(
            responseCode = "200",
            description = "The chain, the nearest first.",
            content =
                    @Content(mediaType = "application/json", schema = @Schema(implementation = ManagerChainJson.class)))
    public Response managerChain(
            @PathParam("id") @Parameter(schema = @Schema(type = SchemaType.STRING, format = "uuid")) String id) {
        return render(showManagerChain.handle(
                new ShowManagerChain.Command(callers.current(), new IdentityId(Parameters.id("id", id)))));
    }

    static Response render(ShowIdentityAsOf.Outcome outcome) {
        return switch (outcome) {
            case ShowIdentityAsOf.Outcome.Shown shown ->
                Response.ok(KnownIdentityJson.of(shown)).build();
            case ShowIdentityAsOf.Outcome.NotKnownYet notYet ->
                Problems.of(
                        ProblemKind.NOT_FOUND,
                        "nothing was known of this identity then: its history says from when on something was");
            case ShowIdentityAsOf.Outcome.InTheFuture future ->
                Problems.in("at", "is still to come: write a moment that has passed");
            case ShowIdentityAsOf.Outcome.Unknown unknown -> Problems.unknown("identity");
            case ShowIdentityAsOf.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }

    static Response render(ShowStatements.Outcome outcome) {
        return switch (outcome) {
            case ShowStatements.Outcome.Shown shown ->
                Response.ok(new StatementsJson(shown.statements().stream()
                                .map(StatementJson::of)
                                .toList()))
                        .build();
            case ShowStatements.Outcome.Unknown unknown -> Problems.unknown("identity");
            case ShowStatements.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }

    static Response render(ShowManagerChain.Outcome outcome) {
        return switch (outcome) {
            case ShowManagerChain.Outcome.Shown shown ->
                Response.ok(ManagerChainJson.of(shown)).build();
            case ShowManagerChain.Outcome.Unknown unknown -> Problems.unknown("identity");
            case ShowManagerChain.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }

    private ShowIdentity.Outcome show(UUID id) {
        return showIdentity.handle(new ShowIdentity.Command(callers.current(), new IdentityId(id)));
    }

    static Response render(ListIdentities.Outcome outcome, URI request) {
        return switch (outcome) {
            case ListIdentities.Outcome.Listed listed ->
                Pages.of(
                        IdentityPageJson.of(listed.identities()),
                        listed.identities().next(),
                        request);
            case ListIdentities.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }

    static Response render(ShowIdentity.Outcome outcome) {
        return switch (outcome) {
            case ShowIdentity.Outcome.Shown shown ->
                Response.ok(IdentityJson.of(shown.identity())).build();
            case ShowIdentity.Outcome.Unknown unknown -> Problems.unknown("identity");
            case ShowIdentity.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }

    static Response renderHistory(ShowIdentity.Outcome outcome) {
        return switch (outcome) {
            case ShowIdentity.Outcome.Shown shown ->
                Response.ok(new IdentityHistoryJson(shown.history().stream()
                                .map(StatusEntryJson::of)
                                .toList()))
                        .build();
            case ShowIdentity.Outcome.Unknown unknown -> Problems.unknown("identity");
            case ShowIdentity.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }
}

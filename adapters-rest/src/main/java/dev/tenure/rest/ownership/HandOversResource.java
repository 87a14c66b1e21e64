package dev.tenure.rest.ownership;

import dev.tenure.application.ownership.HandOverOwnership;
import dev.tenure.application.ownership.HandOvers;
import dev.tenure.application.ownership.ListHandOvers;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.ownership.HandOverId;
import dev.tenure.domain.ownership.OwnedKind;
import dev.tenure.rest.caller.Callers;
import dev.tenure.rest.ownership.HandOverJson.HandOverPageJson;
import dev.tenure.rest.ownership.HandOverJson.SuccessorJson;
import dev.tenure.rest.problem.ProblemKind;
import dev.tenure.rest.problem.Problems;
import dev.tenure.rest.request.Bodies;
import dev.tenure.rest.request.Pages;
import dev.tenure.rest.request.Parameters;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What leavers owned, and who has it now. */
@Path("/api/v1/hand-overs")
@Authenticated
@RunOnVirtualThread
@Tag(name = "hand-overs")
public final class HandOversResource {

    private static final Set<String> STATES = Set.of("due", "handed-over", "lapsed");

    private final Callers callers;
    private final ListHandOvers listHandOvers;
    private final HandOverOwnership handOverOwnership;

    /** Takes the use cases. */
    public HandOversResource(Callers callers, ListHandOvers listHandOvers, HandOverOwnership handOverOwnership) {
        this.callers = callers;
        this.listHandOvers = listHandOvers;
        this.handOverOwnership = handOverOwnership;
    }

    /** Lists hand-overs. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "listHandOvers",
            summary = "List what leavers owned",
            description =
                    "What is due first comes first. Administrators, operators and auditors see all; others what is proposed to"
                            + " them.")
    @APIResponse(
            responseCode = "200",
            description = "A page of them.",
            headers =
                    @Header(
                            name = "Link",
                            description = "The next page, as rel=next (RFC 8288).",
                            schema = @Schema(type = SchemaType.STRING)),
            content =
                    @Content(mediaType = "application/json", schema = @Schema(implementation = HandOverPageJson.class)))
    public Response list(
            @QueryParam("state")
                    @Parameter(
                            description = "Only those in this state.",
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            enumeration = {"due", "handed-over", "lapsed"}))
                    @Nullable
                    String state,
            @QueryParam("kind")
                    @Parameter(
                            description = "Only of this kind.",
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            enumeration = {"system", "engagement", "non-human"}))
                    @Nullable
                    String kind,
            @QueryParam("late")
                    @Parameter(
                            description = "Only those that are due and of which the time has passed.",
                            schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"))
                    @Nullable
                    String late,
            @QueryParam("leaver")
                    @Parameter(
                            description = "Only of this leaver, by identity.",
                            schema = @Schema(type = SchemaType.STRING, format = "uuid"))
                    @Nullable
                    String leaver,
            @QueryParam("proposed")
                    @Parameter(
                            description = "Only those that propose this person, by identity.",
                            schema = @Schema(type = SchemaType.STRING, format = "uuid"))
                    @Nullable
                    String proposed,
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
        HandOvers.Filter filter = new HandOvers.Filter(
                parameters.oneOf("state", state, STATES),
                parameters.oneOf("kind", kind, OwnedKind.class),
                parameters.flag("late", late),
                parameters.uuid("leaver", leaver).map(IdentityId::new),
                parameters.uuid("proposed", proposed).map(IdentityId::new),
                Set.of());
        PageRequest page = parameters.page(limit, after);
        parameters.refuse();
        return render(
                listHandOvers.handle(new ListHandOvers.Command(callers.current(), filter, page)), uri.getRequestUri());
    }

    /** Somebody else owns it from now on. */
    @PUT
    @Path("{id}/successor")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "handOverOwnership",
            summary = "Hand over what a leaver owned",
            description =
                    "Administrators and operators name anybody who works now; whoever is proposed can take it on. The leaver names"
                            + " nobody, under no role. Open findings of a system go along. Repeating it changes nothing.")
    @APIResponse(
            responseCode = "200",
            description = "The hand-over.",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = HandOverJson.class)))
    public Response handOver(
            @PathParam("id") @Parameter(schema = @Schema(type = SchemaType.STRING, format = "uuid")) String id,
            @Nullable SuccessorJson body) {
        HandOverId handOver = new HandOverId(Parameters.id("id", id));
        SuccessorJson.Read given = Bodies.given(body).read();
        return render(handOverOwnership.handle(new HandOverOwnership.Command(
                callers.current(), handOver, given.successor(), given.owner(), given.reason())));
    }

    static Response render(ListHandOvers.Outcome outcome, URI request) {
        return switch (outcome) {
            case ListHandOvers.Outcome.Listed listed ->
                Pages.of(HandOverPageJson.of(listed), listed.handOvers().next(), request);
            case ListHandOvers.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }

    static Response render(HandOverOwnership.Outcome outcome) {
        return switch (outcome) {
            case HandOverOwnership.Outcome.HandedOver done ->
                Response.ok(HandOverJson.of(done.handOver())).build();
            case HandOverOwnership.Outcome.Unknown unknown -> Problems.unknown("hand-over");
            case HandOverOwnership.Outcome.NotDue not ->
                Problems.of(
                        ProblemKind.NOT_WAITING,
                        "the hand-over is " + not.handOver().label());
            case HandOverOwnership.Outcome.CallerIsLeaver leaver ->
                Problems.of(ProblemKind.OWN_CASE, "you are the leaver: another person names who has it from now on");
            case HandOverOwnership.Outcome.SuccessorIsLeaver leaver ->
                Problems.at("/successor", "is the leaver, or is to be known by the leaver's name: name somebody else");
            case HandOverOwnership.Outcome.SuccessorNotHere gone ->
                Problems.at("/successor", "is nobody who works now: name the identity of a person who does");
            case HandOverOwnership.Outcome.SuccessorIsEngaged same ->
                Problems.at("/successor", "is whom the engagement is about: name somebody else to answer for them");
            case HandOverOwnership.Outcome.BadOwner bad ->
                Problems.at(
                        "/owner",
                        "is empty, longer than 200 characters or holds a control character: write 1 to 200 of text");
            case HandOverOwnership.Outcome.BadReason bad ->
                Problems.at(
                        "/reason",
                        "is empty, longer than 2000 characters or holds a control character: write 1 to 2000 of text");
            case HandOverOwnership.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }
}

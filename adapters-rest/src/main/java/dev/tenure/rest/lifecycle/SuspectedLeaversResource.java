package dev.tenure.rest.lifecycle;

import dev.tenure.application.lifecycle.DecideSuspectedLeaver;
import dev.tenure.application.lifecycle.ListSuspectedLeavers;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.domain.lifecycle.SuspicionId;
import dev.tenure.rest.caller.Callers;
import dev.tenure.rest.lifecycle.SuspectedLeaverJson.SuspectedLeaverPageJson;
import dev.tenure.rest.lifecycle.SuspectedLeaverJson.SuspicionFindingJson;
import dev.tenure.rest.problem.ProblemKind;
import dev.tenure.rest.problem.Problems;
import dev.tenure.rest.request.Bodies;
import dev.tenure.rest.request.Pages;
import dev.tenure.rest.request.Parameters;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
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

/** Workers whom HR's files leave out, and what somebody found out about them. */
@Path("/api/v1/suspected-leavers")
@Authenticated
@RunOnVirtualThread
@Tag(name = "leavers")
public final class SuspectedLeaversResource {

    private static final Set<String> STATES = Set.of("open", "left", "stays", "settled");

    private final Callers callers;
    private final ListSuspectedLeavers listSuspectedLeavers;
    private final DecideSuspectedLeaver decideSuspectedLeaver;

    /** Takes the use cases. */
    public SuspectedLeaversResource(
            Callers callers, ListSuspectedLeavers listSuspectedLeavers, DecideSuspectedLeaver decideSuspectedLeaver) {
        this.callers = callers;
        this.listSuspectedLeavers = listSuspectedLeavers;
        this.decideSuspectedLeaver = decideSuspectedLeaver;
    }

    /** List workers whom a full file left out. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "listSuspectedLeavers",
            summary = "List workers whom a full file left out",
            description = "The latest suspicion first.")
    @APIResponse(
            responseCode = "200",
            description = "A page of them.",
            headers =
                    @Header(
                            name = "Link",
                            description = "The next page, as rel=next (RFC 8288).",
                            schema = @Schema(type = SchemaType.STRING)),
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = SuspectedLeaverPageJson.class)))
    public Response list(
            @QueryParam("state")
                    @Parameter(
                            description = "Only those in this state.",
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            enumeration = {"open", "left", "stays", "settled"}))
                    @Nullable
                    String state,
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
        Optional<String> wanted = parameters.oneOf("state", state, STATES);
        PageRequest page = parameters.page(limit, after);
        parameters.refuse();
        return render(
                listSuspectedLeavers.handle(new ListSuspectedLeavers.Command(callers.current(), wanted, page)),
                uri.getRequestUri());
    }

    /** Says what was found out. */
    @POST
    @Path("{id}/decision")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "decideSuspectedLeaver",
            summary = "Say whether a worker whom HR left out has left or works here",
            description =
                    "Who has left is taken as if HR had said so, with immediate notice. Should a later file tell of them"
                            + " again, they work after all.")
    @APIResponse(
            responseCode = "200",
            description = "What is on record now.",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = SuspectedLeaverJson.class)))
    public Response decide(
            @PathParam("id") @Parameter(schema = @Schema(type = SchemaType.STRING, format = "uuid")) String id,
            @Nullable SuspicionFindingJson body) {
        SuspicionId suspicion = new SuspicionId(Parameters.id("id", id));
        SuspicionFindingJson given = Bodies.given(body);
        DecideSuspectedLeaver.Finding finding = given.read();
        return render(decideSuspectedLeaver.handle(
                new DecideSuspectedLeaver.Command(callers.current(), suspicion, finding, given.why())));
    }

    static Response render(ListSuspectedLeavers.Outcome outcome, URI request) {
        return switch (outcome) {
            case ListSuspectedLeavers.Outcome.Listed listed ->
                Pages.of(
                        SuspectedLeaverPageJson.of(listed.suspected(), listed.now()),
                        listed.suspected().next(),
                        request);
            case ListSuspectedLeavers.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }

    static Response render(DecideSuspectedLeaver.Outcome outcome) {
        return switch (outcome) {
            case DecideSuspectedLeaver.Outcome.Decided done ->
                Response.ok(SuspectedLeaverJson.of(done.suspected(), null, Instant.MIN))
                        .build();
            case DecideSuspectedLeaver.Outcome.Unknown unknown -> Problems.unknown("suspected leaver");
            case DecideSuspectedLeaver.Outcome.AlreadyDecided before ->
                Problems.of(
                        ProblemKind.ALREADY_DECIDED,
                        "it is " + before.suspected().label() + " already");
            case DecideSuspectedLeaver.Outcome.BadDay bad ->
                Problems.at(
                        "/day", "is not between " + bad.earliest() + " and " + bad.latest() + ": write one that is");
            case DecideSuspectedLeaver.Outcome.BadReason bad ->
                Problems.at(
                        "/reason",
                        "is empty, longer than 500 characters or holds a control character: write 1 to 500 of text");
            case DecideSuspectedLeaver.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }
}

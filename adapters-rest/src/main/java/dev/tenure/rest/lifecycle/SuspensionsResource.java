package dev.tenure.rest.lifecycle;

import dev.tenure.application.lifecycle.DecideSuspension;
import dev.tenure.application.lifecycle.ListSuspensions;
import dev.tenure.application.lifecycle.SuspendPerson;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.transaction.RequestKey;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.lifecycle.SuspensionId;
import dev.tenure.rest.caller.Callers;
import dev.tenure.rest.lifecycle.SuspensionJson.SuspensionCallJson;
import dev.tenure.rest.lifecycle.SuspensionJson.SuspensionDecisionJson;
import dev.tenure.rest.lifecycle.SuspensionJson.SuspensionPageJson;
import dev.tenure.rest.problem.ProblemKind;
import dev.tenure.rest.problem.Problems;
import dev.tenure.rest.request.Bodies;
import dev.tenure.rest.request.IdempotencyKeys;
import dev.tenure.rest.request.Pages;
import dev.tenure.rest.request.Parameters;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
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

/** People who are shut out at once, and what is decided about them. */
@Path("/api/v1/suspensions")
@Authenticated
@RunOnVirtualThread
@Tag(name = "leavers")
public final class SuspensionsResource {

    private static final Set<String> STATES = Set.of("undecided", "upheld", "lifted");

    private final Callers callers;
    private final ListSuspensions listSuspensions;
    private final SuspendPerson suspendPerson;
    private final DecideSuspension decideSuspension;

    /** Takes the use cases. */
    public SuspensionsResource(
            Callers callers,
            ListSuspensions listSuspensions,
            SuspendPerson suspendPerson,
            DecideSuspension decideSuspension) {
        this.callers = callers;
        this.listSuspensions = listSuspensions;
        this.suspendPerson = suspendPerson;
        this.decideSuspension = decideSuspension;
    }

    /** List who was shut out at once. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "listSuspensions",
            summary = "List who was shut out at once",
            description = "Newest first.")
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
                            schema = @Schema(implementation = SuspensionPageJson.class)))
    public Response list(
            @QueryParam("state")
                    @Parameter(
                            description = "Only those in this state.",
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            enumeration = {"undecided", "upheld", "lifted"}))
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
                listSuspensions.handle(new ListSuspensions.Command(callers.current(), wanted, page)),
                uri.getRequestUri());
    }

    /** Shuts somebody out. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "suspendPerson",
            summary = "Shut somebody out of everything at once, whatever HR says",
            description =
                    "Work on every system is planned when this answers, and no limit holds it up. Memberships stay until"
                            + " it is decided, unless it is for good from the beginning.")
    @APIResponse(
            responseCode = "201",
            description = "The suspension that stands, made now or before.",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = SuspensionJson.class)))
    public Response suspend(
            @HeaderParam("Idempotency-Key")
                    @Parameter(
                            description =
                                    "A new random value for every new request, the same for every repetition of it.",
                            required = true)
                    @Nullable
                    String idempotencyKey,
            @Nullable SuspensionCallJson body,
            @Context UriInfo uri) {
        SuspensionCallJson given = Bodies.given(body).checked();
        RequestKey key = IdempotencyKeys.of(idempotencyKey, "POST", uri.getPath(), given);
        return render(suspendPerson.handle(new SuspendPerson.Command(
                callers.current(), key, new IdentityId(given.person()), given.why(), given.isForGood())));
    }

    /** Decides about a suspension. */
    @POST
    @Path("{id}/decision")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "decideSuspension",
            summary = "Decide whether somebody who was shut out is out for good",
            description =
                    "For good: what was left goes too. Not: the suspension ends, and every account that was shut is an"
                            + " exception until access is restored by hand. One that was upheld can still be lifted.")
    @APIResponse(
            responseCode = "200",
            description = "The suspension, decided.",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = SuspensionJson.class)))
    public Response decide(
            @PathParam("id") @Parameter(schema = @Schema(type = SchemaType.STRING, format = "uuid")) String id,
            @Nullable SuspensionDecisionJson body) {
        SuspensionId suspension = new SuspensionId(Parameters.id("id", id));
        SuspensionDecisionJson given = Bodies.given(body).checked();
        return render(decideSuspension.handle(
                new DecideSuspension.Command(callers.current(), suspension, given.isForGood(), given.why())));
    }

    static Response render(ListSuspensions.Outcome outcome, URI request) {
        return switch (outcome) {
            case ListSuspensions.Outcome.Listed listed ->
                Pages.of(
                        SuspensionPageJson.of(listed.suspensions()),
                        listed.suspensions().next(),
                        request);
            case ListSuspensions.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }

    static Response render(SuspendPerson.Outcome outcome) {
        return switch (outcome) {
            case SuspendPerson.Outcome.Suspended done ->
                Response.status(Response.Status.CREATED)
                        .entity(SuspensionJson.of(done.suspension(), null))
                        .build();
            case SuspendPerson.Outcome.Unknown unknown -> Problems.unknown("identity");
            case SuspendPerson.Outcome.LeavesAlready leaving ->
                Problems.of(
                        ProblemKind.LEAVES_ALREADY,
                        "everything of theirs is being shut already: look at leaver case "
                                + leaving.leaverCase().opening().id().value());
            case SuspendPerson.Outcome.BadReason bad -> badReason();
            case SuspendPerson.Outcome.KeyReused reused -> Problems.keyReused();
            case SuspendPerson.Outcome.InProgress busy -> Problems.inProgress();
            case SuspendPerson.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }

    static Response render(DecideSuspension.Outcome outcome) {
        return switch (outcome) {
            case DecideSuspension.Outcome.Decided done ->
                Response.ok(SuspensionJson.of(done.suspension(), null)).build();
            case DecideSuspension.Outcome.Unknown unknown -> Problems.unknown("suspension");
            case DecideSuspension.Outcome.AlreadyDecided before ->
                Problems.of(
                        ProblemKind.ALREADY_DECIDED,
                        "it is " + before.suspension().label() + " already");
            case DecideSuspension.Outcome.BadReason bad -> badReason();
            case DecideSuspension.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }

    private static Response badReason() {
        return Problems.at(
                "/reason", "is empty, longer than 500 characters or holds a control character: write 1 to 500 of text");
    }
}

package dev.tenure.rest.preservation;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.preservation.DecideLegalHoldLift;
import dev.tenure.application.preservation.ListLegalHolds;
import dev.tenure.application.preservation.PlaceLegalHold;
import dev.tenure.application.preservation.ProposeLegalHoldLift;
import dev.tenure.application.transaction.RequestKey;
import dev.tenure.domain.preservation.LegalHoldId;
import dev.tenure.rest.caller.Callers;
import dev.tenure.rest.preservation.LegalHoldJson.LegalHoldLiftDecisionJson;
import dev.tenure.rest.preservation.LegalHoldJson.LegalHoldOrderJson;
import dev.tenure.rest.preservation.LegalHoldJson.LegalHoldPageJson;
import dev.tenure.rest.problem.ProblemKind;
import dev.tenure.rest.problem.Problems;
import dev.tenure.rest.reconciliation.AccountJson.ReasonJson;
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

/** Whose accounts are preserved, and why. */
@Path("/api/v1/legal-holds")
@Authenticated
@RunOnVirtualThread
@Tag(name = "legal holds")
public final class LegalHoldsResource {

    private static final Set<String> STATES = Set.of("in-force", "lifting", "lifted");

    private final Callers callers;
    private final ListLegalHolds listLegalHolds;
    private final PlaceLegalHold placeLegalHold;
    private final ProposeLegalHoldLift proposeLegalHoldLift;
    private final DecideLegalHoldLift decideLegalHoldLift;

    /** Takes the use cases. */
    public LegalHoldsResource(
            Callers callers,
            ListLegalHolds listLegalHolds,
            PlaceLegalHold placeLegalHold,
            ProposeLegalHoldLift proposeLegalHoldLift,
            DecideLegalHoldLift decideLegalHoldLift) {
        this.callers = callers;
        this.listLegalHolds = listLegalHolds;
        this.placeLegalHold = placeLegalHold;
        this.proposeLegalHoldLift = proposeLegalHoldLift;
        this.decideLegalHoldLift = decideLegalHoldLift;
    }

    /** Lists legal holds. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "listLegalHolds", summary = "List legal holds", description = "Newest first.")
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
                            schema = @Schema(implementation = LegalHoldPageJson.class)))
    public Response list(
            @QueryParam("state")
                    @Parameter(
                            description = "Only those in this state.",
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            enumeration = {"in-force", "lifting", "lifted"}))
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
                listLegalHolds.handle(new ListLegalHolds.Command(callers.current(), wanted, page)),
                uri.getRequestUri());
    }

    /** Places a hold. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "placeLegalHold",
            summary = "See to it that nothing of somebody's is destroyed",
            description =
                    "In force at once, for every cause. Access goes as before, wherever it can without destroying anything.")
    @APIResponse(
            responseCode = "201",
            description = "The hold, placed now or by the same request before.",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = LegalHoldJson.class)))
    public Response place(
            @HeaderParam("Idempotency-Key")
                    @Parameter(
                            description =
                                    "A new random value for every new request, the same for every repetition of it.",
                            required = true)
                    @Nullable
                    String idempotencyKey,
            @Nullable LegalHoldOrderJson body,
            @Context UriInfo uri) {
        LegalHoldOrderJson given = Bodies.given(body).checked();
        RequestKey key = IdempotencyKeys.of(idempotencyKey, "POST", uri.getPath(), given);
        return render(
                placeLegalHold.handle(new PlaceLegalHold.Command(callers.current(), key, given.person(), given.why())));
    }

    /** The first person wants it lifted. */
    @POST
    @Path("{id}/lift")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "proposeLegalHoldLift",
            summary = "Propose to lift a legal hold",
            description = "It stands until a second person agrees.")
    @APIResponse(
            responseCode = "200",
            description = "A second person is waited for.",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = LegalHoldJson.class)))
    public Response proposeLift(
            @PathParam("id") @Parameter(schema = @Schema(type = SchemaType.STRING, format = "uuid")) String id,
            @Nullable ReasonJson body) {
        LegalHoldId hold = new LegalHoldId(Parameters.id("id", id));
        return render(proposeLegalHoldLift.handle(new ProposeLegalHoldLift.Command(
                callers.current(), hold, Bodies.given(body).read())));
    }

    /** The second person agrees, or somebody says no. */
    @POST
    @Path("{id}/lift/decision")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "decideLegalHoldLift",
            summary = "Agree, as the second person, that a legal hold is lifted, or decline",
            description =
                    "Whoever proposed it cannot agree, under no role, and may decline. What waits for its grace period goes on"
                            + " waiting for that.")
    @APIResponse(
            responseCode = "200",
            description = "Lifted, or in force as before.",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = LegalHoldJson.class)))
    public Response decideLift(
            @PathParam("id") @Parameter(schema = @Schema(type = SchemaType.STRING, format = "uuid")) String id,
            @Nullable LegalHoldLiftDecisionJson body) {
        LegalHoldId hold = new LegalHoldId(Parameters.id("id", id));
        return render(decideLegalHoldLift.handle(new DecideLegalHoldLift.Command(
                callers.current(), hold, Bodies.given(body).read())));
    }

    static Response render(ListLegalHolds.Outcome outcome, URI request) {
        return switch (outcome) {
            case ListLegalHolds.Outcome.Listed listed ->
                Pages.of(LegalHoldPageJson.of(listed.holds()), listed.holds().next(), request);
            case ListLegalHolds.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }

    static Response render(PlaceLegalHold.Outcome outcome) {
        return switch (outcome) {
            case PlaceLegalHold.Outcome.Placed done ->
                Response.status(Response.Status.CREATED)
                        .entity(LegalHoldJson.of(done.hold(), null))
                        .build();
            case PlaceLegalHold.Outcome.Unknown unknown ->
                Problems.at("/identity", "is nobody's id: write one as identities show it");
            case PlaceLegalHold.Outcome.BadReason bad -> badReason();
            case PlaceLegalHold.Outcome.KeyReused reused -> Problems.keyReused();
            case PlaceLegalHold.Outcome.InProgress busy -> Problems.inProgress();
            case PlaceLegalHold.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }

    static Response render(ProposeLegalHoldLift.Outcome outcome) {
        return switch (outcome) {
            case ProposeLegalHoldLift.Outcome.Recorded done ->
                Response.ok(LegalHoldJson.of(done.hold(), null)).build();
            case ProposeLegalHoldLift.Outcome.Unknown unknown -> Problems.unknown("legal hold");
            case ProposeLegalHoldLift.Outcome.AlreadyProposed before ->
                Problems.of(
                        ProblemKind.ALREADY_PROPOSED, "somebody wants it lifted already: agree as another, or decline");
            case ProposeLegalHoldLift.Outcome.AlreadyLifted before ->
                Problems.of(ProblemKind.ALREADY_DECIDED, "it is lifted already");
            case ProposeLegalHoldLift.Outcome.BadReason bad -> badReason();
            case ProposeLegalHoldLift.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }

    static Response render(DecideLegalHoldLift.Outcome outcome) {
        return switch (outcome) {
            case DecideLegalHoldLift.Outcome.Decided done ->
                Response.ok(LegalHoldJson.of(done.hold(), null)).build();
            case DecideLegalHoldLift.Outcome.Unknown unknown -> Problems.unknown("legal hold");
            case DecideLegalHoldLift.Outcome.NothingProposed nothing ->
                Problems.of(
                        ProblemKind.NOTHING_PROPOSED,
                        "the hold is " + nothing.hold().label() + ", and nobody wants it lifted");
            case DecideLegalHoldLift.Outcome.DeciderIsProposer same ->
                Problems.of(ProblemKind.SECOND_PERSON_NEEDED, "you proposed it: another person must agree");
            case DecideLegalHoldLift.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }

    private static Response badReason() {
        return Problems.at(
                "/reason", "is empty, longer than 500 characters or holds a control character: write 1 to 500 of text");
    }
}

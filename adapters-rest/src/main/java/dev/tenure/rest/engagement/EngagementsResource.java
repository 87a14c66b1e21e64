package dev.tenure.rest.engagement;

import dev.tenure.application.engagement.DecideEngagement;
import dev.tenure.application.engagement.EndEngagement;
import dev.tenure.application.engagement.Engagements;
import dev.tenure.application.engagement.ExtendEngagement;
import dev.tenure.application.engagement.ListEngagements;
import dev.tenure.application.engagement.RequestEngagement;
import dev.tenure.application.engagement.ShowEngagement;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.transaction.RequestKey;
import dev.tenure.domain.engagement.Engagement;
import dev.tenure.domain.engagement.EngagementId;
import dev.tenure.rest.caller.Callers;
import dev.tenure.rest.engagement.EngagementJson.EngagementLineJson;
import dev.tenure.rest.engagement.EngagementJson.EngagementPageJson;
import dev.tenure.rest.engagement.EngagementRequestJson.EngagementDecisionJson;
import dev.tenure.rest.engagement.EngagementRequestJson.EngagementEndingJson;
import dev.tenure.rest.engagement.EngagementRequestJson.ExtensionRequestJson;
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
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalLong;
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

/** The register of people who are no employees. */
@Path("/api/v1/engagements")
@Authenticated
@RunOnVirtualThread
@Tag(name = "engagements")
public final class EngagementsResource {

    private static final long MOST_DAYS = 3_660;

    private final Callers callers;
    private final RequestEngagement requestEngagement;
    private final ExtendEngagement extendEngagement;
    private final DecideEngagement decideEngagement;
    private final EndEngagement endEngagement;
    private final ListEngagements listEngagements;
    private final ShowEngagement showEngagement;

    /** Takes the use cases. */
    public EngagementsResource(
            Callers callers,
            RequestEngagement requestEngagement,
            ExtendEngagement extendEngagement,
            DecideEngagement decideEngagement,
            EndEngagement endEngagement,
            ListEngagements listEngagements,
            ShowEngagement showEngagement) {
        this.callers = callers;
        this.requestEngagement = requestEngagement;
        this.extendEngagement = extendEngagement;
        this.decideEngagement = decideEngagement;
        this.endEngagement = endEngagement;
        this.listEngagements = listEngagements;
        this.showEngagement = showEngagement;
    }

    /** Lists engagements. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "listEngagements", summary = "List engagements, those that end first first")
    @APIResponse(
            responseCode = "200",
            description = "A page of engagements.",
            headers =
                    @Header(
                            name = "Link",
                            description = "The next page, as rel=next (RFC 8288).",
                            schema = @Schema(type = SchemaType.STRING)),
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = EngagementPageJson.class)))
    public Response list(
            @QueryParam("text") @Parameter(description = "Part of the person's name or address.") @Nullable String text,
            @QueryParam("standing")
                    @Parameter(
                            description = "Only those that stand here.",
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            enumeration = {
                                                "requested",
                                                "declined",
                                                "in-force",
                                                "extension-requested",
                                                "lapsed",
                                                "ended"
                                            }))
                    @Nullable
                    String standing,
            @QueryParam("endsWithinDays")
                    @Parameter(
                            description = "Only those in force whose last day is over within so many days.",
                            schema = @Schema(type = SchemaType.INTEGER, minimum = "0", maximum = "3660"))
                    @Nullable
                    String endsWithinDays,
            @QueryParam("withoutSponsor")
                    @Parameter(
                            description = "Only those in force whose sponsor is not here.",
                            schema = @Schema(type = SchemaType.BOOLEAN))
                    @Nullable
                    String withoutSponsor,
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
        Optional<String> wanted = parameters.text("text", text);
        Optional<Engagements.Standing> stands = parameters.oneOf("standing", standing, Engagements.Standing.class);
        OptionalLong days = parameters.number("endsWithinDays", endsWithinDays);
        boolean unsponsored = parameters.flag("withoutSponsor", withoutSponsor);
        PageRequest page = parameters.page(limit, after);
        parameters.refuse();
        if (days.orElse(0) > MOST_DAYS) {
            return Problems.in("endsWithinDays", "is more than " + MOST_DAYS + ": write fewer days");
        }
        return render(
                listEngagements.handle(new ListEngagements.Command(
                        callers.current(),
                        wanted,
                        stands,
                        days.isPresent() ? Optional.of(days.getAsLong()) : Optional.empty(),
                        unsponsored,
                        page)),
                uri.getRequestUri());
    }

    /** Shows one engagement. */
    @GET
    @Path("{id}")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "showEngagement", summary = "Show one engagement")
    @APIResponse(
            responseCode = "200",
            description = "The engagement.",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = EngagementLineJson.class)))
    public Response show(
            @PathParam("id") @Parameter(schema = @Schema(type = SchemaType.STRING, format = "uuid")) String id) {
        return render(showEngagement.handle(
                new ShowEngagement.Command(callers.current(), new EngagementId(Parameters.id("id", id)))));
    }

    /** Asks for an engagement. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "requestEngagement",
            summary = "Ask that somebody who is no employee may work here until a day",
            description = "Nothing comes of it until another person approves.")
    @APIResponse(
            responseCode = "201",
            description = "Waits for a decision.",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = EngagementJson.class)))
    public Response request(
            @HeaderParam("Idempotency-Key")
                    @Parameter(
                            description =
                                    "A new random value for every new request, the same for every repetition of it.",
                            required = true)
                    @Nullable
                    String idempotencyKey,
            @Nullable EngagementRequestJson body) {
        EngagementRequestJson given = Bodies.given(body);
        RequestKey key = IdempotencyKeys.of(idempotencyKey, "POST", "/api/v1/engagements", given);
        return render(requestEngagement.handle(given.read(callers.current(), key)));
    }

    /** Asks for a longer term. */
    @POST
    @Path("{id}/extensions")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "extendEngagement",
            summary = "Ask for a longer term, or for another sponsor",
            description = "Nothing changes until another person approves.")
    @APIResponse(
            responseCode = "201",
            description = "Waits for a decision.",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = EngagementJson.class)))
    public Response extend(
            @PathParam("id") @Parameter(schema = @Schema(type = SchemaType.STRING, format = "uuid")) String id,
            @HeaderParam("Idempotency-Key")
                    @Parameter(
                            description =
                                    "A new random value for every new request, the same for every repetition of it.",
                            required = true)
                    @Nullable
                    String idempotencyKey,
            @Nullable ExtensionRequestJson body) {
        UUID engagement = Parameters.id("id", id);
        ExtensionRequestJson given = Bodies.given(body);
        RequestKey key =
                IdempotencyKeys.of(idempotencyKey, "POST", "/api/v1/engagements/" + engagement + "/extensions", given);
        return render(extendEngagement.handle(given.read(callers.current(), key, engagement)));
    }

    /** Decides what was asked for. */
    @POST
    @Path("{id}/decision")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "decideEngagement",
            summary = "Approve or decline an engagement or its extension",
            description = "Whoever asked cannot approve, under no role.")
    @APIResponse(
            responseCode = "200",
            description = "Decided.",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = EngagementJson.class)))
    public Response decide(
            @PathParam("id") @Parameter(schema = @Schema(type = SchemaType.STRING, format = "uuid")) String id,
            @Nullable EngagementDecisionJson body) {
        EngagementId engagement = new EngagementId(Parameters.id("id", id));
        DecideEngagement.Decision decision = Bodies.given(body).read();
        return render(decideEngagement.handle(new DecideEngagement.Command(callers.current(), engagement, decision)));
    }

    /** Ends an engagement. */
    @POST
    @Path("{id}/ending")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "endEngagement",
            summary = "End an engagement before its time, at once",
            description = "The person's access goes as any leaver's does.")
    @APIResponse(
            responseCode = "200",
            description = "Over.",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = EngagementJson.class)))
    public Response end(
            @PathParam("id") @Parameter(schema = @Schema(type = SchemaType.STRING, format = "uuid")) String id,
            @Nullable EngagementEndingJson body) {
        EngagementId engagement = new EngagementId(Parameters.id("id", id));
        String reason = Bodies.given(body).read();
        return render(endEngagement.handle(new EndEngagement.Command(callers.current(), engagement, reason)));
    }

    static Response render(ListEngagements.Outcome outcome, URI request) {
        return switch (outcome) {
            case ListEngagements.Outcome.Listed listed ->
                Pages.of(
                        EngagementPageJson.of(listed.engagements()),
                        listed.engagements().next(),
                        request);
            case ListEngagements.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }

    static Response render(ShowEngagement.Outcome outcome) {
        return switch (outcome) {
            case ShowEngagement.Outcome.Shown shown ->
                Response.ok(EngagementLineJson.of(shown.engagement(), shown.standing()))
                        .build();
            case ShowEngagement.Outcome.Unknown unknown -> Problems.unknown("engagement");
            case ShowEngagement.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }

    static Response render(RequestEngagement.Outcome outcome) {
        return switch (outcome) {
            case RequestEngagement.Outcome.Recorded recorded -> created(recorded.engagement());
            case RequestEngagement.Outcome.BadEnd bad -> badEnd(bad.earliest(), bad.latest());
            case RequestEngagement.Outcome.BadPurpose bad -> badText("/purpose");
            case RequestEngagement.Outcome.SponsorNotHere gone -> sponsorNotHere();
            case RequestEngagement.Outcome.AlreadyEngaged before ->
                Problems.of(
                        ProblemKind.ALREADY_ENGAGED,
                        "the address has an engagement that waits or is in force: extend that one");
            case RequestEngagement.Outcome.PersonIsEmployed employed -> employed();
            case RequestEngagement.Outcome.KeyReused reused -> Problems.keyReused();
            case RequestEngagement.Outcome.InProgress busy -> Problems.inProgress();
            case RequestEngagement.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }

    static Response render(ExtendEngagement.Outcome outcome) {
        return switch (outcome) {
            case ExtendEngagement.Outcome.Recorded recorded -> created(recorded.engagement());
            case ExtendEngagement.Outcome.Unknown unknown -> Problems.unknown("engagement");
            case ExtendEngagement.Outcome.NotInForce not -> notInForce();
            case ExtendEngagement.Outcome.AlreadyRequested before ->
                Problems.of(ProblemKind.ALREADY_PROPOSED, "an extension waits for its decision: have that one decided");
            case ExtendEngagement.Outcome.BadEnd bad -> badEnd(bad.earliest(), bad.latest());
            case ExtendEngagement.Outcome.BadPurpose bad -> badText("/purpose");
            case ExtendEngagement.Outcome.SponsorNotHere gone -> sponsorNotHere();
            case ExtendEngagement.Outcome.KeyReused reused -> Problems.keyReused();
            case ExtendEngagement.Outcome.InProgress busy -> Problems.inProgress();
            case ExtendEngagement.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }

    static Response render(DecideEngagement.Outcome outcome) {
        return switch (outcome) {
            case DecideEngagement.Outcome.Decided decided ->
                Response.ok(EngagementJson.of(decided.engagement())).build();
            case DecideEngagement.Outcome.Unknown unknown -> Problems.unknown("engagement");
            case DecideEngagement.Outcome.AlreadyDecided before ->
                Problems.of(ProblemKind.ALREADY_DECIDED, "nothing of it waits for a decision: ask for what you want");
            case DecideEngagement.Outcome.DeciderIsRequester same ->
                Problems.of(ProblemKind.SECOND_PERSON_NEEDED, "you asked for it: another person must approve it");
            case DecideEngagement.Outcome.Outdated outdated ->
                Problems.of(ProblemKind.PROPOSAL_OUTDATED, "the days that were asked for are over: ask for others");
            case DecideEngagement.Outcome.SponsorNotHere gone -> sponsorNotHere();
            case DecideEngagement.Outcome.PersonIsEmployed employed -> employed();
            case DecideEngagement.Outcome.BadReason bad -> badText("/reason");
            case DecideEngagement.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }

    static Response render(EndEngagement.Outcome outcome) {
        return switch (outcome) {
            case EndEngagement.Outcome.Ended ended ->
                Response.ok(EngagementJson.of(ended.engagement())).build();
            case EndEngagement.Outcome.Unknown unknown -> Problems.unknown("engagement");
            case EndEngagement.Outcome.NotInForce not -> notInForce();
            case EndEngagement.Outcome.BadReason bad -> badText("/reason");
            case EndEngagement.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }

    private static Response created(Engagement engagement) {
        return Response.created(URI.create(
                        "/api/v1/engagements/" + engagement.terms().id().value()))
                .entity(EngagementJson.of(engagement))
                .build();
    }

    private static Response badEnd(LocalDate earliest, LocalDate latest) {
        return Problems.at("/until", "is not between " + earliest + " and " + latest + ": write a day between them");
    }

    private static Response badText(String place) {
        return Problems.at(place, "is empty, longer than 2000 characters or holds control characters: say why");
    }

    private static Response sponsorNotHere() {
        return Problems.of(
                ProblemKind.SPONSOR_NOT_HERE,
                "the sponsor is unknown, has not started or has left: name somebody who works here");
    }

    private static Response employed() {
        return Problems.of(
                ProblemKind.PERSON_IS_EMPLOYED,
                "the address is an employee's who is here: the register holds those who are none");
    }

    private static Response notInForce() {
        return Problems.of(
                ProblemKind.NOT_IN_FORCE, "it is not approved, has lapsed or was ended: ask for a new engagement");
    }
}

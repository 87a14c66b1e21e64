package dev.tenure.rest.nonhuman;

import dev.tenure.application.nonhuman.DecideNonHuman;
import dev.tenure.application.nonhuman.ListNonHumans;
import dev.tenure.application.nonhuman.NonHumans;
import dev.tenure.application.nonhuman.RequestNonHuman;
import dev.tenure.application.nonhuman.RetireNonHuman;
import dev.tenure.application.nonhuman.ShowNonHuman;
import dev.tenure.application.nonhuman.TransferNonHuman;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.transaction.RequestKey;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.nonhuman.NonHuman;
import dev.tenure.domain.nonhuman.NonHumanId;
import dev.tenure.domain.nonhuman.NonHumanKind;
import dev.tenure.rest.caller.Callers;
import dev.tenure.rest.nonhuman.NonHumanJson.NonHumanPageJson;
import dev.tenure.rest.nonhuman.NonHumanRequestJson.NonHumanDecisionJson;
import dev.tenure.rest.nonhuman.NonHumanRequestJson.NonHumanOwnerJson;
import dev.tenure.rest.nonhuman.NonHumanRequestJson.NonHumanRetirementJson;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Identities that are no people. */
@Path("/api/v1/non-human-identities")
@Authenticated
@RunOnVirtualThread
@Tag(name = "non-human-identities")
public final class NonHumansResource {

    private final Callers callers;
    private final RequestNonHuman requestNonHuman;
    private final DecideNonHuman decideNonHuman;
    private final TransferNonHuman transferNonHuman;
    private final RetireNonHuman retireNonHuman;
    private final ListNonHumans listNonHumans;
    private final ShowNonHuman showNonHuman;

    /** Takes the use cases. */
    public NonHumansResource(
            Callers callers,
            RequestNonHuman requestNonHuman,
            DecideNonHuman decideNonHuman,
            TransferNonHuman transferNonHuman,
            RetireNonHuman retireNonHuman,
            ListNonHumans listNonHumans,
            ShowNonHuman showNonHuman) {
        this.callers = callers;
        this.requestNonHuman = requestNonHuman;
        this.decideNonHuman = decideNonHuman;
        this.transferNonHuman = transferNonHuman;
        this.retireNonHuman = retireNonHuman;
        this.listNonHumans = listNonHumans;
        this.showNonHuman = showNonHuman;
    }

    /** Lists them. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "listNonHumans", summary = "List non-human identities by name")
    @APIResponse(
            responseCode = "200",
            description = "A page of them.",
            headers =
                    @Header(
                            name = "Link",
                            description = "The next page, as rel=next (RFC 8288).",
                            schema = @Schema(type = SchemaType.STRING)),
            content =
                    @Content(mediaType = "application/json", schema = @Schema(implementation = NonHumanPageJson.class)))
    public Response list(
            @QueryParam("state")
                    @Parameter(
                            description = "Only those in this state.",
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            enumeration = {"requested", "active", "rejected", "retired"}))
                    @Nullable
                    String state,
            @QueryParam("kind")
                    @Parameter(
                            description = "Only of this kind.",
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            enumeration = {"service-account", "bot", "api-integration", "workload"}))
                    @Nullable
                    String kind,
            @QueryParam("owner")
                    @Parameter(
                            description = "Only those that this identity answers for.",
                            schema = @Schema(type = SchemaType.STRING, format = "uuid"))
                    @Nullable
                    String owner,
            @QueryParam("text") @Parameter(description = "Part of the name.") @Nullable String text,
            @QueryParam("unowned")
                    @Parameter(
                            description = "Only active ones whose owner is not here.",
                            schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"))
                    @Nullable
                    String unowned,
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
        NonHumans.Filter filter = new NonHumans.Filter(
                parameters.oneOf("state", state, NonHumans.State.class),
                parameters.oneOf("kind", kind, NonHumanKind.class),
                parameters.uuid("owner", owner).map(IdentityId::new),
                parameters.text("text", text),
                parameters.flag("unowned", unowned));
        PageRequest page = parameters.page(limit, after);
        parameters.refuse();
        return render(
                listNonHumans.handle(new ListNonHumans.Command(callers.current(), filter, page)), uri.getRequestUri());
    }

    /** Shows one. */
    @GET
    @Path("{id}")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "showNonHuman", summary = "Show one non-human identity")
    @APIResponse(
            responseCode = "200",
            description = "It, as it is.",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = NonHumanJson.class)))
    public Response show(
            @PathParam("id") @Parameter(schema = @Schema(type = SchemaType.STRING, format = "uuid")) String id) {
        return render(showNonHuman.handle(
                new ShowNonHuman.Command(callers.current(), new NonHumanId(Parameters.id("id", id)))));
    }

    /** Asks for one. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "requestNonHuman",
            summary = "Ask for an identity of something that is no person",
            description = "Nothing comes of it until another person approves.")
    @APIResponse(
            responseCode = "201",
            description = "Waits for a decision.",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = NonHumanJson.class)))
    public Response request(
            @HeaderParam("Idempotency-Key")
                    @Parameter(
                            description =
                                    "A new random value for every new request, the same for every repetition of it.",
                            required = true)
                    @Nullable
                    String idempotencyKey,
            @Nullable NonHumanRequestJson body) {
        NonHumanRequestJson given = Bodies.given(body);
        RequestKey key = IdempotencyKeys.of(idempotencyKey, "POST", "/api/v1/non-human-identities", given);
        return render(requestNonHuman.handle(given.read(callers.current(), key)));
    }

    /** Decides what was asked for. */
    @POST
    @Path("{id}/decision")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "decideNonHuman",
            summary = "Approve or reject a non-human identity",
            description =
                    "Whoever asked cannot approve, under no role. The account that it was asked for is linked to it.")
    @APIResponse(
            responseCode = "200",
            description = "Decided.",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = NonHumanJson.class)))
    public Response decide(
            @PathParam("id") @Parameter(schema = @Schema(type = SchemaType.STRING, format = "uuid")) String id,
            @Nullable NonHumanDecisionJson body) {
        NonHumanId nonHuman = new NonHumanId(Parameters.id("id", id));
        DecideNonHuman.Decision decision = Bodies.given(body).read();
        return render(decideNonHuman.handle(new DecideNonHuman.Command(callers.current(), nonHuman, decision)));
    }

    /** Somebody else answers for it. */
    @PUT
    @Path("{id}/owner")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "transferNonHuman",
            summary = "Say who answers for a non-human identity from now on",
            description = "The present owner may too, under no role. Repeating it changes nothing.")
    @APIResponse(
            responseCode = "200",
            description = "Handed over.",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = NonHumanJson.class)))
    public Response transfer(
            @PathParam("id") @Parameter(schema = @Schema(type = SchemaType.STRING, format = "uuid")) String id,
            @Nullable NonHumanOwnerJson body) {
        NonHumanId nonHuman = new NonHumanId(Parameters.id("id", id));
        return render(transferNonHuman.handle(Bodies.given(body).read(callers.current(), nonHuman)));
    }

    /** It is needed no more. */
    @POST
    @Path("{id}/retirement")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "retireNonHuman",
            summary = "Retire a non-human identity, at once",
            description = "Its accounts are shut as any leaver's are.")
    @APIResponse(
            responseCode = "200",
            description = "Over.",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = NonHumanJson.class)))
    public Response retire(
            @PathParam("id") @Parameter(schema = @Schema(type = SchemaType.STRING, format = "uuid")) String id,
            @Nullable NonHumanRetirementJson body) {
        NonHumanId nonHuman = new NonHumanId(Parameters.id("id", id));
        String reason = Bodies.given(body).read();
        return render(retireNonHuman.handle(new RetireNonHuman.Command(callers.current(), nonHuman, reason)));
    }

    static Response render(ListNonHumans.Outcome outcome, URI request) {
        return switch (outcome) {
            case ListNonHumans.Outcome.Listed listed ->
                Pages.of(
                        NonHumanPageJson.of(listed.nonHumans()),
                        listed.nonHumans().next(),
                        request);
            case ListNonHumans.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }

    static Response render(ShowNonHuman.Outcome outcome) {
        return switch (outcome) {
            case ShowNonHuman.Outcome.Shown shown ->
                Response.ok(NonHumanJson.of(shown.shown())).build();
            case ShowNonHuman.Outcome.Unknown unknown -> unknown();
            case ShowNonHuman.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }

    static Response render(RequestNonHuman.Outcome outcome) {
        return switch (outcome) {
            case RequestNonHuman.Outcome.Recorded recorded ->
                Response.created(URI.create("/api/v1/non-human-identities/"
                                + recorded.nonHuman().terms().id().value()))
                        .entity(NonHumanJson.of(recorded.nonHuman()))
                        .build();
            case RequestNonHuman.Outcome.BadName bad ->
                Problems.at("/name", "is empty, longer than 200 characters or not on one line: write 1 to 200 of text");
            case RequestNonHuman.Outcome.BadPurpose bad -> badText("/purpose");
            case RequestNonHuman.Outcome.OwnerNotHere gone -> ownerNotHere();
            case RequestNonHuman.Outcome.NameTaken taken ->
                Problems.of(
                        ProblemKind.NAME_TAKEN,
                        "one that waits or is active is called " + taken.name() + ": choose another name");
            case RequestNonHuman.Outcome.UnknownAccount unknown ->
                Problems.at("/account", "is no account that a target shows: copy it from the list of accounts");
            case RequestNonHuman.Outcome.AccountTaken taken -> accountTaken();
            case RequestNonHuman.Outcome.OwnAccount own -> ownAccount();
            case RequestNonHuman.Outcome.KeyReused reused -> Problems.keyReused();
            case RequestNonHuman.Outcome.InProgress busy -> Problems.inProgress();
            case RequestNonHuman.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }

    static Response render(DecideNonHuman.Outcome outcome) {
        return switch (outcome) {
            case DecideNonHuman.Outcome.Decided decided -> ok(decided.nonHuman());
            case DecideNonHuman.Outcome.Unknown unknown -> unknown();
            case DecideNonHuman.Outcome.AlreadyDecided before ->
                Problems.of(ProblemKind.ALREADY_DECIDED, "nothing of it waits for a decision: ask for what you want");
            case DecideNonHuman.Outcome.DeciderIsRequester same ->
                Problems.of(ProblemKind.SECOND_PERSON_NEEDED, "you asked for it: another person must approve it");
            case DecideNonHuman.Outcome.OwnerNotHere gone -> ownerNotHere();
            case DecideNonHuman.Outcome.UnknownAccount unknown ->
                Problems.of(
                        ProblemKind.PROPOSAL_OUTDATED,
                        "no target shows the account that it was asked for: reject it and ask again");
            case DecideNonHuman.Outcome.AccountTaken taken -> accountTaken();
            case DecideNonHuman.Outcome.OwnAccount own -> ownAccount();
            case DecideNonHuman.Outcome.BadReason bad -> badText("/reason");
            case DecideNonHuman.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }

    static Response render(TransferNonHuman.Outcome outcome) {
        return switch (outcome) {
            case TransferNonHuman.Outcome.Transferred transferred -> ok(transferred.nonHuman());
            case TransferNonHuman.Outcome.Unknown unknown -> unknown();
            case TransferNonHuman.Outcome.NotActive not -> notActive();
            case TransferNonHuman.Outcome.OwnerNotHere gone -> ownerNotHere();
            case TransferNonHuman.Outcome.BadReason bad -> badText("/reason");
            case TransferNonHuman.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }

    static Response render(RetireNonHuman.Outcome outcome) {
        return switch (outcome) {
            case RetireNonHuman.Outcome.Retired retired -> ok(retired.nonHuman());
            case RetireNonHuman.Outcome.Unknown unknown -> unknown();
            case RetireNonHuman.Outcome.NotActive not -> notActive();
            case RetireNonHuman.Outcome.BadReason bad -> badText("/reason");
            case RetireNonHuman.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }

    private static Response ok(NonHuman nonHuman) {
        return Response.ok(NonHumanJson.of(nonHuman)).build();
    }

    private static Response unknown() {
        return Problems.unknown("non-human identity");
    }

    private static Response badText(String place) {
        return Problems.at(place, "is empty, longer than 2000 characters or holds control characters: say why");
    }

    private static Response ownerNotHere() {
        return Problems.of(
                ProblemKind.OWNER_NOT_HERE,
                "the owner is unknown, no person, has not started or is out: name somebody who works here");
    }

    private static Response accountTaken() {
        return Problems.of(ProblemKind.ACCOUNT_TAKEN, "the account has an identity: part the two first");
    }

    private static Response ownAccount() {
        return Problems.of(
                ProblemKind.OWN_ACCOUNT, "the account is yours, as far as can be told: somebody else decides");
    }

    private static Response notActive() {
        return Problems.of(ProblemKind.NOT_ACTIVE, "it waits for its decision, was rejected or is retired");
    }
}

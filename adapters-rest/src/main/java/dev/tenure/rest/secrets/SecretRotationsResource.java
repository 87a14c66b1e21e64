package dev.tenure.rest.secrets;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.secrets.AddSecretValue;
import dev.tenure.application.secrets.ConfirmSecretConsumer;
import dev.tenure.application.secrets.DecideOldCredential;
import dev.tenure.application.secrets.DecideRevocation;
import dev.tenure.application.secrets.DecideSecretDelay;
import dev.tenure.application.secrets.ListSecretRotations;
import dev.tenure.application.secrets.RequestSecretDelay;
import dev.tenure.application.secrets.ShowSecretRotation;
import dev.tenure.application.secrets.StateOldRevoked;
import dev.tenure.domain.secrets.SecretRotationId;
import dev.tenure.domain.secrets.SharedSecretId;
import dev.tenure.rest.caller.Callers;
import dev.tenure.rest.problem.ProblemKind;
import dev.tenure.rest.problem.Problems;
import dev.tenure.rest.request.Bodies;
import dev.tenure.rest.request.Pages;
import dev.tenure.rest.request.Parameters;
import dev.tenure.rest.secrets.SecretRotationJson.SecretRotationPageJson;
import dev.tenure.rest.secrets.SharedSecretOrderJson.NewSecretValueOrderJson;
import dev.tenure.rest.secrets.SharedSecretOrderJson.OldCredentialDecisionJson;
import dev.tenure.rest.secrets.SharedSecretOrderJson.RevocationDecisionJson;
import dev.tenure.rest.secrets.SharedSecretOrderJson.SecretConfirmationOrderJson;
import dev.tenure.rest.secrets.SharedSecretOrderJson.SecretDelayDecisionJson;
import dev.tenure.rest.secrets.SharedSecretOrderJson.SecretDelayOrderJson;
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
import java.util.List;
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

/** The replacement of shared secrets that leavers knew, or that were used for as long as they may be. */
@Path("/api/v1/secret-rotations")
@Authenticated
@RunOnVirtualThread
@Tag(name = "secrets")
public final class SecretRotationsResource {

    private static final String REMEDY = "look at it again and do what it waits for";

    private static final Set<String> STATES = Set.of(
            "due",
            "issuing",
            "new-added",
            "in-use",
            "revoking",
            "old-off",
            "revocation-stated",
            "old-revoked",
            "cancelled");

    private final Callers callers;
    private final ListSecretRotations listSecretRotations;
    private final ShowSecretRotation showSecretRotation;
    private final AddSecretValue addSecretValue;
    private final ConfirmSecretConsumer confirmSecretConsumer;
    private final StateOldRevoked stateOldRevoked;
    private final DecideRevocation decideRevocation;
    private final DecideOldCredential decideOldCredential;
    private final RequestSecretDelay requestSecretDelay;
    private final DecideSecretDelay decideSecretDelay;

    /** Takes the use cases. */
    public SecretRotationsResource(
            Callers callers,
            ListSecretRotations listSecretRotations,
            ShowSecretRotation showSecretRotation,
            AddSecretValue addSecretValue,
            ConfirmSecretConsumer confirmSecretConsumer,
            StateOldRevoked stateOldRevoked,
            DecideRevocation decideRevocation,
            DecideOldCredential decideOldCredential,
            RequestSecretDelay requestSecretDelay,
            DecideSecretDelay decideSecretDelay) {
        this.callers = callers;
        this.listSecretRotations = listSecretRotations;
        this.showSecretRotation = showSecretRotation;
        this.addSecretValue = addSecretValue;
        this.confirmSecretConsumer = confirmSecretConsumer;
        this.stateOldRevoked = stateOldRevoked;
        this.decideRevocation = decideRevocation;
        this.decideOldCredential = decideOldCredential;
        this.requestSecretDelay = requestSecretDelay;
        this.decideSecretDelay = decideSecretDelay;
    }

    /** List rotations of shared secrets, the newest first. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "listSecretRotations", summary = "List rotations of shared secrets, the newest first")
    @APIResponse(
            responseCode = "200",
            description = "A page of rotations.",
            headers =
                    @Header(
                            name = "Link",
                            description = "The next page, as rel=next (RFC 8288).",
                            schema = @Schema(type = SchemaType.STRING)),
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = SecretRotationPageJson.class)))
    public Response listSecretRotations(
            @QueryParam("state")
                    @Parameter(
                            description = "Only those in this state.",
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            enumeration = {
                                                "due",
                                                "issuing",
                                                "new-added",
                                                "in-use",
                                                "revoking",
                                                "old-off",
                                                "revocation-stated",
                                                "old-revoked",
                                                "cancelled"
                                            }))
                    @Nullable
                    String state,
            @QueryParam("secret")
                    @Parameter(
                            description = "Only those of this secret.",
                            schema = @Schema(type = SchemaType.STRING, format = "uuid"))
                    @Nullable
                    String secret,
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
        Optional<String> in = parameters.oneOf("state", state, STATES);
        Optional<SharedSecretId> of = parameters.uuid("secret", secret).map(SharedSecretId::new);
        PageRequest page = parameters.page(limit, after);
        parameters.refuse();
        return render(
                listSecretRotations.handle(new ListSecretRotations.Command(callers.current(), in, of, page)),
                uri.getRequestUri());
    }

    /** Show one rotation. */
    @GET
    @Path("{id}")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "showSecretRotation", summary = "Show one rotation")
    @APIResponse(
            responseCode = "200",
            description = "The rotation.",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = SecretRotationJson.class)))
    public Response showSecretRotation(
            @PathParam("id") @Parameter(schema = @Schema(type = SchemaType.STRING, format = "uuid")) String id) {
        return render(showSecretRotation.handle(
                new ShowSecretRotation.Command(callers.current(), new SecretRotationId(Parameters.id("id", id)))));
    }

    /** Say where the new value stands. */
    @POST
    @Path("{id}/value")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "addSecretValue",
            summary = "Say where the new value stands",
            description = "It is looked up there, held against the old one, and forgotten. Where the secret names a"
                    + " credential of an account, the target can issue the new one itself: then the place is a file that"
                    + " is not there yet.")
    @APIResponse(
            responseCode = "200",
            description = "Its consumers are asked, once it is there.",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = SecretRotationJson.class)))
    public Response addSecretValue(
            @PathParam("id") @Parameter(schema = @Schema(type = SchemaType.STRING, format = "uuid")) String id,
            @Nullable NewSecretValueOrderJson body) {
        SecretRotationId rotation = new SecretRotationId(Parameters.id("id", id));
        NewSecretValueOrderJson order = Bodies.given(body);
        return render(addSecretValue.handle(
                new AddSecretValue.Command(callers.current(), rotation, order.read(), order.isByTarget())));
    }

    /** Say for a consumer that it uses the new value. */
    @POST
    @Path("{id}/confirmations")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "confirmSecretConsumer",
            summary = "Say for a consumer that it uses the new value",
            description = "Only its contact may, and not for a value of their own.")
    @APIResponse(
            responseCode = "200",
            description = "Written down.",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = SecretRotationJson.class)))
    public Response confirmSecretConsumer(
            @PathParam("id") @Parameter(schema = @Schema(type = SchemaType.STRING, format = "uuid")) String id,
            @Nullable SecretConfirmationOrderJson body) {
        SecretRotationId rotation = new SecretRotationId(Parameters.id("id", id));
        return render(confirmSecretConsumer.handle(new ConfirmSecretConsumer.Command(
                callers.current(), rotation, Bodies.given(body).read())));
    }

    /** Say that the old value works no longer. */
    @POST
    @Path("{id}/revocation")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "stateOldRevoked",
            summary = "Say that the old value works no longer",
            description = "A second person has to see it.")
    @APIResponse(
            responseCode = "200",
            description = "A second person is waited for.",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = SecretRotationJson.class)))
    public Response stateOldRevoked(
            @PathParam("id") @Parameter(schema = @Schema(type = SchemaType.STRING, format = "uuid")) String id) {
        return render(stateOldRevoked.handle(
                new StateOldRevoked.Command(callers.current(), new SecretRotationId(Parameters.id("id", id)))));
    }

    /** Say as a second person whether the old value works no longer. */
    @POST
    @Path("{id}/revocation/decision")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "decideRevocation",
            summary = "Say as a second person whether the old value works no longer",
            description = "Whoever said so first cannot.")
    @APIResponse(
            responseCode = "200",
            description = "Decided.",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = SecretRotationJson.class)))
    public Response decideRevocation(
            @PathParam("id") @Parameter(schema = @Schema(type = SchemaType.STRING, format = "uuid")) String id,
            @Nullable RevocationDecisionJson body) {
        SecretRotationId rotation = new SecretRotationId(Parameters.id("id", id));
        return render(decideRevocation.handle(new DecideRevocation.Command(
                callers.current(), rotation, Bodies.given(body).read())));
    }

    /** Have the old credential switched on again, or off all the same. */
    @POST
    @Path("{id}/old-credential")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "decideOldCredential",
            summary = "Have the old credential switched on again, or off all the same",
            description =
                    "It can be switched on for as long as it is off and not gone. It is switched off where it was found to"
                            + " be in use, or was switched on again.")
    @APIResponse(
            responseCode = "200",
            description = "The target is asked to.",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = SecretRotationJson.class)))
    public Response decideOldCredential(
            @PathParam("id") @Parameter(schema = @Schema(type = SchemaType.STRING, format = "uuid")) String id,
            @Nullable OldCredentialDecisionJson body) {
        SecretRotationId rotation = new SecretRotationId(Parameters.id("id", id));
        return render(decideOldCredential.handle(new DecideOldCredential.Command(
                callers.current(), rotation, Bodies.given(body).read())));
    }

    /** Ask to have it done later. */
    @POST
    @Path("{id}/delay")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "requestSecretDelay",
            summary = "Ask to have it done later",
            description = "At most 30 days behind the deadline. It counts once a second person agrees.")
    @APIResponse(
            responseCode = "200",
            description = "A second person is waited for.",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = SecretRotationJson.class)))
    public Response requestSecretDelay(
            @PathParam("id") @Parameter(schema = @Schema(type = SchemaType.STRING, format = "uuid")) String id,
            @Nullable SecretDelayOrderJson body) {
        SecretRotationId rotation = new SecretRotationId(Parameters.id("id", id));
        SecretDelayOrderJson.Delay given = Bodies.given(body).read();
        return render(requestSecretDelay.handle(
                new RequestSecretDelay.Command(callers.current(), rotation, given.until(), given.reason())));
    }

    /** Agree to have it done later, or not. */
    @POST
    @Path("{id}/delay/decision")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "decideSecretDelay",
            summary = "Agree to have it done later, or not",
            description = "Whoever asked cannot.")
    @APIResponse(
            responseCode = "200",
            description = "Decided.",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = SecretRotationJson.class)))
    public Response decideSecretDelay(
            @PathParam("id") @Parameter(schema = @Schema(type = SchemaType.STRING, format = "uuid")) String id,
            @Nullable SecretDelayDecisionJson body) {
        SecretRotationId rotation = new SecretRotationId(Parameters.id("id", id));
        return render(decideSecretDelay.handle(new DecideSecretDelay.Command(
                callers.current(), rotation, Bodies.given(body).read())));
    }

    static Response render(ListSecretRotations.Outcome outcome, URI request) {
        return switch (outcome) {
            case ListSecretRotations.Outcome.Listed listed ->
                Pages.of(
                        SecretRotationPageJson.of(listed.rotations()),
                        listed.rotations().next(),
                        request);
            case ListSecretRotations.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }

    static Response render(ShowSecretRotation.Outcome outcome) {
        return switch (outcome) {
            case ShowSecretRotation.Outcome.Shown shown ->
                Response.ok(SecretRotationJson.of(shown.rotation())).build();
            case ShowSecretRotation.Outcome.Unknown unknown -> Problems.unknown("rotation");
            case ShowSecretRotation.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }

    static Response render(AddSecretValue.Outcome outcome) {
        return switch (outcome) {
            case AddSecretValue.Outcome.Added done ->
                Response.ok(SecretRotationJson.of(done.rotation())).build();
            case AddSecretValue.Outcome.Unknown unknown -> Problems.unknown("rotation");
            case AddSecretValue.Outcome.NotNow not ->
                Problems.of(
                        ProblemKind.NOT_WAITING,
                        "the rotation is " + not.rotation().label() + ": " + REMEDY);
            case AddSecretValue.Outcome.AnotherUnderWay another ->
                Problems.of(
                        ProblemKind.NOT_WAITING,
                        "an earlier rotation of the same secret is under way: have that ended first");
            case AddSecretValue.Outcome.BadReference bad -> Problems.settings(List.of(bad.wrong()));
            case AddSecretValue.Outcome.NotIssued not ->
                Problems.at(
                        "/byTarget",
                        "the secret names no credential of an account where the product may issue one and can: add the value by"
                                + " hand");
            case AddSecretValue.Outcome.NoSuchCredential no ->
                Problems.at(
                        "/byTarget", "the account has no such credential as the secret names: revise the secret first");
            case AddSecretValue.Outcome.TargetDoesNotTell not ->
                Problems.of(
                        ProblemKind.NOT_WAITING,
                        "the target does not say which credentials the account has: " + not.problem());
            case AddSecretValue.Outcome.SameValue same ->
                Problems.at("/reference", "leads to the old value: put a new one there");
            case AddSecretValue.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }

    static Response render(ConfirmSecretConsumer.Outcome outcome) {
        return switch (outcome) {
            case ConfirmSecretConsumer.Outcome.Confirmed done ->
                Response.ok(SecretRotationJson.of(done.rotation())).build();
            case ConfirmSecretConsumer.Outcome.Unknown unknown -> Problems.unknown("rotation");
            case ConfirmSecretConsumer.Outcome.NotNow not ->
                Problems.of(
                        ProblemKind.NOT_WAITING,
                        "the rotation is " + not.rotation().label() + ": " + REMEDY);
            case ConfirmSecretConsumer.Outcome.UnknownConsumer unknown ->
                Problems.at("/consumer", "is none that was asked: write a name as the rotation shows it");
            case ConfirmSecretConsumer.Outcome.NotTheContact not ->
                Problems.of(
                        ProblemKind.NOT_ALLOWED,
                        "only the contact that the consumer named may say so: have the contact do it, or revise the secret");
            case ConfirmSecretConsumer.Outcome.ContactAddedIt same ->
                Problems.of(
                        ProblemKind.SECOND_PERSON_NEEDED,
                        "you added the value: name another contact, or have another person add it");
        };
    }

    static Response render(StateOldRevoked.Outcome outcome) {
        return switch (outcome) {
            case StateOldRevoked.Outcome.Stated done ->
                Response.ok(SecretRotationJson.of(done.rotation())).build();
            case StateOldRevoked.Outcome.Unknown unknown -> Problems.unknown("rotation");
            case StateOldRevoked.Outcome.NotNow not ->
                Problems.of(
                        ProblemKind.NOT_WAITING,
                        "the rotation is " + not.rotation().label() + ": " + REMEDY);
            case StateOldRevoked.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }

    static Response render(DecideRevocation.Outcome outcome) {
        return switch (outcome) {
            case DecideRevocation.Outcome.Decided done ->
                Response.ok(SecretRotationJson.of(done.rotation())).build();
            case DecideRevocation.Outcome.Unknown unknown -> Problems.unknown("rotation");
            case DecideRevocation.Outcome.NotNow not ->
                Problems.of(
                        ProblemKind.NOT_WAITING,
                        "the rotation is " + not.rotation().label() + ": " + REMEDY);
            case DecideRevocation.Outcome.DeciderStatedIt same ->
                Problems.of(ProblemKind.SECOND_PERSON_NEEDED, "you said so: another person must see it");
            case DecideRevocation.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }

    static Response render(DecideOldCredential.Outcome outcome) {
        return switch (outcome) {
            case DecideOldCredential.Outcome.Decided done ->
                Response.ok(SecretRotationJson.of(done.rotation())).build();
            case DecideOldCredential.Outcome.Unknown unknown -> Problems.unknown("rotation");
            case DecideOldCredential.Outcome.NotNow not ->
                Problems.of(
                        ProblemKind.NOT_WAITING,
                        "the rotation is " + not.rotation().label() + ": " + REMEDY);
            case DecideOldCredential.Outcome.ByHand not ->
                Problems.of(
                        ProblemKind.NOT_WAITING,
                        "the product may not do that on this target, or cannot: do it there by hand");
            case DecideOldCredential.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }

    static Response render(RequestSecretDelay.Outcome outcome) {
        return switch (outcome) {
            case RequestSecretDelay.Outcome.Requested done ->
                Response.ok(SecretRotationJson.of(done.rotation())).build();
            case RequestSecretDelay.Outcome.Unknown unknown -> Problems.unknown("rotation");
            case RequestSecretDelay.Outcome.IsOver not ->
                Problems.of(
                        ProblemKind.NOT_WAITING,
                        "the rotation is " + not.rotation().label() + ": " + REMEDY);
            case RequestSecretDelay.Outcome.BadTime bad ->
                Problems.at(
                        "/until", "is past, or after " + bad.latest() + ": write a moment to come, no later than that");
            case RequestSecretDelay.Outcome.BadReason bad -> badReason();
            case RequestSecretDelay.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }

    static Response render(DecideSecretDelay.Outcome outcome) {
        return switch (outcome) {
            case DecideSecretDelay.Outcome.Decided done ->
                Response.ok(SecretRotationJson.of(done.rotation())).build();
            case DecideSecretDelay.Outcome.Unknown unknown -> Problems.unknown("rotation");
            case DecideSecretDelay.Outcome.NothingAsked nothing ->
                Problems.of(ProblemKind.NOTHING_PROPOSED, "nobody asked for a later time: look at the rotation again");
            case DecideSecretDelay.Outcome.DeciderAsked same ->
                Problems.of(ProblemKind.SECOND_PERSON_NEEDED, "you asked for it: another person must agree");
            case DecideSecretDelay.Outcome.Outdated outdated ->
                Problems.of(ProblemKind.PROPOSAL_OUTDATED, "the time that was asked for is past: ask for another");
            case DecideSecretDelay.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }

    private static Response badReason() {
        return Problems.at(
                "/reason", "is empty, longer than 500 characters or holds a control character: write 1 to 500 of text");
    }
}

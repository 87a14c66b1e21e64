package dev.tenure.rest.secrets;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.secrets.ListSharedSecrets;
import dev.tenure.application.secrets.NoteSecretKnower;
import dev.tenure.application.secrets.RegisterSharedSecret;
import dev.tenure.application.secrets.RetireSharedSecret;
import dev.tenure.application.secrets.ReviseSharedSecret;
import dev.tenure.application.secrets.SharedSecrets;
import dev.tenure.application.secrets.ShowSharedSecret;
import dev.tenure.application.secrets.StrikeSecretKnower;
import dev.tenure.application.transaction.RequestKey;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.secrets.SharedSecretId;
import dev.tenure.rest.caller.Callers;
import dev.tenure.rest.problem.ProblemKind;
import dev.tenure.rest.problem.Problems;
import dev.tenure.rest.reconciliation.AccountJson.ReasonJson;
import dev.tenure.rest.request.Bodies;
import dev.tenure.rest.request.IdempotencyKeys;
import dev.tenure.rest.request.Pages;
import dev.tenure.rest.request.Parameters;
import dev.tenure.rest.secrets.SharedSecretJson.SharedSecretPageJson;
import dev.tenure.rest.secrets.SharedSecretOrderJson.SecretKnowerOrderJson;
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
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Passwords and keys that several people know. */
@Path("/api/v1/shared-secrets")
@Authenticated
@RunOnVirtualThread
@Tag(name = "secrets")
public final class SharedSecretsResource {

    private final Callers callers;
    private final ListSharedSecrets listSharedSecrets;
    private final ShowSharedSecret showSharedSecret;
    private final RegisterSharedSecret registerSharedSecret;
    private final ReviseSharedSecret reviseSharedSecret;
    private final RetireSharedSecret retireSharedSecret;
    private final NoteSecretKnower noteSecretKnower;
    private final StrikeSecretKnower strikeSecretKnower;

    /** Takes the use cases. */
    public SharedSecretsResource(
            Callers callers,
            ListSharedSecrets listSharedSecrets,
            ShowSharedSecret showSharedSecret,
            RegisterSharedSecret registerSharedSecret,
            ReviseSharedSecret reviseSharedSecret,
            RetireSharedSecret retireSharedSecret,
            NoteSecretKnower noteSecretKnower,
            StrikeSecretKnower strikeSecretKnower) {
        this.callers = callers;
        this.listSharedSecrets = listSharedSecrets;
        this.showSharedSecret = showSharedSecret;
        this.registerSharedSecret = registerSharedSecret;
        this.reviseSharedSecret = reviseSharedSecret;
        this.retireSharedSecret = retireSharedSecret;
        this.noteSecretKnower = noteSecretKnower;
        this.strikeSecretKnower = strikeSecretKnower;
    }

    /** List shared secrets by name. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "listSharedSecrets", summary = "List shared secrets by name")
    @APIResponse(
            responseCode = "200",
            description = "A page of secrets.",
            headers =
                    @Header(
                            name = "Link",
                            description = "The next page, as rel=next (RFC 8288).",
                            schema = @Schema(type = SchemaType.STRING)),
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = SharedSecretPageJson.class)))
    public Response listSharedSecrets(
            @QueryParam("text")
                    @Parameter(description = "Part of the name.", schema = @Schema(type = SchemaType.STRING))
                    @Nullable
                    String text,
            @QueryParam("system")
                    @Parameter(
                            description = "Only what opens this system.",
                            schema = @Schema(type = SchemaType.STRING, format = "uuid"))
                    @Nullable
                    String system,
            @QueryParam("knownTo")
                    @Parameter(
                            description = "Only what this identity knows.",
                            schema = @Schema(type = SchemaType.STRING, format = "uuid"))
                    @Nullable
                    String knownTo,
            @QueryParam("dueBy")
                    @Parameter(
                            description = "Only what is kept and has to be rotated by then.",
                            schema = @Schema(type = SchemaType.STRING, format = "date-time"))
                    @Nullable
                    String dueBy,
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
        SharedSecrets.Filter filter = new SharedSecrets.Filter(
                parameters.text("text", text),
                parameters.uuid("system", system).map(SystemId::new),
                parameters.uuid("knownTo", knownTo).map(IdentityId::new),
                parameters.instant("dueBy", dueBy));
        PageRequest page = parameters.page(limit, after);
        parameters.refuse();
        return render(
                listSharedSecrets.handle(new ListSharedSecrets.Command(callers.current(), filter, page)),
                uri.getRequestUri());
    }

    /** Show one shared secret and who knows it. */
    @GET
    @Path("{id}")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "showSharedSecret", summary = "Show one shared secret and who knows it")
    @APIResponse(
            responseCode = "200",
            description = "The secret.",
            content =
                    @Content(mediaType = "application/json", schema = @Schema(implementation = SharedSecretJson.class)))
    public Response showSharedSecret(
            @PathParam("id") @Parameter(schema = @Schema(type = SchemaType.STRING, format = "uuid")) String id) {
        return render(showSharedSecret.handle(
                new ShowSharedSecret.Command(callers.current(), new SharedSecretId(Parameters.id("id", id)))));
    }

    /** Register a secret that several people know. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "registerSharedSecret",
            summary = "Register a secret that several people know",
            description = "Its value is never asked for.")
    @APIResponse(
            responseCode = "201",
            description = "Registered.",
            content =
                    @Content(mediaType = "application/json", schema = @Schema(implementation = SharedSecretJson.class)))
    public Response registerSharedSecret(
            @HeaderParam("Idempotency-Key")
                    @Parameter(
                            description =
                                    "A new random value for every new request, the same for every repetition of it.",
                            required = true)
                    @Nullable
                    String idempotencyKey,
            @Nullable SharedSecretOrderJson body) {
        SharedSecretOrderJson given = Bodies.given(body);
        RequestKey key = IdempotencyKeys.of(idempotencyKey, "POST", "/api/v1/shared-secrets", given);
        return render(
                registerSharedSecret.handle(new RegisterSharedSecret.Command(callers.current(), key, given.read())));
    }

    /** Describe a shared secret anew. */
    @PUT
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "reviseSharedSecret",
            summary = "Describe a shared secret anew",
            description = "Who knows it stays.")
    @APIResponse(
            responseCode = "200",
            description = "As described.",
            content =
                    @Content(mediaType = "application/json", schema = @Schema(implementation = SharedSecretJson.class)))
    public Response reviseSharedSecret(
            @PathParam("id") @Parameter(schema = @Schema(type = SchemaType.STRING, format = "uuid")) String id,
            @Nullable SharedSecretOrderJson body) {
        SharedSecretId secret = new SharedSecretId(Parameters.id("id", id));
        return render(reviseSharedSecret.handle(new ReviseSharedSecret.Command(
                callers.current(), secret, Bodies.given(body).read())));
    }

    /** Say that a shared secret opens nothing any more. */
    @POST
    @Path("{id}/retirement")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "retireSharedSecret",
            summary = "Say that a shared secret opens nothing any more",
            description = "Not while a rotation of it is open.")
    @APIResponse(
            responseCode = "200",
            description = "Retired.",
            content =
                    @Content(mediaType = "application/json", schema = @Schema(implementation = SharedSecretJson.class)))
    public Response retireSharedSecret(
            @PathParam("id") @Parameter(schema = @Schema(type = SchemaType.STRING, format = "uuid")) String id,
            @Nullable ReasonJson body) {
        SharedSecretId secret = new SharedSecretId(Parameters.id("id", id));
        return render(retireSharedSecret.handle(new RetireSharedSecret.Command(
                callers.current(), secret, Bodies.given(body).read())));
    }

    /** Say that somebody knows a shared secret. */
    @POST
    @Path("{id}/knowers")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "noteSecretKnower",
            summary = "Say that somebody knows a shared secret",
            description = "If they leave or have left, its rotation is due at once.")
    @APIResponse(
            responseCode = "200",
            description = "Written down.",
            content =
                    @Content(mediaType = "application/json", schema = @Schema(implementation = SharedSecretJson.class)))
    public Response noteSecretKnower(
            @PathParam("id") @Parameter(schema = @Schema(type = SchemaType.STRING, format = "uuid")) String id,
            @Nullable SecretKnowerOrderJson body) {
        SharedSecretId secret = new SharedSecretId(Parameters.id("id", id));
        return render(noteSecretKnower.handle(new NoteSecretKnower.Command(
                callers.current(), secret, Bodies.given(body).read())));
    }

    /** Say that somebody was written down by mistake. */
    @POST
    @Path("{id}/knowers/{identity}/mistake")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "strikeSecretKnower",
            summary = "Say that somebody was written down by mistake",
            description = "Nobody unlearns a secret: only who never knew it is struck off.")
    @APIResponse(
            responseCode = "200",
            description = "Struck off.",
            content =
                    @Content(mediaType = "application/json", schema = @Schema(implementation = SharedSecretJson.class)))
    public Response strikeSecretKnower(
            @PathParam("id") @Parameter(schema = @Schema(type = SchemaType.STRING, format = "uuid")) String id,
            @PathParam("identity") @Parameter(schema = @Schema(type = SchemaType.STRING, format = "uuid"))
                    String identity,
            @Nullable ReasonJson body) {
        SharedSecretId secret = new SharedSecretId(Parameters.id("id", id));
        IdentityId who = new IdentityId(Parameters.id("identity", identity));
        return render(strikeSecretKnower.handle(new StrikeSecretKnower.Command(
                callers.current(), secret, who, Bodies.given(body).read())));
    }

    static Response render(ListSharedSecrets.Outcome outcome, URI request) {
        return switch (outcome) {
            case ListSharedSecrets.Outcome.Listed listed ->
                Pages.of(
                        SharedSecretPageJson.of(listed.secrets()),
                        listed.secrets().next(),
                        request);
            case ListSharedSecrets.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }

    static Response render(ShowSharedSecret.Outcome outcome) {
        return switch (outcome) {
            case ShowSharedSecret.Outcome.Shown shown ->
                Response.ok(SharedSecretJson.of(shown.secret(), shown.names())).build();
            case ShowSharedSecret.Outcome.Unknown unknown -> Problems.unknown("secret");
            case ShowSharedSecret.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }

    static Response render(RegisterSharedSecret.Outcome outcome) {
        return switch (outcome) {
            case RegisterSharedSecret.Outcome.Registered done ->
                Response.created(URI.create("/api/v1/shared-secrets/"
                                + done.secret().registration().id().value()))
                        .entity(SharedSecretJson.of(done.secret()))
                        .build();
            case RegisterSharedSecret.Outcome.NameTaken taken -> nameTaken();
            case RegisterSharedSecret.Outcome.UnknownPlace unknown ->
                Problems.at(
                        "/account",
                        "is no account of a system that is known: write ids as systems and accounts show them");
            case RegisterSharedSecret.Outcome.BadReference bad -> Problems.settings(List.of(bad.wrong()));
            case RegisterSharedSecret.Outcome.KeyReused reused -> Problems.keyReused();
            case RegisterSharedSecret.Outcome.InProgress busy -> Problems.inProgress();
            case RegisterSharedSecret.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }

    static Response render(ReviseSharedSecret.Outcome outcome) {
        return switch (outcome) {
            case ReviseSharedSecret.Outcome.Revised done ->
                Response.ok(SharedSecretJson.of(done.secret())).build();
            case ReviseSharedSecret.Outcome.Unknown unknown -> Problems.unknown("secret");
            case ReviseSharedSecret.Outcome.IsRetired retired ->
                Problems.of(ProblemKind.ALREADY_DECIDED, "the secret is retired and stays as it was: register another");
            case ReviseSharedSecret.Outcome.NameTaken taken -> nameTaken();
            case ReviseSharedSecret.Outcome.UnknownPlace unknown ->
                Problems.at(
                        "/account",
                        "is no account of a system that is known: write ids as systems and accounts show them");
            case ReviseSharedSecret.Outcome.BadReference bad -> Problems.settings(List.of(bad.wrong()));
            case ReviseSharedSecret.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }

    static Response render(RetireSharedSecret.Outcome outcome) {
        return switch (outcome) {
            case RetireSharedSecret.Outcome.Retired done ->
                Response.ok(SharedSecretJson.of(done.secret())).build();
            case RetireSharedSecret.Outcome.RetiredBefore before ->
                Response.ok(SharedSecretJson.of(before.secret())).build();
            case RetireSharedSecret.Outcome.Unknown unknown -> Problems.unknown("secret");
            case RetireSharedSecret.Outcome.RotationOpen open ->
                Problems.of(
                        ProblemKind.NOT_WAITING,
                        "the secret is being rotated since somebody leaves: have that ended first");
            case RetireSharedSecret.Outcome.BadReason bad -> badReason();
            case RetireSharedSecret.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }

    static Response render(NoteSecretKnower.Outcome outcome) {
        return switch (outcome) {
            case NoteSecretKnower.Outcome.Noted done ->
                Response.ok(SharedSecretJson.of(done.secret())).build();
            case NoteSecretKnower.Outcome.Unknown unknown -> Problems.unknown("secret");
            case NoteSecretKnower.Outcome.UnknownPerson unknown ->
                Problems.at("/identity", "is nobody's id: write one as identities show it");
            case NoteSecretKnower.Outcome.IsRetired retired ->
                Problems.of(ProblemKind.ALREADY_DECIDED, "the secret is retired and stays as it was: register another");
            case NoteSecretKnower.Outcome.TooMany many ->
                Problems.at("/identity", "is one too many: 1,000 people know the secret; rotate it and tell fewer");
            case NoteSecretKnower.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }

    static Response render(StrikeSecretKnower.Outcome outcome) {
        return switch (outcome) {
            case StrikeSecretKnower.Outcome.Struck done ->
                Response.ok(SharedSecretJson.of(done.secret())).build();
            case StrikeSecretKnower.Outcome.Unknown unknown -> Problems.unknown("secret");
            case StrikeSecretKnower.Outcome.DoesNotKnow not -> Problems.unknown("knower");
            case StrikeSecretKnower.Outcome.IsRetired retired ->
                Problems.of(ProblemKind.ALREADY_DECIDED, "the secret is retired and stays as it was: register another");
            case StrikeSecretKnower.Outcome.RotationOpen open ->
                Problems.of(
                        ProblemKind.NOT_WAITING,
                        "the secret is being rotated since somebody leaves: have that ended first");
            case StrikeSecretKnower.Outcome.BadReason bad -> badReason();
            case StrikeSecretKnower.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }

    private static Response nameTaken() {
        return Problems.of(ProblemKind.NAME_TAKEN, "another secret that is kept has this name: write another name");
    }

    private static Response badReason() {
        return Problems.at(
                "/reason", "is empty, longer than 500 characters or holds a control character: write 1 to 500 of text");
    }
}

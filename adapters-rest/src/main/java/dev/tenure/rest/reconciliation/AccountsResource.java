package dev.tenure.rest.reconciliation;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.reconciliation.Accounts;
import dev.tenure.application.reconciliation.ListAccounts;
import dev.tenure.application.reconciliation.ProposeProtectionRelease;
import dev.tenure.application.reconciliation.ProtectAccount;
import dev.tenure.application.transaction.RequestKey;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.rest.caller.Callers;
import dev.tenure.rest.problem.ProblemKind;
import dev.tenure.rest.problem.Problems;
import dev.tenure.rest.reconciliation.AccountJson.AccountPageJson;
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

/** Accounts that targets were seen to hold. */
@Path("/api/v1/accounts")
@Authenticated
@RunOnVirtualThread
@Tag(name = "accounts")
public final class AccountsResource {

    private final Callers callers;
    private final ListAccounts listAccounts;
    private final ProtectAccount protectAccount;
    private final ProposeProtectionRelease proposeProtectionRelease;

    /** Takes the use cases. */
    public AccountsResource(
            Callers callers,
            ListAccounts listAccounts,
            ProtectAccount protectAccount,
            ProposeProtectionRelease proposeProtectionRelease) {
        this.callers = callers;
        this.listAccounts = listAccounts;
        this.protectAccount = protectAccount;
        this.proposeProtectionRelease = proposeProtectionRelease;
    }

    /** Lists accounts by name. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "listAccounts", summary = "List accounts by name")
    @APIResponse(
            responseCode = "200",
            description = "A page of accounts.",
            headers =
                    @Header(
                            name = "Link",
                            description = "The next page, as rel=next (RFC 8288).",
                            schema = @Schema(type = SchemaType.STRING)),
            content =
                    @Content(mediaType = "application/json", schema = @Schema(implementation = AccountPageJson.class)))
    public Response list(
            @QueryParam("system")
                    @Parameter(
                            description = "Only on this system.",
                            schema = @Schema(type = SchemaType.STRING, format = "uuid"))
                    @Nullable
                    String system,
            @QueryParam("identity")
                    @Parameter(
                            description = "Only of this identity.",
                            schema = @Schema(type = SchemaType.STRING, format = "uuid"))
                    @Nullable
                    String identity,
            @QueryParam("text") @Parameter(description = "Part of the name.") @Nullable String text,
            @QueryParam("only")
                    @Parameter(
                            description = "Only those that want this attention.",
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            enumeration = {"uncorrelated", "privileged", "protected"}))
                    @Nullable
                    String only,
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
        Accounts.Filter filter = new Accounts.Filter(
                parameters.uuid("system", system).map(SystemId::new),
                parameters.uuid("identity", identity).map(IdentityId::new),
                parameters.text("text", text),
                parameters.oneOf("only", only, Accounts.Only.class));
        PageRequest page = parameters.page(limit, after);
        parameters.refuse();
        return render(
                listAccounts.handle(new ListAccounts.Command(callers.current(), filter, page)), uri.getRequestUri());
    }

    /** Has automation leave an account alone. */
    @PUT
    @Path("{id}/protection")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "protectAccount",
            summary = "Have automation leave an account alone",
            description = "Repeating it changes nothing. Lifting it takes two people.")
    @APIResponse(
            responseCode = "200",
            description = "The account, protected now or before.",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = AccountJson.class)))
    public Response protect(
            @PathParam("id") @Parameter(schema = @Schema(type = SchemaType.STRING, format = "uuid")) String id,
            @Nullable ReasonJson body) {
        AccountId account = new AccountId(Parameters.id("id", id));
        String reason = Bodies.given(body).read();
        return render(protectAccount.handle(new ProtectAccount.Command(callers.current(), account, reason)));
    }

    /** Proposes to lift a protection. */
    @POST
    @Path("{id}/protection-releases")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "proposeProtectionRelease",
            summary = "Propose that automation may touch an account again",
            description = "Waits for a second person.")
    @APIResponse(
            responseCode = "201",
            description = "The proposal; waits for the second person.",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = ProtectionReleaseJson.class)))
    public Response proposeRelease(
            @PathParam("id") @Parameter(schema = @Schema(type = SchemaType.STRING, format = "uuid")) String id,
            @HeaderParam("Idempotency-Key")
                    @Parameter(
                            description =
                                    "A new random value for every new request, the same for every repetition of it.",
                            required = true)
                    @Nullable
                    String idempotencyKey,
            @Nullable ReasonJson body,
            @Context UriInfo uri) {
        AccountId account = new AccountId(Parameters.id("id", id));
        ReasonJson given = Bodies.given(body);
        RequestKey key = IdempotencyKeys.of(idempotencyKey, "POST", uri.getPath(), given);
        return render(proposeProtectionRelease.handle(
                new ProposeProtectionRelease.Command(callers.current(), key, account, given.read())));
    }

    static Response render(ListAccounts.Outcome outcome, URI request) {
        return switch (outcome) {
            case ListAccounts.Outcome.Listed listed ->
                Pages.of(AccountPageJson.of(listed), listed.accounts().next(), request);
            case ListAccounts.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }

    static Response render(ProtectAccount.Outcome outcome) {
        return switch (outcome) {
            case ProtectAccount.Outcome.Protected done ->
                Response.ok(AccountJson.of(done.account())).build();
            case ProtectAccount.Outcome.Unknown unknown -> Problems.unknown("account");
            case ProtectAccount.Outcome.BadReason bad -> badReason();
            case ProtectAccount.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }

    static Response render(ProposeProtectionRelease.Outcome outcome) {
        return switch (outcome) {
            case ProposeProtectionRelease.Outcome.Recorded recorded ->
                Response.status(Response.Status.CREATED)
                        .entity(ProtectionReleaseJson.of(recorded.release()))
                        .build();
            case ProposeProtectionRelease.Outcome.Unknown unknown -> Problems.unknown("account");
            case ProposeProtectionRelease.Outcome.NotProtected open ->
                Problems.of(ProblemKind.NOT_PROTECTED, "the account is not protected: nothing is to be lifted");
            case ProposeProtectionRelease.Outcome.BadReason bad -> badReason();
            case ProposeProtectionRelease.Outcome.KeyReused reused -> Problems.keyReused();
            case ProposeProtectionRelease.Outcome.InProgress busy -> Problems.inProgress();
            case ProposeProtectionRelease.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }

    private static Response badReason() {
        return Problems.at(
                "/reason", "is empty, longer than 500 characters or holds a control character: write 1 to 500 of text");
    }
}

package dev.tenure.rest.reconciliation;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.reconciliation.AccountLinks;
import dev.tenure.application.reconciliation.LinkAccount;
import dev.tenure.application.reconciliation.ListAccountLinks;
import dev.tenure.application.reconciliation.ShowAccountLink;
import dev.tenure.application.reconciliation.UnlinkAccount;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.rest.caller.Callers;
import dev.tenure.rest.problem.ProblemKind;
import dev.tenure.rest.problem.Problems;
import dev.tenure.rest.reconciliation.AccountJson.ReasonJson;
import dev.tenure.rest.reconciliation.AccountLinkJson.AccountLinkHistoryJson;
import dev.tenure.rest.reconciliation.AccountLinkJson.AccountLinkOrderJson;
import dev.tenure.rest.reconciliation.AccountLinkJson.AccountLinkPageJson;
import dev.tenure.rest.request.Bodies;
import dev.tenure.rest.request.Pages;
import dev.tenure.rest.request.Parameters;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
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

/** How accounts came to their identities, and whose people say they are. */
@Path("/api/v1/account-links")
@Authenticated
@RunOnVirtualThread
@Tag(name = "accounts")
public final class AccountLinksResource {

    private final Callers callers;
    private final ListAccountLinks listAccountLinks;
    private final ShowAccountLink showAccountLink;
    private final LinkAccount linkAccount;
    private final UnlinkAccount unlinkAccount;

    /** Takes the use cases. */
    public AccountLinksResource(
            Callers callers,
            ListAccountLinks listAccountLinks,
            ShowAccountLink showAccountLink,
            LinkAccount linkAccount,
            UnlinkAccount unlinkAccount) {
        this.callers = callers;
        this.listAccountLinks = listAccountLinks;
        this.showAccountLink = showAccountLink;
        this.linkAccount = linkAccount;
        this.unlinkAccount = unlinkAccount;
    }

    /** Lists how accounts came to their identities. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "listAccountLinks",
            summary = "List how accounts came to their identities",
            description = "By the account's name.")
    @APIResponse(
            responseCode = "200",
            description = "A page of accounts.",
            headers =
                    @Header(
                            name = "Link",
                            description = "The next page, as rel=next (RFC 8288).",
                            schema = @Schema(type = SchemaType.STRING)),
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = AccountLinkPageJson.class)))
    public Response list(
            @QueryParam("system")
                    @Parameter(
                            description = "Only on this system.",
                            schema = @Schema(type = SchemaType.STRING, format = "uuid"))
                    @Nullable
                    String system,
            @QueryParam("only")
                    @Parameter(
                            description =
                                    "Only those for which somebody is suggested, for which several fit, that are nobody's, or"
                                            + " whose person somebody named.",
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            enumeration = {"suggested", "ambiguous", "nobodys", "by-person"}))
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
        AccountLinks.Filter filter = new AccountLinks.Filter(
                parameters.uuid("system", system).map(SystemId::new),
                parameters.oneOf("only", only, AccountLinks.Only.class));
        PageRequest page = parameters.page(limit, after);
        parameters.refuse();
        return render(
                listAccountLinks.handle(new ListAccountLinks.Command(callers.current(), filter, page)),
                uri.getRequestUri());
    }

    /** Shows how one account came to its identity. */
    @GET
    @Path("{id}")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "showAccountLink",
            summary = "Show how an account came to its identity, and what people decided about it",
            description = "The id is the account's.")
    @APIResponse(
            responseCode = "200",
            description = "How it came to it.",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = AccountLinkHistoryJson.class)))
    public Response show(
            @PathParam("id") @Parameter(schema = @Schema(type = SchemaType.STRING, format = "uuid")) String id) {
        return render(showAccountLink.handle(new ShowAccountLink.Command(callers.current(), account(id))));
    }

    /** Says whose an account is. */
    @PUT
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "linkAccount",
            summary = "Say whose an account is",
            description =
                    "Holds against every rule until a person says otherwise; confirms a suggestion too. Where the person is"
                            + " leaving, their case takes the account. The id is the account's.")
    @APIResponse(
            responseCode = "200",
            description = "It is theirs.",
            content =
                    @Content(mediaType = "application/json", schema = @Schema(implementation = AccountLinkJson.class)))
    public Response link(
            @PathParam("id") @Parameter(schema = @Schema(type = SchemaType.STRING, format = "uuid")) String id,
            @Nullable AccountLinkOrderJson body) {
        AccountId account = account(id);
        AccountLinkOrderJson.Read order = Bodies.given(body).read();
        return render(linkAccount.handle(
                new LinkAccount.Command(callers.current(), account, order.identity(), order.reason())));
    }

    /** Says whose an account is not. */
    @POST
    @Path("{id}/unlink")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "unlinkAccount",
            summary = "Say that an account is not whose it is believed or suggested to be",
            description = "No rule and no listing links the two again; a person may. The id is the account's.")
    @APIResponse(
            responseCode = "200",
            description = "It is nobody's now.",
            content =
                    @Content(mediaType = "application/json", schema = @Schema(implementation = AccountLinkJson.class)))
    public Response unlink(
            @PathParam("id") @Parameter(schema = @Schema(type = SchemaType.STRING, format = "uuid")) String id,
            @Nullable ReasonJson body) {
        AccountId account = account(id);
        return render(unlinkAccount.handle(new UnlinkAccount.Command(
                callers.current(), account, Bodies.given(body).read())));
    }

    private static AccountId account(String id) {
        return new AccountId(Parameters.id("id", id));
    }

    static Response render(ListAccountLinks.Outcome outcome, URI request) {
        return switch (outcome) {
            case ListAccountLinks.Outcome.Listed listed ->
                Pages.of(
                        AccountLinkPageJson.of(listed.accounts()),
                        listed.accounts().next(),
                        request);
            case ListAccountLinks.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }

    static Response render(ShowAccountLink.Outcome outcome) {
        return switch (outcome) {
            case ShowAccountLink.Outcome.Shown shown ->
                Response.ok(AccountLinkHistoryJson.of(shown.account(), shown.decisions()))
                        .build();
            case ShowAccountLink.Outcome.Unknown unknown -> Problems.unknown("account");
            case ShowAccountLink.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }

    static Response render(LinkAccount.Outcome outcome) {
        return switch (outcome) {
            case LinkAccount.Outcome.Linked linked ->
                Response.ok(AccountLinkJson.of(linked.account())).build();
            case LinkAccount.Outcome.UnknownAccount unknown -> Problems.unknown("account");
            case LinkAccount.Outcome.UnknownIdentity unknown ->
                Problems.at("/identity", "is no identity that is known: copy it from the list of identities");
            case LinkAccount.Outcome.OwnAccount own -> ownAccount();
            case LinkAccount.Outcome.BeingTaken taken -> beingTaken();
            case LinkAccount.Outcome.BadReason bad -> badReason();
            case LinkAccount.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }

    static Response render(UnlinkAccount.Outcome outcome) {
        return switch (outcome) {
            case UnlinkAccount.Outcome.Unlinked unlinked ->
                Response.ok(AccountLinkJson.of(unlinked.account())).build();
            case UnlinkAccount.Outcome.UnknownAccount unknown -> Problems.unknown("account");
            case UnlinkAccount.Outcome.Nobodys nobodys ->
                Problems.of(ProblemKind.NOBODYS_ACCOUNT, "the account has no identity, and none is suggested");
            case UnlinkAccount.Outcome.OwnAccount own -> ownAccount();
            case UnlinkAccount.Outcome.BeingTaken taken -> beingTaken();
            case UnlinkAccount.Outcome.BadReason bad -> badReason();
            case UnlinkAccount.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }

    private static Response ownAccount() {
        return Problems.of(ProblemKind.OWN_ACCOUNT, "the account is yours, or would be: somebody else decides");
    }

    private static Response beingTaken() {
        return Problems.of(
                ProblemKind.ACCOUNT_BEING_TAKEN,
                "an open leaver's case is taking the account: wait until it has closed, or protect the account first");
    }

    private static Response badReason() {
        return Problems.at(
                "/reason", "is empty, longer than 500 characters or holds a control character: write 1 to 500 of text");
    }
}

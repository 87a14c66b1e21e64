package dev.tenure.rest.provisioning;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.provisioning.Holds;
import dev.tenure.application.provisioning.ListHeldAccounts;
import dev.tenure.application.provisioning.ListHolds;
import dev.tenure.application.provisioning.ProposeHoldRelease;
import dev.tenure.application.provisioning.ShowHold;
import dev.tenure.application.transaction.RequestKey;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.provisioning.HoldId;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.rest.caller.Callers;
import dev.tenure.rest.problem.Flaws;
import dev.tenure.rest.problem.ProblemKind;
import dev.tenure.rest.problem.Problems;
import dev.tenure.rest.provisioning.HoldJson.HeldAccountPageJson;
import dev.tenure.rest.provisioning.HoldJson.HoldPageJson;
import dev.tenure.rest.provisioning.HoldReleaseJson.HoldReleaseProposalJson;
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

/** What the guard holds, and whom it would touch. */
@Path("/api/v1/holds")
@Authenticated
@RunOnVirtualThread
@Tag(name = "holds")
public final class HoldsResource {

    private final Callers callers;
    private final ListHolds listHolds;
    private final ShowHold showHold;
    private final ListHeldAccounts listHeldAccounts;
    private final ProposeHoldRelease proposeHoldRelease;

    /** Takes the use cases. */
    public HoldsResource(
            Callers callers,
            ListHolds listHolds,
            ShowHold showHold,
            ListHeldAccounts listHeldAccounts,
            ProposeHoldRelease proposeHoldRelease) {
        this.callers = callers;
        this.listHolds = listHolds;
        this.showHold = showHold;
        this.listHeldAccounts = listHeldAccounts;
        this.proposeHoldRelease = proposeHoldRelease;
    }

    /** Lists holds. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "listHolds", summary = "List what the guard holds, or held", description = "Newest first.")
    @APIResponse(
            responseCode = "200",
            description = "A page of holds.",
            headers =
                    @Header(
                            name = "Link",
                            description = "The next page, as rel=next (RFC 8288).",
                            schema = @Schema(type = SchemaType.STRING)),
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = HoldPageJson.class)))
    public Response list(
            @QueryParam("system")
                    @Parameter(
                            description = "Only on this system.",
                            schema = @Schema(type = SchemaType.STRING, format = "uuid"))
                    @Nullable
                    String system,
            @QueryParam("open")
                    @Parameter(
                            description = "Only those that hold something.",
                            schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"))
                    @Nullable
                    String open,
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
        Holds.Filter filter =
                new Holds.Filter(parameters.uuid("system", system).map(SystemId::new), parameters.flag("open", open));
        PageRequest page = parameters.page(limit, after);
        parameters.refuse();
        return render(listHolds.handle(new ListHolds.Command(callers.current(), filter, page)), uri.getRequestUri());
    }

    /** Shows one hold. */
    @GET
    @Path("{id}")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "showHold", summary = "Show one hold and the proposals for it")
    @APIResponse(
            responseCode = "200",
            description = "The hold.",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = HoldJson.class)))
    public Response show(
            @PathParam("id") @Parameter(schema = @Schema(type = SchemaType.STRING, format = "uuid")) String id) {
        return render(showHold.handle(new ShowHold.Command(callers.current(), new HoldId(Parameters.id("id", id)))));
    }

    /** Lists whom releasing a hold would touch. */
    @GET
    @Path("{id}/accounts")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "listHeldAccounts",
            summary = "List the accounts on which something is held",
            description = "In the order of planning. The operations themselves are at /api/v1/operations?hold=.")
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
                            schema = @Schema(implementation = HeldAccountPageJson.class)))
    public Response accounts(
            @PathParam("id") @Parameter(schema = @Schema(type = SchemaType.STRING, format = "uuid")) String id,
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
        HoldId hold = new HoldId(Parameters.id("id", id));
        Parameters parameters = new Parameters();
        PageRequest page = parameters.page(limit, after);
        parameters.refuse();
        return render(
                listHeldAccounts.handle(new ListHeldAccounts.Command(callers.current(), hold, page)),
                uri.getRequestUri());
    }

    /** Proposes to let go what is held. */
    @POST
    @Path("{id}/releases")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "proposeHoldRelease",
            summary = "Propose to let go what is held, whole or in part",
            description =
                    "Waits for a second person. It is about what is held at this moment and nothing that comes later.")
    @APIResponse(
            responseCode = "201",
            description = "The proposal; waits for the second person.",
            content =
                    @Content(mediaType = "application/json", schema = @Schema(implementation = HoldReleaseJson.class)))
    public Response propose(
            @PathParam("id") @Parameter(schema = @Schema(type = SchemaType.STRING, format = "uuid")) String id,
            @HeaderParam("Idempotency-Key")
                    @Parameter(
                            description =
                                    "A new random value for every new request, the same for every repetition of it.",
                            required = true)
                    @Nullable
                    String idempotencyKey,
            @Nullable HoldReleaseProposalJson body,
            @Context UriInfo uri) {
        HoldId hold = new HoldId(Parameters.id("id", id));
        HoldReleaseProposalJson given = Bodies.given(body);
        RequestKey key = IdempotencyKeys.of(idempotencyKey, "POST", uri.getPath(), given);
        Flaws flaws = new Flaws();
        String reason = given.readReason(flaws);
        Optional<Set<AccountId>> accounts = given.readAccounts(flaws);
        flaws.refuse();
        return render(proposeHoldRelease.handle(
                new ProposeHoldRelease.Command(callers.current(), key, hold, accounts, reason)));
    }

    static Response render(ListHolds.Outcome outcome, URI request) {
        return switch (outcome) {
            case ListHolds.Outcome.Listed listed ->
                Pages.of(HoldPageJson.of(listed.holds()), listed.holds().next(), request);
            case ListHolds.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }

    static Response render(ShowHold.Outcome outcome) {
        return switch (outcome) {
            case ShowHold.Outcome.Shown shown ->
                Response.ok(HoldJson.of(shown.hold(), shown.releases())).build();
            case ShowHold.Outcome.Unknown unknown -> Problems.unknown("hold");
            case ShowHold.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }

    static Response render(ListHeldAccounts.Outcome outcome, URI request) {
        return switch (outcome) {
            case ListHeldAccounts.Outcome.Listed listed ->
                Pages.of(
                        HeldAccountPageJson.of(listed.accounts()),
                        listed.accounts().next(),
                        request);
            case ListHeldAccounts.Outcome.Unknown unknown -> Problems.unknown("hold");
            case ListHeldAccounts.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }

    static Response render(ProposeHoldRelease.Outcome outcome) {
        return switch (outcome) {
            case ProposeHoldRelease.Outcome.Recorded recorded ->
                Response.status(Response.Status.CREATED)
                        .entity(HoldReleaseJson.of(recorded.release()))
                        .build();
            case ProposeHoldRelease.Outcome.Unknown unknown -> Problems.unknown("hold");
            case ProposeHoldRelease.Outcome.NothingHeld nothing ->
                Problems.of(
                        ProblemKind.NOTHING_HELD,
                        "nothing of it is held any longer: it was released, or is no longer wanted");
            case ProposeHoldRelease.Outcome.AlreadyProposed proposed ->
                Problems.of(
                        ProblemKind.ALREADY_PROPOSED,
                        "the proposal " + proposed.waiting().proposal().id()
                                + " waits already: confirm or reject it first");
            case ProposeHoldRelease.Outcome.BadReason bad ->
                Problems.at(
                        "/reason",
                        "is empty, longer than 500 characters or holds a control character: write 1 to 500 of text");
            case ProposeHoldRelease.Outcome.BadPart bad ->
                Problems.at(
                        "/accounts",
                        "does not hold 1 to " + ProposeHoldRelease.MOST_ACCOUNTS
                                + " accounts: leave it out to release all, or propose in parts");
            case ProposeHoldRelease.Outcome.KeyReused reused -> Problems.keyReused();
            case ProposeHoldRelease.Outcome.InProgress busy -> Problems.inProgress();
            case ProposeHoldRelease.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }
}

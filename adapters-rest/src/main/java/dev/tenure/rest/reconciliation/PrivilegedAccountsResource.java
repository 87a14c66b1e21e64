package dev.tenure.rest.reconciliation;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.privilege.ListPrivilegedPopulation;
import dev.tenure.application.privilege.ShowPrivilegedAccount;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.rest.caller.Callers;
import dev.tenure.rest.problem.ProblemKind;
import dev.tenure.rest.problem.Problems;
import dev.tenure.rest.reconciliation.PrivilegeJson.PrivilegedPopulationJson;
import dev.tenure.rest.reconciliation.PrivilegeReviewJson.PrivilegedAccountShownJson;
import dev.tenure.rest.request.Pages;
import dev.tenure.rest.request.Parameters;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Who is and was privileged. */
@Path("/api/v1/privileged-accounts")
@Authenticated
@RunOnVirtualThread
@Tag(name = "accounts")
public final class PrivilegedAccountsResource {

    private final Callers callers;
    private final ListPrivilegedPopulation listPrivilegedPopulation;
    private final ShowPrivilegedAccount showPrivilegedAccount;

    /** Takes the use cases. */
    public PrivilegedAccountsResource(
            Callers callers,
            ListPrivilegedPopulation listPrivilegedPopulation,
            ShowPrivilegedAccount showPrivilegedAccount) {
        this.callers = callers;
        this.listPrivilegedPopulation = listPrivilegedPopulation;
        this.showPrivilegedAccount = showPrivilegedAccount;
    }

    /** Lists the privileged population. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "listPrivilegedPopulation",
            summary = "List who was privileged as of a moment, by name",
            description = "Each account that held privileged access then, or within 90 days before, and why.")
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
                            schema = @Schema(implementation = PrivilegedPopulationJson.class)))
    public Response population(
            @QueryParam("at")
                    @Parameter(
                            description = "As of when; now where left out.",
                            schema = @Schema(type = SchemaType.STRING, format = "date-time"))
                    @Nullable
                    String at,
            @QueryParam("system")
                    @Parameter(
                            description = "Only on this system.",
                            schema = @Schema(type = SchemaType.STRING, format = "uuid"))
                    @Nullable
                    String system,
            @QueryParam("held")
                    @Parameter(
                            description = "Only who was privileged at the moment itself.",
                            schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"))
                    @Nullable
                    String held,
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
        Optional<Instant> moment = parameters.instant("at", at);
        Optional<SystemId> only = parameters.uuid("system", system).map(SystemId::new);
        boolean then = parameters.flag("held", held);
        PageRequest page = parameters.page(limit, after);
        parameters.refuse();
        return render(
                listPrivilegedPopulation.handle(
                        new ListPrivilegedPopulation.Command(callers.current(), moment, only, then, page)),
                uri.getRequestUri());
    }

    /** Shows one account. */
    @GET
    @Path("{id}")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "showPrivilegedAccount",
            summary = "Show what makes an account privileged now, and who looked at it",
            description =
                    "For who reads accounts, and for whoever may say that this one stays. The id is the account's. Reviews are the newest"
                            + " first.")
    @APIResponse(
            responseCode = "200",
            description = "The account, with a page of its reviews.",
            headers =
                    @Header(
                            name = "Link",
                            description = "The next page of reviews, as rel=next (RFC 8288).",
                            schema = @Schema(type = SchemaType.STRING)),
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = PrivilegedAccountShownJson.class)))
    public Response show(
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
        AccountId account = new AccountId(Parameters.id("id", id));
        Parameters parameters = new Parameters();
        PageRequest page = parameters.page(limit, after);
        parameters.refuse();
        return render(
                showPrivilegedAccount.handle(new ShowPrivilegedAccount.Command(callers.current(), account, page)),
                uri.getRequestUri());
    }

    static Response render(ShowPrivilegedAccount.Outcome outcome, URI request) {
        return switch (outcome) {
            case ShowPrivilegedAccount.Outcome.Shown shown ->
                Pages.of(PrivilegedAccountShownJson.of(shown), shown.reviews().next(), request);
            case ShowPrivilegedAccount.Outcome.Unknown unknown -> Problems.unknown("account");
            case ShowPrivilegedAccount.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }

    static Response render(ListPrivilegedPopulation.Outcome outcome, URI request) {
        return switch (outcome) {
            case ListPrivilegedPopulation.Outcome.Listed listed ->
                Pages.of(PrivilegedPopulationJson.of(listed), listed.spans().next(), request);
            case ListPrivilegedPopulation.Outcome.NotKnown before ->
                Problems.of(
                        ProblemKind.NOT_KNOWN_THEN,
                        "history begins at " + before.knownSince() + ": ask for that moment or a later one");
            case ListPrivilegedPopulation.Outcome.NotYet early ->
                Problems.of(
                        ProblemKind.NOT_KNOWN_THEN,
                        "the moment has not come: ask for " + early.now() + " or an earlier one");
            case ListPrivilegedPopulation.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }
}

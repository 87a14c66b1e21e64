package dev.tenure.rest.webhook;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.webhook.ListWebhookDeliveries;
import dev.tenure.application.webhook.RetryWebhookDelivery;
import dev.tenure.application.webhook.WebhookDeliveries;
import dev.tenure.domain.webhook.WebhookDeliveryId;
import dev.tenure.rest.caller.Callers;
import dev.tenure.rest.problem.ProblemKind;
import dev.tenure.rest.problem.Problems;
import dev.tenure.rest.request.Pages;
import dev.tenure.rest.request.Parameters;
import dev.tenure.rest.webhook.WebhookDeliveryJson.WebhookDeliveryPageJson;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
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

/** What HR systems sent and what became of it. */
@Path("/api/v1/webhook-deliveries")
@Authenticated
@RunOnVirtualThread
@Tag(name = "webhooks")
public final class WebhookDeliveriesResource {

    private static final Set<String> STATES = Set.of("received", "taken", "refused", "set-aside", "ignored");

    private final Callers callers;
    private final ListWebhookDeliveries listWebhookDeliveries;
    private final RetryWebhookDelivery retryWebhookDelivery;

    /** Takes the use cases. */
    public WebhookDeliveriesResource(
            Callers callers, ListWebhookDeliveries listWebhookDeliveries, RetryWebhookDelivery retryWebhookDelivery) {
        this.callers = callers;
        this.listWebhookDeliveries = listWebhookDeliveries;
        this.retryWebhookDelivery = retryWebhookDelivery;
    }

    /** Lists deliveries. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "listWebhookDeliveries",
            summary = "List what HR systems sent",
            description = "Newest first. Event and worker are shown to confidential HR alone.")
    @APIResponse(
            responseCode = "200",
            description = "A page of deliveries.",
            headers =
                    @Header(
                            name = "Link",
                            description = "The next page, as rel=next (RFC 8288).",
                            schema = @Schema(type = SchemaType.STRING)),
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = WebhookDeliveryPageJson.class)))
    public Response list(
            @QueryParam("source") @Parameter(description = "Only of this source.") @Nullable String source,
            @QueryParam("state")
                    @Parameter(
                            description = "Only in this state.",
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            enumeration = {"received", "taken", "refused", "set-aside", "ignored"}))
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
        WebhookDeliveries.Filter filter = new WebhookDeliveries.Filter(
                parameters.text("source", source), parameters.oneOf("state", state, STATES));
        PageRequest page = parameters.page(limit, after);
        parameters.refuse();
        return render(
                listWebhookDeliveries.handle(new ListWebhookDeliveries.Command(callers.current(), filter, page)),
                uri.getRequestUri());
    }

    /** Makes a delivery due now. */
    @POST
    @Path("{id}/retry")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "retryWebhookDelivery",
            summary = "Take up a delivery now",
            description = "For when the HR system, its API or the product was put in order.")
    @APIResponse(
            responseCode = "202",
            description = "Due now.",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = WebhookDeliveryJson.class)))
    public Response retry(
            @PathParam("id") @Parameter(schema = @Schema(type = SchemaType.STRING, format = "uuid")) String id) {
        return render(retryWebhookDelivery.handle(
                new RetryWebhookDelivery.Command(callers.current(), new WebhookDeliveryId(Parameters.id("id", id)))));
    }

    static Response render(ListWebhookDeliveries.Outcome outcome, URI request) {
        return switch (outcome) {
            case ListWebhookDeliveries.Outcome.Listed listed ->
                Pages.of(
                        WebhookDeliveryPageJson.of(listed.deliveries()),
                        listed.deliveries().next(),
                        request);
            case ListWebhookDeliveries.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }

    static Response render(RetryWebhookDelivery.Outcome outcome) {
        return switch (outcome) {
            case RetryWebhookDelivery.Outcome.DueNow due ->
                Response.accepted(WebhookDeliveryJson.of(due.delivery())).build();
            case RetryWebhookDelivery.Outcome.Unknown unknown -> Problems.unknown("webhook delivery");
            case RetryWebhookDelivery.Outcome.NotWaiting other ->
                Problems.of(
                        ProblemKind.NOT_WAITING,
                        "the delivery is "
                                + WebhookDeliveryJson.of(other.delivery()).state()
                                + " and nothing of it can be read again: let the source send anew");
            case RetryWebhookDelivery.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }
}

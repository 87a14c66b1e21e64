package dev.tenure.web.webhook;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.webhook.ListWebhookDeliveries;
import dev.tenure.application.webhook.ListWebhookSources;
import dev.tenure.application.webhook.RetryWebhookDelivery;
import dev.tenure.application.webhook.WebhookDeliveries;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.webhook.WebhookDelivery;
import dev.tenure.domain.webhook.WebhookDeliveryId;
import dev.tenure.domain.webhook.WebhookSource;
import dev.tenure.web.page.Callers;
import dev.tenure.web.page.Notice;
import dev.tenure.web.page.Pages;
import dev.tenure.web.page.Query;
import dev.tenure.web.page.Section;
import io.quarkus.security.Authenticated;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** HR systems that send signed deliveries, what they sent and what became of it. */
@Path(WebhooksView.ADDRESS)
@Authenticated
@Produces(Pages.HTML)
public class WebhooksResource {

    private final ListWebhookSources listWebhookSources;
    private final ListWebhookDeliveries listWebhookDeliveries;
    private final RetryWebhookDelivery retryWebhookDelivery;
    private final Callers callers;
    private final Pages pages;

    @Inject
    public WebhooksResource(
            ListWebhookSources listWebhookSources,
            ListWebhookDeliveries listWebhookDeliveries,
            RetryWebhookDelivery retryWebhookDelivery,
            Callers callers,
            Pages pages) {
        this.listWebhookSources = listWebhookSources;
        this.listWebhookDeliveries = listWebhookDeliveries;
        this.retryWebhookDelivery = retryWebhookDelivery;
        this.callers = callers;
        this.pages = pages;
    }

    /** The deliveries, as the address asks for them, and the sources for those who may see them. */
    @GET
    public Response list(
            @QueryParam("source") @Nullable String source,
            @QueryParam("state") @Nullable String state,
            @QueryParam("after") @Nullable String after) {
        Caller caller = callers.current();
        WebhookDeliveries.Filter filter = new WebhookDeliveries.Filter(
                Query.wanted(source), WebhooksView.Standing.of(state).map(WebhooksView.Standing::key));
        PageRequest page = new PageRequest(PageRequest.USUAL, Query.after(after));
        return switch (listWebhookDeliveries.handle(new ListWebhookDeliveries.Command(caller, filter, page))) {
            case ListWebhookDeliveries.Outcome.Listed listed ->
                pages.show(Section.WEBHOOKS, WebhooksView.page(listed, filter, sources(caller), caller));
            case ListWebhookDeliveries.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }

    /** The sources; empty where the caller may see deliveries alone. */
    private Optional<List<WebhooksView.Known>> sources(Caller caller) {
        return switch (listWebhookSources.handle(new ListWebhookSources.Command(caller))) {
            case ListWebhookSources.Outcome.Listed listed ->
                Optional.of(listed.sources().stream()
                        .map(source -> new WebhooksView.Known(source, last(source, caller)))
                        .toList());
            case ListWebhookSources.Outcome.NotAllowed refused -> Optional.empty();
        };
    }

    private Optional<WebhookDelivery> last(WebhookSource source, Caller caller) {
        WebhookDeliveries.Filter filter = new WebhookDeliveries.Filter(Optional.of(source.name()), Optional.empty());
        return switch (listWebhookDeliveries.handle(
                new ListWebhookDeliveries.Command(caller, filter, new PageRequest(1, Optional.empty())))) {
            case ListWebhookDeliveries.Outcome.Listed listed ->
                listed.deliveries().items().stream().findFirst();
            case ListWebhookDeliveries.Outcome.NotAllowed refused -> Optional.empty();
        };
    }

    /** Takes a delivery up now, and goes back to the list that was looked at. */
    @POST
    @Path("deliveries/{id}/retry")
    public Response retry(
            @PathParam("id") String id,
            @FormParam("source") @DefaultValue("") String source,
            @FormParam("state") @DefaultValue("") String state) {
        Optional<UUID> known = Query.id(id);
        if (known.isEmpty()) {
            return pages.unknown();
        }
        return switch (retryWebhookDelivery.handle(
                new RetryWebhookDelivery.Command(callers.current(), new WebhookDeliveryId(known.get())))) {
            case RetryWebhookDelivery.Outcome.DueNow due -> back(source, state, Notice.DELIVERY_DUE);
            case RetryWebhookDelivery.Outcome.NotWaiting not -> back(source, state, Notice.DELIVERY_NOT_WAITING);
            case RetryWebhookDelivery.Outcome.Unknown unknown -> pages.unknown();
            case RetryWebhookDelivery.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }

    private static Response back(String source, String state, Notice notice) {
        return Pages.seeOther(Query.address(
                WebhooksView.ADDRESS,
                "source",
                Query.text(source),
                "state",
                Query.text(state),
                Notice.PARAMETER,
                notice.key()));
    }
}

package dev.tenure.web.audit;

import dev.tenure.application.audit.AuditTrail;
import dev.tenure.application.audit.ListAuditEvents;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.domain.audit.EventType;
import dev.tenure.web.page.Callers;
import dev.tenure.web.page.Moment;
import dev.tenure.web.page.Pages;
import dev.tenure.web.page.Query;
import dev.tenure.web.page.Section;
import io.quarkus.security.Authenticated;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The audit log, whole or about one thing. */
@Path("/ui/audit")
@Authenticated
@Produces(Pages.HTML)
public class AuditResource {

    private final ListAuditEvents listAuditEvents;
    private final Callers callers;
    private final Pages pages;

    @Inject
    public AuditResource(ListAuditEvents listAuditEvents, Callers callers, Pages pages) {
        this.listAuditEvents = listAuditEvents;
        this.callers = callers;
        this.pages = pages;
    }

    /** The events, as the address asks for them. */
    @GET
    public Response list(
            @QueryParam("type") @Nullable String type,
            @QueryParam("kind") @Nullable String kind,
            @QueryParam("id") @Nullable String id,
            @QueryParam("after") @Nullable String after) {
        AuditTrail.Filter filter = new AuditTrail.Filter(
                Query.wanted(type),
                Query.wanted(kind),
                Query.wanted(id),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        PageRequest page = new PageRequest(PageRequest.USUAL, Query.after(after));
        return switch (listAuditEvents.handle(new ListAuditEvents.Command(callers.current(), filter, page))) {
            case ListAuditEvents.Outcome.Listed listed ->
                pages.show(Section.AUDIT, page(listed, filter, page.after().isPresent()));
            case ListAuditEvents.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }

    static AuditPage page(ListAuditEvents.Outcome.Listed listed, AuditTrail.Filter filter, boolean further) {
        String type = filter.type().orElse("");
        String kind = filter.subjectKind().orElse("");
        String id = filter.subjectId().orElse("");
        return new AuditPage(
                Arrays.stream(EventType.values())
                        .map(one -> new AuditPage.Type(
                                one.wireName(), one.wireName().equals(type)))
                        .toList(),
                type,
                kind,
                id,
                further || !type.isEmpty() || !kind.isEmpty() || !id.isEmpty(),
                listed.events().items().stream().map(AuditResource::event).toList(),
                listed.events()
                        .next()
                        .map(key -> Query.address("/ui/audit", "type", type, "kind", kind, "id", id, "after", key))
                        .orElse(null));
    }

    private static AuditPage.Event event(AuditTrail.Entry entry) {
        return new AuditPage.Event(
                entry.eventId().toString(),
                entry.type(),
                entry.version(),
                Moment.of(entry.occurredAt()),
                entry.leafIndex().isPresent() ? String.valueOf(entry.leafIndex().getAsLong()) : "",
                entry.payload(),
                entry.disclosures().entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(one -> new AuditPage.Disclosed(one.getKey(), one.getValue()))
                        .toList(),
                entry.withheld().stream().sorted().toList());
    }
}

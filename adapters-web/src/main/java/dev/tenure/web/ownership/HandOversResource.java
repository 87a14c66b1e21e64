package dev.tenure.web.ownership;

import dev.tenure.application.ownership.HandOverOwnership;
import dev.tenure.application.ownership.ListHandOvers;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.ownership.HandOverId;
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
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What leavers owned: looked through, and handed over. */
@Path(HandOversQuery.ADDRESS)
@Authenticated
@Produces(Pages.HTML)
public class HandOversResource {

    private final ListHandOvers listHandOvers;
    private final HandOverOwnership handOverOwnership;
    private final Callers callers;
    private final Pages pages;

    @Inject
    public HandOversResource(
            ListHandOvers listHandOvers, HandOverOwnership handOverOwnership, Callers callers, Pages pages) {
        this.listHandOvers = listHandOvers;
        this.handOverOwnership = handOverOwnership;
        this.callers = callers;
        this.pages = pages;
    }

    /** The list, as the address asks for it. */
    @GET
    public Response list(
            @QueryParam("show") @Nullable String show,
            @QueryParam("kind") @Nullable String kind,
            @QueryParam("leaver") @Nullable String leaver,
            @QueryParam("proposed") @Nullable String proposed,
            @QueryParam("after") @Nullable String after) {
        HandOversQuery query = HandOversQuery.of(show, kind, leaver, proposed, after);
        Caller caller = callers.current();
        return switch (listHandOvers.handle(new ListHandOvers.Command(caller, query.filter(), query.page()))) {
            case ListHandOvers.Outcome.Listed listed ->
                pages.show(Section.HAND_OVERS, HandOversView.page(listed, caller, query));
            case ListHandOvers.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }

    /** Somebody else owns it from now on. */
    @POST
    @Path("{id}/successor")
    public Response handOver(
            @PathParam("id") String id,
            @FormParam("successor") @DefaultValue("") String successor,
            @FormParam("reason") @DefaultValue("") String reason) {
        Optional<UUID> known = Query.id(id);
        Optional<UUID> named = Query.id(successor.strip());
        if (known.isEmpty()) {
            return pages.unknown();
        }
        if (named.isEmpty()) {
            return back(Notice.SUCCESSOR_NOT_HERE);
        }
        return switch (handOverOwnership.handle(new HandOverOwnership.Command(
                callers.current(),
                new HandOverId(known.get()),
                new IdentityId(named.get()),
                Optional.empty(),
                reason))) {
            case HandOverOwnership.Outcome.HandedOver done -> back(Notice.HANDED_OVER);
            case HandOverOwnership.Outcome.NotDue not -> back(Notice.HAND_OVER_NOT_DUE);
            case HandOverOwnership.Outcome.CallerIsLeaver leaver -> back(Notice.HAND_OVER_OWN);
            case HandOverOwnership.Outcome.SuccessorIsLeaver leaver -> back(Notice.SUCCESSOR_NOT_HERE);
            case HandOverOwnership.Outcome.SuccessorNotHere gone -> back(Notice.SUCCESSOR_NOT_HERE);
            case HandOverOwnership.Outcome.SuccessorIsEngaged same -> back(Notice.SUCCESSOR_NOT_HERE);
            case HandOverOwnership.Outcome.BadOwner bad -> back(Notice.SUCCESSOR_NOT_HERE);
            case HandOverOwnership.Outcome.BadReason bad -> back(Notice.HAND_OVER_BAD_REASON);
            case HandOverOwnership.Outcome.Unknown unknown -> pages.unknown();
            case HandOverOwnership.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }

    private Response back(Notice notice) {
        return pages.sendTo(HandOversQuery.ADDRESS, notice);
    }
}

package dev.tenure.web.preservation;

import dev.tenure.application.identity.Identities;
import dev.tenure.application.identity.ListIdentities;
import dev.tenure.application.identity.ShowIdentity;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.preservation.DecideLegalHoldLift;
import dev.tenure.application.preservation.ListLegalHolds;
import dev.tenure.application.preservation.PlaceLegalHold;
import dev.tenure.application.preservation.ProposeLegalHoldLift;
import dev.tenure.application.transaction.RequestKey;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.preservation.LegalHoldId;
import dev.tenure.web.page.Callers;
import dev.tenure.web.page.Notice;
import dev.tenure.web.page.Pages;
import dev.tenure.web.page.Problem;
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

/** Whose accounts are preserved: one person places a hold, two lift it. */
@Path("/ui/legal-holds")
@Authenticated
@Produces(Pages.HTML)
public class LegalHoldsResource {

    private static final PageRequest FEW = new PageRequest(20, Optional.empty());

    private final ListLegalHolds listLegalHolds;
    private final PlaceLegalHold placeLegalHold;
    private final ProposeLegalHoldLift proposeLegalHoldLift;
    private final DecideLegalHoldLift decideLegalHoldLift;
    private final ListIdentities listIdentities;
    private final ShowIdentity showIdentity;
    private final Callers callers;
    private final Pages pages;

    @Inject
    public LegalHoldsResource(
            ListLegalHolds listLegalHolds,
            PlaceLegalHold placeLegalHold,
            ProposeLegalHoldLift proposeLegalHoldLift,
            DecideLegalHoldLift decideLegalHoldLift,
            ListIdentities listIdentities,
            ShowIdentity showIdentity,
            Callers callers,
            Pages pages) {
        this.listLegalHolds = listLegalHolds;
        this.placeLegalHold = placeLegalHold;
        this.proposeLegalHoldLift = proposeLegalHoldLift;
        this.decideLegalHoldLift = decideLegalHoldLift;
        this.listIdentities = listIdentities;
        this.showIdentity = showIdentity;
        this.callers = callers;
        this.pages = pages;
    }

    /** The list, as the address asks for it, and the people who were searched for. */
    @GET
    public Response list(
            @QueryParam("state") @Nullable String state,
            @QueryParam("after") @Nullable String after,
            @QueryParam("q") @Nullable String text) {
        Caller caller = callers.current();
        LegalHoldsShown shown = LegalHoldsShown.of(state);
        PageRequest page = new PageRequest(PageRequest.USUAL, Query.after(after));
        return switch (listLegalHolds.handle(new ListLegalHolds.Command(caller, shown.state(), page))) {
            case ListLegalHolds.Outcome.Listed listed -> withPeople(listed, shown, Query.text(text), caller);
            case ListLegalHolds.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }

    private Response withPeople(
            ListLegalHolds.Outcome.Listed holds, LegalHoldsShown shown, String text, Caller caller) {
        if (text.isEmpty()) {
            return pages.show(Section.LEGAL_HOLDS, LegalHoldsView.page(holds, shown, text, Optional.empty(), caller));
        }
        Identities.Filter named = new Identities.Filter(Optional.of(text), Optional.empty());
        return switch (listIdentities.handle(new ListIdentities.Command(caller, named, FEW))) {
            case ListIdentities.Outcome.Listed found ->
                pages.show(Section.LEGAL_HOLDS, LegalHoldsView.page(holds, shown, text, Optional.of(found), caller));
            case ListIdentities.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }

    /** Somebody whose accounts are to be preserved. */
    @GET
    @Path("people/{id}")
    public Response person(@PathParam("id") String id) {
        return person(id, UUID.randomUUID().toString(), "", false);
    }

    /** Preserves them. */
    @POST
    @Path("people/{id}")
    public Response place(
            @PathParam("id") String id,
            @FormParam("request") @DefaultValue("") String request,
            @FormParam("reason") @DefaultValue("") String reason) {
        Optional<IdentityId> known = Query.id(id).map(IdentityId::new);
        if (known.isEmpty()) {
            return pages.unknown();
        }
        String back = LegalHoldsView.href(known.get());
        Optional<RequestKey> key = Query.id(request)
                .map(name -> new RequestKey(name.toString(), "POST " + back + " " + reason.hashCode()));
        if (key.isEmpty()) {
            return pages.problem(Problem.BAD_FORM);
        }
        return switch (placeLegalHold.handle(
                new PlaceLegalHold.Command(callers.current(), key.get(), known.get(), reason))) {
            case PlaceLegalHold.Outcome.Placed placed -> pages.sendTo(LegalHoldsView.ADDRESS, Notice.LEGAL_HOLD_PLACED);
            case PlaceLegalHold.Outcome.BadReason bad -> person(id, request, reason, true);
            case PlaceLegalHold.Outcome.KeyReused reused -> pages.sendTo(back, Notice.SENT_BEFORE);
            case PlaceLegalHold.Outcome.InProgress busy -> pages.sendTo(back, Notice.STILL_AT_WORK);
            case PlaceLegalHold.Outcome.Unknown unknown -> pages.unknown();
            case PlaceLegalHold.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }

    private Response person(String id, String request, String reason, boolean wrong) {
        Optional<IdentityId> known = Query.id(id).map(IdentityId::new);
        if (known.isEmpty()) {
            return pages.unknown();
        }
        Caller caller = callers.current();
        return switch (showIdentity.handle(new ShowIdentity.Command(caller, known.get()))) {
            case ShowIdentity.Outcome.Shown shown -> {
                PlaceLegalHoldPage page = LegalHoldsView.page(shown.identity(), caller, request, reason, wrong);
                yield wrong ? pages.showAgain(Section.LEGAL_HOLDS, page) : pages.show(Section.LEGAL_HOLDS, page);
            }
            case ShowIdentity.Outcome.Unknown unknown -> pages.unknown();
            case ShowIdentity.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }

    /** The first of two people wants a hold lifted. */
    @POST
    @Path("{id}/lift")
    public Response propose(@PathParam("id") String id, @FormParam("reason") @DefaultValue("") String reason) {
        Optional<LegalHoldId> known = Query.id(id).map(LegalHoldId::new);
        if (known.isEmpty()) {
            return pages.unknown();
        }
        return switch (proposeLegalHoldLift.handle(
                new ProposeLegalHoldLift.Command(callers.current(), known.get(), reason))) {
            case ProposeLegalHoldLift.Outcome.Recorded recorded -> back(Notice.LIFT_PROPOSED);
            case ProposeLegalHoldLift.Outcome.AlreadyProposed before -> back(Notice.LIFT_ALREADY_PROPOSED);
            case ProposeLegalHoldLift.Outcome.AlreadyLifted over -> back(Notice.ALREADY_LIFTED);
            case ProposeLegalHoldLift.Outcome.BadReason bad -> back(Notice.REASON_MISSING);
            case ProposeLegalHoldLift.Outcome.Unknown unknown -> pages.unknown();
            case ProposeLegalHoldLift.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }

    /** The second confirms, or somebody declines. */
    @POST
    @Path("{id}/decision")
    public Response decide(@PathParam("id") String id, @FormParam("decision") @DefaultValue("") String decision) {
        Optional<LegalHoldId> known = Query.id(id).map(LegalHoldId::new);
        if (known.isEmpty()) {
            return pages.unknown();
        }
        boolean agree = decision.equals("confirm");
        // What is neither must never be taken for one of them.
        if (!agree && !decision.equals("decline")) {
            return pages.problem(Problem.BAD_FORM);
        }
        return switch (decideLegalHoldLift.handle(
                new DecideLegalHoldLift.Command(callers.current(), known.get(), agree))) {
            case DecideLegalHoldLift.Outcome.Decided decided ->
                back(agree ? Notice.LEGAL_HOLD_LIFTED : Notice.LIFT_DECLINED);
            case DecideLegalHoldLift.Outcome.NothingProposed nothing -> back(Notice.LIFT_NOT_PROPOSED);
            case DecideLegalHoldLift.Outcome.DeciderIsProposer same -> back(Notice.LIFT_CONFIRMER_IS_PROPOSER);
            case DecideLegalHoldLift.Outcome.Unknown unknown -> pages.unknown();
            case DecideLegalHoldLift.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }

    private Response back(Notice notice) {
        return pages.sendTo(LegalHoldsView.ADDRESS, notice);
    }
}

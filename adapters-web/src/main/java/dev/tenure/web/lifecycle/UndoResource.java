package dev.tenure.web.lifecycle;

import dev.tenure.application.lifecycle.DecideUndo;
import dev.tenure.application.lifecycle.ListUndos;
import dev.tenure.application.lifecycle.ProposeUndo;
import dev.tenure.application.lifecycle.ShowLeaverCase;
import dev.tenure.application.transaction.RequestKey;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.lifecycle.LeaverCaseId;
import dev.tenure.domain.lifecycle.Undo;
import dev.tenure.domain.lifecycle.UndoId;
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
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Giving back what a leaver's case took by mistake, which takes two people. */
@Path("/ui/leavers/{id}/undo")
@Authenticated
@Produces(Pages.HTML)
public class UndoResource {

    private final ShowLeaverCase showLeaverCase;
    private final ListUndos listUndos;
    private final ProposeUndo proposeUndo;
    private final DecideUndo decideUndo;
    private final Callers callers;
    private final Pages pages;

    @Inject
    public UndoResource(
            ShowLeaverCase showLeaverCase,
            ListUndos listUndos,
            ProposeUndo proposeUndo,
            DecideUndo decideUndo,
            Callers callers,
            Pages pages) {
        this.showLeaverCase = showLeaverCase;
        this.listUndos = listUndos;
        this.proposeUndo = proposeUndo;
        this.decideUndo = decideUndo;
        this.callers = callers;
        this.pages = pages;
    }

    /** What was taken and proposed, and how far giving back is. */
    @GET
    public Response show(@PathParam("id") String id) {
        return page(id, UUID.randomUUID().toString(), "", false);
    }

    /** The first person says that it was a mistake. */
    @POST
    public Response propose(
            @PathParam("id") String id,
            @FormParam("request") @DefaultValue("") String request,
            @FormParam("reason") @DefaultValue("") String reason) {
        Optional<LeaverCaseId> known = Query.id(id).map(LeaverCaseId::new);
        if (known.isEmpty()) {
            return pages.unknown();
        }
        String back = UndoView.href(known.get());
        Optional<RequestKey> key = Query.id(request)
                .map(name -> new RequestKey(name.toString(), "POST " + back + " " + reason.hashCode()));
        if (key.isEmpty()) {
            return pages.problem(Problem.BAD_FORM);
        }
        return switch (proposeUndo.handle(new ProposeUndo.Command(callers.current(), key.get(), known.get(), reason))) {
            case ProposeUndo.Outcome.Recorded recorded -> pages.sendTo(back, Notice.UNDO_PROPOSED);
            case ProposeUndo.Outcome.AlreadyProposed before -> pages.sendTo(back, Notice.UNDO_ALREADY_PROPOSED);
            case ProposeUndo.Outcome.StillOut out -> pages.sendTo(back, Notice.UNDO_STILL_OUT);
            case ProposeUndo.Outcome.NothingToGiveBack nothing -> pages.sendTo(back, Notice.UNDO_NOTHING);
            case ProposeUndo.Outcome.BadReason bad -> page(id, request, reason, true);
            case ProposeUndo.Outcome.KeyReused reused -> pages.sendTo(back, Notice.SENT_BEFORE);
            case ProposeUndo.Outcome.InProgress busy -> pages.sendTo(back, Notice.STILL_AT_WORK);
            case ProposeUndo.Outcome.Unknown unknown -> pages.unknown();
            case ProposeUndo.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }

    /** The second person confirms, or somebody declines. */
    @POST
    @Path("{undo}/decision")
    public Response decide(
            @PathParam("id") String id,
            @PathParam("undo") String undo,
            @FormParam("decision") @DefaultValue("") String decision) {
        Optional<LeaverCaseId> leaverCase = Query.id(id).map(LeaverCaseId::new);
        Optional<UndoId> known = Query.id(undo).map(UndoId::new);
        if (leaverCase.isEmpty() || known.isEmpty()) {
            return pages.unknown();
        }
        boolean agree = decision.equals("confirm");
        // What is neither must never be taken for one of them.
        if (!agree && !decision.equals("decline")) {
            return pages.problem(Problem.BAD_FORM);
        }
        String back = UndoView.href(leaverCase.get());
        return switch (decideUndo.handle(new DecideUndo.Command(callers.current(), known.get(), agree))) {
            case DecideUndo.Outcome.Decided decided ->
                pages.sendTo(back, agree ? Notice.UNDO_UNDER_WAY : Notice.UNDO_DECLINED);
            case DecideUndo.Outcome.AlreadyDecided before -> pages.sendTo(back, Notice.UNDO_ALREADY_DECIDED);
            case DecideUndo.Outcome.DeciderIsProposer same -> pages.sendTo(back, Notice.UNDO_DECIDER_IS_PROPOSER);
            case DecideUndo.Outcome.Lapsed lapsed -> pages.sendTo(back, Notice.UNDO_LAPSED);
            case DecideUndo.Outcome.StillOut out -> pages.sendTo(back, Notice.UNDO_STILL_OUT);
            case DecideUndo.Outcome.Unknown unknown -> pages.unknown();
            case DecideUndo.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }

    private Response page(String id, String request, String reason, boolean wrong) {
        Optional<LeaverCaseId> known = Query.id(id).map(LeaverCaseId::new);
        if (known.isEmpty()) {
            return pages.unknown();
        }
        return switch (listUndos.handle(new ListUndos.Command(callers.current(), known.get()))) {
            case ListUndos.Outcome.Listed listed -> withCase(known.get(), listed.undos(), request, reason, wrong);
            case ListUndos.Outcome.Unknown unknown -> pages.unknown();
            case ListUndos.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }

    private Response withCase(LeaverCaseId id, List<Undo> undos, String request, String reason, boolean wrong) {
        Caller caller = callers.current();
        return switch (showLeaverCase.handle(new ShowLeaverCase.Command(caller, id))) {
            case ShowLeaverCase.Outcome.Shown shown -> {
                UndoPage page = UndoView.page(shown, undos, caller, request, reason, wrong);
                yield wrong ? pages.showAgain(Section.LEAVERS, page) : pages.show(Section.LEAVERS, page);
            }
            case ShowLeaverCase.Outcome.Unknown unknown -> pages.unknown();
            case ShowLeaverCase.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }
}

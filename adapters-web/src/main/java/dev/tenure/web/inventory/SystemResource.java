package dev.tenure.web.inventory;

import dev.tenure.application.inspection.ShowInspection;
import dev.tenure.application.inventory.ConfirmModeChange;
import dev.tenure.application.inventory.LiftQuarantine;
import dev.tenure.application.inventory.PreviewMode;
import dev.tenure.application.inventory.ProposeModeChange;
import dev.tenure.application.inventory.ShowSystem;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.provisioning.ListStops;
import dev.tenure.application.reconciliation.ListReads;
import dev.tenure.application.reconciliation.RequestRead;
import dev.tenure.application.transaction.RequestKey;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.inventory.ModeChange;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.inventory.SystemMode;
import dev.tenure.domain.reconciliation.SystemRead;
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

/** One system: what it is, how far automation goes, and when it was read. */
@Path("/ui/systems/{id}")
@Authenticated
@Produces(Pages.HTML)
public class SystemResource {

    private final ShowSystem showSystem;
    private final PreviewMode previewMode;
    private final ProposeModeChange proposeModeChange;
    private final ConfirmModeChange confirmModeChange;
    private final ListReads listReads;
    private final RequestRead requestRead;
    private final ListStops listStops;
    private final ShowInspection showInspection;
    private final LiftQuarantine liftQuarantine;
    private final Callers callers;
    private final Pages pages;

    @Inject
    public SystemResource(
            ShowSystem showSystem,
            PreviewMode previewMode,
            ProposeModeChange proposeModeChange,
            ConfirmModeChange confirmModeChange,
            ListReads listReads,
            RequestRead requestRead,
            ListStops listStops,
            ShowInspection showInspection,
            LiftQuarantine liftQuarantine,
            Callers callers,
            Pages pages) {
        this.showSystem = showSystem;
        this.previewMode = previewMode;
        this.proposeModeChange = proposeModeChange;
        this.confirmModeChange = confirmModeChange;
        this.listReads = listReads;
        this.requestRead = requestRead;
        this.listStops = listStops;
        this.showInspection = showInspection;
        this.liftQuarantine = liftQuarantine;
        this.callers = callers;
        this.pages = pages;
    }

    /** The system. */
    @GET
    public Response show(@PathParam("id") String id) {
        Optional<SystemId> known = Query.id(id).map(SystemId::new);
        if (known.isEmpty()) {
            return pages.unknown();
        }
        Caller caller = callers.current();
        return switch (showSystem.handle(new ShowSystem.Command(caller, known.get()))) {
            case ShowSystem.Outcome.Shown shown -> withPreview(shown, caller);
            case ShowSystem.Outcome.Unknown unknown -> pages.unknown();
            case ShowSystem.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }

    private Response withPreview(ShowSystem.Outcome.Shown shown, Caller caller) {
        return switch (previewMode.handle(
                new PreviewMode.Command(caller, shown.system().id()))) {
            case PreviewMode.Outcome.Previewed preview -> withReads(shown, preview, caller);
            case PreviewMode.Outcome.Unknown unknown -> pages.unknown();
            case PreviewMode.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }

    private Response withReads(ShowSystem.Outcome.Shown shown, PreviewMode.Outcome.Previewed preview, Caller caller) {
        return switch (listReads.handle(
                new ListReads.Command(caller, shown.system().id()))) {
            case ListReads.Outcome.Listed listed -> withInspection(shown, preview, listed.reads(), caller);
            case ListReads.Outcome.Unknown unknown -> pages.unknown();
            case ListReads.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }

    private Response withInspection(
            ShowSystem.Outcome.Shown shown,
            PreviewMode.Outcome.Previewed preview,
            List<SystemRead> reads,
            Caller caller) {
        return switch (showInspection.handle(
                new ShowInspection.Command(caller, shown.system().id()))) {
            case ShowInspection.Outcome.Shown inspection -> withStops(shown, preview, reads, inspection, caller);
            case ShowInspection.Outcome.Unknown unknown -> pages.unknown();
            case ShowInspection.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }

    private Response withStops(
            ShowSystem.Outcome.Shown shown,
            PreviewMode.Outcome.Previewed preview,
            List<SystemRead> reads,
            ShowInspection.Outcome.Shown inspection,
            Caller caller) {
        return switch (listStops.handle(new ListStops.Command(caller, PageRequest.first()))) {
            case ListStops.Outcome.Listed listed ->
                pages.show(
                        Section.SYSTEMS,
                        SystemsView.page(
                                shown.system(),
                                shown.condition(),
                                shown.modeChanges(),
                                preview,
                                reads,
                                listed.inForce(),
                                inspection,
                                caller,
                                UUID.randomUUID().toString()));
            case ListStops.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }

    /** Asks for a read. */
    @POST
    @Path("reads")
    public Response read(
            @PathParam("id") String id,
            @FormParam("request") @DefaultValue("") String request,
            @FormParam("shrink") @DefaultValue("") String shrink) {
        Optional<UUID> known = Query.id(id);
        if (known.isEmpty()) {
            return pages.unknown();
        }
        String back = "/ui/systems/" + known.get();
        Optional<RequestKey> key = key(request, back + "/reads " + shrink);
        if (key.isEmpty()) {
            return pages.problem(Problem.BAD_FORM);
        }
        return switch (requestRead.handle(new RequestRead.Command(
                callers.current(),
                key.get(),
                new SystemId(known.get()),
                SystemRead.Scope.WHOLE,
                shrink.equals("yes")))) {
            case RequestRead.Outcome.UnderWay going -> pages.sendTo(back, Notice.READ_UNDER_WAY);
            case RequestRead.Outcome.KeyReused reused -> pages.sendTo(back, Notice.SENT_BEFORE);
            case RequestRead.Outcome.InProgress busy -> pages.sendTo(back, Notice.STILL_AT_WORK);
            case RequestRead.Outcome.Unknown unknown -> pages.unknown();
            case RequestRead.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }

    /** Has a quarantined connector asked again. */
    @POST
    @Path("quarantine/lift")
    public Response lift(@PathParam("id") String id, @FormParam("reason") @DefaultValue("") String reason) {
        Optional<UUID> known = Query.id(id);
        if (known.isEmpty()) {
            return pages.unknown();
        }
        String back = "/ui/systems/" + known.get();
        return switch (liftQuarantine.handle(
                new LiftQuarantine.Command(callers.current(), new SystemId(known.get()), reason))) {
            case LiftQuarantine.Outcome.Lifted lifted -> pages.sendTo(back, Notice.QUARANTINE_LIFTED);
            case LiftQuarantine.Outcome.NotQuarantined not -> pages.sendTo(back, Notice.NOT_QUARANTINED);
            case LiftQuarantine.Outcome.BadReason bad -> pages.sendTo(back, Notice.REASON_MISSING);
            case LiftQuarantine.Outcome.Unknown unknown -> pages.unknown();
            case LiftQuarantine.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }

    /** Proposes a promotion, or steps back at once. */
    @POST
    @Path("mode-changes")
    public Response propose(
            @PathParam("id") String id,
            @FormParam("to") @DefaultValue("") String to,
            @FormParam("request") @DefaultValue("") String request) {
        Optional<UUID> known = Query.id(id);
        if (known.isEmpty()) {
            return pages.unknown();
        }
        String back = "/ui/systems/" + known.get();
        Optional<SystemMode> mode =
                SystemsView.MODES.stream().filter(one -> one.label().equals(to)).findFirst();
        Optional<RequestKey> key = key(request, back + "/mode-changes?to=" + to);
        if (key.isEmpty() || mode.isEmpty()) {
            return pages.problem(Problem.BAD_FORM);
        }
        return switch (proposeModeChange.handle(
                new ProposeModeChange.Command(callers.current(), key.get(), new SystemId(known.get()), mode.get()))) {
            case ProposeModeChange.Outcome.Recorded recorded -> pages.sendTo(back, notice(recorded.change()));
            case ProposeModeChange.Outcome.NotTheNextStep not -> pages.sendTo(back, Notice.MODE_NOT_NEXT_STEP);
            case ProposeModeChange.Outcome.NotReadWhole not -> pages.sendTo(back, Notice.MODE_NOT_READ_WHOLE);
            case ProposeModeChange.Outcome.AlreadyProposed waiting -> pages.sendTo(back, Notice.MODE_ALREADY_PROPOSED);
            case ProposeModeChange.Outcome.KeyReused reused -> pages.sendTo(back, Notice.SENT_BEFORE);
            case ProposeModeChange.Outcome.InProgress busy -> pages.sendTo(back, Notice.STILL_AT_WORK);
            case ProposeModeChange.Outcome.Unknown unknown -> pages.unknown();
            case ProposeModeChange.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }

    /** The second person agrees. */
    @POST
    @Path("mode-changes/{change}/confirm")
    public Response confirm(@PathParam("id") String id, @PathParam("change") String change) {
        return decide(id, change, true);
    }

    /** Somebody says no. */
    @POST
    @Path("mode-changes/{change}/decline")
    public Response decline(@PathParam("id") String id, @PathParam("change") String change) {
        return decide(id, change, false);
    }

    private Response decide(String id, String change, boolean agree) {
        Optional<UUID> known = Query.id(id);
        Optional<UUID> proposal = Query.id(change);
        if (known.isEmpty() || proposal.isEmpty()) {
            return pages.unknown();
        }
        String back = "/ui/systems/" + known.get();
        return switch (confirmModeChange.handle(
                new ConfirmModeChange.Command(callers.current(), proposal.get(), agree))) {
            case ConfirmModeChange.Outcome.Ended ended -> pages.sendTo(back, notice(ended.change()));
            case ConfirmModeChange.Outcome.AlreadyEnded before -> pages.sendTo(back, Notice.MODE_ALREADY_ENDED);
            case ConfirmModeChange.Outcome.ConfirmerIsProposer same ->
                pages.sendTo(back, Notice.MODE_CONFIRMER_IS_PROPOSER);
            case ConfirmModeChange.Outcome.Outdated outdated -> pages.sendTo(back, Notice.MODE_OUTDATED);
            case ConfirmModeChange.Outcome.Unknown unknown -> pages.unknown();
            case ConfirmModeChange.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }

    private static Notice notice(ModeChange change) {
        return switch (change) {
            case ModeChange.Proposed proposed -> Notice.MODE_PROPOSED;
            case ModeChange.Confirmed confirmed -> Notice.MODE_CHANGED;
            case ModeChange.Declined declined -> Notice.MODE_DECLINED;
        };
    }

    /** The form's own name is the idempotency key, so that a second click is not a second request. */
    private static Optional<RequestKey> key(String request, String what) {
        return Query.id(request).map(id -> new RequestKey(id.toString(), "POST " + what));
    }
}

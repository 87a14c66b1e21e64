package dev.tenure.web.provisioning;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.provisioning.Holds;
import dev.tenure.application.provisioning.ListGuards;
import dev.tenure.application.provisioning.ListHolds;
import dev.tenure.application.provisioning.ListStops;
import dev.tenure.application.provisioning.StartWrites;
import dev.tenure.application.provisioning.StopWrites;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.inventory.SystemId;
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

/** What the guard holds, and the stop switch. */
@Path("/ui/guard")
@Authenticated
@Produces(Pages.HTML)
public class GuardResource {

    private final ListHolds listHolds;
    private final ListStops listStops;
    private final ListGuards listGuards;
    private final StopWrites stopWrites;
    private final StartWrites startWrites;
    private final Callers callers;
    private final Pages pages;

    @Inject
    public GuardResource(
            ListHolds listHolds,
            ListStops listStops,
            ListGuards listGuards,
            StopWrites stopWrites,
            StartWrites startWrites,
            Callers callers,
            Pages pages) {
        this.listHolds = listHolds;
        this.listStops = listStops;
        this.listGuards = listGuards;
        this.stopWrites = stopWrites;
        this.startWrites = startWrites;
        this.callers = callers;
        this.pages = pages;
    }

    /** Holds and stops. */
    @GET
    public Response list(@QueryParam("after") @Nullable String after) {
        Caller caller = callers.current();
        PageRequest page = new PageRequest(PageRequest.USUAL, Query.after(after));
        return switch (listHolds.handle(
                new ListHolds.Command(caller, new Holds.Filter(Optional.empty(), false), page))) {
            case ListHolds.Outcome.Listed listed -> withStops(listed, caller);
            case ListHolds.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }

    private Response withStops(ListHolds.Outcome.Listed holds, Caller caller) {
        return switch (listStops.handle(new ListStops.Command(caller, PageRequest.first()))) {
            case ListStops.Outcome.Listed listed -> withLimits(holds, listed, caller);
            case ListStops.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }

    private Response withLimits(ListHolds.Outcome.Listed holds, ListStops.Outcome.Listed stops, Caller caller) {
        return switch (listGuards.handle(new ListGuards.Command(caller))) {
            case ListGuards.Outcome.Listed listed ->
                pages.show(Section.GUARD, GuardView.page(holds, stops, listed, caller));
            case ListGuards.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }

    /** Stops one system, or all where none is named. */
    @POST
    @Path("stops")
    public Response stop(
            @FormParam("system") @DefaultValue("") String system,
            @FormParam("reason") @DefaultValue("") String reason) {
        Optional<UUID> one = Query.id(system);
        // A system that was named and is none must never be taken for all.
        if (one.isEmpty() && !system.isEmpty()) {
            return pages.problem(Problem.BAD_FORM);
        }
        return switch (stopWrites.handle(new StopWrites.Command(callers.current(), one.map(SystemId::new), reason))) {
            case StopWrites.Outcome.Stopped stopped -> pages.sendTo(GuardView.ADDRESS, Notice.STOPPED);
            case StopWrites.Outcome.AlreadyStopped before -> pages.sendTo(GuardView.ADDRESS, Notice.ALREADY_STOPPED);
            case StopWrites.Outcome.BadReason bad -> pages.sendTo(GuardView.ADDRESS, Notice.REASON_MISSING);
            case StopWrites.Outcome.Unknown unknown -> pages.unknown();
            case StopWrites.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }

    /** Lets writing go on. */
    @POST
    @Path("stops/{stop}/start")
    public Response start(@PathParam("stop") String stop, @FormParam("reason") @DefaultValue("") String reason) {
        Optional<UUID> known = Query.id(stop);
        if (known.isEmpty()) {
            return pages.unknown();
        }
        return switch (startWrites.handle(new StartWrites.Command(callers.current(), known.get(), reason))) {
            case StartWrites.Outcome.Started started -> pages.sendTo(GuardView.ADDRESS, Notice.STARTED);
            case StartWrites.Outcome.AlreadyStarted before -> pages.sendTo(GuardView.ADDRESS, Notice.ALREADY_STARTED);
            case StartWrites.Outcome.BadReason bad -> pages.sendTo(GuardView.ADDRESS, Notice.REASON_MISSING);
            case StartWrites.Outcome.Unknown unknown -> pages.unknown();
            case StartWrites.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }
}

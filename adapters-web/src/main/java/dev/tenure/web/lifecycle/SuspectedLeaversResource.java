package dev.tenure.web.lifecycle;

import dev.tenure.application.lifecycle.DecideSuspectedLeaver;
import dev.tenure.application.lifecycle.ListSuspectedLeavers;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.lifecycle.SuspicionId;
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
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Workers whom HR's files leave out, and what was found out about them. */
@Path("/ui/suspected-leavers")
@Authenticated
@Produces(Pages.HTML)
public class SuspectedLeaversResource {

    private final ListSuspectedLeavers listSuspectedLeavers;
    private final DecideSuspectedLeaver decideSuspectedLeaver;
    private final Callers callers;
    private final Pages pages;

    @Inject
    public SuspectedLeaversResource(
            ListSuspectedLeavers listSuspectedLeavers,
            DecideSuspectedLeaver decideSuspectedLeaver,
            Callers callers,
            Pages pages) {
        this.listSuspectedLeavers = listSuspectedLeavers;
        this.decideSuspectedLeaver = decideSuspectedLeaver;
        this.callers = callers;
        this.pages = pages;
    }

    /** The list, as the address asks for it. */
    @GET
    public Response list(@QueryParam("state") @Nullable String state, @QueryParam("after") @Nullable String after) {
        Caller caller = callers.current();
        SuspicionsShown shown = SuspicionsShown.of(state);
        PageRequest page = new PageRequest(PageRequest.USUAL, Query.after(after));
        return switch (listSuspectedLeavers.handle(new ListSuspectedLeavers.Command(caller, shown.state(), page))) {
            case ListSuspectedLeavers.Outcome.Listed listed ->
                pages.show(Section.SUSPECTED, SuspectedLeaversView.page(listed, shown, caller));
            case ListSuspectedLeavers.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }

    /** Says what was found out about one. */
    @POST
    @Path("{id}/decision")
    public Response decide(
            @PathParam("id") String id,
            @FormParam("finding") @DefaultValue("") String finding,
            @FormParam("day") @DefaultValue("") String day,
            @FormParam("reason") @DefaultValue("") String reason) {
        Optional<SuspicionId> known = Query.id(id).map(SuspicionId::new);
        if (known.isEmpty()) {
            return pages.unknown();
        }
        // What is neither must never be taken for one of them.
        if (!finding.equals("left") && !finding.equals("stays")) {
            return pages.problem(Problem.BAD_FORM);
        }
        Optional<LocalDate> when = date(day);
        if (when.isEmpty()) {
            return pages.sendTo(SuspectedLeaversView.ADDRESS, Notice.DAY_OUT_OF_RANGE);
        }
        DecideSuspectedLeaver.Finding found = finding.equals("left")
                ? new DecideSuspectedLeaver.Finding.HasLeft(when.get())
                : new DecideSuspectedLeaver.Finding.WorksHere(when.get());
        return switch (decideSuspectedLeaver.handle(
                new DecideSuspectedLeaver.Command(callers.current(), known.get(), found, reason))) {
            case DecideSuspectedLeaver.Outcome.Decided done ->
                pages.sendTo(SuspectedLeaversView.ADDRESS, Notice.FINDING_RECORDED);
            case DecideSuspectedLeaver.Outcome.AlreadyDecided before ->
                pages.sendTo(SuspectedLeaversView.ADDRESS, Notice.FINDING_RECORDED_BEFORE);
            case DecideSuspectedLeaver.Outcome.BadDay bad ->
                pages.sendTo(SuspectedLeaversView.ADDRESS, Notice.DAY_OUT_OF_RANGE);
            case DecideSuspectedLeaver.Outcome.BadReason bad ->
                pages.sendTo(SuspectedLeaversView.ADDRESS, Notice.REASON_MISSING);
            case DecideSuspectedLeaver.Outcome.Unknown unknown -> pages.unknown();
            case DecideSuspectedLeaver.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }

    private static Optional<LocalDate> date(String day) {
        try {
            return Optional.of(LocalDate.parse(day));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}

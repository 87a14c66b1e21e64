package dev.tenure.web.lifecycle;

import dev.tenure.application.lifecycle.LeaverCases;
import dev.tenure.application.lifecycle.ListLeaverCases;
import dev.tenure.application.lifecycle.ListUndos;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.lifecycle.LeaverCaseId;
import dev.tenure.web.page.Callers;
import dev.tenure.web.page.Pages;
import dev.tenure.web.page.Query;
import io.quarkus.security.Authenticated;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The way from an undo to the case that it is about, for pages that know the undo and whom it is about. */
@Path("/ui/undos")
@Authenticated
@Produces(Pages.HTML)
public class UndosResource {

    private final ListLeaverCases listLeaverCases;
    private final ListUndos listUndos;
    private final Callers callers;
    private final Pages pages;

    @Inject
    public UndosResource(ListLeaverCases listLeaverCases, ListUndos listUndos, Callers callers, Pages pages) {
        this.listLeaverCases = listLeaverCases;
        this.listUndos = listUndos;
        this.callers = callers;
        this.pages = pages;
    }

    /** Leads on to the page of the undo, among those of a worker's latest cases. */
    @GET
    @Path("{id}")
    public Response find(@PathParam("id") String id, @QueryParam("worker") @Nullable String worker) {
        Optional<UUID> known = Query.id(id);
        Optional<String> whose = Query.wanted(worker);
        if (known.isEmpty() || whose.isEmpty()) {
            return pages.unknown();
        }
        Caller caller = callers.current();
        LeaverCases.Filter theirs = new LeaverCases.Filter(Optional.empty(), false, whose);
        return switch (listLeaverCases.handle(new ListLeaverCases.Command(caller, theirs, PageRequest.first()))) {
            case ListLeaverCases.Outcome.Listed listed ->
                listed.cases().items().stream()
                        .map(LeaverCases.LeaverSummary::id)
                        .filter(leaverCase -> holds(leaverCase, known.get(), caller))
                        .findFirst()
                        .map(leaverCase -> Pages.seeOther(UndoView.href(leaverCase)))
                        .orElseGet(pages::unknown);
            case ListLeaverCases.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }

    private boolean holds(LeaverCaseId leaverCase, UUID undo, Caller caller) {
        return switch (listUndos.handle(new ListUndos.Command(caller, leaverCase))) {
            case ListUndos.Outcome.Listed listed ->
                listed.undos().stream()
                        .anyMatch(one -> one.proposal().id().value().equals(undo));
            case ListUndos.Outcome.Unknown unknown -> false;
            case ListUndos.Outcome.NotAllowed refused -> false;
        };
    }
}

package dev.tenure.web.lifecycle;

import dev.tenure.application.identity.Identities;
import dev.tenure.application.identity.ListIdentities;
import dev.tenure.application.lifecycle.LeaverExceptions;
import dev.tenure.application.lifecycle.ListExceptions;
import dev.tenure.application.lifecycle.ListLeaverCases;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.web.identity.PendingLeaver;
import dev.tenure.web.page.Callers;
import dev.tenure.web.page.Pages;
import dev.tenure.web.page.Section;
import io.quarkus.security.Authenticated;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The front page: who is leaving and what is late. */
@Path("/ui")
@Authenticated
@Produces(Pages.HTML)
public class LeaversResource {

    private static final PageRequest FEW = new PageRequest(20, Optional.empty());

    private final ListLeaverCases listLeaverCases;
    private final ListExceptions listExceptions;
    private final ListIdentities listIdentities;
    private final Callers callers;
    private final Pages pages;

    @Inject
    public LeaversResource(
            ListLeaverCases listLeaverCases,
            ListExceptions listExceptions,
            ListIdentities listIdentities,
            Callers callers,
            Pages pages) {
        this.listLeaverCases = listLeaverCases;
        this.listExceptions = listExceptions;
        this.listIdentities = listIdentities;
        this.callers = callers;
        this.pages = pages;
    }

    /** The list, as the address asks for it. */
    @GET
    public Response list(
            @QueryParam("q") @Nullable String text,
            @QueryParam("show") @Nullable String show,
            @QueryParam("after") @Nullable String after) {
        Caller caller = callers.current();
        LeaversQuery query = LeaversQuery.of(text, show, after);
        return switch (listLeaverCases.handle(new ListLeaverCases.Command(caller, query.filter(), query.page()))) {
            case ListLeaverCases.Outcome.Listed listed ->
                pages.show(
                        Section.LEAVERS,
                        LeaversView.of(listed, query, pending(caller, listed.asOf()), exceptions(caller)));
            case ListLeaverCases.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }

    private LeaversPage.@Nullable Pending pending(Caller caller, Instant now) {
        if (!caller.hasAny(Role.CONFIDENTIAL_HR)) {
            return null;
        }
        Identities.Filter leaving = new Identities.Filter(Optional.empty(), Optional.of(Identities.Status.LEAVING));
        return switch (listIdentities.handle(new ListIdentities.Command(caller, leaving, FEW))) {
            case ListIdentities.Outcome.Listed listed ->
                new LeaversPage.Pending(
                        listed.identities().items().stream()
                                .map(identity -> PendingLeaver.of(identity, now))
                                .flatMap(Optional::stream)
                                .toList(),
                        listed.identities().next().isPresent());
            case ListIdentities.Outcome.NotAllowed refused -> null;
        };
    }

    /** The exceptions, where this reader may see them. */
    private LeaversPage.@Nullable OpenExceptions exceptions(Caller caller) {
        LeaverExceptions.Filter unresolved = new LeaverExceptions.Filter(true, Optional.empty());
        return switch (listExceptions.handle(new ListExceptions.Command(caller, unresolved, FEW))) {
            case ListExceptions.Outcome.Listed listed ->
                new LeaversPage.OpenExceptions(
                        listed.exceptions().items().stream()
                                .map(ExceptionLine::of)
                                .toList(),
                        listed.exceptions().next().isPresent());
            case ListExceptions.Outcome.NotAllowed refused -> null;
        };
    }
}

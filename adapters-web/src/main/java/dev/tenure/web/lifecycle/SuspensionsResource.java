package dev.tenure.web.lifecycle;

import dev.tenure.application.identity.Identities;
import dev.tenure.application.identity.ListIdentities;
import dev.tenure.application.lifecycle.DecideSuspension;
import dev.tenure.application.lifecycle.ListSuspensions;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.lifecycle.Suspension;
import dev.tenure.domain.lifecycle.SuspensionId;
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
import org.jspecify.annotations.Nullable;

/** Who was shut out at once, and what is decided about them. */
@Path("/ui/suspensions")
@Authenticated
@Produces(Pages.HTML)
public class SuspensionsResource {

    private static final PageRequest FEW = new PageRequest(20, Optional.empty());

    private final ListSuspensions listSuspensions;
    private final ListIdentities listIdentities;
    private final DecideSuspension decideSuspension;
    private final Callers callers;
    private final Pages pages;

    @Inject
    public SuspensionsResource(
            ListSuspensions listSuspensions,
            ListIdentities listIdentities,
            DecideSuspension decideSuspension,
            Callers callers,
            Pages pages) {
        this.listSuspensions = listSuspensions;
        this.listIdentities = listIdentities;
        this.decideSuspension = decideSuspension;
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
        SuspensionsShown shown = SuspensionsShown.of(state);
        PageRequest page = new PageRequest(PageRequest.USUAL, Query.after(after));
        return switch (listSuspensions.handle(new ListSuspensions.Command(caller, shown.state(), page))) {
            case ListSuspensions.Outcome.Listed listed -> withPeople(listed, shown, Query.text(text), caller);
            case ListSuspensions.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }

    private Response withPeople(
            ListSuspensions.Outcome.Listed suspensions, SuspensionsShown shown, String text, Caller caller) {
        if (text.isEmpty()) {
            return pages.show(
                    Section.SUSPENSIONS, SuspensionsView.page(suspensions, shown, text, Optional.empty(), caller));
        }
        Identities.Filter named = new Identities.Filter(Optional.of(text), Optional.empty());
        return switch (listIdentities.handle(new ListIdentities.Command(caller, named, FEW))) {
            case ListIdentities.Outcome.Listed found ->
                pages.show(
                        Section.SUSPENSIONS,
                        SuspensionsView.page(suspensions, shown, text, Optional.of(found), caller));
            case ListIdentities.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }

    /** Says whether somebody is out for good or goes on. */
    @POST
    @Path("{id}/decision")
    public Response decide(
            @PathParam("id") String id,
            @FormParam("decision") @DefaultValue("") String decision,
            @FormParam("reason") @DefaultValue("") String reason) {
        Optional<SuspensionId> known = Query.id(id).map(SuspensionId::new);
        if (known.isEmpty()) {
            return pages.unknown();
        }
        boolean forGood = decision.equals("for-good");
        // What is neither must never be taken for one of them.
        if (!forGood && !decision.equals("lift")) {
            return pages.problem(Problem.BAD_FORM);
        }
        return switch (decideSuspension.handle(
                new DecideSuspension.Command(callers.current(), known.get(), forGood, reason))) {
            case DecideSuspension.Outcome.Decided done ->
                pages.sendTo(SuspensionsView.ADDRESS, notice(done.suspension()));
            case DecideSuspension.Outcome.AlreadyDecided before ->
                pages.sendTo(SuspensionsView.ADDRESS, Notice.SUSPENSION_DECIDED_BEFORE);
            case DecideSuspension.Outcome.BadReason bad -> pages.sendTo(SuspensionsView.ADDRESS, Notice.REASON_MISSING);
            case DecideSuspension.Outcome.Unknown unknown -> pages.unknown();
            case DecideSuspension.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }

    /** What stands now, in words. */
    static Notice notice(Suspension suspension) {
        return switch (suspension) {
            case Suspension.Undecided undecided -> Notice.SUSPENDED;
            case Suspension.Upheld upheld -> Notice.SHUT_OUT_FOR_GOOD;
            case Suspension.Lifted lifted -> Notice.SUSPENSION_LIFTED;
        };
    }
}

package dev.tenure.web.lifecycle;

import dev.tenure.application.identity.ShowIdentity;
import dev.tenure.application.lifecycle.SuspendPerson;
import dev.tenure.application.transaction.RequestKey;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.identity.Identity;
import dev.tenure.domain.identity.IdentityId;
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
import java.util.Optional;
import java.util.UUID;

/** One person who is to be shut out at once. It takes two forms, so that no slip of the hand does it. */
@Path("/ui/suspensions/people/{id}")
@Authenticated
@Produces(Pages.HTML)
public class SuspendResource {

    private static final String FOR_GOOD = "for-good";
    private static final String SUSPEND = "suspend";

    private final ShowIdentity showIdentity;
    private final SuspendPerson suspendPerson;
    private final Callers callers;
    private final Pages pages;

    @Inject
    public SuspendResource(ShowIdentity showIdentity, SuspendPerson suspendPerson, Callers callers, Pages pages) {
        this.showIdentity = showIdentity;
        this.suspendPerson = suspendPerson;
        this.callers = callers;
        this.pages = pages;
    }

    /** The person, and the first form. */
    @GET
    public Response show(@PathParam("id") String id) {
        return person(id, UUID.randomUUID().toString(), "", SuspendPage.Step.ASK);
    }

    /** Shows once more what was asked for. Changes nothing. */
    @POST
    @Path("review")
    public Response review(
            @PathParam("id") String id,
            @FormParam("how") @DefaultValue("") String how,
            @FormParam("reason") @DefaultValue("") String reason,
            @FormParam("request") @DefaultValue("") String request) {
        if (!isOne(how) || Query.id(request).isEmpty()) {
            return pages.problem(Problem.BAD_FORM);
        }
        if (reason.isBlank()) {
            return person(id, request, reason, SuspendPage.Step.ASK_AGAIN);
        }
        return person(
                id,
                request,
                reason,
                how.equals(FOR_GOOD) ? SuspendPage.Step.CONFIRM_FOR_GOOD : SuspendPage.Step.CONFIRM_SUSPEND);
    }

    /** Shuts the person out. */
    @POST
    public Response suspend(
            @PathParam("id") String id,
            @FormParam("how") @DefaultValue("") String how,
            @FormParam("reason") @DefaultValue("") String reason,
            @FormParam("request") @DefaultValue("") String request) {
        Optional<IdentityId> known = Query.id(id).map(IdentityId::new);
        if (known.isEmpty()) {
            return pages.unknown();
        }
        String back = SuspensionsView.href(known.get());
        Optional<RequestKey> key = Query.id(request)
                .map(name -> new RequestKey(name.toString(), "POST " + back + " " + how + reason.hashCode()));
        if (!isOne(how) || key.isEmpty()) {
            return pages.problem(Problem.BAD_FORM);
        }
        return switch (suspendPerson.handle(
                new SuspendPerson.Command(callers.current(), key.get(), known.get(), reason, how.equals(FOR_GOOD)))) {
            case SuspendPerson.Outcome.Suspended done ->
                pages.sendTo(SuspensionsView.ADDRESS, SuspensionsResource.notice(done.suspension()));
            case SuspendPerson.Outcome.LeavesAlready leaving ->
                pages.sendTo(
                        "/ui/leavers/" + leaving.leaverCase().opening().id().value(), Notice.LEAVES_ALREADY);
            case SuspendPerson.Outcome.BadReason bad -> pages.sendTo(back, Notice.REASON_MISSING);
            case SuspendPerson.Outcome.KeyReused reused -> pages.sendTo(back, Notice.SENT_BEFORE);
            case SuspendPerson.Outcome.InProgress busy -> pages.sendTo(back, Notice.STILL_AT_WORK);
            case SuspendPerson.Outcome.Unknown unknown -> pages.unknown();
            case SuspendPerson.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }

    private Response person(String id, String request, String reason, SuspendPage.Step step) {
        Optional<IdentityId> known = Query.id(id).map(IdentityId::new);
        if (known.isEmpty()) {
            return pages.unknown();
        }
        Caller caller = callers.current();
        return switch (showIdentity.handle(new ShowIdentity.Command(caller, known.get()))) {
            case ShowIdentity.Outcome.Shown shown -> {
                Identity identity = shown.identity();
                SuspendPage.Step allowed = SuspensionsView.maySuspend(caller) ? step : SuspendPage.Step.READ_ONLY;
                SuspendPage page = SuspensionsView.page(identity, request, reason, allowed);
                yield page.wrong() ? pages.showAgain(Section.SUSPENSIONS, page) : pages.show(Section.SUSPENSIONS, page);
            }
            case ShowIdentity.Outcome.Unknown unknown -> pages.unknown();
            case ShowIdentity.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }

    /** What is neither must never be taken for one of them. */
    private static boolean isOne(String how) {
        return how.equals(SUSPEND) || how.equals(FOR_GOOD);
    }
}

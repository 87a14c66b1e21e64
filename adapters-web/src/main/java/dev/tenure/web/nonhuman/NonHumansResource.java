package dev.tenure.web.nonhuman;

import dev.tenure.application.nonhuman.DecideNonHuman;
import dev.tenure.application.nonhuman.ListNonHumans;
import dev.tenure.application.nonhuman.NonHumans;
import dev.tenure.application.nonhuman.RequestNonHuman;
import dev.tenure.application.nonhuman.RetireNonHuman;
import dev.tenure.application.nonhuman.ShowNonHuman;
import dev.tenure.application.nonhuman.TransferNonHuman;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.transaction.RequestKey;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.nonhuman.NonHumanId;
import dev.tenure.domain.nonhuman.NonHumanKind;
import dev.tenure.domain.reconciliation.AccountId;
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

/** Identities that are no people: what each is for, who answers for it, and who asks for more. */
@Path("/ui/non-humans")
@Authenticated
@Produces(Pages.HTML)
public class NonHumansResource {

    private final RequestNonHuman requestNonHuman;
    private final DecideNonHuman decideNonHuman;
    private final TransferNonHuman transferNonHuman;
    private final RetireNonHuman retireNonHuman;
    private final ListNonHumans listNonHumans;
    private final ShowNonHuman showNonHuman;
    private final Callers callers;
    private final Pages pages;

    @Inject
    public NonHumansResource(
            RequestNonHuman requestNonHuman,
            DecideNonHuman decideNonHuman,
            TransferNonHuman transferNonHuman,
            RetireNonHuman retireNonHuman,
            ListNonHumans listNonHumans,
            ShowNonHuman showNonHuman,
            Callers callers,
            Pages pages) {
        this.requestNonHuman = requestNonHuman;
        this.decideNonHuman = decideNonHuman;
        this.transferNonHuman = transferNonHuman;
        this.retireNonHuman = retireNonHuman;
        this.listNonHumans = listNonHumans;
        this.showNonHuman = showNonHuman;
        this.callers = callers;
        this.pages = pages;
    }

    /** All of them, or those that fit. */
    @GET
    public Response list(
            @QueryParam("q") @Nullable String text,
            @QueryParam("state") @Nullable String state,
            @QueryParam("kind") @Nullable String kind,
            @QueryParam("owner") @Nullable String owner,
            @QueryParam("unowned") @Nullable String unowned,
            @QueryParam("account") @Nullable String account,
            @QueryParam("after") @Nullable String after) {
        Caller caller = callers.current();
        NonHumans.Filter filter = new NonHumans.Filter(
                NonHumanView.chosen(NonHumans.State.values(), state),
                NonHumanView.chosen(NonHumanKind.values(), kind),
                Query.id(Query.text(owner)).map(IdentityId::new),
                Query.wanted(text),
                "yes".equals(unowned));
        return switch (listNonHumans.handle(
                new ListNonHumans.Command(caller, filter, new PageRequest(PageRequest.USUAL, Query.after(after))))) {
            case ListNonHumans.Outcome.Listed listed ->
                pages.show(
                        Section.NON_HUMANS,
                        NonHumanView.list(
                                listed,
                                filter,
                                Query.id(Query.text(account))
                                        .map(UUID::toString)
                                        .orElse(""),
                                caller,
                                UUID.randomUUID().toString()));
            case ListNonHumans.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }

    /** One of them. */
    @GET
    @Path("{id}")
    public Response show(@PathParam("id") String id) {
        Optional<UUID> known = Query.id(id);
        if (known.isEmpty()) {
            return pages.unknown();
        }
        Caller caller = callers.current();
        return switch (showNonHuman.handle(new ShowNonHuman.Command(caller, new NonHumanId(known.get())))) {
            case ShowNonHuman.Outcome.Shown shown ->
                pages.show(Section.NON_HUMANS, NonHumanView.page(shown.shown(), caller));
            case ShowNonHuman.Outcome.Unknown unknown -> pages.unknown();
            case ShowNonHuman.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }

    /** Asks for one. */
    @POST
    public Response request(
            @FormParam("request") @DefaultValue("") String request,
            @FormParam("kind") @DefaultValue("") String kind,
            @FormParam("name") @DefaultValue("") String name,
            @FormParam("purpose") @DefaultValue("") String purpose,
            @FormParam("owner") @DefaultValue("") String owner,
            @FormParam("account") @DefaultValue("") String account) {
        Optional<UUID> once = Query.id(request);
        Optional<UUID> answers = Query.id(owner.strip());
        Optional<UUID> about = Query.id(account.strip());
        Optional<NonHumanKind> as = NonHumanView.chosen(NonHumanKind.values(), kind);
        if (once.isEmpty() || answers.isEmpty() || as.isEmpty() || (!account.isBlank() && about.isEmpty())) {
            return pages.problem(Problem.BAD_FORM);
        }
        RequestKey key = new RequestKey(
                once.get().toString(),
                "POST " + NonHumanView.HOME + "?"
                        + String.join("\u001f", kind, name, purpose, owner, account)
                                .hashCode());
        String back = NonHumanView.HOME;
        return switch (requestNonHuman.handle(new RequestNonHuman.Command(
                callers.current(),
                key,
                as.get(),
                name.strip(),
                purpose,
                new IdentityId(answers.get()),
                about.map(AccountId::new)))) {
            case RequestNonHuman.Outcome.Recorded recorded ->
                pages.sendTo(NonHumanView.href(recorded.nonHuman().terms().id()), Notice.NON_HUMAN_REQUESTED);
            case RequestNonHuman.Outcome.BadName bad -> pages.problem(Problem.BAD_FORM);
            case RequestNonHuman.Outcome.BadPurpose bad -> pages.sendTo(back, Notice.PURPOSE_MISSING);
            case RequestNonHuman.Outcome.OwnerNotHere gone -> pages.sendTo(back, Notice.OWNER_NOT_HERE);
            case RequestNonHuman.Outcome.NameTaken taken -> pages.sendTo(back, Notice.NON_HUMAN_NAME_TAKEN);
            case RequestNonHuman.Outcome.UnknownAccount unknown -> pages.sendTo(back, Notice.ACCOUNT_GONE);
            case RequestNonHuman.Outcome.AccountTaken taken -> pages.sendTo(back, Notice.ACCOUNT_TAKEN);
            case RequestNonHuman.Outcome.OwnAccount own -> pages.sendTo(back, Notice.OWN_ACCOUNT);
            case RequestNonHuman.Outcome.KeyReused reused -> pages.sendTo(back, Notice.SENT_BEFORE);
            case RequestNonHuman.Outcome.InProgress busy -> pages.sendTo(back, Notice.STILL_AT_WORK);
            case RequestNonHuman.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }

    /** Another person agrees. */
    @POST
    @Path("{id}/approve")
    public Response approve(@PathParam("id") String id) {
        return decide(id, new DecideNonHuman.Decision.Approve(), Notice.NON_HUMAN_APPROVED);
    }

    /** Somebody says no. */
    @POST
    @Path("{id}/reject")
    public Response reject(@PathParam("id") String id, @FormParam("reason") @DefaultValue("") String reason) {
        return decide(id, new DecideNonHuman.Decision.Reject(reason), Notice.NON_HUMAN_REJECTED);
    }

    private Response decide(String id, DecideNonHuman.Decision decision, Notice done) {
        Optional<UUID> known = Query.id(id);
        if (known.isEmpty()) {
            return pages.unknown();
        }
        String back = NonHumanView.href(new NonHumanId(known.get()));
        return switch (decideNonHuman.handle(
                new DecideNonHuman.Command(callers.current(), new NonHumanId(known.get()), decision))) {
            case DecideNonHuman.Outcome.Decided decided -> pages.sendTo(back, done);
            case DecideNonHuman.Outcome.Unknown unknown -> pages.unknown();
            case DecideNonHuman.Outcome.AlreadyDecided before -> pages.sendTo(back, Notice.ENGAGEMENT_ALREADY_DECIDED);
            case DecideNonHuman.Outcome.DeciderIsRequester same ->
                pages.sendTo(back, Notice.ENGAGEMENT_DECIDER_IS_REQUESTER);
            case DecideNonHuman.Outcome.OwnerNotHere gone -> pages.sendTo(back, Notice.OWNER_NOT_HERE);
            case DecideNonHuman.Outcome.UnknownAccount unknown -> pages.sendTo(back, Notice.ACCOUNT_GONE);
            case DecideNonHuman.Outcome.AccountTaken taken -> pages.sendTo(back, Notice.ACCOUNT_TAKEN);
            case DecideNonHuman.Outcome.OwnAccount own -> pages.sendTo(back, Notice.OWN_ACCOUNT);
            case DecideNonHuman.Outcome.BadReason bad -> pages.sendTo(back, Notice.PURPOSE_MISSING);
            case DecideNonHuman.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }

    /** Somebody else answers for it. */
    @POST
    @Path("{id}/owner")
    public Response transfer(
            @PathParam("id") String id,
            @FormParam("owner") @DefaultValue("") String owner,
            @FormParam("reason") @DefaultValue("") String reason) {
        Optional<UUID> known = Query.id(id);
        if (known.isEmpty()) {
            return pages.unknown();
        }
        Optional<UUID> answers = Query.id(owner.strip());
        if (answers.isEmpty()) {
            return pages.problem(Problem.BAD_FORM);
        }
        String back = NonHumanView.href(new NonHumanId(known.get()));
        return switch (transferNonHuman.handle(new TransferNonHuman.Command(
                callers.current(), new NonHumanId(known.get()), new IdentityId(answers.get()), reason))) {
            case TransferNonHuman.Outcome.Transferred transferred -> pages.sendTo(back, Notice.NON_HUMAN_TRANSFERRED);
            case TransferNonHuman.Outcome.Unknown unknown -> pages.unknown();
            case TransferNonHuman.Outcome.NotActive not -> pages.sendTo(back, Notice.NON_HUMAN_NOT_ACTIVE);
            case TransferNonHuman.Outcome.OwnerNotHere gone -> pages.sendTo(back, Notice.OWNER_NOT_HERE);
            case TransferNonHuman.Outcome.BadReason bad -> pages.sendTo(back, Notice.PURPOSE_MISSING);
            case TransferNonHuman.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }

    /** It is needed no more. */
    @POST
    @Path("{id}/retire")
    public Response retire(@PathParam("id") String id, @FormParam("reason") @DefaultValue("") String reason) {
        Optional<UUID> known = Query.id(id);
        if (known.isEmpty()) {
            return pages.unknown();
        }
        String back = NonHumanView.href(new NonHumanId(known.get()));
        return switch (retireNonHuman.handle(
                new RetireNonHuman.Command(callers.current(), new NonHumanId(known.get()), reason))) {
            case RetireNonHuman.Outcome.Retired retired -> pages.sendTo(back, Notice.NON_HUMAN_RETIRED);
            case RetireNonHuman.Outcome.Unknown unknown -> pages.unknown();
            case RetireNonHuman.Outcome.NotActive not -> pages.sendTo(back, Notice.NON_HUMAN_NOT_ACTIVE);
            case RetireNonHuman.Outcome.BadReason bad -> pages.sendTo(back, Notice.PURPOSE_MISSING);
            case RetireNonHuman.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }
}

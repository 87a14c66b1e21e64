package dev.tenure.web.provisioning;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.provisioning.ListHeldAccounts;
import dev.tenure.application.provisioning.ProposeHoldRelease;
import dev.tenure.application.provisioning.ReleaseHold;
import dev.tenure.application.provisioning.ShowHold;
import dev.tenure.application.transaction.RequestKey;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.provisioning.HoldId;
import dev.tenure.domain.provisioning.HoldRelease;
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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One hold: whom it concerns, and letting it go. */
@Path("/ui/guard/holds/{id}")
@Authenticated
@Produces(Pages.HTML)
public class HoldResource {

    private final ShowHold showHold;
    private final ListHeldAccounts listHeldAccounts;
    private final ProposeHoldRelease proposeHoldRelease;
    private final ReleaseHold releaseHold;
    private final Callers callers;
    private final Pages pages;

    @Inject
    public HoldResource(
            ShowHold showHold,
            ListHeldAccounts listHeldAccounts,
            ProposeHoldRelease proposeHoldRelease,
            ReleaseHold releaseHold,
            Callers callers,
            Pages pages) {
        this.showHold = showHold;
        this.listHeldAccounts = listHeldAccounts;
        this.proposeHoldRelease = proposeHoldRelease;
        this.releaseHold = releaseHold;
        this.callers = callers;
        this.pages = pages;
    }

    /** The hold. */
    @GET
    public Response show(@PathParam("id") String id, @QueryParam("after") @Nullable String after) {
        Optional<HoldId> known = Query.id(id).map(HoldId::new);
        if (known.isEmpty()) {
            return pages.unknown();
        }
        Caller caller = callers.current();
        return switch (showHold.handle(new ShowHold.Command(caller, known.get()))) {
            case ShowHold.Outcome.Shown shown -> withAccounts(shown, known.get(), after, caller);
            case ShowHold.Outcome.Unknown unknown -> pages.unknown();
            case ShowHold.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }

    private Response withAccounts(ShowHold.Outcome.Shown shown, HoldId id, @Nullable String after, Caller caller) {
        PageRequest page = new PageRequest(PageRequest.USUAL, Query.after(after));
        return switch (listHeldAccounts.handle(new ListHeldAccounts.Command(caller, id, page))) {
            case ListHeldAccounts.Outcome.Listed listed ->
                pages.show(
                        Section.GUARD,
                        GuardView.page(
                                shown,
                                listed.accounts(),
                                caller,
                                UUID.randomUUID().toString()));
            case ListHeldAccounts.Outcome.Unknown unknown -> pages.unknown();
            case ListHeldAccounts.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }

    /** Proposes to release all of it, or the accounts that are ticked. */
    @POST
    @Path("releases")
    public Response propose(
            @PathParam("id") String id,
            @FormParam("what") @DefaultValue("") String what,
            @FormParam("account") @Nullable List<String> ticked,
            @FormParam("reason") @DefaultValue("") String reason,
            @FormParam("request") @DefaultValue("") String request) {
        Optional<UUID> known = Query.id(id);
        if (known.isEmpty()) {
            return pages.unknown();
        }
        String back = GuardView.ADDRESS + "/holds/" + known.get();
        boolean all = what.equals("all");
        Set<AccountId> part = accounts(ticked == null ? List.of() : ticked);
        Optional<RequestKey> key = Query.id(request)
                .map(name -> new RequestKey(name.toString(), "POST " + back + "/releases " + all + part.hashCode()));
        // What is neither all nor a part must never be taken for all.
        if (key.isEmpty() || (!all && !what.equals("part"))) {
            return pages.problem(Problem.BAD_FORM);
        }
        return switch (proposeHoldRelease.handle(new ProposeHoldRelease.Command(
                callers.current(),
                key.get(),
                new HoldId(known.get()),
                all ? Optional.empty() : Optional.of(part),
                reason))) {
            case ProposeHoldRelease.Outcome.Recorded recorded -> pages.sendTo(back, Notice.RELEASE_PROPOSED);
            case ProposeHoldRelease.Outcome.NothingHeld nothing -> pages.sendTo(back, Notice.NOTHING_HELD);
            case ProposeHoldRelease.Outcome.AlreadyProposed waits ->
                pages.sendTo(back, Notice.RELEASE_ALREADY_PROPOSED);
            case ProposeHoldRelease.Outcome.BadReason bad -> pages.sendTo(back, Notice.REASON_MISSING);
            case ProposeHoldRelease.Outcome.BadPart bad -> pages.sendTo(back, Notice.PART_IS_EMPTY);
            case ProposeHoldRelease.Outcome.KeyReused reused -> pages.sendTo(back, Notice.SENT_BEFORE);
            case ProposeHoldRelease.Outcome.InProgress busy -> pages.sendTo(back, Notice.STILL_AT_WORK);
            case ProposeHoldRelease.Outcome.Unknown unknown -> pages.unknown();
            case ProposeHoldRelease.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }

    private static Set<AccountId> accounts(List<String> ticked) {
        return ticked.stream()
                .flatMap(id -> Query.id(id).stream())
                .map(AccountId::new)
                .collect(Collectors.toSet());
    }

    /** The second person agrees. */
    @POST
    @Path("releases/{release}/confirm")
    public Response confirm(@PathParam("id") String id, @PathParam("release") String release) {
        return decide(id, release, true);
    }

    /** Somebody says no. */
    @POST
    @Path("releases/{release}/decline")
    public Response decline(@PathParam("id") String id, @PathParam("release") String release) {
        return decide(id, release, false);
    }

    private Response decide(String id, String release, boolean agree) {
        Optional<UUID> known = Query.id(id);
        Optional<UUID> proposal = Query.id(release);
        if (known.isEmpty() || proposal.isEmpty()) {
            return pages.unknown();
        }
        String back = GuardView.ADDRESS + "/holds/" + known.get();
        return switch (releaseHold.handle(new ReleaseHold.Command(callers.current(), proposal.get(), agree))) {
            case ReleaseHold.Outcome.Ended ended -> pages.sendTo(back, notice(ended.release()));
            case ReleaseHold.Outcome.AlreadyEnded before -> pages.sendTo(back, Notice.RELEASE_ALREADY_ENDED);
            case ReleaseHold.Outcome.ConfirmerIsProposer same ->
                pages.sendTo(back, Notice.RELEASE_CONFIRMER_IS_PROPOSER);
            case ReleaseHold.Outcome.Unknown unknown -> pages.unknown();
            case ReleaseHold.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }

    private static Notice notice(HoldRelease release) {
        return switch (release) {
            case HoldRelease.Proposed proposed -> Notice.RELEASE_PROPOSED;
            case HoldRelease.Confirmed confirmed -> Notice.RELEASED;
            case HoldRelease.Declined declined -> Notice.RELEASE_DECLINED;
        };
    }
}

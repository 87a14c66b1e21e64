package dev.tenure.web.engagement;

import dev.tenure.application.engagement.DecideEngagement;
import dev.tenure.application.engagement.EndEngagement;
import dev.tenure.application.engagement.Engagements;
import dev.tenure.application.engagement.ExtendEngagement;
import dev.tenure.application.engagement.ListEngagements;
import dev.tenure.application.engagement.RequestEngagement;
import dev.tenure.application.engagement.ShowEngagement;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.transaction.RequestKey;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.engagement.Engaged;
import dev.tenure.domain.engagement.EngagementId;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.identity.IdentityKind;
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
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The register of people who are no employees: who is here until when, and who asks for more. */
@Path("/ui/engagements")
@Authenticated
@Produces(Pages.HTML)
public class EngagementsResource {

    /** Soon enough to be reminded of. */
    private static final long SOON_DAYS = 14;

    private final RequestEngagement requestEngagement;
    private final ExtendEngagement extendEngagement;
    private final DecideEngagement decideEngagement;
    private final EndEngagement endEngagement;
    private final ListEngagements listEngagements;
    private final ShowEngagement showEngagement;
    private final Callers callers;
    private final Pages pages;

    @Inject
    public EngagementsResource(
            RequestEngagement requestEngagement,
            ExtendEngagement extendEngagement,
            DecideEngagement decideEngagement,
            EndEngagement endEngagement,
            ListEngagements listEngagements,
            ShowEngagement showEngagement,
            Callers callers,
            Pages pages) {
        this.requestEngagement = requestEngagement;
        this.extendEngagement = extendEngagement;
        this.decideEngagement = decideEngagement;
        this.endEngagement = endEngagement;
        this.listEngagements = listEngagements;
        this.showEngagement = showEngagement;
        this.callers = callers;
        this.pages = pages;
    }

    /** The register. */
    @GET
    public Response list(
            @QueryParam("q") @Nullable String text,
            @QueryParam("standing") @Nullable String standing,
            @QueryParam("soon") @Nullable String soon,
            @QueryParam("orphaned") @Nullable String orphaned,
            @QueryParam("after") @Nullable String after) {
        Caller caller = callers.current();
        Optional<Engagements.Standing> wanted = Arrays.stream(Engagements.Standing.values())
                .filter(one -> EngagementView.value(one).equals(standing))
                .findFirst();
        boolean endsSoon = "yes".equals(soon);
        boolean withoutSponsor = "yes".equals(orphaned);
        return switch (listEngagements.handle(new ListEngagements.Command(
                caller,
                Query.wanted(text),
                wanted,
                endsSoon ? Optional.of(SOON_DAYS) : Optional.empty(),
                withoutSponsor,
                new PageRequest(PageRequest.USUAL, Query.after(after))))) {
            case ListEngagements.Outcome.Listed listed ->
                pages.show(
                        Section.ENGAGEMENTS,
                        EngagementView.list(
                                listed,
                                Query.text(text),
                                wanted,
                                endsSoon,
                                withoutSponsor,
                                caller,
                                UUID.randomUUID().toString()));
            case ListEngagements.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }

    /** One engagement. */
    @GET
    @Path("{id}")
    public Response show(@PathParam("id") String id) {
        Optional<UUID> known = Query.id(id);
        if (known.isEmpty()) {
            return pages.unknown();
        }
        Caller caller = callers.current();
        return switch (showEngagement.handle(new ShowEngagement.Command(caller, new EngagementId(known.get())))) {
            case ShowEngagement.Outcome.Shown shown ->
                pages.show(
                        Section.ENGAGEMENTS,
                        EngagementView.page(
                                shown.engagement(),
                                shown.standing(),
                                caller,
                                UUID.randomUUID().toString()));
            case ShowEngagement.Outcome.Unknown unknown -> pages.unknown();
            case ShowEngagement.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }

    /** Asks for an engagement. */
    @POST
    public Response request(
            @FormParam("request") @DefaultValue("") String request,
            @FormParam("kind") @DefaultValue("") String kind,
            @FormParam("given") @DefaultValue("") String given,
            @FormParam("family") @DefaultValue("") String family,
            @FormParam("email") @DefaultValue("") String email,
            @FormParam("company") @DefaultValue("") String company,
            @FormParam("zone") @DefaultValue("") String zone,
            @FormParam("start") @DefaultValue("") String start,
            @FormParam("until") @DefaultValue("") String until,
            @FormParam("sponsor") @DefaultValue("") String sponsor,
            @FormParam("purpose") @DefaultValue("") String purpose) {
        Optional<UUID> name = Query.id(request);
        Optional<UUID> answers = Query.id(sponsor.strip());
        Optional<LocalDate> from = day(start);
        Optional<Engaged> person = person(kind, given, family, email, company, zone);
        if (name.isEmpty()
                || answers.isEmpty()
                || from.isEmpty()
                || person.isEmpty()
                || (!until.isBlank() && day(until).isEmpty())) {
            return pages.problem(Problem.BAD_FORM);
        }
        RequestKey key = new RequestKey(
                name.get().toString(),
                "POST " + EngagementView.HOME + "?"
                        + String.join(
                                        "\u001f", kind, given, family, email, company, zone, start, until, sponsor,
                                        purpose)
                                .hashCode());
        return switch (requestEngagement.handle(new RequestEngagement.Command(
                callers.current(),
                key,
                person.get(),
                from.get(),
                day(until),
                new IdentityId(answers.get()),
                purpose))) {
            case RequestEngagement.Outcome.Recorded recorded ->
                pages.sendTo(EngagementView.href(recorded.engagement()), Notice.ENGAGEMENT_REQUESTED);
            case RequestEngagement.Outcome.BadEnd bad -> pages.sendTo(EngagementView.HOME, Notice.ENGAGEMENT_BAD_END);
            case RequestEngagement.Outcome.BadPurpose bad -> pages.sendTo(EngagementView.HOME, Notice.PURPOSE_MISSING);
            case RequestEngagement.Outcome.SponsorNotHere gone ->
                pages.sendTo(EngagementView.HOME, Notice.SPONSOR_NOT_HERE);
            case RequestEngagement.Outcome.AlreadyEngaged before ->
                pages.sendTo(EngagementView.HOME, Notice.ALREADY_ENGAGED);
            case RequestEngagement.Outcome.PersonIsEmployed employed ->
                pages.sendTo(EngagementView.HOME, Notice.PERSON_IS_EMPLOYED);
            case RequestEngagement.Outcome.KeyReused reused -> pages.sendTo(EngagementView.HOME, Notice.SENT_BEFORE);
            case RequestEngagement.Outcome.InProgress busy -> pages.sendTo(EngagementView.HOME, Notice.STILL_AT_WORK);
            case RequestEngagement.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }

    private static Optional<Engaged> person(
            String kind, String given, String family, String email, String company, String zone) {
        try {
            return Optional.of(new Engaged(
                    kind.equals("vendor") ? IdentityKind.VENDOR : IdentityKind.CONTRACTOR,
                    given.strip(),
                    family.strip(),
                    email.strip(),
                    Optional.of(company.strip()).filter(text -> !text.isEmpty()),
                    Optional.empty(),
                    Optional.empty(),
                    ZoneId.of(zone.strip())));
        } catch (IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<LocalDate> day(String text) {
        try {
            LocalDate day = LocalDate.parse(text);
            return day.getYear() >= 1970 && day.getYear() < 9000 ? Optional.of(day) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Asks for a longer term, or another sponsor. */
    @POST
    @Path("{id}/extensions")
    public Response extend(
            @PathParam("id") String id,
            @FormParam("request") @DefaultValue("") String request,
            @FormParam("until") @DefaultValue("") String until,
            @FormParam("sponsor") @DefaultValue("") String sponsor,
            @FormParam("purpose") @DefaultValue("") String purpose) {
        Optional<UUID> known = Query.id(id);
        if (known.isEmpty()) {
            return pages.unknown();
        }
        String back = EngagementView.HOME + "/" + known.get();
        Optional<UUID> name = Query.id(request);
        Optional<UUID> answers = Query.id(sponsor.strip());
        if (name.isEmpty()
                || (!sponsor.isBlank() && answers.isEmpty())
                || (!until.isBlank() && day(until).isEmpty())) {
            return pages.problem(Problem.BAD_FORM);
        }
        RequestKey key = new RequestKey(
                name.get().toString(),
                "POST " + back + "?"
                        + String.join("\u001f", until, sponsor, purpose).hashCode());
        return switch (extendEngagement.handle(new ExtendEngagement.Command(
                callers.current(),
                key,
                new EngagementId(known.get()),
                day(until),
                answers.map(IdentityId::new),
                purpose))) {
            case ExtendEngagement.Outcome.Recorded recorded -> pages.sendTo(back, Notice.ENGAGEMENT_REQUESTED);
            case ExtendEngagement.Outcome.Unknown unknown -> pages.unknown();
            case ExtendEngagement.Outcome.NotInForce not -> pages.sendTo(back, Notice.ENGAGEMENT_NOT_IN_FORCE);
            case ExtendEngagement.Outcome.AlreadyRequested before ->
                pages.sendTo(back, Notice.EXTENSION_ALREADY_REQUESTED);
            case ExtendEngagement.Outcome.BadEnd bad -> pages.sendTo(back, Notice.ENGAGEMENT_BAD_END);
            case ExtendEngagement.Outcome.BadPurpose bad -> pages.sendTo(back, Notice.PURPOSE_MISSING);
            case ExtendEngagement.Outcome.SponsorNotHere gone -> pages.sendTo(back, Notice.SPONSOR_NOT_HERE);
            case ExtendEngagement.Outcome.KeyReused reused -> pages.sendTo(back, Notice.SENT_BEFORE);
            case ExtendEngagement.Outcome.InProgress busy -> pages.sendTo(back, Notice.STILL_AT_WORK);
            case ExtendEngagement.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }

    /** Another person agrees. */
    @POST
    @Path("{id}/approve")
    public Response approve(@PathParam("id") String id) {
        return decide(id, new DecideEngagement.Decision.Approve(), Notice.ENGAGEMENT_APPROVED);
    }

    /** Somebody says no. */
    @POST
    @Path("{id}/decline")
    public Response decline(@PathParam("id") String id, @FormParam("reason") @DefaultValue("") String reason) {
        return decide(id, new DecideEngagement.Decision.Decline(reason), Notice.ENGAGEMENT_DECLINED);
    }

    private Response decide(String id, DecideEngagement.Decision decision, Notice done) {
        Optional<UUID> known = Query.id(id);
        if (known.isEmpty()) {
            return pages.unknown();
        }
        String back = EngagementView.HOME + "/" + known.get();
        return switch (decideEngagement.handle(
                new DecideEngagement.Command(callers.current(), new EngagementId(known.get()), decision))) {
            case DecideEngagement.Outcome.Decided decided -> pages.sendTo(back, done);
            case DecideEngagement.Outcome.Unknown unknown -> pages.unknown();
            case DecideEngagement.Outcome.AlreadyDecided before ->
                pages.sendTo(back, Notice.ENGAGEMENT_ALREADY_DECIDED);
            case DecideEngagement.Outcome.DeciderIsRequester same ->
                pages.sendTo(back, Notice.ENGAGEMENT_DECIDER_IS_REQUESTER);
            case DecideEngagement.Outcome.Outdated outdated -> pages.sendTo(back, Notice.ENGAGEMENT_OUTDATED);
            case DecideEngagement.Outcome.SponsorNotHere gone -> pages.sendTo(back, Notice.SPONSOR_NOT_HERE);
            case DecideEngagement.Outcome.PersonIsEmployed employed -> pages.sendTo(back, Notice.PERSON_IS_EMPLOYED);
            case DecideEngagement.Outcome.BadReason bad -> pages.sendTo(back, Notice.PURPOSE_MISSING);
            case DecideEngagement.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }

    /** Ends it at once. */
    @POST
    @Path("{id}/end")
    public Response end(@PathParam("id") String id, @FormParam("reason") @DefaultValue("") String reason) {
        Optional<UUID> known = Query.id(id);
        if (known.isEmpty()) {
            return pages.unknown();
        }
        String back = EngagementView.HOME + "/" + known.get();
        return switch (endEngagement.handle(
                new EndEngagement.Command(callers.current(), new EngagementId(known.get()), reason))) {
            case EndEngagement.Outcome.Ended ended -> pages.sendTo(back, Notice.ENGAGEMENT_ENDED);
            case EndEngagement.Outcome.Unknown unknown -> pages.unknown();
            case EndEngagement.Outcome.NotInForce not -> pages.sendTo(back, Notice.ENGAGEMENT_NOT_IN_FORCE);
            case EndEngagement.Outcome.BadReason bad -> pages.sendTo(back, Notice.PURPOSE_MISSING);
            case EndEngagement.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }
}

package dev.tenure.web.finding;

import dev.tenure.application.finding.AcceptFinding;
import dev.tenure.application.finding.AssignFinding;
import dev.tenure.application.finding.EndFindingAcceptance;
import dev.tenure.application.finding.ListFindings;
import dev.tenure.application.finding.ShowFinding;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.finding.FindingId;
import dev.tenure.web.page.Callers;
import dev.tenure.web.page.CsvFile;
import dev.tenure.web.page.Notice;
import dev.tenure.web.page.Pages;
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
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What is wrong with access: looked through, handed to somebody, or let stay until a day. */
@Path(FindingsQuery.ADDRESS)
@Authenticated
@Produces(Pages.HTML)
public class FindingsResource {

    private final ListFindings listFindings;
    private final ShowFinding showFinding;
    private final AssignFinding assignFinding;
    private final AcceptFinding acceptFinding;
    private final EndFindingAcceptance endFindingAcceptance;
    private final Callers callers;
    private final Pages pages;

    @Inject
    public FindingsResource(
            ListFindings listFindings,
            ShowFinding showFinding,
            AssignFinding assignFinding,
            AcceptFinding acceptFinding,
            EndFindingAcceptance endFindingAcceptance,
            Callers callers,
            Pages pages) {
        this.listFindings = listFindings;
        this.showFinding = showFinding;
        this.assignFinding = assignFinding;
        this.acceptFinding = acceptFinding;
        this.endFindingAcceptance = endFindingAcceptance;
        this.callers = callers;
        this.pages = pages;
    }

    /** The list, as the address asks for it. */
    @GET
    public Response list(
            @QueryParam("show") @Nullable String show,
            @QueryParam("q") @Nullable String text,
            @QueryParam("kind") @Nullable String kind,
            @QueryParam("severity") @Nullable String severity,
            @QueryParam("system") @Nullable String system,
            @QueryParam("owner") @Nullable String owner,
            @QueryParam("after") @Nullable String after) {
        FindingsQuery query = FindingsQuery.of(show, text, kind, severity, system, owner, after);
        Caller caller = callers.current();
        return switch (listFindings.handle(new ListFindings.Command(caller, query.filter(), query.page()))) {
            case ListFindings.Outcome.Listed listed ->
                pages.show(Section.FINDINGS, FindingsView.page(listed, caller, query));
            case ListFindings.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }

    /** What the reader has to see to, whatever their role: an address that says the same to everybody. */
    @GET
    @Path("mine")
    public Response mine() {
        FindingsQuery query =
                FindingsQuery.of(null, null, null, null, null, callers.current().subject(), null);
        return Pages.seeOther(query.hrefAfter(""));
    }

    /** The same list as a file for a spreadsheet. */
    @GET
    @Path("csv")
    @Produces("text/csv; charset=utf-8")
    public Response csv(
            @QueryParam("show") @Nullable String show,
            @QueryParam("q") @Nullable String text,
            @QueryParam("kind") @Nullable String kind,
            @QueryParam("severity") @Nullable String severity,
            @QueryParam("system") @Nullable String system,
            @QueryParam("owner") @Nullable String owner) {
        FindingsQuery query = FindingsQuery.of(show, text, kind, severity, system, owner, null);
        Caller caller = callers.current();
        return switch (listFindings.handle(new ListFindings.Command(caller, query.filter(), CsvFile.FIRST))) {
            case ListFindings.Outcome.Listed listed ->
                FindingsCsv.file(
                                listed,
                                page -> listFindings.handle(new ListFindings.Command(caller, query.filter(), page)))
                        .answer("findings.csv");
            case ListFindings.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }

    /** One finding. */
    @GET
    @Path("{id}")
    public Response show(@PathParam("id") String id) {
        return withFinding(
                id, finding -> show(finding, Optional.empty(), new FindingPage.Accept("", "", false, false)));
    }

    /** Somebody else has to see to it. */
    @POST
    @Path("{id}/owner")
    public Response assign(@PathParam("id") String id, @FormParam("owner") @DefaultValue("") String owner) {
        return withFinding(id, finding -> switch (assignFinding.handle(
                new AssignFinding.Command(callers.current(), finding, owner))) {
            case AssignFinding.Outcome.Assigned assigned -> back(finding, Notice.FINDING_ASSIGNED);
            case AssignFinding.Outcome.NotOpen not -> back(finding, Notice.FINDING_NOT_OPEN);
            case AssignFinding.Outcome.BadOwner bad ->
                show(
                        finding,
                        Optional.of(new FindingPage.Assign(owner, true)),
                        new FindingPage.Accept("", "", false, false));
            case AssignFinding.Outcome.Unknown unknown -> pages.unknown();
            case AssignFinding.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        });
    }

    /** It may stay until a day. */
    @POST
    @Path("{id}/acceptance")
    public Response accept(
            @PathParam("id") String id,
            @FormParam("until") @DefaultValue("") String until,
            @FormParam("reason") @DefaultValue("") String reason) {
        return withFinding(id, finding -> {
            Optional<Instant> read = day(until);
            if (read.isEmpty()) {
                return wrong(finding, new FindingPage.Accept(until, reason, true, false));
            }
            return switch (acceptFinding.handle(
                    new AcceptFinding.Command(callers.current(), finding, read.get(), reason))) {
                case AcceptFinding.Outcome.Accepted accepted -> back(finding, Notice.FINDING_ACCEPTED);
                case AcceptFinding.Outcome.NotOpen not -> back(finding, Notice.FINDING_NOT_OPEN);
                case AcceptFinding.Outcome.AccepterIsOwner same -> back(finding, Notice.FINDING_ACCEPTER_IS_OWNER);
                case AcceptFinding.Outcome.AccepterAssigned same -> back(finding, Notice.FINDING_ACCEPTER_ASSIGNED);
                case AcceptFinding.Outcome.OwnAccount own -> back(finding, Notice.FINDING_IS_YOURS);
                case AcceptFinding.Outcome.BadUntil bad ->
                    wrong(finding, new FindingPage.Accept(until, reason, true, false));
                case AcceptFinding.Outcome.BadReason bad ->
                    wrong(finding, new FindingPage.Accept(until, reason, false, true));
                case AcceptFinding.Outcome.Unknown unknown -> pages.unknown();
                case AcceptFinding.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
            };
        });
    }

    /** It may stay no longer. */
    @POST
    @Path("{id}/reopening")
    public Response reopen(@PathParam("id") String id) {
        return withFinding(id, finding -> switch (endFindingAcceptance.handle(
                new EndFindingAcceptance.Command(callers.current(), finding))) {
            case EndFindingAcceptance.Outcome.Reopened open -> back(finding, Notice.FINDING_REOPENED);
            case EndFindingAcceptance.Outcome.IsClosed closed -> back(finding, Notice.FINDING_NOT_OPEN);
            case EndFindingAcceptance.Outcome.Unknown unknown -> pages.unknown();
            case EndFindingAcceptance.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        });
    }

    private Response withFinding(String id, Function<FindingId, Response> work) {
        return Query.id(id).map(FindingId::new).map(work).orElseGet(pages::unknown);
    }

    private Response wrong(FindingId finding, FindingPage.Accept written) {
        return show(finding, Optional.empty(), written);
    }

    private Response show(FindingId finding, Optional<FindingPage.Assign> assign, FindingPage.Accept accept) {
        Caller caller = callers.current();
        boolean wrong = assign.isPresent() || accept.untilWrong() || accept.reasonWrong();
        return switch (showFinding.handle(new ShowFinding.Command(caller, finding))) {
            case ShowFinding.Outcome.Shown shown -> {
                FindingPage.Assign written = assign.orElseGet(() ->
                        new FindingPage.Assign(shown.finding().finding().duty().owner(), false));
                FindingPage page = FindingsView.page(shown, caller, written, accept);
                yield wrong ? pages.showAgain(Section.FINDINGS, page) : pages.show(Section.FINDINGS, page);
            }
            case ShowFinding.Outcome.Unknown unknown -> pages.unknown();
            case ShowFinding.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }

    /** The beginning of a day, in UTC. */
    private static Optional<Instant> day(String written) {
        try {
            return Optional.of(LocalDate.parse(written.strip())
                    .atStartOfDay(ZoneOffset.UTC)
                    .toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private Response back(FindingId finding, Notice notice) {
        return pages.sendTo(FindingsView.href(finding), notice);
    }
}

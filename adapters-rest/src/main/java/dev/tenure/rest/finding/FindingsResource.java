package dev.tenure.rest.finding;

import dev.tenure.application.finding.AcceptFinding;
import dev.tenure.application.finding.AssignFinding;
import dev.tenure.application.finding.EndFindingAcceptance;
import dev.tenure.application.finding.Findings;
import dev.tenure.application.finding.ListFindings;
import dev.tenure.application.finding.ShowFinding;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.domain.finding.Finding;
import dev.tenure.domain.finding.FindingId;
import dev.tenure.domain.finding.FindingKind;
import dev.tenure.domain.finding.Severity;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.rest.caller.Callers;
import dev.tenure.rest.finding.FindingJson.FindingAcceptanceOrderJson;
import dev.tenure.rest.finding.FindingJson.FindingOwnerJson;
import dev.tenure.rest.finding.FindingJson.FindingPageJson;
import dev.tenure.rest.problem.ProblemKind;
import dev.tenure.rest.problem.Problems;
import dev.tenure.rest.request.Bodies;
import dev.tenure.rest.request.Pages;
import dev.tenure.rest.request.Parameters;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What is wrong with access, and what people do about it. */
@Path("/api/v1/findings")
@Authenticated
@RunOnVirtualThread
@Tag(name = "findings")
public final class FindingsResource {

    private static final Set<String> STATES = Set.of("open", "accepted", "closed");

    private final Callers callers;
    private final ListFindings listFindings;
    private final ShowFinding showFinding;
    private final AssignFinding assignFinding;
    private final AcceptFinding acceptFinding;
    private final EndFindingAcceptance endFindingAcceptance;

    /** Takes the use cases. */
    public FindingsResource(
            Callers callers,
            ListFindings listFindings,
            ShowFinding showFinding,
            AssignFinding assignFinding,
            AcceptFinding acceptFinding,
            EndFindingAcceptance endFindingAcceptance) {
        this.callers = callers;
        this.listFindings = listFindings;
        this.showFinding = showFinding;
        this.assignFinding = assignFinding;
        this.acceptFinding = acceptFinding;
        this.endFindingAcceptance = endFindingAcceptance;
    }

    /** Lists findings. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "listFindings",
            summary = "List what is wrong with access",
            description =
                    "What has to be gone first comes first. Administrators, operators and auditors see all; others what they"
                            + " themselves have to see to.")
    @APIResponse(
            responseCode = "200",
            description = "A page of them.",
            headers =
                    @Header(
                            name = "Link",
                            description = "The next page, as rel=next (RFC 8288).",
                            schema = @Schema(type = SchemaType.STRING)),
            content =
                    @Content(mediaType = "application/json", schema = @Schema(implementation = FindingPageJson.class)))
    public Response list(
            @QueryParam("system")
                    @Parameter(
                            description = "Only on this system.",
                            schema = @Schema(type = SchemaType.STRING, format = "uuid"))
                    @Nullable
                    String system,
            @QueryParam("kind")
                    @Parameter(
                            description = "Only of this kind.",
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            enumeration = {
                                                "orphan",
                                                "unowned",
                                                "duplicate",
                                                "dormant",
                                                "leaver-live",
                                                "leaver-reenabled",
                                                "standing-privilege",
                                                "out-of-band-grant",
                                                "overdue-key",
                                                "overdue-password",
                                                "unreviewed-privilege",
                                                "missing-second-factor",
                                                "weak-second-factor",
                                                "direct-sign-in"
                                            }))
                    @Nullable
                    String kind,
            @QueryParam("severity")
                    @Parameter(
                            description = "Only of this severity.",
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            enumeration = {"low", "medium", "high", "critical"}))
                    @Nullable
                    String severity,
            @QueryParam("state")
                    @Parameter(
                            description = "Only those in this state.",
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            enumeration = {"open", "accepted", "closed"}))
                    @Nullable
                    String state,
            @QueryParam("owner") @Parameter(description = "Only what this owner has to see to.") @Nullable String owner,
            @QueryParam("late")
                    @Parameter(
                            description = "Only open ones past the moment by which they had to be gone.",
                            schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"))
                    @Nullable
                    String late,
            @QueryParam("text") @Parameter(description = "Part of the account's name.") @Nullable String text,
            @QueryParam("limit")
                    @Parameter(
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            minimum = "1",
                                            maximum = "500",
                                            defaultValue = "50"))
                    @Nullable
                    String limit,
            @QueryParam("after") @Parameter(description = "The cursor that the page before gave as next.") @Nullable
                    String after,
            @Context UriInfo uri) {
        Parameters parameters = new Parameters();
        Findings.Filter filter = new Findings.Filter(
                parameters.uuid("system", system).map(SystemId::new),
                parameters.oneOf("kind", kind, FindingKind.class),
                parameters.oneOf("severity", severity, Severity.class),
                parameters.oneOf("state", state, STATES),
                parameters.text("owner", owner),
                parameters.flag("late", late),
                parameters.text("text", text));
        PageRequest page = parameters.page(limit, after);
        parameters.refuse();
        return render(
                listFindings.handle(new ListFindings.Command(callers.current(), filter, page)), uri.getRequestUri());
    }

    /** Shows one finding. */
    @GET
    @Path("{id}")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "showFinding",
            summary = "Show a finding",
            description = "One that the caller may not see is not found.")
    @APIResponse(
            responseCode = "200",
            description = "The finding.",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = FindingJson.class)))
    public Response show(
            @PathParam("id") @Parameter(schema = @Schema(type = SchemaType.STRING, format = "uuid")) String id) {
        FindingId finding = new FindingId(Parameters.id("id", id));
        return render(showFinding.handle(new ShowFinding.Command(callers.current(), finding)));
    }

    /** Somebody else has to see to it. */
    @PUT
    @Path("{id}/owner")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "assignFinding",
            summary = "Say who has to see to a finding",
            description = "By when it has to be gone stays as it is. Repeating it changes nothing.")
    @APIResponse(
            responseCode = "200",
            description = "The finding.",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = FindingJson.class)))
    public Response assign(
            @PathParam("id") @Parameter(schema = @Schema(type = SchemaType.STRING, format = "uuid")) String id,
            @Nullable FindingOwnerJson body) {
        FindingId finding = new FindingId(Parameters.id("id", id));
        return render(assignFinding.handle(new AssignFinding.Command(
                callers.current(), finding, Bodies.given(body).read())));
    }

    /** It may stay for a while. */
    @PUT
    @Path("{id}/acceptance")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "acceptFinding",
            summary = "Accept a finding until a moment",
            description =
                    "Whoever has to see to it, or named who has to, cannot accept it, under no role. From that moment on, or when it gets worse, it is open"
                            + " again.")
    @APIResponse(
            responseCode = "200",
            description = "The finding.",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = FindingJson.class)))
    public Response accept(
            @PathParam("id") @Parameter(schema = @Schema(type = SchemaType.STRING, format = "uuid")) String id,
            @Nullable FindingAcceptanceOrderJson body) {
        FindingId finding = new FindingId(Parameters.id("id", id));
        FindingAcceptanceOrderJson.Read given = Bodies.given(body).read();
        return render(acceptFinding.handle(
                new AcceptFinding.Command(callers.current(), finding, given.until(), given.reason())));
    }

    /** It may stay no longer. */
    @DELETE
    @Path("{id}/acceptance")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "endFindingAcceptance",
            summary = "Open an accepted finding again",
            description =
                    "It has to be gone within the time that one has which is found now. Repeating it changes nothing.")
    @APIResponse(
            responseCode = "200",
            description = "The finding.",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = FindingJson.class)))
    public Response endAcceptance(
            @PathParam("id") @Parameter(schema = @Schema(type = SchemaType.STRING, format = "uuid")) String id) {
        FindingId finding = new FindingId(Parameters.id("id", id));
        return render(endFindingAcceptance.handle(new EndFindingAcceptance.Command(callers.current(), finding)));
    }

    static Response render(ListFindings.Outcome outcome, URI request) {
        return switch (outcome) {
            case ListFindings.Outcome.Listed listed ->
                Pages.of(FindingPageJson.of(listed), listed.findings().next(), request);
            case ListFindings.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }

    static Response render(ShowFinding.Outcome outcome) {
        return switch (outcome) {
            case ShowFinding.Outcome.Shown shown ->
                Response.ok(FindingJson.of(shown.finding())).build();
            case ShowFinding.Outcome.Unknown unknown -> Problems.unknown("finding");
            case ShowFinding.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }

    static Response render(AssignFinding.Outcome outcome) {
        return switch (outcome) {
            case AssignFinding.Outcome.Assigned done ->
                Response.ok(FindingJson.of(done.finding())).build();
            case AssignFinding.Outcome.Unknown unknown -> Problems.unknown("finding");
            case AssignFinding.Outcome.NotOpen not -> notOpen(not.finding());
            case AssignFinding.Outcome.BadOwner bad ->
                Problems.at(
                        "/owner",
                        "is empty, longer than 200 characters or holds a control character: write 1 to 200 of text");
            case AssignFinding.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }

    static Response render(AcceptFinding.Outcome outcome) {
        return switch (outcome) {
            case AcceptFinding.Outcome.Accepted done ->
                Response.ok(FindingJson.of(done.finding())).build();
            case AcceptFinding.Outcome.Unknown unknown -> Problems.unknown("finding");
            case AcceptFinding.Outcome.NotOpen not -> notOpen(not.finding());
            case AcceptFinding.Outcome.AccepterIsOwner same ->
                Problems.of(
                        ProblemKind.SECOND_PERSON_NEEDED,
                        "you have to see to it: another person must say that it may stay");
            case AcceptFinding.Outcome.AccepterAssigned same ->
                Problems.of(
                        ProblemKind.SECOND_PERSON_NEEDED,
                        "you named who has to see to it: another person must say that it may stay");
            case AcceptFinding.Outcome.OwnAccount own ->
                Problems.of(ProblemKind.OWN_ACCOUNT, "the account is yours: another person must say that it may stay");
            case AcceptFinding.Outcome.BadUntil bad ->
                Problems.at("/until", "is past or more than 366 days away: write a moment of the next 366 days");
            case AcceptFinding.Outcome.BadReason bad ->
                Problems.at(
                        "/reason",
                        "is empty, longer than 500 characters or holds a control character: write 1 to 500 of text");
            case AcceptFinding.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }

    static Response render(EndFindingAcceptance.Outcome outcome) {
        return switch (outcome) {
            case EndFindingAcceptance.Outcome.Reopened done ->
                Response.ok(FindingJson.of(done.finding())).build();
            case EndFindingAcceptance.Outcome.Unknown unknown -> Problems.unknown("finding");
            case EndFindingAcceptance.Outcome.IsClosed closed -> notOpen(closed.finding());
            case EndFindingAcceptance.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }

    private static Response notOpen(Finding finding) {
        return Problems.of(ProblemKind.NOT_WAITING, "the finding is " + finding.label());
    }
}

package dev.tenure.rest.lifecycle;

import dev.tenure.application.lifecycle.DecideStatement;
import dev.tenure.application.lifecycle.ListStatements;
import dev.tenure.application.lifecycle.StateStep;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.transaction.RequestKey;
import dev.tenure.domain.lifecycle.LeaverCaseId;
import dev.tenure.domain.lifecycle.StatementId;
import dev.tenure.rest.caller.Callers;
import dev.tenure.rest.lifecycle.StatementJson.StatementCallJson;
import dev.tenure.rest.lifecycle.StatementJson.StatementDecisionJson;
import dev.tenure.rest.lifecycle.StatementJson.StatementPageJson;
import dev.tenure.rest.problem.ProblemKind;
import dev.tenure.rest.problem.Problems;
import dev.tenure.rest.request.Bodies;
import dev.tenure.rest.request.IdempotencyKeys;
import dev.tenure.rest.request.Pages;
import dev.tenure.rest.request.Parameters;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.Optional;
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

/** What people state to have been done by hand for leavers' cases, and what a second person says to it. */
@Path("/api/v1/leaver-statements")
@Authenticated
@RunOnVirtualThread
@Tag(name = "leavers")
public final class StatementsResource {

    private static final Set<String> STATES = Set.of("stated", "confirmed", "declined", "slipped", "shown", "lapsed");

    private final Callers callers;
    private final ListStatements listStatements;
    private final StateStep stateStep;
    private final DecideStatement decideStatement;

    /** Takes the use cases. */
    public StatementsResource(
            Callers callers, ListStatements listStatements, StateStep stateStep, DecideStatement decideStatement) {
        this.callers = callers;
        this.listStatements = listStatements;
        this.stateStep = stateStep;
        this.decideStatement = decideStatement;
    }

    /** List what people state. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "listStatements",
            summary = "List what people state to have been done by hand",
            description =
                    "Newest first; of one case all at once. What waits for a second person is in the state stated.")
    @APIResponse(
            responseCode = "200",
            description = "A page of them.",
            headers =
                    @Header(
                            name = "Link",
                            description = "The next page, as rel=next (RFC 8288).",
                            schema = @Schema(type = SchemaType.STRING)),
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = StatementPageJson.class)))
    public Response list(
            @QueryParam("case")
                    @Parameter(
                            description = "Only those of this case.",
                            schema = @Schema(type = SchemaType.STRING, format = "uuid"))
                    @Nullable
                    String leaverCase,
            @QueryParam("state")
                    @Parameter(
                            description = "Only those in this state.",
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            enumeration = {
                                                "stated",
                                                "confirmed",
                                                "declined",
                                                "slipped",
                                                "shown",
                                                "lapsed"
                                            }))
                    @Nullable
                    String state,
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
        Optional<LeaverCaseId> wanted = parameters.uuid("case", leaverCase).map(LeaverCaseId::new);
        Optional<String> inState = parameters.oneOf("state", state, STATES);
        PageRequest page = parameters.page(limit, after);
        parameters.refuse();
        return render(
                listStatements.handle(new ListStatements.Command(callers.current(), wanted, inState, page)),
                uri.getRequestUri());
    }

    /** States that something was done by hand. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "stateStep",
            summary = "State that a step of a leaver's case was done by hand",
            description = "It counts for nothing until a second person confirms it. The attempts at the target go on.")
    @APIResponse(
            responseCode = "201",
            description = "The statement; it waits for a second person.",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = StatementJson.class)))
    public Response state(
            @HeaderParam("Idempotency-Key")
                    @Parameter(
                            description =
                                    "A new random value for every new request, the same for every repetition of it.",
                            required = true)
                    @Nullable
                    String idempotencyKey,
            @Nullable StatementCallJson body,
            @Context UriInfo uri) {
        StatementCallJson given = Bodies.given(body).checked();
        RequestKey key = IdempotencyKeys.of(idempotencyKey, "POST", uri.getPath(), given);
        return render(stateStep.handle(new StateStep.Command(
                callers.current(),
                key,
                given.inCase(),
                given.what(),
                given.when(),
                Optional.ofNullable(given.evidence()),
                Optional.ofNullable(given.ticket()),
                given.why())));
    }

    /** Confirms or declines a statement. */
    @POST
    @Path("{id}/decision")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "decideStatement",
            summary = "Confirm or decline what somebody stated",
            description =
                    "Only another person can confirm it. The step then counts as stated, never as verified: its clock"
                            + " stops, and the case may close over it. What the target shows later takes its place, or takes it back.")
    @APIResponse(
            responseCode = "200",
            description = "The statement, decided.",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = StatementJson.class)))
    public Response decide(
            @PathParam("id") @Parameter(schema = @Schema(type = SchemaType.STRING, format = "uuid")) String id,
            @Nullable StatementDecisionJson body) {
        StatementId statement = new StatementId(Parameters.id("id", id));
        StatementDecisionJson given = Bodies.given(body).checked();
        return render(
                decideStatement.handle(new DecideStatement.Command(callers.current(), statement, given.agrees())));
    }

    static Response render(ListStatements.Outcome outcome, URI request) {
        return switch (outcome) {
            case ListStatements.Outcome.Listed listed ->
                Pages.of(
                        StatementPageJson.of(listed.statements()),
                        listed.statements().next(),
                        request);
            case ListStatements.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }

    static Response render(StateStep.Outcome outcome) {
        return switch (outcome) {
            case StateStep.Outcome.Recorded done ->
                Response.status(Response.Status.CREATED)
                        .entity(StatementJson.of(done.statement()))
                        .build();
            case StateStep.Outcome.Unknown unknown ->
                Problems.unknown("leaver case, or no such account or system in it");
            case StateStep.Outcome.CaseEnded ended ->
                Problems.of(
                        ProblemKind.CASE_ENDED,
                        "the case is " + ended.leaverCase().label());
            case StateStep.Outcome.NotWanted not ->
                Problems.of(
                        ProblemKind.NOTHING_TO_STATE, "the target has shown it, or the account does not need the step");
            case StateStep.Outcome.AlreadyStated before ->
                Problems.of(
                        ProblemKind.ALREADY_STATED,
                        "statement " + before.statement().claim().id().value() + " says so and is "
                                + before.statement().label());
            case StateStep.Outcome.AccountIsProtected guarded -> guarded();
            case StateStep.Outcome.StaterIsLeaver own -> own();
            case StateStep.Outcome.BadDoneAt bad -> Problems.at("/doneAt", "is in the future: write when it was done");
            case StateStep.Outcome.BadEvidence bad ->
                Problems.at(
                        "/evidence",
                        "is missing like the ticket, or one of them is empty, too long or holds a control character:"
                                + " write up to 2000 characters of evidence, up to 200 of a ticket, or both");
            case StateStep.Outcome.BadReason bad ->
                Problems.at(
                        "/reason",
                        "is empty, longer than 2000 characters or holds a control character: write 1 to 2000 of text");
            case StateStep.Outcome.KeyReused reused -> Problems.keyReused();
            case StateStep.Outcome.InProgress busy -> Problems.inProgress();
            case StateStep.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }

    static Response render(DecideStatement.Outcome outcome) {
        return switch (outcome) {
            case DecideStatement.Outcome.Decided done ->
                Response.ok(StatementJson.of(done.statement())).build();
            case DecideStatement.Outcome.Unknown unknown -> Problems.unknown("statement");
            case DecideStatement.Outcome.AlreadyDecided before ->
                Problems.of(
                        ProblemKind.ALREADY_DECIDED,
                        "it is " + before.statement().label() + " already");
            case DecideStatement.Outcome.Overtaken overtaken ->
                Problems.of(
                        ProblemKind.PROPOSAL_OUTDATED,
                        "the target has shown it meanwhile, or it is no longer needed: there is nothing to confirm");
            case DecideStatement.Outcome.AccountIsProtected guarded -> guarded();
            case DecideStatement.Outcome.DeciderIsStater same ->
                Problems.of(ProblemKind.SECOND_PERSON_NEEDED, "you stated it: another person must confirm it");
            case DecideStatement.Outcome.DeciderIsLeaver own -> own();
            case DecideStatement.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }

    private static Response guarded() {
        return Problems.of(ProblemKind.ACCOUNT_PROTECTED, "two people lift the protection first");
    }

    private static Response own() {
        return Problems.of(ProblemKind.OWN_CASE, "the case is about your own leaving");
    }
}

package dev.tenure.rest.lifecycle;

import dev.tenure.application.lifecycle.CertifyLeaver;
import dev.tenure.application.lifecycle.LeaverCases;
import dev.tenure.application.lifecycle.ListLeaverCases;
import dev.tenure.application.lifecycle.ListUndos;
import dev.tenure.application.lifecycle.ProposeUndo;
import dev.tenure.application.lifecycle.ShowLeaverCase;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.transaction.RequestKey;
import dev.tenure.domain.lifecycle.LeaverCaseId;
import dev.tenure.domain.lifecycle.Undo;
import dev.tenure.rest.caller.Callers;
import dev.tenure.rest.lifecycle.LeaverCaseSummaryJson.LeaverCasePageJson;
import dev.tenure.rest.lifecycle.LeaverCaseSummaryJson.TotalsJson;
import dev.tenure.rest.lifecycle.UndoJson.UndosJson;
import dev.tenure.rest.problem.ProblemKind;
import dev.tenure.rest.problem.Problems;
import dev.tenure.rest.reconciliation.AccountJson.ReasonJson;
import dev.tenure.rest.request.Bodies;
import dev.tenure.rest.request.IdempotencyKeys;
import dev.tenure.rest.request.Pages;
import dev.tenure.rest.request.Parameters;
import dev.tenure.rest.request.Wire;
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
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Who is leaving, what is late, what is proven. */
@Path("/api/v1/leaver-cases")
@Authenticated
@RunOnVirtualThread
@Tag(name = "leavers")
public final class LeaverCasesResource {

    private final Callers callers;
    private final ListLeaverCases listLeaverCases;
    private final ShowLeaverCase showLeaverCase;
    private final CertifyLeaver certifyLeaver;
    private final ListUndos listUndos;
    private final ProposeUndo proposeUndo;

    /** Takes the use cases. */
    public LeaverCasesResource(
            Callers callers,
            ListLeaverCases listLeaverCases,
            ShowLeaverCase showLeaverCase,
            CertifyLeaver certifyLeaver,
            ListUndos listUndos,
            ProposeUndo proposeUndo) {
        this.callers = callers;
        this.listLeaverCases = listLeaverCases;
        this.showLeaverCase = showLeaverCase;
        this.certifyLeaver = certifyLeaver;
        this.listUndos = listUndos;
        this.proposeUndo = proposeUndo;
    }

    /** Lists cases with the figures over all of them. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "listLeaverCases",
            summary = "List leavers' cases with the figures over all of them",
            description = "Open ones by earliest deadline, others newest first.")
    @APIResponse(
            responseCode = "200",
            description = "A page of cases.",
            headers =
                    @Header(
                            name = "Link",
                            description = "The next page, as rel=next (RFC 8288).",
                            schema = @Schema(type = SchemaType.STRING)),
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = LeaverCasePageJson.class)))
    public Response list(
            @QueryParam("state")
                    @Parameter(
                            description = "Only in this state.",
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            enumeration = {"open", "closed", "withdrawn"}))
                    @Nullable
                    String state,
            @QueryParam("late")
                    @Parameter(
                            description =
                                    "Only those with a milestone, or the first listing of a system, past its deadline.",
                            schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"))
                    @Nullable
                    String late,
            @QueryParam("text") @Parameter(description = "Part of the person's name or worker id.") @Nullable
                    String text,
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
        LeaverCases.Filter filter = new LeaverCases.Filter(
                parameters.oneOf("state", state, Set.of("open", "closed", "withdrawn")),
                parameters.flag("late", late),
                parameters.text("text", text));
        PageRequest page = parameters.page(limit, after);
        parameters.refuse();
        return render(
                listLeaverCases.handle(new ListLeaverCases.Command(callers.current(), filter, page)),
                uri.getRequestUri());
    }

    /** Shows one case with everything about it. */
    @GET
    @Path("{id}")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "showLeaverCase", summary = "Show one leaver's case with everything about it")
    @APIResponse(
            responseCode = "200",
            description = "The case.",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = LeaverCaseJson.class)))
    public Response show(
            @PathParam("id") @Parameter(schema = @Schema(type = SchemaType.STRING, format = "uuid")) String id) {
        return render(showLeaverCase.handle(
                new ShowLeaverCase.Command(callers.current(), new LeaverCaseId(Parameters.id("id", id)))));
    }

    /** Draws the certificate as of now. */
    @GET
    @Path("{id}/certificate")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "certifyLeaver",
            summary = "Draw a leaver's certificate as of now",
            description =
                    "What the targets themselves showed to be gone, what they cannot show and when it ends, and what is open.")
    @APIResponse(
            responseCode = "200",
            description = "The certificate.",
            content =
                    @Content(mediaType = "application/json", schema = @Schema(implementation = CertificateJson.class)))
    public Response certificate(
            @PathParam("id") @Parameter(schema = @Schema(type = SchemaType.STRING, format = "uuid")) String id) {
        return render(certifyLeaver.handle(
                new CertifyLeaver.Command(callers.current(), new LeaverCaseId(Parameters.id("id", id)))));
    }

    /** Lists what was proposed to be undone of a case. */
    @GET
    @Path("{id}/undos")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "listUndos",
            summary = "List what was proposed to be undone of a leaver's case, and how far it is",
            description = "Newest first.")
    @APIResponse(
            responseCode = "200",
            description = "All of them.",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = UndosJson.class)))
    public Response listUndos(
            @PathParam("id") @Parameter(schema = @Schema(type = SchemaType.STRING, format = "uuid")) String id) {
        return render(
                listUndos.handle(new ListUndos.Command(callers.current(), new LeaverCaseId(Parameters.id("id", id)))));
    }

    /** The first person says that it was a mistake. */
    @POST
    @Path("{id}/undos")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "proposeUndo",
            summary = "Propose that somebody gets back what a leaver's case took away by mistake",
            description =
                    "It shows what would be given back, account by account, and what has to be issued anew. Nothing is given"
                            + " back before a second person agrees, within 24 hours.")
    @APIResponse(
            responseCode = "201",
            description = "The proposal, made now or by the same request before.",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = UndoJson.class)))
    public Response proposeUndo(
            @PathParam("id") @Parameter(schema = @Schema(type = SchemaType.STRING, format = "uuid")) String id,
            @HeaderParam("Idempotency-Key")
                    @Parameter(
                            description =
                                    "A new random value for every new request, the same for every repetition of it.",
                            required = true)
                    @Nullable
                    String idempotencyKey,
            @Nullable ReasonJson body,
            @Context UriInfo uri) {
        LeaverCaseId leaverCase = new LeaverCaseId(Parameters.id("id", id));
        ReasonJson given = Bodies.given(body);
        RequestKey key = IdempotencyKeys.of(idempotencyKey, "POST", uri.getPath(), given);
        return render(proposeUndo.handle(new ProposeUndo.Command(callers.current(), key, leaverCase, given.read())));
    }

    static Response render(ListLeaverCases.Outcome outcome, URI request) {
        return switch (outcome) {
            case ListLeaverCases.Outcome.Listed listed -> {
                LeaverCasePageJson page = new LeaverCasePageJson(
                        listed.cases().map(LeaverCaseSummaryJson::of).items(),
                        listed.cases().next().orElse(null),
                        TotalsJson.of(listed.totals()),
                        listed.asOf());
                yield Pages.of(page, listed.cases().next(), request);
            }
            case ListLeaverCases.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }

    static Response render(ShowLeaverCase.Outcome outcome) {
        return switch (outcome) {
            case ShowLeaverCase.Outcome.Shown shown ->
                Response.ok(LeaverCaseJson.of(shown)).build();
            case ShowLeaverCase.Outcome.Unknown unknown -> Problems.unknown("leaver case");
            case ShowLeaverCase.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }

    static Response render(CertifyLeaver.Outcome outcome) {
        return switch (outcome) {
            case CertifyLeaver.Outcome.Certified certified ->
                Response.ok(CertificateJson.of(certified)).build();
            case CertifyLeaver.Outcome.Unknown unknown -> Problems.unknown("leaver case");
            case CertifyLeaver.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }

    static Response render(ListUndos.Outcome outcome) {
        return switch (outcome) {
            case ListUndos.Outcome.Listed listed ->
                Response.ok(UndosJson.of(listed.undos())).build();
            case ListUndos.Outcome.Unknown unknown -> Problems.unknown("leaver case");
            case ListUndos.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }

    static Response render(ProposeUndo.Outcome outcome) {
        return switch (outcome) {
            case ProposeUndo.Outcome.Recorded done ->
                Response.status(Response.Status.CREATED)
                        .entity(UndoJson.of(done.undo()))
                        .build();
            case ProposeUndo.Outcome.Unknown unknown -> Problems.unknown("leaver case");
            case ProposeUndo.Outcome.StillOut out -> UndosResource.stillOut();
            case ProposeUndo.Outcome.NothingToGiveBack nothing ->
                Problems.of(
                        ProblemKind.NOTHING_TO_GIVE_BACK,
                        "the case took nothing away that can be given back" + toIssueAnew(nothing.losses()));
            case ProposeUndo.Outcome.AlreadyProposed before ->
                Problems.of(
                        ProblemKind.ALREADY_PROPOSED,
                        "undo " + before.undo().proposal().id().value() + " is "
                                + before.undo().label() + ": decide about it, or wait until it is completed");
            case ProposeUndo.Outcome.BadReason bad ->
                Problems.at(
                        "/reason",
                        "is empty, longer than 500 characters or holds a control character: write 1 to 500 of text");
            case ProposeUndo.Outcome.KeyReused reused -> Problems.keyReused();
            case ProposeUndo.Outcome.InProgress busy -> Problems.inProgress();
            case ProposeUndo.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }

    /** Steps alone: how many accounts a case has knows no bound. */
    private static String toIssueAnew(List<Undo.Loss> losses) {
        if (losses.isEmpty()) {
            return ": nothing has to be done";
        }
        return losses.stream()
                .map(loss -> Wire.name(loss.step()))
                .distinct()
                .sorted()
                .collect(Collectors.joining(", ", ": issue anew what these steps ended: ", ""));
    }
}

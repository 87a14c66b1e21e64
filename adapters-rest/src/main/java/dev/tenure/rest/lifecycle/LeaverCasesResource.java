package dev.tenure.rest.lifecycle;

import dev.tenure.application.lifecycle.CertifyLeaver;
import dev.tenure.application.lifecycle.LeaverCases;
import dev.tenure.application.lifecycle.ListLeaverCases;
import dev.tenure.application.lifecycle.ShowLeaverCase;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.domain.lifecycle.LeaverCaseId;
import dev.tenure.rest.caller.Callers;
import dev.tenure.rest.lifecycle.LeaverCaseSummaryJson.LeaverCasePageJson;
import dev.tenure.rest.lifecycle.LeaverCaseSummaryJson.TotalsJson;
import dev.tenure.rest.problem.Problems;
import dev.tenure.rest.request.Pages;
import dev.tenure.rest.request.Parameters;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
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

    /** Takes the use cases. */
    public LeaverCasesResource(
            Callers callers,
            ListLeaverCases listLeaverCases,
            ShowLeaverCase showLeaverCase,
            CertifyLeaver certifyLeaver) {
        this.callers = callers;
        this.listLeaverCases = listLeaverCases;
        this.showLeaverCase = showLeaverCase;
        this.certifyLeaver = certifyLeaver;
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
}

package dev.tenure.rest.lifecycle;

import dev.tenure.application.lifecycle.ExplainException;
import dev.tenure.application.lifecycle.LeaverExceptions;
import dev.tenure.application.lifecycle.ListExceptions;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.domain.lifecycle.LeaverException;
import dev.tenure.rest.caller.Callers;
import dev.tenure.rest.lifecycle.LeaverExceptionJson.ExplanationGivenJson;
import dev.tenure.rest.lifecycle.LeaverExceptionJson.LeaverExceptionPageJson;
import dev.tenure.rest.problem.ProblemKind;
import dev.tenure.rest.problem.Problems;
import dev.tenure.rest.request.Bodies;
import dev.tenure.rest.request.Pages;
import dev.tenure.rest.request.Parameters;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
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
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What is not as policy wants it, and who answers for it. */
@Path("/api/v1/exceptions")
@Authenticated
@RunOnVirtualThread
@Tag(name = "leavers")
public final class ExceptionsResource {

    private final Callers callers;
    private final ListExceptions listExceptions;
    private final ExplainException explainException;

    /** Takes the use cases. */
    public ExceptionsResource(Callers callers, ListExceptions listExceptions, ExplainException explainException) {
        this.callers = callers;
        this.listExceptions = listExceptions;
        this.explainException = explainException;
    }

    /** Lists exceptions. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "listExceptions", summary = "List exceptions", description = "Newest first.")
    @APIResponse(
            responseCode = "200",
            description = "A page of exceptions.",
            headers =
                    @Header(
                            name = "Link",
                            description = "The next page, as rel=next (RFC 8288).",
                            schema = @Schema(type = SchemaType.STRING)),
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = LeaverExceptionPageJson.class)))
    public Response list(
            @QueryParam("unresolved")
                    @Parameter(
                            description = "Only those that still are so.",
                            schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"))
                    @Nullable
                    String unresolved,
            @QueryParam("kind")
                    @Parameter(
                            description = "Only of this kind.",
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            enumeration = {
                                                "breach",
                                                "protected-account",
                                                "not-in-act",
                                                "held-by-guard",
                                                "refused",
                                                "preserved",
                                                "secret-not-rotated",
                                                "not-handed-over",
                                                "withdrawn-after-action",
                                                "suspension-undecided",
                                                "sign-in-after-end"
                                            }))
                    @Nullable
                    String kind,
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
        LeaverExceptions.Filter filter = new LeaverExceptions.Filter(
                parameters.flag("unresolved", unresolved), parameters.oneOf("kind", kind, LeaverException.Kind.class));
        PageRequest page = parameters.page(limit, after);
        parameters.refuse();
        return render(
                listExceptions.handle(new ListExceptions.Command(callers.current(), filter, page)),
                uri.getRequestUri());
    }

    /** Says why an exception came to be. */
    @POST
    @Path("{id}/explanation")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "explainException",
            summary = "Say why an exception came to be and what it did",
            description = "Said once, it stays.")
    @APIResponse(
            responseCode = "200",
            description = "Explained.",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = LeaverExceptionJson.class)))
    public Response explain(
            @PathParam("id") @Parameter(schema = @Schema(type = SchemaType.STRING, format = "uuid")) String id,
            @Nullable ExplanationGivenJson body) {
        UUID exception = Parameters.id("id", id);
        ExplanationGivenJson given = Bodies.given(body).checked();
        return render(explainException.handle(new ExplainException.Command(
                callers.current(), exception, String.valueOf(given.cause()), String.valueOf(given.impact()))));
    }

    static Response render(ListExceptions.Outcome outcome, URI request) {
        return switch (outcome) {
            case ListExceptions.Outcome.Listed listed ->
                Pages.of(
                        LeaverExceptionPageJson.of(listed.exceptions()),
                        listed.exceptions().next(),
                        request);
            case ListExceptions.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }

    static Response render(ExplainException.Outcome outcome) {
        return switch (outcome) {
            case ExplainException.Outcome.Explained explained ->
                Response.ok(LeaverExceptionJson.of(explained.exception())).build();
            case ExplainException.Outcome.Unknown unknown -> Problems.unknown("exception");
            case ExplainException.Outcome.AlreadyExplained before ->
                Problems.of(
                        ProblemKind.ALREADY_EXPLAINED, "an explanation is given once and stays: read it in the list");
            case ExplainException.Outcome.BadCause bad ->
                Problems.at(
                        "/cause",
                        "is empty, longer than 2000 characters or holds a control character: write 1 to 2000 of text");
            case ExplainException.Outcome.BadImpact bad ->
                Problems.at(
                        "/impact",
                        "is empty, longer than 2000 characters or holds a control character: write 1 to 2000 of text");
            case ExplainException.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }
}

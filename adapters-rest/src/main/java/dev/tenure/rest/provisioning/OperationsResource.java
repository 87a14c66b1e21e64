package dev.tenure.rest.provisioning;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.provisioning.ListOperations;
import dev.tenure.application.provisioning.Operations;
import dev.tenure.application.provisioning.RetryOperation;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.provisioning.Cause;
import dev.tenure.domain.provisioning.HoldId;
import dev.tenure.domain.provisioning.OperationId;
import dev.tenure.rest.caller.Callers;
import dev.tenure.rest.problem.ProblemKind;
import dev.tenure.rest.problem.Problems;
import dev.tenure.rest.provisioning.OperationJson.OperationPageJson;
import dev.tenure.rest.provisioning.OperationJson.RetryOrderJson;
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
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What is to be done on targets, was done, is withheld, or is held. */
@Path("/api/v1/operations")
@Authenticated
@RunOnVirtualThread
@Tag(name = "operations")
public final class OperationsResource {

    private final Callers callers;
    private final ListOperations listOperations;
    private final RetryOperation retryOperation;

    /** Takes the use cases. */
    public OperationsResource(Callers callers, ListOperations listOperations, RetryOperation retryOperation) {
        this.callers = callers;
        this.listOperations = listOperations;
        this.retryOperation = retryOperation;
    }

    private static final Set<String> STATES = Set.of("waiting", "running", "done", "withheld", "held", "cancelled");

    /** Lists operations. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "listOperations", summary = "List operations", description = "Newest first.")
    @APIResponse(
            responseCode = "200",
            description = "A page of operations.",
            headers =
                    @Header(
                            name = "Link",
                            description = "The next page, as rel=next (RFC 8288).",
                            schema = @Schema(type = SchemaType.STRING)),
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = OperationPageJson.class)))
    public Response list(
            @QueryParam("system")
                    @Parameter(
                            description = "Only on this system.",
                            schema = @Schema(type = SchemaType.STRING, format = "uuid"))
                    @Nullable
                    String system,
            @QueryParam("case")
                    @Parameter(
                            description = "Only of this leaver's case.",
                            schema = @Schema(type = SchemaType.STRING, format = "uuid"))
                    @Nullable
                    String leaverCase,
            @QueryParam("state")
                    @Parameter(
                            description = "Only in this state.",
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            enumeration = {"waiting", "running", "done", "withheld", "held", "cancelled"
                                            }))
                    @Nullable
                    String state,
            @QueryParam("hold")
                    @Parameter(
                            description = "Only those that are held with this hold, or were.",
                            schema = @Schema(type = SchemaType.STRING, format = "uuid"))
                    @Nullable
                    String hold,
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
        Operations.Filter filter = new Operations.Filter(
                parameters.uuid("system", system).map(SystemId::new),
                parameters.uuid("case", leaverCase).map(id -> new Cause(Cause.Kind.LEAVER_CASE, id)),
                parameters.oneOf("state", state, STATES),
                parameters.uuid("hold", hold).map(HoldId::new));
        PageRequest page = parameters.page(limit, after);
        parameters.refuse();
        return render(
                listOperations.handle(new ListOperations.Command(callers.current(), filter, page)),
                uri.getRequestUri());
    }

    /** Makes an operation due now. */
    @POST
    @Path("{id}/retry")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "retryOperation",
            summary = "Make an operation due now",
            description =
                    "For when a target was put in order and nobody wants to wait for the next attempt. A target that is left"
                            + " alone since it did not answer is asked again too, by one call. The body may be left out; a"
                            + " reason in it is kept with the event.")
    @APIResponse(
            responseCode = "202",
            description = "Due now; its lane will take it next.",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = OperationJson.class)))
    public Response retry(
            @PathParam("id") @Parameter(schema = @Schema(type = SchemaType.STRING, format = "uuid")) String id,
            @RequestBody(required = false) @Nullable RetryOrderJson body) {
        OperationId operation = new OperationId(Parameters.id("id", id));
        Optional<String> reason = Optional.ofNullable(body).flatMap(RetryOrderJson::why);
        return render(retryOperation.handle(new RetryOperation.Command(callers.current(), operation, reason)));
    }

    static Response render(ListOperations.Outcome outcome, URI request) {
        return switch (outcome) {
            case ListOperations.Outcome.Listed listed ->
                Pages.of(
                        OperationPageJson.of(listed.operations()),
                        listed.operations().next(),
                        request);
            case ListOperations.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }

    static Response render(RetryOperation.Outcome outcome) {
        return switch (outcome) {
            case RetryOperation.Outcome.DueNow due ->
                Response.accepted(OperationJson.of(due.operation())).build();
            case RetryOperation.Outcome.Unknown unknown -> Problems.unknown("operation");
            case RetryOperation.Outcome.NotWaiting other ->
                Problems.of(
                        ProblemKind.NOT_WAITING,
                        "the operation is "
                                + OperationJson.of(other.operation()).state()
                                + ": only one that waits can be made due");
            case RetryOperation.Outcome.BadReason bad ->
                Problems.at(
                        "/reason",
                        "is empty, longer than 500 characters or holds a control character: write 1 to 500 of text");
            case RetryOperation.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }
}

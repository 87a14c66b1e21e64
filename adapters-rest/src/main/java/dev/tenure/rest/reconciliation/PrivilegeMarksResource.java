package dev.tenure.rest.reconciliation;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.reconciliation.EndPrivilegeMark;
import dev.tenure.application.reconciliation.ListPrivilegeMarks;
import dev.tenure.application.reconciliation.MarkPrivileged;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.rest.caller.Callers;
import dev.tenure.rest.problem.ProblemKind;
import dev.tenure.rest.problem.Problems;
import dev.tenure.rest.reconciliation.AccountJson.ReasonJson;
import dev.tenure.rest.reconciliation.PrivilegeMarkJson.PrivilegeMarkOrderJson;
import dev.tenure.rest.reconciliation.PrivilegeMarkJson.PrivilegeMarkPageJson;
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
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What people said is privileged. */
@Path("/api/v1/privilege-marks")
@Authenticated
@RunOnVirtualThread
@Tag(name = "accounts")
public final class PrivilegeMarksResource {

    private final Callers callers;
    private final ListPrivilegeMarks listPrivilegeMarks;
    private final MarkPrivileged markPrivileged;
    private final EndPrivilegeMark endPrivilegeMark;

    /** Takes the use cases. */
    public PrivilegeMarksResource(
            Callers callers,
            ListPrivilegeMarks listPrivilegeMarks,
            MarkPrivileged markPrivileged,
            EndPrivilegeMark endPrivilegeMark) {
        this.callers = callers;
        this.listPrivilegeMarks = listPrivilegeMarks;
        this.markPrivileged = markPrivileged;
        this.endPrivilegeMark = endPrivilegeMark;
    }

    /** Lists marks. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "listPrivilegeMarks",
            summary = "List what is marked as privileged, and was",
            description = "Newest first.")
    @APIResponse(
            responseCode = "200",
            description = "A page of marks.",
            headers =
                    @Header(
                            name = "Link",
                            description = "The next page, as rel=next (RFC 8288).",
                            schema = @Schema(type = SchemaType.STRING)),
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = PrivilegeMarkPageJson.class)))
    public Response list(
            @QueryParam("system")
                    @Parameter(
                            description = "Only on this system.",
                            schema = @Schema(type = SchemaType.STRING, format = "uuid"))
                    @Nullable
                    String system,
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
        Optional<SystemId> on = parameters.uuid("system", system).map(SystemId::new);
        PageRequest page = parameters.page(limit, after);
        parameters.refuse();
        return render(
                listPrivilegeMarks.handle(new ListPrivilegeMarks.Command(callers.current(), on, page)),
                uri.getRequestUri());
    }

    /** Marks something. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "markPrivileged",
            summary = "Mark an account or an entitlement as privileged",
            description =
                    "Who holds it has to be out within the system's privileged time when they leave. Cases that are open"
                            + " keep the class they opened with. Where it is marked already that mark is given, with 200.")
    @APIResponse(
            responseCode = "201",
            description = "It counts from now on.",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = PrivilegeMarkJson.class)))
    @APIResponse(
            responseCode = "200",
            description = "It was marked before.",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = PrivilegeMarkJson.class)))
    public Response mark(@Nullable PrivilegeMarkOrderJson body) {
        PrivilegeMarkOrderJson.Read order = Bodies.given(body).read();
        return render(markPrivileged.handle(new MarkPrivileged.Command(
                callers.current(), order.system(), order.thing(), order.nativeId(), order.as(), order.reason())));
    }

    /** Ends a mark. */
    @POST
    @Path("{id}/end")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "endPrivilegeMark",
            summary = "Say that something is privileged no longer",
            description = "Who held it counts as privileged for 90 days more. The mark stays on record.")
    @APIResponse(
            responseCode = "200",
            description = "It counts no longer.",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = PrivilegeMarkJson.class)))
    public Response end(
            @PathParam("id") @Parameter(schema = @Schema(type = SchemaType.STRING, format = "uuid")) String id,
            @Nullable ReasonJson body) {
        return render(endPrivilegeMark.handle(new EndPrivilegeMark.Command(
                callers.current(), Parameters.id("id", id), Bodies.given(body).read())));
    }

    static Response render(ListPrivilegeMarks.Outcome outcome, URI request) {
        return switch (outcome) {
            case ListPrivilegeMarks.Outcome.Listed listed ->
                Pages.of(
                        PrivilegeMarkPageJson.of(listed.marks()), listed.marks().next(), request);
            case ListPrivilegeMarks.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }

    static Response render(MarkPrivileged.Outcome outcome) {
        return switch (outcome) {
            case MarkPrivileged.Outcome.Marked marked ->
                Response.status(Response.Status.CREATED)
                        .entity(PrivilegeMarkJson.of(marked.mark()))
                        .build();
            case MarkPrivileged.Outcome.MarkedBefore before ->
                Response.ok(PrivilegeMarkJson.of(before.mark())).build();
            case MarkPrivileged.Outcome.UnknownSystem unknown -> Problems.unknown("system");
            case MarkPrivileged.Outcome.UnknownThing unknown ->
                Problems.at(
                        "/nativeId",
                        "was never seen on the system: write the target's id as a read showed it, byte for byte");
            case MarkPrivileged.Outcome.BadReason bad -> badReason();
            case MarkPrivileged.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }

    static Response render(EndPrivilegeMark.Outcome outcome) {
        return switch (outcome) {
            case EndPrivilegeMark.Outcome.Ended ended ->
                Response.ok(PrivilegeMarkJson.of(ended.mark())).build();
            case EndPrivilegeMark.Outcome.Unknown unknown -> Problems.unknown("mark");
            case EndPrivilegeMark.Outcome.AlreadyEnded before ->
                Problems.of(ProblemKind.ALREADY_DECIDED, "the mark ended before: look at what is in force");
            case EndPrivilegeMark.Outcome.BadReason bad -> badReason();
            case EndPrivilegeMark.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }

    private static Response badReason() {
        return Problems.at(
                "/reason", "is empty, longer than 500 characters or holds a control character: write 1 to 500 of text");
    }
}

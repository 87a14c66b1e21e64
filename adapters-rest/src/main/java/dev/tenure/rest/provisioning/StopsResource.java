package dev.tenure.rest.provisioning;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.provisioning.ListStops;
import dev.tenure.application.provisioning.StartWrites;
import dev.tenure.application.provisioning.StopWrites;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.rest.caller.Callers;
import dev.tenure.rest.problem.Flaws;
import dev.tenure.rest.problem.ProblemKind;
import dev.tenure.rest.problem.Problems;
import dev.tenure.rest.provisioning.StopJson.StopOrderJson;
import dev.tenure.rest.provisioning.StopJson.StopPageJson;
import dev.tenure.rest.reconciliation.AccountJson.ReasonJson;
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

/** The stop switch, for one system and for all. */
@Path("/api/v1/stops")
@Authenticated
@RunOnVirtualThread
@Tag(name = "stops")
public final class StopsResource {

    private final Callers callers;
    private final ListStops listStops;
    private final StopWrites stopWrites;
    private final StartWrites startWrites;

    /** Takes the use cases. */
    public StopsResource(Callers callers, ListStops listStops, StopWrites stopWrites, StartWrites startWrites) {
        this.callers = callers;
        this.listStops = listStops;
        this.stopWrites = stopWrites;
        this.startWrites = startWrites;
    }

    /** Lists stops. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "listStops", summary = "List what is stopped, and was", description = "Newest first.")
    @APIResponse(
            responseCode = "200",
            description = "What is in force, and a page of all.",
            headers =
                    @Header(
                            name = "Link",
                            description = "The next page, as rel=next (RFC 8288).",
                            schema = @Schema(type = SchemaType.STRING)),
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = StopPageJson.class)))
    public Response list(
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
        PageRequest page = parameters.page(limit, after);
        parameters.refuse();
        return render(listStops.handle(new ListStops.Command(callers.current(), page)), uri.getRequestUri());
    }

    /** Stops writing. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "stopWrites",
            summary = "Stop writing to one system, or to all",
            description =
                    "At once. What is to be done queues up, deadlines run on, reads go on. An attempt that has reached its"
                            + " target ends. Where it is stopped already that stop is given, with 200.")
    @APIResponse(
            responseCode = "201",
            description = "Nothing is written from now on.",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = StopJson.class)))
    @APIResponse(
            responseCode = "200",
            description = "It was stopped before.",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = StopJson.class)))
    public Response stop(@Nullable StopOrderJson body) {
        StopOrderJson given = Bodies.given(body);
        Flaws flaws = new Flaws();
        Optional<SystemId> system = given.readSystem(flaws);
        String reason = given.readReason(flaws);
        flaws.refuse();
        return render(stopWrites.handle(new StopWrites.Command(callers.current(), system, reason)));
    }

    /** Lets writing go on. */
    @POST
    @Path("{id}/start")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "startWrites",
            summary = "Let writing go on",
            description = "What queued up is done in its usual order.")
    @APIResponse(
            responseCode = "200",
            description = "Writing goes on.",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = StopJson.class)))
    public Response start(
            @PathParam("id") @Parameter(schema = @Schema(type = SchemaType.STRING, format = "uuid")) String id,
            @Nullable ReasonJson body) {
        return render(startWrites.handle(new StartWrites.Command(
                callers.current(), Parameters.id("id", id), Bodies.given(body).read())));
    }

    static Response render(ListStops.Outcome outcome, URI request) {
        return switch (outcome) {
            case ListStops.Outcome.Listed listed ->
                Pages.of(StopPageJson.of(listed), listed.stops().next(), request);
            case ListStops.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }

    static Response render(StopWrites.Outcome outcome) {
        return switch (outcome) {
            case StopWrites.Outcome.Stopped stopped ->
                Response.status(Response.Status.CREATED)
                        .entity(StopJson.of(stopped.stop()))
                        .build();
            case StopWrites.Outcome.AlreadyStopped before ->
                Response.ok(StopJson.of(before.stop())).build();
            case StopWrites.Outcome.Unknown unknown -> Problems.unknown("system");
            case StopWrites.Outcome.BadReason bad ->
                Problems.at(
                        "/reason",
                        "is empty, longer than 500 characters or holds a control character: write 1 to 500 of text");
            case StopWrites.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }

    static Response render(StartWrites.Outcome outcome) {
        return switch (outcome) {
            case StartWrites.Outcome.Started started ->
                Response.ok(StopJson.of(started.stop())).build();
            case StartWrites.Outcome.Unknown unknown -> Problems.unknown("stop");
            case StartWrites.Outcome.AlreadyStarted before ->
                Problems.of(ProblemKind.NOT_STOPPED, "writing went on before: look at what is in force");
            case StartWrites.Outcome.BadReason bad ->
                Problems.at(
                        "/reason",
                        "is empty, longer than 500 characters or holds a control character: write 1 to 500 of text");
            case StartWrites.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }
}

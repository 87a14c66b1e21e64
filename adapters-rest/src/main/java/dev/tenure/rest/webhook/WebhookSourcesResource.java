package dev.tenure.rest.webhook;

import dev.tenure.application.webhook.ConfigureWebhookSource;
import dev.tenure.application.webhook.ListWebhookSources;
import dev.tenure.application.webhook.ShowWebhookSource;
import dev.tenure.domain.webhook.WebhookSource;
import dev.tenure.rest.caller.Callers;
import dev.tenure.rest.problem.Flaws;
import dev.tenure.rest.problem.ProblemKind;
import dev.tenure.rest.problem.Problems;
import dev.tenure.rest.request.Bodies;
import dev.tenure.rest.request.Preconditions;
import dev.tenure.rest.webhook.WebhookSourceJson.WebhookSourceDescriptionJson;
import dev.tenure.rest.webhook.WebhookSourceJson.WebhookSourcesJson;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** HR systems that send signed deliveries. */
@Path("/api/v1/webhook-sources")
@Authenticated
@RunOnVirtualThread
@Tag(name = "webhooks")
public final class WebhookSourcesResource {

    private final Callers callers;
    private final ListWebhookSources listWebhookSources;
    private final ShowWebhookSource showWebhookSource;
    private final ConfigureWebhookSource configureWebhookSource;

    /** Takes the use cases. */
    public WebhookSourcesResource(
            Callers callers,
            ListWebhookSources listWebhookSources,
            ShowWebhookSource showWebhookSource,
            ConfigureWebhookSource configureWebhookSource) {
        this.callers = callers;
        this.listWebhookSources = listWebhookSources;
        this.showWebhookSource = showWebhookSource;
        this.configureWebhookSource = configureWebhookSource;
    }

    /** Lists all sources. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "listWebhookSources", summary = "List the HR systems that send signed deliveries")
    @APIResponse(
            responseCode = "200",
            description = "The sources, by name.",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = WebhookSourcesJson.class)))
    public Response list() {
        return render(listWebhookSources.handle(new ListWebhookSources.Command(callers.current())));
    }

    /** Shows one source. */
    @GET
    @Path("{name}")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "showWebhookSource", summary = "Show an HR system that sends signed deliveries")
    @APIResponse(
            responseCode = "200",
            description = "The source.",
            headers = @Header(name = "ETag", description = "Its version.", schema = @Schema(type = SchemaType.STRING)),
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = WebhookSourceJson.class)))
    public Response show(
            @PathParam("name")
                    @Parameter(description = "The source's name.", schema = @Schema(type = SchemaType.STRING))
                    String name) {
        Flaws flaws = new Flaws();
        flaws.sourceName("name", name);
        flaws.refuse();
        return render(showWebhookSource.handle(new ShowWebhookSource.Command(callers.current(), name)));
    }

    /** Says how a source's deliveries are signed and read. */
    @PUT
    @Path("{name}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "configureWebhookSource",
            summary = "Let an HR system send signed deliveries",
            description = "If-None-Match: * adds the source, If-Match changes it.")
    @APIResponse(
            responseCode = "200",
            description = "Changed.",
            headers =
                    @Header(
                            name = "ETag",
                            description = "Its new version.",
                            schema = @Schema(type = SchemaType.STRING)),
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = WebhookSourceJson.class)))
    @APIResponse(
            responseCode = "201",
            description = "Added.",
            headers = @Header(name = "ETag", description = "Its version.", schema = @Schema(type = SchemaType.STRING)),
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = WebhookSourceJson.class)))
    public Response configure(
            @PathParam("name")
                    @Parameter(
                            description = "The source's name, part of every worker's key.",
                            schema = @Schema(type = SchemaType.STRING, pattern = "[a-z0-9][a-z0-9-]{0,62}"))
                    String name,
            @HeaderParam("If-Match") @Parameter(description = "The version that is changed, in quotes.") @Nullable
                    String ifMatch,
            @HeaderParam("If-None-Match") @Parameter(description = "* to add a source.") @Nullable String ifNoneMatch,
            @Nullable WebhookSourceDescriptionJson body) {
        long version = Preconditions.versionOrNew(ifMatch, ifNoneMatch);
        WebhookSource source = Bodies.given(body).read(name, version);
        return render(configureWebhookSource.handle(new ConfigureWebhookSource.Command(callers.current(), source)));
    }

    static Response render(ListWebhookSources.Outcome outcome) {
        return switch (outcome) {
            case ListWebhookSources.Outcome.Listed listed ->
                Response.ok(new WebhookSourcesJson(listed.sources().stream()
                                .map(WebhookSourceJson::of)
                                .toList()))
                        .build();
            case ListWebhookSources.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }

    static Response render(ShowWebhookSource.Outcome outcome) {
        return switch (outcome) {
            case ShowWebhookSource.Outcome.Shown shown ->
                Response.ok(WebhookSourceJson.of(shown.source()))
                        .header("ETag", Preconditions.tag(shown.source().version()))
                        .build();
            case ShowWebhookSource.Outcome.Unknown unknown -> Problems.unknown("webhook source");
            case ShowWebhookSource.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }

    static Response render(ConfigureWebhookSource.Outcome outcome) {
        return switch (outcome) {
            case ConfigureWebhookSource.Outcome.Configured configured ->
                Response.status(configured.isNew() ? Response.Status.CREATED : Response.Status.OK)
                        .header("ETag", Preconditions.tag(configured.source().version()))
                        .entity(WebhookSourceJson.of(configured.source()))
                        .build();
            case ConfigureWebhookSource.Outcome.BadSettings bad -> Problems.settings(bad.problems());
            case ConfigureWebhookSource.Outcome.NameTaken taken ->
                Problems.of(ProblemKind.NAME_TAKEN, "name: a source of another kind has it: take another name");
            case ConfigureWebhookSource.Outcome.Stale stale -> Problems.stale(stale.version());
            case ConfigureWebhookSource.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }
}

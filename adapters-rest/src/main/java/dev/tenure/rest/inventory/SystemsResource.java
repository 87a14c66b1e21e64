package dev.tenure.rest.inventory;

import dev.tenure.application.inventory.CheckConnection;
import dev.tenure.application.inventory.Connectors.SettingProblem;
import dev.tenure.application.inventory.LiftQuarantine;
import dev.tenure.application.inventory.ListSystems;
import dev.tenure.application.inventory.ModeConsequences;
import dev.tenure.application.inventory.PreviewMode;
import dev.tenure.application.inventory.ProposeModeChange;
import dev.tenure.application.inventory.RegisterSystem;
import dev.tenure.application.inventory.ReviseSystem;
import dev.tenure.application.inventory.ShowSystem;
import dev.tenure.application.inventory.TargetSystems;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.reconciliation.PreviewCorrelation;
import dev.tenure.application.transaction.RequestKey;
import dev.tenure.connector.spi.AccountRef;
import dev.tenure.connector.spi.Connection;
import dev.tenure.domain.inventory.ConnectorCondition;
import dev.tenure.domain.inventory.Correlation;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.inventory.TargetSystem;
import dev.tenure.rest.caller.Callers;
import dev.tenure.rest.inventory.ModeChangeJson.ModeChangeProposalJson;
import dev.tenure.rest.inventory.ModeChangeJson.ModeChangesJson;
import dev.tenure.rest.inventory.SystemDescriptionJson.CorrelationJson;
import dev.tenure.rest.inventory.SystemJson.ConnectionCheckJson;
import dev.tenure.rest.inventory.SystemJson.ModePreviewJson;
import dev.tenure.rest.inventory.SystemJson.SystemPageJson;
import dev.tenure.rest.problem.Flaws;
import dev.tenure.rest.problem.ProblemJson;
import dev.tenure.rest.problem.ProblemJson.ErrorJson;
import dev.tenure.rest.problem.ProblemKind;
import dev.tenure.rest.problem.Problems;
import dev.tenure.rest.reconciliation.AccountJson.ReasonJson;
import dev.tenure.rest.request.Bodies;
import dev.tenure.rest.request.IdempotencyKeys;
import dev.tenure.rest.request.Pages;
import dev.tenure.rest.request.Parameters;
import dev.tenure.rest.request.Preconditions;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
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
import java.util.List;
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

/** The inventory of systems under governance. */
@Path("/api/v1/systems")
@Authenticated
@RunOnVirtualThread
@Tag(name = "systems")
public final class SystemsResource {

    private final Callers callers;
    private final ListSystems listSystems;
    private final RegisterSystem registerSystem;
    private final ShowSystem showSystem;
    private final ReviseSystem reviseSystem;
    private final CheckConnection checkConnection;
    private final LiftQuarantine liftQuarantine;
    private final PreviewMode previewMode;
    private final PreviewCorrelation previewCorrelation;
    private final ProposeModeChange proposeModeChange;

    /** Takes the use cases. */
    public SystemsResource(
            Callers callers,
            ListSystems listSystems,
            RegisterSystem registerSystem,
            ShowSystem showSystem,
            ReviseSystem reviseSystem,
            CheckConnection checkConnection,
            LiftQuarantine liftQuarantine,
            PreviewMode previewMode,
            PreviewCorrelation previewCorrelation,
            ProposeModeChange proposeModeChange) {
        this.callers = callers;
        this.listSystems = listSystems;
        this.registerSystem = registerSystem;
        this.showSystem = showSystem;
        this.reviseSystem = reviseSystem;
        this.checkConnection = checkConnection;
        this.liftQuarantine = liftQuarantine;
        this.previewMode = previewMode;
        this.previewCorrelation = previewCorrelation;
        this.proposeModeChange = proposeModeChange;
    }

    /** Lists systems by name. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "listSystems", summary = "List systems by name")
    @APIResponse(
            responseCode = "200",
            description = "A page of systems.",
            headers =
                    @Header(
                            name = "Link",
                            description = "The next page, as rel=next (RFC 8288).",
                            schema = @Schema(type = SchemaType.STRING)),
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = SystemPageJson.class)))
    public Response list(
            @QueryParam("text") @Parameter(description = "Part of the name.") @Nullable String text,
            @QueryParam("mode")
                    @Parameter(
                            description = "Only those in this mode.",
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            enumeration = {"observe", "notify", "act"}))
                    @Nullable
                    String mode,
            @QueryParam("framework")
                    @Parameter(description = "Only those in scope of this framework or criterion, written in full.")
                    @Nullable
                    String framework,
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
        TargetSystems.Filter filter = new TargetSystems.Filter(
                parameters.text("text", text),
                parameters.oneOf("mode", mode, Set.of("observe", "notify", "act")),
                parameters.text("framework", framework));
        PageRequest page = parameters.page(limit, after);
        parameters.refuse();
        return render(
                listSystems.handle(new ListSystems.Command(callers.current(), filter, page)), uri.getRequestUri());
    }

    /** Brings a system under governance. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "registerSystem",
            summary = "Bring a system under governance",
            description = "It begins in observe: nothing is changed on it until two people have promoted it.")
    @APIResponse(
            responseCode = "201",
            description = "The system.",
            headers = {
                @Header(
                        name = "Location",
                        description = "Where the system is.",
                        schema = @Schema(type = SchemaType.STRING)),
                @Header(name = "ETag", description = "Its version.", schema = @Schema(type = SchemaType.STRING))
            },
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = SystemJson.class)))
    public Response register(
            @HeaderParam("Idempotency-Key")
                    @Parameter(
                            description =
                                    "A new random value for every new request, the same for every repetition of it.",
                            required = true)
                    @Nullable
                    String idempotencyKey,
            @Nullable SystemDescriptionJson body,
            @Context UriInfo uri) {
        SystemDescriptionJson given = Bodies.given(body);
        RequestKey key = IdempotencyKeys.of(idempotencyKey, "POST", uri.getPath(), given);
        return render(
                registerSystem.handle(new RegisterSystem.Command(callers.current(), key, given.read(new Flaws()))),
                given);
    }

    /** Shows one system. */
    @GET
    @Path("{id}")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "showSystem", summary = "Show one system")
    @APIResponse(
            responseCode = "200",
            description = "The system.",
            headers = @Header(name = "ETag", description = "Its version.", schema = @Schema(type = SchemaType.STRING)),
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = SystemJson.class)))
    public Response show(
            @PathParam("id") @Parameter(schema = @Schema(type = SchemaType.STRING, format = "uuid")) String id) {
        return render(
                showSystem.handle(new ShowSystem.Command(callers.current(), new SystemId(Parameters.id("id", id)))));
    }

    /** Corrects what is said of a system. */
    @PUT
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "reviseSystem",
            summary = "Correct what is said of a system",
            description = "Connector and correlation change in observe only: they decide whom automation touches.")
    @APIResponse(
            responseCode = "200",
            description = "The system.",
            headers =
                    @Header(
                            name = "ETag",
                            description = "Its new version.",
                            schema = @Schema(type = SchemaType.STRING)),
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = SystemJson.class)))
    public Response revise(
            @PathParam("id") @Parameter(schema = @Schema(type = SchemaType.STRING, format = "uuid")) String id,
            @HeaderParam("If-Match")
                    @Parameter(description = "The ETag of the version that is changed.", required = true)
                    @Nullable
                    String ifMatch,
            @Nullable SystemDescriptionJson body) {
        SystemId system = new SystemId(Parameters.id("id", id));
        long version = Preconditions.version(ifMatch);
        SystemDescriptionJson given = Bodies.given(body);
        return render(
                reviseSystem.handle(
                        new ReviseSystem.Command(callers.current(), system, version, given.read(new Flaws()))),
                given);
    }

    /** Reaches a system's target once. */
    @POST
    @Path("{id}/connection-checks")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "checkConnection",
            summary = "Reach a system's target once",
            description = "Changes nothing and keeps nothing.")
    @APIResponse(
            responseCode = "200",
            description = "What the target said, or why it was not reached.",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = ConnectionCheckJson.class)))
    public Response check(
            @PathParam("id") @Parameter(schema = @Schema(type = SchemaType.STRING, format = "uuid")) String id) {
        return render(checkConnection.handle(
                new CheckConnection.Command(callers.current(), new SystemId(Parameters.id("id", id)))));
    }

    /** Has a quarantined connector asked again. */
    @POST
    @Path("{id}/quarantine/lift")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "liftQuarantine",
            summary = "Have a quarantined connector asked again",
            description =
                    "A connector is quarantined when it breaks its contract. Where it does so again it is quarantined again."
                            + " Other settings for the connector lift the quarantine too.")
    @APIResponse(
            responseCode = "200",
            description = "The system; its lane goes on within seconds.",
            headers = @Header(name = "ETag", description = "Its version.", schema = @Schema(type = SchemaType.STRING)),
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = SystemJson.class)))
    public Response liftQuarantine(
            @PathParam("id") @Parameter(schema = @Schema(type = SchemaType.STRING, format = "uuid")) String id,
            @Nullable ReasonJson body) {
        return render(liftQuarantine.handle(new LiftQuarantine.Command(
                callers.current(),
                new SystemId(Parameters.id("id", id)),
                Bodies.given(body).read())));
    }

    /** Works out what would happen in act. */
    @GET
    @Path("{id}/mode-preview")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "previewMode", summary = "Work out what would happen to a system in act")
    @APIResponse(
            responseCode = "200",
            description = "What would happen.",
            content =
                    @Content(mediaType = "application/json", schema = @Schema(implementation = ModePreviewJson.class)))
    public Response preview(
            @PathParam("id") @Parameter(schema = @Schema(type = SchemaType.STRING, format = "uuid")) String id) {
        return render(
                previewMode.handle(new PreviewMode.Command(callers.current(), new SystemId(Parameters.id("id", id)))));
    }

    /** Works out what other rules of correlation would do. */
    @POST
    @Path("{id}/correlation-preview")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "previewCorrelation",
            summary = "Work out what other rules would make of the accounts of today",
            description =
                    "Changes nothing and does not ask the target: rules go by what the last read told. An attribute that the"
                            + " connector was not set to ask for counts as having no value.")
    @APIResponse(
            responseCode = "200",
            description = "What would happen.",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = CorrelationPreviewJson.class)))
    public Response previewCorrelation(
            @PathParam("id") @Parameter(schema = @Schema(type = SchemaType.STRING, format = "uuid")) String id,
            @Nullable CorrelationJson body) {
        SystemId system = new SystemId(Parameters.id("id", id));
        Flaws flaws = new Flaws();
        Correlation rules = Bodies.given(body).read("", flaws);
        flaws.refuse();
        return render(previewCorrelation.handle(new PreviewCorrelation.Command(callers.current(), system, rules)));
    }

    /** Lists a system's changes of mode. */
    @GET
    @Path("{id}/mode-changes")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "listModeChanges",
            summary = "List a system's changes of mode",
            description = "Newest first.")
    @APIResponse(
            responseCode = "200",
            description = "The changes, newest first.",
            content =
                    @Content(mediaType = "application/json", schema = @Schema(implementation = ModeChangesJson.class)))
    public Response modeChanges(
            @PathParam("id") @Parameter(schema = @Schema(type = SchemaType.STRING, format = "uuid")) String id) {
        return renderModeChanges(
                showSystem.handle(new ShowSystem.Command(callers.current(), new SystemId(Parameters.id("id", id)))));
    }

    /** Proposes another mode, or steps back at once. */
    @POST
    @Path("{id}/mode-changes")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "proposeModeChange",
            summary = "Propose another mode for a system",
            description =
                    "A promotion goes one step at a time and waits for a second person. A step back is in force at once.")
    @APIResponse(
            responseCode = "201",
            description = "Waits for the second person, or is in force when it was a step back.",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = ModeChangeJson.class)))
    public Response proposeModeChange(
            @PathParam("id") @Parameter(schema = @Schema(type = SchemaType.STRING, format = "uuid")) String id,
            @HeaderParam("Idempotency-Key")
                    @Parameter(
                            description =
                                    "A new random value for every new request, the same for every repetition of it.",
                            required = true)
                    @Nullable
                    String idempotencyKey,
            @Nullable ModeChangeProposalJson body,
            @Context UriInfo uri) {
        SystemId system = new SystemId(Parameters.id("id", id));
        ModeChangeProposalJson given = Bodies.given(body);
        RequestKey key = IdempotencyKeys.of(idempotencyKey, "POST", uri.getPath(), given);
        return render(proposeModeChange.handle(
                new ProposeModeChange.Command(callers.current(), key, system, given.read(new Flaws()))));
    }

    static Response render(ListSystems.Outcome outcome, URI request) {
        return switch (outcome) {
            case ListSystems.Outcome.Listed listed ->
                Pages.of(SystemPageJson.of(listed), listed.systems().next(), request);
            case ListSystems.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }

    static Response render(RegisterSystem.Outcome outcome, SystemDescriptionJson asked) {
        return switch (outcome) {
            case RegisterSystem.Outcome.Registered registered ->
                Response.created(URI.create(
                                "/api/v1/systems/" + registered.system().id().value()))
                        .header("ETag", Preconditions.tag(registered.system().version()))
                        .entity(SystemJson.of(registered.system()))
                        .build();
            case RegisterSystem.Outcome.NameTaken taken -> nameTaken();
            case RegisterSystem.Outcome.UnknownMaster unknown -> unknownMaster();
            case RegisterSystem.Outcome.BadSettings bad -> badSettings(bad.problems(), asked);
            case RegisterSystem.Outcome.KeyReused reused -> Problems.keyReused();
            case RegisterSystem.Outcome.InProgress busy -> Problems.inProgress();
            case RegisterSystem.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }

    static Response render(ShowSystem.Outcome outcome) {
        return switch (outcome) {
            case ShowSystem.Outcome.Shown shown ->
                tagged(shown.system(), SystemJson.of(shown.system(), shown.condition()));
            case ShowSystem.Outcome.Unknown unknown -> Problems.unknown("system");
            case ShowSystem.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }

    static Response renderModeChanges(ShowSystem.Outcome outcome) {
        return switch (outcome) {
            case ShowSystem.Outcome.Shown shown ->
                Response.ok(new ModeChangesJson(shown.modeChanges().stream()
                                .map(ModeChangeJson::of)
                                .toList()))
                        .build();
            case ShowSystem.Outcome.Unknown unknown -> Problems.unknown("system");
            case ShowSystem.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }

    static Response render(ReviseSystem.Outcome outcome, SystemDescriptionJson asked) {
        return switch (outcome) {
            case ReviseSystem.Outcome.Revised revised -> tagged(revised.system(), SystemJson.of(revised.system()));
            case ReviseSystem.Outcome.Unknown unknown -> Problems.unknown("system");
            case ReviseSystem.Outcome.Stale stale ->
                Problems.stale(stale.current().version());
            case ReviseSystem.Outcome.NameTaken taken -> nameTaken();
            case ReviseSystem.Outcome.UnknownMaster unknown -> unknownMaster();
            case ReviseSystem.Outcome.BadSettings bad -> badSettings(bad.problems(), asked);
            case ReviseSystem.Outcome.NotWhilePromoted promoted ->
                Problems.of(
                        ProblemKind.NOT_WHILE_PROMOTED,
                        "the system is in " + promoted.mode().label()
                                + ": step back to observe before changing connector or correlation");
            case ReviseSystem.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }

    static Response render(LiftQuarantine.Outcome outcome) {
        return switch (outcome) {
            case LiftQuarantine.Outcome.Lifted lifted ->
                tagged(lifted.system(), SystemJson.of(lifted.system(), ConnectorCondition.Working.WELL));
            case LiftQuarantine.Outcome.NotQuarantined not ->
                Problems.of(
                        ProblemKind.NOT_QUARANTINED,
                        "the system's connector is not quarantined: look at its condition");
            case LiftQuarantine.Outcome.Unknown unknown -> Problems.unknown("system");
            case LiftQuarantine.Outcome.BadReason bad ->
                Problems.at(
                        "/reason",
                        "is empty, longer than 500 characters or holds a control character: write 1 to 500 of text");
            case LiftQuarantine.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }

    static Response render(CheckConnection.Outcome outcome) {
        return switch (outcome) {
            case CheckConnection.Outcome.Reached reached ->
                Response.ok(reached(reached.connection())).build();
            case CheckConnection.Outcome.Failed failed ->
                Response.ok(new ConnectionCheckJson(false, null, null, null, null, failed.reason()))
                        .build();
            case CheckConnection.Outcome.Unknown unknown -> Problems.unknown("system");
            case CheckConnection.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }

    static Response render(PreviewMode.Outcome outcome) {
        return switch (outcome) {
            case PreviewMode.Outcome.Previewed previewed -> {
                ModeConsequences.Preview preview = previewed.preview();
                yield Response.ok(new ModePreviewJson(
                                previewed.readWhole(),
                                preview.openCases(),
                                preview.operations(),
                                preview.protectedAccounts()))
                        .build();
            }
            case PreviewMode.Outcome.Unknown unknown -> Problems.unknown("system");
            case PreviewMode.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }

    static Response render(PreviewCorrelation.Outcome outcome) {
        return switch (outcome) {
            case PreviewCorrelation.Outcome.Previewed previewed ->
                Response.ok(CorrelationPreviewJson.of(previewed.preview())).build();
            case PreviewCorrelation.Outcome.Unknown unknown -> Problems.unknown("system");
            case PreviewCorrelation.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }

    static Response render(ProposeModeChange.Outcome outcome) {
        return switch (outcome) {
            case ProposeModeChange.Outcome.Recorded recorded ->
                Response.status(Response.Status.CREATED)
                        .entity(ModeChangeJson.of(recorded.change()))
                        .build();
            case ProposeModeChange.Outcome.Unknown unknown -> Problems.unknown("system");
            case ProposeModeChange.Outcome.NotTheNextStep step ->
                Problems.of(
                        ProblemKind.NOT_THE_NEXT_MODE,
                        "the system is in " + step.current().label()
                                + ": promote one step at a time, from observe over notify to act");
            case ProposeModeChange.Outcome.NotReadWhole unread ->
                Problems.of(
                        ProblemKind.NOT_READ_WHOLE,
                        "the system was not read to its end since its connector or correlation was last changed: ask for a read"
                                + " and wait until it is complete");
            case ProposeModeChange.Outcome.AlreadyProposed proposed ->
                Problems.of(
                        ProblemKind.ALREADY_PROPOSED,
                        "the proposal " + proposed.waiting().proposal().id()
                                + " waits already: confirm or reject it first");
            case ProposeModeChange.Outcome.KeyReused reused -> Problems.keyReused();
            case ProposeModeChange.Outcome.InProgress busy -> Problems.inProgress();
            case ProposeModeChange.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }

    private static Response tagged(TargetSystem system, SystemJson shown) {
        return Response.ok(shown)
                .header("ETag", Preconditions.tag(system.version()))
                .build();
    }

    private static Response nameTaken() {
        return Problems.of(ProblemKind.NAME_TAKEN, "name: another system has it: choose another");
    }

    private static Response unknownMaster() {
        return Problems.of(ProblemJson.of(
                ProblemKind.INVALID_REQUEST,
                List.of(ErrorJson.at("/mastery/master", "is no other system in the inventory: register it first"))));
    }

    private static Response badSettings(List<SettingProblem> problems, SystemDescriptionJson asked) {
        return Problems.of(ProblemJson.of(
                ProblemKind.INVALID_REQUEST,
                problems.stream()
                        .map(problem -> ErrorJson.at(place(problem.setting(), asked), problem.reason()))
                        .toList()));
    }

    /** A setting stands among the plain ones unless it is the kind itself or was given as a reference. */
    private static String place(String setting, SystemDescriptionJson asked) {
        if (setting.equals("kind")) {
            return "/connector/kind";
        }
        boolean secret = asked.connector() != null
                && asked.connector().secretReferences() != null
                && asked.connector().secretReferences().containsKey(setting);
        return "/connector/" + (secret ? "secretReferences/" : "settings/")
                + setting.replace("~", "~0").replace("/", "~1");
    }

    private static ConnectionCheckJson reached(Connection connection) {
        return new ConnectionCheckJson(
                true,
                connection.product(),
                connection.own().map(AccountRef::nativeId).orElse(null),
                connection.encrypted(),
                connection.shortfalls(),
                null);
    }
}

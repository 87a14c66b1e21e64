package dev.tenure.rest.wave;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.transaction.RequestKey;
import dev.tenure.application.wave.GiveBackAccount;
import dev.tenure.application.wave.ListWaveItems;
import dev.tenure.application.wave.ListWaves;
import dev.tenure.application.wave.PrepareWave;
import dev.tenure.application.wave.ShowWave;
import dev.tenure.application.wave.StartWave;
import dev.tenure.application.wave.WaveDesk;
import dev.tenure.application.wave.Waves;
import dev.tenure.application.wave.WithdrawWave;
import dev.tenure.domain.finding.FindingId;
import dev.tenure.domain.wave.Wave;
import dev.tenure.domain.wave.WaveId;
import dev.tenure.rest.caller.Callers;
import dev.tenure.rest.problem.ProblemKind;
import dev.tenure.rest.problem.Problems;
import dev.tenure.rest.reconciliation.AccountJson.ReasonJson;
import dev.tenure.rest.request.Bodies;
import dev.tenure.rest.request.IdempotencyKeys;
import dev.tenure.rest.request.Pages;
import dev.tenure.rest.request.Parameters;
import dev.tenure.rest.wave.WaveJson.WaveInFullJson;
import dev.tenure.rest.wave.WaveJson.WaveItemJson;
import dev.tenure.rest.wave.WaveJson.WaveItemPageJson;
import dev.tenure.rest.wave.WaveJson.WaveOrderJson;
import dev.tenure.rest.wave.WaveJson.WavePageJson;
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

/** Many findings dealt with at once. */
@Path("/api/v1/waves")
@Authenticated
@RunOnVirtualThread
@Tag(name = "waves")
public final class WavesResource {

    private static final Set<String> STATES =
            Set.of("prepared", "under-way", "waiting", "withdrawing", "done", "withdrawn");
    private static final Set<String> ITEM_STATES =
            Set.of("pending", "planned", "held", "done", "disabled", "skipped", "failed", "giving-back", "given-back");

    private final Callers callers;
    private final ListWaves listWaves;
    private final ShowWave showWave;
    private final ListWaveItems listWaveItems;
    private final PrepareWave prepareWave;
    private final StartWave startWave;
    private final WithdrawWave withdrawWave;
    private final GiveBackAccount giveBackAccount;

    /** Takes the use cases. */
    public WavesResource(
            Callers callers,
            ListWaves listWaves,
            ShowWave showWave,
            ListWaveItems listWaveItems,
            PrepareWave prepareWave,
            StartWave startWave,
            WithdrawWave withdrawWave,
            GiveBackAccount giveBackAccount) {
        this.callers = callers;
        this.listWaves = listWaves;
        this.showWave = showWave;
        this.listWaveItems = listWaveItems;
        this.prepareWave = prepareWave;
        this.startWave = startWave;
        this.withdrawWave = withdrawWave;
        this.giveBackAccount = giveBackAccount;
    }

    /** Lists waves. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "listWaves", summary = "List waves of findings", description = "Newest first.")
    @APIResponse(
            responseCode = "200",
            description = "A page of them.",
            headers =
                    @Header(
                            name = "Link",
                            description = "The next page, as rel=next (RFC 8288).",
                            schema = @Schema(type = SchemaType.STRING)),
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = WavePageJson.class)))
    public Response list(
            @QueryParam("state")
                    @Parameter(
                            description = "Only those in this state.",
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            enumeration = {
                                                "prepared",
                                                "under-way",
                                                "waiting",
                                                "withdrawing",
                                                "done",
                                                "withdrawn"
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
        Optional<String> wanted = parameters.oneOf("state", state, STATES);
        PageRequest page = parameters.page(limit, after);
        parameters.refuse();
        return render(listWaves.handle(new ListWaves.Command(callers.current(), wanted, page)), uri.getRequestUri());
    }

    /** Prepares a wave. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "prepareWave",
            summary = "Settle which findings something is to be done with",
            description =
                    "Takes the open findings that fit now, 100,000 at most. Nothing is done with them until the wave is started.")
    @APIResponse(
            responseCode = "201",
            description = "The wave, prepared now or by the same request before.",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = WaveJson.class)))
    public Response prepare(
            @HeaderParam("Idempotency-Key")
                    @Parameter(
                            description =
                                    "A new random value for every new request, the same for every repetition of it.",
                            required = true)
                    @Nullable
                    String idempotencyKey,
            @Nullable WaveOrderJson body,
            @Context UriInfo uri) {
        WaveOrderJson given = Bodies.given(body);
        WaveOrderJson.Read read = given.read();
        RequestKey key = IdempotencyKeys.of(idempotencyKey, "POST", uri.getPath(), given);
        return render(prepareWave.handle(
                new PrepareWave.Command(callers.current(), key, read.name(), read.scope(), read.action())));
    }

    /** Shows one wave. */
    @GET
    @Path("{id}")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "showWave",
            summary = "Show a wave",
            description =
                    "Before it is started with what would be done, by whom it would be left alone and what the guards would do;"
                            + " afterwards with what became of its findings.")
    @APIResponse(
            responseCode = "200",
            description = "The wave.",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = WaveInFullJson.class)))
    public Response show(
            @PathParam("id") @Parameter(schema = @Schema(type = SchemaType.STRING, format = "uuid")) String id) {
        return render(showWave.handle(new ShowWave.Command(callers.current(), wave(id))));
    }

    /** Lists what is in a wave. */
    @GET
    @Path("{id}/items")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "listWaveItems",
            summary = "List the findings of a wave",
            description = "By the account's name.")
    @APIResponse(
            responseCode = "200",
            description = "A page of them.",
            headers =
                    @Header(
                            name = "Link",
                            description = "The next page, as rel=next (RFC 8288).",
                            schema = @Schema(type = SchemaType.STRING)),
            content =
                    @Content(mediaType = "application/json", schema = @Schema(implementation = WaveItemPageJson.class)))
    public Response items(
            @PathParam("id") @Parameter(schema = @Schema(type = SchemaType.STRING, format = "uuid")) String id,
            @QueryParam("state")
                    @Parameter(
                            description = "Only those in this state.",
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            enumeration = {
                                                "pending",
                                                "planned",
                                                "held",
                                                "done",
                                                "disabled",
                                                "skipped",
                                                "failed",
                                                "giving-back",
                                                "given-back"
                                            }))
                    @Nullable
                    String state,
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
        WaveId wave = wave(id);
        Parameters parameters = new Parameters();
        Waves.Filter filter =
                new Waves.Filter(parameters.oneOf("state", state, ITEM_STATES), parameters.text("text", text));
        PageRequest page = parameters.page(limit, after);
        parameters.refuse();
        return render(
                listWaveItems.handle(new ListWaveItems.Command(callers.current(), wave, filter, page)),
                uri.getRequestUri());
    }

    /** Starts a wave. */
    @POST
    @Path("{id}/start")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "startWave",
            summary = "Start a wave",
            description =
                    "Whoever prepared one that disables accounts cannot start it, under no role. What the rules keep the caller from"
                            + " deciding about one finding is left alone.")
    @APIResponse(
            responseCode = "200",
            description = "It is under way.",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = WaveJson.class)))
    public Response start(
            @PathParam("id") @Parameter(schema = @Schema(type = SchemaType.STRING, format = "uuid")) String id) {
        return render(startWave.handle(new StartWave.Command(callers.current(), wave(id))));
    }

    /** Withdraws a wave. */
    @POST
    @Path("{id}/withdraw")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "withdrawWave",
            summary = "Withdraw a wave",
            description =
                    "What is not done yet will not be. While it waits every account that it disabled is given back, and whoever"
                            + " started it cannot say so, under no role.")
    @APIResponse(
            responseCode = "200",
            description = "It is stopped, or about to be.",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = WaveJson.class)))
    public Response withdraw(
            @PathParam("id") @Parameter(schema = @Schema(type = SchemaType.STRING, format = "uuid")) String id,
            @Nullable ReasonJson body) {
        WaveId wave = wave(id);
        return render(withdrawWave.handle(new WithdrawWave.Command(
                callers.current(), wave, Bodies.given(body).read())));
    }

    /** Somebody missed an account. */
    @POST
    @Path("{id}/items/{finding}/give-back")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "giveBackAccount",
            summary = "Give back an account that a wave disabled",
            description = "The account is enabled and its finding open again. Repeating it changes nothing.")
    @APIResponse(
            responseCode = "200",
            description = "Given back, or about to be.",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = WaveItemJson.class)))
    public Response giveBack(
            @PathParam("id") @Parameter(schema = @Schema(type = SchemaType.STRING, format = "uuid")) String id,
            @PathParam("finding") @Parameter(schema = @Schema(type = SchemaType.STRING, format = "uuid"))
                    String finding,
            @Nullable ReasonJson body) {
        WaveId wave = wave(id);
        FindingId missed = new FindingId(Parameters.id("finding", finding));
        return render(giveBackAccount.handle(new GiveBackAccount.Command(
                callers.current(), wave, missed, Bodies.given(body).read())));
    }

    private static WaveId wave(String id) {
        return new WaveId(Parameters.id("id", id));
    }

    static Response render(ListWaves.Outcome outcome, URI request) {
        return switch (outcome) {
            case ListWaves.Outcome.Listed listed ->
                Pages.of(WavePageJson.of(listed.waves()), listed.waves().next(), request);
            case ListWaves.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }

    static Response render(ListWaveItems.Outcome outcome, URI request) {
        return switch (outcome) {
            case ListWaveItems.Outcome.Listed listed ->
                Pages.of(WaveItemPageJson.of(listed.items()), listed.items().next(), request);
            case ListWaveItems.Outcome.Unknown unknown -> Problems.unknown("wave");
            case ListWaveItems.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }

    static Response render(ShowWave.Outcome outcome) {
        return switch (outcome) {
            case ShowWave.Outcome.Shown shown ->
                Response.ok(WaveInFullJson.of(shown)).build();
            case ShowWave.Outcome.Unknown unknown -> Problems.unknown("wave");
            case ShowWave.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }

    static Response render(PrepareWave.Outcome outcome) {
        return switch (outcome) {
            case PrepareWave.Outcome.Prepared done ->
                Response.status(Response.Status.CREATED)
                        .entity(WaveJson.of(done.wave()))
                        .build();
            case PrepareWave.Outcome.BadName bad ->
                Problems.at(
                        "/name",
                        "is empty, longer than 100 characters or holds a control character: write 1 to 100 of text");
            case PrepareWave.Outcome.BadOwner bad ->
                Problems.at(
                        "/action/owner",
                        "is empty, longer than 200 characters or holds a control character: write 1 to 200 of text");
            case PrepareWave.Outcome.BadReason bad ->
                Problems.at(
                        "/action/reason",
                        "is empty, longer than 500 characters or holds a control character: write 1 to 500 of text");
            case PrepareWave.Outcome.BadUntil bad ->
                Problems.at("/action/until", "is past or more than 366 days away: write a moment of the next 366 days");
            case PrepareWave.Outcome.NothingFits nothing ->
                Problems.at("/scope", "fits no open finding: list the findings with the same filter");
            case PrepareWave.Outcome.TooMany many ->
                Problems.at(
                        "/scope",
                        "fits more than " + Wave.LARGEST + " open findings: narrow it, by system or kind for example");
            case PrepareWave.Outcome.KeyReused reused -> Problems.keyReused();
            case PrepareWave.Outcome.InProgress busy -> Problems.inProgress();
            case PrepareWave.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }

    static Response render(StartWave.Outcome outcome) {
        return switch (outcome) {
            case StartWave.Outcome.Started done ->
                Response.ok(WaveJson.of(done.wave())).build();
            case StartWave.Outcome.Unknown unknown -> Problems.unknown("wave");
            case StartWave.Outcome.NotPrepared not -> notNow(not.wave());
            case StartWave.Outcome.StarterPreparedIt same ->
                Problems.of(
                        ProblemKind.SECOND_PERSON_NEEDED,
                        "you prepared it and it disables accounts: another person must start it");
            case StartWave.Outcome.UntilIsPast past ->
                Problems.of(
                        ProblemKind.PROPOSAL_OUTDATED,
                        "the moment until which findings would be accepted is past: prepare another wave");
            case StartWave.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }

    static Response render(WithdrawWave.Outcome outcome) {
        return switch (outcome) {
            case WithdrawWave.Outcome.Withdrawn done ->
                Response.ok(WaveJson.of(done.wave())).build();
            case WithdrawWave.Outcome.Unknown unknown -> Problems.unknown("wave");
            case WithdrawWave.Outcome.IsOver over -> notNow(over.wave());
            case WithdrawWave.Outcome.WithdrawerStartedIt same ->
                Problems.of(
                        ProblemKind.SECOND_PERSON_NEEDED,
                        "you started it and accounts would be given back: another person must withdraw it");
            case WithdrawWave.Outcome.BadReason bad -> badReason();
            case WithdrawWave.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }

    static Response render(GiveBackAccount.Outcome outcome) {
        return switch (outcome) {
            case GiveBackAccount.Outcome.GivenBack done ->
                Response.ok(WaveItemJson.of(new ListWaveItems.NamedItem(done.item(), done.system())))
                        .build();
            case GiveBackAccount.Outcome.Unknown unknown -> Problems.unknown("finding of a wave");
            case GiveBackAccount.Outcome.NotDisabled not ->
                Problems.of(
                        ProblemKind.NOTHING_TO_GIVE_BACK,
                        "the wave did not disable the account: it is "
                                + not.item().state().label() + " there");
            case GiveBackAccount.Outcome.Stays stays -> stays(stays.why());
            case GiveBackAccount.Outcome.BadReason bad -> badReason();
            case GiveBackAccount.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }

    private static Response stays(WaveDesk.Why why) {
        return Problems.of(ProblemKind.NOTHING_TO_GIVE_BACK, "it is not given back: " + why.words());
    }

    private static Response notNow(Wave wave) {
        return Problems.of(ProblemKind.NOT_WAITING, "the wave is " + wave.label());
    }

    private static Response badReason() {
        return Problems.at(
                "/reason", "is empty, longer than 500 characters or holds a control character: write 1 to 500 of text");
    }
}

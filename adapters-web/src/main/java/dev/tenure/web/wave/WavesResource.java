package dev.tenure.web.wave;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.transaction.RequestKey;
import dev.tenure.application.wave.GiveBackAccount;
import dev.tenure.application.wave.ListWaveItems;
import dev.tenure.application.wave.ListWaves;
import dev.tenure.application.wave.PrepareWave;
import dev.tenure.application.wave.ShowWave;
import dev.tenure.application.wave.StartWave;
import dev.tenure.application.wave.WaveDesk;
import dev.tenure.application.wave.WithdrawWave;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.finding.FindingId;
import dev.tenure.domain.wave.WaveAction;
import dev.tenure.domain.wave.WaveId;
import dev.tenure.web.page.Callers;
import dev.tenure.web.page.CsvFile;
import dev.tenure.web.page.Notice;
import dev.tenure.web.page.Pages;
import dev.tenure.web.page.Problem;
import dev.tenure.web.page.Query;
import dev.tenure.web.page.Section;
import io.quarkus.security.Authenticated;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Many findings dealt with at once: prepared, looked at, started, withdrawn, and accounts given back. */
@Path(WavesView.ADDRESS)
@Authenticated
@Produces(Pages.HTML)
public class WavesResource {

    private final ListWaves listWaves;
    private final ShowWave showWave;
    private final ListWaveItems listWaveItems;
    private final PrepareWave prepareWave;
    private final StartWave startWave;
    private final WithdrawWave withdrawWave;
    private final GiveBackAccount giveBackAccount;
    private final Callers callers;
    private final Pages pages;

    @Inject
    public WavesResource(
            ListWaves listWaves,
            ShowWave showWave,
            ListWaveItems listWaveItems,
            PrepareWave prepareWave,
            StartWave startWave,
            WithdrawWave withdrawWave,
            GiveBackAccount giveBackAccount,
            Callers callers,
            Pages pages) {
        this.listWaves = listWaves;
        this.showWave = showWave;
        this.listWaveItems = listWaveItems;
        this.prepareWave = prepareWave;
        this.startWave = startWave;
        this.withdrawWave = withdrawWave;
        this.giveBackAccount = giveBackAccount;
        this.callers = callers;
        this.pages = pages;
    }

    /** The list, as the address asks for it. */
    @GET
    public Response list(@QueryParam("state") @Nullable String state, @QueryParam("after") @Nullable String after) {
        Caller caller = callers.current();
        Optional<String> shown = WavesView.state(state);
        return switch (listWaves.handle(
                new ListWaves.Command(caller, shown, new PageRequest(PageRequest.USUAL, Query.after(after))))) {
            case ListWaves.Outcome.Listed listed -> pages.show(Section.FINDINGS, WavesView.page(listed, caller, shown));
            case ListWaves.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }

    /** The form by which one is prepared, of the findings that the address says. */
    @GET
    @Path("form")
    public Response form(
            @QueryParam("show") @Nullable String show,
            @QueryParam("q") @Nullable String text,
            @QueryParam("kind") @Nullable String kind,
            @QueryParam("severity") @Nullable String severity,
            @QueryParam("system") @Nullable String system,
            @QueryParam("owner") @Nullable String owner) {
        if (!callers.current().hasAny(WaveForm.MAY)) {
            return pages.notAllowed(Set.of(WaveForm.MAY));
        }
        return pages.show(
                Section.FINDINGS,
                WaveForm.of(system, kind, severity, owner, "late".equals(show), text)
                        .page(UUID.randomUUID().toString()));
    }

    /** Prepares one. */
    @POST
    public Response prepare(
            @FormParam("request") @DefaultValue("") String request,
            @FormParam("system") @DefaultValue("") String system,
            @FormParam("kind") @DefaultValue("") String kind,
            @FormParam("severity") @DefaultValue("") String severity,
            @FormParam("of") @DefaultValue("") String of,
            @FormParam("late") @DefaultValue("") String late,
            @FormParam("q") @DefaultValue("") String text,
            @FormParam("name") @DefaultValue("") String name,
            @FormParam("what") @DefaultValue("") String what,
            @FormParam("owner") @DefaultValue("") String owner,
            @FormParam("until") @DefaultValue("") String until,
            @FormParam("reason") @DefaultValue("") String reason,
            @FormParam("days") @DefaultValue("") String days) {
        if (Query.id(request).isEmpty()) {
            return pages.problem(Problem.BAD_FORM);
        }
        WaveForm form = WaveForm.of(system, kind, severity, of, "true".equals(late), text)
                .write(new WaveFormPage.Written(name, what, owner, until, reason, days));
        return form.action()
                .map(action -> prepare(request, form, action))
                .orElseGet(() -> again(form.page(request).wrong(form.whatIsWrong())));
    }

    private Response prepare(String request, WaveForm form, WaveAction action) {
        RequestKey key = new RequestKey(
                request, "POST " + WavesView.ADDRESS + " " + form.toString().hashCode());
        WaveFormPage page = form.page(request);
        return switch (prepareWave.handle(
                new PrepareWave.Command(callers.current(), key, form.written().name(), form.scope(), action))) {
            case PrepareWave.Outcome.Prepared prepared ->
                pages.sendTo(WavesView.href(prepared.wave().plan().id()), Notice.WAVE_PREPARED);
            case PrepareWave.Outcome.BadName bad -> again(page.wrong("name"));
            case PrepareWave.Outcome.BadOwner bad -> again(page.wrong("owner"));
            case PrepareWave.Outcome.BadReason bad -> again(page.wrong("reason"));
            case PrepareWave.Outcome.BadUntil bad -> again(page.wrong("until"));
            case PrepareWave.Outcome.NothingFits nothing ->
                again(page.trouble("No open finding fits: take other ones."));
            case PrepareWave.Outcome.TooMany many ->
                again(page.trouble("More than 100,000 findings fit: take fewer, system by system."));
            case PrepareWave.Outcome.KeyReused reused -> pages.sendTo(WavesView.ADDRESS, Notice.SENT_BEFORE);
            case PrepareWave.Outcome.InProgress busy -> pages.sendTo(WavesView.ADDRESS, Notice.STILL_AT_WORK);
            case PrepareWave.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }

    private Response again(WaveFormPage page) {
        return pages.showAgain(Section.FINDINGS, page);
    }

    /** One wave, with those of its findings that the address asks for. */
    @GET
    @Path("{id}")
    public Response show(
            @PathParam("id") String id,
            @QueryParam("state") @Nullable String state,
            @QueryParam("q") @Nullable String text,
            @QueryParam("after") @Nullable String after) {
        return withWave(id, wave -> {
            Caller caller = callers.current();
            WaveQuery query = WaveQuery.of(wave, state, text, after);
            return switch (showWave.handle(new ShowWave.Command(caller, wave))) {
                case ShowWave.Outcome.Shown shown -> show(shown, caller, query);
                case ShowWave.Outcome.Unknown unknown -> pages.unknown();
                case ShowWave.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
            };
        });
    }

    private Response show(ShowWave.Outcome.Shown shown, Caller caller, WaveQuery query) {
        return switch (items(caller, query, query.page())) {
            case ListWaveItems.Outcome.Listed listed ->
                pages.show(Section.FINDINGS, WavesView.page(shown, listed, caller, query));
            case ListWaveItems.Outcome.Unknown unknown -> pages.unknown();
            case ListWaveItems.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }

    private ListWaveItems.Outcome items(Caller caller, WaveQuery query, PageRequest page) {
        return listWaveItems.handle(new ListWaveItems.Command(caller, query.wave(), query.filter(), page));
    }

    /** Its findings as a file for a spreadsheet. */
    @GET
    @Path("{id}/csv")
    @Produces("text/csv; charset=utf-8")
    public Response csv(
            @PathParam("id") String id,
            @QueryParam("state") @Nullable String state,
            @QueryParam("q") @Nullable String text) {
        return withWave(id, wave -> {
            Caller caller = callers.current();
            WaveQuery query = WaveQuery.of(wave, state, text, null);
            return switch (items(caller, query, CsvFile.FIRST)) {
                case ListWaveItems.Outcome.Listed listed ->
                    WaveItemsCsv.file(listed, page -> items(caller, query, page))
                            .answer("wave.csv");
                case ListWaveItems.Outcome.Unknown unknown -> pages.unknown();
                case ListWaveItems.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
            };
        });
    }

    /** It is carried out from now on. */
    @POST
    @Path("{id}/start")
    public Response start(@PathParam("id") String id) {
        return withWave(id, wave -> switch (startWave.handle(new StartWave.Command(callers.current(), wave))) {
            case StartWave.Outcome.Started started -> back(wave, Notice.WAVE_STARTED);
            case StartWave.Outcome.NotPrepared not -> back(wave, Notice.WAVE_NOT_PREPARED);
            case StartWave.Outcome.StarterPreparedIt same -> back(wave, Notice.WAVE_NEEDS_SECOND);
            case StartWave.Outcome.UntilIsPast past -> back(wave, Notice.WAVE_UNTIL_PAST);
            case StartWave.Outcome.Unknown unknown -> pages.unknown();
            case StartWave.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        });
    }

    /** It is stopped; while it waits, what it disabled is given back. */
    @POST
    @Path("{id}/withdrawal")
    public Response withdraw(@PathParam("id") String id, @FormParam("reason") @DefaultValue("") String reason) {
        return withWave(
                id, wave -> switch (withdrawWave.handle(new WithdrawWave.Command(callers.current(), wave, reason))) {
                    case WithdrawWave.Outcome.Withdrawn withdrawn -> back(wave, Notice.WAVE_WITHDRAWN);
                    case WithdrawWave.Outcome.IsOver over -> back(wave, Notice.WAVE_OVER);
                    case WithdrawWave.Outcome.WithdrawerStartedIt same -> back(wave, Notice.WAVE_NEEDS_SECOND);
                    case WithdrawWave.Outcome.BadReason bad -> back(wave, Notice.WAVE_BAD_REASON);
                    case WithdrawWave.Outcome.Unknown unknown -> pages.unknown();
                    case WithdrawWave.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
                });
    }

    /** Somebody misses an account: it is given back. */
    @POST
    @Path("{id}/items/{finding}/return")
    public Response giveBack(
            @PathParam("id") String id,
            @PathParam("finding") String finding,
            @FormParam("reason") @DefaultValue("") String reason) {
        Optional<FindingId> about = Query.id(finding).map(FindingId::new);
        return withWave(
                id, wave -> about.map(item -> giveBack(wave, item, reason)).orElseGet(pages::unknown));
    }

    private Response giveBack(WaveId wave, FindingId finding, String reason) {
        return switch (giveBackAccount.handle(new GiveBackAccount.Command(callers.current(), wave, finding, reason))) {
            case GiveBackAccount.Outcome.GivenBack given -> back(wave, Notice.WAVE_GIVEN_BACK);
            case GiveBackAccount.Outcome.NotDisabled not -> back(wave, Notice.WAVE_NOT_DISABLED);
            case GiveBackAccount.Outcome.Stays stays ->
                back(
                        wave,
                        switch (stays.why()) {
                            case WaveDesk.Why.NOT_THERE -> Notice.WAVE_ACCOUNT_NOT_THERE;
                            case WaveDesk.Why.PROTECTED -> Notice.WAVE_ACCOUNT_PROTECTED;
                            case WaveDesk.Why.NOT_IN_ACT -> Notice.WAVE_NOT_IN_ACT;
                            case WaveDesk.Why.PERSON_OUT -> Notice.WAVE_PERSON_OUT;
                        });
            case GiveBackAccount.Outcome.BadReason bad -> back(wave, Notice.WAVE_BAD_REASON);
            case GiveBackAccount.Outcome.Unknown unknown -> pages.unknown();
            case GiveBackAccount.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }

    private Response withWave(String id, Function<WaveId, Response> work) {
        return Query.id(id).map(WaveId::new).map(work).orElseGet(pages::unknown);
    }

    private Response back(WaveId wave, Notice notice) {
        return pages.sendTo(WavesView.href(wave), notice);
    }
}

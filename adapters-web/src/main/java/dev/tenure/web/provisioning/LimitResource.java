package dev.tenure.web.provisioning;

import dev.tenure.application.inventory.ShowSystem;
import dev.tenure.application.provisioning.ConfirmGuardLimit;
import dev.tenure.application.provisioning.ReviseGuard;
import dev.tenure.application.provisioning.ShowGuard;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.inventory.TargetSystem;
import dev.tenure.domain.provisioning.Guard;
import dev.tenure.domain.provisioning.GuardLimit;
import dev.tenure.web.page.Callers;
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
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/** What guards one system: how far its limit is used up, and another limit. */
@Path("/ui/guard/systems/{id}")
@Authenticated
@Produces(Pages.HTML)
public class LimitResource {

    private final ShowSystem showSystem;
    private final ShowGuard showGuard;
    private final ReviseGuard reviseGuard;
    private final ConfirmGuardLimit confirmGuardLimit;
    private final Callers callers;
    private final Pages pages;

    @Inject
    public LimitResource(
            ShowSystem showSystem,
            ShowGuard showGuard,
            ReviseGuard reviseGuard,
            ConfirmGuardLimit confirmGuardLimit,
            Callers callers,
            Pages pages) {
        this.showSystem = showSystem;
        this.showGuard = showGuard;
        this.reviseGuard = reviseGuard;
        this.confirmGuardLimit = confirmGuardLimit;
        this.callers = callers;
        this.pages = pages;
    }

    /** The limit. */
    @GET
    public Response show(@PathParam("id") String id) {
        Optional<SystemId> known = Query.id(id).map(SystemId::new);
        if (known.isEmpty()) {
            return pages.unknown();
        }
        Caller caller = callers.current();
        return switch (showSystem.handle(new ShowSystem.Command(caller, known.get()))) {
            case ShowSystem.Outcome.Shown shown -> withGuard(shown.system(), caller);
            case ShowSystem.Outcome.Unknown unknown -> pages.unknown();
            case ShowSystem.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }

    private Response withGuard(TargetSystem system, Caller caller) {
        return switch (showGuard.handle(new ShowGuard.Command(caller, system.id()))) {
            case ShowGuard.Outcome.Shown shown -> pages.show(Section.GUARD, GuardView.page(system, shown, caller));
            case ShowGuard.Outcome.Unknown unknown -> pages.unknown();
            case ShowGuard.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }

    /** Sets a stricter limit, or proposes a looser one. */
    @POST
    @Path("limit")
    public Response revise(
            @PathParam("id") String id,
            @FormParam("number") @DefaultValue("") String number,
            @FormParam("share") @DefaultValue("") String share,
            @FormParam("window") @DefaultValue("") String window,
            @FormParam("unit") @DefaultValue("") String unit,
            @FormParam("version") @DefaultValue("") String version) {
        Optional<UUID> known = Query.id(id);
        OptionalLong looked = version(version);
        if (known.isEmpty()) {
            return pages.unknown();
        }
        if (looked.isEmpty()) {
            return pages.problem(Problem.BAD_FORM);
        }
        Optional<GuardLimit> wanted = LimitPage.Fields.read(number, share, window, unit);
        SystemId system = new SystemId(known.get());
        return wanted.isEmpty()
                ? pages.sendTo(GuardView.limitHref(system), Notice.LIMIT_OUT_OF_RANGE)
                : revise(system, wanted.get(), looked.getAsLong(), Notice.LIMIT_IN_FORCE);
    }

    /** Somebody says no to the looser limit: setting the one that holds anew drops it. */
    @POST
    @Path("decline")
    public Response decline(@PathParam("id") String id, @FormParam("version") @DefaultValue("") String version) {
        Optional<SystemId> known = Query.id(id).map(SystemId::new);
        OptionalLong looked = version(version);
        if (known.isEmpty()) {
            return pages.unknown();
        }
        if (looked.isEmpty()) {
            return pages.problem(Problem.BAD_FORM);
        }
        return switch (showGuard.handle(new ShowGuard.Command(callers.current(), known.get()))) {
            case ShowGuard.Outcome.Shown shown ->
                switch (shown.guard()) {
                    case Guard.Loosening loosening ->
                        revise(known.get(), loosening.limit(), looked.getAsLong(), Notice.LIMIT_DECLINED);
                    case Guard.Settled settled ->
                        pages.sendTo(GuardView.limitHref(known.get()), Notice.LIMIT_NOT_PROPOSED);
                };
            case ShowGuard.Outcome.Unknown unknown -> pages.unknown();
            case ShowGuard.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }

    private Response revise(SystemId system, GuardLimit limit, long version, Notice whenSettled) {
        String back = GuardView.limitHref(system);
        return switch (reviseGuard.handle(new ReviseGuard.Command(callers.current(), system, version, limit))) {
            case ReviseGuard.Outcome.Revised revised ->
                pages.sendTo(
                        back,
                        switch (revised.guard()) {
                            case Guard.Settled settled -> whenSettled;
                            case Guard.Loosening loosening -> Notice.LIMIT_PROPOSED;
                        });
            case ReviseGuard.Outcome.Stale stale -> pages.sendTo(back, Notice.LIMIT_OUTDATED);
            case ReviseGuard.Outcome.Unknown unknown -> pages.unknown();
            case ReviseGuard.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }

    /** The second person agrees. */
    @POST
    @Path("confirm")
    public Response confirm(@PathParam("id") String id, @FormParam("version") @DefaultValue("") String version) {
        Optional<SystemId> known = Query.id(id).map(SystemId::new);
        OptionalLong looked = version(version);
        if (known.isEmpty()) {
            return pages.unknown();
        }
        if (looked.isEmpty()) {
            return pages.problem(Problem.BAD_FORM);
        }
        String back = GuardView.limitHref(known.get());
        return switch (confirmGuardLimit.handle(
                new ConfirmGuardLimit.Command(callers.current(), known.get(), looked.getAsLong()))) {
            case ConfirmGuardLimit.Outcome.Confirmed confirmed -> pages.sendTo(back, Notice.LIMIT_IN_FORCE);
            case ConfirmGuardLimit.Outcome.NothingProposed nothing -> pages.sendTo(back, Notice.LIMIT_NOT_PROPOSED);
            case ConfirmGuardLimit.Outcome.ConfirmerIsProposer same ->
                pages.sendTo(back, Notice.LIMIT_CONFIRMER_IS_PROPOSER);
            case ConfirmGuardLimit.Outcome.Stale stale -> pages.sendTo(back, Notice.LIMIT_OUTDATED);
            case ConfirmGuardLimit.Outcome.Unknown unknown -> pages.unknown();
            case ConfirmGuardLimit.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }

    private static OptionalLong version(String text) {
        return text.matches("[0-9]{1,18}") ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
    }
}

package dev.tenure.web.lifecycle;

import dev.tenure.application.lifecycle.CertifyLeaver;
import dev.tenure.application.lifecycle.ExplainException;
import dev.tenure.application.lifecycle.ListUndos;
import dev.tenure.application.lifecycle.ShowLeaverCase;
import dev.tenure.application.provisioning.RetryOperation;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.lifecycle.LeaverCaseId;
import dev.tenure.domain.lifecycle.Undo;
import dev.tenure.domain.provisioning.OperationId;
import dev.tenure.web.page.Callers;
import dev.tenure.web.page.Notice;
import dev.tenure.web.page.Pages;
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
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One leaver: the case, its live part, its exceptions and its certificate. */
@Path("/ui/leavers")
@Authenticated
@Produces(Pages.HTML)
public class LeaverResource {

    private final ShowLeaverCase showLeaverCase;
    private final CertifyLeaver certifyLeaver;
    private final ListUndos listUndos;
    private final RetryOperation retryOperation;
    private final ExplainException explainException;
    private final Callers callers;
    private final Pages pages;

    @Inject
    public LeaverResource(
            ShowLeaverCase showLeaverCase,
            CertifyLeaver certifyLeaver,
            ListUndos listUndos,
            RetryOperation retryOperation,
            ExplainException explainException,
            Callers callers,
            Pages pages) {
        this.showLeaverCase = showLeaverCase;
        this.certifyLeaver = certifyLeaver;
        this.listUndos = listUndos;
        this.retryOperation = retryOperation;
        this.explainException = explainException;
        this.callers = callers;
        this.pages = pages;
    }

    /** The list is the front page. */
    @GET
    public Response list() {
        return Pages.seeOther("/ui");
    }

    /** The case. */
    @GET
    @Path("{id}")
    public Response show(@PathParam("id") String id) {
        Caller caller = callers.current();
        return withCase(
                id, caller, shown -> pages.show(Section.LEAVERS, LeaverView.of(shown, undos(shown, caller), caller)));
    }

    /** The part of the case that changes while it is open. */
    @GET
    @Path("{id}/live")
    public Response live(@PathParam("id") String id) {
        Caller caller = callers.current();
        return withCase(
                id,
                caller,
                shown -> pages.part(
                        Section.LEAVERS, LeaverPage.LIVE, LeaverView.of(shown, undos(shown, caller), caller)));
    }

    /** What was proposed to be given back, newest first; empty where it is not for the reader. */
    private Optional<List<Undo>> undos(ShowLeaverCase.Outcome.Shown shown, Caller caller) {
        LeaverCaseId id = shown.leaverCase().opening().id();
        return switch (listUndos.handle(new ListUndos.Command(caller, id))) {
            case ListUndos.Outcome.Listed listed -> Optional.of(listed.undos());
            case ListUndos.Outcome.Unknown unknown -> Optional.empty();
            case ListUndos.Outcome.NotAllowed refused -> Optional.empty();
        };
    }

    /** The certificate. */
    @GET
    @Path("{id}/certificate")
    public Response certificate(@PathParam("id") String id) {
        Optional<UUID> known = Query.id(id);
        if (known.isEmpty()) {
            return pages.unknown();
        }
        return switch (certifyLeaver.handle(
                new CertifyLeaver.Command(callers.current(), new LeaverCaseId(known.get())))) {
            case CertifyLeaver.Outcome.Certified certified ->
                pages.show(Section.LEAVERS, CertificateView.of(certified));
            case CertifyLeaver.Outcome.Unknown unknown -> pages.unknown();
            case CertifyLeaver.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }

    /** One operation that waits for its next attempt. */
    @GET
    @Path("{id}/operations/{operation}/retry")
    public Response operation(@PathParam("id") String id, @PathParam("operation") String operation) {
        return withOperation(id, operation, "", false);
    }

    /** Asks for an attempt at an operation now. */
    @POST
    @Path("{id}/operations/{operation}/retry")
    public Response retry(
            @PathParam("id") String id,
            @PathParam("operation") String operation,
            @FormParam("reason") @DefaultValue("") String reason) {
        Optional<UUID> known = Query.id(operation);
        Optional<UUID> leaverCase = Query.id(id);
        if (known.isEmpty() || leaverCase.isEmpty()) {
            return pages.unknown();
        }
        String back = "/ui/leavers/" + leaverCase.get();
        return switch (retryOperation.handle(
                new RetryOperation.Command(callers.current(), new OperationId(known.get()), Optional.of(reason)))) {
            case RetryOperation.Outcome.DueNow due -> pages.sendTo(back, Notice.RETRY_DUE);
            case RetryOperation.Outcome.NotWaiting not -> pages.sendTo(back, Notice.OPERATION_NOT_WAITING);
            case RetryOperation.Outcome.Unknown unknown -> pages.unknown();
            case RetryOperation.Outcome.BadReason bad -> withOperation(id, operation, reason, true);
            case RetryOperation.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }

    private Response withOperation(String id, String operation, String reason, boolean wrong) {
        Caller caller = callers.current();
        return withCase(id, caller, shown -> LeaverView.retry(shown, caller, operation, reason, wrong)
                .map(page -> wrong ? pages.showAgain(Section.LEAVERS, page) : pages.show(Section.LEAVERS, page))
                .orElseGet(pages::unknown));
    }

    /** One exception. */
    @GET
    @Path("{id}/exceptions/{exception}")
    public Response exception(@PathParam("id") String id, @PathParam("exception") String exception) {
        return withException(id, exception, "", "", null);
    }

    /** Says why an exception came to be. */
    @POST
    @Path("{id}/exceptions/{exception}")
    public Response explain(
            @PathParam("id") String id,
            @PathParam("exception") String exception,
            @FormParam("cause") @DefaultValue("") String cause,
            @FormParam("impact") @DefaultValue("") String impact) {
        Optional<UUID> known = Query.id(exception);
        Optional<UUID> leaverCase = Query.id(id);
        if (known.isEmpty() || leaverCase.isEmpty()) {
            return pages.unknown();
        }
        String back = "/ui/leavers/" + leaverCase.get();
        return switch (explainException.handle(
                new ExplainException.Command(callers.current(), known.get(), cause, impact))) {
            case ExplainException.Outcome.Explained explained -> pages.sendTo(back, Notice.EXPLAINED);
            case ExplainException.Outcome.AlreadyExplained before -> pages.sendTo(back, Notice.ALREADY_EXPLAINED);
            case ExplainException.Outcome.BadCause bad -> withException(id, exception, cause, impact, "cause");
            case ExplainException.Outcome.BadImpact bad -> withException(id, exception, cause, impact, "impact");
            case ExplainException.Outcome.Unknown unknown -> pages.unknown();
            case ExplainException.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }

    private Response withException(String id, String exception, String cause, String impact, @Nullable String wrong) {
        Caller caller = callers.current();
        return withCase(id, caller, shown -> LeaverView.exception(shown, caller, exception)
                .map(line -> new ExceptionPage(
                        shown.identity().profile().displayName(),
                        line,
                        line.said() == null && caller.hasAny(Role.ADMINISTRATOR, Role.OPERATOR),
                        cause,
                        impact,
                        wrong))
                .map(page -> wrong == null ? pages.show(Section.LEAVERS, page) : pages.showAgain(Section.LEAVERS, page))
                .orElseGet(pages::unknown));
    }

    private Response withCase(String id, Caller caller, Function<ShowLeaverCase.Outcome.Shown, Response> page) {
        Optional<UUID> known = Query.id(id);
        if (known.isEmpty()) {
            return pages.unknown();
        }
        return switch (showLeaverCase.handle(new ShowLeaverCase.Command(caller, new LeaverCaseId(known.get())))) {
            case ShowLeaverCase.Outcome.Shown shown -> page.apply(shown);
            case ShowLeaverCase.Outcome.Unknown unknown -> pages.unknown();
            case ShowLeaverCase.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }
}

package dev.tenure.web.lifecycle;

import dev.tenure.application.lifecycle.DecideStatement;
import dev.tenure.application.lifecycle.ListStatements;
import dev.tenure.application.lifecycle.ShowLeaverCase;
import dev.tenure.application.lifecycle.StateStep;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.transaction.RequestKey;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.lifecycle.LeaverCaseId;
import dev.tenure.domain.lifecycle.Statement;
import dev.tenure.domain.lifecycle.StatementId;
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
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

/** What people state to have been done by hand for one leaver, and what a second person says to it. */
@Path("/ui/leavers/{id}/by-hand")
@Authenticated
@Produces(Pages.HTML)
public class ByHandResource {

    private final ShowLeaverCase showLeaverCase;
    private final ListStatements listStatements;
    private final StateStep stateStep;
    private final DecideStatement decideStatement;
    private final Callers callers;
    private final Pages pages;

    @Inject
    public ByHandResource(
            ShowLeaverCase showLeaverCase,
            ListStatements listStatements,
            StateStep stateStep,
            DecideStatement decideStatement,
            Callers callers,
            Pages pages) {
        this.showLeaverCase = showLeaverCase;
        this.listStatements = listStatements;
        this.stateStep = stateStep;
        this.decideStatement = decideStatement;
        this.callers = callers;
        this.pages = pages;
    }

    /** The statements of the case, and the form. */
    @GET
    public Response show(@PathParam("id") String id) {
        Optional<LeaverCaseId> known = Query.id(id).map(LeaverCaseId::new);
        if (known.isEmpty()) {
            return pages.unknown();
        }
        Caller caller = callers.current();
        return switch (showLeaverCase.handle(new ShowLeaverCase.Command(caller, known.get()))) {
            case ShowLeaverCase.Outcome.Shown shown -> withStatements(shown, caller);
            case ShowLeaverCase.Outcome.Unknown unknown -> pages.unknown();
            case ShowLeaverCase.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }

    private Response withStatements(ShowLeaverCase.Outcome.Shown shown, Caller caller) {
        LeaverCaseId id = shown.leaverCase().opening().id();
        return switch (listStatements.handle(
                new ListStatements.Command(caller, Optional.of(id), Optional.empty(), PageRequest.first()))) {
            case ListStatements.Outcome.Listed listed ->
                pages.show(
                        Section.LEAVERS,
                        ByHandView.of(
                                shown,
                                listed.statements().items(),
                                caller,
                                UUID.randomUUID().toString()));
            case ListStatements.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }

    /** States that something was done by hand. */
    @POST
    public Response state(
            @PathParam("id") String id,
            @FormParam("what") @DefaultValue("") String what,
            @FormParam("done") @DefaultValue("") String done,
            @FormParam("evidence") @DefaultValue("") String evidence,
            @FormParam("ticket") @DefaultValue("") String ticket,
            @FormParam("reason") @DefaultValue("") String reason,
            @FormParam("request") @DefaultValue("") String request) {
        Optional<LeaverCaseId> known = Query.id(id).map(LeaverCaseId::new);
        if (known.isEmpty()) {
            return pages.unknown();
        }
        String back = "/ui/leavers/" + known.get().value() + "/by-hand";
        Optional<StateStep.What> chosen = ByHandView.chosen(what);
        Optional<UUID> name = Query.id(request);
        if (chosen.isEmpty() || name.isEmpty()) {
            return pages.problem(Problem.BAD_FORM);
        }
        Optional<Instant> doneAt = moment(done);
        if (doneAt.isEmpty()) {
            return pages.sendTo(back, Notice.DONE_AT_WRONG);
        }
        RequestKey key = new RequestKey(
                name.get().toString(), String.join("\n", "POST " + back, what, done, evidence, ticket, reason));
        return switch (stateStep.handle(new StateStep.Command(
                callers.current(),
                key,
                known.get(),
                chosen.get(),
                doneAt.get(),
                given(evidence),
                given(ticket),
                reason))) {
            case StateStep.Outcome.Recorded recorded -> pages.sendTo(back, Notice.STATED);
            case StateStep.Outcome.CaseEnded ended -> pages.sendTo(back, Notice.CASE_ENDED);
            case StateStep.Outcome.NotWanted not -> pages.sendTo(back, Notice.NOTHING_TO_STATE);
            case StateStep.Outcome.AlreadyStated before -> pages.sendTo(back, Notice.STATED_BEFORE);
            case StateStep.Outcome.AccountIsProtected guarded -> pages.sendTo(back, Notice.ACCOUNT_IS_PROTECTED);
            case StateStep.Outcome.StaterIsLeaver own -> pages.sendTo(back, Notice.OWN_LEAVING);
            case StateStep.Outcome.BadDoneAt bad -> pages.sendTo(back, Notice.DONE_AT_WRONG);
            case StateStep.Outcome.BadEvidence bad -> pages.sendTo(back, Notice.EVIDENCE_MISSING);
            case StateStep.Outcome.BadReason bad -> pages.sendTo(back, Notice.REASON_MISSING);
            case StateStep.Outcome.KeyReused reused -> pages.sendTo(back, Notice.SENT_BEFORE);
            case StateStep.Outcome.InProgress busy -> pages.sendTo(back, Notice.STILL_AT_WORK);
            case StateStep.Outcome.Unknown unknown -> pages.unknown();
            case StateStep.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }

    /** Confirms or declines what somebody stated. */
    @POST
    @Path("{statement}/decision")
    public Response decide(
            @PathParam("id") String id,
            @PathParam("statement") String statement,
            @FormParam("decision") @DefaultValue("") String decision) {
        Optional<UUID> leaverCase = Query.id(id);
        Optional<StatementId> known = Query.id(statement).map(StatementId::new);
        if (leaverCase.isEmpty() || known.isEmpty()) {
            return pages.unknown();
        }
        boolean agree = decision.equals("confirm");
        // What is neither must never be taken for one of them.
        if (!agree && !decision.equals("decline")) {
            return pages.problem(Problem.BAD_FORM);
        }
        String back = "/ui/leavers/" + leaverCase.get() + "/by-hand";
        return switch (decideStatement.handle(new DecideStatement.Command(callers.current(), known.get(), agree))) {
            case DecideStatement.Outcome.Decided done ->
                pages.sendTo(
                        back,
                        done.statement() instanceof Statement.Declined
                                ? Notice.STATEMENT_DECLINED
                                : Notice.STATEMENT_CONFIRMED);
            case DecideStatement.Outcome.AlreadyDecided before -> pages.sendTo(back, Notice.STATEMENT_DECIDED_BEFORE);
            case DecideStatement.Outcome.Overtaken overtaken -> pages.sendTo(back, Notice.NOTHING_TO_STATE);
            case DecideStatement.Outcome.AccountIsProtected guarded -> pages.sendTo(back, Notice.ACCOUNT_IS_PROTECTED);
            case DecideStatement.Outcome.DeciderIsStater same -> pages.sendTo(back, Notice.STATEMENT_IS_YOUR_OWN);
            case DecideStatement.Outcome.DeciderIsLeaver own -> pages.sendTo(back, Notice.OWN_LEAVING);
            case DecideStatement.Outcome.Unknown unknown -> pages.unknown();
            case DecideStatement.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }

    /** What a field of date and time sends, read as UTC. */
    private static Optional<Instant> moment(String text) {
        try {
            return Optional.of(LocalDateTime.parse(text).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> given(String text) {
        return text.isBlank() ? Optional.empty() : Optional.of(text);
    }
}

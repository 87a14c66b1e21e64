package dev.tenure.application.lifecycle;

import dev.tenure.application.audit.AuditLog;
import dev.tenure.application.transaction.Identifiers;
import dev.tenure.domain.audit.Actor;
import dev.tenure.domain.audit.AuditEvent;
import dev.tenure.domain.audit.EventId;
import dev.tenure.domain.audit.EventType;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.lifecycle.LeaverCase;
import dev.tenure.domain.lifecycle.LeaverFacts;
import dev.tenure.domain.lifecycle.Milestone;
import dev.tenure.domain.lifecycle.Statement;
import java.time.Instant;
import java.util.Optional;

/** Writes what people state to have been done by hand into the audit log. */
public final class StatementEvents {

    private static final Actor LIFECYCLE = new Actor.Product("lifecycle");

    private final AuditLog log;
    private final Identifiers identifiers;

    public StatementEvents(AuditLog log, Identifiers identifiers) {
        this.log = log;
        this.identifiers = identifiers;
    }

    void stated(Statement.Waiting statement, Caller by, Instant now) {
        log.append(about(EventType.LEAVER_STEP_STATED, Actor.of(by), statement, now)
                .with("doneAt", statement.claim().doneAt())
                .withPersonal("evidence", statement.claim().evidence())
                .withPersonal("ticket", statement.claim().ticket())
                .withPersonal("reason", statement.claim().reason())
                .done());
    }

    /** The figures of the SLA are those of the confirmation: stated, not verified. */
    void confirmed(
            Statement.Confirmed statement, LeaverCase.Open leaverCase, Instant deadline, Caller by, Instant now) {
        LeaverFacts facts = leaverCase.opening().facts();
        log.append(about(EventType.LEAVER_STATEMENT_CONFIRMED, Actor.of(by), statement, now)
                .with("statedBy", statement.claim().statedBy())
                .with("deadline", deadline)
                .with("late", now.isAfter(deadline))
                .with("hrDelay", facts.hrDelay().toString())
                .with("ourDelay", facts.ourDelay(now).toString())
                .with("elapsed", facts.elapsed(now).toString())
                .done());
    }

    void declined(Statement.Declined statement, Caller by, Instant now) {
        log.append(about(EventType.LEAVER_STATEMENT_DECLINED, Actor.of(by), statement, now)
                .with("statedBy", statement.claim().statedBy())
                .done());
    }

    void slipped(Statement.Slipped statement, Instant now) {
        log.append(about(EventType.LEAVER_STATEMENT_SLIPPED, LIFECYCLE, statement, now)
                .with("statedBy", statement.claim().statedBy())
                .with("confirmedBy", statement.confirmation().by())
                .done());
    }

    void shown(Statement.Shown statement, Instant now) {
        over(statement, now);
    }

    void lapsed(Statement.Lapsed statement, Instant now) {
        over(statement, now);
    }

    private void over(Statement statement, Instant now) {
        log.append(about(EventType.LEAVER_STATEMENT_OVER, LIFECYCLE, statement, now)
                .with("state", statement.label())
                .done());
    }

    private AuditEvent.Draft about(EventType type, Actor actor, Statement statement, Instant now) {
        Statement.Claim claim = statement.claim();
        Optional<Statement.About.TakenStep> step =
                switch (claim.about()) {
                    case Statement.About.TakenStep taken -> Optional.of(taken);
                    case Statement.About.Listing listing -> Optional.empty();
                };
        return AuditEvent.of(
                        new EventId(identifiers.next()),
                        type,
                        now,
                        actor,
                        AuditEvent.Subject.of("leaver-case", claim.leaverCase().value()))
                .with("statement", claim.id().value())
                .with("system", claim.system().value())
                .withText("account", step.map(taken -> taken.account().value().toString()))
                .withText("step", step.map(taken -> taken.step().label()))
                .withText(
                        "milestone", step.map(taken -> taken.step().milestone()).map(Milestone::label));
    }
}

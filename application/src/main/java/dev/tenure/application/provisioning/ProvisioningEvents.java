package dev.tenure.application.provisioning;

import dev.tenure.application.audit.AuditLog;
import dev.tenure.application.transaction.Identifiers;
import dev.tenure.domain.audit.Actor;
import dev.tenure.domain.audit.AuditEvent;
import dev.tenure.domain.audit.EventId;
import dev.tenure.domain.audit.EventType;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.provisioning.Attempt;
import dev.tenure.domain.provisioning.Operation;
import dev.tenure.domain.provisioning.Work;
import java.time.Instant;
import java.util.List;

/** Writes what happens to operations into the audit log. */
public final class ProvisioningEvents {

    private static final Actor LANE = new Actor.Product("lane");

    private final AuditLog log;
    private final Identifiers identifiers;

    public ProvisioningEvents(AuditLog log, Identifiers identifiers) {
        this.log = log;
        this.identifiers = identifiers;
    }

    /** An operation was decided on. */
    public void planned(Operation operation, Instant now) {
        log.append(about(EventType.OPERATION_PLANNED, LANE, operation, now)
                .with("withheld", operation instanceof Operation.Withheld)
                .with("deadline", operation.plan().deadline())
                .done());
    }

    /** An operation that was withheld may go ahead. */
    public void released(Operation operation, Instant now) {
        log.append(about(EventType.OPERATION_RELEASED, LANE, operation, now).done());
    }

    /** An operation is no longer wanted. */
    public void cancelled(Operation operation, String reason, Instant now) {
        log.append(about(EventType.OPERATION_CANCELLED, LANE, operation, now)
                .with("reason", reason)
                .done());
    }

    /** Somebody asked for an attempt now. */
    void retryRequested(Operation operation, Caller by, Instant now) {
        log.append(about(EventType.OPERATION_RETRY_REQUESTED, Actor.of(by), operation, now)
                .done());
    }

    /**
     * An attempt ended.
     *
     * @param listenedTo whether its result was taken; one that came after its lease was over is recorded and not taken
     */
    void attempted(Operation.Running claimed, Attempt attempt, boolean listenedTo, Instant now) {
        AuditEvent.Draft draft = about(EventType.OPERATION_ATTEMPTED, LANE, claimed, now)
                .with("attempt", claimed.attempts())
                .with("epoch", claimed.epoch())
                .with("outcome", attempt.label())
                .with("listenedTo", listenedTo);
        switch (attempt) {
            case Attempt.Applied applied -> facts(draft, applied.facts());
            case Attempt.Unchanged unchanged -> facts(draft, unchanged.facts());
            case Attempt.Listed listed -> {
                draft.with("accounts", listed.accounts().size());
                int n = 0;
                for (Attempt.SeenAccount seen : listed.accounts()) {
                    draft.withPersonal("account" + n, seen.name());
                    draft.with("account" + n + "Enabled", seen.enabled());
                    draft.with("account" + n + "Memberships", seen.memberships().size());
                    n++;
                }
            }
            case Attempt.Refused refused -> facts(draft.with("reason", refused.reason()), refused.facts());
            case Attempt.Unreachable unreachable -> draft.with("reason", unreachable.reason());
            case Attempt.InDoubt doubt -> facts(draft.with("reason", doubt.reason()), doubt.facts());
        }
        log.append(draft.done());
    }

    /** Names of facts may repeat and have dots; in the event each fact has its number, with its name beside it. */
    private static void facts(AuditEvent.Draft draft, List<Attempt.Fact> facts) {
        int n = 0;
        for (Attempt.Fact fact : facts) {
            draft.with("fact" + n + "Name", fact.name());
            if (fact.personal()) {
                draft.withPersonal("fact" + n, fact.value());
            } else {
                draft.with("fact" + n, fact.value());
            }
            n++;
        }
    }

    private AuditEvent.Draft about(EventType type, Actor actor, Operation operation, Instant now) {
        Operation.Plan plan = operation.plan();
        AuditEvent.Draft draft = AuditEvent.of(
                        new EventId(identifiers.next()),
                        type,
                        now,
                        actor,
                        AuditEvent.Subject.of("operation", plan.id().value()))
                .with("cause", plan.cause().kind().name())
                .with("causeId", plan.cause().id())
                .with("system", plan.system().value())
                .with("work", plan.work().label())
                .with("workVersion", plan.work().version());
        return plan.work() instanceof Work.OnAccount onAccount
                ? draft.with("account", onAccount.account().value())
                : draft;
    }
}

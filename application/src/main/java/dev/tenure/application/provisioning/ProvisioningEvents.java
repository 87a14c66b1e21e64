package dev.tenure.application.provisioning;

import dev.tenure.application.audit.AuditLog;
import dev.tenure.application.transaction.Identifiers;
import dev.tenure.domain.audit.Actor;
import dev.tenure.domain.audit.AuditEvent;
import dev.tenure.domain.audit.EventId;
import dev.tenure.domain.audit.EventType;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.provisioning.Artefact;
import dev.tenure.domain.provisioning.Attempt;
import dev.tenure.domain.provisioning.Guard;
import dev.tenure.domain.provisioning.GuardLimit;
import dev.tenure.domain.provisioning.Hold;
import dev.tenure.domain.provisioning.HoldId;
import dev.tenure.domain.provisioning.HoldRelease;
import dev.tenure.domain.provisioning.Operation;
import dev.tenure.domain.provisioning.Passage;
import dev.tenure.domain.provisioning.Stop;
import dev.tenure.domain.provisioning.Work;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Writes what happens to operations into the audit log. */
public final class ProvisioningEvents {

    private static final Actor LANE = new Actor.Product("lane");
    private static final Actor GUARD = new Actor.Product("guard");

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

    /** An operation is held by the guard. */
    void held(Operation.Held operation, Instant now) {
        log.append(about(EventType.OPERATION_HELD, LANE, operation, now)
                .with("hold", operation.hold().value())
                .done());
    }

    /** An operation passed the guard under the name of an emergency. */
    void passedGuard(Operation operation, Passage.Emergency emergency, Instant now) {
        log.append(about(EventType.OPERATION_PASSED_GUARD, LANE, operation, now)
                .with("emergency", emergency.name())
                .done());
    }

    /** One change too many: the guard holds what comes now. */
    void holdOpened(Hold.Open hold, Instant now) {
        Hold.Opening opening = hold.opening();
        log.append(limit(about(EventType.HOLD_OPENED, GUARD, opening.id(), now), "", opening.limit())
                .with("system", opening.system().value())
                .with("allowed", opening.allowed())
                .with("counted", opening.counted())
                .with("cause", opening.first().kind().name())
                .with("causeId", opening.first().id())
                .done());
    }

    /** Somebody wants something held to go ahead. */
    void releaseProposed(HoldRelease.Proposed proposed, SystemId system, Caller by, Instant now) {
        log.append(about(EventType.HOLD_RELEASE_PROPOSED, Actor.of(by), proposed.proposal(), system, now)
                .withPersonal("reason", proposed.proposal().reason())
                .done());
    }

    /** Somebody said no to a release. */
    void releaseDeclined(HoldRelease.Declined declined, SystemId system, Caller by, Instant now) {
        log.append(about(EventType.HOLD_RELEASE_DECLINED, Actor.of(by), declined.proposal(), system, now)
                .done());
    }

    /** A second person agreed, and what was proposed goes ahead. */
    void holdReleased(HoldRelease.Confirmed confirmed, SystemId system, Caller by, Instant now) {
        log.append(about(EventType.HOLD_RELEASED, Actor.of(by), confirmed.proposal(), system, now)
                .with("proposedBy", confirmed.proposal().proposedBy())
                .with("released", confirmed.released())
                .done());
    }

    /** Nothing of it is held any longer. */
    void holdEnded(Hold.Ended hold, Instant now) {
        log.append(about(EventType.HOLD_ENDED, GUARD, hold.opening().id(), now)
                .with("system", hold.opening().system().value())
                .done());
    }

    /** Somebody wants a looser limit. */
    void limitProposed(Guard.Loosening guard, Caller by, Instant now) {
        log.append(limit(
                        limit(about(EventType.GUARD_LIMIT_PROPOSED, by, guard, now), "", guard.wanted()),
                        "present",
                        guard.limit())
                .done());
    }

    /**
     * Another limit is in force.
     *
     * @param before what was
     */
    void limitChanged(Guard before, Guard.Settled guard, Caller by, Instant now) {
        AuditEvent.Draft draft = limit(
                limit(about(EventType.GUARD_LIMIT_CHANGED, by, guard, now), "", guard.limit()),
                "former",
                before.limit());
        log.append(
                switch (before) {
                    case Guard.Loosening loosening
                    when loosening.wanted().equals(guard.limit()) ->
                        draft.with("proposedBy", loosening.proposedBy()).done();
                    case Guard.Loosening dropped -> draft.done();
                    case Guard.Settled settled -> draft.done();
                });
    }

    /** Nothing is written any longer. */
    void stopped(Stop.InForce stop, Caller by, Instant now) {
        log.append(about(EventType.WRITES_STOPPED, stop.order(), by, now)
                .withPersonal("reason", stop.order().reason())
                .done());
    }

    /** Writing goes on. */
    void started(Stop.Lifted stop, Caller by, Instant now) {
        log.append(about(EventType.WRITES_STARTED, stop.order(), by, now)
                .with("stoppedAt", stop.order().at())
                .withPersonal("reason", stop.reason())
                .done());
    }

    /** An operation is no longer wanted. */
    public void cancelled(Operation operation, String reason, Instant now) {
        log.append(about(EventType.OPERATION_CANCELLED, LANE, operation, now)
                .with("reason", reason)
                .done());
    }

    /** Somebody asked for an attempt now. */
    void retryRequested(Operation operation, Optional<String> reason, Caller by, Instant now) {
        AuditEvent.Draft draft = about(EventType.OPERATION_RETRY_REQUESTED, Actor.of(by), operation, now);
        log.append(reason.map(words -> draft.withPersonal("reason", words))
                .orElse(draft)
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
                    artefacts(draft, "account" + n, seen);
                    n++;
                }
            }
            case Attempt.SignInsRead read ->
                draft.with("signIns", read.count())
                        .with("calls", read.calls())
                        .with("whole", read.whole())
                        .withInstant("first", read.first())
                        .withInstant("last", read.last())
                        .withInstant("wholeUntil", read.wholeUntil());
            case Attempt.Refused refused -> facts(draft.with("reason", refused.reason()), refused.facts());
            case Attempt.Unreachable unreachable -> draft.with("reason", unreachable.reason());
            case Attempt.InDoubt doubt -> facts(draft.with("reason", doubt.reason()), doubt.facts());
        }
        log.append(draft.done());
    }

    /** What was listed of an account beside itself. An id is no secret; it may tell who somebody is. */
    private static void artefacts(AuditEvent.Draft draft, String account, Attempt.SeenAccount seen) {
        for (Artefact.Kind kind : Artefact.Kind.values()) {
            List<Artefact> all = seen.artefacts().get(kind);
            if (all != null) {
                String name = account
                        + switch (kind) {
                            case SESSION -> "Session";
                            case CREDENTIAL -> "Credential";
                            case MFA_METHOD -> "MfaMethod";
                        };
                draft.with(name + "s", all.stream().map(Artefact::what).toList());
                for (int n = 0; n < all.size(); n++) {
                    draft.withPersonal(name + n, all.get(n).id());
                }
            }
        }
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

    private static AuditEvent.Draft limit(AuditEvent.Draft draft, String prefix, GuardLimit limit) {
        return draft.with(prefix.isEmpty() ? "number" : prefix + "Number", limit.number())
                .with(prefix.isEmpty() ? "sharePercent" : prefix + "SharePercent", limit.sharePercent())
                .with(
                        prefix.isEmpty() ? "window" : prefix + "Window",
                        limit.window().toString());
    }

    private AuditEvent.Draft about(EventType type, Actor actor, HoldId hold, Instant now) {
        return event(type, actor, AuditEvent.Subject.of("hold", hold.value()), now);
    }

    private AuditEvent.Draft about(
            EventType type, Actor actor, HoldRelease.Proposal proposal, SystemId system, Instant now) {
        return about(type, actor, proposal.hold(), now)
                .with("release", proposal.id())
                .with("system", system.value())
                .with("whole", proposal.whole())
                .with("accounts", proposal.accounts())
                .with("operations", proposal.operations());
    }

    private AuditEvent.Draft about(EventType type, Caller by, Guard guard, Instant now) {
        return event(
                type,
                Actor.of(by),
                AuditEvent.Subject.of("system", guard.system().value()),
                now);
    }

    private AuditEvent.Draft about(EventType type, Stop.Order order, Caller by, Instant now) {
        return event(type, Actor.of(by), AuditEvent.Subject.of("stop", order.id()), now)
                .withText("system", order.system().map(system -> system.value().toString()));
    }

    private AuditEvent.Draft event(EventType type, Actor actor, AuditEvent.Subject subject, Instant now) {
        return AuditEvent.of(new EventId(identifiers.next()), type, now, actor, subject);
    }

    private AuditEvent.Draft about(EventType type, Actor actor, Operation operation, Instant now) {
        Operation.Plan plan = operation.plan();
        AuditEvent.Draft draft = event(
                        type,
                        actor,
                        AuditEvent.Subject.of("operation", plan.id().value()),
                        now)
                .with("cause", plan.cause().kind().name())
                .with("causeId", plan.cause().id())
                .with("system", plan.system().value())
                .with("work", plan.work().label())
                .with("workVersion", plan.work().version());
        return plan.work() instanceof Work.OfAccount ofAccount
                ? draft.with("account", ofAccount.account().value())
                : draft;
    }
}

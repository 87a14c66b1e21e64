package dev.tenure.application.ownership;

import dev.tenure.application.audit.AuditLog;
import dev.tenure.application.transaction.Identifiers;
import dev.tenure.domain.audit.Actor;
import dev.tenure.domain.audit.AuditEvent;
import dev.tenure.domain.audit.EventId;
import dev.tenure.domain.audit.EventType;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.ownership.HandOver;
import java.time.Instant;

/** Writes what becomes of things whose owner leaves into the audit log. */
public final class OwnershipEvents {

    private static final Actor LIFECYCLE = new Actor.Product("lifecycle");

    private final AuditLog log;
    private final Identifiers identifiers;

    public OwnershipEvents(AuditLog log, Identifiers identifiers) {
        this.log = log;
        this.identifiers = identifiers;
    }

    void due(HandOver.Due handOver, Instant now) {
        log.append(about(EventType.HAND_OVER_DUE, LIFECYCLE, handOver, now)
                .with("due", handOver.facts().dueAt())
                .withText("proposed", handOver.facts().proposed().map(id -> id.value()
                        .toString()))
                .done());
    }

    void done(HandOver.HandedOver handOver, Caller by, Instant now) {
        log.append(about(EventType.HAND_OVER_DONE, Actor.of(by), handOver, now)
                .with("successor", handOver.successor().value())
                .with("late", handOver.wasLate())
                .withPersonal("reason", handOver.reason())
                .done());
    }

    void lapsed(HandOver.Lapsed handOver, Instant now) {
        log.append(about(EventType.HAND_OVER_LAPSED, LIFECYCLE, handOver, now)
                .with("why", handOver.why().label())
                .done());
    }

    void overdue(HandOver.Due handOver, Instant now) {
        log.append(about(EventType.HAND_OVER_OVERDUE, LIFECYCLE, handOver, now)
                .with("due", handOver.facts().dueAt())
                .done());
    }

    private AuditEvent.Draft about(EventType type, Actor actor, HandOver handOver, Instant now) {
        HandOver.Facts facts = handOver.facts();
        return AuditEvent.of(
                        new EventId(identifiers.next()),
                        type,
                        now,
                        actor,
                        AuditEvent.Subject.of("hand-over", facts.id().value()))
                .with("leaverCase", facts.leaverCase().value())
                .with("leaver", facts.leaver().value())
                .with("kind", facts.thing().kind().label())
                .with("thing", facts.thing().id());
    }
}

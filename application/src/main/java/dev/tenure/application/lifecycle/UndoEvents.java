package dev.tenure.application.lifecycle;

import dev.tenure.application.audit.AuditLog;
import dev.tenure.application.transaction.Identifiers;
import dev.tenure.domain.audit.Actor;
import dev.tenure.domain.audit.AuditEvent;
import dev.tenure.domain.audit.EventId;
import dev.tenure.domain.audit.EventType;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.lifecycle.Undo;
import java.time.Instant;

/** Writes what people undo into the audit log. What was given back one by one stands there as attempts at operations. */
public final class UndoEvents {

    private static final Actor LIFECYCLE = new Actor.Product("lifecycle");

    private final AuditLog log;
    private final Identifiers identifiers;

    public UndoEvents(AuditLog log, Identifiers identifiers) {
        this.log = log;
        this.identifiers = identifiers;
    }

    void proposed(Undo.Proposed undo, Caller by, Instant now) {
        log.append(about(EventType.UNDO_PROPOSED, Actor.of(by), undo, now)
                .with("gifts", undo.proposal().gifts().size())
                .with("losses", undo.proposal().losses().size())
                .with("decideBy", undo.proposal().decideBy())
                .withPersonal("reason", undo.proposal().reason())
                .done());
    }

    void declined(Undo.Declined undo, Caller by, Instant now) {
        log.append(about(EventType.UNDO_DECIDED, Actor.of(by), undo, now)
                .with("state", undo.label())
                .with("proposedBy", undo.proposal().proposedBy())
                .with("parts", 0)
                .done());
    }

    void confirmed(Undo.Confirmed undo, Caller by, Instant now) {
        log.append(about(EventType.UNDO_DECIDED, Actor.of(by), undo, now)
                .with("state", undo.label())
                .with("proposedBy", undo.proposal().proposedBy())
                .with("parts", undo.parts().size())
                .done());
    }

    void completed(Undo.Completed undo, Instant now) {
        long given = undo.parts().stream()
                .filter(part -> part.state() instanceof Undo.PartState.Given)
                .count();
        log.append(about(EventType.UNDO_COMPLETED, LIFECYCLE, undo, now)
                .with("given", given)
                .with("leftAlone", undo.parts().size() - given)
                .done());
    }

    private AuditEvent.Draft about(EventType type, Actor actor, Undo undo, Instant now) {
        return AuditEvent.of(
                        new EventId(identifiers.next()),
                        type,
                        now,
                        actor,
                        AuditEvent.Subject.of(
                                "leaver-case", undo.proposal().leaverCase().value()))
                .with("undo", undo.proposal().id().value())
                .with("identity", undo.proposal().identity().value());
    }
}

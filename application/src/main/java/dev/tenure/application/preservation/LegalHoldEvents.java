package dev.tenure.application.preservation;

import dev.tenure.application.audit.AuditLog;
import dev.tenure.application.transaction.Identifiers;
import dev.tenure.domain.audit.Actor;
import dev.tenure.domain.audit.AuditEvent;
import dev.tenure.domain.audit.EventId;
import dev.tenure.domain.audit.EventType;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.preservation.LegalHold;
import java.time.Instant;

/** Writes what happens to legal holds into the audit log. */
public final class LegalHoldEvents {

    private final AuditLog log;
    private final Identifiers identifiers;

    public LegalHoldEvents(AuditLog log, Identifiers identifiers) {
        this.log = log;
        this.identifiers = identifiers;
    }

    void placed(LegalHold.InForce hold, Caller by, Instant now) {
        log.append(about(EventType.LEGAL_HOLD_PLACED, hold, by, now)
                .withPersonal("reason", hold.order().reason())
                .done());
    }

    void liftProposed(LegalHold.Lifting hold, Caller by, Instant now) {
        log.append(about(EventType.LEGAL_HOLD_LIFT_PROPOSED, hold, by, now)
                .withPersonal("reason", hold.proposal().reason())
                .done());
    }

    /** @param proposal what was decided about */
    void liftDecided(LegalHold decided, LegalHold.Proposal proposal, Caller by, Instant now) {
        log.append(about(EventType.LEGAL_HOLD_LIFT_DECIDED, decided, by, now)
                .with("state", decided.label())
                .with("proposedBy", proposal.by())
                .done());
    }

    private AuditEvent.Draft about(EventType type, LegalHold hold, Caller by, Instant now) {
        return AuditEvent.of(
                        new EventId(identifiers.next()),
                        type,
                        now,
                        Actor.of(by),
                        AuditEvent.Subject.of("legal-hold", hold.order().id().value()))
                .with("identity", hold.order().identity().value());
    }
}

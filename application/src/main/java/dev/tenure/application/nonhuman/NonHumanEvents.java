package dev.tenure.application.nonhuman;

import dev.tenure.application.audit.AuditLog;
import dev.tenure.application.transaction.Identifiers;
import dev.tenure.domain.audit.Actor;
import dev.tenure.domain.audit.AuditEvent;
import dev.tenure.domain.audit.EventId;
import dev.tenure.domain.audit.EventType;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.nonhuman.NonHuman;
import java.time.Instant;

/** Writes what happens to non-human identities into the audit log. */
public final class NonHumanEvents {

    private final AuditLog log;
    private final Identifiers identifiers;

    public NonHumanEvents(AuditLog log, Identifiers identifiers) {
        this.log = log;
        this.identifiers = identifiers;
    }

    void requested(NonHuman.Requested requested, Caller by, Instant now) {
        log.append(about(EventType.NON_HUMAN_REQUESTED, requested, by, now)
                .with("kind", requested.terms().kind().name())
                .withText("account", requested.terms().account().map(id -> id.value()
                        .toString()))
                .withPersonal("purpose", requested.terms().purpose())
                .done());
    }

    void approved(NonHuman.Active active, Caller by, Instant now) {
        log.append(about(EventType.NON_HUMAN_APPROVED, active, by, now)
                .with("identity", active.approval().identity().value())
                .with("requestedBy", active.terms().by())
                .done());
    }

    void rejected(NonHuman.Rejected rejected, Caller by, Instant now) {
        log.append(about(EventType.NON_HUMAN_REJECTED, rejected, by, now)
                .with("requestedBy", rejected.terms().by())
                .withPersonal("reason", rejected.closing().reason())
                .done());
    }

    void transferred(NonHuman.Active active, IdentityId before, String reason, Caller by, Instant now) {
        log.append(about(EventType.NON_HUMAN_TRANSFERRED, active, by, now)
                .with("ownerBefore", before.value())
                .withPersonal("reason", reason)
                .done());
    }

    void retired(NonHuman.Retired retired, Caller by, Instant now) {
        log.append(about(EventType.NON_HUMAN_RETIRED, retired, by, now)
                .with("identity", retired.approval().identity().value())
                .withPersonal("reason", retired.closing().reason())
                .done());
    }

    private AuditEvent.Draft about(EventType type, NonHuman nonHuman, Caller by, Instant now) {
        return AuditEvent.of(
                        new EventId(identifiers.next()),
                        type,
                        now,
                        Actor.of(by),
                        AuditEvent.Subject.of("non-human", nonHuman.terms().id().value()))
                .with("name", nonHuman.terms().name())
                .with("owner", nonHuman.owner().value());
    }
}

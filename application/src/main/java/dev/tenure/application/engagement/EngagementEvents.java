package dev.tenure.application.engagement;

import dev.tenure.application.audit.AuditLog;
import dev.tenure.application.transaction.Identifiers;
import dev.tenure.domain.audit.Actor;
import dev.tenure.domain.audit.AuditEvent;
import dev.tenure.domain.audit.EventId;
import dev.tenure.domain.audit.EventType;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.engagement.Engagement;
import dev.tenure.domain.identity.IdentityId;
import java.time.Instant;

/** Writes what happens in the register into the audit log. The mandatory end stands there openly: it is no secret. */
public final class EngagementEvents {

    private final AuditLog log;
    private final Identifiers identifiers;

    public EngagementEvents(AuditLog log, Identifiers identifiers) {
        this.log = log;
        this.identifiers = identifiers;
    }

    void requested(Engagement.Undecided engagement, Caller by, Instant now) {
        log.append(asked(EventType.ENGAGEMENT_REQUESTED, engagement, engagement.ask(), by, now)
                .with("extension", engagement instanceof Engagement.ExtensionRequested)
                .with("start", engagement.terms().start().toString())
                .with("kind", engagement.terms().person().kind().name())
                .withPersonal("name", engagement.terms().person().displayName())
                .withPersonal("email", engagement.terms().person().email())
                .withPersonal("purpose", engagement.ask().purpose())
                .done());
    }

    void approved(Engagement.Approved engagement, Caller by, Instant now) {
        Engagement.Ask ask = engagement.current().ask();
        log.append(asked(EventType.ENGAGEMENT_APPROVED, engagement, ask, by, now)
                .with("term", engagement.approved().size())
                .with("requestedBy", ask.by())
                .done());
    }

    void declined(Engagement.Undecided engagement, String reason, Caller by, Instant now) {
        log.append(asked(EventType.ENGAGEMENT_DECLINED, engagement, engagement.ask(), by, now)
                .with("extension", engagement instanceof Engagement.ExtensionRequested)
                .with("requestedBy", engagement.ask().by())
                .withPersonal("reason", reason)
                .done());
    }

    void ended(Engagement.Ended engagement, Caller by, Instant now) {
        log.append(about(EventType.ENGAGEMENT_ENDED, engagement, by, now)
                .withPersonal("reason", engagement.reason())
                .done());
    }

    void sponsorChanged(Engagement.InForce engagement, IdentityId before, Caller by, Instant now) {
        log.append(about(EventType.ENGAGEMENT_SPONSOR_CHANGED, engagement, by, now)
                .with("sponsor", engagement.current().ask().sponsor().value())
                .with("sponsorBefore", before.value())
                .done());
    }

    private AuditEvent.Draft asked(EventType type, Engagement engagement, Engagement.Ask ask, Caller by, Instant now) {
        return about(type, engagement, by, now)
                .with("until", ask.until().toString())
                .with("sponsor", ask.sponsor().value());
    }

    private AuditEvent.Draft about(EventType type, Engagement engagement, Caller by, Instant now) {
        return AuditEvent.of(
                new EventId(identifiers.next()),
                type,
                now,
                Actor.of(by),
                AuditEvent.Subject.of("engagement", engagement.terms().id().value()));
    }
}

package dev.tenure.application.finding;

import dev.tenure.application.audit.AuditLog;
import dev.tenure.application.transaction.Identifiers;
import dev.tenure.domain.audit.Actor;
import dev.tenure.domain.audit.AuditEvent;
import dev.tenure.domain.audit.EventId;
import dev.tenure.domain.audit.EventType;
import dev.tenure.domain.finding.Finding;
import java.time.Instant;

/** Writes what becomes of findings into the audit log. */
public final class FindingEvents {

    private static final Actor FINDER = new Actor.Product("finder");

    private final AuditLog log;
    private final Identifiers identifiers;

    public FindingEvents(AuditLog log, Identifiers identifiers) {
        this.log = log;
        this.identifiers = identifiers;
    }

    void changed(FindingScans.Change change, Instant now) {
        Finding finding = change.finding();
        EventType type =
                switch (change.what()) {
                    case OPENED -> EventType.FINDING_OPENED;
                    case RAISED -> EventType.FINDING_RAISED;
                    case LAPSED -> EventType.FINDING_REOPENED;
                    case CLOSED -> EventType.FINDING_CLOSED;
                };
        AuditEvent.Draft event = about(type, FINDER, finding, now);
        log.append(
                switch (finding) {
                    case Finding.Closed closed ->
                        event.with("read", closed.gone().read().value()).done();
                    case Finding.Open open ->
                        due(change.what() == FindingScans.What.OPENED ? about(event, open.facts()) : event, open)
                                .done();
                    case Finding.Accepted accepted -> due(event, accepted).done();
                });
    }

    void assigned(Finding.Open finding, String before, Actor by, Instant now) {
        log.append(due(about(EventType.FINDING_ASSIGNED, by, finding, now), finding)
                .withPersonal("ownerBefore", before)
                .done());
    }

    void accepted(Finding.Accepted finding, Actor by, Instant now) {
        Finding.Acceptance acceptance = finding.acceptance();
        log.append(due(about(EventType.FINDING_ACCEPTED, by, finding, now), finding)
                .with("until", acceptance.until())
                .withPersonal("reason", acceptance.reason())
                .done());
    }

    void reopened(Finding.Open finding, Actor by, Instant now) {
        log.append(due(about(EventType.FINDING_REOPENED, by, finding, now), finding)
                .done());
    }

    private static AuditEvent.Draft due(AuditEvent.Draft event, Finding finding) {
        return event.with("dueAt", finding.duty().dueAt())
                .withPersonal("owner", finding.duty().owner());
    }

    private static AuditEvent.Draft about(AuditEvent.Draft event, Finding.Facts facts) {
        facts.grant().ifPresent(grant -> event.withPersonal("entitlement", grant.entitlement())
                .withPersonal("entitlementName", grant.name())
                .with("heldSince", grant.since()));
        facts.inspected().ifPresent(inspected -> {
            event.with("inspectedAt", inspected.at());
            inspected.key().ifPresent(key -> event.withPersonal("credential", key.id())
                    .with("credentialKind", key.what())
                    .with(key.issued() ? "credentialIssuedAt" : "credentialFirstSeenAt", key.since()));
        });
        facts.passwordSetAt().ifPresent(at -> event.with("passwordSetAt", at));
        facts.unreviewed().ifPresent(unreviewed -> {
            event.with("privilegedSince", unreviewed.since());
            unreviewed.last().ifPresent(at -> event.with("lastReviewedAt", at));
        });
        return event;
    }

    private AuditEvent.Draft about(EventType type, Actor actor, Finding finding, Instant now) {
        Finding.Facts facts = finding.facts();
        return AuditEvent.of(
                        new EventId(identifiers.next()),
                        type,
                        now,
                        actor,
                        AuditEvent.Subject.of("finding", facts.id().value()))
                .with("kind", facts.kind().name())
                .with("severity", facts.severity().name())
                .with("system", facts.system().value())
                .with("accountId", facts.account().value())
                .withPersonal("account", facts.name());
    }
}

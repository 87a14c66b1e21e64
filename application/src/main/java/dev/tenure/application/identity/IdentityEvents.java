package dev.tenure.application.identity;

import dev.tenure.application.audit.AuditLog;
import dev.tenure.application.transaction.Identifiers;
import dev.tenure.domain.audit.Actor;
import dev.tenure.domain.audit.AuditEvent;
import dev.tenure.domain.audit.EventId;
import dev.tenure.domain.audit.EventType;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.identity.AttributeAuthority;
import java.time.Instant;
import java.util.TreeMap;

/** Writes what is decided about the inventory of people into the audit log. */
public final class IdentityEvents {

    private final AuditLog log;
    private final Identifiers identifiers;

    public IdentityEvents(AuditLog log, Identifiers identifiers) {
        this.log = log;
        this.identifiers = identifiers;
    }

    void decided(AttributeAuthority authority, long people, Caller by, Instant now) {
        log.append(AuditEvent.of(
                        new EventId(identifiers.next()),
                        EventType.ATTRIBUTE_AUTHORITY_DECIDED,
                        now,
                        Actor.of(by),
                        new AuditEvent.Subject("attribute-authority", "attribute-authority"))
                .with("order", authority.order())
                .with(
                        "exceptions",
                        new TreeMap<>(authority.exceptions())
                                .entrySet().stream()
                                        .map(e -> e.getKey() + "=" + String.join(",", e.getValue()))
                                        .toList())
                .with("version", authority.version())
                .with("people", people)
                .done());
    }
}

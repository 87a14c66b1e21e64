package dev.tenure.persistence.audit;

import dev.tenure.domain.audit.Actor;
import dev.tenure.domain.audit.AuditEvent;
import dev.tenure.domain.audit.EventId;
import dev.tenure.domain.audit.EventType;
import dev.tenure.persistence.transaction.UuidV7Identifiers;
import java.time.Instant;
import java.util.UUID;

/** Events of which no two are alike. */
final class SampleEvents {

    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private static final UuidV7Identifiers IDENTIFIERS = new UuidV7Identifiers();

    private SampleEvents() {}

    static UUID newId() {
        return IDENTIFIERS.next();
    }

    static AuditEvent next() {
        return withId(newId());
    }

    static AuditEvent withId(UUID id) {
        return about("account", "account-1", EventType.ACCOUNT_PROTECTED, id);
    }

    static AuditEvent about(String kind, String subject, EventType type, UUID id) {
        return AuditEvent.of(
                        new EventId(id), type, NOON, new Actor.Product("test"), new AuditEvent.Subject(kind, subject))
                .with("reason", "for " + id)
                .withPersonal("name", "Sample Person")
                .done();
    }

    /** An id as a replica would give it at that time; the rest is taken from the number. */
    static UUID idAt(Instant instant, int number) {
        return new UUID(instant.toEpochMilli() << 16 | 0x7000, 0x8000000000000000L | number);
    }
}

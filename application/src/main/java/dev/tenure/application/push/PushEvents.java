package dev.tenure.application.push;

import dev.tenure.application.audit.AuditLog;
import dev.tenure.application.transaction.Identifiers;
import dev.tenure.domain.audit.Actor;
import dev.tenure.domain.audit.AuditEvent;
import dev.tenure.domain.audit.EventId;
import dev.tenure.domain.audit.EventType;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.push.PushClient;
import dev.tenure.domain.push.PushedGroup;
import dev.tenure.domain.push.PushedUser;
import java.time.Instant;

/** Writes into the audit log who pushes, and that something was pushed. What a user's attributes say of an ending is not told. */
public final class PushEvents {

    private final AuditLog log;
    private final Identifiers identifiers;

    public PushEvents(AuditLog log, Identifiers identifiers) {
        this.log = log;
        this.identifiers = identifiers;
    }

    /** What became of a resource. */
    enum Change {
        CREATED,
        REVISED,
        WITHDRAWN
    }

    void configured(PushClient client, Caller by, Instant now) {
        log.append(AuditEvent.of(
                        new EventId(identifiers.next()),
                        EventType.PUSH_CLIENT_CONFIGURED,
                        now,
                        Actor.of(by),
                        new AuditEvent.Subject("push-client", client.name()))
                .with("clientSubject", client.subject())
                .with("enabled", client.enabled())
                .with("zone", client.source().zone().getId())
                .with("clock", client.source().clock().name())
                .with("join", client.source().join().name())
                .done());
    }

    void user(PushedUser user, Change change, Caller by, Instant now) {
        log.append(AuditEvent.of(
                        new EventId(identifiers.next()),
                        EventType.PUSHED_USER_CHANGED,
                        now,
                        Actor.of(by),
                        AuditEvent.Subject.of("pushed-user", user.id().value()))
                .with("source", user.source())
                .with("change", change.name())
                .with("version", user.version())
                .withPersonal("userName", user.userName())
                .withPersonal("workerId", user.workerId())
                .done());
    }

    void group(PushedGroup group, Change change, Caller by, Instant now) {
        log.append(AuditEvent.of(
                        new EventId(identifiers.next()),
                        EventType.PUSHED_GROUP_CHANGED,
                        now,
                        Actor.of(by),
                        AuditEvent.Subject.of("pushed-group", group.id().value()))
                .with("source", group.source())
                .with("change", change.name())
                .with("version", group.version())
                .with("members", group.members().size())
                .with("displayName", group.displayName())
                .done());
    }
}

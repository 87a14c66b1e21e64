package dev.tenure.application.privilege;

import dev.tenure.application.audit.AuditLog;
import dev.tenure.application.transaction.Identifiers;
import dev.tenure.domain.audit.Actor;
import dev.tenure.domain.audit.AuditEvent;
import dev.tenure.domain.audit.EventId;
import dev.tenure.domain.audit.EventType;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.reconciliation.PrivilegePicture;
import dev.tenure.domain.reconciliation.PrivilegeReview;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes what people say of privileged access into the audit log. */
public final class PrivilegeEvents {

    private final AuditLog log;
    private final Identifiers identifiers;

    public PrivilegeEvents(AuditLog log, Identifiers identifiers) {
        this.log = log;
        this.identifiers = identifiers;
    }

    void reviewed(PrivilegeReview review, Caller by) {
        log.append(AuditEvent.of(
                        new EventId(identifiers.next()),
                        EventType.PRIVILEGE_REVIEWED,
                        review.at(),
                        Actor.of(by),
                        AuditEvent.Subject.of("account", review.account().value()))
                .with("reviewId", review.id())
                .with("system", review.system().value())
                .withText("identity", review.identity().map(id -> id.value().toString()))
                .with("authority", review.authority().name())
                .with("marked", review.seen().marked())
                .withPersonal("account", review.name())
                .withPersonal("entitlements", entitlements(review.seen()))
                .withPersonal("reason", review.reason())
                .done());
    }

    /** One to a line; empty where there is none. */
    private static Optional<String> entitlements(PrivilegePicture seen) {
        return Optional.of(seen.held().stream()
                        .map(held -> held.as().map(as -> as.name() + " ").orElse("") + held.nativeId())
                        .collect(Collectors.joining("\n")))
                .filter(text -> !text.isEmpty());
    }
}

package dev.tenure.application.secrets;

import dev.tenure.application.audit.AuditLog;
import dev.tenure.application.transaction.Identifiers;
import dev.tenure.domain.audit.Actor;
import dev.tenure.domain.audit.AuditEvent;
import dev.tenure.domain.audit.EventId;
import dev.tenure.domain.audit.EventType;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.provisioning.OperationId;
import dev.tenure.domain.secrets.SecretRotation;
import dev.tenure.domain.secrets.SharedSecret;
import java.time.Instant;

/** Writes what happens to shared secrets into the audit log: where values stand, never what they are. */
public final class SecretEvents {

    private static final Actor LIFECYCLE = new Actor.Product("lifecycle");

    private final AuditLog log;
    private final Identifiers identifiers;

    public SecretEvents(AuditLog log, Identifiers identifiers) {
        this.log = log;
        this.identifiers = identifiers;
    }

    void registered(SharedSecret.Kept secret, Caller by, Instant now) {
        log.append(described(EventType.SHARED_SECRET_REGISTERED, secret, by, now));
    }

    void revised(SharedSecret.Kept secret, Caller by, Instant now) {
        log.append(described(EventType.SHARED_SECRET_REVISED, secret, by, now));
    }

    private AuditEvent described(EventType type, SharedSecret.Kept secret, Caller by, Instant now) {
        SharedSecret.Description is = secret.description();
        return about(type, secret, by, now)
                .with("name", is.name())
                .withText("system", is.place().map(p -> p.system().value().toString()))
                .withText(
                        "account",
                        is.place().flatMap(SharedSecret.Place::account).map(a -> a.value()
                                .toString()))
                .with("owner", is.owner())
                .with(
                        "consumers",
                        is.consumers().stream()
                                .map(c -> c.name() + " | " + c.contact())
                                .toList())
                .withText(
                        "credential",
                        is.place().flatMap(SharedSecret.Place::key).map(SharedSecret.Key::credential))
                .with("keptAt", is.keptAt())
                .with("rotateEvery", is.rotateEvery().toString())
                .done();
    }

    void retired(SharedSecret.Retired secret, Caller by, Instant now) {
        log.append(about(EventType.SHARED_SECRET_RETIRED, secret, by, now)
                .withPersonal("reason", secret.reason())
                .done());
    }

    void known(SharedSecret.Kept secret, IdentityId identity, Caller by, Instant now) {
        log.append(about(EventType.SHARED_SECRET_KNOWN, secret, by, now)
                .with("identity", identity.value())
                .done());
    }

    void neverKnown(SharedSecret.Kept secret, IdentityId identity, String reason, Caller by, Instant now) {
        log.append(about(EventType.SHARED_SECRET_NOT_KNOWN, secret, by, now)
                .with("identity", identity.value())
                .withPersonal("reason", reason)
                .done());
    }

    /** A rotation is due, or due for one more. */
    void due(SecretRotation.Due rotation, SecretRotation.Leaver leaver, Instant now) {
        log.append(about(EventType.SECRET_ROTATION_DUE, LIFECYCLE, rotation, now)
                .with("identity", leaver.identity().value())
                .withText("leaverCase", leaver.leaverCase().map(c -> c.value().toString()))
                .with("deadline", rotation.order().deadline())
                .done());
    }

    void aged(SecretRotation.Due rotation, Instant now) {
        log.append(about(EventType.SECRET_AGED, LIFECYCLE, rotation, now)
                .with("deadline", rotation.order().deadline())
                .done());
    }

    void added(SecretRotation.NewAdded rotation, Caller by, Instant now) {
        log.append(about(EventType.SECRET_VALUE_ADDED, Actor.of(by), rotation, now)
                .with("reference", rotation.progress().added().reference())
                .with(
                        "consumers",
                        rotation.progress().added().consumers().stream()
                                .map(c -> c.name() + " | " + c.contact())
                                .toList())
                .done());
    }

    void wanted(SecretRotation.Issuing rotation, Caller by, Instant now) {
        log.append(about(EventType.SECRET_VALUE_WANTED, Actor.of(by), rotation, now)
                .with("reference", rotation.progress().added().reference())
                .withText("replaces", rotation.progress().added().exchange().map(SecretRotation.Exchange::old))
                .with("operation", rotation.operation().value())
                .done());
    }

    void issued(SecretRotation.NewAdded rotation, OperationId operation, Instant now) {
        log.append(about(EventType.SECRET_VALUE_ISSUED, LIFECYCLE, rotation, now)
                .with("reference", rotation.progress().added().reference())
                .withText("credential", rotation.progress().added().exchange().flatMap(SecretRotation.Exchange::made))
                .with("operation", operation.value())
                .done());
    }

    void switchedOff(SecretRotation.OldOff rotation, OperationId operation, Instant now) {
        log.append(about(EventType.SECRET_OLD_SWITCHED_OFF, LIFECYCLE, rotation, now)
                .withText("credential", rotation.progress().added().exchange().map(SecretRotation.Exchange::old))
                .with("until", rotation.until())
                .with("operation", operation.value())
                .done());
    }

    void stillUsed(SecretRotation.InUse rotation, Instant usedAt, Instant now) {
        log.append(about(EventType.SECRET_OLD_STILL_USED, LIFECYCLE, rotation, now)
                .withText("credential", rotation.progress().added().exchange().map(SecretRotation.Exchange::old))
                .with("usedAt", usedAt)
                .done());
    }

    void oldDecided(SecretRotation.UnderWay rotation, boolean off, Caller by, Instant now) {
        log.append(about(EventType.SECRET_OLD_DECIDED, Actor.of(by), rotation, now)
                .withText("credential", rotation.progress().added().exchange().map(SecretRotation.Exchange::old))
                .with("off", off)
                .done());
    }

    void confirmed(SecretRotation.UnderWay rotation, String consumer, Caller by, Instant now) {
        log.append(about(EventType.SECRET_CONSUMER_CONFIRMED, Actor.of(by), rotation, now)
                .with("consumer", consumer)
                .with("outstanding", rotation.progress().outstanding().size())
                .done());
    }

    void revocationStated(SecretRotation.RevocationStated rotation, Caller by, Instant now) {
        log.append(about(EventType.SECRET_REVOCATION_STATED, Actor.of(by), rotation, now)
                .done());
    }

    void revocationDisputed(SecretRotation.RevocationStated before, Caller by, Instant now) {
        log.append(about(EventType.SECRET_REVOCATION_DISPUTED, Actor.of(by), before, now)
                .with("statedBy", before.by())
                .done());
    }

    void rotated(SecretRotation.OldRevoked rotation, Instant now) {
        AuditEvent.Draft draft =
                switch (rotation.proof()) {
                    case SecretRotation.Proof.ShownByTarget shown ->
                        about(EventType.SECRET_ROTATED, LIFECYCLE, rotation, now)
                                .with("proof", "shown-by-target")
                                .with("operation", shown.operation().value());
                    case SecretRotation.Proof.SaidByTwo said ->
                        about(EventType.SECRET_ROTATED, new Actor.Person(said.confirmedBy()), rotation, now)
                                .with("proof", "said-by-two")
                                .with("statedBy", said.statedBy());
                };
        log.append(draft.with("late", rotation.isLate())
                .with(
                        "leavers",
                        rotation.order().leavers().stream()
                                .map(l -> l.identity().value().toString())
                                .toList())
                .done());
    }

    void cancelled(SecretRotation.Cancelled rotation, Instant now) {
        log.append(about(EventType.SECRET_ROTATION_CANCELLED, LIFECYCLE, rotation, now)
                .with("reason", rotation.reason())
                .done());
    }

    void delayRequested(SecretRotation rotation, SecretRotation.Delay.Request request, Caller by, Instant now) {
        log.append(about(EventType.SECRET_DELAY_REQUESTED, Actor.of(by), rotation, now)
                .with("until", request.until())
                .withPersonal("reason", request.reason())
                .done());
    }

    void delayDecided(
            SecretRotation rotation, SecretRotation.Delay.Request request, boolean granted, Caller by, Instant now) {
        log.append(about(EventType.SECRET_DELAY_DECIDED, Actor.of(by), rotation, now)
                .with("until", request.until())
                .with("requestedBy", request.by())
                .with("granted", granted)
                .done());
    }

    void overdue(SecretRotation.Ongoing rotation, Instant now) {
        log.append(about(EventType.SECRET_ROTATION_OVERDUE, LIFECYCLE, rotation, now)
                .with("due", rotation.order().due())
                .with("state", rotation.label())
                .done());
    }

    private AuditEvent.Draft about(EventType type, SharedSecret secret, Caller by, Instant now) {
        return AuditEvent.of(
                new EventId(identifiers.next()),
                type,
                now,
                Actor.of(by),
                AuditEvent.Subject.of(
                        "shared-secret", secret.registration().id().value()));
    }

    private AuditEvent.Draft about(EventType type, Actor actor, SecretRotation rotation, Instant now) {
        return AuditEvent.of(
                        new EventId(identifiers.next()),
                        type,
                        now,
                        actor,
                        AuditEvent.Subject.of(
                                "secret-rotation", rotation.order().id().value()))
                .with("secret", rotation.order().secret().value());
    }
}

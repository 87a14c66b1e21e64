package dev.tenure.application.secrets;

import dev.tenure.application.inventory.Connectors;
import dev.tenure.application.inventory.TargetSystems;
import dev.tenure.application.lifecycle.LeaverDesk;
import dev.tenure.application.provisioning.OperationDesk;
import dev.tenure.application.reconciliation.Accounts;
import dev.tenure.application.transaction.Identifiers;
import dev.tenure.connector.spi.ChangeKind;
import dev.tenure.connector.spi.ConfigurationException;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.inventory.SystemMode;
import dev.tenure.domain.inventory.TargetSystem;
import dev.tenure.domain.provisioning.Cause;
import dev.tenure.domain.provisioning.Operation;
import dev.tenure.domain.provisioning.OperationId;
import dev.tenure.domain.provisioning.Passage;
import dev.tenure.domain.provisioning.Priority;
import dev.tenure.domain.provisioning.Work;
import dev.tenure.domain.reconciliation.Account;
import dev.tenure.domain.secrets.SecretRotation;
import dev.tenure.domain.secrets.SharedSecret;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Brings a rotation to its end: has the old value revoked on the target where the product can, and writes down what follows
 * once it is worthless. The use cases of this package and the results of operations share it; it always runs inside their
 * transaction.
 */
public final class RotationDesk {

    /** Who may see to rotations, beside the secret's owner. */
    static final Role[] MAY = {Role.ADMINISTRATOR, Role.OPERATOR};

    private final Identifiers identifiers;
    private final TargetSystems systems;
    private final Accounts accounts;
    private final Connectors connectors;
    private final OperationDesk operations;
    private final SharedSecrets secrets;
    private final SecretRotations rotations;
    private final LeaverDesk leavers;
    private final SecretEvents events;

    public RotationDesk(
            Identifiers identifiers,
            TargetSystems systems,
            Accounts accounts,
            Connectors connectors,
            OperationDesk operations,
            SharedSecrets secrets,
            SecretRotations rotations,
            LeaverDesk leavers,
            SecretEvents events) {
        this.identifiers = identifiers;
        this.systems = systems;
        this.accounts = accounts;
        this.connectors = connectors;
        this.operations = operations;
        this.secrets = secrets;
        this.rotations = rotations;
        this.leavers = leavers;
        this.events = events;
    }

    static Cause causeOf(SecretRotation rotation) {
        return new Cause(Cause.Kind.SECRET_ROTATION, rotation.order().id().value());
    }

    /** The secret of a rotation. */
    SharedSecret secretOf(SecretRotation rotation) {
        return secrets.find(rotation.order().secret()).orElseThrow();
    }

    /** Whether somebody may see to a rotation. */
    boolean maySeeTo(Caller caller, SecretRotation rotation) {
        return caller.hasAny(MAY)
                || caller.isSamePersonAs(secretOf(rotation).description().owner());
    }

    /**
     * An account of which the product can have one credential exchanged for another.
     *
     * @param key the credential that goes
     */
    record Exchangeable(TargetSystem system, Account account, SharedSecret.Key key) {}

    /** Whether the target itself can issue the new value of a secret; empty where people have to. */
    Optional<Exchangeable> exchangeable(SharedSecret secret) {
        return secret.description().place().flatMap(place -> place.key().flatMap(key -> place.account()
                .flatMap(accounts::find)
                .filter(this::canExchange)
                .map(account -> new Exchangeable(systems.find(account.system()).orElseThrow(), account, key))));
    }

    /** Has the target issue the new value, to be kept at a place. */
    OperationId issue(SecretRotation rotation, Account account, SecretRotation.Added wanted, Instant now) {
        return plan(
                rotation,
                account,
                new Work.IssueCredential(
                        account.id(),
                        account.nativeId(),
                        wanted.reference(),
                        wanted.exchange().orElseThrow().beside()),
                now);
    }

    /** Has the old credential switched off; empty where people have to take it away. */
    Optional<SecretRotation.Revoking> switchOff(
            SecretRotation.InUse inUse, Optional<Instant> unusedSince, Instant now) {
        return exchanged(inUse)
                .map(old -> inUse.revoke(plan(
                        inUse,
                        old.account(),
                        new Work.DisableCredential(
                                old.account().id(), old.account().nativeId(), old.credential(), unusedSince),
                        now)));
    }

    /** Has the old credential switched on again. */
    boolean switchOn(SecretRotation.OldOff off, Instant now) {
        Optional<Old> old = exchanged(off);
        old.ifPresent(one -> plan(
                off,
                one.account(),
                new Work.EnableCredential(one.account().id(), one.account().nativeId(), one.credential()),
                now));
        return old.isPresent();
    }

    /** Nobody missed the old credential: it is taken away, by people where the product may not any more. */
    void endOffTime(SecretRotation.OldOff off, Instant now) {
        rotations.save(exchanged(off)
                .<SecretRotation>map(old -> off.revoke(plan(
                        off,
                        old.account(),
                        new Work.RevokeCredential(
                                old.account().id(), old.account().nativeId(), old.credential()),
                        now)))
                .orElseGet(off::byHand));
    }

    private record Old(Account account, String credential) {}

    /** The credential that another one took the place of, as far as the product can do something to it. */
    private Optional<Old> exchanged(SecretRotation.UnderWay rotation) {
        return rotation.progress()
                .added()
                .exchange()
                .filter(exchange -> exchange.made().isPresent())
                .flatMap(exchange -> secretOf(rotation)
                        .description()
                        .place()
                        .flatMap(SharedSecret.Place::account)
                        .flatMap(accounts::find)
                        .filter(this::canExchange)
                        .map(account -> new Old(account, exchange.old())));
    }

    private OperationId plan(SecretRotation rotation, Account account, Work work, Instant now) {
        Operation.Plan plan = new Operation.Plan(
                new OperationId(identifiers.next()),
                causeOf(rotation),
                account.system(),
                work,
                new Priority(false, 1),
                rotation.order().due(),
                now);
        operations.plan(List.of(new OperationDesk.Wanted.ToDo(plan, now)), new Passage.Guarded(), now);
        return plan.id();
    }

    /** The old credential is switched off, and stays so for as long as its secret says. */
    void isOff(SecretRotation.Revoking rotation, Instant now) {
        SecretRotation.OldOff off = rotation.off(
                now,
                secretOf(rotation)
                        .description()
                        .place()
                        .flatMap(SharedSecret.Place::key)
                        .map(SharedSecret.Key::offFor)
                        .orElse(SharedSecret.Key.USUAL));
        rotations.save(off);
        events.switchedOff(off, rotation.operation(), now);
    }

    /** Somebody used the old credential after every consumer confirmed: a person has to say what is to become of it. */
    void stillUsed(SecretRotation.Revoking rotation, Instant usedAt, Instant now) {
        cancel(rotation, "the old credential is still used", now);
        SecretRotation.InUse inUse = rotation.stillUsed(usedAt);
        rotations.save(inUse);
        events.stillUsed(inUse, usedAt, now);
    }

    /** The new value is there: its consumers are asked. */
    void issued(SecretRotation.Issuing rotation, String credential, Instant now) {
        SecretRotation.NewAdded added = rotation.issued(credential, now);
        rotations.save(added);
        events.issued(added, rotation.operation(), now);
    }

    /** A consumer uses the new value. With the last one the old value is revoked, where the product can. */
    SecretRotation goOn(SecretRotation.UnderWay rotation, Instant now) {
        SecretRotation next = rotation instanceof SecretRotation.InUse inUse
                ? revoking(inUse, now).orElse(rotation)
                : rotation;
        rotations.save(next);
        return next;
    }

    /** The operation that revokes the old value; empty where people have to. */
    private Optional<SecretRotation> revoking(SecretRotation.InUse inUse, Instant now) {
        if (inUse.progress().added().exchange().isPresent()) {
            return switchOff(inUse, Optional.of(now), now).map(revoking -> revoking);
        }
        return secretOf(inUse)
                .description()
                .place()
                .filter(place -> place.key().isEmpty())
                .flatMap(SharedSecret.Place::account)
                .flatMap(accounts::find)
                .filter(this::canRotate)
                .map(account -> inUse.revoke(plan(
                        inUse,
                        account,
                        new Work.RotateSecret(
                                account.id(),
                                account.nativeId(),
                                inUse.progress().added().reference()),
                        now)));
    }

    /** Whether the product itself may set the account's password, and can. */
    boolean canRotate(Account account) {
        return may(account, Set.of(ChangeKind.ROTATE_SECRET));
    }

    /** Whether the product itself may exchange credentials of the account, and can. */
    boolean canExchange(Account account) {
        return may(
                account,
                Set.of(
                        ChangeKind.ISSUE_CREDENTIAL,
                        ChangeKind.ENABLE_CREDENTIAL,
                        ChangeKind.DISABLE_CREDENTIAL,
                        ChangeKind.REVOKE_CREDENTIAL));
    }

    private boolean may(Account account, Set<ChangeKind> kinds) {
        TargetSystem system = systems.find(account.system()).orElseThrow();
        return account.protection().isEmpty() && system.mode() instanceof SystemMode.Act && declares(system, kinds);
    }

    private boolean declares(TargetSystem system, Set<ChangeKind> kinds) {
        try {
            return connectors.of(system).capabilities().changes().containsAll(kinds);
        } catch (ConfigurationException e) {
            // Its settings cannot be used: nothing of the product reaches the target, so people do it.
            return false;
        }
    }

    /** People do by hand what the product was to do. One attempt that is under way is not called back. */
    SecretRotation.InUse byHand(SecretRotation.Revoking revoking, Instant now) {
        operations.cancel(causeOf(revoking), Optional.empty(), "people revoke the old value by hand", now);
        return revoking.byHand();
    }

    /** What is planned for a rotation is not wanted any more. */
    void cancel(SecretRotation rotation, String reason, Instant now) {
        operations.cancel(causeOf(rotation), Optional.empty(), reason, now);
    }

    /** The old value is worthless: who left no longer knows the secret, and their cases may close. */
    void done(SecretRotation.OldRevoked done, Instant now) {
        rotations.save(done);
        events.rotated(done, now);
        if (secretOf(done) instanceof SharedSecret.Kept kept) {
            secrets.save(kept.rotated(done.order().identities(), done.progress().added(), done.at()));
        }
        tellCases(done, now);
    }

    /** It was not done in time: each leaver's case has an exception, until it is done or has more time. */
    void overdue(SecretRotation.Ongoing rotation, Instant now) {
        rotations.save(rotation.overdueTold());
        events.overdue(rotation, now);
        String owner = secretOf(rotation).description().owner();
        for (SecretRotation.Leaver leaver : rotation.order().leavers()) {
            leaver.leaverCase().ifPresent(id -> leavers.secretOverdue(id, owner, now));
        }
    }

    /** What became of a rotation is looked at by the cases of those for whom it is done. */
    void tellCases(SecretRotation rotation, Instant now) {
        for (SecretRotation.Leaver leaver : rotation.order().leavers()) {
            leaver.leaverCase().ifPresent(id -> leavers.secretsChanged(id, now));
        }
    }
}

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
        return secretOf(inUse)
                .description()
                .place()
                .flatMap(SharedSecret.Place::account)
                .flatMap(accounts::find)
                .filter(this::canRotate)
                .map(account -> {
                    Operation.Plan plan = new Operation.Plan(
                            new OperationId(identifiers.next()),
                            causeOf(inUse),
                            account.system(),
                            new Work.RotateSecret(
                                    account.id(),
                                    account.nativeId(),
                                    inUse.progress().added().reference()),
                            new Priority(false, 1),
                            inUse.order().due(),
                            now);
                    operations.plan(List.of(new OperationDesk.Wanted.ToDo(plan, now)), new Passage.Guarded(), now);
                    return inUse.revoke(plan.id());
                });
    }

    /** Whether the product itself may set the account's password, and can. */
    boolean canRotate(Account account) {
        TargetSystem system = systems.find(account.system()).orElseThrow();
        return account.protection().isEmpty() && system.mode() instanceof SystemMode.Act && declaresRotation(system);
    }

    private boolean declaresRotation(TargetSystem system) {
        try {
            return connectors.of(system).capabilities().changes().contains(ChangeKind.ROTATE_SECRET);
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
            secrets.save(kept.rotated(
                    done.order().identities(), done.progress().added().reference(), done.at()));
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

package dev.tenure.application.secrets;

import dev.tenure.application.provisioning.OperationOutcomes;
import dev.tenure.application.reconciliation.Accounts;
import dev.tenure.connector.spi.Evidence;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.provisioning.Attempt;
import dev.tenure.domain.provisioning.Cause;
import dev.tenure.domain.provisioning.Operation;
import dev.tenure.domain.provisioning.Work;
import dev.tenure.domain.secrets.SecretRotation;
import dev.tenure.domain.secrets.SecretRotationId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the targets' answers make of a rotation: it is over when the target shows the new value. */
public final class RotationOutcomes implements OperationOutcomes {

    private final Accounts accounts;
    private final SecretRotations rotations;
    private final RotationDesk desk;

    public RotationOutcomes(Accounts accounts, SecretRotations rotations, RotationDesk desk) {
        this.accounts = accounts;
        this.rotations = rotations;
        this.desk = desk;
    }

    @Override
    public Cause.Kind kind() {
        return Cause.Kind.SECRET_ROTATION;
    }

    @Override
    public boolean wants(Operation.Plan plan) {
        SecretRotation rotation =
                rotations.find(new SecretRotationId(plan.cause().id())).orElseThrow();
        if (plan.work() instanceof Work.RotateSecret rotate) {
            return isOf(plan, rotation)
                    && accounts.find(rotate.account()).filter(desk::canRotate).isPresent();
        }
        return plan.work() instanceof Work.OfCredential work
                && (work instanceof Work.EnableCredential ? isOnAgain(rotation) : isOf(plan, rotation))
                && accounts.find(work.account()).filter(desk::canExchange).isPresent();
    }

    /** Whether the rotation waits for this operation. */
    private static boolean isOf(Operation.Plan plan, SecretRotation rotation) {
        return (rotation instanceof SecretRotation.Revoking revoking
                        && revoking.operation().equals(plan.id()))
                || (rotation instanceof SecretRotation.Issuing issuing
                        && issuing.operation().equals(plan.id()));
    }

    private static boolean isOnAgain(SecretRotation rotation) {
        return rotation instanceof SecretRotation.InUse inUse
                && inUse.held()
                        .filter(SecretRotation.Held.SwitchedOn.class::isInstance)
                        .isPresent();
    }

    @Override
    public void attempted(Operation after, Attempt attempt, Instant now) {
        SecretRotation rotation =
                rotations.find(new SecretRotationId(after.plan().cause().id())).orElseThrow();
        if (after.plan().work() instanceof Work.EnableCredential && isOnAgain(rotation)) {
            return; // Nothing waits for it, and it goes on until the target shows it.
        }
        if (rotation instanceof SecretRotation.Issuing issuing && isOf(after.plan(), rotation)) {
            if (after instanceof Operation.Done) {
                desk.issued(issuing, fact(attempt, Evidence.CREDENTIAL).orElseThrow(), now);
            }
        } else if (rotation instanceof SecretRotation.Revoking revoking && isOf(after.plan(), rotation)) {
            Optional<Instant> used =
                    fact(attempt, Work.DisableCredential.USED_AT).map(Instant::parse);
            if (after instanceof Operation.Done) {
                if (after.plan().work() instanceof Work.DisableCredential) {
                    desk.isOff(revoking, now);
                } else {
                    desk.done(revoking.shown(now), now);
                }
            } else if (used.isPresent()) {
                desk.stillUsed(revoking, used.get(), now);
            }
        } else if (after instanceof Operation.Waiting) {
            desk.cancel(rotation, "people revoked the old value by hand", now);
        }
    }

    private static Optional<String> fact(Attempt attempt, String name) {
        List<Attempt.Fact> facts =
                switch (attempt) {
                    case Attempt.Applied applied -> applied.facts();
                    case Attempt.Unchanged unchanged -> unchanged.facts();
                    case Attempt.Refused refused -> refused.facts();
                    case Attempt.InDoubt doubt -> List.of();
                    case Attempt.Listed listed -> List.of();
                    case Attempt.SignInsRead read -> List.of();
                    case Attempt.Unreachable unreachable -> List.of();
                };
        return facts.stream()
                .filter(one -> one.name().equals(name))
                .map(Attempt.Fact::value)
                .findFirst();
    }

    @Override
    public void released(Cause cause, SystemId system, Instant now) {
        // A rotation shows its operation as it is: there is nothing to settle.
    }
}

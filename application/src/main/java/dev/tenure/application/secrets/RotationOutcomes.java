package dev.tenure.application.secrets;

import dev.tenure.application.provisioning.OperationOutcomes;
import dev.tenure.application.reconciliation.Accounts;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.provisioning.Attempt;
import dev.tenure.domain.provisioning.Cause;
import dev.tenure.domain.provisioning.Operation;
import dev.tenure.domain.provisioning.Work;
import dev.tenure.domain.secrets.SecretRotation;
import dev.tenure.domain.secrets.SecretRotationId;
import java.time.Instant;

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
        return plan.work() instanceof Work.RotateSecret rotate
                && isRevoking(plan)
                && accounts.find(rotate.account()).filter(desk::canRotate).isPresent();
    }

    private boolean isRevoking(Operation.Plan plan) {
        return rotations.find(new SecretRotationId(plan.cause().id())).orElseThrow()
                        instanceof SecretRotation.Revoking revoking
                && revoking.operation().equals(plan.id());
    }

    @Override
    public void attempted(Operation after, Attempt attempt, Instant now) {
        SecretRotation rotation =
                rotations.find(new SecretRotationId(after.plan().cause().id())).orElseThrow();
        if (rotation instanceof SecretRotation.Revoking revoking
                && revoking.operation().equals(after.plan().id())) {
            if (after instanceof Operation.Done) {
                desk.done(revoking.shown(now), now);
            }
        } else if (after instanceof Operation.Waiting) {
            desk.cancel(rotation, "people revoked the old value by hand", now);
        }
    }

    @Override
    public void released(Cause cause, SystemId system, Instant now) {
        // A rotation shows its operation as it is: there is nothing to settle.
    }
}

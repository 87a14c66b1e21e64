package dev.tenure.application.finding;

import dev.tenure.application.provisioning.OperationOutcomes;
import dev.tenure.domain.finding.FindingId;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.provisioning.Attempt;
import dev.tenure.domain.provisioning.Cause;
import dev.tenure.domain.provisioning.Operation;
import java.time.Instant;

/** What the targets' answers make of taking back: nothing. The finding closes with the read that shows the access no more. */
public final class TakeBackOutcomes implements OperationOutcomes {

    private final TakeBackDesk desk;

    public TakeBackOutcomes(TakeBackDesk desk) {
        this.desk = desk;
    }

    @Override
    public Cause.Kind kind() {
        return Cause.Kind.OUT_OF_BAND_GRANT;
    }

    @Override
    public boolean wants(Operation.Plan plan) {
        return desk.isWanted(new FindingId(plan.cause().id()));
    }

    @Override
    public void attempted(Operation after, Attempt attempt, Instant now) {
        if (after instanceof Operation.Waiting waiting && !wants(waiting.plan())) {
            desk.stop(waiting.plan().cause(), now);
        }
    }

    @Override
    public void released(Cause cause, SystemId system, Instant now) {
        // The finding says nothing of the hold: there is nothing to settle.
    }
}

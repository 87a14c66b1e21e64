package dev.tenure.application.wave;

import dev.tenure.application.provisioning.OperationOutcomes;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.provisioning.Attempt;
import dev.tenure.domain.provisioning.Cause;
import dev.tenure.domain.provisioning.Operation;
import dev.tenure.domain.provisioning.Work;
import dev.tenure.domain.wave.Wave;
import dev.tenure.domain.wave.WaveAction;
import dev.tenure.domain.wave.WaveId;
import dev.tenure.domain.wave.WaveItem;
import dev.tenure.domain.wave.WaveSkip;
import java.time.Instant;
import java.util.Optional;

/** What the targets' answers make of a wave. */
public final class WaveOutcomes implements OperationOutcomes {

    private final Waves waves;
    private final WaveDesk desk;

    public WaveOutcomes(Waves waves, WaveDesk desk) {
        this.waves = waves;
        this.desk = desk;
    }

    @Override
    public Cause.Kind kind() {
        return Cause.Kind.WAVE;
    }

    @Override
    public boolean wants(Operation.Plan plan) {
        Work.OnAccount work = (Work.OnAccount) plan.work();
        WaveItem item =
                waves.about(new WaveId(plan.cause().id()), work.account()).orElseThrow();
        if (work instanceof Work.GivesBack) {
            return item.state() instanceof WaveItem.State.GivingBack && desk.keeps(item) instanceof WaveDesk.Given;
        }
        return item.state() instanceof WaveItem.State.Planned
                && desk.isReachable(item)
                && desk.unwanted(item).isEmpty();
    }

    @Override
    public void attempted(Operation after, Attempt attempt, Instant now) {
        Work.OnAccount work = (Work.OnAccount) after.plan().work();
        Wave wave = waves.find(new WaveId(after.plan().cause().id())).orElseThrow();
        WaveItem item = waves.about(wave.plan().id(), work.account()).orElseThrow();
        if (work instanceof Work.GivesBack) {
            gaveBack(wave.plan().id(), item, after, now);
        } else if (wave.plan().action() instanceof WaveAction.Disable action) {
            disabled(wave.plan(), action, item, after, attempt, now);
        }
    }

    private void gaveBack(WaveId id, WaveItem item, Operation after, Instant now) {
        if (!(item.state() instanceof WaveItem.State.GivingBack)) {
            return;
        }
        if (after instanceof Operation.Done) {
            desk.givenBack(id, item);
        } else if (desk.keeps(item) instanceof WaveDesk.Kept kept && kept.why() != WaveDesk.Why.NOT_IN_ACT) {
            // While the product does not act there it waits: nothing is attempted, and nothing speaks against it.
            desk.leave(
                    id,
                    item,
                    new WaveItem.State.Failed("not given back: " + kept.why().words()),
                    kept.why().words(),
                    now);
        }
    }

    private void disabled(
            Wave.Plan plan, WaveAction.Disable action, WaveItem item, Operation after, Attempt attempt, Instant now) {
        if (after instanceof Operation.Done) {
            // Disabled before anything of ours reached the target: that is not ours to give back.
            if (attempt instanceof Attempt.Unchanged && after.attempts() == 1) {
                desk.leave(
                        plan.id(),
                        item,
                        new WaveItem.State.Skipped(WaveSkip.DISABLED_ALREADY),
                        WaveSkip.DISABLED_ALREADY.label(),
                        now);
            } else {
                desk.disabled(plan, action, item, now);
            }
            return;
        }
        if (!(item.state() instanceof WaveItem.State.Planned)) {
            // It was running when the wave was withdrawn or the account protected, so nobody could cancel it then.
            desk.cancel(plan.id(), item, now);
            return;
        }
        if (attempt instanceof Attempt.Refused refused) {
            desk.leave(plan.id(), item, new WaveItem.State.Failed(refused.reason()), "the target refuses it", now);
            return;
        }
        Optional<WaveSkip> why = desk.unwanted(item);
        // What is in doubt may have been disabled: it is found out first.
        if (why.isPresent() && !(attempt instanceof Attempt.InDoubt)) {
            desk.leave(
                    plan.id(),
                    item,
                    new WaveItem.State.Skipped(why.get()),
                    why.get().label(),
                    now);
        }
    }

    @Override
    public void released(Cause cause, SystemId system, Instant now) {
        waves.letGo(new WaveId(cause.id()), system);
    }
}

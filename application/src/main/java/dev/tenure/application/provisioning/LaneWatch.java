package dev.tenure.application.provisioning;

import dev.tenure.application.inventory.ConnectorConditions;
import dev.tenure.application.inventory.ConnectorWatch;
import dev.tenure.application.inventory.InventoryEvents;
import dev.tenure.application.inventory.TargetSystems;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.inventory.ConnectorCondition;
import dev.tenure.domain.inventory.TargetSystem;
import dev.tenure.domain.provisioning.BackOff;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * What connectors do decides whether their systems' lanes go on. A target that stays silent is left alone for a while, and then
 * tried by one call at a time, for ever. A connector that breaks its contract is quarantined, with the reason in the log, until a
 * person lifts that or gives it another configuration. Either holds up the lane of its own system and no other.
 */
public final class LaneWatch implements ConnectorWatch {

    private final Transactions transactions;
    private final TargetSystems systems;
    private final ConnectorConditions conditions;
    private final Jitter jitter;
    private final InventoryEvents events;

    public LaneWatch(
            Transactions transactions,
            TargetSystems systems,
            ConnectorConditions conditions,
            Jitter jitter,
            InventoryEvents events) {
        this.transactions = transactions;
        this.systems = systems;
        this.conditions = conditions;
        this.jitter = jitter;
        this.events = events;
    }

    @Override
    public void broke(TargetSystem system, String breach) {
        change(system, (before, now) -> {
            ConnectorCondition.Quarantined quarantined = before.broke(breach, now);
            if (!quarantined.equals(before)) {
                events.quarantined(system, quarantined, now);
            }
            return quarantined;
        });
    }

    @Override
    public void silent(TargetSystem system, String reason, Optional<Duration> retryAfter) {
        double draw = jitter.draw();
        change(
                system,
                (before, now) -> before.silent(
                        new ConnectorCondition.Silence(
                                reason, BackOff.rest(rests(before), draw), retryAfter.map(BackOff::granted)),
                        now));
    }

    /** How many times in a row the target is found silent with this one, from the one that has it left alone on. */
    private static int rests(ConnectorCondition before) {
        return before instanceof ConnectorCondition.Resting resting
                ? Math.max(1, resting.failures() - ConnectorCondition.LEFT_ALONE_AFTER + 2)
                : 1;
    }

    private void change(TargetSystem system, BiFunction<ConnectorCondition, Instant, ConnectorCondition> change) {
        transactions.call(now -> {
            boolean inForce = systems.find(system.id())
                    .filter(current -> current.connector().equals(system.connector()))
                    .isPresent();
            if (inForce) {
                ConnectorCondition before = conditions.lock(system.id());
                ConnectorCondition after = change.apply(before, now);
                if (!after.equals(before)) {
                    conditions.save(system.id(), after);
                }
            }
            return inForce;
        });
    }
}

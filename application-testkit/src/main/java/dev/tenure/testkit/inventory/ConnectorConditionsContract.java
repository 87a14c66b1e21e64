package dev.tenure.testkit.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.application.inventory.ConnectorConditions;
import dev.tenure.domain.inventory.ConnectorCondition;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.testkit.Ports;
import dev.tenure.testkit.sample.Samples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What {@link ConnectorConditions} promises. */
public interface ConnectorConditionsContract {

    /** The ports under test. */
    Ports ports();

    private <T> T with(Function<ConnectorConditions, T> work) {
        return ports().transactions().call(now -> work.apply(ports().connectorConditions()));
    }

    private static SystemId system() {
        return new SystemId(UUID.randomUUID());
    }

    private void save(SystemId system, ConnectorCondition condition) {
        with(conditions -> {
            conditions.lock(system);
            conditions.save(system, condition);
            return condition;
        });
    }

    @Test
    default void aSystemOfWhichNothingWasSavedIsWell() {
        SystemId system = system();
        assertEquals(ConnectorCondition.Working.WELL, with(conditions -> conditions.find(system)));
        assertEquals(ConnectorCondition.Working.WELL, with(conditions -> conditions.lock(system)));
        assertFalse(with(ConnectorConditions::ailing).containsKey(system));
    }

    @Test
    default void everyConditionIsGivenBackAsItWasSaved() {
        SystemId system = system();
        for (ConnectorCondition condition : List.of(
                new ConnectorCondition.Working(3),
                new ConnectorCondition.Resting(
                        7, "connection refused", Samples.MONDAY, Samples.MONDAY.plus(Duration.ofSeconds(9)), false),
                new ConnectorCondition.Resting(
                        8, "connection refused", Samples.MONDAY, Samples.MONDAY.plus(Duration.ofSeconds(45)), true),
                new ConnectorCondition.Quarantined("answered null", Samples.MONDAY),
                ConnectorCondition.Working.WELL)) {
            save(system, condition);
            assertEquals(condition, with(conditions -> conditions.find(system)));
            assertEquals(condition, with(conditions -> conditions.lock(system)));
            assertEquals(
                    condition instanceof ConnectorCondition.Working ? Optional.empty() : Optional.of(condition),
                    Optional.ofNullable(with(ConnectorConditions::ailing).get(system)));
        }
    }

    @Test
    default void whoLocksWaitsAndSeesWhatTheOtherSaved() throws InterruptedException {
        SystemId system = system();
        List<Thread> all = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            all.add(Thread.ofPlatform()
                    .start(() -> with(conditions -> {
                        ConnectorCondition.Working before =
                                assertInstanceOf(ConnectorCondition.Working.class, conditions.lock(system));
                        conditions.save(system, new ConnectorCondition.Working(before.failures() + 1));
                        return before;
                    })));
        }
        for (Thread one : all) {
            assertTrue(one.join(Duration.ofSeconds(30)));
        }
        assertEquals(new ConnectorCondition.Working(12), with(conditions -> conditions.find(system)));
    }

    @Test
    default void nothingIsReadOutsideATransaction() {
        assertThrows(RuntimeException.class, () -> ports().connectorConditions().ailing());
    }
}

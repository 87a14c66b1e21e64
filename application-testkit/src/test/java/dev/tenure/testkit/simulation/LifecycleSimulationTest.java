package dev.tenure.testkit.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.testkit.InMemoryPorts;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The simulator over the ports in memory: what it finds there needs no database to be looked at. */
final class LifecycleSimulationTest {

    @Test
    void everybodyStandsWhereTheOracleSays() {
        int careers = Integer.getInteger("simulator.histories.inMemory", 40);
        LifecycleSimulation.Played played = new LifecycleSimulation(
                        () -> InMemoryPorts.at(Instant.parse("2026-01-01T00:00:00Z")))
                .play(Long.getLong("simulator.seed", 0), careers);
        assertEquals(careers, played.careers());
        assertTrue(played.acts() > 5L * careers, played.toString());
        assertTrue(played.judged() > 3L * careers, played.toString());
    }
}

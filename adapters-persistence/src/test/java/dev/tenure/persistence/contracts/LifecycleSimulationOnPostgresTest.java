package dev.tenure.persistence.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.persistence.testing.DatabaseForTests;
import dev.tenure.persistence.testing.EmbeddedDatabase;
import dev.tenure.persistence.testing.InjectDatabase;
import dev.tenure.testkit.Ports;
import dev.tenure.testkit.simulation.LifecycleSimulation;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/**
 * Plays invented careers against the real database and has an oracle judge them (JML-5, JML-6). {@code ./tenure soak
 * lifecycle} plays thousands; {@code -Dsimulator.histories=N} and {@code -Dsimulator.seed=N} choose how many and which.
 */
@QuarkusTest
@QuarkusTestResource(value = DatabaseForTests.class, restrictToAnnotatedClass = false)
class LifecycleSimulationOnPostgresTest {

    @Inject
    PostgresPorts ports;

    @InjectDatabase
    EmbeddedDatabase database;

    @Test
    void everybodyStandsWhereTheOracleSays() {
        int histories = Integer.getInteger("simulator.histories", 120);
        LifecycleSimulation.Played played =
                new LifecycleSimulation(this::empty).play(Long.getLong("simulator.seed", 10_000), histories);
        assertEquals(histories, played.careers());
        assertTrue(played.judged() > histories, played.toString());
        assertTrue(histories < 100 || played.changes() > histories, played.toString());
    }

    private Ports empty() {
        database.reset();
        return ports;
    }
}

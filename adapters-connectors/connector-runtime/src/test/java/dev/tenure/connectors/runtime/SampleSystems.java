package dev.tenure.connectors.runtime;

import dev.tenure.domain.inventory.Classification;
import dev.tenure.domain.inventory.ConnectorSettings;
import dev.tenure.domain.inventory.Correlation;
import dev.tenure.domain.inventory.LaneLimits;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.inventory.SystemMode;
import dev.tenure.domain.inventory.SystemSla;
import dev.tenure.domain.inventory.TargetSystem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Systems for tests. */
final class SampleSystems {

    static final LaneLimits PATIENT = new LaneLimits(2, 1_000_000, Duration.ofSeconds(30));
    static final LaneLimits IMPATIENT = new LaneLimits(1, 1_000_000, Duration.ofMillis(50));

    private SampleSystems() {}

    static TargetSystem of(ConnectorSettings connector, LaneLimits limits, long version) {
        return new TargetSystem(
                new SystemId(new UUID(0, 1)),
                "Sample directory",
                "owner",
                new Classification(
                        Classification.Sensitivity.INTERNAL,
                        Classification.Criticality.LOW,
                        List.of(),
                        Classification.Provisioning.MANUAL,
                        90),
                SystemSla.USUAL,
                false,
                connector,
                new Correlation("key", Correlation.IdentityAttribute.WORKER_ID),
                List.of(),
                limits,
                new SystemMode.Act(),
                Instant.EPOCH,
                Instant.EPOCH,
                Optional.empty(),
                version);
    }

    static TargetSystem hostile(LaneLimits limits) {
        return of(new ConnectorSettings("hostile", Map.of(), Map.of()), limits, 1);
    }
}

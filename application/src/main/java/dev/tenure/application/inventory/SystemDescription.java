package dev.tenure.application.inventory;

import dev.tenure.domain.inventory.Classification;
import dev.tenure.domain.inventory.ConnectorSettings;
import dev.tenure.domain.inventory.Correlation;
import dev.tenure.domain.inventory.LaneLimits;
import dev.tenure.domain.inventory.SystemSla;
import java.util.List;

/**
 * What a person says of a system when registering or revising it. The mode is not part of it: that takes two people.
 *
 * @see dev.tenure.domain.inventory.TargetSystem for the meaning of each
 */
public record SystemDescription(
        String name,
        String owner,
        Classification classification,
        SystemSla sla,
        boolean identityProvider,
        ConnectorSettings connector,
        Correlation correlation,
        List<String> privilegedEntitlements,
        LaneLimits limits) {

    public SystemDescription {
        privilegedEntitlements = List.copyOf(privilegedEntitlements);
    }
}

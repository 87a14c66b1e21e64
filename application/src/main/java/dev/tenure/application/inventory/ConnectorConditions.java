package dev.tenure.application.inventory;

import dev.tenure.domain.inventory.ConnectorCondition;
import dev.tenure.domain.inventory.SystemId;
import java.util.Map;

/** Keeps whether each system can be worked, for all replicas. Every method MUST run in the caller's transaction. */
public interface ConnectorConditions {

    /** The condition of a system's connector; {@link ConnectorCondition.Working#WELL} where nothing else was ever saved. */
    ConnectorCondition find(SystemId system);

    /** The same, locked until the transaction ends: whoever else locks it MUST wait and then see what this one saved. */
    ConnectorCondition lock(SystemId system);

    /** Writes a condition down. The caller has locked it. */
    void save(SystemId system, ConnectorCondition condition);

    /** Those that rest or are quarantined, by system. */
    Map<SystemId, ConnectorCondition> ailing();
}

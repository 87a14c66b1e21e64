package dev.tenure.application.inventory;

import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.inventory.TargetSystem;
import java.time.Instant;

/** Gives systems other owners. Whoever calls it has decided who may; it always runs inside their transaction. */
public final class SystemOwners {

    private final TargetSystems systems;
    private final InventoryEvents events;

    public SystemOwners(TargetSystems systems, InventoryEvents events) {
        this.systems = systems;
        this.events = events;
    }

    /** Somebody else answers for a system from now on. */
    public void pass(SystemId id, String owner, Caller by, Instant now) {
        TargetSystem passed = systems.find(id).orElseThrow().ownedBy(owner);
        systems.save(passed);
        events.revised(passed, by, now);
    }
}

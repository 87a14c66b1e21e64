package dev.tenure.application.provisioning;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.provisioning.Stop;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Keeps who stopped writing to what, and who let it start again. Every method MUST run in the caller's transaction. */
public interface Stops {

    /**
     * Adds a stop, unless one for the same system, or one for all where this is for all, is in force.
     *
     * @return whether it was added
     */
    boolean add(Stop.InForce stop);

    /** One stop, locked until the transaction ends. */
    Optional<Stop> find(UUID id);

    /** Writes down that writing goes on. MUST throw {@link IllegalStateException} where it did before. */
    void lift(Stop.Lifted stop);

    /** The stops in force: that for all first, then the others from the oldest on. MUST tell every committed one. */
    List<Stop.InForce> inForce();

    /** Stops, the newest first. {@link PageRequest#after()} is opaque. */
    Slice<Stop> list(PageRequest page);

    /** Whether a stop in force keeps automation from writing to a system. MUST tell of every committed one. */
    default boolean hold(SystemId system) {
        return inForce().stream().anyMatch(stop -> stop.holdsFor(system));
    }
}

package dev.tenure.application.inventory;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.inventory.TargetSystem;
import java.util.List;
import java.util.Optional;

/** Keeps the system inventory. Every method MUST run in the caller's transaction. */
public interface TargetSystems {

    /** One system. */
    Optional<TargetSystem> find(SystemId id);

    /** The system of a name, compared without regard to case. */
    Optional<TargetSystem> findByName(String name);

    /** Every system, by name. There are hundreds at the most. */
    List<TargetSystem> all();

    /** Systems by name. {@link PageRequest#after()} is opaque. */
    Slice<TargetSystem> list(Filter filter, PageRequest page);

    /** Adds or changes a system. MUST throw where the stored version is not the system's. */
    void save(TargetSystem system);

    /**
     * Which systems are wanted; an empty filter wants all.
     *
     * @param text part of the name, without regard to case
     * @param mode the label of a mode
     * @param framework an in-scope framework or criterion, whole
     */
    record Filter(Optional<String> text, Optional<String> mode, Optional<String> framework) {}
}

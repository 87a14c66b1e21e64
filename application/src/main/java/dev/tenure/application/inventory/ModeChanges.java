package dev.tenure.application.inventory;

import dev.tenure.domain.inventory.ModeChange;
import dev.tenure.domain.inventory.SystemId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Keeps changes of mode. Every method MUST run in the caller's transaction. */
public interface ModeChanges {

    /** One change, locked until the transaction ends. */
    Optional<ModeChange> find(UUID id);

    /** The changes of a system, newest first. */
    List<ModeChange> of(SystemId system);

    /** Adds a proposal. MUST throw {@link IllegalStateException} where one of the same system waits already. */
    void add(ModeChange.Proposed proposed);

    /** Writes down how a proposal ended. MUST throw where it ended before. */
    void end(ModeChange ended);
}

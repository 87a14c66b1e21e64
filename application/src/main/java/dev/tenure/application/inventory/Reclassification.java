package dev.tenure.application.inventory;

import dev.tenure.domain.inventory.SystemId;
import java.time.Instant;

/** Follows the rules of what is privileged on a system. MUST run in the caller's transaction. */
public interface Reclassification {

    /**
     * Works out anew of which class each entitlement of a system is: as it is marked, else by the first of the system's rules that
     * matches; and which of its accounts are privileged: those that hold an entitlement of a class, and those that are marked
     * themselves. What is held goes by its name without regard to case; of a name that no complete read ever showed, rules about
     * names decide. What no longer is as it was MUST stay as history that ends at {@code now}; what is as it was MUST NOT begin
     * anew. Every read and listing does the same for what it shows.
     */
    void classify(SystemId system, Instant now);
}

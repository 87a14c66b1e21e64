package dev.tenure.application.reconciliation;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.reconciliation.PrivilegeMark;
import java.util.Optional;
import java.util.UUID;

/** Keeps what people said is privileged. Nothing here removes a mark. Every method MUST run in the caller's transaction. */
public interface PrivilegeMarks {

    /**
     * Adds a mark, unless one of the same system, kind of thing and native id is in force.
     *
     * @return whether it was added
     */
    boolean add(PrivilegeMark.InForce mark);

    /** One mark, locked until the transaction ends. */
    Optional<PrivilegeMark> find(UUID id);

    /** The mark of a thing that is in force. MUST match the native id byte for byte. */
    Optional<PrivilegeMark.InForce> inForce(SystemId system, PrivilegeMark.Thing thing, String nativeId);

    /** Writes down that a mark counts no longer. MUST throw {@link IllegalStateException} where it did not before. */
    void end(PrivilegeMark.Ended mark);

    /**
     * Marks, the newest first, those that ended among them. {@link PageRequest#after()} is opaque.
     *
     * @param system only those on one system
     */
    Slice<PrivilegeMark> list(Optional<SystemId> system, PageRequest page);
}

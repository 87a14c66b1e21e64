package dev.tenure.application.lifecycle;

import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.lifecycle.LeaverCaseId;
import dev.tenure.domain.lifecycle.Undo;
import dev.tenure.domain.lifecycle.UndoId;
import dev.tenure.domain.reconciliation.AccountId;
import java.util.List;
import java.util.Optional;

/** Keeps what people undo of leavers' cases. Every method MUST run in the caller's transaction. */
public interface Undos {

    /** One of them, locked until the transaction ends. */
    Optional<Undo> find(UndoId id);

    /** All of one case, the newest proposal first. */
    List<Undo> of(LeaverCaseId leaverCase);

    /** Those that are confirmed and not complete and have a part on a system, locked, the oldest proposal first. */
    List<Undo.Confirmed> underWayOn(SystemId system);

    /** Those that are confirmed and not complete and have a part on an account, locked, the oldest proposal first. */
    List<Undo.Confirmed> underWayWith(AccountId account);

    /** Adds or changes one. MUST throw where the stored version is not its version. */
    void save(Undo undo);
}

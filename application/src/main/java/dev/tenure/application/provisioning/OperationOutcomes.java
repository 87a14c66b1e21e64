package dev.tenure.application.provisioning;

import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.provisioning.Attempt;
import dev.tenure.domain.provisioning.Cause;
import dev.tenure.domain.provisioning.Operation;
import java.time.Instant;

/** What a capability that causes operations does with their results. Runs in the transaction that records the result. */
public interface OperationOutcomes {

    /** Which causes it answers for. */
    Cause.Kind kind();

    /**
     * Whether the cause wants this now. Asked right before an account is changed and before a read is attempted again, in a
     * transaction of its own. MUST say no where the account is protected or the system is not in act. MUST NOT change
     * anything.
     */
    boolean wants(Operation.Plan plan);

    /**
     * An attempt ended. MUST NOT throw for a cause that has ended since, and MUST cancel what would be attempted
     * again for it.
     *
     * @param after the operation after it
     * @param attempt how it ended
     * @param now when
     */
    void attempted(Operation after, Attempt attempt, Instant now);

    /**
     * Something that was held for a cause on a system goes ahead; more of it MAY still be held. MUST NOT throw for a cause
     * that has ended since.
     */
    void released(Cause cause, SystemId system, Instant now);
}

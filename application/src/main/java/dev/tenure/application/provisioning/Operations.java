package dev.tenure.application.provisioning;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.provisioning.Attempt;
import dev.tenure.domain.provisioning.Cause;
import dev.tenure.domain.provisioning.HoldId;
import dev.tenure.domain.provisioning.Operation;
import dev.tenure.domain.provisioning.OperationId;
import dev.tenure.domain.provisioning.PreImage;
import dev.tenure.domain.reconciliation.AccountId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Keeps operations. The rows are the truth about what is to be done; a scheduler only looks at them. Every method MUST run in
 * the caller's transaction.
 */
public interface Operations {

    /**
     * Adds operations that wait, are withheld or are held, in their order. MUST throw {@link IllegalArgumentException} for any
     * other. Only {@link OperationDesk} calls it, where the guard counts.
     */
    void plan(List<? extends Operation> planned);

    /** One operation, locked until the transaction ends. */
    Optional<Operation> find(OperationId id);

    /** The operations of a cause, in the order in which they were planned. */
    List<Operation> of(Cause cause);

    /** Operations, the newest first. {@link PageRequest#after()} is opaque. */
    Slice<Operation> list(Filter filter, PageRequest page);

    /**
     * Claims operations of one system that are due, or whose worker's lease is over. MUST raise the epoch of each and lock
     * none of another transaction's. MUST give the privileged first, then the lower step, then the earlier deadline. MUST
     * NOT give work on an account that is protected. MUST NOT give work that changes something while {@code readsOnly}.
     *
     * @param lease how long a worker may take
     */
    List<Operation.Running> claim(SystemId system, int limit, Duration lease, boolean readsOnly, Instant now);

    /**
     * When the next operation of a system will be due, the end of leases included; empty where none will be. Leaves out what
     * {@link #claim} would not give.
     */
    Optional<Instant> nextDue(SystemId system, boolean readsOnly);

    /**
     * Gives a worker more time: what it is at takes several calls.
     *
     * @param lease how long it may take from now on
     * @return false, with nothing written, where the operation's epoch is no longer the claimed one
     */
    boolean renew(Operation.Running claimed, Duration lease, Instant now);

    /**
     * Writes down how an attempt ended.
     *
     * @param claimed the operation as it was claimed
     * @param next what the attempt made of it
     * @return false, with nothing written, where the operation's epoch is no longer the claimed one
     */
    boolean record(Operation.Running claimed, Operation next, Attempt attempt);

    /**
     * The accounts on which an attempt for a cause changed something, or may have ({@link Attempt#mayHaveChanged()}). MUST
     * tell it however many attempts came after.
     */
    Set<AccountId> touched(Cause cause);

    /**
     * Writes down what stands before an attempt that is about to be made. MUST NOT lose what an earlier attempt at the same
     * operation saw ({@link PreImage#and}).
     *
     * @return false, with nothing written, where the operation's epoch is no longer the claimed one
     */
    boolean keep(Operation.Running claimed, PreImage before, Instant now);

    /**
     * What stood before what was done for a cause, in the order of planning: of every operation that is running, is done, or of
     * which an attempt changed something or may have ({@link Attempt#mayHaveChanged()}). MUST leave out one of which every
     * attempt that ended certainly changed nothing and that is not done.
     */
    List<Kept> kept(Cause cause);

    /**
     * What stood before an operation.
     *
     * @param operation as it is now
     */
    record Kept(Operation operation, PreImage before) {}

    /** Makes every waiting operation of a cause due now. */
    void hasten(Cause cause, Instant now);

    /** Makes one operation due now, if it waits. */
    boolean hasten(OperationId id, Instant now);

    /**
     * Writes down that an operation that is withheld or held waits for its turn now, or that one that is withheld is held.
     * Only {@link OperationDesk} calls it. MUST throw {@link IllegalArgumentException} for any other state.
     *
     * @return false, with nothing written, where it is neither withheld nor held any longer
     */
    boolean goOn(Operation next);

    /**
     * Marks what is held with a hold, on some accounts or on all, as what a release is about. What an earlier release was about
     * and still is held is then about this one.
     *
     * @return what was marked, in the order of planning
     */
    List<Operation> mark(HoldId hold, Optional<Set<AccountId>> accounts, UUID release);

    /**
     * Lets what a release is about and still is held wait for its turn, and gives it in the order of planning. Only
     * {@link OperationDesk} calls it.
     */
    List<Operation.Waiting> release(UUID release, Instant now);

    /** Whether anything is held with a hold. */
    boolean anyHeld(HoldId hold);

    /**
     * Cancels what waits, is withheld or is held for a cause, on one account or on all, and gives what was cancelled. One that is
     * running goes on to its end.
     */
    List<Operation> cancel(Cause cause, Optional<AccountId> account, String reason, Instant now);

    /** Systems that have an operation waiting or running: the lanes that have to be alive. */
    List<SystemId> systemsWithWork();

    /**
     * Which operations are wanted; an empty filter wants all.
     *
     * @param system on one system
     * @param cause of one cause
     * @param state in one state, by its label in database and API
     * @param hold that are held with a hold, or were
     */
    record Filter(Optional<SystemId> system, Optional<Cause> cause, Optional<String> state, Optional<HoldId> hold) {

        /** With whatever hold, or none. */
        public Filter(Optional<SystemId> system, Optional<Cause> cause, Optional<String> state) {
            this(system, cause, state, Optional.empty());
        }
    }
}

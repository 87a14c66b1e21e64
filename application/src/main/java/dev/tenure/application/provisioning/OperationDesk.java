package dev.tenure.application.provisioning;

import dev.tenure.application.transaction.Identifiers;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.provisioning.Cause;
import dev.tenure.domain.provisioning.Guard;
import dev.tenure.domain.provisioning.GuardLimit;
import dev.tenure.domain.provisioning.Hold;
import dev.tenure.domain.provisioning.HoldId;
import dev.tenure.domain.provisioning.HoldRelease;
import dev.tenure.domain.provisioning.Operation;
import dev.tenure.domain.provisioning.Passage;
import dev.tenure.domain.provisioning.Work;
import dev.tenure.domain.reconciliation.AccountId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The one way in which work comes to the lanes: whoever wants something done on a target, for whatever cause, asks here. It is
 * where the blast-radius guard counts (SAF-2); a house rule keeps everybody else from planning past it. It always runs inside
 * its caller's transaction.
 *
 * <p>The guard counts accounts. An account that passed within the window passes again without being counted twice. What would
 * be one account too many is held, and opens a hold on its system; from then on whatever changes something on that system
 * is held behind it, in order, until nothing is held there any longer. A named emergency passes and is counted. What two
 * people released passes and is not counted: they have looked at it. Reads are neither counted nor held. Work that is
 * withheld, since its system is not in act, is judged when it is let go.
 *
 * <p>The guard of a system is locked from the first look at it to the end of the transaction, so two transactions at once
 * cannot both use up the last place within the limit. Whoever plans on several systems calls {@link #prepare} first.
 */
public final class OperationDesk {

    private final Identifiers identifiers;
    private final Operations operations;
    private final Guards guards;
    private final Holds holds;
    private final Lanes lanes;
    private final ProvisioningEvents events;

    public OperationDesk(
            Identifiers identifiers,
            Operations operations,
            Guards guards,
            Holds holds,
            Lanes lanes,
            ProvisioningEvents events) {
        this.identifiers = identifiers;
        this.operations = operations;
        this.guards = guards;
        this.holds = holds;
        this.lanes = lanes;
        this.events = events;
    }

    /**
     * Locks the guards of every system that a transaction will plan changes on, in an order that is the same for all. Who
     * plans on one system only need not call it.
     */
    public void prepare(Collection<SystemId> systems) {
        guards.lock(systems);
    }

    /**
     * Plans one thing to be done, from {@code from} on, or has it held.
     *
     * @param passage how it passes the guard; {@link Passage.Emergency} is for one named person who has to be out now, and
     *     stands in the audit log with its name
     * @return what it is now: waiting, or held
     */
    public Operation plan(Operation.Plan plan, Instant from, Passage passage, Instant now) {
        Verdict verdict = judge(plan, passage, now);
        Operation operation =
                switch (verdict) {
                    case Verdict.Passes passes -> plan.waiting(from);
                    case Verdict.IsHeld held -> plan.held(held.hold(), now);
                };
        operations.plan(operation);
        events.planned(operation, now);
        tell(operation, passage, now);
        if (operation instanceof Operation.Waiting) {
            lanes.wake(plan.system(), from);
        }
        return operation;
    }

    /** Plans one thing that is shown and not done, since its system is not in act. It is not counted. */
    public Operation.Withheld withhold(Operation.Plan plan, Instant now) {
        Operation.Withheld withheld = plan.withheld();
        operations.plan(withheld);
        events.planned(withheld, now);
        return withheld;
    }

    /**
     * A system may be acted on now: what was withheld there for a cause goes ahead, or is held.
     *
     * @return what became of each, in the order of planning
     */
    public List<Operation> release(Cause cause, SystemId system, Instant now) {
        Passage passage = new Passage.Guarded();
        List<Operation> released = new ArrayList<>();
        for (Operation operation : operations.of(cause)) {
            if (operation instanceof Operation.Withheld withheld
                    && withheld.plan().system().equals(system)) {
                Operation next =
                        switch (judge(withheld.plan(), passage, now)) {
                            case Verdict.Passes passes -> withheld.release(now);
                            case Verdict.IsHeld held -> withheld.hold(held.hold(), now);
                        };
                if (operations.goOn(next)) {
                    released.add(next);
                    if (next instanceof Operation.Waiting) {
                        events.released(next, now);
                    }
                    tell(next, passage, now);
                }
            }
        }
        lanes.wake(system, now);
        return released;
    }

    /**
     * A named emergency: whatever is held for a cause goes ahead now. It is counted. What the cause told its people of the hold
     * is for the caller to settle.
     *
     * @return what goes ahead
     */
    public List<Operation> letPass(Cause cause, Passage.Emergency emergency, Instant now) {
        List<Operation.Held> held = operations.of(cause).stream()
                .filter(Operation.Held.class::isInstance)
                .map(Operation.Held.class::cast)
                .toList();
        Set<SystemId> systems = systems(held);
        guards.lock(systems);
        List<Operation> passed = new ArrayList<>();
        for (Operation.Held one : held) {
            Operation.Waiting next = one.release(now);
            if (operations.goOn(next)) {
                judge(next.plan(), emergency, now);
                events.released(next, now);
                tell(next, emergency, now);
                passed.add(next);
            }
        }
        systems.forEach(system -> endIfNothingIsHeld(system, now));
        systems.forEach(system -> lanes.wake(system, now));
        return passed;
    }

    /**
     * A cause no longer wants what has not begun, on one account or on all. A hold of which nothing is left ends.
     *
     * @return what was cancelled
     */
    public List<Operation> cancel(Cause cause, Optional<AccountId> account, String reason, Instant now) {
        List<Operation> cancelled = operations.cancel(cause, account, reason, now);
        for (Operation one : cancelled) {
            events.cancelled(one, reason, now);
        }
        List<SystemId> withHolds = systems(cancelled).stream()
                .filter(system -> holds.openOn(system).isPresent())
                .toList();
        guards.lock(withHolds);
        withHolds.forEach(system -> endIfNothingIsHeld(system, now));
        return cancelled;
    }

    /**
     * Two people agreed: what was proposed and still is held goes ahead, in order. The caller has locked the guard.
     *
     * @return what goes ahead now
     */
    List<Operation.Waiting> release(HoldRelease.Proposed proposed, SystemId system, Caller by, Instant now) {
        List<Operation.Waiting> released =
                operations.release(proposed.proposal().id(), now);
        for (Operation.Waiting one : released) {
            if (one.plan().work() instanceof Work.OnAccount on) {
                guards.pass(system, on.account(), false, now);
            }
            events.released(one, now);
        }
        HoldRelease.Confirmed confirmed = proposed.confirm(by.subject(), released.size(), now);
        holds.endRelease(confirmed);
        events.holdReleased(confirmed, system, by, now);
        endIfNothingIsHeld(system, now);
        lanes.wake(system, now);
        return released;
    }

    /**
     * What the guard would do were changes planned on accounts of a system, one after the other, with the system in act. Plans
     * nothing, counts nothing and locks nothing: what is planned in between is not foreseen.
     *
     * @param accounts in the order in which changes would be planned, each once
     */
    public Foreseen foresee(SystemId system, List<AccountId> accounts, Instant now) {
        GuardLimit limit = guards.find(system).limit();
        Instant after = now.minus(limit.window());
        long counted = guards.counted(system, after);
        long known = guards.known(system, Long.MAX_VALUE);
        Set<AccountId> passedBefore = guards.passed(system, accounts, after);
        Optional<Hold.Open> open = holds.openOn(system);
        boolean isHolding = open.isPresent();
        long passing = counted;
        int held = 0;
        for (AccountId account : accounts) {
            boolean isCounted = !passedBefore.contains(account);
            isHolding |= isCounted && !limit.letsOneMorePass(passing, () -> known);
            if (isHolding) {
                held++;
            } else if (isCounted) {
                passing++;
            }
        }
        return new Foreseen(limit, limit.allowed(known), counted, open, accounts.size(), held);
    }

    /**
     * What the guard of a system would do.
     *
     * @param allowed how many accounts may be changed within the window
     * @param counted how many were
     * @param hold what is held there already; everything planned is held behind it
     * @param accounts how many accounts are to be changed
     * @param held how many of them would be held
     */
    public record Foreseen(
            GuardLimit limit, long allowed, long counted, Optional<Hold.Open> hold, int accounts, int held) {}

    private sealed interface Verdict {
        record Passes() implements Verdict {}

        record IsHeld(HoldId hold) implements Verdict {}
    }

    private Verdict judge(Operation.Plan plan, Passage passage, Instant now) {
        if (!(plan.work() instanceof Work.OnAccount on) || isCounted(plan.system(), on.account(), passage, now)) {
            return new Verdict.Passes();
        }
        GuardLimit limit = guards.lock(plan.system()).limit();
        Instant after = now.minus(limit.window());
        boolean passedBefore = guards.passed(plan.system(), on.account(), after);
        if (passage instanceof Passage.Guarded) {
            Optional<Hold.Open> open = holds.openOn(plan.system());
            if (open.isPresent()) {
                return new Verdict.IsHeld(open.get().opening().id());
            }
            if (!passedBefore) {
                long counted = guards.counted(plan.system(), after);
                if (!limit.letsOneMorePass(counted, () -> known(plan.system(), limit, counted))) {
                    return new Verdict.IsHeld(hold(plan, limit, counted, now));
                }
            }
        }
        if (!passedBefore) {
            guards.pass(plan.system(), on.account(), true, now);
        }
        return new Verdict.Passes();
    }

    /**
     * Whether an account passes without another look: it was counted within the window, and nothing is held. Without the lock, as
     * nothing is written: lanes that go on with accounts must not wait for who plans for many others. A hold that is opened at
     * the same moment comes after this.
     */
    private boolean isCounted(SystemId system, AccountId account, Passage passage, Instant now) {
        Instant after = now.minus(guards.find(system).limit().window());
        return guards.passed(system, account, after)
                && (!(passage instanceof Passage.Guarded)
                        || holds.openOn(system).isEmpty());
    }

    /** Counts no further than it takes to know that one more is allowed. */
    private long known(SystemId system, GuardLimit limit, long counted) {
        return limit.sharePercent() == 0 ? 0 : guards.known(system, (counted + 1) * 100 / limit.sharePercent() + 1);
    }

    private HoldId hold(Operation.Plan plan, GuardLimit limit, long counted, Instant now) {
        Hold.Open hold = new Hold.Open(new Hold.Opening(
                new HoldId(identifiers.next()),
                plan.system(),
                limit,
                limit.allowed(known(plan.system(), limit, counted)),
                counted,
                plan.cause(),
                now));
        holds.open(hold);
        events.holdOpened(hold, now);
        return hold.opening().id();
    }

    private void endIfNothingIsHeld(SystemId system, Instant now) {
        holds.openOn(system)
                .filter(open -> !operations.anyHeld(open.opening().id()))
                .ifPresent(open -> {
                    Hold.Ended ended = open.end(now);
                    holds.end(ended);
                    events.holdEnded(ended, now);
                });
    }

    private void tell(Operation operation, Passage passage, Instant now) {
        if (operation instanceof Operation.Held held) {
            events.held(held, now);
        } else if (passage instanceof Passage.Emergency emergency
                && operation.plan().work() instanceof Work.OnAccount) {
            events.passedGuard(operation, emergency, now);
        }
    }

    private static Set<SystemId> systems(Collection<? extends Operation> some) {
        return some.stream().map(o -> o.plan().system()).collect(Collectors.toSet());
    }

    /** What guards a system, locked until the transaction ends. */
    Guard lock(SystemId system) {
        return guards.lock(system);
    }
}

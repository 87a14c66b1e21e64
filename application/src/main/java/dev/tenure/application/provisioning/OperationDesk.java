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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
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
 * cannot both use up the last place within the limit. Whoever plans several times in one transaction, or on systems one after the
 * other, calls {@link #prepare} first.
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
     * plans once need not call it.
     */
    public void prepare(Collection<SystemId> systems) {
        guards.lock(systems);
    }

    /** Something to be done. */
    public sealed interface Wanted {

        Operation.Plan plan();

        /**
         * It is to be done, or held.
         *
         * @param from when it may begin
         */
        record ToDo(Operation.Plan plan, Instant from) implements Wanted {}

        /** It is shown and not done, since its system is not in act. It is not counted. */
        record Shown(Operation.Plan plan) implements Wanted {}
    }

    /**
     * Plans what is to be done for one cause, in its order, with one look at the guards.
     *
     * @param passage how it passes the guard; {@link Passage.Emergency} is for one named person who has to be out now, and
     *     stands in the audit log with its name
     * @return what each is now: waiting, held or withheld
     */
    public List<Operation> plan(List<? extends Wanted> wanted, Passage passage, Instant now) {
        Judgement judgement = judge(
                wanted.stream()
                        .filter(Wanted.ToDo.class::isInstance)
                        .map(Wanted::plan)
                        .toList(),
                passage,
                now);
        List<Operation> planned = new ArrayList<>();
        Map<SystemId, Instant> wakings = new HashMap<>();
        for (Wanted one : wanted) {
            planned.add(
                    switch (one) {
                        case Wanted.Shown shown -> shown.plan().withheld();
                        case Wanted.ToDo toDo ->
                            judgement
                                    .heldBy(toDo.plan(), now)
                                    .<Operation>map(hold -> toDo.plan().held(hold, now))
                                    .orElseGet(() -> {
                                        wakings.merge(toDo.plan().system(), toDo.from(), OperationDesk::earlier);
                                        return toDo.plan().waiting(toDo.from());
                                    });
                    });
        }
        judgement.writeDown(now);
        operations.plan(planned);
        for (Operation operation : planned) {
            events.planned(operation, now);
            tell(operation, passage, now);
        }
        wakings.forEach(lanes::wake);
        return planned;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /**
     * A system may be acted on now: what was withheld there for a cause goes ahead, or is held.
     *
     * @return what became of each, in the order of planning
     */
    public List<Operation> release(Cause cause, SystemId system, Instant now) {
        Passage passage = new Passage.Guarded();
        List<Operation.Withheld> withheld = operations.of(cause).stream()
                .filter(Operation.Withheld.class::isInstance)
                .map(Operation.Withheld.class::cast)
                .filter(operation -> operation.plan().system().equals(system))
                .toList();
        Judgement judgement = judge(withheld.stream().map(Operation::plan).toList(), passage, now);
        List<Operation> released = new ArrayList<>();
        for (Operation.Withheld operation : withheld) {
            Operation next = judgement
                    .heldBy(operation.plan(), now)
                    .<Operation>map(hold -> operation.hold(hold, now))
                    .orElseGet(() -> operation.release(now));
            if (operations.goOn(next)) {
                released.add(next);
                if (next instanceof Operation.Waiting) {
                    events.released(next, now);
                }
                tell(next, passage, now);
            }
        }
        judgement.writeDown(now);
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
        Judgement judgement = judge(held.stream().map(Operation::plan).toList(), emergency, now);
        List<Operation> passed = new ArrayList<>();
        for (Operation.Held one : held) {
            Operation.Waiting next = one.release(now);
            if (operations.goOn(next)) {
                var unused = judgement.heldBy(next.plan(), now);
                events.released(next, now);
                tell(next, emergency, now);
                passed.add(next);
            }
        }
        judgement.writeDown(now);
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
        List<SystemId> withHolds = holds.openOn(systems(cancelled)).stream()
                .map(hold -> hold.opening().system())
                .toList();
        if (!withHolds.isEmpty()) {
            guards.lock(withHolds);
        }
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
                guards.pass(Map.of(system, List.of(on.account())), false, now);
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
        Set<AccountId> passedBefore = guards.passed(Map.of(system, after), accounts);
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

    /**
     * What the guards say to changes that are about to be planned, one after the other. Locks the guard of each system that has to
     * count or holds something.
     */
    private Judgement judge(List<Operation.Plan> plans, Passage passage, Instant now) {
        Map<SystemId, Set<AccountId>> accounts = plans.stream()
                .filter(plan -> plan.work() instanceof Work.OnAccount)
                .collect(Collectors.groupingBy(
                        Operation.Plan::system,
                        Collectors.mapping(
                                plan -> ((Work.OnAccount) plan.work()).account(), Collectors.toUnmodifiableSet())));
        Map<SystemId, Set<AccountId>> toJudge = notJustPassing(accounts, passage, now);
        if (toJudge.isEmpty()) {
            return new Judgement(passage, Map.of());
        }
        return new Judgement(passage, gates(guards.lock(toJudge.keySet()), toJudge, now));
    }

    /**
     * Those of which not every account was counted within the window, or where something is held. Without the lock, as
     * nothing is written: lanes that go on with accounts must not wait for who plans for many others. A hold that is opened at
     * the same moment comes after this.
     */
    private Map<SystemId, Set<AccountId>> notJustPassing(
            Map<SystemId, Set<AccountId>> accounts, Passage passage, Instant now) {
        if (accounts.isEmpty()) {
            return accounts;
        }
        return gates(guards.find(accounts.keySet()), accounts, now).values().stream()
                .filter(gate -> !gate.letsPass(passage))
                .collect(Collectors.toMap(gate -> gate.system, gate -> gate.accounts));
    }

    private Map<SystemId, Gate> gates(Map<SystemId, Guard> found, Map<SystemId, Set<AccountId>> accounts, Instant now) {
        Map<SystemId, Instant> windows = found.values().stream()
                .collect(Collectors.toMap(
                        Guard::system, guard -> now.minus(guard.limit().window())));
        Set<AccountId> passed = guards.passed(
                windows, accounts.values().stream().flatMap(Set::stream).toList());
        Map<SystemId, HoldId> open = holds.openOn(found.keySet()).stream()
                .collect(Collectors.toMap(
                        hold -> hold.opening().system(), hold -> hold.opening().id()));
        return found.values().stream()
                .map(guard -> new Gate(
                        guard.system(),
                        guard.limit(),
                        accounts.getOrDefault(guard.system(), Set.of()),
                        passed,
                        Optional.ofNullable(open.get(guard.system()))))
                .collect(Collectors.toMap(gate -> gate.system, Function.identity()));
    }

    /** What the guards of some systems say. A system that is not among them lets everything pass. */
    private final class Judgement {

        private final Passage passage;
        private final Map<SystemId, Gate> gates;

        Judgement(Passage passage, Map<SystemId, Gate> gates) {
            this.passage = passage;
            this.gates = gates;
        }

        /** The hold that what comes next is held with, if it does not pass. */
        Optional<HoldId> heldBy(Operation.Plan plan, Instant now) {
            Gate gate = gates.get(plan.system());
            return gate != null && plan.work() instanceof Work.OnAccount on
                    ? gate.heldBy(plan, on.account(), passage, now)
                    : Optional.empty();
        }

        /** Counts what passed for the first time. */
        void writeDown(Instant now) {
            Map<SystemId, List<AccountId>> counted = new HashMap<>();
            gates.forEach((system, gate) -> {
                if (!gate.admitted.isEmpty()) {
                    counted.put(system, gate.admitted);
                }
            });
            if (!counted.isEmpty()) {
                guards.pass(counted, true, now);
            }
        }
    }

    /** The guard of one system, as it is while changes on it are planned one after the other. */
    private final class Gate {

        private final SystemId system;
        private final GuardLimit limit;
        private final Set<AccountId> accounts;
        private final Set<AccountId> passed;
        private final List<AccountId> admitted = new ArrayList<>();
        private Optional<HoldId> hold;
        private OptionalLong counted = OptionalLong.empty();

        /**
         * @param accounts that changes are to be planned on
         * @param passed of these accounts and others, those that were counted within the window
         */
        Gate(SystemId system, GuardLimit limit, Set<AccountId> accounts, Set<AccountId> passed, Optional<HoldId> hold) {
            this.system = system;
            this.limit = limit;
            this.accounts = accounts;
            this.passed = passed;
            this.hold = hold;
        }

        boolean letsPass(Passage passage) {
            return passed.containsAll(accounts) && !(passage instanceof Passage.Guarded && hold.isPresent());
        }

        Optional<HoldId> heldBy(Operation.Plan plan, AccountId account, Passage passage, Instant now) {
            boolean isCounted = passed.contains(account) || admitted.contains(account);
            if (passage instanceof Passage.Guarded) {
                if (hold.isPresent()) {
                    return hold;
                }
                if (!isCounted && !oneMorePasses(now)) {
                    hold = Optional.of(hold(plan, limit, counted(now), now));
                    return hold;
                }
            }
            if (!isCounted) {
                admitted.add(account);
            }
            return Optional.empty();
        }

        private boolean oneMorePasses(Instant now) {
            long so = counted(now);
            return limit.letsOneMorePass(so, () -> known(system, limit, so));
        }

        /** Those who passed before, and since. */
        private long counted(Instant now) {
            if (counted.isEmpty()) {
                counted = OptionalLong.of(guards.counted(system, now.minus(limit.window())));
            }
            return counted.getAsLong() + admitted.size();
        }
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

package dev.tenure.testkit.provisioning;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.application.provisioning.Operations;
import dev.tenure.application.reconciliation.Accounts;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.provisioning.Attempt;
import dev.tenure.domain.provisioning.Cause;
import dev.tenure.domain.provisioning.HoldId;
import dev.tenure.domain.provisioning.Operation;
import dev.tenure.domain.provisioning.OperationId;
import dev.tenure.domain.provisioning.PreImage;
import dev.tenure.domain.provisioning.Work;
import dev.tenure.domain.reconciliation.Account;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.testkit.paging.InMemoryPages;
import dev.tenure.testkit.transaction.InMemoryTransactions;
import dev.tenure.testkit.transaction.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Operations in memory. */
public final class InMemoryOperations implements Operations {

    private final Accounts accounts;
    private final Table<OperationId, Operation> operations;
    private final Table<OperationId, Operation> touched;
    private final Table<OperationId, PreImage> preImages;
    private final Table<OperationId, HoldId> holds;
    private final Table<OperationId, UUID> marks;

    /** @param transactions what it takes part in */
    public InMemoryOperations(InMemoryTransactions transactions, Accounts accounts) {
        this.accounts = accounts;
        this.operations = transactions.table();
        this.touched = transactions.table();
        this.preImages = transactions.table();
        this.holds = transactions.table();
        this.marks = transactions.table();
    }

    @Override
    public void plan(List<? extends Operation> planned) {
        planned.forEach(this::plan);
    }

    private void plan(Operation planned) {
        switch (planned) {
            case Operation.Waiting waiting -> put(waiting);
            case Operation.Withheld withheld -> put(withheld);
            case Operation.Held held -> putHeld(held);
            case Operation.Running running -> throw notPlanned();
            case Operation.Done done -> throw notPlanned();
            case Operation.Cancelled cancelled -> throw notPlanned();
        }
    }

    private static IllegalArgumentException notPlanned() {
        return new IllegalArgumentException("planned: neither waits, nor is withheld, nor held");
    }

    private void putHeld(Operation.Held held) {
        put(held);
        holds.put(held.plan().id(), held.hold());
    }

    @Override
    public Optional<Operation> find(OperationId id) {
        return operations.find(id);
    }

    @Override
    public List<Operation> of(Cause cause) {
        return caused(cause).toList();
    }

    @Override
    public Slice<Operation> list(Filter filter, PageRequest page) {
        List<Operation> wanted = operations
                .newestFirst()
                .filter(o -> filter.system().map(o.plan().system()::equals).orElse(true))
                .filter(o -> filter.cause().map(o.plan().cause()::equals).orElse(true))
                .filter(o -> filter.state().map(label(o)::equals).orElse(true))
                .filter(o -> filter.hold()
                        .map(hold -> hold.equals(holds.find(o.plan().id()).orElse(null)))
                        .orElse(true))
                .toList();
        return InMemoryPages.page(wanted, page, o -> o.plan().id().value().toString());
    }

    private static String label(Operation operation) {
        return switch (operation) {
            case Operation.Waiting waiting -> "waiting";
            case Operation.Running running -> "running";
            case Operation.Done done -> "done";
            case Operation.Withheld withheld -> "withheld";
            case Operation.Held held -> "held";
            case Operation.Cancelled cancelled -> "cancelled";
        };
    }

    @Override
    public List<Operation.Running> claim(SystemId system, int limit, Duration lease, boolean readsOnly, Instant now) {
        List<Operation> due = operations
                .all()
                .filter(o -> o.plan().system().equals(system))
                .filter(o -> claimable(o, readsOnly))
                .filter(o -> dueAt(o).filter(at -> !at.isAfter(now)).isPresent())
                .sorted(Comparator.comparing(
                                (Operation o) -> !o.plan().priority().privileged())
                        .thenComparing(o -> o.plan().priority().step())
                        .thenComparing(o -> o.plan().deadline()))
                .limit(limit)
                .toList();
        List<Operation.Running> claimed = new ArrayList<>();
        for (Operation operation : due) {
            Optional<Operation.Running> running =
                    switch (operation) {
                        case Operation.Waiting waiting -> Optional.of(waiting.claim(now, lease));
                        case Operation.Running left -> Optional.of(left.claimAgain(now, lease));
                        case Operation.Done done -> Optional.empty();
                        case Operation.Withheld withheld -> Optional.empty();
                        case Operation.Held held -> Optional.empty();
                        case Operation.Cancelled cancelled -> Optional.empty();
                    };
            running.ifPresent(this::put);
            running.ifPresent(claimed::add);
        }
        return claimed;
    }

    private boolean claimable(Operation operation, boolean readsOnly) {
        return switch (operation.plan().work()) {
            case Work.ListAccounts list -> true;
            case Work.ConfirmAccounts confirm -> true;
            case Work.ReadSignIns read -> true;
            case Work.OnAccount on ->
                !readsOnly
                        && accounts.find(on.account())
                                .flatMap(Account::protection)
                                .isEmpty();
        };
    }

    private static Optional<Instant> dueAt(Operation operation) {
        return switch (operation) {
            case Operation.Waiting waiting -> Optional.of(waiting.nextAttemptAt());
            case Operation.Running running -> Optional.of(running.leaseUntil());
            case Operation.Done done -> Optional.empty();
            case Operation.Withheld withheld -> Optional.empty();
            case Operation.Held held -> Optional.empty();
            case Operation.Cancelled cancelled -> Optional.empty();
        };
    }

    @Override
    public Optional<Instant> nextDue(SystemId system, boolean readsOnly) {
        return operations
                .all()
                .filter(o -> o.plan().system().equals(system))
                .filter(o -> claimable(o, readsOnly))
                .flatMap(o -> dueAt(o).stream())
                .min(Comparator.naturalOrder());
    }

    @Override
    public boolean renew(Operation.Running claimed, Duration lease, Instant now) {
        Optional<Operation.Running> mine = find(claimed.plan().id())
                .filter(Operation.Running.class::isInstance)
                .map(Operation.Running.class::cast)
                .filter(running -> running.epoch() == claimed.epoch());
        mine.ifPresent(running -> put(running.renew(now, lease)));
        return mine.isPresent();
    }

    @Override
    public boolean record(Operation.Running claimed, Operation next, Attempt attempt) {
        boolean mine = find(claimed.plan().id())
                .filter(o -> o instanceof Operation.Running running && running.epoch() == claimed.epoch())
                .isPresent();
        if (mine) {
            put(next);
        }
        if (mine && attempt.mayHaveChanged()) {
            touched.put(claimed.plan().id(), next);
        }
        return mine;
    }

    @Override
    public Set<AccountId> touched(Cause cause) {
        return touched.all()
                .filter(o -> o.plan().cause().equals(cause))
                .map(o -> o.plan().work())
                .filter(Work.OnAccount.class::isInstance)
                .map(work -> ((Work.OnAccount) work).account())
                .collect(Collectors.toSet());
    }

    @Override
    public boolean keep(Operation.Running claimed, PreImage before, Instant now) {
        OperationId id = claimed.plan().id();
        boolean mine = find(id).filter(
                        o -> o instanceof Operation.Running running && running.epoch() == claimed.epoch())
                .isPresent();
        if (mine) {
            preImages.put(id, preImages.find(id).map(first -> first.and(before)).orElse(before));
        }
        return mine;
    }

    @Override
    public List<Kept> kept(Cause cause) {
        return caused(cause)
                .filter(o -> o instanceof Operation.Running
                        || o instanceof Operation.Done
                        || touched.find(o.plan().id()).isPresent())
                .flatMap(o -> preImages.find(o.plan().id()).map(before -> new Kept(o, before)).stream())
                .toList();
    }

    @Override
    public void hasten(Cause cause, Instant now) {
        caused(cause).forEach(o -> hasten(o, now));
    }

    @Override
    public boolean hasten(OperationId id, Instant now) {
        return find(id).map(o -> hasten(o, now)).orElse(false);
    }

    private boolean hasten(Operation operation, Instant now) {
        if (operation instanceof Operation.Waiting waiting) {
            put(waiting.hasten(now));
            return true;
        }
        return false;
    }

    @Override
    public boolean goOn(Operation next) {
        boolean goes = find(next.plan().id())
                .filter(o -> o instanceof Operation.Withheld || o instanceof Operation.Held)
                .isPresent();
        switch (next) {
            case Operation.Waiting waiting -> {
                if (goes) {
                    put(waiting);
                }
            }
            case Operation.Held held -> {
                if (goes) {
                    putHeld(held);
                }
            }
            case Operation.Withheld withheld -> throw notGoingOn();
            case Operation.Running running -> throw notGoingOn();
            case Operation.Done done -> throw notGoingOn();
            case Operation.Cancelled cancelled -> throw notGoingOn();
        }
        return goes;
    }

    private static IllegalArgumentException notGoingOn() {
        return new IllegalArgumentException("next: neither waits nor is held");
    }

    @Override
    public List<Operation> mark(HoldId hold, Optional<Set<AccountId>> accounts, UUID release) {
        List<Operation> marked = held(hold)
                .filter(o -> accounts.isEmpty() || accounts.get().stream().anyMatch(account -> isOn(o, account)))
                .map(o -> (Operation) o)
                .toList();
        marked.forEach(o -> marks.put(o.plan().id(), release));
        return marked;
    }

    @Override
    public List<Operation.Waiting> release(UUID release, Instant now) {
        List<Operation.Waiting> released = operations
                .all()
                .filter(o -> marks.find(o.plan().id()).filter(release::equals).isPresent())
                .filter(Operation.Held.class::isInstance)
                .map(o -> ((Operation.Held) o).release(now))
                .toList();
        released.forEach(this::put);
        return released;
    }

    @Override
    public boolean anyHeld(HoldId hold) {
        return held(hold).findAny().isPresent();
    }

    /** All of them. */
    public Stream<Operation> all() {
        return operations.all();
    }

    /** What is held with a hold, in the order of planning. */
    Stream<Operation.Held> held(HoldId hold) {
        return operations
                .all()
                .filter(Operation.Held.class::isInstance)
                .map(Operation.Held.class::cast)
                .filter(held -> held.hold().equals(hold));
    }

    /** How many were held with a hold and are not any longer. */
    long letGo(HoldId hold) {
        return holds.all().filter(hold::equals).count() - held(hold).count();
    }

    @Override
    public List<Operation> cancel(Cause cause, Optional<AccountId> account, String reason, Instant now) {
        List<Operation> cancelled = caused(cause)
                .filter(o -> account.isEmpty() || isOn(o, account.get()))
                .flatMap(o -> switch (o) {
                    case Operation.Waiting waiting -> Stream.<Operation>of(waiting.cancel(reason, now));
                    case Operation.Withheld withheld -> Stream.<Operation>of(withheld.cancel(reason, now));
                    case Operation.Held held -> Stream.<Operation>of(held.cancel(reason, now));
                    case Operation.Running running -> Stream.<Operation>empty();
                    case Operation.Done done -> Stream.<Operation>empty();
                    case Operation.Cancelled before -> Stream.<Operation>empty();
                })
                .toList();
        cancelled.forEach(this::put);
        return cancelled;
    }

    private static boolean isOn(Operation operation, AccountId account) {
        return operation.plan().work() instanceof Work.OnAccount on
                && on.account().equals(account);
    }

    @Override
    public List<SystemId> systemsWithWork() {
        return operations
                .all()
                .filter(o -> dueAt(o).isPresent())
                .map(o -> o.plan().system())
                .distinct()
                .toList();
    }

    /** All of them in the order in which they were planned: for assertions. */
    public List<Operation> committed() {
        return operations.committed();
    }

    private Stream<Operation> caused(Cause cause) {
        return operations.all().filter(o -> o.plan().cause().equals(cause));
    }

    private void put(Operation operation) {
        operations.put(operation.plan().id(), operation);
    }
}

package dev.tenure.testkit.provisioning;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.application.provisioning.Guards;
import dev.tenure.application.reconciliation.Accounts;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.provisioning.Guard;
import dev.tenure.domain.provisioning.GuardLimit;
import dev.tenure.domain.reconciliation.Account;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.testkit.transaction.InMemoryTransactions;
import dev.tenure.testkit.transaction.Table;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Guards in memory. Transactions run one after the other, so there is nothing to lock. */
public final class InMemoryGuards implements Guards {

    private record Key(SystemId system, AccountId account) {}

    private record Pass(SystemId system, boolean counts, Instant at) {}

    private final Accounts accounts;
    private final Table<SystemId, Guard> guards;
    private final Table<Key, Pass> passes;

    /** @param transactions what it takes part in */
    public InMemoryGuards(InMemoryTransactions transactions, Accounts accounts) {
        this.accounts = accounts;
        this.guards = transactions.table();
        this.passes = transactions.table();
    }

    @Override
    public Guard find(SystemId system) {
        return guards.find(system).orElseGet(() -> new Guard.Settled(system, GuardLimit.USUAL, 1));
    }

    @Override
    public Guard lock(SystemId system) {
        return find(system);
    }

    @Override
    public Map<SystemId, Guard> find(Collection<SystemId> systems) {
        return systems.stream().distinct().collect(Collectors.toMap(Function.identity(), this::find));
    }

    @Override
    public Map<SystemId, Guard> lock(Collection<SystemId> systems) {
        return find(systems);
    }

    @Override
    public void save(Guard guard) {
        if (find(guard.system()).version() != guard.version()) {
            throw new InMemoryTransactions.StaleVersion("guard");
        }
        long version = guard.version() + 1;
        guards.put(
                guard.system(),
                switch (guard) {
                    case Guard.Settled settled -> new Guard.Settled(settled.system(), settled.limit(), version);
                    case Guard.Loosening loosening ->
                        new Guard.Loosening(
                                loosening.system(),
                                loosening.limit(),
                                loosening.wanted(),
                                loosening.proposedBy(),
                                loosening.proposedAt(),
                                version);
                });
    }

    @Override
    public Set<AccountId> passed(Map<SystemId, Instant> after, Collection<AccountId> some) {
        return some.stream()
                .filter(account -> after.entrySet().stream()
                        .anyMatch(system -> passes.find(new Key(system.getKey(), account))
                                .filter(pass -> pass.at().isAfter(system.getValue()))
                                .isPresent()))
                .collect(Collectors.toSet());
    }

    @Override
    public long counted(SystemId system, Instant after) {
        return passes.all()
                .filter(pass -> pass.system().equals(system))
                .filter(pass -> pass.counts() && pass.at().isAfter(after))
                .count();
    }

    @Override
    public void pass(Map<SystemId, ? extends Collection<AccountId>> some, boolean counts, Instant now) {
        some.forEach((system, passing) ->
                passing.forEach(account -> passes.put(new Key(system, account), new Pass(system, counts, now))));
    }

    @Override
    public long known(SystemId system, long enough) {
        Accounts.Filter there =
                new Accounts.Filter(Optional.of(system), Optional.empty(), Optional.empty(), Optional.empty());
        long known = 0;
        Optional<String> after = Optional.empty();
        do {
            Slice<Account> page = accounts.list(there, new PageRequest(500, after));
            known += page.items().size();
            after = page.next();
        } while (after.isPresent() && known < enough);
        return Math.min(known, enough);
    }
}

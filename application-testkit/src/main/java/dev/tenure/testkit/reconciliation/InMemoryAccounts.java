package dev.tenure.testkit.reconciliation;

import dev.tenure.application.inventory.TargetSystems;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.application.reconciliation.Accounts;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.inventory.TargetSystem;
import dev.tenure.domain.provisioning.Attempt.SeenAccount;
import dev.tenure.domain.reconciliation.Account;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.domain.reconciliation.Protection;
import dev.tenure.testkit.paging.InMemoryPages;
import dev.tenure.testkit.transaction.InMemoryTransactions;
import dev.tenure.testkit.transaction.Table;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Accounts in memory. */
public final class InMemoryAccounts implements Accounts {

    /**
     * An account and what only storing knows of it.
     *
     * @param shown whose it is by a listing for that person
     */
    record Stored(Account account, Optional<IdentityId> shown, Optional<Instant> shownAt, boolean vanished) {}

    private final TargetSystems systems;
    private final Table<AccountId, Stored> accounts;

    /** @param transactions what it takes part in */
    public InMemoryAccounts(InMemoryTransactions transactions, TargetSystems systems) {
        this.systems = systems;
        this.accounts = transactions.table();
    }

    @Override
    public Optional<Account> find(AccountId id) {
        return accounts.find(id).map(Stored::account);
    }

    @Override
    public Optional<Account> find(SystemId system, String nativeId) {
        return byNativeId(system, nativeId).map(Stored::account);
    }

    @Override
    public List<Account> of(IdentityId identity) {
        return present()
                .filter(a -> a.identity().equals(Optional.of(identity)))
                .sorted(Comparator.comparing((Account a) -> nameOf(a.system())).thenComparing(a -> lower(a.name())))
                .toList();
    }

    private String nameOf(SystemId id) {
        return lower(systems.find(id).map(TargetSystem::name).orElse(""));
    }

    @Override
    public Slice<Account> list(Filter filter, PageRequest page) {
        List<Account> wanted = present()
                .filter(a -> filter.system().map(a.system()::equals).orElse(true))
                .filter(a -> filter.identity().isEmpty() || filter.identity().equals(a.identity()))
                .filter(a -> filter.text()
                        .map(text -> lower(a.name()).contains(lower(text)))
                        .orElse(true))
                .filter(a -> filter.only().map(only -> is(a, only)).orElse(true))
                .sorted(Comparator.comparing((Account a) -> lower(a.name()))
                        .thenComparing(a -> a.id().value().toString()))
                .toList();
        return InMemoryPages.page(wanted, page, a -> a.id().value().toString());
    }

    private static boolean is(Account account, Only only) {
        return switch (only) {
            case UNCORRELATED -> account.identity().isEmpty();
            case PRIVILEGED -> account.privileged();
            case PROTECTED -> account.protection().isPresent();
        };
    }

    @Override
    public Account recordSeen(SystemId system, SeenAccount seen, IdentityId identity, AccountId newId, Instant now) {
        List<String> held = Stream.concat(seen.memberships().stream(), seen.retained().stream())
                .distinct()
                .sorted()
                .toList();
        boolean privileged =
                systems.find(system).map(s -> isPrivileged(s, held)).orElse(false);
        Optional<Account> known = byNativeId(system, seen.nativeId()).map(Stored::account);
        Account account = new Account(
                known.map(Account::id).orElse(newId),
                system,
                seen.nativeId(),
                seen.name(),
                seen.enabled(),
                Optional.of(identity),
                known.flatMap(Account::protection),
                held,
                privileged,
                known.map(Account::firstSeenAt).orElse(now),
                now,
                known.map(Account::version).orElse(0L) + 1);
        put(new Stored(account, Optional.of(identity), Optional.of(now), false));
        return account;
    }

    @Override
    public void protect(AccountId id, Optional<Protection> protection) {
        Stored stored = accounts.find(id).orElseThrow(() -> new IllegalStateException("id: is no known account"));
        Account account = stored.account();
        put(new Stored(
                new Account(
                        account.id(),
                        account.system(),
                        account.nativeId(),
                        account.name(),
                        account.enabled(),
                        account.identity(),
                        protection,
                        account.entitlements(),
                        account.privileged(),
                        account.firstSeenAt(),
                        account.lastSeenAt(),
                        account.version() + 1),
                stored.shown(),
                stored.shownAt(),
                stored.vanished()));
    }

    static boolean isPrivileged(TargetSystem system, List<String> held) {
        return system.privilegedEntitlements().stream()
                .anyMatch(named -> held.stream().anyMatch(named::equalsIgnoreCase));
    }

    Stream<Stored> on(SystemId system) {
        return accounts.all().filter(s -> s.account().system().equals(system));
    }

    Optional<Stored> byNativeId(SystemId system, String nativeId) {
        return on(system).filter(s -> s.account().nativeId().equals(nativeId)).findFirst();
    }

    void put(Stored stored) {
        accounts.put(stored.account().id(), stored);
    }

    private Stream<Account> present() {
        return accounts.all().filter(s -> !s.vanished()).map(Stored::account);
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}

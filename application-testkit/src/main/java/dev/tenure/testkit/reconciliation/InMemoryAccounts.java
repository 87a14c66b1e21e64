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
import dev.tenure.domain.reconciliation.HeldPrivilege;
import dev.tenure.domain.reconciliation.PrivilegeMark;
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
     * @param privilegedAt when it was last known to be privileged
     */
    record Stored(
            Account account,
            Optional<IdentityId> shown,
            Optional<Instant> shownAt,
            boolean vanished,
            Optional<Instant> privilegedAt) {}

    private record Entitlement(SystemId system, String nativeId) {}

    private final TargetSystems systems;
    private final InMemoryPrivilegeMarks marks;
    private final Table<AccountId, Stored> accounts;
    private final Table<Entitlement, String> entitlements;
    private final Table<AccountId, Instant> signIns;

    /** @param transactions what it takes part in */
    public InMemoryAccounts(InMemoryTransactions transactions, TargetSystems systems, InMemoryPrivilegeMarks marks) {
        this.systems = systems;
        this.marks = marks;
        this.accounts = transactions.table();
        this.entitlements = transactions.table();
        this.signIns = transactions.table();
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

    @Override
    public List<HeldPrivilege> privileges(IdentityId identity, Instant since) {
        return accounts.all()
                .filter(s -> s.account().identity().equals(Optional.of(identity)))
                .flatMap(s -> s
                        .privilegedAt()
                        .map(at -> new HeldPrivilege(
                                s.account().id(),
                                s.account().system(),
                                s.account().name(),
                                s.account().privileged() && !s.vanished(),
                                at))
                        .stream())
                .filter(p -> p.held() || !p.lastKnownAt().isBefore(since))
                .sorted(Comparator.comparing((HeldPrivilege p) -> nameOf(p.system()))
                        .thenComparing(p -> lower(p.name())))
                .toList();
    }

    @Override
    public Optional<String> entitlement(SystemId system, String nativeId) {
        return entitlements.find(new Entitlement(system, nativeId));
    }

    void entitlementSeen(SystemId system, String nativeId, String name) {
        entitlements.put(new Entitlement(system, nativeId), name);
    }

    @Override
    public void classify(SystemId system, Instant now) {
        TargetSystem known = systems.find(system).orElseThrow();
        on(system)
                .filter(s -> !s.vanished())
                .filter(s -> s.account().privileged()
                        != isPrivileged(
                                known, s.account().nativeId(), s.account().entitlements()))
                .toList()
                .forEach(s -> {
                    Account a = s.account();
                    put(new Stored(
                            new Account(
                                    a.id(),
                                    a.system(),
                                    a.nativeId(),
                                    a.name(),
                                    a.enabled(),
                                    a.identity(),
                                    a.protection(),
                                    a.entitlements(),
                                    !a.privileged(),
                                    a.firstSeenAt(),
                                    a.lastSeenAt(),
                                    a.version() + 1),
                            s.shown(),
                            s.shownAt(),
                            false,
                            Optional.of(now)));
                });
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
        boolean privileged = systems.find(system)
                .map(s -> isPrivileged(s, seen.nativeId(), held))
                .orElse(false);
        Optional<Stored> before = byNativeId(system, seen.nativeId());
        Optional<Account> known = before.map(Stored::account);
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
        put(new Stored(account, Optional.of(identity), Optional.of(now), false, privilegedAt(before, privileged, now)));
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
                stored.vanished(),
                stored.privilegedAt()));
    }

    static Optional<Instant> privilegedAt(Optional<Stored> before, boolean privileged, Instant now) {
        boolean was = before.map(s -> s.account().privileged() && !s.vanished()).orElse(false);
        return privileged || was ? Optional.of(now) : before.flatMap(Stored::privilegedAt);
    }

    boolean isPrivileged(TargetSystem system, String nativeId, List<String> held) {
        return marks.inForce(system.id(), PrivilegeMark.Thing.ACCOUNT, nativeId).isPresent()
                || Stream.concat(system.privilegedEntitlements().stream(), markedEntitlements(system.id()))
                        .anyMatch(named -> held.stream().anyMatch(named::equalsIgnoreCase));
    }

    private Stream<String> markedEntitlements(SystemId system) {
        return marks.all()
                .filter(PrivilegeMark.InForce.class::isInstance)
                .map(PrivilegeMark::classed)
                .filter(c -> c.system().equals(system) && c.thing() == PrivilegeMark.Thing.ENTITLEMENT)
                .flatMap(c -> entitlement(system, c.nativeId()).stream());
    }

    /** The accounts that a system was last seen to hold. */
    public Stream<Account> there(SystemId system) {
        return on(system).filter(s -> !s.vanished()).map(Stored::account);
    }

    /** When somebody last signed in, as the target told; empty where it never did. */
    public Optional<Instant> lastSignIn(AccountId id) {
        return signIns.find(id);
    }

    void signedIn(AccountId id, Instant at) {
        if (lastSignIn(id).filter(before -> !before.isBefore(at)).isEmpty()) {
            signIns.put(id, at);
        }
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

package dev.tenure.testkit.reconciliation;

import dev.tenure.application.inventory.TargetSystems;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.application.reconciliation.Accounts;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.inventory.ClassRule;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.inventory.TargetSystem;
import dev.tenure.domain.provisioning.Attempt.SeenAccount;
import dev.tenure.domain.reconciliation.Account;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.domain.reconciliation.AccountLink;
import dev.tenure.domain.reconciliation.ClassedEntitlement;
import dev.tenure.domain.reconciliation.ClassedEntitlement.Span;
import dev.tenure.domain.reconciliation.HeldPrivilege;
import dev.tenure.domain.reconciliation.LinkDecision;
import dev.tenure.domain.reconciliation.PrivilegeMark;
import dev.tenure.domain.reconciliation.PrivilegePicture;
import dev.tenure.domain.reconciliation.PrivilegedSpan;
import dev.tenure.domain.reconciliation.Protection;
import dev.tenure.testkit.paging.InMemoryPages;
import dev.tenure.testkit.transaction.InMemoryTransactions;
import dev.tenure.testkit.transaction.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

    /** Why an account is privileged; for nothing where it is not. */
    record Because(List<String> held, boolean marked) {
        static final Because NOTHING = new Because(List.of(), false);

        boolean isSomething() {
            return marked || !held.isEmpty();
        }
    }

    /** How long an account was privileged for the same reasons. */
    record Past(Because because, Instant since, Optional<Instant> until) {}

    /**
     * How an account came to its identity.
     *
     * @param told what the last read told of it; empty where none did
     */
    record Linking(AccountLink link, Optional<Map<String, String>> told) {
        static final Linking NOTHING = new Linking(new AccountLink.Unknown(), Optional.empty());
    }

    private record Entitlement(SystemId system, String nativeId) {}

    static final Comparator<Account> BY_NAME = Comparator.comparing((Account a) -> lower(a.name()))
            .thenComparing(a -> a.id().value().toString());

    private final TargetSystems systems;
    private final InMemoryPrivilegeMarks marks;
    private final Table<AccountId, Stored> accounts;
    private final Table<AccountId, Instant> signIns;
    private final Table<AccountId, Instant> passwords;
    private final Table<AccountId, List<Past>> pasts;
    private final Table<Entitlement, ClassedEntitlement> entitlements;
    private final Table<AccountId, Linking> linkings;
    private final Table<AccountId, List<LinkDecision>> decisions;

    /** @param transactions what it takes part in */
    public InMemoryAccounts(InMemoryTransactions transactions, TargetSystems systems, InMemoryPrivilegeMarks marks) {
        this.systems = systems;
        this.marks = marks;
        this.accounts = transactions.table();
        this.pasts = transactions.table();
        this.entitlements = transactions.table();
        this.signIns = transactions.table();
        this.passwords = transactions.table();
        this.linkings = transactions.table();
        this.decisions = transactions.table();
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
        return entitlements.find(new Entitlement(system, nativeId)).map(ClassedEntitlement::name);
    }

    Stream<ClassedEntitlement> entitlementsOn(SystemId system) {
        return entitlements.all().filter(e -> e.system().equals(system));
    }

    /** What a system has, names by native id, and nothing else. */
    void entitlementsThere(TargetSystem system, Map<String, String> names, Instant now) {
        names.forEach((nativeId, name) -> {
            Entitlement key = new Entitlement(system.id(), nativeId);
            entitlements.put(
                    key,
                    new ClassedEntitlement(
                            system.id(),
                            nativeId,
                            name,
                            Optional.empty(),
                            entitlements
                                    .find(key)
                                    .map(ClassedEntitlement::spans)
                                    .orElse(List.of())));
        });
        entitlementsOn(system.id())
                .filter(e -> !names.containsKey(e.nativeId()) && e.vanishedAt().isEmpty())
                .toList()
                .forEach(e -> entitlements.put(
                        new Entitlement(e.system(), e.nativeId()),
                        new ClassedEntitlement(e.system(), e.nativeId(), e.name(), Optional.of(now), e.spans())));
        classifyEntitlements(system, now);
    }

    private void classifyEntitlements(TargetSystem system, Instant now) {
        entitlementsOn(system.id()).toList().forEach(e -> {
            Optional<Span> before = e.now();
            Optional<Span> after = classed(system, e, now);
            boolean same = before.map(Span::as).equals(after.map(Span::as))
                    && before.map(Span::by).equals(after.map(Span::by));
            if (!same) {
                List<Span> spans = new ArrayList<>(after.stream().toList());
                e.spans()
                        .forEach(s -> spans.add(
                                new Span(s.as(), s.by(), s.since(), s.until().or(() -> Optional.of(now)))));
                entitlements.put(
                        new Entitlement(e.system(), e.nativeId()),
                        new ClassedEntitlement(e.system(), e.nativeId(), e.name(), e.vanishedAt(), spans));
            }
        });
    }

    private Optional<Span> classed(TargetSystem system, ClassedEntitlement entitlement, Instant now) {
        return marks.inForce(system.id(), PrivilegeMark.Thing.ENTITLEMENT, entitlement.nativeId())
                .map(mark -> new Span(
                        mark.classed().as(),
                        new ClassedEntitlement.By.Mark(mark.classed().id()),
                        now,
                        Optional.empty()))
                .or(() -> ClassRule.first(system.classRules(), entitlement.name(), entitlement.nativeId())
                        .map(rule -> new Span(
                                rule.as(),
                                new ClassedEntitlement.By.Rule(rule.of(), rule.pattern()),
                                now,
                                Optional.empty())));
    }

    void classify(SystemId system, Instant now) {
        TargetSystem known = systems.find(system).orElseThrow();
        classifyEntitlements(known, now);
        on(system).filter(s -> !s.vanished()).toList().forEach(s -> remember(s, now));
        on(system)
                .filter(s -> !s.vanished())
                .filter(s -> s.account().privileged()
                        != isPrivileged(
                                known, s.account().nativeId(), s.account().entitlements()))
                .toList()
                .forEach(s -> {
                    Account a = s.account();
                    put(
                            new Stored(
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
                                    Optional.of(now)),
                            now);
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
                .sorted(BY_NAME)
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
        AccountId id = known.map(Account::id).orElse(newId);
        boolean saidOtherwise = given(id).isPresent() || isBarred(id, identity);
        Optional<IdentityId> whose = saidOtherwise ? known.flatMap(Account::identity) : Optional.of(identity);
        if (!saidOtherwise && !whose.equals(known.flatMap(Account::identity))) {
            Linking linking = linking(id);
            linkings.put(id, new Linking(new AccountLink.ByListing(now), linking.told()));
        }
        Account account = new Account(
                id,
                system,
                seen.nativeId(),
                seen.name(),
                seen.enabled(),
                whose,
                known.flatMap(Account::protection),
                held,
                privileged,
                known.map(Account::firstSeenAt).orElse(now),
                now,
                known.map(Account::version).orElse(0L) + 1);
        put(
                new Stored(
                        account,
                        saidOtherwise ? before.flatMap(Stored::shown) : whose,
                        Optional.of(now),
                        false,
                        privilegedAt(before, privileged, now)),
                now);
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

    /** Whether an entitlement is of a class. */
    public boolean isOfAClass(SystemId system, String nativeId) {
        return entitlementsOn(system)
                .anyMatch(e -> e.nativeId().equals(nativeId) && e.now().isPresent());
    }

    boolean isPrivileged(TargetSystem system, String nativeId, List<String> held) {
        return because(system, nativeId, held).isSomething();
    }

    private Because because(TargetSystem system, String nativeId, List<String> held) {
        return new Because(
                held.stream().filter(name -> isClassed(system, name)).sorted().toList(),
                marks.inForce(system.id(), PrivilegeMark.Thing.ACCOUNT, nativeId)
                        .isPresent());
    }

    private boolean isClassed(TargetSystem system, String name) {
        List<ClassedEntitlement> named = entitlementsOn(system.id())
                .filter(e -> e.name().equalsIgnoreCase(name))
                .toList();
        return named.isEmpty()
                ? ClassRule.firstByName(system.classRules(), name).isPresent()
                : named.stream().anyMatch(e -> e.now().isPresent());
    }

    private void remember(Stored stored, Instant now) {
        Account account = stored.account();
        Because because = stored.vanished()
                ? Because.NOTHING
                : systems.find(account.system())
                        .map(system -> because(system, account.nativeId(), account.entitlements()))
                        .orElse(Because.NOTHING);
        List<Past> before = pasts.find(account.id()).orElse(List.of());
        Because last = before.stream()
                .filter(p -> p.until().isEmpty())
                .map(Past::because)
                .findFirst()
                .orElse(Because.NOTHING);
        if (!last.equals(because)) {
            List<Past> after = new ArrayList<>();
            if (because.isSomething()) {
                after.add(new Past(because, now, Optional.empty()));
            }
            before.forEach(
                    p -> after.add(new Past(p.because(), p.since(), p.until().or(() -> Optional.of(now)))));
            pasts.put(account.id(), after);
        }
    }

    Optional<PrivilegePicture> picture(AccountId id) {
        return accounts.find(id)
                .filter(s -> !s.vanished() && s.account().privileged())
                .map(Stored::account)
                .map(a -> picture(a, because(systems.find(a.system()).orElseThrow(), a.nativeId(), a.entitlements())));
    }

    private PrivilegePicture picture(Account account, Because because) {
        return new PrivilegePicture(
                because.held().stream()
                        .flatMap(name -> held(account.system(), name))
                        .distinct()
                        .sorted(Comparator.comparing((PrivilegePicture.Held held) -> lower(held.name()))
                                .thenComparing(PrivilegePicture.Held::nativeId))
                        .toList(),
                because.marked());
    }

    private Stream<PrivilegePicture.Held> held(SystemId system, String name) {
        List<PrivilegePicture.Held> there = entitlementsOn(system)
                .filter(e -> e.vanishedAt().isEmpty()
                        && e.now().isPresent()
                        && e.name().equalsIgnoreCase(name))
                .map(e -> new PrivilegePicture.Held(
                        e.nativeId(), e.name(), e.now().map(Span::as)))
                .toList();
        return there.isEmpty() ? Stream.of(new PrivilegePicture.Held(name, name, Optional.empty())) : there.stream();
    }

    /** The times in which accounts were privileged for the same reasons, the newest of an account first. */
    public Stream<PrivilegedSpan> spans() {
        return accounts.all().map(Stored::account).flatMap(a -> pasts.find(a.id()).orElse(List.of()).stream()
                .map(p -> new PrivilegedSpan(
                        a.id(),
                        a.system(),
                        a.nativeId(),
                        a.name(),
                        a.identity(),
                        p.because().held(),
                        p.because().marked(),
                        p.since(),
                        p.until())));
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

    @Override
    public Map<AccountId, Instant> passwordsSetAt(Collection<AccountId> ids) {
        Map<AccountId, Instant> told = new HashMap<>();
        ids.forEach(id -> passwords.find(id).ifPresent(at -> told.put(id, at)));
        return told;
    }

    void passwordSet(AccountId id, Instant at) {
        passwords.put(id, at);
    }

    Stream<Stored> on(SystemId system) {
        return accounts.all().filter(s -> s.account().system().equals(system));
    }

    Optional<Stored> byNativeId(SystemId system, String nativeId) {
        return on(system).filter(s -> s.account().nativeId().equals(nativeId)).findFirst();
    }

    Optional<Stored> stored(AccountId id) {
        return accounts.find(id);
    }

    Linking linking(AccountId id) {
        return linkings.find(id).orElse(Linking.NOTHING);
    }

    /** What the last read told of an account. */
    public Map<String, String> told(AccountId id) {
        return linkings.find(id).flatMap(Linking::told).orElse(Map.of());
    }

    void put(AccountId id, Linking linking) {
        linkings.put(id, linking);
    }

    void put(LinkDecision decision) {
        List<LinkDecision> all = new ArrayList<>();
        all.add(decision);
        all.addAll(decisions.find(decision.account()).orElse(List.of()));
        decisions.put(decision.account(), List.copyOf(all));
    }

    /** What people decided of an account, the last first. */
    Stream<LinkDecision> decisions(AccountId id) {
        return decisions.find(id).orElse(List.of()).stream();
    }

    /** Whose a person said it is: what was decided last holds. */
    Optional<LinkDecision> given(AccountId id) {
        return decisions(id).findFirst().filter(d -> d.verdict() == LinkDecision.Verdict.LINKED);
    }

    boolean isBarred(AccountId id, IdentityId identity) {
        return decisions(id)
                .filter(d -> d.identity().equals(identity))
                .findFirst()
                .filter(d -> d.verdict() == LinkDecision.Verdict.UNLINKED)
                .isPresent();
    }

    void put(Stored stored) {
        accounts.put(stored.account().id(), stored);
    }

    void put(Stored stored, Instant now) {
        put(stored);
        remember(stored, now);
    }

    Stream<Account> present() {
        return accounts.all().filter(s -> !s.vanished()).map(Stored::account);
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}

package dev.tenure.testkit.wave;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.application.reconciliation.OwnAccount;
import dev.tenure.application.wave.Waves;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.finding.Finding;
import dev.tenure.domain.finding.FindingId;
import dev.tenure.domain.finding.FindingKind;
import dev.tenure.domain.identity.IdentityKind;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.inventory.SystemMode;
import dev.tenure.domain.provisioning.Operation;
import dev.tenure.domain.provisioning.OperationId;
import dev.tenure.domain.reconciliation.Account;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.domain.wave.Wave;
import dev.tenure.domain.wave.WaveAction;
import dev.tenure.domain.wave.WaveId;
import dev.tenure.domain.wave.WaveItem;
import dev.tenure.domain.wave.WaveScope;
import dev.tenure.domain.wave.WaveSkip;
import dev.tenure.testkit.finding.InMemoryFindings;
import dev.tenure.testkit.identity.InMemoryIdentities;
import dev.tenure.testkit.inventory.InMemoryTargetSystems;
import dev.tenure.testkit.paging.InMemoryPages;
import dev.tenure.testkit.provisioning.InMemoryOperations;
import dev.tenure.testkit.reconciliation.InMemoryAccounts;
import dev.tenure.testkit.transaction.InMemoryTransactions;
import dev.tenure.testkit.transaction.InMemoryTransactions.StaleVersion;
import dev.tenure.testkit.transaction.Table;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Waves in memory. */
public final class InMemoryWaves implements Waves {

    private static final Set<FindingKind> KINDS =
            EnumSet.of(FindingKind.ORPHAN, FindingKind.UNOWNED, FindingKind.DUPLICATE, FindingKind.DORMANT);

    private record Key(WaveId wave, FindingId finding) {}

    private record Entry(WaveId wave, WaveItem item) {}

    private final InMemoryFindings findings;
    private final InMemoryAccounts accounts;
    private final InMemoryIdentities identities;
    private final InMemoryTargetSystems systems;
    private final InMemoryOperations operations;
    private final Table<WaveId, Wave> waves;
    private final Table<Key, Entry> items;

    /** @param transactions what it takes part in */
    public InMemoryWaves(
            InMemoryTransactions transactions,
            InMemoryFindings findings,
            InMemoryAccounts accounts,
            InMemoryIdentities identities,
            InMemoryTargetSystems systems,
            InMemoryOperations operations) {
        this.findings = findings;
        this.accounts = accounts;
        this.identities = identities;
        this.systems = systems;
        this.operations = operations;
        this.waves = transactions.table();
        this.items = transactions.table();
    }

    @Override
    public Optional<Wave> find(WaveId id) {
        return waves.find(id);
    }

    @Override
    public Optional<Wave> lock(WaveId id) {
        return find(id);
    }

    @Override
    public void save(Wave wave) {
        WaveId id = wave.plan().id();
        if (find(id).map(Wave::version).orElse(0L) != wave.version()) {
            throw new StaleVersion("the wave");
        }
        long next = wave.version() + 1;
        waves.put(
                id,
                switch (wave) {
                    case Wave.Prepared w -> new Wave.Prepared(w.plan(), next);
                    case Wave.UnderWay w -> new Wave.UnderWay(w.plan(), w.start(), next);
                    case Wave.Waiting w -> new Wave.Waiting(w.plan(), w.start(), w.until(), next);
                    case Wave.Withdrawing w -> new Wave.Withdrawing(w.plan(), w.start(), w.stop(), w.givesBack(), next);
                    case Wave.Done w -> new Wave.Done(w.plan(), w.start(), w.at(), next);
                    case Wave.Withdrawn w -> new Wave.Withdrawn(w.plan(), w.started(), w.stop(), next);
                });
    }

    @Override
    public Slice<Wave> list(Optional<String> state, PageRequest page) {
        List<Wave> wanted = waves.newestFirst()
                .filter(wave -> state.map(wave.label()::equals).orElse(true))
                .sorted(Comparator.comparing((Wave wave) -> wave.plan().at())
                        .thenComparing(wave -> wave.plan().id().value().toString())
                        .reversed())
                .toList();
        return InMemoryPages.page(wanted, page, wave -> wave.plan().id().value().toString());
    }

    @Override
    public long fitting(WaveScope scope, Instant now, long enough) {
        return open(scope, now).limit(enough).count();
    }

    private Stream<Finding.Open> open(WaveScope scope, Instant now) {
        return findings.open()
                .filter(f -> scope.system().map(f.facts().system()::equals).orElse(true))
                .filter(f -> scope.kind().map(f.facts().kind()::equals).orElse(true))
                .filter(f -> scope.severity().map(f.facts().severity()::equals).orElse(true))
                .filter(f -> scope.owner().map(f.duty().owner()::equals).orElse(true))
                .filter(f -> !scope.late() || f.duty().dueAt().isBefore(now))
                .filter(f -> scope.text()
                        .map(text -> lower(f.facts().name()).contains(lower(text)))
                        .orElse(true));
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    @Override
    public long freeze(WaveId id, WaveScope scope, boolean oncePerAccount, Instant now) {
        List<Finding.Open> fitting = open(scope, now).toList();
        if (oncePerAccount) {
            Comparator<Finding.Open> order = Comparator.comparing(
                            (Finding.Open f) -> !KINDS.contains(f.facts().kind()))
                    .thenComparing(f -> f.facts().severity(), Comparator.reverseOrder())
                    .thenComparing(InMemoryWaves::byId);
            fitting = fitting.stream()
                    .collect(Collectors.groupingBy(f -> f.facts().account()))
                    .values()
                    .stream()
                    .map(same -> same.stream().min(order).orElseThrow())
                    .toList();
        }
        for (Finding.Open f : fitting) {
            Finding.Facts facts = f.facts();
            put(
                    id,
                    new WaveItem(
                            facts.id(),
                            facts.system(),
                            facts.account(),
                            facts.name(),
                            facts.kind(),
                            facts.severity(),
                            f.duty().owner(),
                            new WaveItem.State.Pending()));
        }
        return fitting.size();
    }

    private static String byId(Finding finding) {
        return finding.facts().id().value().toString();
    }

    private void put(WaveId id, WaveItem item) {
        items.put(new Key(id, item.finding()), new Entry(id, item));
    }

    private Stream<WaveItem> of(WaveId id) {
        return items.all()
                .filter(entry -> entry.wave().equals(id))
                .map(Entry::item)
                .sorted(Comparator.comparing(item -> item.finding().value().toString()));
    }

    @Override
    public List<Judged> judge(Wave.Plan plan, Caller by, int limit) {
        return of(plan.id())
                .filter(item -> item.state() instanceof WaveItem.State.Pending)
                .limit(limit)
                .map(item -> {
                    Optional<Account> account = accounts.find(item.account());
                    return new Judged(
                            item,
                            skip(plan, by, item),
                            account.map(Account::nativeId),
                            account.filter(Account::privileged).isPresent());
                })
                .toList();
    }

    @Override
    public List<Foreseen> foresee(Wave.Plan plan, Caller by) {
        Map<String, List<Judged>> same = judge(plan, by, Integer.MAX_VALUE).stream()
                .collect(Collectors.groupingBy(
                        one -> one.item().system().value()
                                + one.skip().map(WaveSkip::label).orElse(""),
                        TreeMap::new,
                        Collectors.toList()));
        return same.values().stream()
                .map(some -> new Foreseen(
                        some.getFirst().item().system(), some.getFirst().skip(), some.size()))
                .toList();
    }

    private Optional<WaveSkip> skip(Wave.Plan plan, Caller by, WaveItem item) {
        if (!(findings.find(item.finding()).orElseThrow() instanceof Finding.Open finding)) {
            return Optional.of(WaveSkip.NOT_OPEN);
        }
        if (isElsewhere(plan.id(), item)) {
            return Optional.of(WaveSkip.ELSEWHERE);
        }
        return switch (plan.action()) {
            case WaveAction.Assign assign ->
                finding.isOwnedBy(assign.owner()) ? Optional.of(WaveSkip.THEIRS_ALREADY) : Optional.empty();
            case WaveAction.Accept accept -> accepting(by, finding);
            case WaveAction.Disable disable -> disabling(plan.id(), item);
        };
    }

    private boolean isElsewhere(WaveId id, WaveItem item) {
        return items.all()
                .filter(entry -> !entry.wave().equals(id)
                        && entry.item().finding().equals(item.finding())
                        && Set.of("pending", "planned", "held")
                                .contains(entry.item().state().label()))
                .map(entry -> find(entry.wave()).orElseThrow())
                .anyMatch(other -> other instanceof Wave.UnderWay underWay && isBefore(underWay, id));
    }

    private boolean isBefore(Wave.UnderWay other, WaveId id) {
        Instant mine = find(id).orElseThrow().started().map(Wave.Start::at).orElse(Instant.MAX);
        int order = other.start().at().compareTo(mine);
        return order < 0
                || (order == 0
                        && other.plan()
                                        .id()
                                        .value()
                                        .toString()
                                        .compareTo(id.value().toString())
                                < 0);
    }

    private Optional<WaveSkip> accepting(Caller by, Finding.Open finding) {
        if (finding.isOwnedBy(by.subject())) {
            return Optional.of(WaveSkip.ACCEPTER_IS_OWNER);
        }
        if (finding.isAssignedBy(by.subject())) {
            return Optional.of(WaveSkip.ACCEPTER_ASSIGNED);
        }
        return accounts.find(finding.facts().account())
                .filter(account -> OwnAccount.is(
                        by,
                        account,
                        Stream.of(finding.facts().identity(), account.identity())
                                .flatMap(Optional::stream)
                                .flatMap(id -> identities.find(id).stream())))
                .map(account -> WaveSkip.OWN_ACCOUNT);
    }

    private Optional<WaveSkip> disabling(WaveId id, WaveItem item) {
        if (!KINDS.contains(item.kind())) {
            return Optional.of(WaveSkip.OTHER_KIND);
        }
        Optional<Account> there = accounts.there(item.system())
                .filter(account -> account.id().equals(item.account()))
                .findFirst();
        if (there.isEmpty()) {
            return Optional.of(WaveSkip.NOT_THERE);
        }
        Account account = there.get();
        if (account.protection().isPresent()) {
            return Optional.of(WaveSkip.PROTECTED);
        }
        if ((item.kind() == FindingKind.ORPHAN || item.kind() == FindingKind.UNOWNED) && isSomebodys(account)) {
            return Optional.of(WaveSkip.SOMEBODYS);
        }
        if (!account.enabled()) {
            return Optional.of(WaveSkip.DISABLED_ALREADY);
        }
        if (item.kind() == FindingKind.DUPLICATE && isLast(id, account)) {
            return Optional.of(WaveSkip.ALL_OF_SOMEBODY);
        }
        return systems.find(item.system()).orElseThrow().mode() instanceof SystemMode.Act
                ? Optional.empty()
                : Optional.of(WaveSkip.NOT_IN_ACT);
    }

    private boolean isSomebodys(Account account) {
        return account.identity()
                .flatMap(identities::find)
                .filter(identity -> identity.profile().kind() != IdentityKind.NON_HUMAN && !identity.hasLeft())
                .isPresent();
    }

    private boolean isLast(WaveId id, Account account) {
        return account.identity().isPresent()
                && accounts.there(account.system())
                        .filter(other -> other.identity().equals(account.identity()) && other.enabled())
                        .allMatch(
                                other -> of(id).anyMatch(item -> item.account().equals(other.id())));
    }

    @Override
    public Optional<WaveItem> item(WaveId id, FindingId finding) {
        return items.find(new Key(id, finding)).map(Entry::item);
    }

    @Override
    public Optional<WaveItem> about(WaveId id, AccountId account) {
        return of(id).filter(item -> item.account().equals(account)).findFirst();
    }

    @Override
    public List<WaveItem> some(WaveId id, Set<String> states, int limit) {
        return of(id).filter(item -> states.contains(item.state().label()))
                .limit(limit)
                .toList();
    }

    @Override
    public List<WaveItem> guarded(WaveId id, Set<String> states, int limit) {
        return of(id).filter(item -> states.contains(item.state().label()))
                .filter(item -> accounts.find(item.account())
                        .flatMap(Account::protection)
                        .isPresent())
                .limit(limit)
                .toList();
    }

    @Override
    public void settle(WaveId id, Collection<FindingId> some, WaveItem.State state) {
        some.forEach(finding -> item(id, finding).ifPresent(item -> put(id, item.in(state))));
    }

    @Override
    public void letGo(WaveId id, SystemId system) {
        of(id).filter(item -> item.system().equals(system)).forEach(item -> {
            if (item.state() instanceof WaveItem.State.Held held && !isHeld(held.operation())) {
                put(id, item.in(new WaveItem.State.Planned(held.operation())));
            }
        });
    }

    private boolean isHeld(OperationId id) {
        return operations.find(id).orElseThrow() instanceof Operation.Held;
    }

    @Override
    public Optional<Instant> lastWait(WaveId id) {
        return of(id).map(WaveItem::state)
                .filter(WaveItem.State.Disabled.class::isInstance)
                .map(state -> ((WaveItem.State.Disabled) state).until())
                .max(Comparator.naturalOrder());
    }

    @Override
    public List<WaveId> live(Instant now) {
        return waves.all()
                .filter(wave -> switch (wave) {
                    case Wave.UnderWay underWay -> true;
                    case Wave.Withdrawing withdrawing -> true;
                    case Wave.Waiting waiting -> !waiting.until().isAfter(now);
                    case Wave.Prepared prepared -> false;
                    case Wave.Done done -> false;
                    case Wave.Withdrawn withdrawn -> false;
                })
                .sorted(Comparator.comparing(
                                (Wave wave) -> wave.started().orElseThrow().at())
                        .thenComparing(wave -> wave.plan().id().value().toString()))
                .map(wave -> wave.plan().id())
                .toList();
    }

    @Override
    public List<Figure> figures(WaveId id) {
        Comparator<Figure> order = Comparator.comparing(
                        (Figure f) -> f.system().value().toString())
                .thenComparing(f -> lower(f.kind().name()).replace('_', '-'))
                .thenComparing(Figure::severity, Comparator.reverseOrder())
                .thenComparing(Figure::state)
                .thenComparing(f -> f.skip().map(WaveSkip::label).orElse("~"));
        return of(id)
                .map(item -> new Figure(
                        item.system(),
                        item.kind(),
                        item.severity(),
                        item.state().label(),
                        item.state() instanceof WaveItem.State.Skipped skipped
                                ? Optional.of(skipped.why())
                                : Optional.empty(),
                        0))
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()))
                .entrySet()
                .stream()
                .map(same -> new Figure(
                        same.getKey().system(),
                        same.getKey().kind(),
                        same.getKey().severity(),
                        same.getKey().state(),
                        same.getKey().skip(),
                        same.getValue()))
                .sorted(order)
                .toList();
    }

    @Override
    public List<Share> shares(WaveId id, int limit) {
        return of(id)
                .map(item -> findings.find(item.finding()).orElseThrow())
                .filter(Finding.Open.class::isInstance)
                .collect(Collectors.groupingBy(finding -> finding.duty().owner(), Collectors.counting()))
                .entrySet()
                .stream()
                .map(same -> new Share(same.getKey(), same.getValue()))
                .sorted(Comparator.comparing(Share::findings).reversed().thenComparing(Share::owner))
                .limit(limit)
                .toList();
    }

    @Override
    public Slice<WaveItem> items(WaveId id, Filter filter, PageRequest page) {
        List<WaveItem> wanted = of(id).filter(
                        item -> filter.state().map(item.state().label()::equals).orElse(true))
                .filter(item -> filter.text()
                        .map(text -> lower(item.name()).contains(lower(text)))
                        .orElse(true))
                .sorted(Comparator.comparing((WaveItem item) -> lower(item.name()))
                        .thenComparing(item -> item.finding().value().toString()))
                .toList();
        return InMemoryPages.page(wanted, page, item -> item.finding().value().toString());
    }
}

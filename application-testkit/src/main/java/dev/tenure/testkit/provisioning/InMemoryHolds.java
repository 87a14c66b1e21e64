package dev.tenure.testkit.provisioning;

import dev.tenure.application.identity.Identities;
import dev.tenure.application.inventory.TargetSystems;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.application.provisioning.Holds;
import dev.tenure.application.reconciliation.Accounts;
import dev.tenure.domain.identity.Identity;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.inventory.TargetSystem;
import dev.tenure.domain.provisioning.Hold;
import dev.tenure.domain.provisioning.HoldId;
import dev.tenure.domain.provisioning.HoldRelease;
import dev.tenure.domain.provisioning.Operation;
import dev.tenure.domain.provisioning.Work;
import dev.tenure.domain.reconciliation.Account;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.testkit.paging.InMemoryPages;
import dev.tenure.testkit.transaction.InMemoryTransactions;
import dev.tenure.testkit.transaction.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Holds in memory. */
public final class InMemoryHolds implements Holds {

    private final InMemoryOperations operations;
    private final TargetSystems systems;
    private final Accounts accounts;
    private final Identities identities;
    private final Table<HoldId, Hold> holds;
    private final Table<UUID, HoldRelease> releases;

    /** @param transactions what it takes part in */
    public InMemoryHolds(
            InMemoryTransactions transactions,
            InMemoryOperations operations,
            TargetSystems systems,
            Accounts accounts,
            Identities identities) {
        this.operations = operations;
        this.systems = systems;
        this.accounts = accounts;
        this.identities = identities;
        this.holds = transactions.table();
        this.releases = transactions.table();
    }

    @Override
    public void open(Hold.Open hold) {
        if (openOn(hold.opening().system()).isPresent()) {
            throw new IllegalStateException("a hold on this system is open already");
        }
        holds.put(hold.opening().id(), hold);
    }

    @Override
    public List<Hold.Open> openOn(Collection<SystemId> systems) {
        return systems.stream()
                .distinct()
                .map(this::openOn)
                .flatMap(Optional::stream)
                .toList();
    }

    @Override
    public Optional<Hold.Open> openOn(SystemId system) {
        return holds.all()
                .filter(Hold.Open.class::isInstance)
                .map(Hold.Open.class::cast)
                .filter(open -> open.opening().system().equals(system))
                .findFirst();
    }

    @Override
    public void end(Hold.Ended hold) {
        if (!(holds.find(hold.opening().id()).orElse(hold) instanceof Hold.Open)) {
            throw new IllegalStateException("the hold ended before, or never began");
        }
        holds.put(hold.opening().id(), hold);
    }

    @Override
    public Optional<Summary> find(HoldId id) {
        return holds.find(id).map(this::summary);
    }

    @Override
    public Slice<Summary> list(Filter filter, PageRequest page) {
        List<Hold> wanted = holds.newestFirst()
                .filter(hold ->
                        filter.system().map(hold.opening().system()::equals).orElse(true))
                .filter(hold -> !filter.open() || hold instanceof Hold.Open)
                .toList();
        return InMemoryPages.page(
                        wanted, page, hold -> hold.opening().id().value().toString())
                .map(this::summary);
    }

    private Summary summary(Hold hold) {
        HoldId id = hold.opening().id();
        List<Operation.Held> held = operations.held(id).toList();
        return new Summary(
                hold,
                systems.find(hold.opening().system()).map(TargetSystem::name).orElse(""),
                held.stream().map(InMemoryHolds::account).distinct().count(),
                held.size(),
                held.stream().map(o -> o.plan().cause()).distinct().count(),
                operations.letGo(id),
                releases(id).stream()
                        .filter(HoldRelease.Proposed.class::isInstance)
                        .map(HoldRelease.Proposed.class::cast)
                        .findFirst());
    }

    private static AccountId account(Operation.Held held) {
        return switch (held.plan().work()) {
            case Work.OnAccount on -> on.account();
            case Work.ListAccounts list -> throw new IllegalStateException("a read is never held");
            case Work.ConfirmAccounts confirm -> throw new IllegalStateException("a read is never held");
            case Work.ReadSignIns read -> throw new IllegalStateException("a read is never held");
        };
    }

    @Override
    public Slice<HeldAccount> accounts(HoldId id, PageRequest page) {
        Map<AccountId, List<Operation.Held>> byAccount = new LinkedHashMap<>();
        operations.held(id).forEach(held -> byAccount
                .computeIfAbsent(account(held), any -> new ArrayList<>())
                .add(held));
        List<HeldAccount> all = byAccount.entrySet().stream()
                .map(entry -> heldAccount(entry.getKey(), entry.getValue()))
                .toList();
        return InMemoryPages.page(all, page, held -> held.account().value().toString());
    }

    private HeldAccount heldAccount(AccountId id, List<Operation.Held> held) {
        Optional<Account> account = accounts.find(id);
        return new HeldAccount(
                id,
                account.map(Account::name).orElse(""),
                account.flatMap(Account::identity).flatMap(identities::find).map(InMemoryHolds::person),
                held.get(0).plan().cause(),
                held.stream().map(o -> o.plan().work().label()).toList(),
                held.stream()
                        .map(o -> o.plan().deadline())
                        .min(Comparator.naturalOrder())
                        .orElseThrow(),
                held.stream()
                        .map(Operation.Held::since)
                        .min(Comparator.<Instant>naturalOrder())
                        .orElseThrow());
    }

    private static Person person(Identity identity) {
        return new Person(
                identity.id(), identity.key().workerId(), identity.profile().displayName());
    }

    @Override
    public void propose(HoldRelease.Proposed proposed) {
        if (releases(proposed.proposal().hold()).stream().anyMatch(HoldRelease.Proposed.class::isInstance)) {
            throw new IllegalStateException("a release of this hold waits already: confirm or decline that one");
        }
        releases.put(proposed.proposal().id(), proposed);
    }

    @Override
    public Optional<HoldRelease> findRelease(UUID id) {
        return releases.find(id);
    }

    @Override
    public List<HoldRelease> releases(HoldId id) {
        return releases.newestFirst()
                .filter(release -> release.proposal().hold().equals(id))
                .toList();
    }

    @Override
    public void endRelease(HoldRelease ended) {
        boolean waits = releases.find(ended.proposal().id())
                .filter(HoldRelease.Proposed.class::isInstance)
                .isPresent();
        if (!waits || ended instanceof HoldRelease.Proposed) {
            throw new IllegalStateException("the release ended before, or was never proposed");
        }
        releases.put(ended.proposal().id(), ended);
    }
}

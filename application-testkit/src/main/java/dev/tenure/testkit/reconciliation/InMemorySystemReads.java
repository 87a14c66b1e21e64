package dev.tenure.testkit.reconciliation;

import dev.tenure.application.reconciliation.SystemReads;
import dev.tenure.connector.spi.AccountRef;
import dev.tenure.connector.spi.EntitlementRef;
import dev.tenure.connector.spi.ObservedAccount;
import dev.tenure.connector.spi.ObservedEntitlement;
import dev.tenure.connector.spi.ObservedMember;
import dev.tenure.connector.spi.SignIn;
import dev.tenure.domain.identity.Identity;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.inventory.Correlation;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.inventory.TargetSystem;
import dev.tenure.domain.reconciliation.Account;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.domain.reconciliation.Protection;
import dev.tenure.domain.reconciliation.ReadId;
import dev.tenure.domain.reconciliation.SystemRead;
import dev.tenure.testkit.identity.InMemoryIdentities;
import dev.tenure.testkit.transaction.InMemoryTransactions;
import dev.tenure.testkit.transaction.SequentialIdentifiers;
import dev.tenure.testkit.transaction.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads of systems in memory. */
public final class InMemorySystemReads implements SystemReads {

    private record Staged(
            Map<AccountRef, ObservedAccount> accounts, Map<EntitlementRef, ObservedEntitlement> entitlements) {
        static final Staged NOTHING = new Staged(Map.of(), Map.of());
    }

    private final InMemoryAccounts accounts;
    private final InMemoryIdentities identities;
    private final SequentialIdentifiers identifiers;
    private final Table<ReadId, SystemRead> reads;
    private final Table<ReadId, Staged> staged;

    /** @param transactions what it takes part in */
    public InMemorySystemReads(
            InMemoryTransactions transactions,
            InMemoryAccounts accounts,
            InMemoryIdentities identities,
            SequentialIdentifiers identifiers) {
        this.accounts = accounts;
        this.identities = identities;
        this.identifiers = identifiers;
        this.reads = transactions.table();
        this.staged = transactions.table();
    }

    @Override
    public Optional<SystemRead> find(ReadId id) {
        return reads.find(id);
    }

    @Override
    public List<SystemRead> of(SystemId system, int limit) {
        return reads.newestFirst()
                .filter(r -> r.system().equals(system))
                .limit(limit)
                .toList();
    }

    @Override
    public Optional<SystemRead.Requested> current(SystemId system) {
        return reads.all()
                .filter(r -> r.system().equals(system))
                .filter(SystemRead.Requested.class::isInstance)
                .map(SystemRead.Requested.class::cast)
                .findFirst();
    }

    @Override
    public boolean hasCompleteRead(SystemId system, Instant since) {
        return reads.all()
                .anyMatch(r -> r.system().equals(system)
                        && r instanceof SystemRead.Complete
                        && !r.requestedAt().isBefore(since));
    }

    @Override
    public void add(SystemRead.Requested read) {
        if (current(read.system()).isPresent()) {
            throw new IllegalStateException("a read of this system has not ended");
        }
        reads.put(read.id(), read);
    }

    @Override
    public void clear(ReadId id) {
        staged.remove(id);
    }

    @Override
    public void stageAccounts(ReadId id, List<ObservedAccount> observed) {
        Staged before = staged.find(id).orElse(Staged.NOTHING);
        Map<AccountRef, ObservedAccount> more = new LinkedHashMap<>(before.accounts());
        observed.forEach(account -> more.put(account.ref(), account));
        staged.put(id, new Staged(more, before.entitlements()));
    }

    @Override
    public void stageEntitlements(ReadId id, List<ObservedEntitlement> observed) {
        Staged before = staged.find(id).orElse(Staged.NOTHING);
        Map<EntitlementRef, ObservedEntitlement> more = new LinkedHashMap<>(before.entitlements());
        observed.forEach(entitlement -> more.put(entitlement.ref(), entitlement));
        staged.put(id, new Staged(before.accounts(), more));
    }

    @Override
    public SystemRead.Counts merge(ReadId id, TargetSystem system, Optional<String> ownAccount, Instant now) {
        Staged found = staged.find(id).orElse(Staged.NOTHING);
        SystemRead.Requested read = (SystemRead.Requested) find(id).orElseThrow();
        long memberships = 0;
        long unresolved = 0;
        Map<AccountRef, List<String>> held = new LinkedHashMap<>();
        for (ObservedEntitlement entitlement : found.entitlements().values()) {
            accounts.entitlementSeen(system.id(), entitlement.ref().nativeId(), entitlement.name());
            for (ObservedMember member :
                    entitlement.members().stream().distinct().toList()) {
                switch (member) {
                    case ObservedMember.Account account -> {
                        if (found.accounts().containsKey(account.ref())) {
                            memberships++;
                            held.computeIfAbsent(account.ref(), ref -> new ArrayList<>())
                                    .add(entitlement.name());
                        } else {
                            unresolved++;
                        }
                    }
                    case ObservedMember.Unresolvable unresolvable -> unresolved++;
                    case ObservedMember.Entitlement nested -> {
                        // Access by nesting is no direct membership.
                    }
                }
            }
        }
        long created = 0;
        long changed = 0;
        long correlated = 0;
        for (ObservedAccount observed : found.accounts().values()) {
            Optional<InMemoryAccounts.Stored> known =
                    accounts.byNativeId(system.id(), observed.ref().nativeId());
            Account merged = merged(
                    system,
                    observed,
                    held.getOrDefault(observed.ref(), List.of()).stream()
                            .distinct()
                            .sorted()
                            .toList(),
                    known,
                    ownAccount,
                    now);
            boolean isChanged = known.filter(k -> k.vanished() || differs(k.account(), merged))
                    .isPresent();
            created += known.isEmpty() ? 1 : 0;
            changed += isChanged ? 1 : 0;
            correlated += merged.identity().isPresent() ? 1 : 0;
            accounts.put(new InMemoryAccounts.Stored(
                    merged,
                    known.flatMap(InMemoryAccounts.Stored::shown),
                    known.flatMap(InMemoryAccounts.Stored::shownAt),
                    false,
                    InMemoryAccounts.privilegedAt(known, merged.privileged(), now)));
        }
        long vanished = leaveOut(system, found, read, now);
        return new SystemRead.Counts(
                found.accounts().size(),
                found.entitlements().size(),
                memberships,
                created,
                changed,
                vanished,
                correlated,
                unresolved,
                found.accounts().values().stream()
                        .filter(a -> !a.problems().isEmpty())
                        .count());
    }

    private Account merged(
            TargetSystem system,
            ObservedAccount observed,
            List<String> held,
            Optional<InMemoryAccounts.Stored> known,
            Optional<String> ownAccount,
            Instant now) {
        Optional<Account> before = known.map(InMemoryAccounts.Stored::account);
        Optional<Protection> own =
                ownAccount.filter(observed.ref().nativeId()::equals).map(same -> Protection.ofConnectorItself(now));
        return new Account(
                before.map(Account::id).orElseGet(() -> new AccountId(identifiers.next())),
                system.id(),
                observed.ref().nativeId(),
                observed.name(),
                observed.signIn() != SignIn.DISABLED,
                correlated(system.correlation(), observed).or(() -> known.flatMap(InMemoryAccounts.Stored::shown)),
                before.flatMap(Account::protection).or(() -> own),
                held,
                accounts.isPrivileged(system, observed.ref().nativeId(), held),
                before.map(Account::firstSeenAt).orElse(now),
                now,
                before.map(Account::version).orElse(0L) + 1);
    }

    private static boolean differs(Account before, Account after) {
        return !before.name().equals(after.name())
                || before.enabled() != after.enabled()
                || !before.identity().equals(after.identity())
                || !before.entitlements().equals(after.entitlements())
                || before.privileged() != after.privileged();
    }

    /** Where two identities fit, neither is taken. */
    private Optional<IdentityId> correlated(Correlation rule, ObservedAccount observed) {
        Optional<String> told = observed.attributes().entrySet().stream()
                .filter(e -> e.getKey().equalsIgnoreCase(rule.accountAttribute()))
                .map(Map.Entry::getValue)
                .filter(value -> !value.isEmpty())
                .findFirst();
        if (told.isEmpty()) {
            return Optional.empty();
        }
        List<Identity> fitting = identities
                .all()
                .filter(identity -> switch (rule.identityAttribute()) {
                    case WORKER_ID -> identity.key().workerId().equals(told.get());
                    case EMAIL ->
                        identity.profile()
                                .email()
                                .filter(told.get()::equalsIgnoreCase)
                                .isPresent();
                })
                .toList();
        return fitting.size() == 1 ? Optional.of(fitting.get(0).id()) : Optional.empty();
    }

    private long leaveOut(TargetSystem system, Staged found, SystemRead.Requested read, Instant now) {
        List<InMemoryAccounts.Stored> gone = accounts.on(system.id())
                .filter(s -> !s.vanished())
                .filter(s ->
                        !found.accounts().containsKey(new AccountRef(s.account().nativeId())))
                // One that a listing for a person showed after this read was asked for is there.
                .filter(s ->
                        s.shownAt().filter(at -> at.isAfter(read.requestedAt())).isEmpty())
                .toList();
        gone.forEach(s -> accounts.put(new InMemoryAccounts.Stored(
                s.account(), s.shown(), s.shownAt(), true, InMemoryAccounts.privilegedAt(Optional.of(s), false, now))));
        return gone.size();
    }

    @Override
    public void end(SystemRead ended) {
        if (!(find(ended.id()).orElse(ended) instanceof SystemRead.Requested)) {
            throw new IllegalStateException("the read ended before, or was never asked for");
        }
        reads.put(ended.id(), ended);
        staged.remove(ended.id());
    }
}

package dev.tenure.testkit.reconciliation;

import dev.tenure.application.inventory.TargetSystems;
import dev.tenure.application.reconciliation.SystemReads;
import dev.tenure.connector.spi.AccountRef;
import dev.tenure.connector.spi.EntitlementRef;
import dev.tenure.connector.spi.ObservedAccount;
import dev.tenure.connector.spi.ObservedEntitlement;
import dev.tenure.connector.spi.ObservedMember;
import dev.tenure.connector.spi.ResumeToken;
import dev.tenure.connector.spi.SignIn;
import dev.tenure.domain.finding.Finding;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.inventory.TargetSystem;
import dev.tenure.domain.reconciliation.Account;
import dev.tenure.domain.reconciliation.AccountChange;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.domain.reconciliation.Protection;
import dev.tenure.domain.reconciliation.ReadId;
import dev.tenure.domain.reconciliation.SystemRead;
import dev.tenure.testkit.transaction.InMemoryTransactions;
import dev.tenure.testkit.transaction.SequentialIdentifiers;
import dev.tenure.testkit.transaction.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads of systems in memory. */
public final class InMemorySystemReads implements SystemReads {

    /**
     * What pages said, the last of each thing; empty where it was deleted.
     *
     * @param twofold ids by which accounts of different names were told
     */
    private record Staged(
            Map<AccountRef, Optional<ObservedAccount>> accounts,
            Map<EntitlementRef, Optional<ObservedEntitlement>> entitlements,
            Set<AccountRef> twofold) {
        static final Staged NOTHING = new Staged(Map.of(), Map.of(), Set.of());

        boolean isUnderstood(ObservedAccount account, SystemRead.Scope scope) {
            return account.problems().isEmpty()
                    && (scope == SystemRead.Scope.CHANGES || !twofold.contains(account.ref()));
        }

        Set<AccountRef> deletedAccounts() {
            return accounts.entrySet().stream()
                    .filter(e -> e.getValue().isEmpty())
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toSet());
        }

        /** What is there when all of this happened to a system that held what {@code before} says. */
        Estate on(Estate before) {
            Map<AccountRef, ObservedAccount> accountsThere = new LinkedHashMap<>(before.accounts());
            accounts.forEach((ref, said) ->
                    said.ifPresentOrElse(account -> accountsThere.put(ref, account), () -> accountsThere.remove(ref)));
            Map<EntitlementRef, ObservedEntitlement> entitlementsThere = new LinkedHashMap<>(before.entitlements());
            entitlements.forEach((ref, said) -> said.ifPresentOrElse(
                    entitlement -> entitlementsThere.put(ref, entitlement), () -> entitlementsThere.remove(ref)));
            return new Estate(accountsThere, entitlementsThere);
        }
    }

    private record Membership(EntitlementRef entitlement, AccountRef account) {}

    /** What a system holds. */
    private record Estate(
            Map<AccountRef, ObservedAccount> accounts, Map<EntitlementRef, ObservedEntitlement> entitlements) {
        static final Estate NOTHING = new Estate(Map.of(), Map.of());

        /** What is known of parts that were not read. */
        Estate of(Set<String> unread) {
            Estate kept = new Estate(new LinkedHashMap<>(accounts), new LinkedHashMap<>(entitlements));
            kept.accounts().keySet().removeIf(ref -> !isOf(unread, ref.nativeId()));
            kept.entitlements().keySet().removeIf(ref -> !isOf(unread, ref.nativeId()));
            return kept;
        }
    }

    /** @param at when the token was kept */
    private record Picture(
            SystemId system,
            Map<Membership, Instant> since,
            Estate estate,
            Instant wholeRequestedAt,
            Instant lastRequestedAt,
            Optional<ResumeToken> token,
            Instant at) {}

    private final InMemoryTransactions transactions;
    private final TargetSystems systems;
    private final InMemoryAccounts accounts;
    private final InMemoryAccountLinks links;
    private final SequentialIdentifiers identifiers;
    private final Table<ReadId, SystemRead> reads;
    private final Table<ReadId, Staged> staged;
    private final Table<SystemId, Picture> pictures;
    private final Table<ReadId, List<AccountChange>> changes;

    /** @param transactions what it takes part in */
    public InMemorySystemReads(
            InMemoryTransactions transactions,
            TargetSystems systems,
            InMemoryAccounts accounts,
            InMemoryAccountLinks links,
            SequentialIdentifiers identifiers) {
        this.transactions = transactions;
        this.systems = systems;
        this.accounts = accounts;
        this.links = links;
        this.identifiers = identifiers;
        this.reads = transactions.table();
        this.staged = transactions.table();
        this.pictures = transactions.table();
        this.changes = transactions.table();
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
                        && r.scope() == SystemRead.Scope.WHOLE
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
    public ToldBefore toldBefore(ReadId id) {
        return ToldBefore.NOTHING;
    }

    @Override
    public void stageAccounts(ReadId id, List<ObservedAccount> observed, ToldBefore before) {
        observed.forEach(account -> stage(id, account.ref(), Optional.of(account)));
    }

    @Override
    public void stageEntitlements(ReadId id, List<ObservedEntitlement> observed) {
        observed.forEach(entitlement -> stage(id, entitlement.ref(), Optional.of(entitlement)));
    }

    @Override
    public void stageDeletions(ReadId id, List<AccountRef> deleted, List<EntitlementRef> entitlements) {
        deleted.forEach(account -> stage(id, account, Optional.empty()));
        entitlements.forEach(entitlement -> stage(id, entitlement, Optional.empty()));
    }

    private void stage(ReadId id, AccountRef ref, Optional<ObservedAccount> said) {
        Staged before = staged.find(id).orElse(Staged.NOTHING);
        Map<AccountRef, Optional<ObservedAccount>> more = new LinkedHashMap<>(before.accounts());
        more.put(ref, said);
        Set<AccountRef> twofold = new HashSet<>(before.twofold());
        if (isAnother(before.accounts().getOrDefault(ref, said), said)) {
            twofold.add(ref);
        }
        staged.put(id, new Staged(more, before.entitlements(), twofold));
    }

    private static boolean isOf(Set<String> parts, String nativeId) {
        return parts.stream().anyMatch(nativeId::startsWith);
    }

    private static boolean isAnother(Optional<ObservedAccount> one, Optional<ObservedAccount> other) {
        return one.isPresent()
                && other.isPresent()
                && !one.get().name().equals(other.get().name());
    }

    private void stage(ReadId id, EntitlementRef ref, Optional<ObservedEntitlement> said) {
        Staged before = staged.find(id).orElse(Staged.NOTHING);
        Map<EntitlementRef, Optional<ObservedEntitlement>> more = new LinkedHashMap<>(before.entitlements());
        more.put(ref, said);
        staged.put(id, new Staged(before.accounts(), more, before.twofold()));
    }

    @Override
    public Optional<ResumeToken> resume(SystemId system) {
        Instant redirected =
                systems.find(system).map(TargetSystem::redirectedAt).orElse(Instant.MAX);
        return pictures.find(system).filter(p -> !p.at().isBefore(redirected)).flatMap(Picture::token);
    }

    @Override
    public void keepResume(SystemId system, Optional<ResumeToken> token) {
        pictures.find(system)
                .ifPresent(p -> pictures.put(
                        system,
                        new Picture(
                                system,
                                p.since(),
                                p.estate(),
                                p.wholeRequestedAt(),
                                p.lastRequestedAt(),
                                token,
                                transactions.now())));
    }

    /** When the last complete read of a system was asked for; empty where it was never read whole. */
    public Optional<Instant> lastRequestedAt(SystemId system) {
        return pictures.find(system).map(Picture::lastRequestedAt);
    }

    @Override
    public List<Due> due(Instant wholeBefore, Instant changesBefore, Instant failedBefore, int limit) {
        return pictures.all()
                .sorted(Comparator.comparing(Picture::lastRequestedAt)
                        .thenComparing(p -> p.system().value().toString()))
                .filter(p -> current(p.system()).isEmpty())
                .filter(p -> reads.all()
                        .filter(r -> r.system().equals(p.system()))
                        .noneMatch(r -> r instanceof SystemRead.Failed failed
                                && !r.requestedAt().isBefore(p.lastRequestedAt())
                                && failed.failedAt().isAfter(failedBefore)))
                .flatMap(p -> due(p, wholeBefore, changesBefore).stream())
                .limit(limit)
                .toList();
    }

    private Optional<Due> due(Picture picture, Instant wholeBefore, Instant changesBefore) {
        SystemId system = picture.system();
        Instant redirected =
                systems.find(system).map(TargetSystem::redirectedAt).orElse(Instant.MIN);
        if (!picture.wholeRequestedAt().isAfter(wholeBefore)
                || !picture.wholeRequestedAt().isAfter(redirected)) {
            return Optional.of(new Due(system, SystemRead.Scope.WHOLE));
        }
        return picture.token().isPresent() && !picture.lastRequestedAt().isAfter(changesBefore)
                ? Optional.of(new Due(system, SystemRead.Scope.CHANGES))
                : Optional.empty();
    }

    @Override
    public SystemRead.Coverage coverage(SystemRead.Requested read, Set<String> unread) {
        Staged said = staged.find(read.id()).orElse(Staged.NOTHING);
        List<AccountRef> known = accounts.there(read.system())
                .map(account -> new AccountRef(account.nativeId()))
                .filter(ref -> !isOf(unread, ref.nativeId()))
                .toList();
        List<EntitlementRef> groups = pictures.find(read.system()).stream()
                .flatMap(picture -> picture.estate().entitlements().keySet().stream())
                .filter(ref -> !isOf(unread, ref.nativeId()))
                .toList();
        return new SystemRead.Coverage(
                known.size(),
                known.stream().filter(ref -> !said.accounts().containsKey(ref)).count(),
                groups.size(),
                groups.stream()
                        .filter(ref -> !said.entitlements().containsKey(ref))
                        .count());
    }

    @Override
    public SystemRead.Counts merge(SystemRead.Requested read, TargetSystem system, Provisos provisos, Instant now) {
        Staged said = staged.find(read.id()).orElse(Staged.NOTHING);
        Optional<Picture> before = pictures.find(system.id());
        Estate found =
                switch (read.scope()) {
                    case WHOLE ->
                        said.on(before.map(Picture::estate)
                                .orElse(Estate.NOTHING)
                                .of(provisos.unread()));
                    case CHANGES -> said.on(before.map(Picture::estate).orElse(Estate.NOTHING));
                };
        boolean whole = read.scope() == SystemRead.Scope.WHOLE;
        pictures.put(
                system.id(),
                new Picture(
                        system.id(),
                        since(found, before, now),
                        found,
                        whole ? read.requestedAt() : before.orElseThrow().wholeRequestedAt(),
                        read.requestedAt(),
                        before.flatMap(Picture::token),
                        before.map(Picture::at).orElse(now)));
        long memberships = 0;
        long unresolved = 0;
        Map<AccountRef, List<String>> held = new LinkedHashMap<>();
        accounts.entitlementsThere(
                system,
                found.entitlements().values().stream()
                        .collect(Collectors.toMap(e -> e.ref().nativeId(), ObservedEntitlement::name)),
                now);
        for (ObservedEntitlement entitlement : found.entitlements().values()) {
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
                    case ObservedMember.Unresolvable unresolvable -> {
                        if (entitlement.members().stream()
                                .noneMatch(other -> other instanceof ObservedMember.Account account
                                        && account.ref().nativeId().equals(unresolvable.nativeId()))) {
                            unresolved++;
                        }
                    }
                    case ObservedMember.Entitlement nested -> {
                        // Access by nesting is no direct membership.
                    }
                }
            }
        }
        List<AccountChange> others = new ArrayList<>();
        long created = 0;
        long changed = 0;
        long correlated = 0;
        for (ObservedAccount observed : found.accounts().values()) {
            Optional<InMemoryAccounts.Stored> known =
                    accounts.byNativeId(system.id(), observed.ref().nativeId());
            List<String> holds = held.getOrDefault(observed.ref(), List.of()).stream()
                    .distinct()
                    .sorted()
                    .toList();
            boolean told = said.accounts().containsKey(observed.ref());
            AccountId id = known.map(k -> k.account().id()).orElseGet(() -> new AccountId(identifiers.next()));
            Map<String, String> attributes = InMemoryAccountLinks.told(observed.attributes());
            InMemoryAccountLinks.Decided whose = links.decide(
                    system.correlation(), id, known.flatMap(InMemoryAccounts.Stored::shown), attributes, now);
            if (told) {
                links.keep(id, known.flatMap(k -> k.account().identity()), whose, Optional.of(attributes));
            }
            Account merged = told
                    ? merged(system, observed, holds, known, id, whose, provisos.protections(), now)
                    : regrouped(system, known.orElseThrow().account(), holds, now);
            boolean isChanged = known.filter(k -> k.vanished() || differs(k.account(), merged))
                    .isPresent();
            change(known, merged).ifPresent(others::add);
            created += known.isEmpty() ? 1 : 0;
            changed += isChanged ? 1 : 0;
            correlated += told && merged.identity().isPresent() ? 1 : 0;
            if (told) {
                observed.lastSignIn().ifPresent(at -> accounts.signedIn(merged.id(), at));
                observed.passwordSetAt().ifPresent(at -> accounts.passwordSet(merged.id(), at));
            }
            if (!told && !isChanged) {
                continue;
            }
            accounts.put(
                    new InMemoryAccounts.Stored(
                            merged,
                            known.flatMap(InMemoryAccounts.Stored::shown),
                            known.flatMap(InMemoryAccounts.Stored::shownAt),
                            false,
                            InMemoryAccounts.privilegedAt(known, merged.privileged(), now)),
                    now);
        }
        List<InMemoryAccounts.Stored> gone =
                leaveOut(system, found, said.deletedAccounts(), read, provisos.unread(), now);
        gone.forEach(s -> others.add(new AccountChange.Vanished(s.account())));
        others.sort(Comparator.comparing(change -> change.account().nativeId()));
        changes.put(read.id(), others);
        List<ObservedAccount> listed =
                said.accounts().values().stream().flatMap(Optional::stream).toList();
        return new SystemRead.Counts(
                listed.size(),
                said.entitlements().values().stream()
                        .filter(Optional::isPresent)
                        .count(),
                memberships,
                created,
                changed,
                gone.size(),
                correlated,
                unresolved,
                listed.stream().filter(a -> !said.isUnderstood(a, read.scope())).count());
    }

    private static Optional<AccountChange> change(Optional<InMemoryAccounts.Stored> known, Account merged) {
        if (known.isEmpty()) {
            return Optional.of(new AccountChange.Appeared(merged));
        }
        AccountChange.Shown before = AccountChange.Shown.of(known.get().account());
        if (known.get().vanished()) {
            return Optional.of(new AccountChange.Returned(merged, before));
        }
        return before.equals(AccountChange.Shown.of(merged))
                ? Optional.empty()
                : Optional.of(new AccountChange.Changed(merged, before));
    }

    @Override
    public void changes(SystemRead.Requested read, Consumer<AccountChange> taker) {
        changes.find(read.id()).orElse(List.of()).forEach(taker);
    }

    /** Since when each membership has been there without a gap. */
    private static Map<Membership, Instant> since(Estate found, Optional<Picture> before, Instant now) {
        Map<Membership, Instant> since = new LinkedHashMap<>();
        for (ObservedEntitlement entitlement : found.entitlements().values()) {
            for (ObservedMember member : entitlement.members()) {
                if (member instanceof ObservedMember.Account account
                        && found.accounts().containsKey(account.ref())) {
                    Membership membership = new Membership(entitlement.ref(), account.ref());
                    since.put(
                            membership,
                            before.map(Picture::since)
                                    .map(known -> known.get(membership))
                                    .orElse(now));
                }
            }
        }
        return since;
    }

    /** What an account is a direct member of. */
    public Stream<Finding.Grant> grants(Account account) {
        Picture picture = pictures.find(account.system()).orElseThrow();
        return picture.since().entrySet().stream()
                .filter(e -> e.getKey().account().nativeId().equals(account.nativeId()))
                .map(e -> new Finding.Grant(
                        e.getKey().entitlement().nativeId(),
                        Objects.requireNonNull(picture.estate()
                                        .entitlements()
                                        .get(e.getKey().entitlement()))
                                .name(),
                        e.getValue()));
    }

    private Account regrouped(TargetSystem system, Account before, List<String> held, Instant now) {
        return new Account(
                before.id(),
                before.system(),
                before.nativeId(),
                before.name(),
                before.enabled(),
                before.identity(),
                before.protection(),
                held,
                accounts.isPrivileged(system, before.nativeId(), held),
                before.firstSeenAt(),
                now,
                before.version() + 1);
    }

    private Account merged(
            TargetSystem system,
            ObservedAccount observed,
            List<String> held,
            Optional<InMemoryAccounts.Stored> known,
            AccountId id,
            InMemoryAccountLinks.Decided whose,
            Map<String, Protection> protections,
            Instant now) {
        Optional<Account> before = known.map(InMemoryAccounts.Stored::account);
        Optional<Protection> untouchable =
                Optional.ofNullable(protections.get(observed.ref().nativeId()));
        return new Account(
                id,
                system.id(),
                observed.ref().nativeId(),
                observed.name(),
                observed.signIn() != SignIn.DISABLED,
                whose.identity(),
                before.flatMap(Account::protection).or(() -> untouchable),
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

    private List<InMemoryAccounts.Stored> leaveOut(
            TargetSystem system,
            Estate found,
            Set<AccountRef> deleted,
            SystemRead.Requested read,
            Set<String> unread,
            Instant now) {
        List<InMemoryAccounts.Stored> gone = accounts.on(system.id())
                .filter(s -> !s.vanished())
                .filter(s -> read.scope() == SystemRead.Scope.WHOLE
                        || deleted.contains(new AccountRef(s.account().nativeId())))
                .filter(s ->
                        !found.accounts().containsKey(new AccountRef(s.account().nativeId())))
                .filter(s -> !isOf(unread, s.account().nativeId()))
                // One that a listing for a person showed after this read was asked for is there.
                .filter(s ->
                        s.shownAt().filter(at -> at.isAfter(read.requestedAt())).isEmpty())
                .toList();
        gone.forEach(s -> accounts.put(
                new InMemoryAccounts.Stored(
                        s.account(),
                        s.shown(),
                        s.shownAt(),
                        true,
                        InMemoryAccounts.privilegedAt(Optional.of(s), false, now)),
                now));
        return gone;
    }

    @Override
    public void end(SystemRead ended) {
        if (!(find(ended.id()).orElse(ended) instanceof SystemRead.Requested)) {
            throw new IllegalStateException("the read ended before, or was never asked for");
        }
        reads.put(ended.id(), ended);
        staged.remove(ended.id());
        changes.remove(ended.id());
    }
}

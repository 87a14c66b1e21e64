package dev.tenure.testkit.inspection;

import dev.tenure.application.inspection.HeldArtefact;
import dev.tenure.application.inspection.Inspections;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.domain.inspection.Inspection;
import dev.tenure.domain.inventory.SignInPolicy;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.inventory.TargetSystem;
import dev.tenure.domain.provisioning.Artefact;
import dev.tenure.domain.reconciliation.Account;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.testkit.inventory.InMemoryTargetSystems;
import dev.tenure.testkit.nonhuman.InMemoryNonHumans;
import dev.tenure.testkit.paging.InMemoryPages;
import dev.tenure.testkit.reconciliation.InMemoryAccounts;
import dev.tenure.testkit.transaction.InMemoryTransactions;
import dev.tenure.testkit.transaction.SequentialIdentifiers;
import dev.tenure.testkit.transaction.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Inspections in memory. */
public final class InMemoryInspections implements Inspections {

    private record Key(AccountId account, Artefact.Kind kind, String id) {}

    private record Kept(UUID id, Key key, Artefact artefact, Instant firstSeenAt, Optional<Instant> goneAt) {

        Instant agedFrom() {
            return artefact.since().orElse(firstSeenAt);
        }
    }

    private final InMemoryTargetSystems systems;
    private final InMemoryAccounts accounts;
    private final InMemoryNonHumans nonHumans;
    private final SequentialIdentifiers identifiers;
    private final Table<AccountId, Inspection> inspections;
    private final Table<Key, Kept> artefacts;

    /** @param transactions what it takes part in */
    public InMemoryInspections(
            InMemoryTransactions transactions,
            InMemoryTargetSystems systems,
            InMemoryAccounts accounts,
            InMemoryNonHumans nonHumans,
            SequentialIdentifiers identifiers) {
        this.systems = systems;
        this.accounts = accounts;
        this.nonHumans = nonHumans;
        this.identifiers = identifiers;
        this.inspections = transactions.table();
        this.artefacts = transactions.table();
    }

    @Override
    public List<Due> due(SystemId system, Instant now, int limit) {
        return accounts.there(system)
                .filter(account -> isDue(account, now))
                .sorted(Comparator.comparing((Account account) -> !account.privileged() && !isNonHuman(account))
                        .thenComparing(account ->
                                find(account.id()).map(Inspection::triedAt).orElse(Instant.MIN))
                        .thenComparing(account -> account.id().value().toString()))
                .limit(limit)
                .map(account -> new Due(account.id(), account.nativeId()))
                .toList();
    }

    private boolean isDue(Account account, Instant now) {
        Instant redirectedAt = systems.find(account.system()).orElseThrow().redirectedAt();
        return find(account.id())
                .filter(inspection -> inspection.nextAt().isAfter(now)
                        && !inspection.triedAt().isBefore(redirectedAt))
                .isEmpty();
    }

    /** Whether an account is no person's, by its identity, its name or its attributes. */
    public boolean isNonHuman(Account account) {
        return account.identity().filter(nonHumans::isOne).isPresent()
                || systems.find(account.system()).orElseThrow().isNonHuman(account.name(), accounts.told(account.id()));
    }

    @Override
    public Optional<Inspection> find(AccountId account) {
        return inspections.find(account);
    }

    @Override
    public void save(Inspection inspection) {
        inspections.put(inspection.account(), inspection);
    }

    @Override
    public void keep(AccountId account, Artefact.Kind kind, List<Artefact> held, Instant now) {
        Map<String, Artefact> told = new LinkedHashMap<>();
        held.forEach(artefact -> told.put(artefact.id(), artefact));
        of(account, kind)
                .filter(kept -> !told.containsKey(kept.key().id()))
                .toList()
                .forEach(kept -> artefacts.put(
                        kept.key(),
                        new Kept(kept.id(), kept.key(), kept.artefact(), kept.firstSeenAt(), Optional.of(now))));
        told.values().forEach(artefact -> {
            Key key = new Key(account, kind, artefact.id());
            Optional<Kept> before = artefacts.find(key);
            artefacts.put(
                    key,
                    new Kept(
                            before.map(Kept::id).orElseGet(identifiers::next),
                            key,
                            before.map(kept -> together(kept.artefact(), artefact))
                                    .orElse(artefact),
                            before.map(Kept::firstSeenAt).orElse(now),
                            Optional.empty()));
        });
    }

    private static Artefact together(Artefact before, Artefact told) {
        return new Artefact(
                told.kind(),
                told.id(),
                told.what(),
                told.since().or(before::since),
                Stream.concat(before.lastUsedAt().stream(), told.lastUsedAt().stream())
                        .max(Comparator.naturalOrder()),
                told.expiresAt());
    }

    private Stream<Kept> of(AccountId account, Artefact.Kind kind) {
        return artefacts
                .all()
                .filter(kept -> kept.goneAt().isEmpty())
                .filter(kept ->
                        kept.key().account().equals(account) && kept.key().kind() == kind);
    }

    /** What an account holds of a kind, as it was read last. */
    public Stream<HeldArtefact> held(Account account, Artefact.Kind kind, Instant now) {
        return of(account.id(), kind).map(kept -> shown(kept, account, now));
    }

    @Override
    public Slice<HeldArtefact> list(Filter filter, Instant now, PageRequest page) {
        List<HeldArtefact> wanted = systems.all().stream()
                .filter(system -> filter.system().map(system.id()::equals).orElse(true))
                .flatMap(system -> accounts.there(system.id()))
                .filter(account -> filter.account().map(account.id()::equals).orElse(true))
                .filter(account -> !filter.nonHuman() || isNonHuman(account))
                .filter(account -> filter.answeredBy()
                        .map(person -> account.identity()
                                .filter(machine -> nonHumans.isAnsweredBy(machine, person))
                                .isPresent())
                        .orElse(true))
                .filter(account -> filter.text()
                        .map(text -> account.name().toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT)))
                        .orElse(true))
                .flatMap(account -> artefacts
                        .all()
                        .filter(kept -> kept.key().account().equals(account.id()))
                        .filter(kept -> filter.gone() || kept.goneAt().isEmpty())
                        .filter(kept -> filter.kind()
                                .map(kind -> kept.key().kind() == kind)
                                .orElse(true))
                        .filter(kept -> filter.issuedBefore()
                                .map(before -> kept.agedFrom().isBefore(before))
                                .orElse(true))
                        .filter(kept -> filter.idleSince()
                                .map(since -> !kept.artefact()
                                        .lastUsedAt()
                                        .orElse(kept.agedFrom())
                                        .isAfter(since))
                                .orElse(true))
                        .map(kept -> shown(kept, account, now)))
                .filter(held -> !filter.overdue() || held.overdue())
                .sorted(Comparator.comparing(HeldArtefact::agedFrom)
                        .thenComparing(held -> held.id().toString()))
                .toList();
        return InMemoryPages.page(wanted, page, held -> held.id().toString());
    }

    private HeldArtefact shown(Kept kept, Account account, Instant now) {
        TargetSystem system = systems.find(account.system()).orElseThrow();
        boolean overdue = kept.key().kind() == Artefact.Kind.CREDENTIAL
                && kept.goneAt().isEmpty()
                && system.signInPolicy()
                        .flatMap(SignInPolicy::keyMaxAgeDays)
                        .filter(days -> kept.agedFrom().isBefore(now.minus(Duration.ofDays(days))))
                        .isPresent();
        return new HeldArtefact(
                kept.id(),
                kept.artefact(),
                kept.firstSeenAt(),
                kept.goneAt(),
                new HeldArtefact.Holder(
                        account.id(),
                        account.name(),
                        system.id(),
                        system.name(),
                        account.identity(),
                        account.privileged(),
                        isNonHuman(account)),
                overdue);
    }

    @Override
    public Coverage coverage(SystemId system, Instant now) {
        List<Account> there = accounts.there(system).toList();
        List<Inspection> all =
                there.stream().flatMap(account -> find(account.id()).stream()).toList();
        return new Coverage(
                there.size(),
                all.stream().filter(one -> one.error().isEmpty()).count(),
                all.stream().filter(one -> one.error().isPresent()).count(),
                there.stream().filter(account -> isDue(account, now)).count(),
                all.stream().map(Inspection::triedAt).min(Comparator.naturalOrder()),
                all.stream()
                        .filter(one -> one.error().isPresent())
                        .max(Comparator.comparing(Inspection::triedAt)
                                .thenComparing(one -> one.account().value().toString()))
                        .map(one -> new Failure(one.triedAt(), one.error().orElseThrow())));
    }
}

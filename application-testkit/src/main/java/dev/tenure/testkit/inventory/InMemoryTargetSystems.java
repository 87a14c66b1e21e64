package dev.tenure.testkit.inventory;

import dev.tenure.application.inventory.TargetSystems;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.inventory.TargetSystem;
import dev.tenure.testkit.paging.InMemoryPages;
import dev.tenure.testkit.transaction.InMemoryTransactions;
import dev.tenure.testkit.transaction.InMemoryTransactions.StaleVersion;
import dev.tenure.testkit.transaction.Table;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Systems in memory. */
public final class InMemoryTargetSystems implements TargetSystems {

    private final Table<SystemId, TargetSystem> systems;

    /** @param transactions what it takes part in */
    public InMemoryTargetSystems(InMemoryTransactions transactions) {
        this.systems = transactions.table();
    }

    @Override
    public Optional<TargetSystem> find(SystemId id) {
        return systems.find(id);
    }

    @Override
    public Optional<TargetSystem> findByName(String name) {
        return systems.all().filter(s -> lower(s.name()).equals(lower(name))).findFirst();
    }

    @Override
    public List<TargetSystem> all() {
        return systems.all()
                .sorted(Comparator.comparing((TargetSystem s) -> lower(s.name())))
                .toList();
    }

    @Override
    public Slice<TargetSystem> list(Filter filter, PageRequest page) {
        List<TargetSystem> wanted = all().stream()
                .filter(s -> filter.text()
                        .map(text -> lower(s.name()).contains(lower(text)))
                        .orElse(true))
                .filter(s -> filter.mode().map(s.mode().label()::equals).orElse(true))
                .filter(s -> filter.framework()
                        .map(s.classification().frameworks()::contains)
                        .orElse(true))
                .toList();
        return InMemoryPages.page(wanted, page, s -> s.id().value().toString());
    }

    @Override
    public void save(TargetSystem system) {
        long stored = find(system.id()).map(TargetSystem::version).orElse(0L);
        if (stored != system.version()) {
            throw new StaleVersion("the system");
        }
        if (findByName(system.name()).filter(s -> !s.id().equals(system.id())).isPresent()) {
            throw new IllegalStateException("another system has this name");
        }
        systems.put(
                system.id(),
                new TargetSystem(
                        system.id(),
                        system.name(),
                        system.owner(),
                        system.classification(),
                        system.sla(),
                        system.identityProvider(),
                        system.connector(),
                        system.correlation(),
                        system.classRules(),
                        system.nonHuman(),
                        system.outOfBandGrants(),
                        system.limits(),
                        system.mode(),
                        system.registeredAt(),
                        system.redirectedAt(),
                        system.baselineAt(),
                        system.mastery(),
                        system.signInPolicy(),
                        system.privilegedReviewDays(),
                        system.version() + 1));
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}

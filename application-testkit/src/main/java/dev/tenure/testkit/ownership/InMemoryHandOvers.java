package dev.tenure.testkit.ownership;

import dev.tenure.application.ownership.HandOvers;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.domain.identity.Identity;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.lifecycle.LeaverCaseId;
import dev.tenure.domain.ownership.HandOver;
import dev.tenure.domain.ownership.HandOverId;
import dev.tenure.domain.ownership.OwnedKind;
import dev.tenure.testkit.engagement.InMemoryEngagements;
import dev.tenure.testkit.identity.InMemoryIdentities;
import dev.tenure.testkit.inventory.InMemoryTargetSystems;
import dev.tenure.testkit.nonhuman.InMemoryNonHumans;
import dev.tenure.testkit.paging.InMemoryPages;
import dev.tenure.testkit.transaction.InMemoryTransactions;
import dev.tenure.testkit.transaction.InMemoryTransactions.StaleVersion;
import dev.tenure.testkit.transaction.SequentialIdentifiers;
import dev.tenure.testkit.transaction.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Hand-overs in memory. */
public final class InMemoryHandOvers implements HandOvers {

    private final Table<HandOverId, HandOver> handOvers;
    private final InMemoryIdentities identities;
    private final InMemoryTargetSystems systems;
    private final InMemoryEngagements engagements;
    private final InMemoryNonHumans nonHumans;
    private final SequentialIdentifiers identifiers;

    /** @param transactions what it takes part in */
    public InMemoryHandOvers(
            InMemoryTransactions transactions,
            InMemoryIdentities identities,
            InMemoryTargetSystems systems,
            InMemoryEngagements engagements,
            InMemoryNonHumans nonHumans,
            SequentialIdentifiers identifiers) {
        this.handOvers = transactions.table();
        this.identities = identities;
        this.systems = systems;
        this.engagements = engagements;
        this.nonHumans = nonHumans;
        this.identifiers = identifiers;
    }

    @Override
    public Optional<HandOver> find(HandOverId id) {
        return handOvers.find(id);
    }

    @Override
    public List<HandOver> of(LeaverCaseId leaverCase) {
        return handOvers
                .all()
                .filter(h -> h.facts().leaverCase().equals(leaverCase))
                .sorted(Comparator.comparing((HandOver h) -> h.facts().thing().name())
                        .thenComparing(h -> h.facts().id().value().toString()))
                .toList();
    }

    @Override
    public List<HandOver> follow(LeaverCaseId leaverCase, IdentityId leaver, Instant dueAt, Instant now) {
        List<HandOver.Thing> owned = owned(leaver, now);
        List<HandOver.Due> due =
                due().filter(h -> h.facts().leaverCase().equals(leaverCase)).toList();
        List<HandOver> changed = new ArrayList<>();
        for (HandOver.Due one : due) {
            if (owned.stream().noneMatch(thing -> isSame(thing, one.facts().thing()))) {
                save(one.lapse(HandOver.Why.NOT_THEIRS, now));
                changed.add(find(one.facts().id()).orElseThrow());
            }
        }
        for (HandOver.Thing thing : owned) {
            if (due.stream().noneMatch(one -> isSame(thing, one.facts().thing()))) {
                HandOver.Due opened = new HandOver.Due(
                        new HandOver.Facts(
                                new HandOverId(identifiers.next()),
                                leaverCase,
                                leaver,
                                thing,
                                Optional.empty(),
                                now,
                                dueAt),
                        false,
                        0);
                save(opened);
                changed.add(find(opened.facts().id()).orElseThrow());
            }
        }
        return changed;
    }

    private static boolean isSame(HandOver.Thing one, HandOver.Thing other) {
        return one.kind() == other.kind() && one.id().equals(other.id());
    }

    private List<HandOver.Thing> owned(IdentityId owner, Instant now) {
        Set<String> names = identities.find(owner).map(InMemoryHandOvers::names).orElse(Set.of());
        Stream<HandOver.Thing> theirs = systems.all().stream()
                .filter(system -> names.contains(lower(system.owner())))
                .map(system -> new HandOver.Thing(OwnedKind.SYSTEM, system.id().value(), system.name()));
        Stream<HandOver.Thing> sponsored = engagements
                .inForce(now)
                .filter(one -> one.current().ask().sponsor().equals(owner))
                .map(one -> new HandOver.Thing(
                        OwnedKind.ENGAGEMENT,
                        one.terms().id().value(),
                        one.terms().person().givenName() + " "
                                + one.terms().person().familyName()));
        Stream<HandOver.Thing> answeredFor = nonHumans
                .of(owner)
                .map(one -> new HandOver.Thing(
                        OwnedKind.NON_HUMAN,
                        one.terms().id().value(),
                        one.terms().name()));
        return Stream.of(theirs, sponsored, answeredFor)
                .flatMap(Function.identity())
                .toList();
    }

    private static Set<String> names(Identity person) {
        return person.knownAs().map(InMemoryHandOvers::lower).collect(Collectors.toSet());
    }

    private static String lower(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }

    private Stream<HandOver.Due> due() {
        return handOvers.all().filter(HandOver.Due.class::isInstance).map(HandOver.Due.class::cast);
    }

    @Override
    public void save(HandOver handOver) {
        HandOverId id = handOver.facts().id();
        if (find(id).map(HandOver::version).orElse(0L) != handOver.version()) {
            throw new StaleVersion("the hand-over");
        }
        handOvers.put(id, next(handOver, handOver.version() + 1));
    }

    private static HandOver next(HandOver handOver, long version) {
        return switch (handOver) {
            case HandOver.Due h -> new HandOver.Due(h.facts(), h.lateTold(), version);
            case HandOver.HandedOver h ->
                new HandOver.HandedOver(h.facts(), h.successor(), h.by(), h.reason(), h.at(), version);
            case HandOver.Lapsed h -> new HandOver.Lapsed(h.facts(), h.why(), h.at(), version);
        };
    }

    @Override
    public List<HandOver.Due> proposedTo(IdentityId identity) {
        return due().filter(h -> h.facts().proposed().equals(Optional.of(identity)))
                .toList();
    }

    @Override
    public List<LeaverCaseId> outdated(Instant now, int limit) {
        return due().filter(h -> owned(h.facts().leaver(), now).stream()
                        .noneMatch(thing -> isSame(thing, h.facts().thing())))
                .map(h -> h.facts().leaverCase())
                .distinct()
                .limit(limit)
                .toList();
    }

    @Override
    public List<HandOver.Due> overdue(Instant now, int limit) {
        return due().filter(h -> h.isLate(now) && !h.lateTold())
                .sorted(byDue())
                .limit(limit)
                .toList();
    }

    private static Comparator<HandOver> byDue() {
        return Comparator.comparing((HandOver h) -> h.facts().dueAt())
                .thenComparing(h -> h.facts().id().value().toString());
    }

    @Override
    public Slice<HandOver> list(Filter filter, Instant now, PageRequest page) {
        List<HandOver> wanted = handOvers
                .all()
                .filter(h -> filter.state().map(h.label()::equals).orElse(true))
                .filter(h -> filter.kind().map(h.facts().thing().kind()::equals).orElse(true))
                .filter(h -> !filter.late() || (h instanceof HandOver.Due due && due.isLate(now)))
                .filter(h -> filter.leaver().map(h.facts().leaver()::equals).orElse(true))
                .filter(h -> filter.proposed().isEmpty()
                        || filter.proposed().equals(h.facts().proposed()))
                .filter(h -> isKnown(h, filter.proposedKnownAs()))
                .sorted(byDue())
                .toList();
        return InMemoryPages.page(wanted, page, h -> h.facts().id().value().toString());
    }

    private boolean isKnown(HandOver handOver, Set<String> names) {
        return names.isEmpty()
                || handOver.facts()
                        .proposed()
                        .flatMap(identities::find)
                        .filter(person -> names.stream().anyMatch(person::isSubject))
                        .isPresent();
    }

    @Override
    public Totals totals(Set<String> proposedKnownAs, Instant now) {
        List<HandOver.Due> theirs =
                due().filter(h -> isKnown(h, proposedKnownAs)).toList();
        return new Totals(
                theirs.size(), theirs.stream().filter(h -> h.isLate(now)).count());
    }
}

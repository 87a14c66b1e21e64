package dev.tenure.testkit.ownership;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.application.ownership.HandOvers;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.domain.engagement.Engaged;
import dev.tenure.domain.engagement.Engagement;
import dev.tenure.domain.engagement.EngagementId;
import dev.tenure.domain.identity.Identity;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.identity.IdentityKind;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.inventory.SystemMode;
import dev.tenure.domain.inventory.TargetSystem;
import dev.tenure.domain.lifecycle.LeaverCaseId;
import dev.tenure.domain.nonhuman.NonHuman;
import dev.tenure.domain.nonhuman.NonHumanId;
import dev.tenure.domain.nonhuman.NonHumanKind;
import dev.tenure.domain.ownership.HandOver;
import dev.tenure.domain.ownership.OwnedKind;
import dev.tenure.testkit.Ports;
import dev.tenure.testkit.sample.Samples;
import dev.tenure.testkit.transaction.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What {@link HandOvers} promises. */
public interface HandOversContract {

    /** When everything happens. */
    Instant NOW = Samples.MONDAY;

    /** When what is opened is due. */
    Instant DUE = NOW.plus(Duration.ofDays(7));

    /** The ports under test. */
    Ports ports();

    /** Somebody whom nobody else is called like. */
    private Identity person() {
        Identity one = Samples.identity(Samples.unique("Ada"), "Sample");
        return ports().transactions()
                .call(now -> ports().identities().save(one, Samples.entry(one, Identity.Change.HIRED, NOW)));
    }

    private SystemId system(String owner) {
        TargetSystem owned = Samples.system(Samples.unique("Owned"), new SystemMode.Observe())
                .ownedBy(owner);
        return ports().transactions().call(now -> {
            ports().systems().save(owned);
            return owned.id();
        });
    }

    private EngagementId engagement(IdentityId sponsor, LocalDate until, boolean approve) {
        Engagement.Requested requested = new Engagement.Requested(
                new Engagement.Terms(
                        new EngagementId(UUID.randomUUID()),
                        new Engaged(
                                IdentityKind.CONTRACTOR,
                                "Cy",
                                "Sample",
                                Samples.unique("cy") + "@vendor.example",
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Samples.ZONE),
                        LocalDate.parse("2026-01-02")),
                new Engagement.Ask(until, sponsor, "to build", "requester", NOW));
        return ports().transactions().call(now -> {
            ports().engagements().add(requested);
            if (approve) {
                ports().engagements().save(requested.approve("approver", NOW));
            }
            return requested.terms().id();
        });
    }

    private List<HandOver> follow(LeaverCaseId leaverCase, Identity leaver) {
        return ports().transactions().call(now -> ports().handOvers().follow(leaverCase, leaver.id(), DUE, NOW));
    }

    private List<HandOver> of(LeaverCaseId leaverCase) {
        return ports().transactions().call(now -> ports().handOvers().of(leaverCase));
    }

    private HandOver saved(HandOver handOver) {
        return ports().transactions().call(now -> {
            ports().handOvers().save(handOver);
            return ports().handOvers().find(handOver.facts().id()).orElseThrow();
        });
    }

    private static LeaverCaseId someCase() {
        return new LeaverCaseId(UUID.randomUUID());
    }

    /** A leaver who owns one system, which is due. */
    private HandOver.Due due(Identity leaver) {
        system(leaver.key().workerId());
        LeaverCaseId leaverCase = someCase();
        follow(leaverCase, leaver);
        return assertInstanceOf(HandOver.Due.class, of(leaverCase).getFirst());
    }

    private static Set<UUID> things(List<HandOver> handOvers) {
        return handOvers.stream().map(one -> one.facts().thing().id()).collect(Collectors.toSet());
    }

    @Test
    default void whatSomebodyOwnsIsDueOnceAndWhatTheyOwnNoMoreLapses() {
        Identity ada = person();
        Identity other = person();
        String email = ada.profile().email().orElseThrow();
        SystemId byId = system(ada.key().workerId().toUpperCase(Locale.ROOT));
        SystemId byMail = system(email);
        system(other.key().workerId());
        EngagementId sponsored = engagement(ada.id(), LocalDate.parse("2026-12-01"), true);
        engagement(ada.id(), LocalDate.parse("2026-02-01"), true);
        engagement(ada.id(), LocalDate.parse("2026-12-01"), false);
        engagement(other.id(), LocalDate.parse("2026-12-01"), true);
        NonHumanId answeredFor = nonHuman(ada.id(), true);
        nonHuman(ada.id(), false);
        nonHuman(other.id(), true);
        LeaverCaseId leaverCase = someCase();
        List<HandOver> opened = follow(leaverCase, ada);
        assertEquals(Set.of(byId.value(), byMail.value(), sponsored.value(), answeredFor.value()), things(opened));
        assertEquals(Set.copyOf(opened), Set.copyOf(of(leaverCase)));
        HandOver contractor = opened.stream()
                .filter(one -> one.facts().thing().kind() == OwnedKind.ENGAGEMENT)
                .findFirst()
                .orElseThrow();
        assertEquals(
                new HandOver.Due(
                        new HandOver.Facts(
                                contractor.facts().id(),
                                leaverCase,
                                ada.id(),
                                new HandOver.Thing(OwnedKind.ENGAGEMENT, sponsored.value(), "Cy Sample"),
                                Optional.empty(),
                                NOW,
                                DUE),
                        false,
                        1),
                contractor);
        assertEquals(List.of(), follow(leaverCase, ada), "all of it is due already");
        assertFalse(isOutdated(leaverCase));
        ports().transactions().call(now -> {
            ports().systems().save(ports().systems().find(byMail).orElseThrow().ownedBy("somebody else"));
            return now;
        });
        assertTrue(isOutdated(leaverCase));
        HandOver gone = follow(leaverCase, ada).getFirst();
        assertEquals(byMail.value(), gone.facts().thing().id());
        assertEquals(
                new HandOver.Lapsed(gone.facts(), HandOver.Why.NOT_THEIRS, NOW, 2),
                ports().transactions()
                        .call(now -> ports().handOvers().find(gone.facts().id()).orElseThrow()));
        assertFalse(isOutdated(leaverCase));
        ports().transactions().call(now -> {
            ports().systems().save(ports().systems().find(byMail).orElseThrow().ownedBy(email));
            return now;
        });
        assertEquals(Set.of(byMail.value()), things(follow(leaverCase, ada)), "it is theirs again");
        assertEquals(4, follow(someCase(), ada).size(), "each case has its own");
    }

    private NonHumanId nonHuman(IdentityId owner, boolean isActive) {
        NonHuman.Requested requested = new NonHuman.Requested(
                new NonHuman.Terms(
                        new NonHumanId(UUID.randomUUID()),
                        NonHumanKind.BOT,
                        Samples.unique("Bot"),
                        "to carry the mail",
                        Optional.empty(),
                        "requester",
                        NOW),
                owner);
        return ports().transactions().call(now -> {
            ports().nonHumans().add(requested);
            if (isActive) {
                ports().nonHumans()
                        .save(requested.approve(
                                new NonHuman.Approval(new IdentityId(UUID.randomUUID()), "approver", NOW)));
            }
            return requested.terms().id();
        });
    }

    private boolean isOutdated(LeaverCaseId leaverCase) {
        return ports().transactions()
                .call(now -> ports().handOvers().outdated(NOW, 10_000))
                .contains(leaverCase);
    }

    @Test
    default void everyStateComesBackAsItWasAndAStaleOneIsRefused() {
        HandOver.Due due = due(person());
        Identity boss = person();
        HandOver.Due proposing = (HandOver.Due) saved(due.propose(Optional.of(boss.id())));
        assertEquals(due.propose(Optional.of(boss.id())).facts(), proposing.facts());
        HandOver.Due told = (HandOver.Due) saved(proposing.tellLate());
        assertEquals(new HandOver.Due(proposing.facts(), true, 3), told);
        Refusal.of(ports(), () -> ports().handOvers().save(due.lapse(HandOver.Why.NOT_THEIRS, NOW)));
        assertEquals(
                new HandOver.HandedOver(told.facts(), boss.id(), "operator", "Takes it on", NOW, 4),
                saved(told.handOver(boss.id(), "operator", "Takes it on", NOW)));
        HandOver.Due other = due(person());
        assertEquals(
                new HandOver.Lapsed(other.facts(), HandOver.Why.CASE_WITHDRAWN, NOW, 2),
                saved(other.lapse(HandOver.Why.CASE_WITHDRAWN, NOW)));
    }

    @Test
    default void whatIsProposedToSomebodyIsFoundWhileItIsDue() {
        Identity boss = person();
        HandOver.Due one = (HandOver.Due) saved(due(person()).propose(Optional.of(boss.id())));
        HandOver.Due two = (HandOver.Due) saved(due(person()).propose(Optional.of(boss.id())));
        assertEquals(Set.of(one, two), proposedTo(boss));
        saved(two.handOver(boss.id(), "operator", "Takes it on", NOW));
        assertEquals(Set.of(one), proposedTo(boss));
    }

    private Set<HandOver.Due> proposedTo(Identity person) {
        return Set.copyOf(ports().transactions().call(now -> ports().handOvers().proposedTo(person.id())));
    }

    @Test
    default void whatIsOverdueIsNamedUntilThatIsTold() {
        HandOver.Due due = due(person());
        assertFalse(overdue(DUE).contains(due), "its time has not passed");
        assertTrue(overdue(DUE.plusSeconds(1)).contains(due));
        HandOver.Due told = (HandOver.Due) saved(due.tellLate());
        assertFalse(overdue(DUE.plusSeconds(1)).contains(told));
        HandOver.Due over = due(person());
        saved(over.lapse(HandOver.Why.CASE_WITHDRAWN, NOW));
        assertTrue(overdue(DUE.plusSeconds(1)).stream()
                .noneMatch(one -> one.facts().id().equals(over.facts().id())));
    }

    private List<HandOver.Due> overdue(Instant now) {
        return ports().transactions().call(started -> ports().handOvers().overdue(now, 10_000));
    }

    @Test
    default void everyFilterLeavesOutTheOthersAndPagesLeaveNothingOut() {
        Identity ada = person();
        Identity boss = person();
        LeaverCaseId leaverCase = someCase();
        for (int i = 0; i < 4; i++) {
            system(ada.key().workerId());
        }
        engagement(ada.id(), LocalDate.parse("2026-12-01"), true);
        follow(leaverCase, ada);
        List<HandOver> all = of(leaverCase);
        HandOver first = all.stream()
                .filter(one -> one.facts().thing().kind() == OwnedKind.SYSTEM)
                .findFirst()
                .orElseThrow();
        HandOver proposed = saved(((HandOver.Due) first).propose(Optional.of(boss.id())));
        Optional<String> any = Optional.empty();
        Optional<OwnedKind> kind = Optional.empty();
        Optional<IdentityId> nobody = Optional.empty();
        Optional<IdentityId> leaver = Optional.of(ada.id());
        List<HandOver> seen = new ArrayList<>();
        Optional<String> after = Optional.empty();
        do {
            Slice<HandOver> page =
                    list(new HandOvers.Filter(any, kind, false, leaver, nobody, Set.of()), new PageRequest(2, after));
            seen.addAll(page.items());
            after = page.next();
        } while (after.isPresent());
        assertEquals(5, seen.size());
        assertEquals(things(all), things(seen));
        assertEquals(
                1,
                count(new HandOvers.Filter(any, Optional.of(OwnedKind.ENGAGEMENT), false, leaver, nobody, Set.of())));
        assertEquals(0, count(new HandOvers.Filter(any, kind, true, leaver, nobody, Set.of())));
        assertEquals(1, count(new HandOvers.Filter(any, kind, false, nobody, Optional.of(boss.id()), Set.of())));
        String address = boss.profile().email().orElseThrow();
        Set<String> known = Set.of("nobody", address);
        Set<String> written = Set.of(address.toUpperCase(Locale.ROOT));
        assertEquals(
                0, count(new HandOvers.Filter(any, kind, false, nobody, nobody, written)), "a subject is what it is");
        assertEquals(1, count(new HandOvers.Filter(any, kind, false, nobody, nobody, known)));
        assertEquals(new HandOvers.Totals(1, 0), totals(known, NOW));
        assertEquals(new HandOvers.Totals(1, 1), totals(known, DUE.plusSeconds(1)));
        saved(((HandOver.Due) proposed).handOver(boss.id(), "operator", "Takes it on", NOW));
        assertEquals(new HandOvers.Totals(0, 0), totals(known, DUE.plusSeconds(1)));
        assertEquals(1, count(new HandOvers.Filter(Optional.of("handed-over"), kind, false, leaver, nobody, Set.of())));
        assertEquals(4, count(new HandOvers.Filter(Optional.of("due"), kind, false, leaver, nobody, Set.of())));
    }

    private Slice<HandOver> list(HandOvers.Filter filter, PageRequest page) {
        return ports().transactions().call(now -> ports().handOvers().list(filter, NOW, page));
    }

    private int count(HandOvers.Filter filter) {
        return list(filter, PageRequest.first()).items().size();
    }

    private HandOvers.Totals totals(Set<String> known, Instant now) {
        return ports().transactions().call(started -> ports().handOvers().totals(known, now));
    }

    @Test
    default void nothingOfHandOversIsReadOutsideATransaction() {
        assertThrows(RuntimeException.class, () -> ports().handOvers().totals(Set.of(), NOW));
    }
}

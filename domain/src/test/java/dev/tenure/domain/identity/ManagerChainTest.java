package dev.tenure.domain.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.domain.identity.ManagerChain.End;
import dev.tenure.domain.identity.ManagerChain.Link;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ManagerChainTest {

    private static final String HR = "hr";
    private static final int COMPANIES = 2_000;

    private static Identity person(int number, Optional<Integer> manager, Employment employment) {
        return new Identity(
                new IdentityId(new UUID(1, number)),
                new WorkerKey(HR, Integer.toString(number)),
                new Profile(
                        IdentityKind.EMPLOYEE,
                        "Ada",
                        "Sample",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        manager.map(Object::toString),
                        Optional.empty(),
                        ZoneOffset.UTC),
                employment,
                new Ties(manager.map(id -> new WorkerKey(HR, id.toString())), Optional.empty()),
                Optional.empty(),
                1);
    }

    private static Employment employment(int which) {
        Tenure tenure = Tenure.first(LocalDate.parse("2024-01-01"));
        Termination ending =
                new Termination(LocalDate.parse("2026-01-01"), Optional.empty(), Optional.empty(), Optional.empty());
        return switch (which) {
            case 0 -> new Employment.Ended(tenure, ending, Instant.EPOCH, Instant.EPOCH);
            case 1 -> new Employment.Expected(tenure);
            case 2 -> new Employment.OnLeave(tenure, new Leave(LocalDate.parse("2026-01-01"), Optional.empty()));
            default -> new Employment.Active(tenure);
        };
    }

    /** How a chain ended, for counting. */
    private enum Ended {
        TOP,
        UNKNOWN,
        SELF,
        CYCLE,
        LONG
    }

    private static Ended ended(End end) {
        return switch (end) {
            case End.Top top -> Ended.TOP;
            case End.Unknown unknown -> Ended.UNKNOWN;
            case End.SelfManaged self -> Ended.SELF;
            case End.Cycle cycle -> Ended.CYCLE;
            case End.TooLong tooLong -> Ended.LONG;
        };
    }

    @Test
    void everyChainOfAnyCompanyEndsForItsReason() {
        Map<Ended, Integer> ends = new EnumMap<>(Ended.class);
        for (int seed = 0; seed < COMPANIES; seed++) {
            Random random = new Random(seed);
            int size = 1 + random.nextInt(20);
            Map<WorkerKey, Identity> people = new HashMap<>();
            for (int i = 0; i < size; i++) {
                int manager = random.nextInt(size + 2);
                Identity one = person(
                        i,
                        manager == size + 1 ? Optional.empty() : Optional.of(manager),
                        employment(random.nextInt(6)));
                people.put(one.key(), one);
            }
            for (Identity one : people.values()) {
                ManagerChain chain = ManagerChain.of(one, key -> Optional.ofNullable(people.get(key)));
                ends.merge(ended(chain.end()), 1, Integer::sum);
                check(one, chain, people);
            }
        }
        assertEquals(Set.of(Ended.TOP, Ended.UNKNOWN, Ended.SELF, Ended.CYCLE), ends.keySet());
    }

    /** Walks the same way by hand. */
    private static void check(Identity person, ManagerChain chain, Map<WorkerKey, Identity> people) {
        Set<IdentityId> met = new HashSet<>(Set.of(person.id()));
        Identity at = person;
        for (Link link : chain.links()) {
            assertEquals(Optional.of(link.manager().key()), at.ties().manager());
            assertTrue(met.add(link.manager().id()), "nobody stands there twice");
            assertEquals(
                    link.manager().employment() instanceof Employment.Active, link instanceof Link.CanAct, "who acts");
            at = link.manager();
        }
        Optional<WorkerKey> next = at.ties().manager();
        switch (chain.end()) {
            case End.Top top -> assertEquals(Optional.empty(), next);
            case End.Unknown unknown -> {
                assertEquals(Optional.of(unknown.manager()), next);
                assertFalse(people.containsKey(unknown.manager()));
            }
            case End.SelfManaged self -> assertEquals(Optional.of(at.key()), next);
            case End.Cycle cycle -> {
                assertTrue(met.contains(cycle.again()));
                assertFalse(cycle.again().equals(at.id()));
            }
            case End.TooLong tooLong -> throw new AssertionError("twenty people are not too many");
        }
        List<Identity> acting = chain.links().stream()
                .filter(Link.CanAct.class::isInstance)
                .map(Link::manager)
                .toList();
        assertEquals(acting.stream().findFirst(), chain.deciding());
    }

    @Test
    void aChainWithoutEndIsFollowedOnlySoFar() {
        List<Identity> people = new ArrayList<>();
        for (int i = 0; i <= ManagerChain.LONGEST + 1; i++) {
            people.add(person(i, Optional.of(i + 1), employment(5)));
        }
        ManagerChain chain =
                ManagerChain.of(people.getFirst(), key -> Optional.of(people.get(Integer.parseInt(key.workerId()))));
        assertEquals(ManagerChain.LONGEST, chain.links().size());
        assertInstanceOf(End.TooLong.class, chain.end());
    }

    @Test
    void whoseEndIsToComeActsLikeAnyOther() {
        Tenure tenure = Tenure.first(LocalDate.parse("2024-01-01"));
        Identity leaving = person(
                1,
                Optional.empty(),
                new Employment.TerminationScheduled(
                        tenure,
                        new Employment.Meanwhile.Working(),
                        new Termination(
                                LocalDate.parse("2026-06-01"), Optional.empty(), Optional.empty(), Optional.empty()),
                        Instant.EPOCH));
        assertInstanceOf(Link.CanAct.class, Link.of(leaving));
    }
}

package dev.tenure.testkit.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.application.identity.IdentityFindings;
import dev.tenure.application.identity.IdentityFindings.Missing;
import dev.tenure.application.identity.Reconsiderations;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.domain.identity.Employment;
import dev.tenure.domain.identity.Identity;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.identity.IdentityKind;
import dev.tenure.domain.identity.Leave;
import dev.tenure.domain.identity.ManagerChain;
import dev.tenure.domain.identity.Profile;
import dev.tenure.domain.identity.Tenure;
import dev.tenure.domain.identity.Ties;
import dev.tenure.domain.identity.WorkerKey;
import dev.tenure.domain.identity.WorkerRecord;
import dev.tenure.testkit.Ports;
import dev.tenure.testkit.paging.WholeList;
import dev.tenure.testkit.sample.Samples;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What {@link IdentityFindings} and {@link Reconsiderations} promise. */
public interface IdentityFindingsContract {

    /** The ports under test. */
    Ports ports();

    private static Employment employment(int which) {
        Tenure tenure = Tenure.first(LocalDate.parse("2024-01-01"));
        return switch (which) {
            case 0 -> new Employment.Expected(tenure);
            case 1 -> new Employment.OnLeave(tenure, new Leave(LocalDate.parse("2026-01-01"), Optional.empty()));
            case 2 ->
                new Employment.TerminationScheduled(
                        tenure, new Employment.Meanwhile.Working(), Samples.lastDay("2026-06-30"), Samples.MONDAY);
            case 3, 4, 5 -> new Employment.Ended(tenure, Samples.lastDay("2026-03-01"), Samples.MONDAY, Samples.MONDAY);
            default -> new Employment.Active(tenure);
        };
    }

    private static Identity person(String feed, String workerId, IdentityKind kind, Employment employment, Ties ties) {
        Profile profile = Samples.profile("Ada", "Sample");
        return new Identity(
                new IdentityId(UUID.randomUUID()),
                new WorkerKey(feed, workerId),
                new Profile(
                        kind,
                        profile.givenName(),
                        profile.familyName(),
                        profile.email(),
                        profile.department(),
                        profile.title(),
                        ties.manager().map(WorkerKey::workerId),
                        profile.location(),
                        profile.zone()),
                employment,
                ties,
                Optional.empty(),
                0);
    }

    private void save(Identity person) {
        ports().transactions().call(now -> {
            ports().workerStatements()
                    .add(
                            person.id(),
                            new WorkerRecord(
                                    person.key(),
                                    person.profile(),
                                    person.employment().startDate(),
                                    Optional.empty()),
                            now);
            return ports().identities().save(person, Samples.entry(person, Identity.Change.HIRED, now));
        });
    }

    /** Random companies: circles, gaps, people who left, are on leave or lead themselves. */
    @Test
    default void whoHasNobodyAboveWhoCanActIsFoundInAnyCompany() {
        int alone = 0;
        for (int seed = 0; seed < 8; seed++) {
            Random random = new Random(seed);
            String feed = Samples.unique("company");
            List<Identity> people = new ArrayList<>();
            for (int i = 0; i < 24; i++) {
                int manager = random.nextInt(28);
                people.add(person(
                        feed,
                        Integer.toString(i),
                        random.nextInt(10) == 0 ? IdentityKind.NON_HUMAN : IdentityKind.EMPLOYEE,
                        employment(random.nextInt(9)),
                        new Ties(
                                manager > 26
                                        ? Optional.empty()
                                        : Optional.of(new WorkerKey(feed, Integer.toString(manager))),
                                Optional.empty())));
            }
            people.forEach(this::save);
            Set<IdentityId> expected = new HashSet<>();
            for (Identity one : people) {
                boolean works = one.employment() instanceof Employment.Employed employed
                        && !(Employment.Meanwhile.of(employed) instanceof Employment.Meanwhile.BeforeStart);
                ManagerChain chain = ManagerChain.of(one, key -> people.stream()
                        .filter(other -> other.key().equals(key))
                        .findFirst());
                if (works
                        && one.profile().kind() != IdentityKind.NON_HUMAN
                        && chain.deciding().isEmpty()) {
                    expected.add(one.id());
                }
            }
            alone += expected.size();
            Set<IdentityId> found =
                    new HashSet<>(all(page -> ports().identityFindings().withoutManager(page)));
            found.retainAll(people.stream().map(Identity::id).toList());
            assertEquals(expected, found, "company " + seed);
        }
        assertTrue(alone > 10, "only " + alone + " had nobody above");
    }

    private List<IdentityId> all(Function<PageRequest, Slice<Identity>> list) {
        List<IdentityId> all = WholeList.of(40, page -> ports().transactions().call(now -> list.apply(page))).stream()
                .map(person -> person.id())
                .toList();
        assertEquals(all.size(), new HashSet<>(all).size(), "nobody stands on two pages");
        return all;
    }

    @Test
    default void theSameIdOfAnotherSourceIsAnotherManager() {
        String hr = Samples.unique("hr");
        String idp = Samples.unique("idp");
        Identity bossOfHr = person(hr, "9", IdentityKind.EMPLOYEE, employment(3), Ties.NONE);
        Identity bossOfIdp = person(idp, "9", IdentityKind.EMPLOYEE, employment(8), Ties.NONE);
        Identity ada = person(
                hr,
                "1",
                IdentityKind.EMPLOYEE,
                employment(8),
                new Ties(Optional.of(new WorkerKey(idp, "9")), Optional.empty()));
        Identity bob = person(
                hr,
                "2",
                IdentityKind.EMPLOYEE,
                employment(8),
                new Ties(Optional.of(new WorkerKey(hr, "9")), Optional.empty()));
        List.of(bossOfHr, bossOfIdp, ada, bob).forEach(this::save);
        List<IdentityId> found = all(page -> ports().identityFindings().withoutManager(page));
        assertTrue(found.contains(bob.id()));
        assertTrue(!found.contains(ada.id()));
        assertEquals(
                ada.ties(),
                ports().transactions()
                        .call(now -> ports().identities().find(ada.id()))
                        .orElseThrow()
                        .ties());
    }

    @Test
    default void nonEmployeesAreFoundByWhatIsMissing() {
        String feed = Samples.unique("hr");
        Ties sponsored = new Ties(Optional.empty(), Optional.of(new WorkerKey(feed, "9")));
        Identity bare = person(feed, "1", IdentityKind.CONTRACTOR, employment(8), Ties.NONE);
        Identity ending = person(feed, "2", IdentityKind.VENDOR, employment(2), Ties.NONE);
        Identity endless = person(feed, "3", IdentityKind.CONTRACTOR, employment(0), sponsored);
        Identity gone = person(feed, "4", IdentityKind.CONTRACTOR, employment(3), Ties.NONE);
        Identity employee = person(feed, "5", IdentityKind.EMPLOYEE, employment(8), Ties.NONE);
        List<Identity> people = List.of(bare, ending, endless, gone, employee);
        people.forEach(this::save);
        assertEquals(Set.of(bare.id(), ending.id()), missing(Missing.SPONSOR, people));
        assertEquals(Set.of(bare.id(), endless.id()), missing(Missing.END, people));
    }

    private Set<IdentityId> missing(Missing what, List<Identity> among) {
        Set<IdentityId> found =
                new HashSet<>(all(page -> ports().identityFindings().nonEmployeesWithout(what, page)));
        found.retainAll(among.stream().map(Identity::id).toList());
        return found;
    }

    @Test
    default void everybodyOfWhomTwoSourcesTellIsTakenOnce() {
        Identity one = person(Samples.unique("hr"), "1", IdentityKind.EMPLOYEE, employment(8), Ties.NONE);
        Identity two = person(Samples.unique("hr"), "2", IdentityKind.EMPLOYEE, employment(8), Ties.NONE);
        save(one);
        save(two);
        ports().transactions().call(now -> ports().workerStatements()
                .add(
                        two.id(),
                        new WorkerRecord(
                                new WorkerKey(Samples.unique("idp"), "2"),
                                two.profile(),
                                two.employment().startDate(),
                                Optional.empty()),
                        now));
        long waiting = addAll();
        assertEquals(waiting, addAll());
        List<IdentityId> taken = new ArrayList<>();
        List<IdentityId> share;
        do {
            share = ports().transactions()
                    .call(now -> ports().reconsiderations().take(2));
            taken.addAll(share);
        } while (!share.isEmpty());
        assertEquals(waiting, taken.size());
        assertTrue(taken.contains(two.id()));
        assertTrue(!taken.contains(one.id()));
        long left =
                ports().transactions().call(now -> ports().reconsiderations().waiting());
        assertEquals(0, left);
    }

    private long addAll() {
        return ports().transactions().call(now -> ports().reconsiderations().addAllOfSeveralSources());
    }
}

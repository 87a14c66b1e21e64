package dev.tenure.testkit.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.application.identity.Identities;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.domain.identity.ClockPolicy;
import dev.tenure.domain.identity.Employment;
import dev.tenure.domain.identity.Identity;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.identity.IdentityKind;
import dev.tenure.domain.identity.Leave;
import dev.tenure.domain.identity.Profile;
import dev.tenure.domain.identity.StatusEntry;
import dev.tenure.domain.identity.Tenure;
import dev.tenure.domain.identity.Termination;
import dev.tenure.domain.identity.WorkerKey;
import dev.tenure.testkit.Ports;
import dev.tenure.testkit.paging.WholeList;
import dev.tenure.testkit.sample.Samples;
import dev.tenure.testkit.transaction.Refusal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What {@link Identities} promises. */
public interface IdentitiesContract {

    /** The ports under test. */
    Ports ports();

    private Identity saved(Identity identity, Identity.Change change) {
        return ports().transactions().call(now -> {
            ports().identities().save(identity, Samples.entry(identity, change, now));
            return ports().identities().find(identity.id()).orElseThrow();
        });
    }

    private static Identity with(Identity identity, Employment employment) {
        return new Identity(
                identity.id(), identity.key(), identity.profile(), employment, Optional.empty(), identity.version());
    }

    private void refused(Identity identity) {
        Refusal.of(ports(), () -> ports().identities()
                .save(identity, Samples.entry(identity, Identity.Change.PROFILE_CHANGED, Samples.MONDAY)));
    }

    @Test
    default void whatIsSavedIsFoundWithItsVersionCounted() {
        Identity identity = Samples.identity("Ada", "Sample");
        Identity first = saved(identity, Identity.Change.HIRED);
        assertEquals(
                new Identity(
                        identity.id(), identity.key(), identity.profile(), identity.employment(), Optional.empty(), 1),
                first);
        assertEquals(2, saved(first, Identity.Change.PROFILE_CHANGED).version());
    }

    @Test
    default void severalAreFoundAtOnceAndWhoIsUnknownIsLeftOut() {
        Identity ada = saved(Samples.identity("Ada", "Sample"), Identity.Change.HIRED);
        Identity ben = saved(Samples.identity("Ben", "Sample"), Identity.Change.HIRED);
        List<IdentityId> ids = List.of(ada.id(), new IdentityId(UUID.randomUUID()), ben.id());
        assertEquals(Set.of(ada, ben), Set.copyOf(ports().transactions().call(now -> ports().identities()
                .findAll(ids))));
        assertEquals(List.of(), ports().transactions().call(now -> ports().identities()
                .findAll(List.of())));
    }

    @Test
    default void everyEmploymentComesBackAsItWas() {
        Termination termination = new Termination(
                LocalDate.parse("2026-04-30"),
                Optional.of(LocalDate.parse("2026-05-31")),
                Optional.of(Instant.parse("2026-04-30T10:15:30.123Z")),
                Optional.of(Instant.parse("2026-03-01T00:00:00Z")));
        LocalDate start = LocalDate.parse("2024-02-29");
        Instant received = Instant.parse("2026-03-02T00:00:00Z");
        Tenure tenure = Tenure.first(start);
        Leave open = new Leave(LocalDate.parse("2026-02-01"), Optional.empty());
        Leave whole = new Leave(LocalDate.parse("2026-02-01"), Optional.of(LocalDate.parse("2026-03-31")));
        Instant out = Instant.parse("2026-05-01T00:00:01Z");
        Termination byContract = new Termination(
                LocalDate.parse("2026-04-30"),
                Optional.of(LocalDate.parse("2026-05-31")),
                Optional.empty(),
                Optional.empty(),
                ClockPolicy.EFFECTIVE_DATE_OR_NOTICE);
        List<Employment> employments = new ArrayList<>(List.of(
                new Employment.Expected(tenure),
                new Employment.Expected(new Tenure(3, Tenure.Origin.REHIRED, start)),
                new Employment.Active(tenure),
                new Employment.Active(new Tenure(2, Tenure.Origin.CONVERTED, start)),
                new Employment.OnLeave(tenure, open),
                new Employment.OnLeave(tenure, whole),
                new Employment.GardenLeave(tenure, termination, received, out),
                new Employment.Ended(tenure, termination, received, out),
                new Employment.Ended(tenure, byContract, received, out),
                new Employment.Cancelled(tenure, received, out)));
        for (Employment.Meanwhile meanwhile : List.of(
                new Employment.Meanwhile.BeforeStart(),
                new Employment.Meanwhile.Working(),
                new Employment.Meanwhile.Absent(open),
                new Employment.Meanwhile.Absent(whole))) {
            employments.add(new Employment.TerminationScheduled(tenure, meanwhile, termination, received));
            employments.add(
                    new Employment.TerminationScheduled(tenure, meanwhile, Samples.lastDay("2026-04-30"), received));
        }
        for (Employment employment : employments) {
            assertEquals(
                    employment,
                    saved(with(Samples.identity("Ada", "Sample"), employment), Identity.Change.HIRED)
                            .employment());
        }
    }

    @Test
    default void aStaleVersionIsRefused() {
        Identity identity = Samples.identity("Ada", "Sample");
        Identity first = saved(identity, Identity.Change.HIRED);
        saved(first, Identity.Change.PROFILE_CHANGED);
        refused(first);
        refused(identity);
        refused(new Identity(
                identity.id(), identity.key(), identity.profile(), identity.employment(), Optional.empty(), 7));
        assertEquals(2, history(identity).size(), "nothing of what was refused stays");
        assertEquals(
                2,
                ports().transactions()
                        .call(now -> ports().identities().find(identity.id()))
                        .orElseThrow()
                        .version());
    }

    @Test
    default void twoIdentitiesNeverHaveTheSameKey() {
        Identity identity = Samples.identity("Ada", "Sample");
        saved(identity, Identity.Change.HIRED);
        Identity twin = new Identity(
                new IdentityId(UUID.randomUUID()),
                identity.key(),
                identity.profile(),
                identity.employment(),
                Optional.empty(),
                0);
        refused(twin);
    }

    @Test
    default void historyKeepsEveryLineInOrder() {
        Identity identity = Samples.identity("Ada", "Sample");
        Identity first = saved(identity, Identity.Change.HIRED);
        Identity moved = new Identity(
                first.id(),
                first.key(),
                Samples.profile("Ada", "Moved"),
                first.employment(),
                Optional.empty(),
                first.version());
        Identity second = saved(moved, Identity.Change.PROFILE_CHANGED);
        saved(
                with(second, new Employment.Expected(Tenure.first(LocalDate.parse("2030-01-01")))),
                Identity.Change.REHIRED);
        List<StatusEntry> history =
                ports().transactions().call(now -> ports().identities().history(identity.id()));
        assertEquals(
                List.of(Identity.Change.HIRED, Identity.Change.PROFILE_CHANGED, Identity.Change.REHIRED),
                history.stream().map(StatusEntry::change).toList());
        assertEquals(
                List.of("Sample", "Moved", "Moved"),
                history.stream().map(e -> e.profile().familyName()).toList());
        assertEquals(
                new Employment.Expected(Tenure.first(LocalDate.parse("2030-01-01"))),
                history.get(2).employment());
        assertEquals(List.of(), ports().transactions().call(now -> ports().identities()
                .history(new IdentityId(UUID.randomUUID()))));
    }

    @Test
    default void whatIsDueIsFoundWithTheEarliestFirstAndAtItsVeryMoment() {
        Instant noon = Instant.parse("1950-06-15T12:00:00Z");
        List<Identity> scheduled = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            scheduled.add(saved(
                    due(Samples.identity("Ada", "Sample"), Optional.of(noon.plusSeconds(60L * (2 - i)))),
                    Identity.Change.HIRED));
        }
        List<Identity> due =
                ports().transactions().call(now -> ports().identities().due(noon.plusSeconds(60), 500)).stream()
                        .filter(scheduled::contains)
                        .toList();
        assertEquals(List.of(scheduled.get(2), scheduled.get(1)), due);
        assertTrue(ports().transactions()
                        .call(now -> ports().identities().due(noon.plusSeconds(60), 1))
                        .size()
                <= 1);
    }

    private static Identity due(Identity identity, Optional<Instant> at) {
        return new Identity(
                identity.id(), identity.key(), identity.profile(), identity.employment(), at, identity.version());
    }

    @Test
    default void whoIsSetAsideIsNotDueForAGrowingWhileAndOnlyForThatMoment() {
        Instant noon = Instant.parse("2180-06-15T12:00:00Z");
        Identity first = saved(Samples.identity("Ada", "Sample"), Identity.Change.HIRED);
        Identity present = reminded(due(first, Optional.of(noon)));
        long before = ports().transactions().call(now -> ports().identities().aside());
        Instant at = noon;
        for (long minutes : new long[] {1, 2, 4, 8, 16, 32, 64, 128, 256, 360, 360}) {
            Instant failed = at;
            assertTrue(isDue(present, failed));
            ports().transactions().call(now -> {
                ports().identities().setAside(present.id(), failed);
                return now;
            });
            at = failed.plusSeconds(60 * minutes);
            assertFalse(isDue(present, at.minusSeconds(1)));
        }
        assertEquals(
                before + 1,
                ports().transactions().call(now -> ports().identities().aside()).longValue());
        Identity later = reminded(due(present, Optional.of(noon.plusSeconds(1))));
        assertTrue(isDue(later, noon.plusSeconds(2)));
        assertEquals(
                before,
                ports().transactions().call(now -> ports().identities().aside()).longValue());
        reminded(due(later, Optional.empty()));
    }

    private boolean isDue(Identity identity, Instant at) {
        return ports().transactions()
                .call(now -> ports().identities().due(at, 500))
                .contains(identity);
    }

    @Test
    default void aReminderIsWrittenDownWithoutALineOfHistory() {
        Instant far = Instant.parse("2190-06-15T12:00:00Z");
        Identity first = saved(Samples.identity("Ada", "Sample"), Identity.Change.HIRED);
        Identity reminded = reminded(due(first, Optional.of(far)));
        assertEquals(due(first, Optional.of(far)).at(2), reminded);
        assertEquals(Optional.of(reminded), ports().transactions().call(now -> ports().identities()
                .find(first.id())));
        assertEquals(reminded, reminded(reminded), "what is stored already changes nothing");
        assertEquals(due(reminded, Optional.empty()).at(3), reminded(due(reminded, Optional.empty())));
        assertEquals(1, history(first).size());
        Refusal.of(ports(), () -> ports().identities().remind(due(first, Optional.empty())));
    }

    private Identity reminded(Identity identity) {
        return ports().transactions().call(now -> ports().identities().remind(identity));
    }

    @Test
    default void listsAreInOrderOfNamesAndPagesLeaveNothingOut() {
        String family = Samples.unique("Listed");
        for (String given : List.of("Zoe", "ada", "Bob", "Ada", "Émile")) {
            saved(Samples.identity(given, family), Identity.Change.HIRED);
        }
        Identities.Filter filter =
                new Identities.Filter(Optional.of(family.toUpperCase(Locale.ROOT)), Optional.empty());
        List<Identity> whole = ports().transactions()
                .call(now -> ports().identities().list(filter, PageRequest.first()))
                .items();
        assertEquals(
                List.of("ada", "ada", "bob"),
                whole.stream()
                        .map(i -> i.profile().givenName().toLowerCase(Locale.ROOT))
                        .filter(given -> given.startsWith("a") || given.startsWith("b"))
                        .toList());
        assertEquals(5, whole.size());
        List<Identity> paged = WholeList.of(2, page -> ports().transactions()
                .call(now -> ports().identities().list(filter, page)));
        assertEquals(whole, paged);
    }

    @Test
    default void theLastFullPageHasNoNext() {
        String family = Samples.unique("Page");
        IntStream.range(0, 4).forEach(i -> saved(Samples.identity("Ada", family), Identity.Change.HIRED));
        Identities.Filter filter = new Identities.Filter(Optional.of(family), Optional.empty());
        Slice<Identity> page = ports().transactions()
                .call(now -> ports().identities().list(filter, new PageRequest(4, Optional.empty())));
        assertEquals(Optional.empty(), page.next());
    }

    @Test
    default void listsFilterByTextAndStatus() {
        String family = Samples.unique("Status");
        LocalDate start = LocalDate.parse("2024-01-01");
        Termination ending = Samples.lastDay("2026-01-31");
        Identity expected = saved(
                with(Samples.identity("Ada", family), new Employment.Expected(Tenure.first(start))),
                Identity.Change.HIRED);
        Identity active = saved(Samples.identity("Bob", family), Identity.Change.HIRED);
        Identity leaving = saved(
                with(
                        Samples.identity("Cem", family),
                        new Employment.TerminationScheduled(
                                Tenure.first(start), new Employment.Meanwhile.Working(), ending, Samples.MONDAY)),
                Identity.Change.HIRED);
        Identity toComeAndLeaving = saved(
                with(
                        Samples.identity("Eva", family),
                        new Employment.TerminationScheduled(
                                Tenure.first(LocalDate.ofInstant(Samples.MONDAY, ZoneOffset.UTC)
                                        .plusDays(2)),
                                new Employment.Meanwhile.BeforeStart(),
                                Samples.lastDay("2026-12-31"),
                                Samples.MONDAY)),
                Identity.Change.HIRED);
        Identity left = saved(
                with(
                        Samples.identity("Dan", family),
                        new Employment.Ended(Tenure.first(start), ending, Samples.MONDAY, Samples.MONDAY)),
                Identity.Change.HIRED);
        Leave leave = new Leave(start, Optional.empty());
        Identity away = saved(
                with(Samples.identity("Fay", family), new Employment.OnLeave(Tenure.first(start), leave)),
                Identity.Change.HIRED);
        Identity awayAndLeaving = saved(
                with(
                        Samples.identity("Gil", family),
                        new Employment.TerminationScheduled(
                                Tenure.first(start), new Employment.Meanwhile.Absent(leave), ending, Samples.MONDAY)),
                Identity.Change.HIRED);
        Identity released = saved(
                with(
                        Samples.identity("Hal", family),
                        new Employment.GardenLeave(Tenure.first(start), ending, Samples.MONDAY, Samples.MONDAY)),
                Identity.Change.HIRED);
        Identity never = saved(
                with(
                        Samples.identity("Ida", family),
                        new Employment.Cancelled(Tenure.first(start), Samples.MONDAY, Samples.MONDAY)),
                Identity.Change.HIRED);
        assertEquals(List.of(expected, toComeAndLeaving), listed(family, Identities.Status.EXPECTED));
        assertEquals(List.of(active, leaving, away, awayAndLeaving), listed(family, Identities.Status.WORKING));
        assertEquals(List.of(away, awayAndLeaving), listed(family, Identities.Status.ON_LEAVE));
        assertEquals(List.of(leaving, toComeAndLeaving, awayAndLeaving), listed(family, Identities.Status.LEAVING));
        assertEquals(List.of(left, released, never), listed(family, Identities.Status.LEFT));
        assertEquals(List.of(left), found(left.key().workerId()));
        assertEquals(List.of(), found(family + " %"));
    }

    private List<Identity> listed(String text, Identities.Status status) {
        return ports().transactions()
                .call(now -> ports().identities()
                        .list(new Identities.Filter(Optional.of(text), Optional.of(status)), PageRequest.first()))
                .items();
    }

    private List<Identity> found(String text) {
        return ports().transactions()
                .call(now -> ports().identities()
                        .list(new Identities.Filter(Optional.of(text), Optional.empty()), PageRequest.first()))
                .items();
    }

    private List<StatusEntry> history(Identity identity) {
        return ports().transactions().call(now -> ports().identities().history(identity.id()));
    }

    @Test
    default void everyFactOfAProfileComesBack() {
        Identity plain = Samples.identity("Ada", "Sample");
        Profile whole = new Profile(
                IdentityKind.CONTRACTOR,
                "Ada \"the\" \\",
                "Ångström",
                Optional.of("Ada@Sample.example"),
                Optional.of("Sales"),
                Optional.of("Boss"),
                Optional.of("M-1"),
                Optional.of("Lyon"),
                ZoneId.of("Asia/Tokyo"));
        Profile bare = new Profile(
                IdentityKind.EMPLOYEE,
                "Ada",
                "Sample",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                ZoneId.of("UTC"));
        for (Profile profile : List.of(whole, bare)) {
            Identity identity = new Identity(
                    new IdentityId(UUID.randomUUID()),
                    new WorkerKey(plain.key().feed(), Samples.unique("worker")),
                    profile,
                    plain.employment(),
                    Optional.empty(),
                    0);
            assertEquals(profile, saved(identity, Identity.Change.HIRED).profile());
            assertEquals(profile, history(identity).get(0).profile());
        }
    }

    @Test
    default void whatIsUnknownIsAbsentAndNoKeyIsRefusedByName() {
        assertEquals(Optional.empty(), ports().transactions().call(now -> ports().identities()
                .find(new IdentityId(UUID.randomUUID()))));
        IllegalArgumentException refusal = assertThrows(
                IllegalArgumentException.class, () -> ports().transactions().call(now -> ports().identities()
                        .list(
                                new Identities.Filter(Optional.empty(), Optional.empty()),
                                new PageRequest(5, Optional.of("%%")))));
        assertTrue(String.valueOf(refusal.getMessage()).startsWith("after: "));
    }

    @Test
    default void nothingIsReadOrSavedOutsideATransaction() {
        Identity identity = Samples.identity("Ada", "Sample");
        assertThrows(RuntimeException.class, () -> ports().identities().find(identity.id()));
        assertThrows(RuntimeException.class, () -> ports().identities()
                .save(identity, Samples.entry(identity, Identity.Change.HIRED, Samples.MONDAY)));
    }
}

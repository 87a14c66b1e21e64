package dev.tenure.testkit.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.application.identity.Identities;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.domain.identity.Employment;
import dev.tenure.domain.identity.Identity;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.identity.IdentityKind;
import dev.tenure.domain.identity.Profile;
import dev.tenure.domain.identity.StatusEntry;
import dev.tenure.domain.identity.Termination;
import dev.tenure.domain.identity.WorkerKey;
import dev.tenure.testkit.Ports;
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
        return new Identity(identity.id(), identity.key(), identity.profile(), employment, identity.version());
    }

    private void refused(Identity identity) {
        Refusal.of(ports(), () -> ports().identities()
                .save(identity, Samples.entry(identity, Identity.Change.PROFILE_CHANGED, Samples.MONDAY)));
    }

    @Test
    default void whatIsSavedIsFoundByIdAndByKeyWithItsVersionCounted() {
        Identity identity = Samples.identity("Ada", "Sample");
        Identity first = saved(identity, Identity.Change.HIRED);
        assertEquals(new Identity(identity.id(), identity.key(), identity.profile(), identity.employment(), 1), first);
        assertEquals(Optional.of(first), ports().transactions().call(now -> ports().identities()
                .findByKey(identity.key())));
        assertEquals(2, saved(first, Identity.Change.PROFILE_CHANGED).version());
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
        List<Employment> employments = List.of(
                new Employment.Expected(start),
                new Employment.Active(start),
                new Employment.TerminationScheduled(start, termination, received),
                new Employment.TerminationScheduled(start, Samples.lastDay("2026-04-30"), received),
                new Employment.Ended(start, termination, received, Instant.parse("2026-05-01T00:00:01Z")));
        for (Employment employment : employments) {
            assertEquals(
                    employment,
                    saved(with(Samples.identity("Ada", "Sample"), employment), Identity.Change.HIRED)
                            .employment());
        }
    }

    @Test
    default void keysAreComparedByteForByte() {
        Identity identity = Samples.identity("Ada", "Sample");
        saved(identity, Identity.Change.HIRED);
        WorkerKey other =
                new WorkerKey(identity.key().feed(), identity.key().workerId().toUpperCase(Locale.ROOT));
        WorkerKey elsewhere = new WorkerKey("another-feed", identity.key().workerId());
        for (WorkerKey key : List.of(other, elsewhere)) {
            assertEquals(Optional.empty(), ports().transactions().call(now -> ports().identities()
                    .findByKey(key)));
        }
    }

    @Test
    default void aStaleVersionIsRefused() {
        Identity identity = Samples.identity("Ada", "Sample");
        Identity first = saved(identity, Identity.Change.HIRED);
        saved(first, Identity.Change.PROFILE_CHANGED);
        refused(first);
        refused(identity);
        refused(new Identity(identity.id(), identity.key(), identity.profile(), identity.employment(), 7));
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
                new IdentityId(UUID.randomUUID()), identity.key(), identity.profile(), identity.employment(), 0);
        refused(twin);
    }

    @Test
    default void historyKeepsEveryLineInOrder() {
        Identity identity = Samples.identity("Ada", "Sample");
        Identity first = saved(identity, Identity.Change.HIRED);
        Identity moved = new Identity(
                first.id(), first.key(), Samples.profile("Ada", "Moved"), first.employment(), first.version());
        Identity second = saved(moved, Identity.Change.PROFILE_CHANGED);
        saved(with(second, new Employment.Expected(LocalDate.parse("2030-01-01"))), Identity.Change.REHIRED);
        List<StatusEntry> history =
                ports().transactions().call(now -> ports().identities().history(identity.id()));
        assertEquals(
                List.of(Identity.Change.HIRED, Identity.Change.PROFILE_CHANGED, Identity.Change.REHIRED),
                history.stream().map(StatusEntry::change).toList());
        assertEquals(
                List.of("Sample", "Moved", "Moved"),
                history.stream().map(e -> e.profile().familyName()).toList());
        assertEquals(
                new Employment.Expected(LocalDate.parse("2030-01-01")),
                history.get(2).employment());
        assertEquals(List.of(), ports().transactions().call(now -> ports().identities()
                .history(new IdentityId(UUID.randomUUID()))));
    }

    @Test
    default void whatIsDueIsFoundWithTheEarliestFirstAndAtItsVeryMoment() {
        Instant noon = Instant.parse("1950-06-15T12:00:00Z");
        List<Identity> scheduled = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Termination termination = new Termination(
                    LocalDate.parse("1950-12-31"),
                    Optional.empty(),
                    Optional.of(noon.plusSeconds(60L * (2 - i))),
                    Optional.empty());
            scheduled.add(saved(
                    with(
                            Samples.identity("Ada", "Sample"),
                            new Employment.TerminationScheduled(LocalDate.parse("1940-01-01"), termination, noon)),
                    Identity.Change.TERMINATION_SCHEDULED));
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

    @Test
    default void listsAreInOrderOfNamesAndPagesLeaveNothingOut() {
        String family = Samples.unique("Listed");
        for (String given : List.of("Zoe", "ada", "Bob", "Ada", "Émile")) {
            saved(Samples.identity(given, family), Identity.Change.HIRED);
        }
        Identities.Filter filter =
                new Identities.Filter(Optional.of(family.toUpperCase(Locale.ROOT)), Optional.empty());
        List<Identity> whole = ports().transactions()
                .call(now -> ports().identities().list(filter, Samples.MONDAY, PageRequest.first()))
                .items();
        assertEquals(
                List.of("ada", "ada", "bob"),
                whole.stream()
                        .map(i -> i.profile().givenName().toLowerCase(Locale.ROOT))
                        .filter(given -> given.startsWith("a") || given.startsWith("b"))
                        .toList());
        assertEquals(5, whole.size());
        List<Identity> paged = new ArrayList<>();
        Optional<String> after = Optional.empty();
        do {
            PageRequest page = new PageRequest(2, after);
            Slice<Identity> slice =
                    ports().transactions().call(now -> ports().identities().list(filter, Samples.MONDAY, page));
            paged.addAll(slice.items());
            after = slice.next();
        } while (after.isPresent());
        assertEquals(whole, paged);
    }

    @Test
    default void theLastFullPageHasNoNext() {
        String family = Samples.unique("Page");
        IntStream.range(0, 4).forEach(i -> saved(Samples.identity("Ada", family), Identity.Change.HIRED));
        Identities.Filter filter = new Identities.Filter(Optional.of(family), Optional.empty());
        Slice<Identity> page = ports().transactions()
                .call(now -> ports().identities().list(filter, Samples.MONDAY, new PageRequest(4, Optional.empty())));
        assertEquals(Optional.empty(), page.next());
    }

    @Test
    default void listsFilterByTextAndStatus() {
        String family = Samples.unique("Status");
        LocalDate start = LocalDate.parse("2024-01-01");
        Termination ending = Samples.lastDay("2026-01-31");
        Identity expected =
                saved(with(Samples.identity("Ada", family), new Employment.Expected(start)), Identity.Change.HIRED);
        Identity active = saved(Samples.identity("Bob", family), Identity.Change.HIRED);
        Identity leaving = saved(
                with(
                        Samples.identity("Cem", family),
                        new Employment.TerminationScheduled(start, ending, Samples.MONDAY)),
                Identity.Change.HIRED);
        Identity toComeAndLeaving = saved(
                with(
                        Samples.identity("Eva", family),
                        new Employment.TerminationScheduled(
                                LocalDate.ofInstant(Samples.MONDAY, ZoneOffset.UTC)
                                        .plusDays(2),
                                Samples.lastDay("2026-12-31"),
                                Samples.MONDAY)),
                Identity.Change.HIRED);
        Identity left = saved(
                with(
                        Samples.identity("Dan", family),
                        new Employment.Ended(start, ending, Samples.MONDAY, Samples.MONDAY)),
                Identity.Change.HIRED);
        assertEquals(List.of(expected, toComeAndLeaving), listed(family, Identities.Status.EXPECTED));
        assertEquals(List.of(active, leaving), listed(family, Identities.Status.WORKING));
        assertEquals(List.of(leaving, toComeAndLeaving), listed(family, Identities.Status.LEAVING));
        assertEquals(List.of(left), listed(family, Identities.Status.LEFT));
        assertEquals(List.of(left), found(left.key().workerId()));
        assertEquals(List.of(), found(family + " %"));
    }

    private List<Identity> listed(String text, Identities.Status status) {
        return ports().transactions()
                .call(now -> ports().identities()
                        .list(
                                new Identities.Filter(Optional.of(text), Optional.of(status)),
                                Samples.MONDAY,
                                PageRequest.first()))
                .items();
    }

    private List<Identity> found(String text) {
        return ports().transactions()
                .call(now -> ports().identities()
                        .list(
                                new Identities.Filter(Optional.of(text), Optional.empty()),
                                Samples.MONDAY,
                                PageRequest.first()))
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
                                Samples.MONDAY,
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

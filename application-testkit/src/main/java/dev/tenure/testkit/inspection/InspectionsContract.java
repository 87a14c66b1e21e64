package dev.tenure.testkit.inspection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tenure.application.inspection.HeldArtefact;
import dev.tenure.application.inspection.Inspections;
import dev.tenure.domain.identity.Identity;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.inspection.InspectedKind;
import dev.tenure.domain.inspection.Inspection;
import dev.tenure.domain.inventory.SignInPolicy;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.inventory.SystemMode;
import dev.tenure.domain.inventory.TargetSystem;
import dev.tenure.domain.nonhuman.NonHuman;
import dev.tenure.domain.nonhuman.NonHumanId;
import dev.tenure.domain.nonhuman.NonHumanKind;
import dev.tenure.domain.provisioning.Artefact;
import dev.tenure.domain.provisioning.Attempt.SeenAccount;
import dev.tenure.domain.reconciliation.Account;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.testkit.Ports;
import dev.tenure.testkit.paging.WholeList;
import dev.tenure.testkit.sample.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What {@link Inspections} promises. */
public interface InspectionsContract {

    /** The ports under test. */
    Ports ports();

    /** When everything begins. */
    Instant NOW = Samples.MONDAY;

    /** How often accounts are inspected. */
    Duration EVERY = Duration.ofDays(1);

    /** The filter of everything on a system. */
    private static Inspections.Filter on(TargetSystem system) {
        return new Inspections.Filter(
                Optional.of(system.id()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                false,
                Optional.empty(),
                false,
                Optional.empty());
    }

    private static Artefact key(String id, Instant since) {
        return new Artefact(
                Artefact.Kind.CREDENTIAL, id, "access key", Optional.of(since), Optional.empty(), Optional.empty());
    }

    private static Artefact untold(String id) {
        return new Artefact(
                Artefact.Kind.CREDENTIAL, id, "access key", Optional.empty(), Optional.empty(), Optional.empty());
    }

    private TargetSystem system(Optional<SignInPolicy> policy) {
        TargetSystem system =
                Samples.asking(Samples.system(Samples.unique("Inspected"), new SystemMode.Observe()), policy);
        return ports().transactions().call(now -> {
            ports().systems().save(system);
            return ports().systems().find(system.id()).orElseThrow();
        });
    }

    private Account account(TargetSystem system, String nativeId, String... memberships) {
        return ports().transactions().call(now -> {
            Identity person = Samples.identity("Given", "Sample");
            Identity saved = ports().identities().save(person, Samples.entry(person, Identity.Change.HIRED, NOW));
            return ports().accounts()
                    .recordSeen(
                            system.id(),
                            new SeenAccount(
                                    nativeId, "name of " + nativeId, true, List.of(memberships), List.of(), Map.of()),
                            saved.id(),
                            new AccountId(UUID.randomUUID()),
                            NOW);
        });
    }

    private void keep(Account account, Instant at, Artefact... held) {
        ports().transactions().call(now -> {
            ports().inspections().keep(account.id(), Artefact.Kind.CREDENTIAL, List.of(held), at);
            return now;
        });
    }

    private void save(Inspection inspection) {
        ports().transactions().call(now -> {
            ports().inspections().save(inspection);
            return now;
        });
    }

    private List<HeldArtefact> list(Inspections.Filter filter, Instant at) {
        return WholeList.of(2, page -> ports().transactions()
                .call(now -> ports().inspections().list(filter, at, page)));
    }

    private List<String> ids(Inspections.Filter filter, Instant at) {
        return list(filter, at).stream().map(held -> held.artefact().id()).toList();
    }

    private List<String> due(SystemId system, Instant at, int limit) {
        return ports().transactions().call(now -> ports().inspections().due(system, at, limit)).stream()
                .map(Inspections.Due::nativeId)
                .toList();
    }

    private static Inspection complete(Account account, Instant at) {
        return Inspection.first(account.id(), at)
                .complete(Set.of(InspectedKind.CREDENTIALS), Optional.empty(), at, EVERY);
    }

    @Test
    default void everyFieldOfAnInspectionComesBack() {
        Account account = account(system(Optional.empty()), "a1");
        assertEquals(Optional.empty(), ports().transactions().call(now -> ports().inspections()
                .find(account.id())));
        Inspection first = complete(account, NOW);
        save(first);
        assertEquals(Optional.of(first), ports().transactions().call(now -> ports().inspections()
                .find(account.id())));
        Inspection second = first.incomplete(
                Set.of(InspectedKind.MFA_METHODS, InspectedKind.SIGN_INS),
                Optional.of(new Inspection.LastSignIn(NOW, "Pässword")),
                "the log is shut: open it",
                NOW.plusSeconds(60),
                EVERY);
        save(second);
        assertEquals(Optional.of(second), ports().transactions().call(now -> ports().inspections()
                .find(account.id())));
    }

    @Test
    default void whoWaitsLongestIsDueFirstAndWhoIsPrivilegedBeforeThem() {
        TargetSystem system = system(Optional.empty());
        Account early = account(system, "early");
        Account late = account(system, "late");
        account(system, "never");
        Account administrator = account(system, "administrator", "Administrators");
        SystemId id = system.id();
        assertEquals(List.of("administrator"), due(id, NOW, 1));
        assertEquals(4, due(id, NOW, 9).size());
        save(complete(early, NOW));
        save(complete(late, NOW.plusSeconds(60)));
        save(complete(administrator, NOW.plusSeconds(120)));
        assertEquals(List.of("never"), due(id, NOW.plusSeconds(180), 9));
        assertEquals(List.of("never", "early"), due(id, NOW.plus(EVERY), 9));
        assertEquals(
                List.of("administrator", "never", "early", "late"),
                due(id, NOW.plus(EVERY).plusSeconds(120), 9));
    }

    @Test
    default void aSystemThatWasRedirectedIsInspectedAnew() {
        TargetSystem system = system(Optional.empty());
        Account account = account(system, "a1");
        save(complete(account, system.redirectedAt().minusSeconds(1)));
        assertEquals(List.of("a1"), due(system.id(), system.redirectedAt(), 9));
        save(complete(account, system.redirectedAt()));
        assertEquals(List.of(), due(system.id(), system.redirectedAt(), 9));
    }

    @Test
    default void whatIsToldNoMoreIsGoneAndWhatIsThereAgainIsThere() {
        TargetSystem system = system(Optional.empty());
        Account account = account(system, "a1");
        keep(account, NOW, untold("k1"), key("k2", NOW.minusSeconds(90)));
        assertEquals(List.of("k2", "k1"), ids(on(system), NOW));
        UUID k1 = list(on(system), NOW).getLast().id();
        keep(account, NOW.plusSeconds(1), untold("k2"));
        assertEquals(List.of("k2"), ids(on(system), NOW));
        assertEquals(
                Optional.of(NOW.minusSeconds(90)),
                list(on(system), NOW).getFirst().artefact().since());
        HeldArtefact gone = list(withGone(system), NOW).getLast();
        assertEquals(k1, gone.id());
        assertEquals(Optional.of(NOW.plusSeconds(1)), gone.goneAt());
        keep(account, NOW.plusSeconds(2), untold("k1"));
        HeldArtefact again = list(on(system), NOW).getFirst();
        assertEquals(k1, again.id());
        assertEquals(NOW, again.firstSeenAt());
        assertEquals(Optional.empty(), again.goneAt());
    }

    @Test
    default void factorsAndCredentialsOfOneIdAreTwo() {
        TargetSystem system = system(Optional.empty());
        Account account = account(system, "a1");
        Artefact factor = new Artefact(
                Artefact.Kind.MFA_METHOD, "one", "code card", Optional.of(NOW), Optional.empty(), Optional.empty());
        ports().transactions().call(now -> {
            ports().inspections().keep(account.id(), Artefact.Kind.MFA_METHOD, List.of(factor), NOW);
            return now;
        });
        keep(account, NOW, untold("one"));
        assertEquals(2, list(on(system), NOW).size());
        keep(account, NOW);
        assertEquals(factor, list(on(system), NOW).getFirst().artefact());
        assertEquals(1, list(on(system), NOW).size());
    }

    @Test
    default void theLatestUseThatWasEverToldStaysAndOfAnIdThatIsToldTwiceTheLastCounts() {
        TargetSystem system = system(Optional.empty());
        Account account = account(system, "a1");
        for (Optional<Instant> used :
                List.of(Optional.of(NOW), Optional.of(NOW.minusSeconds(9)), Optional.<Instant>empty())) {
            keep(
                    account,
                    NOW,
                    untold("k1"),
                    new Artefact(Artefact.Kind.CREDENTIAL, "k1", "token", Optional.empty(), used, Optional.of(NOW)));
            Artefact kept = list(on(system), NOW).getFirst().artefact();
            assertEquals(Optional.of(NOW), kept.lastUsedAt());
            assertEquals("token", kept.what());
            assertEquals(Optional.of(NOW), kept.expiresAt());
        }
        assertEquals(1, list(on(system), NOW).size());
    }

    @Test
    default void everyFilterLeavesOutTheOthers() {
        TargetSystem system = system(Optional.of(new SignInPolicy(
                Optional.of(90), Optional.empty(), Optional.empty(), false, List.of(), Optional.empty())));
        Account person = account(system, "person");
        Account other = account(system, "other");
        Instant old = NOW.minus(Duration.ofDays(91));
        Instant limit = NOW.minus(Duration.ofDays(90));
        keep(person, NOW, key("old", old), key("limit", limit), untold("new"));
        keep(
                other,
                NOW,
                new Artefact(
                        Artefact.Kind.CREDENTIAL,
                        "used",
                        "access key",
                        Optional.of(old),
                        Optional.of(NOW),
                        Optional.empty()));
        SystemId id = system.id();
        Optional<Instant> any = Optional.empty();
        Optional<Artefact.Kind> kind = Optional.empty();
        Optional<String> text = Optional.empty();
        Optional<AccountId> all = Optional.empty();
        Optional<SystemId> here = Optional.of(id);
        Optional<IdentityId> nobody = Optional.empty();
        assertEquals(4, ids(on(system), NOW).size());
        assertEquals(
                List.of("used"),
                ids(
                        new Inspections.Filter(
                                here, Optional.of(other.id()), kind, any, any, false, false, nobody, false, text),
                        NOW));
        assertEquals(
                List.of(),
                ids(
                        new Inspections.Filter(
                                here,
                                all,
                                Optional.of(Artefact.Kind.MFA_METHOD),
                                any,
                                any,
                                false,
                                false,
                                nobody,
                                false,
                                text),
                        NOW));
        assertEquals(
                Set.of("old", "used"),
                Set.copyOf(ids(
                        new Inspections.Filter(
                                here, all, kind, Optional.of(limit), any, false, false, nobody, false, text),
                        NOW)));
        assertEquals(
                Set.of("old", "limit"),
                Set.copyOf(ids(
                        new Inspections.Filter(
                                here, all, kind, any, Optional.of(limit), false, false, nobody, false, text),
                        NOW)));
        assertEquals(
                Set.of("old", "used"),
                Set.copyOf(
                        ids(new Inspections.Filter(here, all, kind, any, any, true, false, nobody, false, text), NOW)));
        assertEquals(
                List.of(),
                ids(new Inspections.Filter(here, all, kind, any, any, false, true, nobody, false, text), NOW));
        assertEquals(
                List.of("used"),
                ids(
                        new Inspections.Filter(
                                here, all, kind, any, any, false, false, nobody, false, Optional.of("OF OTHER")),
                        NOW));
        HeldArtefact shown = list(on(system), NOW).getLast();
        assertEquals(
                new HeldArtefact.Holder(person.id(), person.name(), id, system.name(), person.identity(), false, false),
                shown.holder());
    }

    @Test
    default void credentialsOfMachinesAreFoundByWhoAnswersForThem() {
        TargetSystem system = system(Optional.empty());
        Account account = account(system, "machine");
        Account other = account(system, "person");
        IdentityId machine = account.identity().orElseThrow();
        IdentityId owner = other.identity().orElseThrow();
        keep(account, NOW, untold("k1"));
        keep(other, NOW, untold("k2"));
        NonHuman.Requested requested = new NonHuman.Requested(
                new NonHuman.Terms(
                        new NonHumanId(UUID.randomUUID()),
                        NonHumanKind.BOT,
                        Samples.unique("Machine"),
                        "to carry mail",
                        Optional.empty(),
                        "requester",
                        NOW),
                owner);
        NonHuman.Active active = requested.approve(new NonHuman.Approval(machine, "approver", NOW));
        ports().transactions().call(now -> {
            ports().nonHumans().add(requested);
            ports().nonHumans().save(active);
            return now;
        });
        assertEquals(List.of("k1"), ids(answeredBy(system, owner), NOW));
        assertEquals(List.of(), ids(answeredBy(system, machine), NOW));
        ports().transactions().call(now -> {
            ports().nonHumans().save(active.retire(new NonHuman.Closing("operator", now, "no more")));
            return now;
        });
        assertEquals(List.of(), ids(answeredBy(system, owner), NOW));
    }

    private static Inspections.Filter answeredBy(TargetSystem system, IdentityId person) {
        Inspections.Filter there = on(system);
        return new Inspections.Filter(
                there.system(),
                there.account(),
                there.kind(),
                there.issuedBefore(),
                there.idleSince(),
                false,
                false,
                Optional.of(person),
                false,
                there.text());
    }

    private static Inspections.Filter withGone(TargetSystem system) {
        Inspections.Filter there = on(system);
        return new Inspections.Filter(
                there.system(),
                there.account(),
                there.kind(),
                there.issuedBefore(),
                there.idleSince(),
                false,
                false,
                there.answeredBy(),
                true,
                there.text());
    }

    @Test
    default void coverageCountsWhoWasInspectedWhoWaitsAndWhoFails() {
        TargetSystem system = system(Optional.empty());
        Account good = account(system, "good");
        Account bad = account(system, "bad");
        Account worse = account(system, "worse");
        account(system, "never");
        assertEquals(new Inspections.Coverage(4, 0, 0, 4, Optional.empty(), Optional.empty()), coverage(system, NOW));
        save(complete(good, NOW));
        Stream.of(bad, worse)
                .forEach(account -> save(Inspection.first(account.id(), NOW)
                        .incomplete(
                                Set.of(),
                                Optional.empty(),
                                "refused " + account.nativeId(),
                                account.equals(bad) ? NOW : NOW.plusSeconds(5),
                                EVERY)));
        Instant soon = NOW.plusSeconds(60);
        assertEquals(
                new Inspections.Coverage(
                        4,
                        1,
                        2,
                        1,
                        Optional.of(NOW),
                        Optional.of(new Inspections.Failure(NOW.plusSeconds(5), "refused worse"))),
                coverage(system, soon));
        assertEquals(3, coverage(system, NOW.plus(Duration.ofHours(1))).waiting());
    }

    private Inspections.Coverage coverage(TargetSystem system, Instant at) {
        return ports().transactions().call(now -> ports().inspections().coverage(system.id(), at));
    }

    @Test
    default void nothingOfInspectionsIsReadOutsideATransaction() {
        assertThrows(RuntimeException.class, () -> ports().inspections().find(new AccountId(UUID.randomUUID())));
    }
}

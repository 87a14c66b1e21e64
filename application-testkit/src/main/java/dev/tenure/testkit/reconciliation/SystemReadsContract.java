package dev.tenure.testkit.reconciliation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.reconciliation.Accounts;
import dev.tenure.application.reconciliation.SystemReads;
import dev.tenure.connector.spi.AccountRef;
import dev.tenure.connector.spi.EntitlementRef;
import dev.tenure.connector.spi.ObservedAccount;
import dev.tenure.connector.spi.ObservedEntitlement;
import dev.tenure.connector.spi.ObservedMember;
import dev.tenure.connector.spi.SignIn;
import dev.tenure.domain.identity.Identity;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.identity.Profile;
import dev.tenure.domain.identity.WorkerKey;
import dev.tenure.domain.inventory.Correlation;
import dev.tenure.domain.inventory.EntitlementClass;
import dev.tenure.domain.inventory.SystemMode;
import dev.tenure.domain.inventory.TargetSystem;
import dev.tenure.domain.provisioning.Attempt;
import dev.tenure.domain.provisioning.Attempt.SeenAccount;
import dev.tenure.domain.reconciliation.Account;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.domain.reconciliation.HeldPrivilege;
import dev.tenure.domain.reconciliation.PrivilegeMark;
import dev.tenure.domain.reconciliation.Protection;
import dev.tenure.domain.reconciliation.ReadId;
import dev.tenure.domain.reconciliation.SystemRead;
import dev.tenure.testkit.Ports;
import dev.tenure.testkit.sample.Samples;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What {@link SystemReads} promises. */
public interface SystemReadsContract {

    /** The ports under test. */
    Ports ports();

    private TargetSystem system() {
        TargetSystem system = Samples.system(Samples.unique("Directory"), new SystemMode.Act());
        return ports().transactions().call(now -> {
            ports().systems().save(system);
            return system;
        });
    }

    private Identity somebody() {
        Identity identity = Samples.identity("Ada", "Sample");
        return ports().transactions().call(now -> {
            ports().identities().save(identity, Samples.entry(identity, Identity.Change.HIRED, now));
            return identity;
        });
    }

    /** Somebody like another, known by another key. */
    private void twin(Identity other, WorkerKey key) {
        Identity twin = new Identity(
                new IdentityId(UUID.randomUUID()), key, other.profile(), other.employment(), Optional.empty(), 0);
        ports().transactions().call(now -> {
            ports().identities().save(twin, Samples.entry(twin, Identity.Change.HIRED, now));
            return twin;
        });
    }

    private void with(Consumer<SystemReads> work) {
        ports().transactions().call(now -> {
            work.accept(ports().systemReads());
            return now;
        });
    }

    private SystemRead.Requested begin(TargetSystem system, Instant at) {
        SystemRead.Requested read =
                new SystemRead.Requested(new ReadId(UUID.randomUUID()), system.id(), SystemRead.Scope.WHOLE, at);
        with(reads -> reads.add(read));
        return read;
    }

    private static ObservedAccount account(String nativeId, SignIn signIn, Map<String, String> attributes) {
        return new ObservedAccount(
                new AccountRef(nativeId), "name-of-" + nativeId, signIn, attributes, Optional.empty(), List.of());
    }

    private static ObservedEntitlement entitlement(String name, ObservedMember... members) {
        return new ObservedEntitlement(new EntitlementRef("id-of-" + name), name, List.of(members));
    }

    private static ObservedMember member(String nativeId) {
        return new ObservedMember.Account(new AccountRef(nativeId));
    }

    private SystemRead.Counts merge(TargetSystem system, SystemRead.Requested read, Instant at) {
        return merge(
                system, read, new SystemReads.Provisos(Map.of("own", Protection.ofConnectorItself(at)), Set.of()), at);
    }

    private SystemRead.Counts merge(
            TargetSystem system, SystemRead.Requested read, SystemReads.Provisos provisos, Instant at) {
        return ports().transactions().call(now -> {
            SystemRead.Counts counts = ports().systemReads().merge(read, system, provisos, at);
            ports().systemReads().end(read.complete(counts, at));
            return counts;
        });
    }

    private SystemRead.Counts readWhole(
            TargetSystem system, Instant at, List<ObservedAccount> accounts, List<ObservedEntitlement> entitlements) {
        SystemRead.Requested read = begin(system, at);
        with(reads -> {
            reads.stageAccounts(read.id(), accounts, reads.toldBefore(read.id()));
            reads.stageEntitlements(read.id(), entitlements);
        });
        return merge(system, read, at.plusSeconds(1));
    }

    private List<Account> held(TargetSystem system) {
        return ports().transactions()
                .call(now -> ports().accounts()
                        .list(
                                new Accounts.Filter(
                                        Optional.of(system.id()), Optional.empty(), Optional.empty(), Optional.empty()),
                                PageRequest.first()))
                .items();
    }

    private Account held(TargetSystem system, String nativeId) {
        return held(system).stream()
                .filter(a -> a.nativeId().equals(nativeId))
                .findFirst()
                .orElseThrow();
    }

    @Test
    default void howMuchOfWhatIsKnownAListingShowsIsToldWithoutTakingIt() {
        TargetSystem system = system();
        readWhole(
                system,
                Samples.MONDAY,
                List.of(
                        account("a", SignIn.ENABLED, Map.of()),
                        account("b", SignIn.ENABLED, Map.of()),
                        account("c", SignIn.ENABLED, Map.of())),
                List.of(entitlement("one"), entitlement("two")));
        SystemRead.Requested read = begin(system, Samples.MONDAY.plusSeconds(60));
        with(reads -> {
            reads.stageAccounts(
                    read.id(), List.of(account("b", SignIn.ENABLED, Map.of())), reads.toldBefore(read.id()));
            reads.stageAccounts(
                    read.id(), List.of(account("new", SignIn.ENABLED, Map.of())), reads.toldBefore(read.id()));
            reads.stageEntitlements(read.id(), List.of(entitlement("two"), entitlement("another")));
        });
        assertEquals(new SystemRead.Coverage(3, 2, 2, 1), ports().transactions().call(now -> ports().systemReads()
                .coverage(read, Set.of())));
        assertEquals(3, held(system).size());
        merge(system, read, Samples.MONDAY.plusSeconds(61));
        assertEquals(2, held(system).size());
    }

    @Test
    default void whatBelongsToAPartThatWasNotReadStaysAsItWas() {
        TargetSystem system = system();
        readWhole(
                system,
                Samples.MONDAY,
                List.of(
                        account("1/a", SignIn.ENABLED, Map.of()),
                        account("1/b", SignIn.ENABLED, Map.of()),
                        account("2_/c", SignIn.ENABLED, Map.of()),
                        account("2x/d", SignIn.ENABLED, Map.of())),
                List.of(
                        new ObservedEntitlement(new EntitlementRef("1/staff"), "Staff", List.of(member("1/a"))),
                        new ObservedEntitlement(new EntitlementRef("1/gone"), "Gone", List.of(member("1/a"))),
                        new ObservedEntitlement(new EntitlementRef("2_/keys"), "Keys", List.of(member("2_/c")))));
        Account kept = held(system, "2_/c");
        Account seen = held(system, "1/a");
        SystemRead.Requested read = begin(system, Samples.MONDAY.plusSeconds(60));
        with(reads -> {
            reads.stageAccounts(
                    read.id(), List.of(account("1/a", SignIn.ENABLED, Map.of())), reads.toldBefore(read.id()));
            reads.stageEntitlements(
                    read.id(),
                    List.of(new ObservedEntitlement(new EntitlementRef("1/staff"), "Staff", List.of(member("1/a")))));
        });
        Set<String> unread = Set.of("2_/");
        assertEquals(new SystemRead.Coverage(3, 2, 2, 1), ports().transactions().call(now -> ports().systemReads()
                .coverage(read, unread)));
        Instant at = Samples.MONDAY.plusSeconds(61);
        SystemRead.Counts counts =
                merge(system, read, new SystemReads.Provisos(Map.of("1/a", Protection.ofUntouchable(at)), unread), at);
        assertEquals(2, counts.vanished(), "one part lost an account, and 2x is not 2_");
        assertEquals(
                List.of("1/a", "2_/c"),
                sorted(held(system).stream().map(Account::nativeId).toList()));
        assertEquals(kept, held(system, "2_/c"), "it was not seen, and does not count as seen");
        assertEquals(List.of("Staff"), held(system, "1/a").entitlements());
        assertEquals(at, held(system, "1/a").lastSeenAt());
        assertTrue(seen.lastSeenAt().isBefore(at));
        assertEquals(Optional.of("product"), held(system, "1/a").protection().map(Protection::by));
        SystemRead.Requested next = begin(system, Samples.MONDAY.plusSeconds(120));
        with(reads -> reads.stageAccounts(
                next.id(), List.of(account("1/a", SignIn.ENABLED, Map.of())), reads.toldBefore(next.id())));
        merge(system, next, Samples.MONDAY.plusSeconds(121));
        assertEquals(
                List.of("1/a"), held(system).stream().map(Account::nativeId).toList());
    }

    @Test
    default void whetherAReadMayShrinkItsSystemComesBack() {
        TargetSystem system = system();
        SystemRead.Requested read = new SystemRead.Requested(
                new ReadId(UUID.randomUUID()), system.id(), SystemRead.Scope.WHOLE, Samples.MONDAY, true);
        with(reads -> reads.add(read));
        with(reads -> assertEquals(Optional.of(read), reads.current(system.id())));
    }

    @Test
    default void whyPartsCouldNotBeReadComesBackAndEachIsOneProblem() {
        SystemRead.Requested read = begin(system(), Samples.MONDAY);
        SystemRead.Complete complete = read.complete(
                new SystemRead.Counts(1, 2, 3, 4, 5, 6, 7, 8, 9),
                List.of("account 2: refuses the role", "account 3: does not answer, \"yet\""),
                Samples.MONDAY.plusSeconds(1));
        assertEquals(11, complete.counts().problems());
        with(reads -> reads.end(complete));
        with(reads -> assertEquals(Optional.of(complete), reads.find(read.id())));
    }

    @Test
    default void oneReadOfASystemIsUnderWayAtATime() {
        TargetSystem system = system();
        SystemRead.Requested read = begin(system, Samples.MONDAY);
        with(reads -> {
            assertEquals(Optional.of(read), reads.current(system.id()));
            assertEquals(Optional.of(read), reads.find(read.id()));
            assertFalse(reads.hasCompleteRead(system.id(), Samples.MONDAY));
        });
        assertThrows(IllegalStateException.class, () -> begin(system, Samples.MONDAY));
    }

    @Test
    default void aReadEndsOnceAndOnlyACompleteOneCountsAsRead() {
        TargetSystem other = system();
        TargetSystem system = system();
        SystemRead.Requested first = begin(system, Samples.MONDAY);
        SystemRead.Failed failed = first.fail("the target did not answer", Samples.MONDAY.plusSeconds(1));
        with(reads -> reads.end(failed));
        with(reads -> {
            assertFalse(reads.hasCompleteRead(system.id(), Samples.MONDAY));
            assertEquals(Optional.empty(), reads.current(system.id()));
            assertEquals(Optional.of(failed), reads.find(first.id()));
        });
        assertThrows(RuntimeException.class, () -> with(reads -> reads.end(failed)));
        SystemRead.Requested second = begin(system, Samples.MONDAY.plusSeconds(2));
        merge(system, second, Samples.MONDAY.plusSeconds(3));
        with(reads -> {
            assertTrue(reads.hasCompleteRead(system.id(), Samples.MONDAY));
            assertTrue(reads.hasCompleteRead(system.id(), second.requestedAt()));
            assertFalse(reads.hasCompleteRead(system.id(), second.requestedAt().plusMillis(1)));
            assertFalse(reads.hasCompleteRead(other.id(), Samples.MONDAY));
            assertEquals(
                    List.of(second.id(), first.id()),
                    reads.of(system.id(), 10).stream().map(SystemRead::id).toList());
            assertEquals(1, reads.of(system.id(), 1).size());
        });
    }

    @Test
    default void whatWasStagedChangesNothingBeforeItIsMerged() {
        TargetSystem system = system();
        SystemRead.Requested read = begin(system, Samples.MONDAY);
        with(reads -> reads.stageAccounts(
                read.id(), List.of(account("1", SignIn.ENABLED, Map.of())), reads.toldBefore(read.id())));
        assertEquals(List.of(), held(system));
        with(reads -> reads.end(read.fail("broke off", Samples.MONDAY)));
        assertEquals(List.of(), held(system));
    }

    @Test
    default void aReadThatBeginsAnewForgetsWhatWasStaged() {
        TargetSystem system = system();
        SystemRead.Requested read = begin(system, Samples.MONDAY);
        with(reads -> reads.stageAccounts(
                read.id(), List.of(account("1", SignIn.ENABLED, Map.of())), reads.toldBefore(read.id())));
        with(reads -> reads.clear(read.id()));
        with(reads -> reads.stageAccounts(
                read.id(), List.of(account("2", SignIn.ENABLED, Map.of())), reads.toldBefore(read.id())));
        assertEquals(1, merge(system, read, Samples.MONDAY).accounts());
        assertEquals(List.of("2"), held(system).stream().map(Account::nativeId).toList());
    }

    @Test
    default void aMergeFindsAccountsOwnersPrivilegeAndTheConnectorItself() {
        TargetSystem system = system();
        Identity ada = somebody();
        SystemRead.Counts counts = readWhole(
                system,
                Samples.MONDAY,
                List.of(
                        account("1", SignIn.ENABLED, Samples.employee(ada.key().workerId())),
                        account("2", SignIn.DISABLED, Map.of("employeeNumber", "nobody-has-this")),
                        account("3", SignIn.UNKNOWN, Map.of()),
                        account("own", SignIn.ENABLED, Map.of())),
                List.of(
                        entitlement("Staff", member("1"), member("2"), member("2")),
                        entitlement("administrators", member("1"), new ObservedMember.Unresolvable("S-1", "foreign")),
                        entitlement("Outer", new ObservedMember.Entitlement(new EntitlementRef("id-of-Staff")))));
        assertEquals(new SystemRead.Counts(4, 3, 3, 4, 0, 0, 1, 1, 0), counts);
        assertEquals(Optional.of(ada.id()), held(system, "1").identity());
        assertEquals(
                List.of("Staff", "administrators"), sorted(held(system, "1").entitlements()));
        assertTrue(held(system, "1").privileged());
        assertFalse(held(system, "2").enabled());
        assertEquals(Optional.empty(), held(system, "2").identity());
        assertTrue(held(system, "3").enabled(), "what the target does not say counts as enabled");
        assertEquals(Optional.of("product"), held(system, "own").protection().map(Protection::by));
    }

    private void mark(TargetSystem system, PrivilegeMark.Thing thing, String nativeId, Instant at) {
        ports().transactions().call(now -> {
            ports().privilegeMarks()
                    .add(new PrivilegeMark.InForce(new PrivilegeMark.Classed(
                            UUID.randomUUID(),
                            system.id(),
                            thing,
                            nativeId,
                            nativeId,
                            EntitlementClass.SECRETS,
                            "it holds keys",
                            "ada",
                            at)));
            ports().privileges().classify(system.id(), at);
            return now;
        });
    }

    private void endMark(TargetSystem system, PrivilegeMark.Thing thing, String nativeId, Instant at) {
        ports().transactions().call(now -> {
            PrivilegeMark.InForce mark = ports().privilegeMarks()
                    .inForce(system.id(), thing, nativeId)
                    .orElseThrow();
            ports().privilegeMarks().end(mark.end("it holds none any longer", "grace", at));
            ports().privileges().classify(system.id(), at);
            return now;
        });
    }

    private List<HeldPrivilege> privileges(Identity identity, Instant since) {
        return ports().transactions().call(now -> ports().accounts().privileges(identity.id(), since));
    }

    private HeldPrivilege privilege(TargetSystem system, String nativeId, boolean held, Instant lastKnownAt) {
        return new HeldPrivilege(held(system, nativeId).id(), system.id(), "name-of-" + nativeId, held, lastKnownAt);
    }

    @Test
    default void aMarkMakesPrivilegedAtOnceAndAtEveryRead() {
        TargetSystem system = system();
        Identity ada = somebody();
        List<ObservedAccount> accounts = List.of(
                account("1", SignIn.ENABLED, Samples.employee(ada.key().workerId())),
                account("2", SignIn.ENABLED, Samples.employee(ada.key().workerId())),
                account("3", SignIn.ENABLED, Map.of()));
        List<ObservedEntitlement> entitlements =
                List.of(entitlement("Payments", member("1")), entitlement("Staff", member("3")));
        readWhole(system, Samples.MONDAY, accounts, entitlements);
        assertEquals(List.of(), privileges(ada, Samples.MONDAY));
        Instant marked = Samples.MONDAY.plusSeconds(60);
        mark(system, PrivilegeMark.Thing.ENTITLEMENT, "id-of-Payments", marked);
        mark(system, PrivilegeMark.Thing.ACCOUNT, "2", marked);
        assertTrue(held(system, "1").privileged());
        assertTrue(held(system, "2").privileged());
        assertFalse(held(system, "3").privileged());
        assertEquals(
                List.of(privilege(system, "1", true, marked), privilege(system, "2", true, marked)),
                privileges(ada, Samples.MONDAY.plusSeconds(900)));
        Instant again = Samples.MONDAY.plusSeconds(120);
        readWhole(system, again, accounts, entitlements);
        assertEquals(
                List.of(
                        privilege(system, "1", true, again.plusSeconds(1)),
                        privilege(system, "2", true, again.plusSeconds(1))),
                privileges(ada, Samples.MONDAY));
        ports().transactions().call(now -> ports().accounts()
                .recordSeen(
                        system.id(),
                        new Attempt.SeenAccount("2", "name-of-2", true, List.of(), List.of()),
                        ada.id(),
                        new AccountId(UUID.randomUUID()),
                        again.plusSeconds(9)));
        assertTrue(held(system, "2").privileged());
        assertEquals(Optional.of("Payments"), ports().transactions().call(now -> ports().accounts()
                .entitlement(system.id(), "id-of-Payments")));
        assertEquals(Optional.empty(), ports().transactions().call(now -> ports().accounts()
                .entitlement(system.id(), "ID-OF-Payments")));
    }

    @Test
    default void whatWasPrivilegedIsRememberedWhenItIsSoNoLonger() {
        TargetSystem system = system();
        Identity ada = somebody();
        List<ObservedAccount> accounts = List.of(
                account("1", SignIn.ENABLED, Samples.employee(ada.key().workerId())),
                account("2", SignIn.ENABLED, Samples.employee(ada.key().workerId())),
                account("3", SignIn.ENABLED, Samples.employee(ada.key().workerId())));
        readWhole(system, Samples.MONDAY, accounts, List.of(entitlement("administrators", member("1"), member("3"))));
        mark(system, PrivilegeMark.Thing.ACCOUNT, "2", Samples.MONDAY.plusSeconds(10));
        HeldPrivilege gone = privilege(system, "3", false, Samples.MONDAY.plusSeconds(61));
        endMark(system, PrivilegeMark.Thing.ACCOUNT, "2", Samples.MONDAY.plusSeconds(20));
        readWhole(
                system, Samples.MONDAY.plusSeconds(60), accounts.subList(0, 2), List.of(entitlement("administrators")));
        assertFalse(held(system, "1").privileged());
        assertFalse(held(system, "2").privileged());
        HeldPrivilege revoked = privilege(system, "1", false, Samples.MONDAY.plusSeconds(61));
        HeldPrivilege ended = privilege(system, "2", false, Samples.MONDAY.plusSeconds(20));
        assertEquals(List.of(revoked, ended, gone), privileges(ada, Samples.MONDAY.plusSeconds(20)));
        assertEquals(List.of(revoked, gone), privileges(ada, Samples.MONDAY.plusSeconds(21)));
        assertEquals(List.of(), privileges(ada, Samples.MONDAY.plusSeconds(62)));
        assertEquals(List.of(), privileges(somebody(), Samples.MONDAY));
        readWhole(system, Samples.MONDAY.plusSeconds(120), accounts, List.of(entitlement("administrators")));
        assertEquals(List.of(revoked, ended, gone), privileges(ada, Samples.MONDAY));
    }

    private static List<String> sorted(List<String> names) {
        return names.stream().sorted().toList();
    }

    @Test
    default void theSameAgainChangesNothing() {
        TargetSystem system = system();
        List<ObservedAccount> accounts = List.of(account("1", SignIn.ENABLED, Map.of()));
        List<ObservedEntitlement> entitlements = List.of(entitlement("Staff", member("1")));
        readWhole(system, Samples.MONDAY, accounts, entitlements);
        Account before = held(system, "1");
        SystemRead.Counts again = readWhole(system, Samples.MONDAY.plusSeconds(60), accounts, entitlements);
        assertEquals(new SystemRead.Counts(1, 1, 1, 0, 0, 0, 0, 0, 0), again);
        Account after = held(system, "1");
        assertEquals(before.id(), after.id());
        assertEquals(before.firstSeenAt(), after.firstSeenAt());
        assertTrue(after.lastSeenAt().isAfter(before.lastSeenAt()));
    }

    @Test
    default void changesAndVanishingsAreCountedAndAnAccountThatComesBackIsTheSame() {
        TargetSystem system = system();
        readWhole(
                system,
                Samples.MONDAY,
                List.of(account("1", SignIn.ENABLED, Map.of()), account("2", SignIn.ENABLED, Map.of())),
                List.of());
        Account second = held(system, "2");
        SystemRead.Counts counts = readWhole(
                system, Samples.MONDAY.plusSeconds(60), List.of(account("1", SignIn.DISABLED, Map.of())), List.of());
        assertEquals(new SystemRead.Counts(1, 0, 0, 0, 1, 1, 0, 0, 0), counts);
        assertEquals(List.of("1"), held(system).stream().map(Account::nativeId).toList());
        assertTrue(
                ports().transactions()
                        .call(now -> ports().accounts().find(second.id()))
                        .isPresent(),
                "a vanished account keeps its history");
        readWhole(
                system,
                Samples.MONDAY.plusSeconds(120),
                List.of(account("1", SignIn.DISABLED, Map.of()), account("2", SignIn.ENABLED, Map.of())),
                List.of());
        assertEquals(second.id(), held(system, "2").id());
    }

    @Test
    default void anAccountThatAPageRepeatsIsStagedOnce() {
        TargetSystem system = system();
        ObservedAccount one = account("1", SignIn.ENABLED, Map.of());
        assertEquals(
                1,
                readWhole(system, Samples.MONDAY, List.of(one, one), List.of()).accounts());
    }

    private static ObservedAccount account(String nativeId, Optional<Instant> signedIn, Optional<Instant> passwordSet) {
        return new ObservedAccount(
                new AccountRef(nativeId), nativeId, SignIn.ENABLED, Map.of(), signedIn, passwordSet, List.of());
    }

    @Test
    default void aPasswordIsAsTheTargetToldLastAndChangesNoAccount() {
        TargetSystem system = system();
        Instant old = Samples.MONDAY.minusSeconds(5000);
        Optional<Instant> signedIn = Optional.of(Samples.MONDAY);
        Optional<Instant> never = Optional.empty();
        readWhole(
                system,
                Samples.MONDAY,
                List.of(
                        account("told", never, Optional.of(old.plusSeconds(9))),
                        account("later", signedIn, never),
                        account("never", never, never)),
                List.of());
        assertEquals(Map.of("told", old.plusSeconds(9)), passwords(system, "told", "later", "never"));
        // A restored target has the old one, and one that cannot be read says nothing.
        SystemRead.Counts counts = readWhole(
                system,
                Samples.MONDAY.plusSeconds(100),
                List.of(
                        account("told", signedIn, Optional.of(old)),
                        account("later", never, Optional.of(old.plusSeconds(1))),
                        account("never", never, never)),
                List.of());
        assertEquals(0, counts.changed());
        assertEquals(Map.of("told", old, "later", old.plusSeconds(1)), passwords(system, "told", "later", "never"));
        readWhole(
                system,
                Samples.MONDAY.plusSeconds(200),
                List.of(
                        account("told", never, never),
                        account("later", signedIn, Optional.of(old.plusSeconds(2))),
                        account("never", never, never)),
                List.of());
        assertEquals(Map.of("told", old, "later", old.plusSeconds(2)), passwords(system, "told", "later", "never"));
        assertEquals(Map.of("later", old.plusSeconds(2)), passwords(system, "later"));
    }

    private Map<String, Instant> passwords(TargetSystem system, String... nativeIds) {
        return ports().transactions().call(now -> {
            Map<AccountId, String> names = new HashMap<>();
            for (String nativeId : nativeIds) {
                names.put(
                        ports().accounts()
                                .find(system.id(), nativeId)
                                .orElseThrow()
                                .id(),
                        nativeId);
            }
            Map<String, Instant> told = new HashMap<>();
            ports().accounts()
                    .passwordsSetAt(names.keySet())
                    .forEach((id, at) -> told.put(Objects.requireNonNull(names.get(id)), at));
            return told;
        });
    }

    @Test
    default void twoAccountsOfOneIdAreOneThatIsNotUnderstood() {
        TargetSystem system = system();
        ObservedAccount other = new ObservedAccount(
                new AccountRef("1"), "another", SignIn.ENABLED, Map.of(), Optional.empty(), List.of());
        SystemRead.Counts counts = readWhole(
                system,
                Samples.MONDAY,
                List.of(
                        account("1", SignIn.ENABLED, Map.of()),
                        account("2", SignIn.ENABLED, Map.of()),
                        other,
                        account("2", SignIn.ENABLED, Map.of())),
                List.of());
        assertEquals(2, counts.accounts());
        assertEquals(1, counts.problems());
    }

    private static ObservedAccount named(String nativeId, String name, Map<String, String> attributes) {
        return new ObservedAccount(
                new AccountRef(nativeId), name, SignIn.ENABLED, attributes, Optional.empty(), List.of());
    }

    @Test
    default void oneIdToldAsBeforeAndByAnotherNameIsNotUnderstoodInEitherOrder() {
        TargetSystem system = system();
        ObservedAccount ada = named("1", "ada", Map.of());
        ObservedAccount other = named("1", "another", Map.of());
        Instant at = Samples.MONDAY;
        readWhole(system, at, List.of(ada), List.of());
        for (List<ObservedAccount> pages : List.of(List.of(ada, other), List.of(other, ada))) {
            readWhole(system, at.plusSeconds(60), List.of(ada), List.of());
            SystemRead.Requested read = begin(system, at.plusSeconds(120));
            pages.forEach(
                    page -> with(reads -> reads.stageAccounts(read.id(), List.of(page), reads.toldBefore(read.id()))));
            assertEquals(1, merge(system, read, at.plusSeconds(121)).problems());
            assertEquals(pages.getLast().name(), held(system, "1").name());
        }
        assertEquals(
                1,
                readWhole(system, at.plusSeconds(180), List.of(other, ada), List.of())
                        .problems(),
                "on one page");
    }

    @Test
    default void anAccountToldAsBeforeBelongsToWhoeverCameMeanwhile() {
        TargetSystem system = system();
        Identity ada = Samples.identity("Ada", "Sample");
        List<ObservedAccount> accounts =
                List.of(account("1", SignIn.ENABLED, Samples.employee(ada.key().workerId())));
        assertEquals(0, readWhole(system, Samples.MONDAY, accounts, List.of()).correlated());
        ports().transactions().call(now -> {
            ports().identities().save(ada, Samples.entry(ada, Identity.Change.HIRED, now));
            return now;
        });
        SystemRead.Counts hers = readWhole(system, Samples.MONDAY.plusSeconds(60), accounts, List.of());
        assertEquals(new SystemRead.Counts(1, 0, 0, 0, 1, 0, 1, 0, 0), hers);
        assertEquals(Optional.of(ada.id()), held(system, "1").identity());
        SystemRead.Counts again = readWhole(system, Samples.MONDAY.plusSeconds(120), accounts, List.of());
        assertEquals(new SystemRead.Counts(1, 0, 0, 0, 0, 0, 1, 0, 0), again);
        // Whoever fits twice is nobody.
        twin(ada, new WorkerKey(Samples.unique("feed"), ada.key().workerId()));
        SystemRead.Counts nobodys = readWhole(system, Samples.MONDAY.plusSeconds(180), accounts, List.of());
        assertEquals(new SystemRead.Counts(1, 0, 0, 0, 1, 0, 0, 0, 0), nobodys);
        assertEquals(Optional.empty(), held(system, "1").identity());
    }

    @Test
    default void anAccountToldAsBeforeIsWhatTheTargetTellsWhateverAListingShowedMeanwhile() {
        TargetSystem system = system();
        Identity grace = somebody();
        List<ObservedAccount> accounts = List.of(account("1", SignIn.ENABLED, Map.of()));
        readWhole(system, Samples.MONDAY, accounts, List.of());
        ports().transactions().call(now -> ports().accounts()
                .recordSeen(
                        system.id(),
                        new SeenAccount("1", "renamed", false, List.of(), List.of()),
                        grace.id(),
                        new AccountId(UUID.randomUUID()),
                        Samples.MONDAY.plusSeconds(30)));
        readWhole(system, Samples.MONDAY.plusSeconds(60), accounts, List.of());
        Account after = held(system, "1");
        assertEquals("name-of-1", after.name());
        assertTrue(after.enabled());
    }

    @Test
    default void anAccountToldAsBeforeBelongsByARuleThatCameMeanwhile() {
        TargetSystem system = system();
        Identity ada = somebody();
        List<ObservedAccount> accounts =
                List.of(account("1", SignIn.ENABLED, Map.of("staffId", ada.key().workerId())));
        assertEquals(0, readWhole(system, Samples.MONDAY, accounts, List.of()).correlated());
        TargetSystem otherwise =
                Samples.correlatedBy(system, new Correlation("staffId", Correlation.IdentityAttribute.WORKER_ID));
        assertEquals(
                1,
                readWhole(otherwise, Samples.MONDAY.plusSeconds(60), accounts, List.of())
                        .correlated());
        assertEquals(Optional.of(ada.id()), held(system, "1").identity());
    }

    @Test
    default void nativeIdsThatDifferInCaseAreTwoAccounts() {
        TargetSystem system = system();
        readWhole(
                system,
                Samples.MONDAY,
                List.of(account("a", SignIn.ENABLED, Map.of()), account("A", SignIn.ENABLED, Map.of())),
                List.of());
        assertEquals(2, held(system).size());
    }

    @Test
    default void protectionByPeopleOutlivesReads() {
        TargetSystem system = system();
        List<ObservedAccount> accounts = List.of(account("1", SignIn.ENABLED, Map.of()));
        readWhole(system, Samples.MONDAY, accounts, List.of());
        Protection protection = new Protection("break-glass", "grace", Samples.MONDAY);
        ports().transactions().call(now -> {
            ports().accounts().protect(held1(system), Optional.of(protection));
            return now;
        });
        readWhole(system, Samples.MONDAY.plusSeconds(60), accounts, List.of());
        assertEquals(Optional.of(protection), held(system, "1").protection());
    }

    private AccountId held1(TargetSystem system) {
        return ports().accounts()
                .list(
                        new Accounts.Filter(
                                Optional.of(system.id()), Optional.empty(), Optional.empty(), Optional.empty()),
                        PageRequest.first())
                .items()
                .get(0)
                .id();
    }

    @Test
    default void whoseAnAccountIsByAListingHoldsWhereTheRuleSaysNothing() {
        TargetSystem system = system();
        Identity ada = somebody();
        ports().transactions().call(now -> {
            ports().accounts()
                    .recordSeen(
                            system.id(),
                            new SeenAccount("1", "ada", true, List.of(), List.of()),
                            ada.id(),
                            new AccountId(UUID.randomUUID()),
                            Samples.MONDAY);
            return now;
        });
        readWhole(system, Samples.MONDAY.plusSeconds(60), List.of(account("1", SignIn.ENABLED, Map.of())), List.of());
        assertEquals(Optional.of(ada.id()), held(system, "1").identity());
    }

    @Test
    default void anAccountListedForAPersonDuringAReadIsNotTakenForVanished() {
        TargetSystem system = system();
        Identity ada = somebody();
        SystemRead.Requested read = begin(system, Samples.MONDAY);
        ports().transactions().call(now -> {
            ports().accounts()
                    .recordSeen(
                            system.id(),
                            new SeenAccount("new", "ada", true, List.of(), List.of()),
                            ada.id(),
                            new AccountId(UUID.randomUUID()),
                            Samples.MONDAY.plusSeconds(5));
            return now;
        });
        assertEquals(0, merge(system, read, Samples.MONDAY.plusSeconds(10)).vanished());
        assertEquals(
                List.of("new"), held(system).stream().map(Account::nativeId).toList());
    }

    @Test
    default void whatALaterPageSaysOfAnAccountHolds() {
        TargetSystem system = system();
        SystemRead.Requested read = begin(system, Samples.MONDAY);
        with(reads -> {
            reads.stageAccounts(
                    read.id(), List.of(account("1", SignIn.ENABLED, Map.of())), reads.toldBefore(read.id()));
            reads.stageAccounts(
                    read.id(), List.of(account("1", SignIn.DISABLED, Map.of())), reads.toldBefore(read.id()));
            reads.stageEntitlements(read.id(), List.of(entitlement("Staff", member("1"))));
            reads.stageEntitlements(read.id(), List.of(entitlement("Staff", member("1"))));
        });
        assertEquals(new SystemRead.Counts(1, 1, 1, 1, 0, 0, 0, 0, 0), merge(system, read, Samples.MONDAY));
        assertFalse(held(system, "1").enabled());
    }

    @Test
    default void systemsDoNotMeetEachOther() {
        TargetSystem one = system();
        TargetSystem other = system();
        List<ObservedAccount> accounts = List.of(account("1", SignIn.ENABLED, Map.of()));
        readWhole(one, Samples.MONDAY, accounts, List.of());
        assertEquals(
                new SystemRead.Counts(1, 0, 0, 1, 0, 0, 0, 0, 0),
                readWhole(other, Samples.MONDAY.plusSeconds(60), accounts, List.of()));
        assertEquals(1, held(one).size());
        assertEquals(1, held(other).size());
    }

    @Test
    default void aWorkerIdMatchesExactlyAndAmbiguityMatchesNobody() {
        TargetSystem system = system();
        Identity ada = somebody();
        String workerId = ada.key().workerId();
        String shared = Samples.unique("shared");
        for (String feed : List.of("one-hr", "other-hr")) {
            twin(ada, new WorkerKey(feed, shared));
        }
        readWhole(
                system,
                Samples.MONDAY,
                List.of(
                        account("exact", SignIn.ENABLED, Map.of("EMPLOYEENUMBER", workerId)),
                        account("upper", SignIn.ENABLED, Samples.employee(workerId.toUpperCase(Locale.ROOT))),
                        account("space", SignIn.ENABLED, Samples.employee(" " + workerId)),
                        account("empty", SignIn.ENABLED, Samples.employee("")),
                        account("shared", SignIn.ENABLED, Samples.employee(shared))),
                List.of());
        assertEquals(Optional.of(ada.id()), held(system, "exact").identity());
        for (String nobodys : List.of("upper", "space", "empty", "shared")) {
            assertEquals(Optional.empty(), held(system, nobodys).identity(), nobodys);
        }
    }

    @Test
    default void anAddressMatchesWithoutRegardToCase() {
        Identity plain = somebody();
        String address = Samples.unique("Ada.Ä") + "@Sample.example";
        Identity ada = new Identity(
                new IdentityId(UUID.randomUUID()),
                new WorkerKey(plain.key().feed(), Samples.unique("worker")),
                new Profile(
                        plain.profile().kind(),
                        "Ada",
                        "Sample",
                        Optional.of(address),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        plain.profile().zone()),
                plain.employment(),
                Optional.empty(),
                0);
        TargetSystem matched = system();
        TargetSystem system = ports().transactions().call(now -> {
            ports().identities().save(ada, Samples.entry(ada, Identity.Change.HIRED, now));
            return Samples.correlatedBy(matched, new Correlation("mail", Correlation.IdentityAttribute.EMAIL));
        });
        SystemRead.Counts counts = readWhole(
                system,
                Samples.MONDAY,
                List.of(
                        account("1", SignIn.ENABLED, Map.of("mail", address.toUpperCase(Locale.ROOT))),
                        account("2", SignIn.ENABLED, Map.of("mail", "")),
                        account("3", SignIn.ENABLED, Map.of("mail", address.replace('Ä', 'A')))),
                List.of());
        assertEquals(1, counts.correlated());
        assertEquals(Optional.of(ada.id()), held(system, "1").identity());
    }

    @Test
    default void whoseAnAccountIsByTheRuleEndsWithTheRuleAndGoesBeforeAListing() {
        TargetSystem system = system();
        Identity ada = somebody();
        Identity grace = somebody();
        List<ObservedAccount> hers =
                List.of(account("1", SignIn.ENABLED, Samples.employee(ada.key().workerId())));
        List<ObservedAccount> nobodys = List.of(account("1", SignIn.ENABLED, Map.of()));
        readWhole(system, Samples.MONDAY, hers, List.of());
        assertEquals(
                new SystemRead.Counts(1, 0, 0, 0, 1, 0, 0, 0, 0),
                readWhole(system, Samples.MONDAY.plusSeconds(60), nobodys, List.of()));
        assertEquals(Optional.empty(), held(system, "1").identity());
        ports().transactions().call(now -> ports().accounts()
                .recordSeen(
                        system.id(),
                        new SeenAccount("1", "name-of-1", true, List.of(), List.of()),
                        grace.id(),
                        new AccountId(UUID.randomUUID()),
                        Samples.MONDAY.plusSeconds(90)));
        readWhole(system, Samples.MONDAY.plusSeconds(120), hers, List.of());
        assertEquals(Optional.of(ada.id()), held(system, "1").identity());
        readWhole(system, Samples.MONDAY.plusSeconds(180), nobodys, List.of());
        assertEquals(Optional.of(grace.id()), held(system, "1").identity());
    }

    @Test
    default void theConnectorsOwnAccountIsProtectedAnewAtEveryReadAndByNobodyElsesReason() {
        TargetSystem system = system();
        List<ObservedAccount> accounts = List.of(account("own", SignIn.ENABLED, Map.of()));
        readWhole(system, Samples.MONDAY, accounts, List.of());
        AccountId own = held(system, "own").id();
        Protection given = new Protection("break-glass", "grace", Samples.MONDAY);
        protect(own, Optional.of(given));
        readWhole(system, Samples.MONDAY.plusSeconds(60), accounts, List.of());
        assertEquals(Optional.of(given), held(system, "own").protection());
        protect(own, Optional.empty());
        readWhole(system, Samples.MONDAY.plusSeconds(120), accounts, List.of());
        assertEquals(Optional.of("product"), held(system, "own").protection().map(Protection::by));
    }

    private void protect(AccountId id, Optional<Protection> protection) {
        ports().transactions().call(now -> {
            ports().accounts().protect(id, protection);
            return now;
        });
    }

    @Test
    default void nothingIsReadOutsideATransaction() {
        assertThrows(RuntimeException.class, () -> ports().systemReads().find(new ReadId(UUID.randomUUID())));
    }
}

package dev.tenure.testkit.reconciliation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.reconciliation.Accounts;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.inventory.SystemMode;
import dev.tenure.domain.inventory.TargetSystem;
import dev.tenure.domain.provisioning.Attempt.SeenAccount;
import dev.tenure.domain.reconciliation.Account;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.domain.reconciliation.Protection;
import dev.tenure.testkit.Ports;
import dev.tenure.testkit.paging.WholeList;
import dev.tenure.testkit.sample.Samples;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What {@link Accounts} promises. */
public interface AccountsContract {

    /** The ports under test. */
    Ports ports();

    private TargetSystem system() {
        TargetSystem system = Samples.system(Samples.unique("Directory"), new SystemMode.Act());
        return ports().transactions().call(now -> {
            ports().systems().save(system);
            return system;
        });
    }

    private static SeenAccount seen(String nativeId, String name, String... memberships) {
        return new SeenAccount(nativeId, name, true, List.of(memberships), List.of());
    }

    private Account record(TargetSystem system, SeenAccount seen, IdentityId identity, Instant at) {
        return ports().transactions().call(now -> ports().accounts()
                .recordSeen(system.id(), seen, identity, new AccountId(UUID.randomUUID()), at));
    }

    private static IdentityId somebody() {
        return new IdentityId(UUID.randomUUID());
    }

    @Test
    default void anAccountThatIsNewGetsTheIdThatIsGiven() {
        TargetSystem system = system();
        IdentityId identity = somebody();
        AccountId id = new AccountId(UUID.randomUUID());
        Account account = ports().transactions().call(now -> ports().accounts()
                .recordSeen(
                        system.id(),
                        new SeenAccount("n-1", "ada", true, List.of("Staff"), List.of("Domain Users")),
                        identity,
                        id,
                        Samples.MONDAY));
        assertEquals(id, account.id());
        assertEquals(Optional.of(identity), account.identity());
        assertEquals("n-1", account.nativeId());
        assertEquals(Samples.MONDAY, account.firstSeenAt());
        assertTrue(account.entitlements().contains("Staff"));
        assertEquals(Optional.of(account), ports().transactions().call(now -> ports().accounts()
                .find(id)));
    }

    @Test
    default void anAccountIsFoundByWhatItsSystemCallsItByteForByte() {
        TargetSystem system = system();
        Account account = record(system, seen("N-1", "ada"), somebody(), Samples.MONDAY);
        record(system(), seen("n-1", "ada"), somebody(), Samples.MONDAY);
        assertEquals(Optional.of(account), ports().transactions().call(now -> ports().accounts()
                .find(system.id(), "N-1")));
        assertEquals(Optional.empty(), ports().transactions().call(now -> ports().accounts()
                .find(system.id(), "n-1")));
    }

    @Test
    default void anAccountThatIsKnownKeepsIdProtectionAndFirstSight() {
        TargetSystem system = system();
        IdentityId identity = somebody();
        Account first = record(system, seen("n-1", "ada"), identity, Samples.MONDAY);
        Protection protection = new Protection("break-glass", "grace", Samples.MONDAY);
        ports().transactions().call(now -> {
            ports().accounts().protect(first.id(), Optional.of(protection));
            return now;
        });
        Account again = record(
                system,
                new SeenAccount("n-1", "ada.renamed", false, List.of(), List.of()),
                identity,
                Samples.MONDAY.plusSeconds(9));
        assertEquals(first.id(), again.id());
        assertEquals(Optional.of(protection), again.protection());
        assertEquals(Samples.MONDAY, again.firstSeenAt());
        assertEquals(Samples.MONDAY.plusSeconds(9), again.lastSeenAt());
        assertEquals("ada.renamed", again.name());
        assertEquals(false, again.enabled());
    }

    @Test
    default void nativeIdsAreComparedByteForByteAndBySystem() {
        TargetSystem one = system();
        TargetSystem other = system();
        IdentityId identity = somebody();
        Account lower = record(one, seen("abc", "ada"), identity, Samples.MONDAY);
        assertNotEquals(
                lower.id(),
                record(one, seen("ABC", "ada"), identity, Samples.MONDAY).id());
        assertNotEquals(
                lower.id(),
                record(other, seen("abc", "ada"), identity, Samples.MONDAY).id());
    }

    @Test
    default void aHeldEntitlementOfTheSystemsListMakesPrivileged() {
        TargetSystem system = system();
        IdentityId identity = somebody();
        assertEquals(
                false,
                record(system, seen("n-1", "ada", "Staff"), identity, Samples.MONDAY)
                        .privileged());
        assertEquals(
                true,
                record(system, seen("n-2", "root", "Staff", "ADMINISTRATORS"), identity, Samples.MONDAY)
                        .privileged());
    }

    @Test
    default void theAccountsOfAPersonAreGivenBySystemAndName() {
        TargetSystem first = system();
        TargetSystem second = system();
        List<TargetSystem> byName = List.of(first, second).stream()
                .sorted(java.util.Comparator.comparing(s -> s.name().toLowerCase(Locale.ROOT)))
                .toList();
        IdentityId identity = somebody();
        record(byName.get(1), seen("a", "a"), identity, Samples.MONDAY);
        record(byName.get(0), seen("z", "z"), identity, Samples.MONDAY);
        record(byName.get(0), seen("B", "B"), identity, Samples.MONDAY);
        record(byName.get(0), seen("other", "other"), somebody(), Samples.MONDAY);
        assertEquals(
                List.of("B", "z", "a"),
                ports().transactions().call(now -> ports().accounts().of(identity)).stream()
                        .map(Account::name)
                        .toList());
    }

    @Test
    default void protectionIsSetAndLifted() {
        Account account = record(system(), seen("n-1", "ada"), somebody(), Samples.MONDAY);
        Protection protection = new Protection("break-glass", "grace", Samples.MONDAY);
        assertEquals(
                Optional.of(protection),
                protect(account.id(), Optional.of(protection)).protection());
        assertEquals(Optional.empty(), protect(account.id(), Optional.empty()).protection());
    }

    private Account protect(AccountId id, Optional<Protection> protection) {
        return ports().transactions().call(now -> {
            ports().accounts().protect(id, protection);
            return ports().accounts().find(id).orElseThrow();
        });
    }

    @Test
    default void listsFilterInOrderOfNames() {
        TargetSystem system = system();
        IdentityId identity = somebody();
        Account plain = record(system, seen("1", "Zoe"), identity, Samples.MONDAY);
        Account privileged = record(system, seen("2", "ada", "Administrators"), somebody(), Samples.MONDAY);
        Account guarded = record(system, seen("3", "Bob 50%"), somebody(), Samples.MONDAY);
        Account protectedNow =
                protect(guarded.id(), Optional.of(new Protection("break-glass", "grace", Samples.MONDAY)));
        assertEquals(List.of(privileged, protectedNow, plain), listed(system, Optional.empty(), Optional.empty()));
        assertEquals(List.of(privileged), listed(system, Optional.empty(), Optional.of(Accounts.Only.PRIVILEGED)));
        assertEquals(List.of(protectedNow), listed(system, Optional.empty(), Optional.of(Accounts.Only.PROTECTED)));
        assertEquals(List.of(), listed(system, Optional.empty(), Optional.of(Accounts.Only.UNCORRELATED)));
        assertEquals(List.of(plain), listed(system, Optional.of("ZO"), Optional.empty()));
        assertEquals(List.of(protectedNow), listed(system, Optional.of("%"), Optional.empty()));
        assertEquals(
                List.of(plain),
                ports().transactions()
                        .call(now -> ports().accounts()
                                .list(
                                        new Accounts.Filter(
                                                Optional.empty(),
                                                Optional.of(identity),
                                                Optional.empty(),
                                                Optional.empty()),
                                        PageRequest.first()))
                        .items());
    }

    private List<Account> listed(TargetSystem system, Optional<String> text, Optional<Accounts.Only> only) {
        return ports().transactions()
                .call(now -> ports().accounts()
                        .list(
                                new Accounts.Filter(Optional.of(system.id()), Optional.empty(), text, only),
                                PageRequest.first()))
                .items();
    }

    @Test
    default void textsThatOnlyLookAlikeAreOtherNativeIds() {
        TargetSystem system = system();
        assertNotEquals(
                record(system, seen("\u00e9", "x"), somebody(), Samples.MONDAY).id(),
                record(system, seen("e\u0301", "x"), somebody(), Samples.MONDAY).id());
    }

    @Test
    default void whatIsSeenLastHolds() {
        TargetSystem system = system();
        IdentityId other = somebody();
        record(system, seen("n-1", "ada", "Administrators"), somebody(), Samples.MONDAY);
        Account again = record(system, seen("n-1", "ada"), other, Samples.MONDAY.plusSeconds(1));
        assertEquals(Optional.of(other), again.identity());
        assertEquals(List.of(), again.entitlements());
        assertEquals(false, again.privileged());
    }

    @Test
    default void whatTheTargetDoesNotLetGoIsHeldToo() {
        TargetSystem system = system();
        Account account = ports().transactions().call(now -> ports().accounts()
                .recordSeen(
                        system.id(),
                        new SeenAccount("n-1", "ada", true, List.of("Staff", "Alpha"), List.of("administrators")),
                        somebody(),
                        new AccountId(UUID.randomUUID()),
                        Samples.MONDAY));
        assertEquals(List.of("Alpha", "Staff", "administrators"), account.entitlements());
        assertEquals(true, account.privileged());
    }

    @Test
    default void whatIsNotThereIsNeitherFoundNorProtected() {
        AccountId unknown = new AccountId(UUID.randomUUID());
        assertEquals(Optional.empty(), ports().transactions().call(now -> ports().accounts()
                .find(unknown)));
        assertThrows(
                IllegalStateException.class,
                () -> protect(unknown, Optional.of(new Protection("break-glass", "grace", Samples.MONDAY))));
    }

    @Test
    default void pagesFollowTheNameAndMeetEveryAccountOnce() {
        TargetSystem system = system();
        for (String name : List.of("b", "A", "a", "C", "B_1")) {
            record(system, seen(name, name), somebody(), Samples.MONDAY);
        }
        Accounts.Filter filter =
                new Accounts.Filter(Optional.of(system.id()), Optional.empty(), Optional.empty(), Optional.empty());
        List<String> names =
                WholeList.of(2, page -> ports().transactions()
                                .call(now -> ports().accounts().list(filter, page)))
                        .stream()
                        .map(account -> account.name())
                        .toList();
        assertEquals(List.of("A", "a"), names.subList(0, 2).stream().sorted().toList());
        assertEquals(List.of("b", "B_1", "C"), names.subList(2, 5));
        assertEquals(List.of(), listed(system, Optional.of("B%1"), Optional.empty()));
        assertThrows(IllegalArgumentException.class, () -> ports().transactions()
                .call(now -> ports().accounts().list(filter, new PageRequest(2, Optional.of("%")))));
    }

    @Test
    default void nothingIsReadOutsideATransaction() {
        assertThrows(RuntimeException.class, () -> ports().accounts().of(somebody()));
    }
}

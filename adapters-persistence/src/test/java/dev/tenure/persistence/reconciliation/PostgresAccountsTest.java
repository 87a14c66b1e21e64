package dev.tenure.persistence.reconciliation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.application.inventory.TargetSystems;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.application.reconciliation.Accounts;
import dev.tenure.application.reconciliation.Accounts.Filter;
import dev.tenure.application.reconciliation.Accounts.Only;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.inventory.TargetSystem;
import dev.tenure.domain.provisioning.Attempt.SeenAccount;
import dev.tenure.domain.reconciliation.Account;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.domain.reconciliation.Protection;
import dev.tenure.persistence.samples.Samples;
import dev.tenure.persistence.samples.Tables;
import dev.tenure.persistence.testing.DatabaseForTests;
import dev.tenure.persistence.testing.EmbeddedDatabase;
import dev.tenure.persistence.testing.InjectDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.transaction.TransactionalException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = DatabaseForTests.class, restrictToAnnotatedClass = false)
class PostgresAccountsTest {

    private static final Instant LATER = Samples.NOON.plusSeconds(60);

    @Inject
    Accounts accounts;

    @Inject
    TargetSystems systems;

    private final IdentityId person = new IdentityId(UUID.randomUUID());
    private final SystemId system = new SystemId(UUID.randomUUID());

    @Inject
    Transactions transactions;

    @InjectDatabase
    EmbeddedDatabase database;

    @BeforeEach
    void empty() {
        Tables.empty(database);
    }

    @Test
    void anAccountThatIsNewGetsTheIdItWasOffered() {
        AccountId id = Samples.accountId();
        Account recorded =
                seen(system, "n1", "nora", true, List.of("b", "a"), List.of("primary"), person, id, Samples.NOON);
        assertEquals(
                new Account(
                        id,
                        system,
                        "n1",
                        "nora",
                        true,
                        Optional.of(person),
                        Optional.empty(),
                        List.of("a", "b", "primary"),
                        false,
                        Samples.NOON,
                        Samples.NOON,
                        1),
                recorded);
        assertEquals(Optional.of(recorded), call(() -> accounts.find(id)));
        assertEquals(Optional.empty(), call(() -> accounts.find(Samples.accountId())));
    }

    @Test
    void oneThatIsKnownKeepsItsIdProtectionAndFirstSight() {
        AccountId id = Samples.accountId();
        seen(system, "n1", "nora", true, List.of("a"), List.of(), person, id, Samples.NOON);
        Protection protection = new Protection("break-glass", "somebody", Samples.NOON);
        run(() -> accounts.protect(id, Optional.of(protection)));
        IdentityId other = new IdentityId(UUID.randomUUID());
        Account again = seen(system, "n1", "nora-2", false, List.of(), List.of(), other, Samples.accountId(), LATER);
        assertEquals(id, again.id());
        assertEquals(Optional.of(protection), again.protection());
        assertEquals(Samples.NOON, again.firstSeenAt());
        assertEquals(LATER, again.lastSeenAt());
        assertEquals("nora-2", again.name());
        assertFalse(again.enabled());
        assertEquals(Optional.of(other), again.identity());
        assertEquals(List.of(), again.entitlements());
    }

    @Test
    void accountsAreMatchedByteForByteAndBySystem() {
        Account one = seen(system, "n1", "x", true, List.of(), List.of(), person, Samples.accountId(), Samples.NOON);
        Account upper = seen(system, "N1", "x", true, List.of(), List.of(), person, Samples.accountId(), Samples.NOON);
        Account composed =
                seen(system, "\u00e9", "x", true, List.of(), List.of(), person, Samples.accountId(), Samples.NOON);
        Account decomposed =
                seen(system, "e\u0301", "x", true, List.of(), List.of(), person, Samples.accountId(), Samples.NOON);
        Account elsewhere = seen(
                new SystemId(UUID.randomUUID()),
                "n1",
                "x",
                true,
                List.of(),
                List.of(),
                person,
                Samples.accountId(),
                Samples.NOON);
        assertEquals(
                5,
                List.of(one, upper, composed, decomposed, elsewhere).stream()
                        .map(Account::id)
                        .distinct()
                        .count());
    }

    @Test
    void membershipInAPrivilegedEntitlementMakesPrivilegedWhateverTheCase() {
        TargetSystem known = Samples.system("Directory");
        run(() -> systems.save(known));
        assertTrue(seen(known.id(), "1", "a", true, List.of("ADMINS"), List.of(), person, Samples.accountId(), LATER)
                .privileged());
        assertTrue(seen(known.id(), "2", "b", true, List.of(), List.of("admins"), person, Samples.accountId(), LATER)
                .privileged());
        assertFalse(seen(known.id(), "3", "c", true, List.of("Admins-2"), List.of(), person, Samples.accountId(), LATER)
                .privileged());
        assertFalse(seen(known.id(), "1", "a", true, List.of(), List.of(), person, Samples.accountId(), LATER)
                .privileged());
    }

    @Test
    void theAccountsOfSomebodyComeBySystemAndName() {
        TargetSystem second = Samples.system("b-system");
        TargetSystem first = Samples.system("A-system");
        run(() -> systems.save(second));
        run(() -> systems.save(first));
        for (String name : List.of("y", "X")) {
            seen(second.id(), name, name, true, List.of(), List.of(), person, Samples.accountId(), LATER);
            seen(first.id(), name, name, true, List.of(), List.of(), person, Samples.accountId(), LATER);
        }
        seen(
                first.id(),
                "z",
                "z",
                true,
                List.of(),
                List.of(),
                new IdentityId(UUID.randomUUID()),
                Samples.accountId(),
                LATER);
        assertEquals(
                List.of("A-system X", "A-system y", "b-system X", "b-system y"),
                call(() -> accounts.of(person)).stream()
                        .map(a -> (a.system().equals(first.id()) ? "A-system " : "b-system ") + a.name())
                        .toList());
    }

    @Test
    void protectionIsSetAndLifted() {
        AccountId id = Samples.accountId();
        seen(system, "n1", "nora", true, List.of(), List.of(), person, id, Samples.NOON);
        Protection protection = new Protection("last administrator", "somebody", LATER);
        run(() -> accounts.protect(id, Optional.of(protection)));
        assertEquals(
                Optional.of(protection),
                call(() -> accounts.find(id).orElseThrow().protection()));
        run(() -> accounts.protect(id, Optional.empty()));
        assertEquals(
                Optional.empty(), call(() -> accounts.find(id).orElseThrow().protection()));
        assertThrows(
                IllegalStateException.class,
                () -> run(() -> accounts.protect(Samples.accountId(), Optional.of(protection))));
    }

    @Test
    void pagesFollowTheNameAndMeetEveryAccountOnce() {
        for (String name : List.of("b", "A", "a", "C", "B_1")) {
            seen(system, name, name, true, List.of(), List.of(), person, Samples.accountId(), LATER);
        }
        List<String> seen = new ArrayList<>();
        Optional<String> after = Optional.empty();
        do {
            PageRequest page = new PageRequest(2, after);
            Slice<Account> slice = call(() -> accounts.list(filter(), page));
            slice.items().forEach(account -> seen.add(account.name()));
            after = slice.next();
        } while (after.isPresent());
        assertEquals(List.of("b", "B_1", "C"), seen.subList(2, 5));
        assertEquals(List.of("A", "a"), seen.subList(0, 2).stream().sorted().toList());
        for (String malformed : List.of("x", "%")) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> call(() -> accounts.list(filter(), new PageRequest(2, Optional.of(malformed)))));
        }
    }

    @Test
    void filtersGoBySystemPersonTextAndKind() {
        AccountId mine = Samples.accountId();
        seen(system, "1", "Nora_50%", true, List.of(), List.of(), person, mine, LATER);
        AccountId other = Samples.accountId();
        SystemId elsewhere = new SystemId(UUID.randomUUID());
        seen(elsewhere, "1", "other", true, List.of(), List.of(), new IdentityId(UUID.randomUUID()), other, LATER);
        run(() -> accounts.protect(other, Optional.of(new Protection("r", "b", LATER))));
        assertEquals(List.of(mine), ids(new Filter(Optional.of(system), none(), none(), none())));
        assertEquals(List.of(mine), ids(new Filter(none(), Optional.of(person), none(), none())));
        assertEquals(List.of(mine), ids(new Filter(none(), none(), Optional.of("ORA_50%"), none())));
        assertEquals(List.of(), ids(new Filter(none(), none(), Optional.of("o_a"), none())));
        assertEquals(List.of(other), ids(new Filter(none(), none(), none(), Optional.of(Only.PROTECTED))));
        assertEquals(List.of(), ids(new Filter(none(), none(), none(), Optional.of(Only.PRIVILEGED))));
        assertEquals(List.of(), ids(new Filter(none(), none(), none(), Optional.of(Only.UNCORRELATED))));
    }

    @Test
    void nothingRunsOutsideATransaction() {
        assertThrows(TransactionalException.class, () -> accounts.of(person));
    }

    private static Filter filter() {
        return new Filter(none(), none(), none(), none());
    }

    private static <T> Optional<T> none() {
        return Optional.empty();
    }

    private List<AccountId> ids(Filter filter) {
        return call(() -> accounts.list(filter, PageRequest.first())).items().stream()
                .map(Account::id)
                .toList();
    }

    private Account seen(
            SystemId where,
            String nativeId,
            String name,
            boolean enabled,
            List<String> memberships,
            List<String> retained,
            IdentityId whose,
            AccountId newId,
            Instant now) {
        return call(() -> accounts.recordSeen(
                where, new SeenAccount(nativeId, name, enabled, memberships, retained), whose, newId, now));
    }

    private void run(Runnable work) {
        transactions.call(now -> {
            work.run();
            return now;
        });
    }

    private <T> T call(Supplier<T> work) {
        return transactions.call(now -> work.get());
    }
}

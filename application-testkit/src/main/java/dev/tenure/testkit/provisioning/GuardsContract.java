package dev.tenure.testkit.provisioning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.application.provisioning.Guards;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.inventory.SystemMode;
import dev.tenure.domain.inventory.TargetSystem;
import dev.tenure.domain.provisioning.Attempt.SeenAccount;
import dev.tenure.domain.provisioning.Guard;
import dev.tenure.domain.provisioning.GuardLimit;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.testkit.Ports;
import dev.tenure.testkit.sample.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What {@link Guards} promises, but for two transactions at once, which only a real database can show. */
public interface GuardsContract {

    /** The ports under test. */
    Ports ports();

    private <T> T with(Function<Guards, T> work) {
        return ports().transactions().call(now -> work.apply(ports().guards()));
    }

    private void save(Guard guard) {
        with(guards -> {
            guards.save(guard);
            return guard;
        });
    }

    private void pass(SystemId system, AccountId account, boolean counts, Instant at) {
        with(guards -> {
            guards.pass(Map.of(system, List.of(account)), counts, at);
            return at;
        });
    }

    private long counted(SystemId system, Instant after) {
        return with(guards -> guards.counted(system, after));
    }

    private boolean passed(SystemId system, AccountId account, Instant after) {
        return with(guards -> guards.passed(Map.of(system, after), List.of(account)))
                .contains(account);
    }

    private long known(SystemId system, long enough) {
        return ports().transactions().call(now -> ports().guards().known(system, enough));
    }

    private static SystemId system() {
        return new SystemId(UUID.randomUUID());
    }

    private static AccountId account() {
        return new AccountId(UUID.randomUUID());
    }

    @Test
    default void aSystemThatNobodySetALimitForHasTheUsualOne() {
        SystemId system = system();
        Guard usual = new Guard.Settled(system, GuardLimit.USUAL, 1);
        assertEquals(usual, with(guards -> guards.find(system)));
        assertEquals(usual, with(guards -> guards.lock(system)));
        assertEquals(usual, with(guards -> guards.find(system)));
    }

    @Test
    default void lockingTwiceAndLockingManyIsAllowed() {
        SystemId one = system();
        SystemId two = system();
        Guard locked = with(guards -> {
            guards.lock(List.of(two, one, two));
            guards.lock(List.of());
            guards.lock(one);
            return guards.lock(one);
        });
        assertEquals(new Guard.Settled(one, GuardLimit.USUAL, 1), locked);
    }

    @Test
    default void aChangedGuardComesBackWithTheNextVersion() {
        SystemId system = system();
        GuardLimit strict = new GuardLimit(5, 0, Duration.ofHours(1));
        GuardLimit loose = new GuardLimit(50, 100, Duration.ofMinutes(90));
        save(new Guard.Settled(system, strict, 1));
        assertEquals(new Guard.Settled(system, strict, 2), with(guards -> guards.find(system)));
        save(new Guard.Loosening(system, strict, loose, "ada", Samples.MONDAY, 2));
        assertEquals(
                new Guard.Loosening(system, strict, loose, "ada", Samples.MONDAY, 3),
                with(guards -> guards.lock(system)));
        save(new Guard.Settled(system, loose, 3));
        assertEquals(new Guard.Settled(system, loose, 4), with(guards -> guards.find(system)));
    }

    @Test
    default void whatWasChangedMeanwhileIsNotOverwritten() {
        SystemId system = system();
        save(new Guard.Settled(system, GuardLimit.USUAL, 1));
        assertThrows(RuntimeException.class, () -> save(new Guard.Settled(system, GuardLimit.USUAL, 1)));
        assertEquals(2, with(guards -> guards.find(system)).version());
    }

    @Test
    default void passesAreCountedBySystemAndWithinTheWindow() {
        SystemId system = system();
        AccountId account = account();
        pass(system, account, true, Samples.MONDAY);
        pass(system, account(), true, Samples.MONDAY.plusSeconds(10));
        pass(system, account(), false, Samples.MONDAY.plusSeconds(10));
        pass(system(), account(), true, Samples.MONDAY);
        assertEquals(2, counted(system, Samples.MONDAY.minusMillis(1)));
        assertEquals(1, counted(system, Samples.MONDAY), "the moment itself is not after it");
        assertEquals(0, counted(system, Samples.MONDAY.plusSeconds(10)));
        assertEquals(true, passed(system, account, Samples.MONDAY.minusMillis(1)));
        assertEquals(false, passed(system, account, Samples.MONDAY));
        assertEquals(false, passed(system(), account, Instant.EPOCH));
    }

    @Test
    default void ofManyAccountsThoseAreToldThatPassed() {
        SystemId system = system();
        AccountId early = account();
        AccountId late = account();
        AccountId released = account();
        pass(system, early, true, Samples.MONDAY);
        pass(system, late, true, Samples.MONDAY.plusSeconds(10));
        pass(system, released, false, Samples.MONDAY.plusSeconds(10));
        pass(system, account(), true, Samples.MONDAY.plusSeconds(10));
        List<AccountId> asked = List.of(early, late, released, account());
        assertEquals(Set.of(late, released), with(guards -> guards.passed(Map.of(system, Samples.MONDAY), asked)));
        assertEquals(Set.of(), with(guards -> guards.passed(Map.of(system(), Samples.MONDAY), asked)));
        assertEquals(Set.of(), with(guards -> guards.passed(Map.of(system, Samples.MONDAY), List.of())));
    }

    @Test
    default void severalSystemsAreLookedAtAtOnceEachWithinItsOwnWindow() {
        SystemId one = system();
        SystemId other = system();
        SystemId quiet = system();
        AccountId early = account();
        AccountId late = account();
        with(guards -> {
            guards.pass(Map.of(one, List.of(early, account()), other, List.of(late)), true, Samples.MONDAY);
            guards.pass(Map.of(quiet, List.<AccountId>of()), true, Samples.MONDAY);
            return guards;
        });
        Map<SystemId, Instant> windows = Map.of(
                one, Samples.MONDAY.minusSeconds(1), other, Samples.MONDAY, quiet, Samples.MONDAY.minusSeconds(1));
        assertEquals(2, counted(one, Instant.EPOCH));
        assertEquals(0, counted(quiet, Instant.EPOCH));
        assertEquals(Set.of(early), with(guards -> guards.passed(windows, List.of(early, late))));
    }

    @Test
    default void severalGuardsAreReadAndLockedAtOnce() {
        SystemId strict = system();
        SystemId usual = system();
        GuardLimit limit = new GuardLimit(5, 0, Duration.ofHours(1));
        save(new Guard.Settled(strict, limit, 1));
        Map<SystemId, Guard> both = Map.of(
                strict, new Guard.Settled(strict, limit, 2), usual, new Guard.Settled(usual, GuardLimit.USUAL, 1));
        List<SystemId> asked = List.of(usual, strict, usual);
        assertEquals(both, with(guards -> guards.find(asked)));
        assertEquals(both, with(guards -> guards.lock(asked)));
        assertEquals(Map.of(), with(guards -> guards.lock(List.of())));
    }

    @Test
    default void anAccountHasOneEntryTheLast() {
        SystemId system = system();
        AccountId account = account();
        pass(system, account, true, Samples.MONDAY);
        pass(system, account, true, Samples.MONDAY.plusSeconds(10));
        assertEquals(1, counted(system, Instant.EPOCH));
        assertEquals(true, passed(system, account, Samples.MONDAY));
        pass(system, account, false, Samples.MONDAY.plusSeconds(20));
        assertEquals(0, counted(system, Instant.EPOCH));
        assertEquals(true, passed(system, account, Samples.MONDAY.plusSeconds(10)));
    }

    @Test
    default void knownAccountsAreCountedAsFarAsIsAsked() {
        TargetSystem system = Samples.system(Samples.unique("system"), new SystemMode.Act());
        ports().transactions().call(now -> {
            ports().systems().save(system);
            for (int i = 0; i < 3; i++) {
                ports().accounts()
                        .recordSeen(
                                system.id(),
                                new SeenAccount("native-" + i, "name", true, List.of(), List.of()),
                                new IdentityId(UUID.randomUUID()),
                                new AccountId(UUID.randomUUID()),
                                now);
            }
            return now;
        });
        assertEquals(3, known(system.id(), 100));
        assertEquals(3, known(system.id(), Long.MAX_VALUE));
        assertTrue(known(system.id(), 2) >= 2);
        assertEquals(0, known(system(), 100));
    }

    @Test
    default void nothingIsReadOutsideATransaction() {
        assertThrows(RuntimeException.class, () -> ports().guards().find(system()));
    }
}

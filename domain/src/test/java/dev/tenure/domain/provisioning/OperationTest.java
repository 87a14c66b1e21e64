package dev.tenure.domain.provisioning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.reconciliation.AccountId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class OperationTest {

    private static final Instant NOW = Instant.parse("2026-03-02T08:00:00Z");
    private static final Duration LEASE = Duration.ofSeconds(45);
    private static final Duration PAUSE = Duration.ofSeconds(7);
    private static final Operation.Plan PLAN = new Operation.Plan(
            new OperationId(new UUID(0, 1)),
            new Cause(Cause.Kind.LEAVER_CASE, new UUID(0, 2)),
            new SystemId(new UUID(0, 3)),
            new Work.DisableAccount(new AccountId(new UUID(0, 4)), "cn=ada"),
            new Priority(false, 0),
            NOW.plusSeconds(3600),
            NOW);

    private static final Attempt REFUSED =
            new Attempt.Refused("no right", List.of(new Attempt.Fact("removed", "Staff", false)));
    private static final Attempt UNREACHABLE = new Attempt.Unreachable("down");
    private static final Attempt IN_DOUBT = new Attempt.InDoubt("the answer was lost");

    /** How an attempt ended, and what becomes of an operation that runs. */
    static Stream<Arguments> everyAttempt() {
        List<Attempt.Fact> facts = List.of(new Attempt.Fact("readBack", "514", false));
        return Stream.of(
                        Arguments.of(new Attempt.Applied(facts), true),
                        Arguments.of(new Attempt.Unchanged(facts), true),
                        Arguments.of(new Attempt.Listed(List.of()), true),
                        Arguments.of(REFUSED, false),
                        Arguments.of(UNREACHABLE, false),
                        Arguments.of(IN_DOUBT, false))
                .flatMap(row ->
                        Stream.of(1, 2, 1_000_000).map(attempts -> Arguments.of(row.get()[0], row.get()[1], attempts)));
    }

    @ParameterizedTest(name = "after {0} in attempt {2} it has ended: {1}")
    @MethodSource("everyAttempt")
    void nothingIsGivenUp(Attempt attempt, boolean ends, int attempts) {
        Operation.Running running = new Operation.Running(PLAN, attempts, 9, NOW, NOW.plus(LEASE));
        Operation after = running.ended(attempt, NOW, PAUSE);
        assertEquals(
                ends
                        ? new Operation.Done(PLAN, attempts, attempt, NOW)
                        : new Operation.Waiting(PLAN, attempts, 9, NOW.plus(PAUSE), Optional.of(attempt)),
                after);
        assertEquals(attempts, after.attempts());
        assertEquals(PLAN, after.plan());
    }

    @Test
    void everyClaimCountsAnAttemptAndRaisesTheEpoch() {
        Operation.Waiting waiting = PLAN.waiting(NOW);
        assertEquals(new Operation.Waiting(PLAN, 0, 0, NOW, Optional.empty()), waiting);
        Operation.Running first = waiting.claim(NOW, LEASE);
        assertEquals(new Operation.Running(PLAN, 1, 1, NOW, NOW.plus(LEASE)), first);
        Instant later = NOW.plus(LEASE);
        assertEquals(new Operation.Running(PLAN, 2, 2, later, later.plus(LEASE)), first.claimAgain(later, LEASE));
    }

    @Test
    void hasteningNeverMakesLater() {
        Operation.Waiting waiting = PLAN.waiting(NOW);
        assertSame(waiting, waiting.hasten(NOW));
        assertSame(waiting, waiting.hasten(NOW.plusSeconds(1)));
        assertEquals(PLAN.waiting(NOW.minusSeconds(1)), waiting.hasten(NOW.minusSeconds(1)));
    }

    @Test
    void whatIsWithheldCanBeReleasedOrCancelled() {
        Operation.Withheld withheld = PLAN.withheld();
        assertEquals(0, withheld.attempts());
        assertEquals(PLAN.waiting(NOW), withheld.release(NOW));
        assertEquals(new Operation.Cancelled(PLAN, 0, "no", NOW), withheld.cancel("no", NOW));
    }

    @Test
    void cancellingKeepsTheCountOfAttempts() {
        Operation.Waiting waiting = new Operation.Waiting(PLAN, 5, 8, NOW, Optional.of(UNREACHABLE));
        assertEquals(new Operation.Cancelled(PLAN, 5, "no", NOW), waiting.cancel("no", NOW));
    }

    @Test
    void everyAttemptAndWorkHasALabelOfItsOwn() {
        List<String> attempts = everyAttempt()
                .map(row -> ((Attempt) row.get()[0]).label())
                .distinct()
                .toList();
        assertEquals(List.of("applied", "unchanged", "listed", "refused", "unreachable", "in-doubt"), attempts);
        AccountId account = new AccountId(new UUID(0, 4));
        List<Work> works = List.of(
                new Work.ListAccounts("a", "b"),
                new Work.ConfirmAccounts("a", "b"),
                new Work.DisableAccount(account, "n"),
                new Work.ResetSecret(account, "n"),
                new Work.RevokeMemberships(account, "n"));
        assertEquals(
                List.of("list-accounts", "confirm-accounts", "disable-account", "reset-secret", "revoke-memberships"),
                works.stream().map(Work::label).toList());
    }

    @Test
    void aStepIsOneOfFour() {
        assertEquals(3, new Priority(true, 3).step());
        assertThrows(IllegalArgumentException.class, () -> new Priority(true, 4));
        assertThrows(IllegalArgumentException.class, () -> new Priority(true, -1));
    }
}

package dev.tenure.testkit.provisioning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.application.provisioning.Operations;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.inventory.SystemMode;
import dev.tenure.domain.inventory.TargetSystem;
import dev.tenure.domain.provisioning.Attempt;
import dev.tenure.domain.provisioning.Attempt.SeenAccount;
import dev.tenure.domain.provisioning.Cause;
import dev.tenure.domain.provisioning.HoldId;
import dev.tenure.domain.provisioning.Operation;
import dev.tenure.domain.provisioning.OperationId;
import dev.tenure.domain.provisioning.PreImage;
import dev.tenure.domain.provisioning.Priority;
import dev.tenure.domain.provisioning.Work;
import dev.tenure.domain.reconciliation.Account;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.domain.reconciliation.Protection;
import dev.tenure.testkit.Ports;
import dev.tenure.testkit.sample.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What {@link Operations} promises, but for two workers at once, which only a real database can show. */
public interface OperationsContract {

    /** How long a worker may take in these tests. */
    Duration LEASE = Duration.ofSeconds(45);

    /** The ports under test. */
    Ports ports();

    private <T> T with(Function<Operations, T> work) {
        return ports().transactions().call(now -> work.apply(ports().operations()));
    }

    private static Cause cause() {
        return new Cause(Cause.Kind.LEAVER_CASE, UUID.randomUUID());
    }

    private static SystemId system() {
        return new SystemId(UUID.randomUUID());
    }

    private static Work disable() {
        return new Work.DisableAccount(new AccountId(UUID.randomUUID()), "native");
    }

    private static Operation.Plan plan(Cause cause, SystemId system, Work work) {
        return plan(cause, system, work, false, 0, Samples.MONDAY.plusSeconds(3600));
    }

    private static Operation.Plan plan(
            Cause cause, SystemId system, Work work, boolean privileged, int step, Instant deadline) {
        return new Operation.Plan(
                new OperationId(UUID.randomUUID()),
                cause,
                system,
                work,
                new Priority(privileged, step),
                deadline,
                Samples.MONDAY);
    }

    private Operation.Plan waiting(Operation.Plan plan, Instant from) {
        with(operations -> {
            operations.plan(List.of(plan.waiting(from)));
            return plan;
        });
        return plan;
    }

    private List<Operation.Running> claim(SystemId system, int limit, boolean readsOnly, Instant at) {
        return with(operations -> operations.claim(system, limit, LEASE, readsOnly, at));
    }

    private static List<OperationId> ids(List<? extends Operation> operations) {
        return operations.stream().map(o -> o.plan().id()).toList();
    }

    @Test
    default void everyKindOfWorkComesBackAsItWas() {
        Cause cause = cause();
        AccountId account = new AccountId(UUID.randomUUID());
        List<Work> works = List.of(
                new Work.ListAccounts("employeeNumber", "(x=*)"),
                new Work.ConfirmAccounts("mail", "ada@sample.example"),
                new Work.DisableAccount(account, "cn=Ada \"the\" Sample,dc=example"),
                new Work.ReadSignIns(account, "native", Samples.MONDAY),
                new Work.EndSessions(account, "native"),
                new Work.RevokeCredentials(account, "native"),
                new Work.ResetSecret(account, "native"),
                new Work.ClearMfa(account, "native"),
                new Work.RevokeMemberships(account, "native"),
                new Work.EnableAccount(account, "native"),
                new Work.GrantEntitlement(account, "native", "cn=staff,dc=example", "Staff"),
                new Work.RevokeEntitlement(account, "native", "cn=staff,dc=example", "Staff"));
        List<Operation> planned = works.stream()
                .map(work -> (Operation)
                        plan(cause, system(), work, true, 2, Samples.MONDAY).waiting(Samples.MONDAY))
                .toList();
        with(operations -> {
            operations.plan(planned);
            return planned;
        });
        assertEquals(planned, with(operations -> operations.of(cause)));
        for (Operation operation : planned) {
            assertEquals(
                    Optional.of(operation),
                    with(operations -> operations.find(operation.plan().id())));
        }
    }

    @Test
    default void whatIsNotDueIsNotClaimedAndWhatIsDueIsAtItsVeryMoment() {
        SystemId system = system();
        Operation.Plan plan = waiting(plan(cause(), system, disable()), Samples.MONDAY);
        assertEquals(List.of(), claim(system, 5, false, Samples.MONDAY.minusMillis(1)));
        assertEquals(List.of(), claim(system(), 5, false, Samples.MONDAY));
        Operation.Running running = claim(system, 5, false, Samples.MONDAY).get(0);
        assertEquals(new Operation.Running(plan, 1, 1, Samples.MONDAY, Samples.MONDAY.plus(LEASE)), running);
        assertEquals(Optional.of(running), with(operations -> operations.find(plan.id())));
    }

    @Test
    default void whatOneWorkerHasNoOtherGetsUntilTheLeaseIsOver() {
        SystemId system = system();
        waiting(plan(cause(), system, disable()), Samples.MONDAY);
        claim(system, 5, false, Samples.MONDAY);
        assertEquals(
                List.of(), claim(system, 5, false, Samples.MONDAY.plus(LEASE).minusMillis(1)));
        Operation.Running again =
                claim(system, 5, false, Samples.MONDAY.plus(LEASE)).get(0);
        assertEquals(2, again.epoch());
        assertEquals(2, again.attempts());
    }

    @Test
    default void whoGoesOnKeepsItsClaimAndWhoLostItDoesNot() {
        SystemId system = system();
        Operation.Plan plan = waiting(plan(cause(), system, disable()), Samples.MONDAY);
        Operation.Running first = claim(system, 5, false, Samples.MONDAY).get(0);
        Instant later = Samples.MONDAY.plusSeconds(20);
        assertEquals(true, with(operations -> operations.renew(first, LEASE, later)));
        assertEquals(List.of(), claim(system, 5, false, later.plus(LEASE).minusMillis(1)));
        Operation.Running second = claim(system, 5, false, later.plus(LEASE)).get(0);
        assertEquals(false, with(operations -> operations.renew(first, LEASE, later.plus(LEASE))));
        assertEquals(Optional.of(second), with(operations -> operations.find(plan.id())));
        with(operations -> operations.record(
                second,
                second.ended(new Attempt.Unchanged(List.of()), later, Duration.ZERO),
                new Attempt.Unchanged(List.of())));
        assertEquals(false, with(operations -> operations.renew(second, LEASE, later.plus(LEASE))));
    }

    @Test
    default void thePrivilegedGoFirstThenTheLowerStepThenTheEarlierDeadline() {
        SystemId system = system();
        Instant soon = Samples.MONDAY.plusSeconds(1);
        Instant late = Samples.MONDAY.plusSeconds(2);
        Operation.Plan sixth = waiting(plan(cause(), system, disable(), false, 1, soon), Samples.MONDAY);
        Operation.Plan fifth = waiting(plan(cause(), system, disable(), false, 0, late), Samples.MONDAY);
        Operation.Plan third = waiting(plan(cause(), system, disable(), true, 3, soon), Samples.MONDAY);
        Operation.Plan second = waiting(plan(cause(), system, disable(), true, 0, late), Samples.MONDAY);
        Operation.Plan fourth = waiting(plan(cause(), system, disable(), false, 0, soon), Samples.MONDAY);
        Operation.Plan first = waiting(plan(cause(), system, disable(), true, 0, soon), Samples.MONDAY);
        List<OperationId> order = new ArrayList<>(ids(claim(system, 2, false, late)));
        order.addAll(ids(claim(system, 10, false, late)));
        assertEquals(List.of(first.id(), second.id(), third.id(), fourth.id(), fifth.id(), sixth.id()), order);
    }

    @Test
    default void whereOnlyReadingIsAllowedNothingThatChangesIsGiven() {
        SystemId system = system();
        Cause cause = cause();
        Operation.Plan change = waiting(plan(cause, system, disable()), Samples.MONDAY);
        Operation.Plan list =
                waiting(plan(cause, system, new Work.ListAccounts("a", "b")), Samples.MONDAY.plusSeconds(5));
        Operation.Plan confirm =
                waiting(plan(cause, system, new Work.ConfirmAccounts("a", "b")), Samples.MONDAY.plusSeconds(6));
        Operation.Plan signIns = waiting(
                plan(cause, system, new Work.ReadSignIns(new AccountId(UUID.randomUUID()), "native", Samples.MONDAY)),
                Samples.MONDAY.plusSeconds(7));
        Instant at = Samples.MONDAY.plusSeconds(10);
        assertEquals(Optional.of(Samples.MONDAY.plusSeconds(5)), with(operations -> operations.nextDue(system, true)));
        assertEquals(Optional.of(Samples.MONDAY), with(operations -> operations.nextDue(system, false)));
        assertEquals(Set.of(list.id(), confirm.id(), signIns.id()), Set.copyOf(ids(claim(system, 10, true, at))));
        assertEquals(List.of(change.id()), ids(claim(system, 10, false, at)));
    }

    @Test
    default void workOnAProtectedAccountIsNotGiven() {
        TargetSystem system = Samples.system(Samples.unique("Directory"), new SystemMode.Act());
        Account account = ports().transactions().call(now -> {
            ports().systems().save(system);
            Account seen = ports().accounts()
                    .recordSeen(
                            system.id(),
                            new SeenAccount("n", "ada", true, List.of(), List.of()),
                            new IdentityId(UUID.randomUUID()),
                            new AccountId(UUID.randomUUID()),
                            Samples.MONDAY);
            ports().accounts().protect(seen.id(), Optional.of(new Protection("break-glass", "grace", Samples.MONDAY)));
            return seen;
        });
        Operation.Plan plan =
                waiting(plan(cause(), system.id(), new Work.DisableAccount(account.id(), "n")), Samples.MONDAY);
        assertEquals(List.of(), claim(system.id(), 5, false, Samples.MONDAY));
        assertEquals(Optional.empty(), with(operations -> operations.nextDue(system.id(), false)));
        ports().transactions().call(now -> {
            ports().accounts().protect(account.id(), Optional.empty());
            return now;
        });
        assertEquals(List.of(plan.id()), ids(claim(system.id(), 5, false, Samples.MONDAY)));
    }

    @Test
    default void aResultIsTakenWhileTheClaimHolds() {
        SystemId system = system();
        Operation.Plan plan = waiting(plan(cause(), system, disable()), Samples.MONDAY);
        Operation.Running claimed = claim(system, 1, false, Samples.MONDAY).get(0);
        Attempt attempt = new Attempt.Applied(List.of(new Attempt.Fact("readBack", "514", false)));
        Operation done = claimed.ended(attempt, Samples.MONDAY.plusSeconds(1), Duration.ZERO);
        assertEquals(true, with(operations -> operations.record(claimed, done, attempt)));
        assertEquals(Optional.of(done), with(operations -> operations.find(plan.id())));
        assertEquals(Optional.empty(), with(operations -> operations.nextDue(system, false)));
        assertEquals(false, with(operations -> operations.record(claimed, done, attempt)), "it ended before");
    }

    @Test
    default void aResultThatComesAfterAnotherWorkersClaimIsNotTaken() {
        SystemId system = system();
        Operation.Plan plan = waiting(plan(cause(), system, disable()), Samples.MONDAY);
        Operation.Running first = claim(system, 1, false, Samples.MONDAY).get(0);
        Operation.Running second =
                claim(system, 1, false, Samples.MONDAY.plus(LEASE)).get(0);
        Attempt attempt = new Attempt.Applied(List.of());
        assertEquals(
                false,
                with(operations ->
                        operations.record(first, first.ended(attempt, Samples.MONDAY, Duration.ZERO), attempt)));
        assertEquals(Optional.of(second), with(operations -> operations.find(plan.id())));
        assertEquals(
                true,
                with(operations ->
                        operations.record(second, second.ended(attempt, Samples.MONDAY, Duration.ZERO), attempt)));
    }

    @Test
    default void afterAFailureItWaitsAndItsNextClaimCountsOn() {
        SystemId system = system();
        Operation.Plan plan = waiting(plan(cause(), system, disable()), Samples.MONDAY);
        Operation.Running claimed = claim(system, 1, false, Samples.MONDAY).get(0);
        Attempt attempt = new Attempt.Unreachable("the target did not answer");
        Operation.Waiting next = assertInstanceOf(
                Operation.Waiting.class, claimed.ended(attempt, Samples.MONDAY, Duration.ofSeconds(30)));
        assertEquals(true, with(operations -> operations.record(claimed, next, attempt)));
        assertEquals(Optional.of(next), with(operations -> operations.find(plan.id())));
        assertEquals(
                Optional.of(Samples.MONDAY.plusSeconds(30)), with(operations -> operations.nextDue(system, false)));
        Operation.Running again =
                claim(system, 1, false, Samples.MONDAY.plusSeconds(30)).get(0);
        assertEquals(List.of(2L, 2L), List.of(again.epoch(), (long) again.attempts()));
    }

    private static List<Attempt.Fact> oneFact() {
        return List.of(new Attempt.Fact("removed.name", "Staff", false), new Attempt.Fact("dn", "cn=Ada", true));
    }

    @Test
    default void whatWasDoneBeforeARefusalOrDoubtIsKept() {
        for (Attempt attempt :
                List.of(new Attempt.Refused("grant it", oneFact()), new Attempt.InDoubt("cut off", oneFact()))) {
            SystemId system = system();
            Operation.Plan plan = waiting(plan(cause(), system, disable()), Samples.MONDAY);
            Operation.Running claimed = claim(system, 1, false, Samples.MONDAY).get(0);
            Operation next = claimed.ended(attempt, Samples.MONDAY, Duration.ZERO);
            assertEquals(true, with(operations -> operations.record(claimed, next, attempt)));
            assertEquals(Optional.of(next), with(operations -> operations.find(plan.id())));
        }
    }

    @Test
    default void whatWasTouchedIsToldHoweverManyAttemptsCameAfter() {
        for (Attempt attempt : List.of(
                new Attempt.Applied(List.of()),
                new Attempt.InDoubt("cut off"),
                new Attempt.Refused("grant it", oneFact()))) {
            assertEquals(1, touchedAfter(attempt), attempt::label);
        }
        for (Attempt attempt : List.of(
                new Attempt.Unchanged(oneFact()),
                new Attempt.Refused("grant it"),
                new Attempt.Unreachable("no answer"))) {
            assertEquals(0, touchedAfter(attempt), attempt::label);
        }
    }

    private int touchedAfter(Attempt attempt) {
        SystemId system = system();
        Cause cause = cause();
        AccountId account = new AccountId(UUID.randomUUID());
        waiting(plan(cause, system, new Work.DisableAccount(account, "native")), Samples.MONDAY);
        waiting(plan(cause(), system(), disable()), Samples.MONDAY);
        List<Attempt> attempts = List.of(attempt, new Attempt.Unreachable("no answer"));
        for (Attempt one : attempts) {
            for (Operation.Running claimed : claim(system, 1, false, Samples.MONDAY)) {
                with(operations -> operations.record(claimed, claimed.ended(one, Samples.MONDAY, Duration.ZERO), one));
            }
        }
        Set<AccountId> touched = with(operations -> operations.touched(cause));
        assertTrue(Set.of(account).containsAll(touched));
        return touched.size();
    }

    private static PreImage preImage(PreImage.SignIn signIn, String... groups) {
        return new PreImage(
                signIn,
                Stream.of(groups)
                        .map(name -> new PreImage.Membership("cn=" + name, name))
                        .toList());
    }

    @Test
    default void whatStoodBeforeIsKeptWhatAnEarlierAttemptSawStandsAndOnlyTheClaimHolderIsListenedTo() {
        SystemId system = system();
        Cause cause = cause();
        Operation.Plan plan = waiting(plan(cause, system, disable()), Samples.MONDAY);
        waiting(plan(cause, system(), disable()), Samples.MONDAY);
        Operation.Running first = claim(system, 1, false, Samples.MONDAY).get(0);
        assertEquals(List.of(), with(operations -> operations.kept(cause)));
        assertEquals(true, keep(first, preImage(PreImage.SignIn.ENABLED, "Staff", "Paint \"&\" Glue")));
        Instant later = first.leaseUntil();
        Operation.Running second = claim(system, 1, false, later).get(0);
        assertEquals(false, keep(first, preImage(PreImage.SignIn.UNKNOWN, "Nothing")), "its claim is over");
        assertEquals(true, keep(second, preImage(PreImage.SignIn.DISABLED, "Late", "Staff")));
        PreImage both = preImage(PreImage.SignIn.ENABLED, "Staff", "Paint \"&\" Glue", "Late");
        assertEquals(
                List.of(new Operations.Kept(second, both)),
                with(operations -> operations.kept(cause)),
                "a worker that was lost may have changed it");
        Attempt attempt = new Attempt.Unchanged(List.of());
        Operation done = second.ended(attempt, later, Duration.ZERO);
        with(operations -> operations.record(second, done, attempt));
        assertEquals(List.of(new Operations.Kept(done, both)), with(operations -> operations.kept(cause)));
        assertEquals(List.of(), with(operations -> operations.kept(cause())));
        assertEquals(done, with(operations -> operations.find(plan.id())).orElseThrow());
    }

    @Test
    default void whatCertainlyWasNotChangedHasNothingToGiveBack() {
        for (Attempt attempt : List.of(
                new Attempt.InDoubt("cut off"),
                new Attempt.Refused("grant it", oneFact()),
                new Attempt.Refused("grant it"),
                new Attempt.Unreachable("no answer"))) {
            SystemId system = system();
            Cause cause = cause();
            waiting(plan(cause, system, disable()), Samples.MONDAY);
            Operation.Running claimed = claim(system, 1, false, Samples.MONDAY).get(0);
            keep(claimed, preImage(PreImage.SignIn.ENABLED));
            with(operations ->
                    operations.record(claimed, claimed.ended(attempt, Samples.MONDAY, Duration.ZERO), attempt));
            with(operations -> operations.cancel(cause, Optional.empty(), "no longer wanted", Samples.MONDAY));
            assertEquals(
                    attempt.mayHaveChanged() ? 1 : 0,
                    with(operations -> operations.kept(cause)).size(),
                    attempt::toString);
        }
    }

    private boolean keep(Operation.Running claimed, PreImage before) {
        return with(operations -> operations.keep(claimed, before, Samples.MONDAY));
    }

    @Test
    default void hasteningMakesWhatWaitsDueNowAndNeverLater() {
        Cause cause = cause();
        SystemId system = system();
        Instant now = Samples.MONDAY.plusSeconds(10);
        Operation.Plan early = waiting(plan(cause, system, disable()), Samples.MONDAY);
        Operation.Plan late = waiting(plan(cause, system, disable()), Samples.MONDAY.plusSeconds(99));
        Operation.Plan other = waiting(plan(cause(), system, disable()), Samples.MONDAY.plusSeconds(99));
        with(operations -> {
            operations.hasten(cause, now);
            return now;
        });
        assertEquals(Samples.MONDAY, dueAt(early));
        assertEquals(now, dueAt(late));
        assertEquals(Samples.MONDAY.plusSeconds(99), dueAt(other));
        assertEquals(true, with(operations -> operations.hasten(other.id(), now)));
        assertEquals(now, dueAt(other));
        assertEquals(false, with(operations -> operations.hasten(new OperationId(UUID.randomUUID()), now)));
        claim(system, 10, false, now);
        assertEquals(false, with(operations -> operations.hasten(other.id(), now)), "it runs");
    }

    private Instant dueAt(Operation.Plan plan) {
        return assertInstanceOf(
                        Operation.Waiting.class,
                        with(operations -> operations.find(plan.id())).orElseThrow())
                .nextAttemptAt();
    }

    @Test
    default void whatIsWithheldIsNotClaimedUntilItIsReleased() {
        Cause cause = cause();
        SystemId system = system();
        Operation.Plan plan = plan(cause, system, disable());
        Operation.Plan elsewhere = plan(cause, system(), disable());
        with(operations -> {
            operations.plan(List.of(plan.withheld()));
            operations.plan(List.of(elsewhere.withheld()));
            return plan;
        });
        assertEquals(List.of(), claim(system, 5, false, Samples.MONDAY.plusSeconds(99)));
        assertEquals(Optional.of(plan.withheld()), with(operations -> operations.find(plan.id())));
        Instant now = Samples.MONDAY.plusSeconds(5);
        assertEquals(true, with(operations -> operations.goOn(plan.waiting(now))));
        assertEquals(false, with(operations -> operations.goOn(plan.waiting(now))), "it waits already");
        assertEquals(List.of(plan.id()), ids(claim(system, 5, false, now)));
    }

    private Operation.Held held(Operation.Plan plan, HoldId hold) {
        Operation.Held held = plan.held(hold, Samples.MONDAY);
        with(operations -> {
            operations.plan(List.of(held));
            return held;
        });
        return held;
    }

    @Test
    default void whatIsHeldIsNotClaimedAndIsNotDue() {
        SystemId system = system();
        Operation.Held held = held(plan(cause(), system, disable()), new HoldId(UUID.randomUUID()));
        assertEquals(
                Optional.of(held),
                with(operations -> operations.find(held.plan().id())));
        assertEquals(List.of(), claim(system, 5, false, Samples.MONDAY.plusSeconds(99)));
        assertEquals(Optional.empty(), with(operations -> operations.nextDue(system, false)));
        assertFalse(with(Operations::systemsWithWork).contains(system));
        assertEquals(List.of(held.plan().id()), ids(listed(system, Optional.empty(), Optional.of("held"))));
        Instant now = Samples.MONDAY.plusSeconds(5);
        assertEquals(true, with(operations -> operations.goOn(held.release(now))));
        assertEquals(List.of(held.plan().id()), ids(claim(system, 5, false, now)));
    }

    @Test
    default void whatIsWithheldMayComeToBeHeld() {
        HoldId hold = new HoldId(UUID.randomUUID());
        Operation.Plan plan = plan(cause(), system(), disable());
        with(operations -> {
            operations.plan(List.of(plan.withheld()));
            return plan;
        });
        Operation.Held held = plan.held(hold, Samples.MONDAY.plusSeconds(3));
        assertEquals(true, with(operations -> operations.goOn(held)));
        assertEquals(Optional.of(held), with(operations -> operations.find(plan.id())));
        assertEquals(true, with(operations -> operations.anyHeld(hold)));
        assertThrows(IllegalArgumentException.class, () -> with(operations -> operations.goOn(plan.withheld())));
    }

    @Test
    default void whatAReleaseIsAboutGoesAheadInOrderAndTheRestStaysHeld() {
        SystemId system = system();
        HoldId hold = new HoldId(UUID.randomUUID());
        AccountId account = new AccountId(UUID.randomUUID());
        Operation.Held first = held(plan(cause(), system, new Work.DisableAccount(account, "n")), hold);
        Operation.Held other = held(plan(cause(), system, disable()), hold);
        Operation.Held second = held(plan(cause(), system, new Work.ResetSecret(account, "n")), hold);
        held(plan(cause(), system, disable()), new HoldId(UUID.randomUUID()));
        UUID release = UUID.randomUUID();
        assertEquals(
                List.of(first, second),
                with(operations -> operations.mark(hold, Optional.of(Set.of(account)), release)));
        Operation.Held late = held(plan(cause(), system, new Work.RevokeMemberships(account, "n")), hold);
        Instant now = Samples.MONDAY.plusSeconds(5);
        assertEquals(
                List.of(first.release(now), second.release(now)), with(operations -> operations.release(release, now)));
        assertEquals(List.of(), with(operations -> operations.release(release, now)), "once");
        assertEquals(true, with(operations -> operations.anyHeld(hold)));
        UUID rest = UUID.randomUUID();
        assertEquals(List.of(other, late), with(operations -> operations.mark(hold, Optional.empty(), rest)));
        with(operations -> operations.cancel(late.plan().cause(), Optional.empty(), "no longer", now));
        assertEquals(List.of(other.release(now)), with(operations -> operations.release(rest, now)));
        assertEquals(false, with(operations -> operations.anyHeld(hold)));
        assertEquals(List.of(), with(operations -> operations.mark(hold, Optional.empty(), UUID.randomUUID())));
    }

    @Test
    default void aListTellsWhatIsOrWasHeldWithAHold() {
        SystemId system = system();
        HoldId hold = new HoldId(UUID.randomUUID());
        Operation.Held one = held(plan(cause(), system, disable()), hold);
        Operation.Held two = held(plan(cause(), system, disable()), hold);
        waiting(plan(cause(), system, disable()), Samples.MONDAY);
        with(operations -> operations.goOn(two.release(Samples.MONDAY)));
        Operations.Filter wanted =
                new Operations.Filter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(hold));
        assertEquals(
                List.of(two.plan().id(), one.plan().id()),
                ids(with(operations -> operations.list(wanted, PageRequest.first()))
                        .items()));
    }

    @Test
    default void cancellingTakesWhatHasNotBegunAndLeavesWhatRuns() {
        Cause cause = cause();
        SystemId system = system();
        Operation.Plan running = waiting(plan(cause, system, disable()), Samples.MONDAY);
        claim(system, 5, false, Samples.MONDAY);
        Operation.Plan waits = waiting(plan(cause, system, disable()), Samples.MONDAY);
        Operation.Plan withheld = plan(cause, system, disable());
        Operation.Plan other = waiting(plan(cause(), system, disable()), Samples.MONDAY);
        with(operations -> {
            operations.plan(List.of(withheld.withheld()));
            return withheld;
        });
        Operation.Plan held = held(plan(cause, system, disable()), new HoldId(UUID.randomUUID()))
                .plan();
        List<Operation> cancelled =
                with(operations -> operations.cancel(cause, Optional.empty(), "no longer", Samples.MONDAY));
        assertEquals(
                List.of(
                        new Operation.Cancelled(waits, 0, "no longer", Samples.MONDAY),
                        new Operation.Cancelled(withheld, 0, "no longer", Samples.MONDAY),
                        new Operation.Cancelled(held, 0, "no longer", Samples.MONDAY)),
                cancelled);
        assertInstanceOf(
                Operation.Running.class,
                with(operations -> operations.find(running.id())).orElseThrow());
        assertEquals(List.of(other.id()), ids(claim(system, 5, false, Samples.MONDAY)));
    }

    @Test
    default void cancellingForOneAccountLeavesTheOthers() {
        Cause cause = cause();
        AccountId account = new AccountId(UUID.randomUUID());
        SystemId system = system();
        Operation.Plan one = waiting(plan(cause, system, new Work.ResetSecret(account, "n")), Samples.MONDAY);
        waiting(plan(cause, system, disable()), Samples.MONDAY);
        waiting(plan(cause, system, new Work.ListAccounts("a", "b")), Samples.MONDAY);
        assertEquals(
                List.of(one.id()),
                ids(with(operations -> operations.cancel(cause, Optional.of(account), "no", Samples.MONDAY))));
        assertEquals(2, claim(system, 5, false, Samples.MONDAY).size());
    }

    @Test
    default void systemsWithWorkAreThoseWhereSomethingWaitsOrRuns() {
        SystemId waits = system();
        SystemId runs = system();
        SystemId withheld = system();
        SystemId ended = system();
        waiting(plan(cause(), waits, disable()), Samples.MONDAY.plusSeconds(999));
        waiting(plan(cause(), runs, disable()), Samples.MONDAY);
        claim(runs, 1, false, Samples.MONDAY);
        Cause cause = cause();
        waiting(plan(cause, ended, disable()), Samples.MONDAY);
        with(operations -> {
            operations.plan(List.of(plan(cause(), withheld, disable()).withheld()));
            return operations.cancel(cause, Optional.empty(), "no", Samples.MONDAY);
        });
        List<SystemId> found = with(Operations::systemsWithWork);
        assertTrue(found.containsAll(List.of(waits, runs)));
        assertFalse(found.contains(withheld) || found.contains(ended));
        assertEquals(found.stream().distinct().toList(), found);
    }

    @Test
    default void listsAreNewestFirstAndFilter() {
        SystemId system = system();
        Cause cause = cause();
        Operation.Plan first = waiting(plan(cause, system, disable()), Samples.MONDAY);
        Operation.Plan second = waiting(plan(cause(), system, disable()), Samples.MONDAY);
        Operation.Plan third = plan(cause, system, disable());
        with(operations -> {
            operations.plan(List.of(third.withheld()));
            return third;
        });
        assertEquals(
                List.of(third.id(), second.id(), first.id()), ids(listed(system, Optional.empty(), Optional.empty())));
        assertEquals(List.of(third.id(), first.id()), ids(listed(system, Optional.of(cause), Optional.empty())));
        assertEquals(List.of(third.id()), ids(listed(system, Optional.empty(), Optional.of("withheld"))));
        assertEquals(List.of(second.id(), first.id()), ids(listed(system, Optional.empty(), Optional.of("waiting"))));
        Operations.Filter all = new Operations.Filter(Optional.of(system), Optional.empty(), Optional.empty());
        Slice<Operation> page = with(operations -> operations.list(all, new PageRequest(2, Optional.empty())));
        assertEquals(List.of(third.id(), second.id()), ids(page.items()));
        assertEquals(
                List.of(first.id()),
                ids(with(operations -> operations.list(all, new PageRequest(2, page.next())))
                        .items()));
    }

    private List<Operation> listed(SystemId system, Optional<Cause> cause, Optional<String> state) {
        return with(operations ->
                        operations.list(new Operations.Filter(Optional.of(system), cause, state), PageRequest.first()))
                .items();
    }

    @Test
    default void onlyWhatWaitsOrIsWithheldIsPlanned() {
        Operation.Waiting waiting = plan(cause(), system(), disable()).waiting(Samples.MONDAY);
        assertThrows(
                IllegalArgumentException.class,
                () -> with(operations -> {
                    operations.plan(List.of(waiting.claim(Samples.MONDAY, LEASE)));
                    return waiting;
                }));
    }

    @Test
    default void nextDueIsTheEarliestAttemptOrEndOfALease() {
        SystemId system = system();
        assertEquals(Optional.empty(), with(operations -> operations.nextDue(system, false)));
        waiting(plan(cause(), system, disable()), Samples.MONDAY.plusSeconds(100));
        assertEquals(
                Optional.of(Samples.MONDAY.plusSeconds(100)), with(operations -> operations.nextDue(system, false)));
        waiting(plan(cause(), system, disable()), Samples.MONDAY);
        claim(system, 1, false, Samples.MONDAY);
        assertEquals(Optional.of(Samples.MONDAY.plus(LEASE)), with(operations -> operations.nextDue(system, false)));
    }

    @Test
    default void whatIsUnknownIsAbsent() {
        assertEquals(Optional.empty(), with(operations -> operations.find(new OperationId(UUID.randomUUID()))));
        assertEquals(List.of(), with(operations -> operations.of(cause())));
        assertThrows(
                IllegalArgumentException.class,
                () -> with(operations -> operations.list(
                        new Operations.Filter(Optional.empty(), Optional.empty(), Optional.empty()),
                        new PageRequest(2, Optional.of("x")))));
    }

    @Test
    default void nothingIsReadOutsideATransaction() {
        assertThrows(RuntimeException.class, () -> ports().operations().of(cause()));
    }
}

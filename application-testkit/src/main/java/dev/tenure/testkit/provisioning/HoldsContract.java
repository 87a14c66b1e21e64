package dev.tenure.testkit.provisioning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.application.provisioning.Holds;
import dev.tenure.domain.identity.Identity;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.inventory.SystemMode;
import dev.tenure.domain.inventory.TargetSystem;
import dev.tenure.domain.provisioning.Attempt.SeenAccount;
import dev.tenure.domain.provisioning.Cause;
import dev.tenure.domain.provisioning.GuardLimit;
import dev.tenure.domain.provisioning.Hold;
import dev.tenure.domain.provisioning.HoldId;
import dev.tenure.domain.provisioning.HoldRelease;
import dev.tenure.domain.provisioning.Operation;
import dev.tenure.domain.provisioning.OperationId;
import dev.tenure.domain.provisioning.Priority;
import dev.tenure.domain.provisioning.Work;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.testkit.Ports;
import dev.tenure.testkit.paging.WholeList;
import dev.tenure.testkit.sample.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What {@link Holds} promises. */
public interface HoldsContract {

    /** The ports under test. */
    Ports ports();

    private <T> T with(Function<Holds, T> work) {
        return ports().transactions().call(now -> work.apply(ports().holds()));
    }

    private void doing(Consumer<Holds> work) {
        with(holds -> {
            work.accept(holds);
            return holds;
        });
    }

    private static Cause cause() {
        return new Cause(Cause.Kind.LEAVER_CASE, UUID.randomUUID());
    }

    private TargetSystem system() {
        TargetSystem system = Samples.system(Samples.unique("system"), new SystemMode.Act());
        ports().transactions().call(now -> {
            ports().systems().save(system);
            return now;
        });
        return system;
    }

    private Hold.Open opened(SystemId system) {
        Hold.Open hold = new Hold.Open(new Hold.Opening(
                new HoldId(ports().identifiers().next()),
                system,
                new GuardLimit(5, 3, Duration.ofHours(7)),
                5,
                5,
                cause(),
                Samples.MONDAY));
        doing(holds -> holds.open(hold));
        return hold;
    }

    private Operation.Held held(Hold.Open hold, Cause cause, Work work, Instant deadline, Instant since) {
        Operation.Held held = new Operation.Plan(
                        new OperationId(ports().identifiers().next()),
                        cause,
                        hold.opening().system(),
                        work,
                        new Priority(false, 0),
                        deadline,
                        Samples.MONDAY)
                .held(hold.opening().id(), since);
        ports().transactions().call(now -> {
            ports().operations().plan(List.of(held));
            return now;
        });
        return held;
    }

    private Holds.Summary found(Hold hold) {
        return with(holds -> holds.find(hold.opening().id())).orElseThrow();
    }

    private HoldRelease.Proposed proposed(Hold hold) {
        return new HoldRelease.Proposed(new HoldRelease.Proposal(
                ports().identifiers().next(), hold.opening().id(), true, 2, 6, "it was meant", "ada", Samples.MONDAY));
    }

    @Test
    default void aHoldIsOpenUntilItEndsAndEndsOnce() {
        TargetSystem system = system();
        Hold.Open open = opened(system.id());
        assertEquals(Optional.of(open), with(holds -> holds.openOn(system.id())));
        assertEquals(new Holds.Summary(open, system.name(), 0, 0, 0, 0, Optional.empty()), found(open));
        Hold.Ended ended = open.end(Samples.MONDAY.plusSeconds(9));
        doing(holds -> holds.end(ended));
        assertEquals(Optional.empty(), with(holds -> holds.openOn(system.id())));
        assertEquals(ended, found(open).hold());
        assertThrows(IllegalStateException.class, () -> doing(holds -> holds.end(ended)));
    }

    @Test
    default void oneHoldIsOpenOnASystemAtATime() {
        TargetSystem system = system();
        Hold.Open open = opened(system.id());
        assertThrows(RuntimeException.class, () -> opened(system.id()));
        doing(holds -> holds.end(open.end(Samples.MONDAY)));
        Hold.Open next = opened(system.id());
        assertEquals(Optional.of(next), with(holds -> holds.openOn(system.id())));
    }

    @Test
    default void aHoldTellsWhatItHoldsAndWhatItHeld() {
        Hold.Open open = opened(system().id());
        Cause cause = cause();
        AccountId account = new AccountId(UUID.randomUUID());
        held(open, cause, new Work.DisableAccount(account, "n"), Samples.MONDAY, Samples.MONDAY);
        held(open, cause, new Work.ResetSecret(account, "n"), Samples.MONDAY, Samples.MONDAY);
        Operation.Held other = held(
                open,
                cause(),
                new Work.DisableAccount(new AccountId(UUID.randomUUID()), "n"),
                Samples.MONDAY,
                Samples.MONDAY);
        Holds.Summary before = found(open);
        assertEquals(
                List.of(2L, 3L, 2L, 0L),
                List.of(before.accounts(), before.operations(), before.causes(), before.letGo()));
        ports().transactions().call(now -> ports().operations().goOn(other.release(now)));
        Holds.Summary after = found(open);
        assertEquals(
                List.of(1L, 2L, 1L, 1L), List.of(after.accounts(), after.operations(), after.causes(), after.letGo()));
    }

    @Test
    default void theAccountsAreToldInTheOrderOfPlanningWithWhomTheyBelongTo() {
        TargetSystem system = system();
        Identity person = Samples.identity("Ada", "Sample");
        AccountId known = new AccountId(ports().identifiers().next());
        ports().transactions().call(now -> {
            ports().identities().save(person, Samples.entry(person, Identity.Change.HIRED, now));
            return ports().accounts()
                    .recordSeen(
                            system.id(),
                            new SeenAccount("n", "ada.sample", true, List.of(), List.of()),
                            person.id(),
                            known,
                            now);
        });
        Hold.Open open = opened(system.id());
        AccountId unknown = new AccountId(ports().identifiers().next());
        Cause cause = cause();
        Instant late = Samples.MONDAY.plusSeconds(60);
        held(open, cause, new Work.DisableAccount(known, "n"), late, Samples.MONDAY);
        held(open, cause(), new Work.DisableAccount(unknown, "n"), late, late);
        held(open, cause(), new Work.RevokeMemberships(known, "n"), Samples.MONDAY, late);
        Slice<Holds.HeldAccount> all =
                with(holds -> holds.accounts(open.opening().id(), PageRequest.first()));
        Holds.HeldAccount first = new Holds.HeldAccount(
                known,
                "ada.sample",
                Optional.of(new Holds.Person(person.id(), person.key().workerId(), "Ada Sample")),
                cause,
                List.of("disable-account", "revoke-memberships"),
                Samples.MONDAY,
                Samples.MONDAY);
        assertEquals(first, all.items().get(0));
        assertEquals(unknown, all.items().get(1).account());
        assertEquals(Optional.empty(), all.items().get(1).person());
        Slice<Holds.HeldAccount> page =
                with(holds -> holds.accounts(open.opening().id(), new PageRequest(1, Optional.empty())));
        assertEquals(List.of(first), page.items());
        Slice<Holds.HeldAccount> rest =
                with(holds -> holds.accounts(open.opening().id(), new PageRequest(1, page.next())));
        assertEquals(List.of(all.items().get(1)), rest.items());
        assertEquals(Optional.empty(), rest.next());
    }

    @Test
    default void listsAreNewestFirstAndFilter() {
        SystemId system = system().id();
        Hold.Open first = opened(system);
        doing(holds -> holds.end(first.end(Samples.MONDAY)));
        Hold.Open second = opened(system);
        assertEquals(
                List.of(second.opening().id(), first.opening().id()),
                ids(with(holds -> holds.list(new Holds.Filter(Optional.of(system), false), PageRequest.first()))));
        assertEquals(
                List.of(second.opening().id()),
                ids(with(holds -> holds.list(new Holds.Filter(Optional.of(system), true), PageRequest.first()))));
        assertTrue(
                WholeList.of(500, each -> with(holds -> holds.list(new Holds.Filter(Optional.empty(), true), each)))
                        .stream()
                        .anyMatch(hold -> hold.hold()
                                .opening()
                                .id()
                                .equals(second.opening().id())));
        Slice<Holds.Summary> page = with(holds ->
                holds.list(new Holds.Filter(Optional.of(system), false), new PageRequest(1, Optional.empty())));
        assertEquals(
                List.of(first.opening().id()),
                ids(with(holds ->
                        holds.list(new Holds.Filter(Optional.of(system), false), new PageRequest(1, page.next())))));
    }

    private static List<HoldId> ids(Slice<Holds.Summary> holds) {
        return holds.items().stream().map(s -> s.hold().opening().id()).toList();
    }

    @Test
    default void aProposalWaitsUntilItIsDecidedAndIsDecidedOnce() {
        Hold.Open open = opened(system().id());
        HoldRelease.Proposed first = proposed(open);
        doing(holds -> holds.propose(first));
        assertEquals(Optional.of(first), found(open).waiting());
        assertThrows(IllegalStateException.class, () -> doing(holds -> holds.propose(proposed(open))));
        HoldRelease.Declined declined = first.decline("ada", Samples.MONDAY.plusSeconds(1));
        doing(holds -> holds.endRelease(declined));
        assertEquals(Optional.empty(), found(open).waiting());
        assertThrows(IllegalStateException.class, () -> doing(holds -> holds.endRelease(declined)));
        HoldRelease.Proposed second = proposed(open);
        doing(holds -> holds.propose(second));
        HoldRelease.Confirmed confirmed = second.confirm("grace", 4, Samples.MONDAY.plusSeconds(2));
        doing(holds -> holds.endRelease(confirmed));
        assertEquals(
                List.of(confirmed, declined),
                with(holds -> holds.releases(open.opening().id())));
        assertEquals(
                Optional.of(confirmed),
                with(holds -> holds.findRelease(second.proposal().id())));
    }

    @Test
    default void whatIsUnknownIsAbsent() {
        assertEquals(Optional.empty(), with(holds -> holds.find(new HoldId(UUID.randomUUID()))));
        assertEquals(Optional.empty(), with(holds -> holds.findRelease(UUID.randomUUID())));
        assertEquals(List.of(), with(holds -> holds.releases(new HoldId(UUID.randomUUID()))));
        assertFalse(with(holds -> holds.accounts(new HoldId(UUID.randomUUID()), PageRequest.first()))
                .next()
                .isPresent());
        assertThrows(
                IllegalArgumentException.class,
                () -> with(holds ->
                        holds.list(new Holds.Filter(Optional.empty(), false), new PageRequest(2, Optional.of("x")))));
    }

    @Test
    default void nothingIsReadOutsideATransaction() {
        assertThrows(RuntimeException.class, () -> ports().holds().findRelease(UUID.randomUUID()));
    }
}

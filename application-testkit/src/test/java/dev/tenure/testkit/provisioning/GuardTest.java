package dev.tenure.testkit.provisioning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.application.lifecycle.FlagBreaches;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.provisioning.ConfirmGuardLimit;
import dev.tenure.application.provisioning.Holds;
import dev.tenure.application.provisioning.ListGuards;
import dev.tenure.application.provisioning.ListHeldAccounts;
import dev.tenure.application.provisioning.ListHolds;
import dev.tenure.application.provisioning.OperationDesk;
import dev.tenure.application.provisioning.ProposeHoldRelease;
import dev.tenure.application.provisioning.ReleaseHold;
import dev.tenure.application.provisioning.ReviseGuard;
import dev.tenure.application.provisioning.ShowGuard;
import dev.tenure.connector.spi.Change;
import dev.tenure.domain.audit.EventType;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.inventory.SystemMode;
import dev.tenure.domain.inventory.TargetSystem;
import dev.tenure.domain.lifecycle.LeaverException;
import dev.tenure.domain.lifecycle.Milestone;
import dev.tenure.domain.lifecycle.MilestoneState;
import dev.tenure.domain.provisioning.Cause;
import dev.tenure.domain.provisioning.Guard;
import dev.tenure.domain.provisioning.GuardLimit;
import dev.tenure.domain.provisioning.Hold;
import dev.tenure.domain.provisioning.HoldRelease;
import dev.tenure.domain.provisioning.Operation;
import dev.tenure.domain.provisioning.OperationId;
import dev.tenure.domain.provisioning.Passage;
import dev.tenure.domain.provisioning.Priority;
import dev.tenure.domain.provisioning.Work;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.testkit.Company;
import dev.tenure.testkit.sample.Samples;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** More people leave at once than anybody meant: the guard holds, shows and lets go what two people agree to (SAF-2). */
final class GuardTest {

    private static final int LEAVERS = 30;
    private static final Duration DAY = Duration.ofHours(24);

    private final Company company = new Company();

    private static String worker(int number) {
        return String.valueOf(1000 + number);
    }

    /** A system where everybody has an account, and its limit. */
    private TargetSystem directory(SystemMode mode, int limit) {
        return directory("Directory", mode, limit);
    }

    private TargetSystem directory(String name, SystemMode mode, int limit) {
        TargetSystem directory = company.system(name, mode);
        for (int number = 1; number <= LEAVERS; number++) {
            company.target(directory).account(name + number, Samples.employee(worker(number)), "Staff");
            company.worker(worker(number), "Person" + number);
        }
        company.takeOver();
        company.read(directory);
        limit(directory, new GuardLimit(limit, 0, DAY));
        confirmLimit(Company.SECOND_ADMIN, directory);
        return directory;
    }

    private void limit(TargetSystem system, GuardLimit limit) {
        long version = guard(system).guard().version();
        assertInstanceOf(
                ReviseGuard.Outcome.Revised.class,
                company.world.reviseGuard.handle(new ReviseGuard.Command(Company.ADMIN, system.id(), version, limit)));
    }

    private ShowGuard.Outcome.Shown guard(TargetSystem system) {
        return (ShowGuard.Outcome.Shown)
                company.world.showGuard.handle(new ShowGuard.Command(Company.AUDITOR, system.id()));
    }

    private void leave(int from, int to) {
        IntStream.rangeClosed(from, to).forEach(number -> company.lastDay(worker(number), "2026-03-01"));
        company.takeOver();
    }

    private Set<String> changed(TargetSystem system) {
        return company.target(system).changes().stream()
                .map(change -> change.account().nativeId())
                .collect(Collectors.toSet());
    }

    private List<Holds.Summary> holds(TargetSystem system, boolean open) {
        return ((ListHolds.Outcome.Listed) company.world.listHolds.handle(new ListHolds.Command(
                        Company.AUDITOR, new Holds.Filter(Optional.of(system.id()), open), PageRequest.first())))
                .holds()
                .items();
    }

    private Holds.Summary hold(TargetSystem system) {
        return holds(system, true).get(0);
    }

    private List<Holds.HeldAccount> accounts(Holds.Summary hold) {
        return ((ListHeldAccounts.Outcome.Listed) company.world.listHeldAccounts.handle(new ListHeldAccounts.Command(
                        Company.AUDITOR, hold.hold().opening().id(), new PageRequest(500, Optional.empty()))))
                .accounts()
                .items();
    }

    private ProposeHoldRelease.Outcome propose(Caller by, Holds.Summary hold, Optional<Set<AccountId>> part) {
        return company.world.proposeHoldRelease.handle(new ProposeHoldRelease.Command(
                by, Samples.request(), hold.hold().opening().id(), part, "a site closes, this is meant"));
    }

    private HoldRelease proposed(Caller by, Holds.Summary hold, Optional<Set<AccountId>> part) {
        return assertInstanceOf(ProposeHoldRelease.Outcome.Recorded.class, propose(by, hold, part))
                .release();
    }

    private ReleaseHold.Outcome confirm(Caller by, HoldRelease release) {
        return company.world.releaseHold.handle(
                new ReleaseHold.Command(by, release.proposal().id(), true));
    }

    private void release(TargetSystem system, Optional<Set<AccountId>> part) {
        HoldRelease release = proposed(Company.OPERATOR, hold(system), part);
        assertInstanceOf(ReleaseHold.Outcome.Ended.class, confirm(Company.ADMIN, release));
        company.world.work();
    }

    private long closed() {
        return IntStream.rangeClosed(1, LEAVERS)
                .filter(number -> company.findCase(worker(number)).isPresent())
                .filter(number -> company.state(worker(number)).equals("closed"))
                .count();
    }

    @Test
    void ofThirtyLeaversFivePassAndTheOthersAreHeldAndShown() {
        TargetSystem directory = directory(new SystemMode.Act(), 5);
        leave(1, LEAVERS);

        assertEquals(5, changed(directory).size());
        assertEquals(15, company.target(directory).changes().size());
        assertEquals(5, closed());
        Holds.Summary hold = hold(directory);
        assertEquals("Directory", hold.system());
        assertEquals(
                List.of(25L, 75L, 25L, 0L), List.of(hold.accounts(), hold.operations(), hold.causes(), hold.letGo()));
        Hold.Opening opening = hold.hold().opening();
        assertEquals(List.of(5L, 5L), List.of(opening.allowed(), opening.counted()));
        assertEquals(new GuardLimit(5, 0, DAY), opening.limit());
        List<Holds.HeldAccount> held = accounts(hold);
        assertEquals(25, held.size());
        assertEquals("Directory6@target.example", held.get(0).name());
        assertEquals("Person6 Sample", held.get(0).person().orElseThrow().name());
        assertEquals(
                List.of("disable-account", "reset-secret", "revoke-memberships"),
                held.get(0).work());

        assertEquals(List.of("HELD_BY_GUARD open"), company.exceptions(worker(6)));
        assertEquals(
                "owner-of-Directory",
                company.exceptions(worker(6), LeaverException.Kind.HELD_BY_GUARD)
                        .get(0)
                        .finding()
                        .owner());
        assertEquals(List.of(), company.exceptions(worker(5)));
        assertEquals(1, company.events(EventType.HOLD_OPENED).size());
        assertEquals(75, company.events(EventType.OPERATION_HELD).size());
        assertEquals(5, guard(directory).counted());
        assertEquals(Optional.of(hold.hold()), guard(directory).hold().map(open -> (Hold) open));
    }

    @Test
    void clocksRunOnWhileWorkIsHeld() {
        directory(new SystemMode.Act(), 0);
        leave(1, 1);
        company.world.pass(Duration.ofDays(30));
        company.world.flagBreaches.handle(new FlagBreaches.Command());
        assertEquals(
                3, company.exceptions(worker(1), LeaverException.Kind.BREACH).size());
        MilestoneState state = company.milestone(worker(1), "Directory1", Milestone.BLOCKED);
        assertTrue(state.deadline().isBefore(company.world.now()));
    }

    @Test
    void aPartIsReleasedByASecondPersonAndTheRestStaysInOrder() {
        TargetSystem directory = directory(new SystemMode.Act(), 5);
        leave(1, LEAVERS);
        Set<AccountId> part = accounts(hold(directory)).stream()
                .limit(2)
                .map(Holds.HeldAccount::account)
                .collect(Collectors.toSet());
        HoldRelease release = proposed(Company.OPERATOR, hold(directory), Optional.of(part));
        assertEquals(6, release.proposal().operations());
        assertFalse(release.proposal().whole());
        assertInstanceOf(ReleaseHold.Outcome.ConfirmerIsProposer.class, confirm(Company.OPERATOR, release));
        company.world.work();
        assertEquals(5, changed(directory).size(), "nothing goes before the second person agreed");

        confirm(Company.ADMIN, release);
        company.world.work();
        assertEquals(7, changed(directory).size());
        assertEquals(7, closed());
        assertEquals(23, hold(directory).accounts());
        assertEquals(List.of("HELD_BY_GUARD resolved"), company.exceptions(worker(6)));
        assertEquals(List.of("HELD_BY_GUARD open"), company.exceptions(worker(8)));
        assertEquals(1, company.events(EventType.HOLD_RELEASED).size());
        assertEquals(0, company.events(EventType.HOLD_ENDED).size());
        assertEquals(5, guard(directory).counted(), "what two people released is not counted");

        release(directory, Optional.empty());
        assertEquals(LEAVERS, closed());
        assertEquals(LEAVERS, changed(directory).size());
        assertEquals(List.of(), holds(directory, true));
        assertEquals(1, company.events(EventType.HOLD_ENDED).size());
        assertEquals(1, company.events(EventType.HOLD_OPENED).size(), "what was released opens no new hold");
    }

    @Test
    void whatComesAfterAHoldStaysBehindIt() {
        TargetSystem directory = directory(new SystemMode.Act(), 2);
        leave(1, 3);
        HoldRelease release = proposed(Company.OPERATOR, hold(directory), Optional.empty());
        company.world.pass(DAY.plusHours(1));
        leave(4, 4);
        assertEquals(2, changed(directory).size(), "the window is over, but something is held before it");
        assertEquals(2, hold(directory).accounts());

        confirm(Company.ADMIN, release);
        company.world.work();
        assertEquals(3, changed(directory).size());
        assertEquals(1, hold(directory).accounts(), "what came later was not what two people looked at");
        release(directory, Optional.empty());
        assertEquals(4, changed(directory).size());
        leave(5, 5);
        assertEquals(5, changed(directory).size(), "nothing is held and the window is new");
    }

    @Test
    void whoProposedMayDeclineAndAllStaysHeld() {
        TargetSystem directory = directory(new SystemMode.Act(), 0);
        leave(1, 1);
        HoldRelease release = proposed(Company.OPERATOR, hold(directory), Optional.empty());
        assertInstanceOf(
                ProposeHoldRelease.Outcome.AlreadyProposed.class,
                propose(Company.ADMIN, hold(directory), Optional.empty()));
        company.world.releaseHold.handle(
                new ReleaseHold.Command(Company.OPERATOR, release.proposal().id(), false));
        company.world.work();
        assertEquals(Set.of(), changed(directory));
        assertInstanceOf(ReleaseHold.Outcome.AlreadyEnded.class, confirm(Company.ADMIN, release));
        release(directory, Optional.empty());
        assertEquals(1, changed(directory).size());
    }

    @Test
    void oneSystemsHoldLeavesTheOthersAlone() {
        TargetSystem directory = directory(new SystemMode.Act(), 0);
        TargetSystem mail = directory("Mail", new SystemMode.Act(), 100);
        leave(1, LEAVERS);
        assertEquals(Set.of(), changed(directory));
        assertEquals(LEAVERS, changed(mail).size());
    }

    @Test
    void whatItsCauseNoLongerWantsIsNotHeldAndAnEmptyHoldEnds() {
        TargetSystem directory = directory(new SystemMode.Act(), 0);
        leave(1, 2);
        company.lastDay(worker(1), "").takeOver();
        assertEquals(1, hold(directory).accounts());
        company.lastDay(worker(2), "").takeOver();
        assertEquals(List.of(), holds(directory, true));
        assertEquals(6, holds(directory, false).get(0).letGo());
        assertEquals(Set.of(), changed(directory));
        assertEquals(1, company.events(EventType.HOLD_ENDED).size());
    }

    @Test
    void anAccountIsCountedOnceHoweverOftenItsWorkIsPlanned() {
        TargetSystem directory = directory(new SystemMode.Act(), 1);
        company.target(directory).duringNextListing(() -> {
            // The first listing finds nothing new; the one that confirms finds the account enabled again.
        });
        company.target(directory)
                .duringNextListing(() -> company.target(directory).enable("Directory1"));
        leave(1, 1);
        company.world.pass(Duration.ofMinutes(30));
        assertEquals(
                1,
                company.events(EventType.LEAVER_MILESTONE_SLIPPED).stream()
                        .limit(1)
                        .count());
        assertEquals("closed", company.state(worker(1)));
        assertEquals(1, guard(directory).counted());
        assertEquals(List.of(), holds(directory, false));
    }

    @Test
    void whatWasWithheldPassesTheGuardWhenItIsLetGo() {
        TargetSystem directory = directory(new SystemMode.Notify(), 2);
        leave(1, 5);
        assertEquals(0, guard(directory).counted(), "what is withheld is not counted");
        company.read(directory);
        company.promote(directory);
        company.world.work();
        assertEquals(2, changed(directory).size());
        assertEquals(3, hold(directory).accounts());
        assertEquals(List.of("NOT_IN_ACT resolved", "HELD_BY_GUARD open"), company.exceptions(worker(3)));
        release(directory, Optional.empty());
        assertEquals(5, changed(directory).size());
        assertEquals(5, closed());
    }

    @Test
    void aNamedEmergencyPassesTheLimitAndWhatIsHeldAndIsCounted() {
        TargetSystem directory = directory(new SystemMode.Act(), 0);
        leave(1, 2);
        Passage.Emergency emergency = new Passage.Emergency("INC-7");
        Cause cause = company.operations(worker(2)).get(0).plan().cause();
        AccountId account = company.account(directory, "Directory2").id();
        Operation planned = company.world.ports.transactions().call(now -> company.world
                .operationDesk
                .plan(
                        List.of(new OperationDesk.Wanted.ToDo(
                                new Operation.Plan(
                                        new OperationId(UUID.randomUUID()),
                                        cause,
                                        directory.id(),
                                        new Work.DisableAccount(account, "Directory2"),
                                        new Priority(true, 0),
                                        now,
                                        now),
                                now)),
                        emergency,
                        now)
                .get(0));
        assertInstanceOf(Operation.Waiting.class, planned);
        company.world.ports.transactions().call(now -> company.world.operationDesk.letPass(cause, emergency, now));
        company.world.work();
        assertEquals("closed", company.state(worker(2)));
        assertFalse(changed(directory).contains("Directory1"));
        assertEquals(1, hold(directory).accounts());
        assertEquals(1, guard(directory).counted());
        assertEquals(4, company.events(EventType.OPERATION_PASSED_GUARD).size());
    }

    @Test
    void aShareOfAGreatSystemIsMoreThanTheNumber() {
        TargetSystem directory = directory(new SystemMode.Act(), 1);
        limit(directory, new GuardLimit(1, 20, DAY));
        assertEquals(1, guard(directory).allowed(), "a looser limit waits for the second person");
        confirmLimit(Company.SECOND_ADMIN, directory);
        assertEquals(6, guard(directory).allowed());
        leave(1, LEAVERS);
        assertEquals(6, changed(directory).size());
        assertEquals(6, hold(directory).hold().opening().allowed());
    }

    private ConfirmGuardLimit.Outcome confirmLimit(Caller by, TargetSystem system) {
        return company.world.confirmGuardLimit.handle(new ConfirmGuardLimit.Command(
                by, system.id(), guard(system).guard().version()));
    }

    @Test
    void aLooserLimitTakesTwoPeopleAndAStricterOneHoldsAtOnce() {
        TargetSystem directory = directory(new SystemMode.Act(), 5);
        limit(directory, new GuardLimit(9, 0, DAY));
        assertEquals(5, guard(directory).guard().limit().number());
        assertInstanceOf(ConfirmGuardLimit.Outcome.ConfirmerIsProposer.class, confirmLimit(Company.ADMIN, directory));
        assertInstanceOf(ConfirmGuardLimit.Outcome.Confirmed.class, confirmLimit(Company.SECOND_ADMIN, directory));
        assertEquals(9, guard(directory).guard().limit().number());
        limit(directory, new GuardLimit(3, 0, DAY));
        assertEquals(3, guard(directory).guard().limit().number());
        assertInstanceOf(
                ConfirmGuardLimit.Outcome.NothingProposed.class, confirmLimit(Company.SECOND_ADMIN, directory));
        assertEquals(1, company.events(EventType.GUARD_LIMIT_PROPOSED).size());
        assertEquals(3, company.events(EventType.GUARD_LIMIT_CHANGED).size());
    }

    @Test
    void everySystemIsListedWithWhatGuardsItAndWhatWaits() {
        TargetSystem mail = directory("Mail", new SystemMode.Act(), 5);
        TargetSystem directory = directory(new SystemMode.Act(), 5);
        limit(mail, new GuardLimit(9, 0, DAY));
        List<ListGuards.Guarded> listed = assertInstanceOf(
                        ListGuards.Outcome.Listed.class,
                        company.world.listGuards.handle(new ListGuards.Command(Company.AUDITOR)))
                .guards();
        assertEquals(
                List.of(directory.name(), mail.name()),
                listed.stream().map(one -> one.system().name()).toList());
        assertEquals(
                List.of(guard(directory).guard(), guard(mail).guard()),
                listed.stream().map(ListGuards.Guarded::guard).toList());
        assertInstanceOf(Guard.Loosening.class, listed.get(1).guard());
    }

    @Test
    void aUsualDayPassesTheUsualLimit() {
        TargetSystem directory = company.system("Directory", new SystemMode.Act());
        for (int number = 1; number <= 20; number++) {
            company.target(directory).account("a" + number, Samples.employee(worker(number)));
            company.worker(worker(number), "Person" + number);
        }
        company.takeOver();
        leave(1, 20);
        assertEquals(20, changed(directory).size());
        assertEquals(List.of(), holds(directory, false));
    }

    @Test
    void onlyChangesAreCountedAndReadsGoOn() {
        TargetSystem directory = directory(new SystemMode.Act(), 0);
        leave(1, 1);
        assertEquals(
                List.of(),
                company.target(directory).changes().stream().map(Change::kind).toList());
        assertTrue(company.findCase(worker(1))
                .orElseThrow()
                .systems()
                .get(0)
                .listedAt()
                .isPresent());
    }
}

package dev.tenure.testkit.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.application.lifecycle.LeaverCases;
import dev.tenure.application.lifecycle.LeaverCases.LeaverSummary;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.domain.identity.Identity;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.inventory.SystemMode;
import dev.tenure.domain.inventory.TargetSystem;
import dev.tenure.domain.lifecycle.CaseAccount;
import dev.tenure.domain.lifecycle.CaseSystem;
import dev.tenure.domain.lifecycle.LeaverCase;
import dev.tenure.domain.lifecycle.LeaverCaseId;
import dev.tenure.domain.lifecycle.LeaverException;
import dev.tenure.domain.lifecycle.Milestone;
import dev.tenure.domain.lifecycle.MilestoneState;
import dev.tenure.domain.lifecycle.SignIns;
import dev.tenure.domain.lifecycle.Stated;
import dev.tenure.domain.lifecycle.StatementId;
import dev.tenure.domain.lifecycle.Step;
import dev.tenure.domain.lifecycle.Unobservable;
import dev.tenure.domain.provisioning.Artefact;
import dev.tenure.domain.provisioning.Attempt.SeenAccount;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.testkit.Ports;
import dev.tenure.testkit.paging.WholeList;
import dev.tenure.testkit.sample.Samples;
import dev.tenure.testkit.transaction.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What {@link LeaverCases} promises. */
public interface LeaverCasesContract {

    /** When the cases of these tests begin: long ago, so that they stand first in what is ordered by deadline. */
    Instant BEGIN = Instant.parse("1970-03-01T00:00:00Z");

    /** The ports under test. */
    Ports ports();

    private <T> T with(Function<LeaverCases, T> work) {
        return ports().transactions().call(now -> work.apply(ports().leaverCases()));
    }

    private Identity somebody(String familyName) {
        Identity identity = Samples.identity("Ada", familyName);
        return ports().transactions().call(now -> {
            ports().identities().save(identity, Samples.entry(identity, Identity.Change.HIRED, now));
            return identity;
        });
    }

    private static LeaverCase.Open fresh(Identity identity, CaseSystem... systems) {
        return new LeaverCase.Open(
                new LeaverCase.Opening(
                        new LeaverCaseId(UUID.randomUUID()), identity.id(), Samples.facts(BEGIN), BEGIN.plusSeconds(1)),
                List.of(systems),
                List.of(),
                0);
    }

    private LeaverCase save(LeaverCase leaverCase) {
        return with(cases -> {
            cases.save(leaverCase);
            return cases.find(leaverCase.opening().id()).orElseThrow();
        });
    }

    private LeaverCase.Open saveOpen(LeaverCase.Open leaverCase) {
        return (LeaverCase.Open) save(leaverCase);
    }

    /** A case with one system and one account of it. */
    private LeaverCase.Open withAccount(Identity identity, SystemId system, AccountId account) {
        return saveOpen(fresh(identity, Samples.caseSystem(system, BEGIN.plusSeconds(3600)))
                .add(account, system, "native", "ada", true, CaseAccount.Treatment.ACT, Set.of(Step.values())));
    }

    private void refused(LeaverCase leaverCase) {
        Refusal.of(ports(), () -> ports().leaverCases().save(leaverCase));
    }

    @Test
    default void everyPartComesBackAsItWasWithTheVersionCounted() {
        Identity identity = somebody("Whole");
        SystemId one = new SystemId(UUID.randomUUID());
        SystemId other = new SystemId(UUID.randomUUID());
        AccountId acted = new AccountId(UUID.randomUUID());
        AccountId leftAlone = new AccountId(UUID.randomUUID());
        AccountId withheld = new AccountId(UUID.randomUUID());
        LeaverCase.Open open = fresh(
                        identity,
                        Samples.caseSystem(one, BEGIN.plusSeconds(10)),
                        Samples.caseSystem(other, BEGIN.plusSeconds(20)))
                .add(acted, one, "cn=ada", "ada", true, CaseAccount.Treatment.ACT, Set.of(Step.values()))
                .add(leftAlone, one, "cn=root", "root", false, CaseAccount.Treatment.LEAVE_ALONE, Set.of(Step.values()))
                .add(withheld, other, "7", "ada-7", false, CaseAccount.Treatment.WITHHOLD, Set.of(Step.values()))
                .listed(one, List.of(new Unobservable("Cookies", Duration.ofMinutes(5))), BEGIN.plusSeconds(5))
                .verified(acted, Milestone.BLOCKED, BEGIN.plusSeconds(6))
                .retains(acted, List.of("Domain Users", "Everyone"));
        LeaverCase.Open saved = saveOpen(open);
        assertEquals(new LeaverCase.Open(open.opening(), open.systems(), open.accounts(), 1), saved);
        LeaverCase.Open changed = saved.verified(acted, Milestone.CONTAINED, BEGIN.plusSeconds(7))
                .slipped(acted, Milestone.BLOCKED, BEGIN)
                .confirmed(one, BEGIN.plusSeconds(8));
        LeaverCase.Open second = saveOpen(changed);
        assertEquals(new LeaverCase.Open(changed.opening(), changed.systems(), changed.accounts(), 2), second);
    }

    @Test
    default void stepsThingsFoundAndSignInsComeBackAsTheyWere() {
        SystemId system = new SystemId(UUID.randomUUID());
        AccountId account = new AccountId(UUID.randomUUID());
        LeaverCase.Open open = saveOpen(fresh(somebody("Steps"), Samples.caseSystem(system, BEGIN.plusSeconds(3600)))
                .add(
                        account,
                        system,
                        "native",
                        "ada",
                        true,
                        CaseAccount.Treatment.ACT,
                        Set.of(Step.DISABLE, Step.REVOKE_MEMBERSHIPS)));
        Artefact bare = new Artefact(
                Artefact.Kind.SESSION, "s-1", "session", Optional.empty(), Optional.empty(), Optional.empty());
        Artefact full = new Artefact(
                Artefact.Kind.MFA_METHOD,
                "m-1",
                "security key",
                Optional.of(BEGIN),
                Optional.of(BEGIN.plusSeconds(1)),
                Optional.of(BEGIN.plusSeconds(2)));
        LeaverCase.Open changed = open.needs(account, Set.of(Step.values()), BEGIN)
                .shown(account, Step.DISABLE, BEGIN.plusSeconds(3))
                .found(
                        account,
                        Map.of(Artefact.Kind.SESSION, List.of(bare), Artefact.Kind.MFA_METHOD, List.of(full)),
                        BEGIN.plusSeconds(4))
                .shown(account, Step.END_SESSIONS, BEGIN.plusSeconds(5));
        for (SignIns signIns : List.of(
                new SignIns.Found(3, 2, false, BEGIN, BEGIN.plusSeconds(1), BEGIN.plusSeconds(9)),
                new SignIns.Unavailable("the log is kept for a day", BEGIN.plusSeconds(9)),
                new SignIns.None(BEGIN.plusSeconds(9)))) {
            LeaverCase.Open saved = saveOpen(changed.signIns(account, signIns));
            assertEquals(changed.signIns(account, signIns).accounts(), saved.accounts());
            changed = saved;
        }
    }

    @Test
    default void aCaseEndsClosedOrWithdrawnWithAllThatWasInIt() {
        SystemId system = new SystemId(UUID.randomUUID());
        AccountId account = new AccountId(UUID.randomUUID());
        LeaverCase.Open open = withAccount(somebody("Ends"), system, account);
        for (Milestone milestone : Milestone.values()) {
            open = open.verified(account, milestone, BEGIN.plusSeconds(5));
        }
        open = open.listed(system, List.of(), BEGIN.plusSeconds(5))
                .confirmed(system, BEGIN.plusSeconds(6))
                .signIns(account, new SignIns.None(BEGIN));
        LeaverCase.Closed closed = open.close(BEGIN.plusSeconds(7));
        assertEquals(
                new LeaverCase.Closed(closed.opening(), closed.systems(), closed.accounts(), closed.closedAt(), 2),
                save(closed));

        LeaverCase.Withdrawn withdrawn =
                withAccount(somebody("Withdrawn"), system, account).withdraw("taken back", BEGIN.plusSeconds(9));
        assertEquals(
                new LeaverCase.Withdrawn(
                        withdrawn.opening(),
                        withdrawn.systems(),
                        withdrawn.accounts(),
                        "taken back",
                        BEGIN.plusSeconds(9),
                        2),
                save(withdrawn));
    }

    @Test
    default void whoLockedACaseSeesWhatTheySaveInItAndSoDoesEverybodyAfterThem() {
        Identity identity = somebody("Locked");
        SystemId system = new SystemId(UUID.randomUUID());
        AccountId second = new AccountId(UUID.randomUUID());
        LeaverCase.Open stored = withAccount(identity, system, new AccountId(UUID.randomUUID()));
        LeaverCaseId id = stored.opening().id();
        LeaverCase last = with(cases -> {
            LeaverCase.Open locked = (LeaverCase.Open) cases.lock(id).orElseThrow();
            assertEquals(stored, locked);
            cases.save(
                    locked.add(second, system, "second", "bo", false, CaseAccount.Treatment.ACT, Set.of(Step.DISABLE)));
            LeaverCase.Open again = (LeaverCase.Open) cases.lock(id).orElseThrow();
            assertEquals(stored.version() + 1, again.version());
            assertEquals(2, again.accounts().size());
            assertEquals(Optional.of(again), cases.openOf(identity.id()));
            assertEquals(List.of(again), cases.openWith(second));
            cases.save(again.listed(system, List.of(), BEGIN.plusSeconds(5)));
            return cases.lock(id).orElseThrow();
        });
        assertEquals(stored.version() + 2, last.version());
        assertEquals(Optional.of(last), with(cases -> cases.lock(id)));
        assertEquals(Optional.of(last), with(cases -> cases.find(id)));
    }

    @Test
    default void aStaleVersionIsRefused() {
        LeaverCase.Open first =
                withAccount(somebody("Stale"), new SystemId(UUID.randomUUID()), new AccountId(UUID.randomUUID()));
        saveOpen(first);
        refused(first);
    }

    @Test
    default void aPersonHasOneOpenCaseAtMost() {
        Identity identity = somebody("Single");
        SystemId system = new SystemId(UUID.randomUUID());
        LeaverCase.Open open = withAccount(identity, system, new AccountId(UUID.randomUUID()));
        assertEquals(Optional.of(open), with(cases -> cases.openOf(identity.id())));
        refused(fresh(identity, Samples.caseSystem(system, BEGIN)));
        save(open.withdraw("taken back", BEGIN));
        assertEquals(Optional.empty(), with(cases -> cases.openOf(identity.id())));
        LeaverCase.Open next = saveOpen(fresh(identity, Samples.caseSystem(system, BEGIN)));
        assertEquals(Optional.of(next), with(cases -> cases.openOf(identity.id())));
        assertEquals(Optional.of(next), with(cases -> cases.lock(next.opening().id())));
    }

    @Test
    default void openCasesAreFoundBySystemAndByAccount() {
        SystemId system = new SystemId(UUID.randomUUID());
        AccountId account = new AccountId(UUID.randomUUID());
        LeaverCase.Open first = withAccount(somebody("First"), system, account);
        LeaverCase.Open second = saveOpen(fresh(somebody("Second"), Samples.caseSystem(system, BEGIN)));
        LeaverCase.Open ended = withAccount(somebody("Ended"), system, new AccountId(UUID.randomUUID()));
        save(ended.withdraw("taken back", BEGIN));
        assertEquals(
                Set.of(first.opening().id(), second.opening().id()),
                with(cases -> cases.openOn(system)).stream()
                        .map(c -> c.opening().id())
                        .collect(Collectors.toSet()));
        assertEquals(List.of(first), with(cases -> cases.openWith(account)));
        assertEquals(List.of(), with(cases -> cases.openWith(new AccountId(UUID.randomUUID()))));
        assertEquals(List.of(), with(cases -> cases.openOn(new SystemId(UUID.randomUUID()))));
    }

    @Test
    default void anAccountOfALeaverThatIsNotInTheirOpenCaseIsMissingFromIt() {
        TargetSystem system = Samples.system(Samples.unique("Directory"), new SystemMode.Act());
        TargetSystem elsewhere = Samples.system(Samples.unique("Elsewhere"), new SystemMode.Act());
        Identity leaver = somebody("Missed");
        Identity another = somebody("Stays");
        AccountId inCase = recorded(system, "in-case", leaver);
        AccountId missed = recorded(system, "missed", leaver);
        recorded(elsewhere, "no-part-of-the-case", leaver);
        recorded(system, "of-another", another);
        LeaverCase.Open open = withAccount(leaver, system.id(), inCase);
        assertEquals(List.of(missed), missing(inCase, missed));
        save(open.withdraw("taken back", BEGIN));
        assertEquals(List.of(), missing(inCase, missed));
    }

    private AccountId recorded(TargetSystem system, String nativeId, Identity identity) {
        return ports().transactions().call(now -> {
            if (ports().systems().find(system.id()).isEmpty()) {
                ports().systems().save(system);
            }
            AccountId id = new AccountId(UUID.randomUUID());
            ports().accounts()
                    .recordSeen(
                            system.id(),
                            new SeenAccount(nativeId, nativeId, true, List.of(), List.of()),
                            identity.id(),
                            id,
                            BEGIN);
            return id;
        });
    }

    private List<AccountId> missing(AccountId... among) {
        return with(cases -> cases.missing(10_000)).stream()
                .filter(List.of(among)::contains)
                .toList();
    }

    private boolean isOverdue(LeaverCase leaverCase, Instant at) {
        return with(cases -> cases.overdue(at, 500))
                .contains(leaverCase.opening().id());
    }

    private void breach(
            LeaverCase leaverCase, SystemId system, Optional<AccountId> account, Optional<Milestone> milestone) {
        with(cases -> ports().leaverExceptions()
                .add(new LeaverException.Unexplained(new LeaverException.Finding(
                        UUID.randomUUID(),
                        leaverCase.opening().id(),
                        LeaverException.Kind.BREACH,
                        Optional.of(system),
                        account,
                        milestone,
                        "owner",
                        "late",
                        BEGIN))));
    }

    @Test
    default void aSystemThatWasNeverListedIsOverdueBehindItsDeadlineUntilTheBreachIsOnRecord() {
        SystemId system = new SystemId(UUID.randomUUID());
        Instant deadline = BEGIN.plusSeconds(3600);
        LeaverCase.Open open = saveOpen(fresh(somebody("Unlisted"), Samples.caseSystem(system, deadline)));
        assertFalse(isOverdue(open, deadline), "the deadline itself has not passed");
        assertTrue(isOverdue(open, deadline.plusMillis(1)));
        breach(open, system, Optional.empty(), Optional.empty());
        assertFalse(isOverdue(open, deadline.plusMillis(1)));
    }

    @Test
    default void everyMilestoneIsOverdueForItselfUntilItsBreachIsOnRecord() {
        SystemId system = new SystemId(UUID.randomUUID());
        AccountId account = new AccountId(UUID.randomUUID());
        Instant late = BEGIN.plusSeconds(3601);
        LeaverCase.Open open = saveOpen(withAccount(somebody("Late"), system, account)
                .listed(system, List.of(), BEGIN.plusSeconds(5))
                .verified(account, Milestone.BLOCKED, BEGIN.plusSeconds(6)));
        assertFalse(isOverdue(open, BEGIN.plusSeconds(3600)));
        assertTrue(isOverdue(open, late));
        breach(open, system, Optional.of(account), Optional.of(Milestone.BLOCKED));
        assertTrue(isOverdue(open, late), "another milestone's breach says nothing of this one");
        breach(open, system, Optional.of(account), Optional.of(Milestone.CONTAINED));
        assertFalse(isOverdue(open, late));
        assertTrue(isOverdue(open, late.plus(Duration.ofDays(30))), "clean has a deadline of its own");
    }

    @Test
    default void aBreachThatWasResolvedDoesNotCoverAnotherOne() {
        SystemId system = new SystemId(UUID.randomUUID());
        AccountId account = new AccountId(UUID.randomUUID());
        Instant late = BEGIN.plusSeconds(3601);
        LeaverCase.Open open = saveOpen(withAccount(somebody("Again"), system, account)
                .listed(system, List.of(), BEGIN.plusSeconds(5))
                .verified(account, Milestone.BLOCKED, BEGIN.plusSeconds(6)));
        breach(open, system, Optional.of(account), Optional.of(Milestone.CONTAINED));
        assertFalse(isOverdue(open, late));
        with(cases -> {
            LeaverException.Unexplained found = (LeaverException.Unexplained)
                    ports().leaverExceptions().of(open.opening().id()).get(0);
            ports().leaverExceptions().save(found.resolve(late));
            return found;
        });
        assertTrue(isOverdue(open, late));
    }

    @Test
    default void whatIsLeftAloneOrWithheldIsOverdueToo() {
        SystemId system = new SystemId(UUID.randomUUID());
        for (CaseAccount.Treatment treatment :
                List.of(CaseAccount.Treatment.LEAVE_ALONE, CaseAccount.Treatment.WITHHOLD)) {
            LeaverCase.Open open = saveOpen(fresh(somebody("Held"), Samples.caseSystem(system, BEGIN.plusSeconds(3600)))
                    .add(new AccountId(UUID.randomUUID()), system, "n", "ada", true, treatment, Set.of(Step.values()))
                    .listed(system, List.of(), BEGIN));
            assertTrue(isOverdue(open, BEGIN.plusSeconds(3601)));
        }
    }

    @Test
    default void overdueCasesComeWithTheEarliestDeadlineFirstAndEndedOnesNotAtAll() {
        SystemId system = new SystemId(UUID.randomUUID());
        Instant base = Instant.parse("1969-01-01T00:00:00Z");
        LeaverCase.Open later = saveOpen(fresh(somebody("Later"), Samples.caseSystem(system, base.plusSeconds(20))));
        LeaverCase.Open earlier =
                saveOpen(fresh(somebody("Earlier"), Samples.caseSystem(system, base.plusSeconds(10))));
        LeaverCase.Open ended = saveOpen(fresh(somebody("Ended"), Samples.caseSystem(system, base)));
        save(ended.withdraw("taken back", base));
        List<LeaverCaseId> mine = List.of(
                later.opening().id(), earlier.opening().id(), ended.opening().id());
        assertEquals(
                List.of(earlier.opening().id(), later.opening().id()),
                with(cases -> cases.overdue(base.plusSeconds(99), 500)).stream()
                        .filter(mine::contains)
                        .toList());
        assertTrue(with(cases -> cases.overdue(base.plusSeconds(99), 1)).size() <= 1);
        // Out of the way of other tests.
        save(later.withdraw("test over", base));
        save(earlier.withdraw("test over", base));
    }

    @Test
    default void aSummaryCountsWhatAListShows() {
        String family = Samples.unique("Summary");
        Identity identity = somebody(family);
        SystemId system = new SystemId(UUID.randomUUID());
        AccountId first = new AccountId(UUID.randomUUID());
        AccountId second = new AccountId(UUID.randomUUID());
        Instant deadline = BEGIN.plusSeconds(3600);
        LeaverCase.Open open = saveOpen(fresh(identity, Samples.caseSystem(system, deadline))
                .add(first, system, "1", "ada-1", true, CaseAccount.Treatment.ACT, Set.of(Step.values()))
                .add(second, system, "2", "ada-2", true, CaseAccount.Treatment.ACT, Set.of(Step.values()))
                .listed(system, List.of(), BEGIN)
                .verified(first, Milestone.BLOCKED, BEGIN)
                .verified(second, Milestone.BLOCKED, BEGIN)
                .verified(first, Milestone.CONTAINED, BEGIN));
        breach(open, system, Optional.of(second), Optional.of(Milestone.CONTAINED));
        LeaverSummary summary = listed(family, Optional.of("open"), false, deadline.plusSeconds(1))
                .get(0);
        assertEquals(
                new LeaverSummary(
                        open.opening().id(),
                        identity.id(),
                        identity.profile().displayName(),
                        identity.key().workerId(),
                        "open",
                        false,
                        open.opening().facts().clock().at(),
                        open.opening().facts().receivedAt(),
                        open.opening().openedAt(),
                        Optional.empty(),
                        Optional.of(deadline),
                        2,
                        2,
                        1,
                        0,
                        1,
                        1),
                summary);
        assertEquals(
                1,
                listed(family, Optional.empty(), true, deadline.plusSeconds(1)).size());
        assertEquals(0, listed(family, Optional.empty(), true, deadline).size());
    }

    private List<LeaverSummary> listed(String text, Optional<String> state, boolean late, Instant at) {
        return with(cases ->
                        cases.list(new LeaverCases.Filter(state, late, Optional.of(text)), at, PageRequest.first()))
                .items();
    }

    @Test
    default void openCasesComeByDeadlineAndTheOthersBehindThem() {
        String family = Samples.unique("Order");
        SystemId system = new SystemId(UUID.randomUUID());
        LeaverCase.Open ended = saveOpen(fresh(somebody(family), Samples.caseSystem(system, BEGIN.plusSeconds(1))));
        save(ended.withdraw("taken back", BEGIN));
        LeaverCase.Open late = saveOpen(fresh(somebody(family), Samples.caseSystem(system, BEGIN.plusSeconds(20))));
        LeaverCase.Open soon = saveOpen(fresh(somebody(family), Samples.caseSystem(system, BEGIN.plusSeconds(10))));
        List<LeaverCaseId> wanted = List.of(
                soon.opening().id(), late.opening().id(), ended.opening().id());
        List<LeaverCaseId> paged = WholeList.of(
                        1,
                        page -> with(cases -> cases.list(
                                new LeaverCases.Filter(
                                        Optional.empty(), false, Optional.of(family.toUpperCase(Locale.ROOT))),
                                BEGIN,
                                page)))
                .stream()
                .map(s -> s.id())
                .toList();
        assertEquals(wanted, paged);
        assertEquals(
                List.of(ended.opening().id()),
                listed(family, Optional.of("withdrawn"), false, BEGIN).stream()
                        .map(LeaverSummary::id)
                        .toList());
    }

    @Test
    default void totalsCountWhatThisTestAdds() {
        SystemId system = new SystemId(UUID.randomUUID());
        AccountId account = new AccountId(UUID.randomUUID());
        Instant at = BEGIN.plusSeconds(3601);
        Instant aMonthLater = at.plus(Duration.ofDays(31));
        LeaverCases.Totals before = with(cases -> cases.totals(at));
        LeaverCases.Totals laterBefore = with(cases -> cases.totals(aMonthLater));
        LeaverCase.Open open =
                saveOpen(withAccount(somebody("Totals"), system, account).listed(system, List.of(), BEGIN));
        breach(open, system, Optional.of(account), Optional.of(Milestone.BLOCKED));
        LeaverCases.Totals with = with(cases -> cases.totals(at));
        assertEquals(before.open() + 1, with.open());
        assertEquals(before.late() + 1, with.late());
        assertEquals(before.exceptions() + 1, with.exceptions());
        LeaverCase.Open done = open;
        for (Milestone milestone : Milestone.values()) {
            done = done.verified(account, milestone, BEGIN);
        }
        save(done.confirmed(system, BEGIN)
                .signIns(account, new SignIns.None(BEGIN))
                .close(at.minusSeconds(1)));
        LeaverCases.Totals after = with(cases -> cases.totals(at));
        assertEquals(before.open(), after.open());
        assertEquals(before.closedLately() + 1, after.closedLately());
        assertEquals(
                laterBefore.closedLately(),
                with(cases -> cases.totals(aMonthLater)).closedLately());
    }

    @Test
    default void aVerifiedMilestoneKeepsItsFirstTimeThroughSaves() {
        SystemId system = new SystemId(UUID.randomUUID());
        AccountId account = new AccountId(UUID.randomUUID());
        LeaverCase.Open open = saveOpen(withAccount(somebody("First time"), system, account)
                .verified(account, Milestone.BLOCKED, BEGIN.plusSeconds(5)));
        LeaverCase.Open again = saveOpen(open.verified(account, Milestone.BLOCKED, BEGIN.plusSeconds(9)));
        assertEquals(
                new MilestoneState.Verified(BEGIN.plusSeconds(3600), BEGIN.plusSeconds(5)),
                again.account(account).orElseThrow().state(Milestone.BLOCKED));
    }

    private static Stated twoPeople(Instant confirmedAt) {
        return new Stated(
                new StatementId(UUID.randomUUID()),
                confirmedAt.minusSeconds(60),
                Optional.of("seen \"there\""),
                Optional.empty(),
                "first",
                confirmedAt.minusSeconds(30),
                "second",
                confirmedAt);
    }

    @Test
    default void whatPeopleStateComesBackAndIsNoLongerOwed() {
        SystemId system = new SystemId(UUID.randomUUID());
        AccountId account = new AccountId(UUID.randomUUID());
        LeaverCase.Open fresh = withAccount(somebody("Stated"), system, account);
        LeaverCaseId id = fresh.opening().id();
        Stated onTime = twoPeople(BEGIN.plusSeconds(5));
        Instant after = BEGIN.plus(Duration.ofDays(400));
        assertTrue(with(cases -> cases.overdue(after, 500)).contains(id));
        LeaverCase.Open stated = fresh.stated(system, onTime);
        for (Step step : Step.values()) {
            stated = stated.stated(account, step, onTime);
        }
        LeaverCase.Open saved = saveOpen(stated);
        assertEquals(stated.accounts(), saved.accounts());
        assertEquals(stated.systems(), saved.systems());
        assertEquals(
                new MilestoneState.Stated(BEGIN.plusSeconds(3600), BEGIN.plusSeconds(5)),
                saved.account(account).orElseThrow().state(Milestone.BLOCKED));
        assertFalse(with(cases -> cases.overdue(after, 500)).contains(id));
        LeaverSummary summary = WholeList.of(
                        500,
                        page -> with(cases -> cases.list(
                                new LeaverCases.Filter(Optional.of("open"), false, Optional.of("Ada Stated")),
                                after,
                                page)))
                .stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow();
        assertEquals(0, summary.overdue());
        assertEquals(Optional.empty(), summary.nextDeadline());
        assertEquals(0, summary.blocked(), "stated is not verified");
    }

    @Test
    default void openCasesOnASystemComeByTheTimeTheyWereOpened() {
        SystemId system = new SystemId(UUID.randomUUID());
        List<LeaverCaseId> byTime = new ArrayList<>();
        for (int second : List.of(5, 1)) {
            LeaverCase.Open fresh = fresh(somebody("Opened"), Samples.caseSystem(system, BEGIN));
            LeaverCase.Opening opening = fresh.opening();
            saveOpen(new LeaverCase.Open(
                    new LeaverCase.Opening(
                            opening.id(), opening.identity(), opening.facts(), BEGIN.plusSeconds(second)),
                    fresh.systems(),
                    fresh.accounts(),
                    0));
            byTime.addFirst(opening.id());
        }
        assertEquals(
                byTime,
                with(cases -> cases.openOn(system)).stream()
                        .map(c -> c.opening().id())
                        .toList());
    }

    @Test
    default void aSystemThatWasNotListedByItsDeadlineIsLate() {
        String family = Samples.unique("Unlisted");
        Instant deadline = BEGIN.plusSeconds(3600);
        saveOpen(fresh(somebody(family), Samples.caseSystem(new SystemId(UUID.randomUUID()), deadline)));
        LeaverSummary summary =
                listed(family, Optional.empty(), false, deadline.plusSeconds(1)).get(0);
        assertEquals(Optional.of(deadline), summary.nextDeadline());
        assertEquals(1, summary.overdue());
        assertEquals(
                List.of(summary.id()),
                listed(family, Optional.empty(), true, deadline.plusSeconds(1)).stream()
                        .map(LeaverSummary::id)
                        .toList());
        assertEquals(List.of(), listed(family, Optional.empty(), true, deadline), "the deadline itself is in time");
    }

    @Test
    default void aCaseThatEndedOwesNothing() {
        String family = Samples.unique("Over");
        Instant late = BEGIN.plusSeconds(3601);
        LeaverCase.Open open =
                withAccount(somebody(family), new SystemId(UUID.randomUUID()), new AccountId(UUID.randomUUID()));
        assertEquals(3, listed(family, Optional.empty(), true, late).get(0).overdue());
        save(open.withdraw("taken back", late));
        LeaverSummary summary =
                listed(family, Optional.of("withdrawn"), false, late).get(0);
        assertEquals(Optional.empty(), summary.nextDeadline());
        assertEquals(0, summary.overdue());
        assertEquals(Optional.of(late), summary.endedAt());
        assertEquals(List.of(), listed(family, Optional.empty(), true, late));
    }

    @Test
    default void listsAreSearchedByNameAndWorkerIdAloneAndAsTheTextStands() {
        String family = Samples.unique("Searched");
        Identity identity = somebody(family);
        saveOpen(fresh(identity, Samples.caseSystem(new SystemId(UUID.randomUUID()), BEGIN)));
        for (String text : List.of(
                "ADA " + family.toUpperCase(Locale.ROOT),
                identity.key().workerId().toUpperCase(Locale.ROOT))) {
            assertEquals(1, listed(text, Optional.empty(), false, BEGIN).size(), text);
        }
        for (String text : List.of(family + "%", "ada@sample.example", "Ada_" + family)) {
            assertEquals(List.of(), listed(text, Optional.empty(), false, BEGIN), text);
        }
        assertThrows(
                IllegalArgumentException.class,
                () -> with(cases -> cases.list(
                        new LeaverCases.Filter(Optional.empty(), false, Optional.empty()),
                        BEGIN,
                        new PageRequest(2, Optional.of("x")))));
    }

    @Test
    default void whatIsUnknownIsAbsent() {
        LeaverCaseId unknown = new LeaverCaseId(UUID.randomUUID());
        assertEquals(Optional.empty(), with(cases -> cases.find(unknown)));
        assertEquals(Optional.empty(), with(cases -> cases.lock(unknown)));
    }

    @Test
    default void nothingIsReadOutsideATransaction() {
        assertThrows(RuntimeException.class, () -> ports().leaverCases().find(new LeaverCaseId(UUID.randomUUID())));
    }
}

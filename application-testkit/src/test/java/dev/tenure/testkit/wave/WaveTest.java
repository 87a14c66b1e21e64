package dev.tenure.testkit.wave;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.application.finding.AcceptFinding;
import dev.tenure.application.finding.AssignFinding;
import dev.tenure.application.provisioning.ProposeHoldRelease;
import dev.tenure.application.provisioning.ReleaseHold;
import dev.tenure.application.wave.GiveBackAccount;
import dev.tenure.application.wave.ShowWave;
import dev.tenure.application.wave.StartWave;
import dev.tenure.application.wave.WithdrawWave;
import dev.tenure.connector.spi.ChangeKind;
import dev.tenure.domain.audit.EventType;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.finding.Finding;
import dev.tenure.domain.finding.FindingId;
import dev.tenure.domain.inventory.SystemMode;
import dev.tenure.domain.inventory.TargetSystem;
import dev.tenure.domain.provisioning.Hold;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.domain.reconciliation.Protection;
import dev.tenure.domain.wave.WaveAction;
import dev.tenure.domain.wave.WaveId;
import dev.tenure.domain.wave.WaveItem;
import dev.tenure.testkit.Company;
import dev.tenure.testkit.sample.Samples;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A messy estate is cleaned in waves: orphans assigned, accepted until a date, or disabled and waited for. */
final class WaveTest {

    private final Company company = new Company();
    private final Cleaning cleaning = new Cleaning(company);

    private Finding finding(FindingId id) {
        return company.world
                .ports
                .transactions()
                .call(now -> company.world.ports.findings().find(id).orElseThrow());
    }

    private Finding finding(WaveId wave, String name) {
        return finding(cleaning.item(wave, name).finding());
    }

    private WaveAction accept() {
        return new WaveAction.Accept(company.world.now().plus(Duration.ofDays(30)), "The vendor sees to them");
    }

    @Test
    void twelveHundredOrphansGetAnOwnerAShareAtATimeAndNoneTwice() {
        cleaning.orphans(1_200);
        WaveId id = cleaning.prepared(new WaveAction.Assign("ben"));
        cleaning.start(Company.OPERATOR, id);
        assertTrue(cleaning.step());
        assertEquals(Map.of("done", 500L, "pending", 700L), cleaning.states(id));
        // Whoever comes after one that was killed here goes on where it stood.
        cleaning.carryOut();
        assertEquals(Map.of("done", 1_200L), cleaning.states(id));
        assertEquals(1_200, company.events(EventType.FINDING_ASSIGNED).size());
        assertEquals(1, company.events(EventType.WAVE_ENDED).size());
        assertEquals("done", cleaning.shown(id).label());
        assertEquals("ben", finding(id, "stray-0007").duty().owner());
    }

    @Test
    void whatHoldsForOneFindingHoldsForEachOfAWave() {
        cleaning.orphans(4);
        WaveId id = cleaning.prepared(accept());
        Caller operator = Samples.caller("operator", Role.OPERATOR);
        assign(Company.ADMIN, finding(id, "stray-0000"), operator.subject());
        assign(operator, finding(id, "stray-0001"), "ben");
        company.world.acceptFinding.handle(new AcceptFinding.Command(
                Company.ADMIN,
                finding(id, "stray-0002").facts().id(),
                company.world.now().plus(Duration.ofDays(1)),
                "Known"));
        cleaning.start(operator, id);
        cleaning.carryOut();
        assertEquals(
                Map.of("accepter-is-owner", 1L, "accepter-assigned", 1L, "not-open", 1L, "done", 1L),
                cleaning.states(id));
        assertInstanceOf(Finding.Accepted.class, finding(id, "stray-0003"));
    }

    private void assign(Caller by, Finding finding, String owner) {
        company.world.assignFinding.handle(
                new AssignFinding.Command(by, finding.facts().id(), owner));
    }

    @Test
    void whoNamedTheOwnerOfAFindingCannotAcceptIt() {
        cleaning.orphans(1);
        WaveId id = cleaning.prepared(accept());
        Finding finding = finding(id, "stray");
        assign(Company.OPERATOR, finding, "ben");
        AcceptFinding.Command handedOver = new AcceptFinding.Command(
                Company.OPERATOR, finding.facts().id(), company.world.now().plus(Duration.ofDays(1)), "Known");
        assertInstanceOf(AcceptFinding.Outcome.AccepterAssigned.class, company.world.acceptFinding.handle(handedOver));
    }

    @Test
    void ofTwoWavesWithTheSameFindingsTheOneThatWasStartedFirstHasThem() {
        cleaning.orphans(600);
        WaveId first = cleaning.prepared(Cleaning.DISABLE);
        WaveId second = cleaning.prepared(accept());
        cleaning.start(Company.OPERATOR, first);
        company.world.ports.transactions().advance(Duration.ofSeconds(1));
        cleaning.start(Company.OPERATOR, second);
        cleaning.carryOut();
        assertEquals(Map.of("planned", 600L), cleaning.states(first));
        assertEquals(Map.of("elsewhere", 600L), cleaning.states(second));
    }

    @Test
    void accountsAreDisabledAndWaitedForAndNobodyMissesThem() {
        TargetSystem forge = cleaning.orphans(3);
        WaveId id = cleaning.over(Cleaning.DISABLE);
        assertEquals(Map.of("disabled", 3L), cleaning.states(id));
        assertEquals("waiting", cleaning.shown(id).label());
        assertFalse(company.target(forge).isEnabled("stray-0000"));
        Finding.Accepted accepted = assertInstanceOf(Finding.Accepted.class, finding(id, "stray-0000"));
        assertEquals("disabled by wave Spring cleaning", accepted.acceptance().reason());
        company.world.pass(Duration.ofDays(30));
        cleaning.look(forge);
        cleaning.carryOut();
        assertEquals("done", cleaning.shown(id).label());
        assertEquals(Map.of("disabled", 3L), cleaning.states(id));
        assertInstanceOf(Finding.Open.class, finding(id, "stray-0000"));
    }

    @Test
    void whatSomebodyMissesIsGivenBackByOnePersonAndItsFindingIsOpenAgain() {
        TargetSystem forge = cleaning.orphans(2);
        WaveId id = cleaning.over(Cleaning.DISABLE);
        WaveItem missed = cleaning.item(id, "stray-0001");
        assertInstanceOf(
                GiveBackAccount.Outcome.GivenBack.class,
                cleaning.giveBack(Company.OPERATOR, id, missed, "The nightly build broke"));
        assertInstanceOf(Finding.Open.class, finding(missed.finding()));
        company.world.work();
        assertTrue(company.target(forge).isEnabled("stray-0001"));
        assertFalse(company.target(forge).isEnabled("stray-0000"));
        assertEquals(Map.of("disabled", 1L, "given-back", 1L), cleaning.states(id));
        assertEquals(1, company.events(EventType.WAVE_ACCOUNT_MISSED).size());
    }

    @Test
    void theGuardHoldsWhatIsTooMuchUntilTwoPeopleReleaseIt() {
        TargetSystem forge = cleaning.orphans(5);
        cleaning.limit(forge, 2);
        WaveId id = cleaning.prepared(Cleaning.DISABLE);
        ShowWave.Guarded foreseen = assertInstanceOf(
                        ShowWave.Outcome.Shown.class,
                        company.world.showWave.handle(new ShowWave.Command(Company.AUDITOR, id)))
                .guards()
                .getFirst();
        assertEquals(new ShowWave.Guarded(forge.id(), 5, 2, 0, 3), foreseen);
        cleaning.start(Company.OPERATOR, id);
        cleaning.carryOut();
        company.world.work();
        cleaning.carryOut();
        assertEquals(Map.of("disabled", 2L, "held", 3L), cleaning.states(id));
        assertEquals("under-way", cleaning.shown(id).label());
        release(forge);
        assertEquals(Map.of("disabled", 2L, "planned", 3L), cleaning.states(id));
        company.world.work();
        cleaning.carryOut();
        assertEquals(Map.of("disabled", 5L), cleaning.states(id));
        assertEquals("waiting", cleaning.shown(id).label());
    }

    private void release(TargetSystem system) {
        Hold.Open hold = company.world
                .ports
                .transactions()
                .call(now -> company.world.ports.holds().openOn(system.id()).orElseThrow());
        var proposed = assertInstanceOf(
                ProposeHoldRelease.Outcome.Recorded.class,
                company.world.proposeHoldRelease.handle(new ProposeHoldRelease.Command(
                        Company.ADMIN, Samples.request(), hold.opening().id(), Optional.empty(), "Looked at")));
        assertInstanceOf(
                ReleaseHold.Outcome.Ended.class,
                company.world.releaseHold.handle(new ReleaseHold.Command(
                        Company.SECOND_ADMIN, proposed.release().proposal().id(), true)));
    }

    @Test
    void anAccountThatIsProtectedOrSomebodysIsLeftAlone() {
        TargetSystem forge = cleaning.orphans(3);
        WaveId id = cleaning.prepared(Cleaning.DISABLE);
        protect(forge, "stray-0000");
        company.worker("1001", "Ada").takeOver();
        company.target(forge).account("stray-0001", Samples.employee("1001"));
        company.read(forge);
        cleaning.start(Company.OPERATOR, id);
        cleaning.carryOut();
        assertEquals(Map.of("protected", 1L, "somebodys", 1L, "planned", 1L), cleaning.states(id));
        protect(forge, "stray-0002");
        company.world.work();
        cleaning.carryOut();
        assertEquals(Map.of("protected", 2L, "somebodys", 1L), cleaning.states(id));
        assertTrue(company.target(forge).isEnabled("stray-0002"));
        assertEquals("done", cleaning.shown(id).label());
    }

    private void protect(TargetSystem system, String nativeId) {
        AccountId account = company.account(system, nativeId).id();
        company.world.ports.transactions().call(now -> {
            company.world
                    .ports
                    .accounts()
                    .protect(account, Optional.of(new Protection("Emergency access", "admin", now)));
            return now;
        });
    }

    @Test
    void nobodyLosesEveryAccountByAWaveOverDuplicates() {
        TargetSystem forge = company.save(Samples.system("Forge", new SystemMode.Act()));
        company.worker("1001", "Ada").takeOver();
        company.target(forge).account("ada", Samples.employee("1001")).account("ada-2", Samples.employee("1001"));
        cleaning.look(forge);
        WaveId id = cleaning.carriedOut(Cleaning.DISABLE);
        assertEquals(Map.of("all-of-somebody", 2L), cleaning.states(id));
    }

    @Test
    void aSystemThatIsNotInActIsLeftAlone() {
        TargetSystem forge = company.system("Forge", new SystemMode.Observe());
        company.target(forge).account("stray", Map.of());
        cleaning.look(forge);
        assertEquals(Map.of("not-in-act", 1L), cleaning.states(cleaning.carriedOut(Cleaning.DISABLE)));
    }

    @Test
    void whatTheTargetRefusesIsNotTriedAgainAndItsFindingStaysOpen() {
        TargetSystem forge = cleaning.orphans(1);
        company.target(forge).refuses(ChangeKind.DISABLE_ACCOUNT);
        WaveId id = cleaning.over(Cleaning.DISABLE);
        assertEquals(Map.of("failed", 1L), cleaning.states(id));
        assertInstanceOf(Finding.Open.class, finding(id, "stray"));
        assertEquals("done", cleaning.shown(id).label());
    }

    @Test
    void anAccountThatWasDisabledBeforeIsNotTheWavesToGiveBack() {
        TargetSystem forge = cleaning.orphans(1);
        WaveId id = cleaning.carriedOut(Cleaning.DISABLE);
        company.target(forge).disable("stray-0000");
        company.world.work();
        cleaning.carryOut();
        assertEquals(Map.of("disabled-already", 1L), cleaning.states(id));
    }

    @Test
    void oneWhoPreparedCannotStartWhatDisables() {
        cleaning.orphans(1);
        WaveId id = cleaning.prepared(Cleaning.DISABLE);
        assertInstanceOf(StartWave.Outcome.StarterPreparedIt.class, cleaning.start(Company.ADMIN, id));
        assertInstanceOf(StartWave.Outcome.Started.class, cleaning.start(Company.SECOND_ADMIN, id));
    }

    @Test
    void aWaveThatIsWithdrawnWhileItIsCarriedOutLeavesTheRestAlone() {
        TargetSystem forge = cleaning.orphans(5);
        cleaning.limit(forge, 2);
        WaveId id = cleaning.over(Cleaning.DISABLE);
        assertInstanceOf(
                WithdrawWave.Outcome.Withdrawn.class, cleaning.withdraw(Company.OPERATOR, id, "Too many at once"));
        cleaning.carryOut();
        assertEquals("withdrawn", cleaning.shown(id).label());
        assertEquals(Map.of("disabled", 2L, "withdrawn", 3L), cleaning.states(id));
        company.world.work();
        assertTrue(company.target(forge).isEnabled("stray-0004"));
    }

    @Test
    void aWaveThatIsWithdrawnWhileItWaitsGivesAllBackAndTakesTwo() {
        TargetSystem forge = cleaning.orphans(3);
        WaveId id = cleaning.over(Cleaning.DISABLE);
        assertInstanceOf(
                WithdrawWave.Outcome.WithdrawerStartedIt.class, cleaning.withdraw(Company.OPERATOR, id, "A mistake"));
        protect(forge, "stray-0002");
        assertInstanceOf(WithdrawWave.Outcome.Withdrawn.class, cleaning.withdraw(Company.ADMIN, id, "A mistake"));
        cleaning.carryOut();
        company.world.work();
        assertEquals(Map.of("given-back", 2L, "failed", 1L), cleaning.states(id));
        assertTrue(company.target(forge).isEnabled("stray-0000"));
        assertFalse(company.target(forge).isEnabled("stray-0002"));
        assertEquals("withdrawn", cleaning.shown(id).label());
        assertInstanceOf(Finding.Open.class, finding(id, "stray-0000"));
    }

    @Test
    void nothingIsGivenBackToSomebodyWhoHasLeft() {
        TargetSystem forge = cleaning.orphans(1);
        WaveId id = cleaning.over(Cleaning.DISABLE);
        company.worker("1001", "Ada").takeOver();
        company.target(forge).account("stray-0000", Samples.employee("1001"));
        company.target(forge).disable("stray-0000");
        company.read(forge);
        company.lastDay("1001", "2026-03-01").takeOver();
        assertInstanceOf(
                GiveBackAccount.Outcome.Stays.class,
                cleaning.giveBack(Company.OPERATOR, id, cleaning.item(id, "stray"), "Somebody called"));
    }
}

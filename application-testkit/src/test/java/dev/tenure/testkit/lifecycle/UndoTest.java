package dev.tenure.testkit.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.application.lifecycle.ApplyWorkerSnapshot;
import dev.tenure.application.lifecycle.DecideUndo;
import dev.tenure.application.lifecycle.ListUndos;
import dev.tenure.application.lifecycle.ProposeUndo;
import dev.tenure.application.lifecycle.SuspendPerson;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.provisioning.CarryOutOperation;
import dev.tenure.application.provisioning.ClaimOperations;
import dev.tenure.application.provisioning.Operations;
import dev.tenure.application.reconciliation.ProtectAccount;
import dev.tenure.connector.spi.Change;
import dev.tenure.connector.spi.ChangeKind;
import dev.tenure.domain.audit.EventType;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.inventory.SystemMode;
import dev.tenure.domain.inventory.TargetSystem;
import dev.tenure.domain.lifecycle.LeaverException;
import dev.tenure.domain.lifecycle.Step;
import dev.tenure.domain.lifecycle.Suspension;
import dev.tenure.domain.lifecycle.Undo;
import dev.tenure.domain.provisioning.Cause;
import dev.tenure.domain.provisioning.Operation;
import dev.tenure.domain.provisioning.PreImage;
import dev.tenure.testkit.Company;
import dev.tenure.testkit.inventory.ScriptedTarget;
import dev.tenure.testkit.sample.Samples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Access went by mistake, and two people give it back (SAF-4). */
final class UndoTest {

    private static final String ADA = "1001";
    private static final Set<ChangeKind> ALL = EnumSet.of(
            ChangeKind.DISABLE_ACCOUNT,
            ChangeKind.RESET_SECRET,
            ChangeKind.REVOKE_MEMBERSHIPS,
            ChangeKind.ENABLE_ACCOUNT,
            ChangeKind.GRANT_ENTITLEMENT);

    private final Company company = new Company().worker(ADA, "Ada");
    private TargetSystem directory = Samples.system("Directory", new SystemMode.Act());
    private TargetSystem wiki = Samples.system("Wiki", new SystemMode.Act());

    @BeforeEach
    void adaHasTwoAccounts() {
        directory = company.save(directory);
        wiki = company.save(wiki);
        target(directory).declares(ALL, List.of()).account("ada", Samples.employee(ADA), "Staff", "Paint shop");
        target(wiki).declares(ALL, List.of()).account("ada-w", Samples.employee(ADA), "Readers");
        company.takeOver();
        company.read(directory);
        company.read(wiki);
    }

    private ScriptedTarget target(TargetSystem system) {
        return company.target(system);
    }

    private void leaves() {
        company.lastDay(ADA, "2026-03-01").takeOver();
    }

    private void staysAfterAll() {
        company.lastDay(ADA, "").takeOver();
    }

    private ProposeUndo.Outcome propose(Caller by) {
        return company.world.proposeUndo.handle(new ProposeUndo.Command(
                by,
                Samples.request(),
                company.findCase(ADA).orElseThrow().opening().id(),
                "HR sent the wrong row"));
    }

    private Undo.Proposed proposed() {
        return assertInstanceOf(
                Undo.Proposed.class,
                assertInstanceOf(ProposeUndo.Outcome.Recorded.class, propose(Company.OPERATOR))
                        .undo());
    }

    private DecideUndo.Outcome agree(Undo.Proposed proposed) {
        return company.world.decideUndo.handle(
                new DecideUndo.Command(Company.ADMIN, proposed.proposal().id(), true));
    }

    private void undo() {
        assertInstanceOf(DecideUndo.Outcome.Decided.class, agree(proposed()));
    }

    private Undo newest() {
        return assertInstanceOf(
                        ListUndos.Outcome.Listed.class,
                        company.world.listUndos.handle(new ListUndos.Command(
                                Company.AUDITOR,
                                company.findCase(ADA).orElseThrow().opening().id())))
                .undos()
                .getFirst();
    }

    private Undo undoOf(Undo earlier) {
        return company.world
                .ports
                .transactions()
                .call(now -> company.world.ports.undos().find(earlier.proposal().id()))
                .orElseThrow();
    }

    private List<String> parts() {
        List<Undo.Part> parts =
                switch (newest()) {
                    case Undo.Confirmed confirmed -> confirmed.parts();
                    case Undo.Completed completed -> completed.parts();
                    case Undo.Proposed proposed -> List.of();
                    case Undo.Declined declined -> List.of();
                };
        return parts.stream()
                .map(part -> part.gift().name() + " "
                        + switch (part.gift().access()) {
                            case Undo.Access.SignIn signIn -> "sign-in";
                            case Undo.Access.Membership membership -> membership.name();
                        }
                        + " " + part.state().label())
                .toList();
    }

    private List<Operation> operations() {
        Cause cause = new Cause(Cause.Kind.UNDO, newest().proposal().id().value());
        return company.world
                .ports
                .transactions()
                .call(now -> company.world.ports.operations().of(cause));
    }

    private void assertAdaIsBack() {
        assertTrue(target(directory).isEnabled("ada"));
        assertEquals(Set.of("Staff", "Paint shop"), target(directory).membershipsOf("ada"));
        assertTrue(target(wiki).isEnabled("ada-w"));
        assertEquals(Set.of("Readers"), target(wiki).membershipsOf("ada-w"));
    }

    private void assertAdaIsOut() {
        assertFalse(target(directory).isEnabled("ada"));
        assertEquals(Set.of(), target(directory).membershipsOf("ada"));
        assertFalse(target(wiki).isEnabled("ada-w"));
    }

    @Test
    void aPasswordThatWentWithTheSignInIsToBeIssuedAnew() {
        Set<ChangeKind> noReset = EnumSet.copyOf(ALL);
        noReset.remove(ChangeKind.RESET_SECRET);
        target(directory).declares(noReset, List.of()).losingPasswords();
        target(wiki).declares(noReset, List.of());
        leaves();
        staysAfterAll();
        List<Undo.Loss> losses = proposed().proposal().losses();
        assertEquals(
                List.of(Step.RESET_SECRET), losses.stream().map(Undo.Loss::step).toList());
        assertEquals(directory.id(), losses.getFirst().system());
    }

    @Test
    void twoPeopleGiveBackWhatAClosedCaseTookAndPasswordsAreToBeIssuedAnew() {
        leaves();
        assertEquals("closed", company.state(ADA));
        staysAfterAll();
        Undo.Proposed proposed = proposed();
        assertEquals(5, proposed.proposal().gifts().size());
        assertEquals(
                List.of(Step.RESET_SECRET, Step.RESET_SECRET),
                proposed.proposal().losses().stream().map(Undo.Loss::step).toList());
        company.world.work();
        assertAdaIsOut();
        agree(proposed);
        company.world.work();
        assertAdaIsBack();
        assertFalse(target(directory).isSecretKnown("ada"), "a password is issued anew");
        assertInstanceOf(Undo.Completed.class, newest());
        assertEquals(5, parts().stream().filter(part -> part.endsWith("given")).count(), parts()::toString);
        assertTrue(operations().stream().allMatch(Operation.Done.class::isInstance));
        assertEquals(1, company.events(EventType.UNDO_PROPOSED).size());
        assertEquals(1, company.events(EventType.UNDO_DECIDED).size());
        assertEquals(1, company.events(EventType.UNDO_COMPLETED).size());
    }

    @Test
    void whatPeopleHadToMendOfAWithdrawnCaseIsMended() {
        target(directory).refuses(ChangeKind.RESET_SECRET);
        leaves();
        staysAfterAll();
        assertEquals("withdrawn", company.state(ADA));
        assertEquals(
                List.of("open", "open"),
                company.exceptions(ADA, LeaverException.Kind.WITHDRAWN_AFTER_ACTION).stream()
                        .map(LeaverException::label)
                        .toList());
        undo();
        company.world.work();
        assertAdaIsBack();
        assertEquals(
                List.of("resolved", "resolved"),
                company.exceptions(ADA, LeaverException.Kind.WITHDRAWN_AFTER_ACTION).stream()
                        .map(LeaverException::label)
                        .toList());
    }

    @Test
    void aMistakenSuspensionIsLiftedAndItsOpenCaseWithdrawnInOneAction() {
        assertInstanceOf(
                SuspendPerson.Outcome.Suspended.class,
                company.world.suspendPerson.handle(new SuspendPerson.Command(
                        Company.OPERATOR, Samples.request(), company.person(ADA).id(), "Laptop stolen", false)));
        company.world.work();
        assertFalse(target(directory).isEnabled("ada"));
        assertEquals("open", company.state(ADA));
        undo();
        assertEquals("withdrawn", company.state(ADA));
        company.world.work();
        assertAdaIsBack();
        assertEquals(
                List.of("lifted"),
                company
                        .world
                        .ports
                        .transactions()
                        .call(now -> company.world.ports.suspensions().list(Optional.empty(), PageRequest.first()))
                        .items()
                        .stream()
                        .map(Suspension::label)
                        .toList());
    }

    @Test
    void whoIsOutByHrIsGivenNothingBack() {
        leaves();
        assertInstanceOf(ProposeUndo.Outcome.StillOut.class, propose(Company.OPERATOR));
        staysAfterAll();
        Undo.Proposed proposed = proposed();
        leaves();
        assertInstanceOf(DecideUndo.Outcome.StillOut.class, agree(proposed));
        company.world.work();
        assertAdaIsOut();
    }

    @Test
    void whoLeavesWhileItIsUnderWayGetsNothingMore() {
        leaves();
        staysAfterAll();
        target(directory).goDown("the target does not answer");
        undo();
        company.world.work();
        assertTrue(target(wiki).isEnabled("ada-w"));
        Undo first = assertInstanceOf(Undo.Confirmed.class, newest());
        company.lastDay(ADA, "2026-03-01").handIn();
        while (!(company.world.applyWorkerSnapshot.handle(new ApplyWorkerSnapshot.Command())
                instanceof ApplyWorkerSnapshot.Outcome.NothingToApply)) {
            // One share after the other.
        }
        target(directory).comeBack();
        company.world.pass(Duration.ofHours(1));
        company.world.pass(Duration.ofHours(1));
        assertAdaIsOut();
        assertTrue(
                target(directory).changes().stream().noneMatch(Change.EnableAccount.class::isInstance),
                "not even for a moment");
        assertInstanceOf(Undo.Completed.class, undoOf(first));
    }

    @Test
    void anAccountThatSomebodyElseShutBeforeStaysShut() {
        target(wiki).disable("ada-w");
        leaves();
        staysAfterAll();
        undo();
        company.world.work();
        assertTrue(target(directory).isEnabled("ada"));
        assertFalse(target(wiki).isEnabled("ada-w"));
        assertEquals(Set.of("Readers"), target(wiki).membershipsOf("ada-w"));
    }

    @Test
    void aLostReplyLosesNothingOfWhatStood() {
        target(directory).refuses(ChangeKind.RESET_SECRET);
        target(directory).losesNextReply();
        leaves();
        company.world.pass(Duration.ofMinutes(10));
        assertFalse(target(directory).isEnabled("ada"));
        staysAfterAll();
        undo();
        company.world.work();
        assertAdaIsBack();
    }

    @Test
    void whatStoodIsCommittedBeforeItIsTakenAway() {
        List<PreImage> seen = new ArrayList<>();
        target(directory).duringNextChange(() -> seen.addAll(keptNow()));
        leaves();
        assertFalse(target(directory).isEnabled("ada"));
        assertEquals(
                List.of(PreImage.SignIn.ENABLED),
                seen.stream().map(PreImage::signIn).toList());
        assertEquals(
                List.of("Staff", "Paint shop"),
                seen.getFirst().memberships().stream()
                        .map(PreImage.Membership::name)
                        .toList());
    }

    private List<PreImage> keptNow() {
        Cause cause = new Cause(
                Cause.Kind.LEAVER_CASE,
                company.findCase(ADA).orElseThrow().opening().id().value());
        return company.world.ports.transactions().call(now -> company.world.ports.operations().kept(cause).stream()
                .map(Operations.Kept::before)
                .toList());
    }

    @Test
    void aWorkerThatWasLostAfterItsCallLosesNothingOfWhatStood() {
        target(directory).goDown("the target does not answer");
        leaves();
        target(directory).comeBack();
        company.world.ports.transactions().advance(Duration.ofHours(1));
        ClaimOperations.Outcome.Claimed claimed = assertInstanceOf(
                ClaimOperations.Outcome.Claimed.class,
                company.world.claimOperations.handle(new ClaimOperations.Command(directory.id(), 8)));
        company.world.ports.transactions().advance(Duration.ofHours(1));
        for (Operation.Running operation : claimed.operations()) {
            // Whoever comes with an old claim changes the target and is not listened to.
            company.world.carryOutOperation.handle(new CarryOutOperation.Command(claimed.system(), operation));
        }
        company.world.work();
        staysAfterAll();
        undo();
        company.world.work();
        assertAdaIsBack();
    }

    @Test
    void nobodyAgreesAloneAndWhatLapsedIsProposedAnew() {
        leaves();
        staysAfterAll();
        Undo.Proposed proposed = proposed();
        assertInstanceOf(ProposeUndo.Outcome.AlreadyProposed.class, propose(Company.ADMIN));
        assertInstanceOf(
                DecideUndo.Outcome.DeciderIsProposer.class,
                company.world.decideUndo.handle(new DecideUndo.Command(
                        Company.OPERATOR, proposed.proposal().id(), true)));
        company.world.pass(Undo.STANDS_FOR);
        assertInstanceOf(DecideUndo.Outcome.Lapsed.class, agree(proposed));
        assertAdaIsOut();
        undo();
        company.world.work();
        assertAdaIsBack();
    }

    @Test
    void whatIsDeclinedGivesNothingBack() {
        leaves();
        staysAfterAll();
        Undo.Proposed proposed = proposed();
        company.world.decideUndo.handle(
                new DecideUndo.Command(Company.OPERATOR, proposed.proposal().id(), false));
        assertInstanceOf(DecideUndo.Outcome.AlreadyDecided.class, agree(proposed));
        company.world.work();
        assertAdaIsOut();
    }

    @Test
    void aProtectedAccountIsLeftToPeople() {
        leaves();
        staysAfterAll();
        protect("ada-w");
        undo();
        company.world.work();
        assertTrue(target(directory).isEnabled("ada"));
        assertFalse(target(wiki).isEnabled("ada-w"));
        assertEquals(
                2, parts().stream().filter(part -> part.endsWith("left-alone")).count());
        assertInstanceOf(Undo.Completed.class, newest());
    }

    @Test
    void anAccountThatIsProtectedWhileItIsUnderWayIsLeftToPeople() {
        leaves();
        staysAfterAll();
        target(wiki).goDown("the target does not answer");
        undo();
        company.world.work();
        protect("ada-w");
        target(wiki).comeBack();
        company.world.pass(Duration.ofHours(1));
        assertFalse(target(wiki).isEnabled("ada-w"));
        assertInstanceOf(Undo.Completed.class, newest());
    }

    private void protect(String nativeId) {
        company.world.protectAccount.handle(new ProtectAccount.Command(
                Company.ADMIN, company.account(wiki, nativeId).id(), "Needed in an emergency"));
    }

    @Test
    void aSystemThatIsNotInActHoldsItBackUntilItIs() {
        leaves();
        staysAfterAll();
        company.stepBack(wiki, new SystemMode.Notify());
        undo();
        company.world.work();
        assertTrue(target(directory).isEnabled("ada"));
        assertFalse(target(wiki).isEnabled("ada-w"));
        assertTrue(operations().stream().anyMatch(Operation.Withheld.class::isInstance));
        company.promote(wiki);
        company.world.work();
        assertAdaIsBack();
    }

    @Test
    void whatATargetRefusesIsTriedAgainUntilAPersonMendsIt() {
        leaves();
        staysAfterAll();
        target(directory).refuses(ChangeKind.GRANT_ENTITLEMENT);
        undo();
        company.world.work();
        assertEquals(
                2, parts().stream().filter(part -> part.endsWith("refused")).count());
        assertTrue(target(directory).isEnabled("ada"));
        target(directory).accepts();
        company.world.pass(Duration.ofHours(1));
        assertAdaIsBack();
        assertInstanceOf(Undo.Completed.class, newest());
    }

    @Test
    void whatAConnectorCannotGiveBackPeopleDoAndTheTargetShows() {
        leaves();
        staysAfterAll();
        target(wiki).declares(EnumSet.of(ChangeKind.DISABLE_ACCOUNT), List.of());
        undo();
        company.world.work();
        assertEquals(
                2, parts().stream().filter(part -> part.endsWith("refused")).count());
        target(wiki).enable("ada-w");
        target(wiki).join("ada-w", "Readers");
        company.world.pass(Duration.ofHours(1));
        assertInstanceOf(Undo.Completed.class, newest());
        assertAdaIsBack();
    }

    @Test
    void theGuardCountsWhatIsGivenBack() {
        leaves();
        staysAfterAll();
        company.world.ports.transactions().advance(Duration.ofDays(2));
        assertEquals(0, counted());
        undo();
        assertEquals(1, counted());
    }

    private long counted() {
        return company.world
                .ports
                .transactions()
                .call(now -> company.world.ports.guards().counted(directory.id(), now.minus(Duration.ofDays(1))));
    }
}

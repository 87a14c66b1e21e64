package dev.tenure.testkit.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.application.lifecycle.CertifyLeaver;
import dev.tenure.application.lifecycle.DecideStatement;
import dev.tenure.application.lifecycle.FlagBreaches;
import dev.tenure.application.lifecycle.ListStatements;
import dev.tenure.application.lifecycle.StateStep;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.connector.spi.ChangeKind;
import dev.tenure.connector.spi.ReadKind;
import dev.tenure.domain.audit.AuditEvent;
import dev.tenure.domain.audit.EventType;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.inventory.SystemMode;
import dev.tenure.domain.inventory.TargetSystem;
import dev.tenure.domain.lifecycle.CaseSystem;
import dev.tenure.domain.lifecycle.LeaverCertificate;
import dev.tenure.domain.lifecycle.LeaverCertificate.Verdict;
import dev.tenure.domain.lifecycle.LeaverException;
import dev.tenure.domain.lifecycle.Milestone;
import dev.tenure.domain.lifecycle.MilestoneState;
import dev.tenure.domain.lifecycle.SignIns;
import dev.tenure.domain.lifecycle.Statement;
import dev.tenure.domain.lifecycle.StatementId;
import dev.tenure.domain.lifecycle.Step;
import dev.tenure.domain.provisioning.Operation;
import dev.tenure.domain.provisioning.Work;
import dev.tenure.testkit.Company;
import dev.tenure.testkit.inventory.ScriptedTarget;
import dev.tenure.testkit.sample.Samples;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was done by hand on a target that cannot show it: stated by one person, confirmed by another, and never verified. */
final class StatementTest {

    private static final String ADA = "1001";
    private static final Duration LONG = Duration.ofHours(1);

    private final Company company = new Company().worker(ADA, "Ada");
    private TargetSystem directory = Samples.system("Directory", new SystemMode.Act());

    @BeforeEach
    void adaHasAnAccount() {
        directory = company.save(directory);
        target().account("ada", Samples.employee(ADA), "Staff");
        company.takeOver();
        company.read(directory);
    }

    private ScriptedTarget target() {
        return company.target(directory);
    }

    private void leaves() {
        company.lastDay(ADA, "2026-03-01").takeOver();
    }

    /** The lane comes round several times, whatever pauses it keeps. */
    private void timePasses() {
        for (int i = 0; i < 3; i++) {
            company.world.pass(LONG);
        }
    }

    private StateStep.Outcome state(Caller by, StateStep.What what) {
        return company.world.stateStep.handle(new StateStep.Command(
                by,
                Samples.request(),
                company.findCase(ADA).orElseThrow().opening().id(),
                what,
                company.world.now().minusSeconds(60),
                Optional.of("disabled in the vendor's console"),
                Optional.of("IT-7"),
                "The vendor's interface is shut down"));
    }

    private StateStep.What step(Step step) {
        return new StateStep.What.TakenStep(company.caseAccount(ADA, "ada").account(), step);
    }

    private StateStep.What listing() {
        return new StateStep.What.Listing(directory.id());
    }

    private StatementId stated(StateStep.What what) {
        return assertInstanceOf(StateStep.Outcome.Recorded.class, state(Company.OPERATOR, what))
                .statement()
                .claim()
                .id();
    }

    private DecideStatement.Outcome decide(Caller by, StatementId id, boolean agree) {
        return company.world.decideStatement.handle(new DecideStatement.Command(by, id, agree));
    }

    private StatementId confirmed(StateStep.What what) {
        StatementId id = stated(what);
        assertInstanceOf(DecideStatement.Outcome.Decided.class, decide(Company.ADMIN, id, true));
        return id;
    }

    private void everyStepConfirmed() {
        for (Step step : Step.values()) {
            if (company.caseAccount(ADA, "ada").needed().contains(step)) {
                confirmed(step(step));
            }
        }
    }

    private Statement statement(StatementId id) {
        return company.world
                .ports
                .transactions()
                .call(now -> company.world.ports.statements().find(id))
                .orElseThrow();
    }

    private List<String> statements() {
        return assertInstanceOf(
                        ListStatements.Outcome.Listed.class,
                        company.world.listStatements.handle(new ListStatements.Command(
                                Company.AUDITOR,
                                Optional.of(company.findCase(ADA)
                                        .orElseThrow()
                                        .opening()
                                        .id()),
                                Optional.empty(),
                                PageRequest.first())))
                .statements()
                .items()
                .stream()
                .map(named -> named.person() + ", " + named.system() + ", "
                        + named.statement().label())
                .distinct()
                .toList();
    }

    private LeaverCertificate certificate() {
        return assertInstanceOf(
                        CertifyLeaver.Outcome.Certified.class,
                        company.world.certifyLeaver.handle(new CertifyLeaver.Command(
                                Company.AUDITOR,
                                company.findCase(ADA).orElseThrow().opening().id())))
                .certificate();
    }

    private Verdict verdict(String what) {
        return certificate().lines().stream()
                .filter(line -> line.what().equals(what))
                .findFirst()
                .orElseThrow()
                .verdict();
    }

    private MilestoneState milestone(Milestone milestone) {
        return company.milestone(ADA, "ada", milestone);
    }

    private void flag() {
        company.world.flagBreaches.handle(new FlagBreaches.Command());
    }

    @Test
    void aCaseOnADeadTargetClosesOnWhatTwoPeopleStateAndItsCertificateSaysSo() {
        target().goDown("the target does not answer");
        leaves();
        everyStepConfirmed();
        assertInstanceOf(MilestoneState.Stated.class, milestone(Milestone.BLOCKED));
        assertEquals("open", company.state(ADA), "nobody looked for other accounts");
        confirmed(listing());
        assertEquals("closed", company.state(ADA));
        Verdict.ByHand byHand = assertInstanceOf(Verdict.ByHand.class, verdict("sign-in"));
        assertEquals(Company.OPERATOR.subject(), byHand.stated().statedBy());
        assertEquals(Company.ADMIN.subject(), byHand.stated().confirmedBy());
        assertEquals(
                Optional.of("disabled in the vendor's console"), byHand.stated().evidence());
        assertEquals(Optional.of("IT-7"), byHand.stated().ticket());
        assertTrue(certificate().complete());
        assertTrue(
                certificate().lines().stream().noneMatch(line -> line.verdict() instanceof Verdict.Gone),
                "nothing is gone on faith");
        assertInstanceOf(
                SignIns.Unavailable.class, company.caseAccount(ADA, "ada").signIns());
        assertEquals(List.of("Ada Sample, Directory, confirmed"), statements());
        assertTrue(company.operations(ADA).stream().noneMatch(Operation.Waiting.class::isInstance));
        String closing = company.events(EventType.LEAVER_CASE_CLOSED).getFirst().toString();
        assertTrue(closing.contains("stated by operator at"), closing);
        assertTrue(closing.contains("confirmed by admin at"), closing);
        timePasses();
        assertEquals("closed", company.state(ADA));
    }

    @Test
    void itMattersNotWhetherStepsOrTheLookingThroughAreStatedFirst() {
        target().goDown("the target does not answer");
        leaves();
        confirmed(listing());
        everyStepConfirmed();
        assertEquals("closed", company.state(ADA), "nobody waits for a log that cannot be read");
    }

    @Test
    void whatOnePersonSaysCountsForNothing() {
        target().goDown("the target does not answer");
        leaves();
        StatementId id = stated(step(Step.DISABLE));
        assertInstanceOf(MilestoneState.Due.class, milestone(Milestone.BLOCKED));
        assertInstanceOf(Verdict.Open.class, verdict("sign-in"));
        assertInstanceOf(DecideStatement.Outcome.DeciderIsStater.class, decide(Company.OPERATOR, id, true));
        assertInstanceOf(Statement.Waiting.class, statement(id));
        assertInstanceOf(DecideStatement.Outcome.Decided.class, decide(Company.ADMIN, id, false));
        assertInstanceOf(Statement.Declined.class, statement(id));
        assertInstanceOf(MilestoneState.Due.class, milestone(Milestone.BLOCKED));
        assertInstanceOf(StateStep.Outcome.Recorded.class, state(Company.OPERATOR, step(Step.DISABLE)), "said anew");
        assertEquals(2, company.events(EventType.LEAVER_STEP_STATED).size());
        assertEquals(1, company.events(EventType.LEAVER_STATEMENT_DECLINED).size());
    }

    @Test
    void theLeaverNeitherStatesNorDecidesUnderWhateverNameTheProviderKnowsThem() {
        target().goDown("the target does not answer");
        leaves();
        StatementId id = stated(step(Step.DISABLE));
        for (Caller leaver : List.of(
                Samples.caller("Ada@Sample.Example", Role.ADMINISTRATOR),
                Samples.caller(ADA, Role.ADMINISTRATOR),
                Samples.caller("ada", Role.OPERATOR),
                new Caller("0b7c", "ada@sample.example", Set.of(Role.OPERATOR)))) {
            assertInstanceOf(
                    StateStep.Outcome.StaterIsLeaver.class,
                    state(leaver, step(Step.REVOKE_MEMBERSHIPS)),
                    leaver::toString);
            assertInstanceOf(DecideStatement.Outcome.DeciderIsLeaver.class, decide(leaver, id, true), leaver::toString);
            assertInstanceOf(
                    DecideStatement.Outcome.DeciderIsLeaver.class, decide(leaver, id, false), leaver::toString);
        }
        assertInstanceOf(Statement.Waiting.class, statement(id));
    }

    @Test
    void aLieIsTakenBackByWhatTheTargetShowsAndTheStepIsOpenAgain() {
        target().declares(Set.of(ChangeKind.RESET_SECRET, ChangeKind.REVOKE_MEMBERSHIPS), List.of());
        target().refuses(ChangeKind.REVOKE_MEMBERSHIPS);
        leaves();
        StatementId shut = confirmed(step(Step.DISABLE));
        StatementId left = confirmed(step(Step.REVOKE_MEMBERSHIPS));
        assertInstanceOf(MilestoneState.Stated.class, milestone(Milestone.BLOCKED));
        timePasses();
        assertInstanceOf(Statement.Slipped.class, statement(shut));
        assertInstanceOf(Statement.Slipped.class, statement(left));
        assertInstanceOf(MilestoneState.Due.class, milestone(Milestone.BLOCKED));
        assertInstanceOf(Verdict.Open.class, verdict("sign-in"));
        assertEquals("open", company.state(ADA));
        AuditEvent slipped = company.events(EventType.LEAVER_STATEMENT_SLIPPED).getFirst();
        assertTrue(slipped.toString().contains("admin"), slipped::toString);
        assertTrue(target().isEnabled("ada"));
        assertInstanceOf(StateStep.Outcome.Recorded.class, state(Company.OPERATOR, step(Step.DISABLE)), "said anew");
    }

    @Test
    void aLieThatTheAttemptsMendIsOnRecordAsOne() {
        target().goDown("the target does not answer");
        leaves();
        StatementId shut = confirmed(step(Step.DISABLE));
        target().comeBack();
        timePasses();
        assertInstanceOf(Statement.Slipped.class, statement(shut), "the account was enabled");
        assertFalse(target().isEnabled("ada"), "the attempts went on");
        assertEquals("closed", company.state(ADA));
        assertInstanceOf(Verdict.Gone.class, verdict("sign-in"));
    }

    @Test
    void whatTheTargetShowsLaterReplacesWhatPeopleStated() {
        target().goDown("the target does not answer");
        leaves();
        StatementId shut = confirmed(step(Step.DISABLE));
        StatementId looked = confirmed(listing());
        target().disable("ada");
        target().comeBack();
        timePasses();
        assertInstanceOf(Statement.Shown.class, statement(shut));
        assertInstanceOf(Statement.Shown.class, statement(looked));
        assertEquals("closed", company.state(ADA));
        assertInstanceOf(Verdict.Gone.class, verdict("sign-in"));
        assertTrue(certificate().systems().getFirst().confirmedAt().isPresent());
        assertEquals(2, company.events(EventType.LEAVER_STATEMENT_OVER).size());
        assertEquals(0, company.events(EventType.LEAVER_STATEMENT_SLIPPED).size());
    }

    @Test
    void aConfirmingListingVerifiesWhatItShowsOfWhatPeopleStated() {
        target().declares(Set.of(ChangeKind.RESET_SECRET, ChangeKind.REVOKE_MEMBERSHIPS), List.of());
        target().refuses(ChangeKind.REVOKE_MEMBERSHIPS);
        leaves();
        confirmed(step(Step.DISABLE));
        target().disable("ada");
        target().leave("ada", "Staff");
        StatementId left = confirmed(step(Step.REVOKE_MEMBERSHIPS));
        company.world.work();
        assertEquals("closed", company.state(ADA));
        assertInstanceOf(Statement.Shown.class, statement(left));
        assertInstanceOf(Verdict.Gone.class, verdict("entitlements"));
        assertInstanceOf(Verdict.Gone.class, verdict("sign-in"));
    }

    @Test
    void anotherAccountThatAListingFindsTakesBackThatThereIsNone() {
        target().goDown("the target does not answer");
        leaves();
        everyStepConfirmedButOne();
        StatementId looked = confirmed(listing());
        target().account("ada-2", Samples.employee(ADA));
        target().comeBack();
        timePasses();
        assertInstanceOf(Statement.Slipped.class, statement(looked));
        assertFalse(target().isEnabled("ada-2"), "what was found is dealt with");
        assertEquals("closed", company.state(ADA));
    }

    private void everyStepConfirmedButOne() {
        confirmed(step(Step.DISABLE));
        confirmed(step(Step.RESET_SECRET));
    }

    @Test
    void aSessionThatIsStillLiveTakesBackThatAllAreEnded() {
        target().declares(Set.of(ChangeKind.DISABLE_ACCOUNT, ChangeKind.REVOKE_MEMBERSHIPS), List.of());
        target().reads(EnumSet.of(ReadKind.SESSIONS)).session("ada", "s1");
        leaves();
        StatementId ended = confirmed(step(Step.END_SESSIONS));
        timePasses();
        assertInstanceOf(Statement.Slipped.class, statement(ended));
        assertInstanceOf(MilestoneState.Due.class, milestone(Milestone.CONTAINED));
        assertEquals("open", company.state(ADA));
        target().dropSessions("ada");
        StatementId again = confirmed(step(Step.END_SESSIONS));
        timePasses();
        assertInstanceOf(Statement.Shown.class, statement(again));
        assertEquals("closed", company.state(ADA));
    }

    @Test
    void whatIsStatedNeitherEscalatesNorIsABreachAndItsTimeIsThatOfTheConfirmation() {
        target().goDown("the target does not answer");
        leaves();
        everyStepConfirmed();
        confirmed(listing());
        assertEquals("closed", company.state(ADA));
        AuditEvent event = company.events(EventType.LEAVER_STATEMENT_CONFIRMED).getFirst();
        assertTrue(event.toString().contains("late"), event::toString);
        assertEquals(0, company.events(EventType.LEAVER_MILESTONE_VERIFIED).size());
    }

    @Test
    void aBreachIsOverOnceTwoPeopleStateItAndTheStatementIsLate() {
        target().goDown("the target does not answer");
        leaves();
        company.world.ports.transactions().advance(Duration.ofDays(2));
        flag();
        assertEquals(3, company.exceptions(ADA, LeaverException.Kind.BREACH).size());
        confirmed(step(Step.DISABLE));
        assertTrue(assertInstanceOf(Verdict.ByHand.class, verdict("sign-in")).late());
        assertEquals(
                1,
                company.exceptions(ADA, LeaverException.Kind.BREACH).stream()
                        .filter(LeaverException.Resolved.class::isInstance)
                        .count());
        flag();
        assertEquals(3, company.exceptions(ADA, LeaverException.Kind.BREACH).size(), "no new one");
    }

    @Test
    void aRefusalOfWhatIsStatedCallsNobody() {
        target().refuses(ChangeKind.REVOKE_MEMBERSHIPS);
        leaves();
        assertEquals(List.of("REFUSED open"), company.exceptions(ADA));
        target().goDown("the target does not answer");
        confirmed(step(Step.REVOKE_MEMBERSHIPS));
        assertEquals(List.of("REFUSED resolved"), company.exceptions(ADA));
    }

    @Test
    void aStatementThatWaitsLapsesWithItsCase() {
        target().goDown("the target does not answer");
        leaves();
        StatementId id = stated(step(Step.DISABLE));
        company.lastDay(ADA, "").takeOver();
        assertEquals("withdrawn", company.state(ADA));
        assertInstanceOf(Statement.Lapsed.class, statement(id));
        assertInstanceOf(DecideStatement.Outcome.AlreadyDecided.class, decide(Company.ADMIN, id, true));
    }

    @Test
    void secondFactorsStayUntilTheTargetItselfShowsThatSignInIsGone() {
        target().declares(
                        Set.of(ChangeKind.DISABLE_ACCOUNT, ChangeKind.REVOKE_MEMBERSHIPS, ChangeKind.CLEAR_MFA),
                        List.of())
                .reads(EnumSet.of(ReadKind.MFA_METHODS))
                .factor("ada", "f1");
        target().refuses(ChangeKind.DISABLE_ACCOUNT);
        leaves();
        target().goDown("the target does not answer");
        confirmed(step(Step.DISABLE));
        assertEquals(0, company.operations(ADA, directory, Work.ClearMfa.class).size());
    }

    @Test
    void theSameRequestTwiceIsOneStatement() {
        target().goDown("the target does not answer");
        leaves();
        StateStep.Command command = new StateStep.Command(
                Company.OPERATOR,
                Samples.request(),
                company.findCase(ADA).orElseThrow().opening().id(),
                step(Step.DISABLE),
                company.world.now(),
                Optional.of("seen"),
                Optional.empty(),
                "Vendor is gone");
        assertEquals(company.world.stateStep.handle(command), company.world.stateStep.handle(command));
        assertEquals(1, company.events(EventType.LEAVER_STEP_STATED).size());
    }

    private CaseSystem caseSystem() {
        return company.findCase(ADA).orElseThrow().systems().getFirst();
    }

    @Test
    void aTargetThatIsStatedToBeLookedThroughIsStillListed() {
        target().goDown("the target does not answer");
        leaves();
        confirmed(listing());
        assertTrue(caseSystem().stated().isPresent());
        assertInstanceOf(
                Operation.Waiting.class,
                company.operations(ADA, directory, Work.ListAccounts.class).getFirst());
    }
}

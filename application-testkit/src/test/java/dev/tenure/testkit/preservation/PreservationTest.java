package dev.tenure.testkit.preservation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.preservation.DecideLegalHoldLift;
import dev.tenure.application.preservation.ListLegalHolds;
import dev.tenure.application.preservation.PlaceLegalHold;
import dev.tenure.application.preservation.Preservation;
import dev.tenure.application.preservation.ProposeLegalHoldLift;
import dev.tenure.connector.spi.ChangeKind;
import dev.tenure.domain.audit.EventType;
import dev.tenure.domain.inventory.SystemMode;
import dev.tenure.domain.inventory.TargetSystem;
import dev.tenure.domain.lifecycle.LeaverException;
import dev.tenure.domain.lifecycle.Milestone;
import dev.tenure.domain.lifecycle.MilestoneState;
import dev.tenure.domain.preservation.LegalHoldId;
import dev.tenure.testkit.Company;
import dev.tenure.testkit.sample.Samples;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What destroys waits for a grace period, a hand-over and the absence of a legal hold (SAF-5). */
final class PreservationTest {

    private static final String ADA = "1001";

    private final Company company = new Company().worker(ADA, "Ada");
    private TargetSystem forge = Samples.system("Forge", new SystemMode.Act());

    @BeforeEach
    void adaHasAnAccount() {
        forge = company.save(forge);
        company.target(forge).account("ada", Samples.employee(ADA), "Staff");
        company.takeOver();
        company.read(forge);
    }

    private void leaves() {
        company.lastDay(ADA, "2026-03-01").takeOver();
    }

    private boolean isShut() {
        return !company.target(forge).isEnabled("ada");
    }

    private boolean isMember() {
        return company.target(forge).membershipsOf("ada").equals(Set.of("Staff"));
    }

    private LegalHoldId place() {
        return assertInstanceOf(
                        PlaceLegalHold.Outcome.Placed.class,
                        company.world.placeLegalHold.handle(new PlaceLegalHold.Command(
                                Company.CONFIDENTIAL_HR,
                                Samples.request(),
                                company.person(ADA).id(),
                                "A matter")))
                .hold()
                .order()
                .id();
    }

    private void lift(LegalHoldId id) {
        assertInstanceOf(
                ProposeLegalHoldLift.Outcome.Recorded.class,
                company.world.proposeLegalHoldLift.handle(
                        new ProposeLegalHoldLift.Command(Company.CONFIDENTIAL_HR, id, "The matter is closed")));
        assertInstanceOf(
                DecideLegalHoldLift.Outcome.Decided.class,
                company.world.decideLegalHoldLift.handle(new DecideLegalHoldLift.Command(Company.ADMIN, id, true)));
    }

    private String detail(LeaverException.Kind kind) {
        return company.exceptions(ADA, kind).getFirst().finding().detail();
    }

    @Test
    void aStepThatDestroysWaitsForTheEndOfItsGracePeriodAndItsOwnerHears() {
        company.target(forge).destroys(ChangeKind.REVOKE_MEMBERSHIPS, "private forks");
        leaves();
        assertTrue(isShut(), "what destroys nothing waits for nothing");
        assertTrue(isMember());
        assertEquals(
                "owner-of-Forge",
                company.exceptions(ADA, LeaverException.Kind.PRESERVED)
                        .getFirst()
                        .finding()
                        .owner());
        assertTrue(detail(LeaverException.Kind.PRESERVED).contains("private forks"));
        company.world.pass(Preservation.GRACE.minusSeconds(1));
        assertTrue(isMember());
        company.world.pass(Duration.ofHours(1));
        assertFalse(isMember());
        assertEquals("closed", company.state(ADA));
        assertEquals(
                List.of("resolved"),
                company.exceptions(ADA, LeaverException.Kind.PRESERVED).stream()
                        .map(LeaverException::label)
                        .toList());
    }

    @Test
    void aLegalHoldKeepsItBeyondItsGracePeriodUntilTwoPeopleLiftIt() {
        company.target(forge).destroys(ChangeKind.REVOKE_MEMBERSHIPS, "private forks");
        LegalHoldId hold = place();
        leaves();
        company.world.pass(Preservation.GRACE.plusDays(5));
        assertTrue(isShut());
        assertTrue(isMember());
        assertTrue(detail(LeaverException.Kind.REFUSED).contains("a legal hold"));
        lift(hold);
        company.world.pass(Duration.ofHours(1));
        assertFalse(isMember());
        assertEquals("closed", company.state(ADA));
        assertEquals(1, company.events(EventType.LEGAL_HOLD_PLACED).size());
        assertEquals(1, company.events(EventType.LEGAL_HOLD_LIFT_PROPOSED).size());
        assertEquals(1, company.events(EventType.LEGAL_HOLD_LIFT_DECIDED).size());
    }

    @Test
    void whereShuttingOutIsWhatDestroysItIsDoneAtOnceUnlessALegalHoldStands() {
        company.target(forge).destroys(ChangeKind.DISABLE_ACCOUNT, "the mailbox");
        leaves();
        assertTrue(isShut());
        assertEquals("closed", company.state(ADA));
    }

    @Test
    void withALegalHoldWhatWouldDestroyTheOnlyContainmentIsSomebodysExceptionAndNothingElseWaits() {
        company.target(forge).destroys(ChangeKind.DISABLE_ACCOUNT, "the mailbox");
        LegalHoldId hold = place();
        leaves();
        assertFalse(isShut());
        assertFalse(company.target(forge).isSecretKnown("ada"), "what destroys nothing goes ahead");
        assertFalse(isMember());
        LeaverException.Finding finding =
                company.exceptions(ADA, LeaverException.Kind.REFUSED).getFirst().finding();
        assertEquals("owner-of-Forge", finding.owner());
        assertEquals(Optional.of(Milestone.BLOCKED), finding.milestone());
        assertInstanceOf(MilestoneState.Due.class, company.milestone(ADA, "ada", Milestone.BLOCKED));
        lift(hold);
        company.world.pass(Duration.ofHours(1));
        assertTrue(isShut());
    }

    @Test
    void aHoldThatIsPlacedLaterStopsWhatWasPlannedBefore() {
        company.target(forge).destroys(ChangeKind.REVOKE_MEMBERSHIPS, "private forks");
        leaves();
        company.world.pass(Duration.ofDays(3));
        place();
        company.world.pass(Preservation.GRACE);
        assertTrue(isMember());
    }

    @Test
    void whatHasNoSuccessorIsNotDestroyed() {
        company.target(forge).destroys(ChangeKind.REVOKE_MEMBERSHIPS, "private forks");
        leaves();
        company.world.withoutSuccessor.put(company.account(forge, "ada").id(), "a shared folder");
        company.world.pass(Preservation.GRACE.plusDays(1));
        assertTrue(isMember());
        assertTrue(detail(LeaverException.Kind.REFUSED).contains("a shared folder"));
        company.world.withoutSuccessor.clear();
        company.world.pass(Duration.ofHours(1));
        assertFalse(isMember());
    }

    @Test
    void whoProposedALiftDoesNotAgreeToItAndDeclinedItStandsAsBefore() {
        LegalHoldId hold = place();
        company.world.proposeLegalHoldLift.handle(
                new ProposeLegalHoldLift.Command(Company.CONFIDENTIAL_HR, hold, "The matter is closed"));
        assertInstanceOf(
                DecideLegalHoldLift.Outcome.DeciderIsProposer.class,
                company.world.decideLegalHoldLift.handle(
                        new DecideLegalHoldLift.Command(Company.CONFIDENTIAL_HR, hold, true)));
        company.world.decideLegalHoldLift.handle(new DecideLegalHoldLift.Command(Company.CONFIDENTIAL_HR, hold, false));
        assertEquals(
                List.of("in-force Ada Sample"),
                assertInstanceOf(
                                ListLegalHolds.Outcome.Listed.class,
                                company.world.listLegalHolds.handle(new ListLegalHolds.Command(
                                        Company.AUDITOR, Optional.empty(), PageRequest.first())))
                        .holds()
                        .items()
                        .stream()
                        .map(named -> named.hold().label() + " " + named.person())
                        .toList());
    }
}

package dev.tenure.domain.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.domain.lifecycle.CaseAccount.Treatment;
import dev.tenure.domain.lifecycle.LeaverCertificate.Verdict;
import dev.tenure.domain.provisioning.Artefact;
import dev.tenure.domain.reconciliation.AccountId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What two people state of a leaver's account is settled, and never verified. */
final class StatedStepsTest {

    private static final AccountId ADA = SampleCases.account(1);
    private static final Instant AT = SampleCases.OPENED.plusSeconds(60);
    private static final Stated PEOPLE = SampleCases.stated(AT);

    private static LeaverCase.Open needing(Step... needed) {
        return SampleCases.open(SampleCases.DIRECTORY)
                .add(ADA, SampleCases.DIRECTORY, "cn=ada", "ada", true, Treatment.ACT, Set.of(needed));
    }

    private static MilestoneState state(LeaverCase.Open open, Milestone milestone) {
        return open.account(ADA).orElseThrow().state(milestone);
    }

    private static List<Verdict> verdicts(LeaverCase leaverCase, String what) {
        return CertificateRules.draw(leaverCase, AT).lines().stream()
                .filter(line -> line.what().equals(what))
                .map(LeaverCertificate.Line::verdict)
                .toList();
    }

    @Test
    void aMilestoneIsStatedOnceWhatIsNotShownOfItIsStated() {
        LeaverCase.Open open = needing(Step.DISABLE, Step.END_SESSIONS, Step.RESET_SECRET, Step.REVOKE_MEMBERSHIPS)
                .stated(ADA, Step.END_SESSIONS, PEOPLE);
        assertInstanceOf(MilestoneState.Due.class, state(open, Milestone.CONTAINED));
        LeaverCase.Open settled = open.shown(ADA, Step.RESET_SECRET, AT.plusSeconds(1));
        assertEquals(
                new MilestoneState.Stated(SampleCases.SHUT_OUT_BY, AT.plusSeconds(1)),
                state(settled, Milestone.CONTAINED));
        assertFalse(settled.account(ADA).orElseThrow().isVerified(Milestone.CONTAINED));
        assertEquals(
                List.of(Step.END_SESSIONS), settled.account(ADA).orElseThrow().missing(Milestone.CONTAINED));
    }

    @Test
    void whatTheTargetShowsStandsInPlaceOfWhatPeopleState() {
        LeaverCase.Open open = needing(Step.DISABLE, Step.REVOKE_MEMBERSHIPS)
                .stated(ADA, Step.DISABLE, PEOPLE)
                .shown(ADA, Step.DISABLE, AT.plusSeconds(5));
        assertEquals(
                new MilestoneState.Verified(SampleCases.SHUT_OUT_BY, AT.plusSeconds(5)),
                state(open, Milestone.BLOCKED));
        assertEquals(Map.of(), open.account(ADA).orElseThrow().stated());
        assertEquals(open, open.stated(ADA, Step.DISABLE, PEOPLE), "what was shown stays shown");
    }

    @Test
    void aMilestoneWithoutStepsOfItsOwnIsStatedWithTheOneBeforeIt() {
        LeaverCase.Open open = needing(Step.DISABLE, Step.REVOKE_MEMBERSHIPS).stated(ADA, Step.DISABLE, PEOPLE);
        assertInstanceOf(MilestoneState.Stated.class, state(open, Milestone.BLOCKED));
        assertInstanceOf(MilestoneState.Stated.class, state(open, Milestone.CONTAINED));
        LeaverCase.Open slipped = open.slipped(ADA, Milestone.BLOCKED, AT);
        assertInstanceOf(MilestoneState.Due.class, state(slipped, Milestone.BLOCKED));
        assertInstanceOf(MilestoneState.Due.class, state(slipped, Milestone.CONTAINED));
        assertEquals(Map.of(), slipped.account(ADA).orElseThrow().stated());
    }

    @Test
    void aPartOfAMilestoneThatWasStatedSlipsToo() {
        LeaverCase.Open open = needing(Step.DISABLE, Step.END_SESSIONS, Step.RESET_SECRET, Step.REVOKE_MEMBERSHIPS)
                .stated(ADA, Step.END_SESSIONS, PEOPLE)
                .slipped(ADA, Milestone.CONTAINED, AT);
        assertEquals(Map.of(), open.account(ADA).orElseThrow().stated());
    }

    @Test
    void whatIsLeftAloneCannotBeStated() {
        LeaverCase.Open open = needing(Step.DISABLE, Step.REVOKE_MEMBERSHIPS).leaveAlone(ADA);
        assertEquals(open, open.stated(ADA, Step.DISABLE, PEOPLE));
    }

    @Test
    void aCaseClosesOverWhatIsStatedAndItsCertificateSaysSo() {
        Artefact session = new Artefact(
                Artefact.Kind.SESSION, "s1", "phone", Optional.empty(), Optional.empty(), Optional.empty());
        LeaverCase.Open open = needing(Step.DISABLE, Step.END_SESSIONS, Step.REVOKE_MEMBERSHIPS)
                .found(ADA, Map.of(Artefact.Kind.SESSION, List.of(session)), AT)
                .signIns(ADA, new SignIns.None(AT));
        for (Step step : List.of(Step.DISABLE, Step.END_SESSIONS, Step.REVOKE_MEMBERSHIPS)) {
            assertThrows(
                    IllegalStateException.class, () -> needing(Step.DISABLE).close(AT));
            open = open.stated(ADA, step, PEOPLE);
        }
        assertEquals(
                List.of(new LeaverCase.Obstacle.NotListed(SampleCases.DIRECTORY)),
                open.obstacles(),
                "nobody looked for accounts yet");
        LeaverCase.Closed closed = open.stated(SampleCases.DIRECTORY, PEOPLE).close(AT);
        LeaverCertificate certificate = CertificateRules.draw(closed, AT);
        assertTrue(certificate.complete());
        assertEquals(
                List.of(Optional.of(PEOPLE)),
                certificate.systems().stream()
                        .map(LeaverCertificate.SystemLine::stated)
                        .toList());
        for (String what : List.of("sign-in", "password", "phone", "entitlements")) {
            assertEquals(List.of(new Verdict.ByHand(PEOPLE, false)), verdicts(closed, what), what);
        }
        assertTrue(certificate.lines().stream().noneMatch(line -> line.verdict() instanceof Verdict.Gone));
    }

    @Test
    void fromAStatementNoDateFollowsForWhatCannotBeListed() {
        LeaverCase.Open open = needing(Step.DISABLE, Step.REVOKE_MEMBERSHIPS)
                .listed(SampleCases.DIRECTORY, List.of(new Unobservable("tickets", Duration.ofHours(10))), AT)
                .stated(ADA, Step.DISABLE, PEOPLE);
        assertEquals(List.of(new Verdict.ByHand(PEOPLE, false)), verdicts(open, "tickets"));
        assertEquals(
                List.of(new Verdict.NotObservable(AT.plusSeconds(1).plus(Duration.ofHours(10)))),
                verdicts(open.shown(ADA, Step.DISABLE, AT.plusSeconds(1)), "tickets"));
    }

    @Test
    void whatIsConfirmedAfterTheDeadlineIsLate() {
        Stated late = SampleCases.stated(SampleCases.SHUT_OUT_BY.plusSeconds(1));
        LeaverCase.Open open = needing(Step.DISABLE, Step.REVOKE_MEMBERSHIPS).stated(ADA, Step.DISABLE, late);
        assertEquals(List.of(new Verdict.ByHand(late, true)), verdicts(open, "sign-in"));
    }

    @Test
    void aListingTakesThePlaceOfWhatPeopleLookedThrough() {
        LeaverCase.Open open = needing(Step.DISABLE).stated(SampleCases.DIRECTORY, PEOPLE);
        assertFalse(open.system(SampleCases.DIRECTORY).orElseThrow().isUnlisted());
        for (LeaverCase.Open after : List.of(
                open.listed(SampleCases.DIRECTORY, List.of(), AT),
                open.confirmed(SampleCases.DIRECTORY, AT),
                open.unconfirmed(SampleCases.DIRECTORY))) {
            assertEquals(
                    Optional.empty(),
                    after.system(SampleCases.DIRECTORY).orElseThrow().stated());
        }
    }

    @Test
    void noClockRunsForWhatIsStated() {
        LeaverCase.Open open = needing(Step.DISABLE, Step.REVOKE_MEMBERSHIPS);
        Instant later = SampleCases.CLEAN_BY.plusSeconds(1);
        assertEquals(4, EscalationRules.reached(open, List.of(), later).size());
        LeaverCase.Open stated = open.stated(ADA, Step.DISABLE, PEOPLE)
                .stated(ADA, Step.REVOKE_MEMBERSHIPS, PEOPLE)
                .stated(SampleCases.DIRECTORY, PEOPLE);
        assertEquals(List.of(), EscalationRules.reached(stated, List.of(), later));
    }

    // The statement itself ---------------------------------------------------------------------------------------

    private static Statement.Claim claim(Instant doneAt, Optional<String> evidence, Optional<String> ticket) {
        return new Statement.Claim(
                new StatementId(new UUID(0, 1)),
                new LeaverCaseId(new UUID(0, 2)),
                new dev.tenure.domain.identity.IdentityId(new UUID(0, 3)),
                SampleCases.DIRECTORY,
                new Statement.About.TakenStep(ADA, "ada", Step.DISABLE),
                doneAt,
                evidence,
                ticket,
                "the target is gone",
                "first",
                AT);
    }

    @Test
    void nobodyConfirmsWhatTheyStated() {
        Statement.Waiting waiting =
                claim(AT, Optional.of("seen"), Optional.empty()).begin();
        assertThrows(IllegalArgumentException.class, () -> waiting.confirm("first", AT));
        assertEquals("second", waiting.confirm("second", AT).stated().confirmedBy());
        assertEquals("first", waiting.decline("first", AT).declinedBy(), "whoever stated it may take it back");
    }

    @Test
    void aStatementHasEvidenceAndIsOfThePast() {
        assertThrows(IllegalArgumentException.class, () -> claim(AT, Optional.empty(), Optional.empty()));
        assertThrows(
                IllegalArgumentException.class, () -> claim(AT.plusNanos(1), Optional.of("seen"), Optional.empty()));
    }
}

package dev.tenure.domain.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.domain.lifecycle.CaseAccount.Treatment;
import dev.tenure.domain.lifecycle.LeaverCertificate.Line;
import dev.tenure.domain.lifecycle.LeaverCertificate.SystemLine;
import dev.tenure.domain.lifecycle.LeaverCertificate.Verdict;
import dev.tenure.domain.provisioning.Artefact;
import dev.tenure.domain.reconciliation.AccountId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class CertificateRulesTest {

    private static final AccountId ADA = SampleCases.account(1);
    private static final Instant AT = SampleCases.OPENED.plusSeconds(60);
    private static final Instant NOW = SampleCases.OPENED.plusSeconds(90);
    private static final List<Unobservable> TICKETS =
            List.of(new Unobservable("Kerberos tickets", Duration.ofHours(10)));

    private static LeaverCase.Open withAda() {
        return SampleCases.open(SampleCases.DIRECTORY)
                .listed(SampleCases.DIRECTORY, TICKETS, AT)
                .add(ADA, SampleCases.DIRECTORY, "cn=ada", "ada", false, Treatment.ACT, Set.of(Step.values()));
    }

    private static List<Verdict> verdicts(LeaverCase leaverCase, String what) {
        return CertificateRules.draw(leaverCase, NOW).lines().stream()
                .filter(line -> line.what().equals(what))
                .map(Line::verdict)
                .toList();
    }

    @Test
    void everyThingOfEveryAccountHasALine() {
        LeaverCase.Open open = withAda()
                .add(
                        SampleCases.account(2),
                        SampleCases.DIRECTORY,
                        "cn=x",
                        "x",
                        true,
                        Treatment.ACT,
                        Set.of(Step.values()))
                .retains(ADA, List.of("Domain Users", "Everyone"));
        LeaverCertificate certificate = CertificateRules.draw(open, NOW);
        assertEquals(
                List.of(
                        "ada sign-in",
                        "ada password",
                        "ada sessions",
                        "ada keys, tokens and certificates",
                        "ada Kerberos tickets",
                        "ada second factors",
                        "ada entitlements",
                        "ada membership in Domain Users",
                        "ada membership in Everyone",
                        "x sign-in",
                        "x password",
                        "x sessions",
                        "x keys, tokens and certificates",
                        "x Kerberos tickets",
                        "x second factors",
                        "x entitlements"),
                certificate.lines().stream()
                        .map(l -> l.accountName() + " " + l.what())
                        .toList());
        assertEquals(open.opening(), certificate.opening());
        assertEquals("open", certificate.state());
        assertEquals(NOW, certificate.drawnAt());
        assertFalse(certificate.lines().get(0).knownBefore());
    }

    static Stream<Arguments> everyState() {
        Instant by = SampleCases.SHUT_OUT_BY;
        return Stream.of(
                Arguments.of(
                        new MilestoneState.Verified(by, AT),
                        new Verdict.Gone(AT, false),
                        new Verdict.NotObservable(AT.plus(Duration.ofHours(10)))),
                Arguments.of(
                        new MilestoneState.Verified(by, by.plusSeconds(1)),
                        new Verdict.Gone(by.plusSeconds(1), true),
                        new Verdict.NotObservable(by.plusSeconds(1).plus(Duration.ofHours(10)))),
                Arguments.of(
                        new MilestoneState.Due(by),
                        new Verdict.Open("not yet shown by the target"),
                        new Verdict.Open("sign-in is not shown to be gone")),
                Arguments.of(
                        new MilestoneState.LeftAlone(by),
                        new Verdict.Open("the account is protected"),
                        new Verdict.Open("the account is protected")),
                Arguments.of(
                        new MilestoneState.Withheld(by),
                        new Verdict.Open("the system is not in act"),
                        new Verdict.Open("the system is not in act")));
    }

    @ParameterizedTest(name = "{0}: {1}, hidden {2}")
    @MethodSource("everyState")
    void nothingIsGoneOnFaith(MilestoneState state, Verdict verdict, Verdict hidden) {
        LeaverCase.Open open = SampleCases.withState(
                SampleCases.open(SampleCases.DIRECTORY).listed(SampleCases.DIRECTORY, TICKETS, AT), ADA, state);
        assertEquals(List.of(verdict), verdicts(open, "sign-in"));
        assertEquals(List.of(verdict), verdicts(open, "password"));
        assertEquals(List.of(verdict), verdicts(open, "entitlements"));
        assertEquals(List.of(hidden), verdicts(open, "Kerberos tickets"));
    }

    @Test
    void whatTheTargetKeepsIsSaidAndDoesNotHinder() {
        LeaverCase.Open open = withAda().retains(ADA, List.of("Domain Users"));
        assertEquals(
                List.of(new Verdict.Retained("the target does not let it go")),
                verdicts(open, "membership in Domain Users"));
    }

    @Test
    void aCertificateIsCompleteWhenNothingIsOpenAndEverySystemConfirmed() {
        LeaverCase.Open open = withAda();
        for (Milestone milestone : Milestone.values()) {
            assertFalse(CertificateRules.draw(open, NOW).complete());
            open = open.verified(ADA, milestone, AT);
        }
        assertFalse(CertificateRules.draw(open, NOW).complete(), "the system is not confirmed");
        LeaverCase.Open awaiting = open.confirmed(SampleCases.DIRECTORY, AT);
        assertFalse(CertificateRules.draw(awaiting, NOW).complete(), "nobody has read who signed in");
        LeaverCase.Open confirmed = awaiting.signIns(ADA, new SignIns.None(AT));
        assertTrue(CertificateRules.draw(confirmed, NOW).complete());
        assertEquals(
                List.of(new SystemLine("Directory", 1, Optional.of(AT), Optional.of(AT), Optional.empty())),
                CertificateRules.draw(confirmed, NOW).systems());
        LeaverCase.Closed closed = confirmed.close(NOW);
        assertTrue(CertificateRules.draw(closed, NOW).complete());
        assertEquals("closed", CertificateRules.draw(closed, NOW).state());
    }

    @Test
    void aSystemWithoutAccountsHasALineOfItsOwn() {
        LeaverCertificate certificate =
                CertificateRules.draw(SampleCases.open(SampleCases.DIRECTORY, SampleCases.MAIL), NOW);
        assertEquals(
                List.of(
                        new SystemLine("Directory", 0, Optional.empty(), Optional.empty(), Optional.empty()),
                        new SystemLine("Mail", 0, Optional.empty(), Optional.empty(), Optional.empty())),
                certificate.systems());
        assertFalse(certificate.complete());
    }

    private static LeaverCase.Open needing(Step... needed) {
        return SampleCases.open(SampleCases.DIRECTORY)
                .add(ADA, SampleCases.DIRECTORY, "cn=ada", "ada", false, Treatment.ACT, Set.of(needed));
    }

    @Test
    void aPasswordThatTheTargetKeepsIsNeverCalledGone() {
        LeaverCase.Open open = needing(Step.DISABLE, Step.REVOKE_MEMBERSHIPS);
        assertEquals(List.of(new Verdict.Open("not yet shown by the target")), verdicts(open, "password"));
        assertEquals(
                List.of(new Verdict.Retained(
                        "the target does not let us change it: it gives nothing while sign-in is gone")),
                verdicts(open.shown(ADA, Step.DISABLE, AT), "password"));
    }

    @Test
    void everySessionAndKeyThatWasFoundHasALineOfItsOwn() {
        Artefact key = new Artefact(
                Artefact.Kind.CREDENTIAL, "key-1", "access key", Optional.empty(), Optional.empty(), Optional.empty());
        LeaverCase.Open open = needing(
                        Step.DISABLE, Step.REVOKE_CREDENTIALS, Step.RESET_SECRET, Step.REVOKE_MEMBERSHIPS)
                .found(ADA, Map.of(Artefact.Kind.CREDENTIAL, List.of(key)), AT);
        assertEquals(List.of(new Verdict.Open("not yet shown by the target")), verdicts(open, "access key"));
        assertEquals(List.of(), verdicts(open, "keys, tokens and certificates"));
        LeaverCase.Open gone = open.shown(ADA, Step.REVOKE_CREDENTIALS, AT);
        assertEquals(List.of(new Verdict.Gone(AT, false)), verdicts(gone, "access key"));
        assertEquals(
                Optional.of("key-1"),
                CertificateRules.draw(gone, NOW).lines().stream()
                        .filter(line -> line.what().equals("access key"))
                        .findFirst()
                        .orElseThrow()
                        .id());
        LeaverCase.Open back =
                gone.shown(ADA, Step.RESET_SECRET, AT).found(ADA, Map.of(Artefact.Kind.CREDENTIAL, List.of(key)), NOW);
        assertInstanceOf(Verdict.Open.class, verdicts(back, "access key").get(0));
    }
}

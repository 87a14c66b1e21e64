package dev.tenure.testkit.inspection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tenure.application.finding.Findings;
import dev.tenure.application.finding.FlagFindings;
import dev.tenure.application.finding.ListFindings;
import dev.tenure.application.inspection.HeldArtefact;
import dev.tenure.application.inspection.InspectAccounts;
import dev.tenure.application.inspection.Inspections;
import dev.tenure.application.inspection.ListCredentials;
import dev.tenure.application.inspection.ShowInspection;
import dev.tenure.application.inspection.Wanted;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.connector.spi.ReadKind;
import dev.tenure.domain.audit.EventType;
import dev.tenure.domain.finding.Finding;
import dev.tenure.domain.finding.FindingKind;
import dev.tenure.domain.inspection.InspectedKind;
import dev.tenure.domain.inspection.Inspection;
import dev.tenure.domain.inventory.SignInPolicy;
import dev.tenure.domain.inventory.SystemMode;
import dev.tenure.domain.inventory.TargetSystem;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.testkit.Company;
import dev.tenure.testkit.sample.Samples;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The product asks what accounts hold, keeps what it knows where a target will not say, and comes again later and later. */
final class InspectAccountsTest {

    private static final String ADA = "1001";
    private static final Set<ReadKind> ALL = EnumSet.of(ReadKind.CREDENTIALS, ReadKind.MFA_METHODS, ReadKind.SIGN_INS);
    private static final SignInPolicy POLICY = new SignInPolicy(
            Optional.of(30),
            Optional.empty(),
            Optional.empty(),
            true,
            List.of("Code Card"),
            Optional.of(List.of("saml")));

    private final Company company = new Company().worker(ADA, "Ada");
    private TargetSystem forge = Samples.asking(Samples.system("Forge", new SystemMode.Observe()), Optional.of(POLICY));

    @BeforeEach
    void adaHasAnAccount() {
        forge = company.save(forge);
        company.target(forge).reads(ALL).account("ada", Samples.employee(ADA));
        company.takeOver();
        company.read(forge);
    }

    private InspectAccounts.Outcome inspect(BooleanSupplier goesOn) {
        return company.world.inspectAccounts.handle(new InspectAccounts.Command(forge.id(), goesOn));
    }

    private InspectAccounts.Outcome.Inspected inspect() {
        return assertInstanceOf(InspectAccounts.Outcome.Inspected.class, inspect(() -> true));
    }

    private Inspections.Coverage coverage() {
        return assertInstanceOf(
                        ShowInspection.Outcome.Shown.class,
                        company.world.showInspection.handle(new ShowInspection.Command(Company.AUDITOR, forge.id())))
                .coverage();
    }

    private Inspection inspection() {
        AccountId ada = company.account(forge, "ada").id();
        return company.world
                .ports
                .transactions()
                .call(now -> company.world.ports.inspections().find(ada))
                .orElseThrow();
    }

    private List<HeldArtefact> credentials() {
        Wanted wanted = new Wanted(
                Optional.of(forge.id()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                false,
                Optional.empty(),
                false,
                Optional.empty());
        return assertInstanceOf(
                        ListCredentials.Outcome.Listed.class,
                        company.world.listCredentials.handle(
                                new ListCredentials.Command(Company.AUDITOR, wanted, PageRequest.first())))
                .items()
                .items();
    }

    private List<FindingKind> findings() {
        company.world.ports.transactions().advance(Duration.ofMinutes(15));
        while (company.world.flagFindings.handle(new FlagFindings.Command()) instanceof FlagFindings.Outcome.Scanned) {
            // One system after the other.
        }
        Findings.Filter open = new Findings.Filter(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of("open"),
                Optional.empty(),
                false,
                Optional.empty());
        return assertInstanceOf(
                        ListFindings.Outcome.Listed.class,
                        company.world.listFindings.handle(
                                new ListFindings.Command(Company.AUDITOR, open, PageRequest.first())))
                .findings()
                .items()
                .stream()
                .map(named -> named.finding())
                .map(Finding::facts)
                .map(Finding.Facts::kind)
                .sorted()
                .toList();
    }

    @Test
    void whatAnAccountHoldsIsReadAndReadAgainAfterADay() {
        company.target(forge).credential("ada", "k1").factor("ada", "f1");
        assertEquals(new InspectAccounts.Outcome.Inspected(1, 0, false), inspect());
        assertEquals(2, credentials().size());
        assertInstanceOf(InspectAccounts.Outcome.NothingDue.class, inspect(() -> true));
        company.target(forge).dropCredentials("ada");
        company.world.ports.transactions().advance(Duration.ofDays(1));
        assertEquals(new InspectAccounts.Outcome.Inspected(1, 0, false), inspect());
        assertEquals(1, credentials().size());
    }

    @Test
    void whatIsLessThanThePolicyAsksIsFoundAndClosesWithAnInspectionThatShowsItGone() {
        company.target(forge).credential("ada", "k1");
        assertEquals(List.of(), findings());
        inspect();
        assertEquals(List.of(FindingKind.MISSING_SECOND_FACTOR), findings());
        company.world.ports.transactions().advance(Duration.ofDays(31));
        company.target(forge).factor("ada", "f1").signIn("ada", "s1", company.world.now());
        inspect();
        assertEquals(
                List.of(FindingKind.OVERDUE_KEY, FindingKind.WEAK_SECOND_FACTOR, FindingKind.DIRECT_SIGN_IN),
                findings());
        company.target(forge).dropCredentials("ada");
        company.world.ports.transactions().advance(Duration.ofDays(1));
        inspect();
        assertEquals(List.of(FindingKind.WEAK_SECOND_FACTOR, FindingKind.DIRECT_SIGN_IN), findings());
        assertEquals(4, company.events(EventType.FINDING_OPENED).size());
        assertEquals(2, company.events(EventType.FINDING_CLOSED).size());
    }

    @Test
    void aRefusalKeepsWhatWasKnownAndTheOtherKindsAreReadAllTheSame() {
        company.target(forge).credential("ada", "k1");
        inspect();
        Inspection first = inspection();
        company.world.ports.transactions().advance(Duration.ofDays(1));
        company.target(forge).dropCredentials("ada");
        company.target(forge).refusesToRead(ReadKind.CREDENTIALS, "no right to list keys: grant it");
        assertEquals(new InspectAccounts.Outcome.Inspected(0, 1, false), inspect());
        assertEquals(1, credentials().size());
        Inspection second = inspection();
        assertEquals(Optional.of("no right to list keys: grant it"), second.error());
        assertEquals(
                first.readAt().get(InspectedKind.CREDENTIALS), second.readAt().get(InspectedKind.CREDENTIALS));
        assertEquals(second.triedAt(), second.readAt().get(InspectedKind.MFA_METHODS));
        assertEquals(
                Optional.of("no right to list keys: grant it"),
                coverage().error().map(Inspections.Failure::reason));
        assertEquals(1, coverage().failing());
        company.target(forge).letsReadAll();
        company.world.ports.transactions().advance(Inspection.FIRST_PAUSE);
        inspect();
        assertEquals(List.of(), credentials());
        assertEquals(0, coverage().failing());
        assertEquals(1, coverage().inspected());
    }

    @Test
    void thePauseAfterAFailureDoublesAndIsNeverLongerThanADay() {
        company.target(forge).refusesToRead(ReadKind.MFA_METHODS, "not now");
        Duration pause = Inspection.FIRST_PAUSE;
        for (int i = 0; i < 9; i++) {
            inspect();
            Duration waits =
                    Duration.between(inspection().triedAt(), inspection().nextAt());
            assertEquals(pause.compareTo(Duration.ofDays(1)) < 0 ? pause : Duration.ofDays(1), waits);
            company.world.ports.transactions().advance(waits.minusSeconds(10));
            assertInstanceOf(InspectAccounts.Outcome.NothingDue.class, inspect(() -> true));
            company.world.ports.transactions().advance(Duration.ofSeconds(10));
            pause = pause.multipliedBy(2);
        }
    }

    @Test
    void aTurnThatIsKilledBetweenAccountsLosesNothingOfWhatItRead() {
        company.target(forge).account("ben", Map.of()).account("cy", Map.of()).credential("ada", "k1");
        company.read(forge);
        AtomicInteger begun = new AtomicInteger();
        assertThrows(
                IllegalStateException.class,
                () -> inspect(() -> {
                    if (begun.incrementAndGet() > 2) {
                        throw new IllegalStateException("killed");
                    }
                    return true;
                }));
        assertEquals(2, coverage().inspected());
        assertEquals(1, coverage().waiting());
        assertEquals(new InspectAccounts.Outcome.Inspected(1, 0, false), inspect());
        assertEquals(3, coverage().inspected());
    }

    @Test
    void aTargetThatDoesNotAnswerEndsTheTurn() {
        company.target(forge).account("ben", Map.of());
        company.read(forge);
        company.target(forge).cannotReach(ReadKind.CREDENTIALS, "no answer");
        assertEquals(new InspectAccounts.Outcome.Inspected(0, 1, false), inspect());
        assertEquals(1, coverage().waiting());
    }

    @Test
    void aSystemThatWasNeverReadWholeOrTellsNothingIsNotInspected() {
        TargetSystem unread = company.save(Samples.system("Unread", new SystemMode.Observe()));
        company.target(unread).reads(ALL).account("ada", Map.of());
        assertInstanceOf(
                InspectAccounts.Outcome.NothingDue.class,
                company.world.inspectAccounts.handle(new InspectAccounts.Command(unread.id(), () -> true)));
        company.target(forge).reads(Set.of());
        assertInstanceOf(InspectAccounts.Outcome.NothingDue.class, inspect(() -> true));
    }

    @Test
    void aTurnTakesSoManyAccountsAndSaysThatThereAreMore() {
        for (int i = 0; i < 250; i++) {
            company.target(forge).account("a" + i, Map.of());
        }
        company.read(forge);
        assertEquals(new InspectAccounts.Outcome.Inspected(200, 0, true), inspect());
        assertEquals(new InspectAccounts.Outcome.Inspected(51, 0, false), inspect());
    }
}

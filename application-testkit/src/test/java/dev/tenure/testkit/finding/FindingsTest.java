package dev.tenure.testkit.finding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.application.finding.AcceptFinding;
import dev.tenure.application.finding.AssignFinding;
import dev.tenure.application.finding.Findings;
import dev.tenure.application.finding.FlagFindings;
import dev.tenure.application.finding.ListFindings;
import dev.tenure.application.finding.NamedFinding;
import dev.tenure.application.inventory.PreviewMode;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.provisioning.ReviseGuard;
import dev.tenure.application.provisioning.ShowGuard;
import dev.tenure.connector.spi.ChangeKind;
import dev.tenure.domain.audit.EventType;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.finding.Finding;
import dev.tenure.domain.finding.FindingKind;
import dev.tenure.domain.inventory.OutOfBandGrants;
import dev.tenure.domain.inventory.SystemMode;
import dev.tenure.domain.inventory.TargetSystem;
import dev.tenure.domain.provisioning.GuardLimit;
import dev.tenure.domain.provisioning.Work;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.domain.reconciliation.Protection;
import dev.tenure.testkit.Company;
import dev.tenure.testkit.sample.Samples;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The account nobody knew of is found, somebody has to see to it, and the read that shows it no more closes it. */
final class FindingsTest {

    private static final String ADA = "1001";

    private final Company company = new Company().worker(ADA, "Ada");
    private TargetSystem forge = Samples.system("Forge", new SystemMode.Act());

    @BeforeEach
    void adaHasAnAccount() {
        forge = company.save(forge);
        company.target(forge).account("ada", Samples.employee(ADA), "Staff");
        company.takeOver();
    }

    /** Reads the system and looks through it. */
    private void look() {
        company.read(forge);
        flag();
    }

    private int flag() {
        int changes = 0;
        while (company.world.flagFindings.handle(new FlagFindings.Command())
                instanceof FlagFindings.Outcome.Scanned scanned) {
            changes += scanned.changes();
        }
        return changes;
    }

    private List<NamedFinding> listed(Caller by, String state) {
        Findings.Filter filter = new Findings.Filter(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(state),
                Optional.empty(),
                false,
                Optional.empty());
        return assertInstanceOf(
                        ListFindings.Outcome.Listed.class,
                        company.world.listFindings.handle(new ListFindings.Command(by, filter, PageRequest.first())))
                .findings()
                .items();
    }

    private List<String> kinds(String state) {
        return listed(Company.AUDITOR, state).stream()
                .map(named -> named.finding().facts().kind() + " " + nativeId(named.finding()))
                .sorted()
                .toList();
    }

    private static String nativeId(Finding finding) {
        return finding.facts().name().replace("@target.example", "");
    }

    private Finding only(String state) {
        return listed(Company.AUDITOR, state).getFirst().finding();
    }

    @Test
    void anOrphanIsFoundOnceAndGoneWithTheReadThatShowsItNoMore() {
        company.target(forge).account("stray", Map.of());
        look();
        assertEquals(List.of("ORPHAN stray"), kinds("open"));
        look();
        look();
        assertEquals(1, company.events(EventType.FINDING_OPENED).size());
        company.target(forge).remove("stray");
        look();
        assertEquals(List.of(), kinds("open"));
        Finding.Closed closed = assertInstanceOf(Finding.Closed.class, only("closed"));
        assertNotEquals(closed.facts().read(), closed.gone().read());
        assertEquals(1, company.events(EventType.FINDING_CLOSED).size());
    }

    @Test
    void aLeaverWhoIsLetInAgainAfterTheCaseIsFoundAtTheNextRead() {
        look();
        company.lastDay(ADA, "2026-03-01").takeOver();
        company.world.pass(Duration.ofMinutes(5));
        assertEquals("closed", company.state(ADA));
        look();
        assertEquals(List.of(), kinds("open"));
        company.target(forge).enable("ada");
        look();
        assertEquals(List.of("LEAVER_REENABLED ada"), kinds("open"));
    }

    @Test
    void aGrantMadeOnTheTargetIsFoundUntilItIsGoneWhateverTheBaselineIsByThen() {
        look();
        company.target(forge).account("ada", Samples.employee(ADA), "Staff", "Administrators");
        company.world.pass(Duration.ofHours(1));
        look();
        assertTrue(kinds("open").contains("OUT_OF_BAND_GRANT ada"), () -> kinds("open")
                .toString());
        company.world.ports.transactions().call(now -> {
            TargetSystem system = company.world.ports.systems().find(forge.id()).orElseThrow();
            company.world.ports.systems().save(system.withBaseline(now));
            return now;
        });
        company.world.pass(Duration.ofHours(1));
        look();
        assertTrue(kinds("open").contains("OUT_OF_BAND_GRANT ada"), () -> kinds("open")
                .toString());
        company.target(forge).account("ada", Samples.employee(ADA), "Staff");
        look();
        assertEquals(List.of("OUT_OF_BAND_GRANT ada", "STANDING_PRIVILEGE ada"), kinds("closed"));
    }

    @Test
    void anAccountThatWasThereBeforeItsPersonIsTheirsAtTheNextLook() {
        company.target(forge).account("bob", Samples.employee("1002"));
        look();
        assertEquals(List.of("ORPHAN bob"), kinds("open"));
        company.worker("1002", "Bob").takeOver();
        company.world.pass(Duration.ofHours(1));
        flag();
        assertEquals(List.of(), kinds("open"));
        assertEquals(List.of("ORPHAN bob"), kinds("closed"));
        assertEquals(1, company.events(EventType.ACCOUNTS_CORRELATED).size());
    }

    /** Somebody is given privileged access on the target, past the product, after the baseline. */
    private void givenPastTheProduct() {
        look();
        company.target(forge).join("ada", "Administrators");
        company.world.pass(Duration.ofHours(1));
        look();
    }

    private void takesBack() {
        takesBack(new SystemMode.Act());
    }

    private void takesBack(SystemMode mode) {
        company.target(forge).declares(EnumSet.of(ChangeKind.REVOKE_ENTITLEMENT), List.of());
        TargetSystem was = company.now(forge);
        forge = company.save(new TargetSystem(
                was.id(),
                was.name(),
                was.owner(),
                was.classification(),
                was.sla(),
                was.identityProvider(),
                was.connector(),
                was.correlation(),
                was.classRules(),
                was.nonHuman(),
                OutOfBandGrants.TAKE_BACK,
                was.limits(),
                mode,
                was.registeredAt(),
                was.redirectedAt(),
                was.baselineAt(),
                was.mastery(),
                was.signInPolicy(),
                was.privilegedReviewDays(),
                was.version()));
    }

    @Test
    void whatWasGivenPastTheProductIsTakenBackWhereItsSystemSaysSo() {
        givenPastTheProduct();
        company.world.work();
        assertEquals(Set.of("Staff", "Administrators"), company.target(forge).membershipsOf("ada"), "it is told alone");
        takesBack();
        flagLater();
        company.world.work();
        assertEquals(Set.of("Staff"), company.target(forge).membershipsOf("ada"));
        assertTrue(kinds("open").contains("OUT_OF_BAND_GRANT ada"), "until a read shows it gone");
        company.world.pass(Duration.ofHours(1));
        look();
        assertEquals(List.of("OUT_OF_BAND_GRANT ada", "STANDING_PRIVILEGE ada"), kinds("closed"));
    }

    @Test
    void whoGivesItAgainBeforeAReadShowedItGoneGetsItTakenBackAgain() {
        takesBack();
        givenPastTheProduct();
        company.world.work();
        company.target(forge).join("ada", "Administrators");
        company.world.pass(Duration.ofHours(1));
        look();
        company.world.work();
        assertEquals(Set.of("Staff"), company.target(forge).membershipsOf("ada"));
    }

    @Test
    void whatIsProtectedOrAcceptedIsNotTakenBack() {
        takesBack();
        look();
        protect("ada");
        givenPastTheProduct();
        company.world.work();
        assertEquals(List.of(), company.target(forge).changes());
        Finding finding = listed(Company.AUDITOR, "open").stream()
                .map(NamedFinding::finding)
                .filter(f -> f.facts().kind() == FindingKind.OUT_OF_BAND_GRANT)
                .findFirst()
                .orElseThrow();
        assertInstanceOf(AcceptFinding.Outcome.Accepted.class, accept(finding, Company.ADMIN));
        unprotect("ada");
        flagLater();
        company.world.work();
        assertEquals(List.of(), company.target(forge).changes());
    }

    @Test
    void inNotifyItIsShownAndCountedAndTakenBackOnceTheSystemIsInAct() {
        takesBack(new SystemMode.Notify());
        givenPastTheProduct();
        flagLater();
        company.world.work();
        assertEquals(List.of(), company.target(forge).changes());
        assertEquals(List.of("Withheld"), takenBack(), "shown once");
        assertEquals(1, preview(), "what act would do");
        takesBack(new SystemMode.Act());
        flagLater();
        company.world.work();
        assertEquals(Set.of("Staff"), company.target(forge).membershipsOf("ada"));
        assertEquals(List.of("Cancelled", "Done"), takenBack());
    }

    @Test
    void theGuardCountsIt() {
        takesBack();
        guardLetsNobodyPass();
        givenPastTheProduct();
        company.world.work();
        assertEquals(List.of(), company.target(forge).changes());
        assertEquals(List.of("Held"), takenBack());
        flagLater();
        assertEquals(List.of("Held"), takenBack(), "not planned twice");
    }

    @Test
    void whatIsGoneMeanwhileIsNotTakenBack() {
        takesBack();
        guardLetsNobodyPass();
        givenPastTheProduct();
        company.target(forge).leave("ada", "Administrators");
        company.world.pass(Duration.ofHours(1));
        look();
        assertEquals(List.of("Cancelled"), takenBack());
    }

    private void guardLetsNobodyPass() {
        assertInstanceOf(
                ReviseGuard.Outcome.Revised.class,
                company.world.reviseGuard.handle(new ReviseGuard.Command(
                        Company.ADMIN,
                        forge.id(),
                        assertInstanceOf(
                                        ShowGuard.Outcome.Shown.class,
                                        company.world.showGuard.handle(
                                                new ShowGuard.Command(Company.AUDITOR, forge.id())))
                                .guard()
                                .version(),
                        new GuardLimit(0, 0, Duration.ofDays(1)))));
    }

    /** How many changes act would make. */
    private long preview() {
        return assertInstanceOf(
                        PreviewMode.Outcome.Previewed.class,
                        company.world.previewMode.handle(new PreviewMode.Command(Company.ADMIN, forge.id())))
                .preview()
                .operations();
    }

    private List<String> takenBack() {
        return company.world.ports.transactions().call(now -> company.world
                .ports
                .operations()
                .all()
                .filter(o -> o.plan().work() instanceof Work.RevokeEntitlement)
                .map(o -> o.getClass().getSimpleName())
                .sorted()
                .toList());
    }

    private void protect(String nativeId) {
        shield(nativeId, Optional.of(new Protection("Break glass", "somebody", company.world.now())));
    }

    private void unprotect(String nativeId) {
        shield(nativeId, Optional.empty());
    }

    private void shield(String nativeId, Optional<Protection> protection) {
        AccountId account = company.account(forge, nativeId).id();
        company.world.ports.transactions().call(now -> {
            company.world.ports.accounts().protect(account, protection);
            return now;
        });
    }

    private void flagLater() {
        company.world.pass(Duration.ofHours(1));
        flag();
    }

    @Test
    void nobodyAcceptsWhatIsWrongWithAnAccountOfTheirOwn() {
        company.target(forge).account("ada-admin", Samples.employee(ADA), "Staff");
        look();
        Finding second = listed(Company.AUDITOR, "open").stream()
                .map(NamedFinding::finding)
                .filter(finding -> nativeId(finding).equals("ada-admin"))
                .findFirst()
                .orElseThrow();
        assertInstanceOf(
                AcceptFinding.Outcome.OwnAccount.class, accept(second, Samples.caller(ADA, Role.ADMINISTRATOR)));
        assertInstanceOf(AcceptFinding.Outcome.Accepted.class, accept(second, Company.ADMIN));
    }

    private AcceptFinding.Outcome accept(Finding finding, Caller by) {
        return company.world.acceptFinding.handle(new AcceptFinding.Command(
                by,
                finding.facts().id(),
                company.world.now().plus(Duration.ofDays(1)),
                "An account for administration"));
    }

    @Test
    void anAcceptanceEndsByItselfWithoutARead() {
        company.target(forge).account("stray", Map.of());
        look();
        assertInstanceOf(
                AcceptFinding.Outcome.Accepted.class,
                company.world.acceptFinding.handle(new AcceptFinding.Command(
                        Company.OPERATOR,
                        only("open").facts().id(),
                        company.world.now().plus(Duration.ofDays(3)),
                        "The vendor needs it until Thursday")));
        company.world.pass(Duration.ofDays(2));
        flag();
        assertEquals(List.of("ORPHAN stray"), kinds("accepted"));
        company.world.pass(Duration.ofDays(1));
        flag();
        assertEquals(List.of("ORPHAN stray"), kinds("open"));
        assertEquals(1, company.events(EventType.FINDING_REOPENED).size());
    }

    @Test
    void whoOwnsAFindingSeesThatOneAndNoOther() {
        company.target(forge).account("one", Map.of()).account("other", Map.of());
        look();
        Caller owner = Samples.caller("owner-of-one", Role.REQUESTER);
        assertEquals(List.of(), listed(owner, "open"));
        Finding one = listed(Company.AUDITOR, "open").stream()
                .map(NamedFinding::finding)
                .filter(finding -> nativeId(finding).equals("one"))
                .findFirst()
                .orElseThrow();
        company.world.assignFinding.handle(
                new AssignFinding.Command(Company.ADMIN, one.facts().id(), owner.subject()));
        assertEquals(
                List.of(one.facts().id()),
                listed(owner, "open").stream()
                        .map(named -> named.finding().facts().id())
                        .toList());
        assertEquals(1, company.events(EventType.FINDING_ASSIGNED).size());
    }
}

package dev.tenure.testkit.privilege;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.application.finding.Findings;
import dev.tenure.application.finding.FlagFindings;
import dev.tenure.application.nonhuman.DecideNonHuman;
import dev.tenure.application.nonhuman.RequestNonHuman;
import dev.tenure.application.nonhuman.TransferNonHuman;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.privilege.ListPrivilegedPopulation;
import dev.tenure.application.privilege.ReviewPrivilege;
import dev.tenure.application.privilege.ShowPrivilegedAccount;
import dev.tenure.domain.audit.EventType;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.finding.Finding;
import dev.tenure.domain.finding.FindingKind;
import dev.tenure.domain.finding.Severity;
import dev.tenure.domain.identity.WorkerFeed.Fact;
import dev.tenure.domain.inventory.SystemMode;
import dev.tenure.domain.inventory.TargetSystem;
import dev.tenure.domain.nonhuman.NonHumanId;
import dev.tenure.domain.nonhuman.NonHumanKind;
import dev.tenure.domain.reconciliation.Account;
import dev.tenure.domain.reconciliation.PrivilegePicture;
import dev.tenure.domain.reconciliation.PrivilegeReview;
import dev.tenure.domain.reconciliation.ReviewAuthority;
import dev.tenure.testkit.Company;
import dev.tenure.testkit.sample.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Privileged access that nobody looks at for long is found, and is gone once somebody who may says that it stays. */
final class PrivilegeReviewsTest {

    private static final String ADA = "1001";
    private static final String BOSS = "1002";
    private static final String TOP = "1003";
    private static final int DAYS = 30;
    private static final Duration WITHIN = Duration.ofDays(DAYS);
    private static final String WHY = "she runs the directory";

    private final Company company = new Company()
            .worker(ADA, "Ada")
            .worker(BOSS, "Boss")
            .worker(TOP, "Top")
            .write(ADA, Fact.MANAGER_ID, BOSS)
            .write(BOSS, Fact.MANAGER_ID, TOP);
    private TargetSystem directory = Samples.reviewing(Samples.system("Directory", new SystemMode.Observe()), DAYS);

    @BeforeEach
    void adaIsAnAdministrator() {
        directory = company.save(directory);
        company.target(directory).account("ada", Samples.employee(ADA), "Administrators");
        company.takeOver();
        company.read(directory);
    }

    private Account ada() {
        return company.account(directory, "ada");
    }

    private static Caller by(String subject) {
        return Samples.caller(subject, Role.APPROVER);
    }

    private ReviewPrivilege.Outcome review(Caller by, Account account) {
        Set<String> seen = shown(Company.AUDITOR, account).picture().stream()
                .flatMap(picture -> picture.held().stream())
                .map(PrivilegePicture.Held::nativeId)
                .collect(Collectors.toSet());
        return company.world.reviewPrivilege.handle(new ReviewPrivilege.Command(by, account.id(), seen, WHY));
    }

    private PrivilegeReview reviewed(Caller by, Account account) {
        return assertInstanceOf(ReviewPrivilege.Outcome.Reviewed.class, review(by, account))
                .review();
    }

    private ShowPrivilegedAccount.Outcome show(Caller by, Account account) {
        return company.world.showPrivilegedAccount.handle(
                new ShowPrivilegedAccount.Command(by, account.id(), PageRequest.first()));
    }

    private ShowPrivilegedAccount.Outcome.Shown shown(Caller by, Account account) {
        return assertInstanceOf(ShowPrivilegedAccount.Outcome.Shown.class, show(by, account));
    }

    private void pass(Duration time) {
        company.world.ports.transactions().advance(time);
    }

    /** What stands of it after whatever is due was looked through. */
    private List<Finding> findings() {
        while (company.world.flagFindings.handle(new FlagFindings.Command()) instanceof FlagFindings.Outcome.Scanned) {
            // One system after the other.
        }
        return company.world.ports.transactions().call(now -> company.world
                .ports
                .findings()
                .list(
                        new Findings.Filter(
                                Optional.of(directory.id()),
                                Optional.of(FindingKind.UNREVIEWED_PRIVILEGE),
                                Optional.empty(),
                                Optional.of("open"),
                                Optional.empty(),
                                false,
                                Optional.empty()),
                        now,
                        PageRequest.first())
                .items());
    }

    @Test
    void whatNobodyLookedAtIsFoundAndIsGoneAtOnceWhenSomebodyDidUntilItIsDueAgain() {
        Instant since = company.world.now();
        pass(WITHIN.minusSeconds(1));
        assertEquals(List.of(), findings(), "it is not due yet");
        pass(Duration.ofMinutes(16));
        Finding found = findings().getFirst();
        assertEquals(Severity.HIGH, found.facts().severity());
        assertEquals(
                Optional.of(new Finding.Unreviewed(since, Optional.empty())),
                found.facts().unreviewed());
        Instant looked = reviewed(Company.ADMIN, ada()).at();
        assertEquals(List.of(), findings(), "nobody waits for the next read or the next quarter of an hour");
        assertEquals(1, company.events(EventType.PRIVILEGE_REVIEWED).size());
        pass(WITHIN.minusMinutes(1));
        assertEquals(List.of(), findings());
        pass(Duration.ofMinutes(16));
        assertEquals(
                Optional.of(new Finding.Unreviewed(since, Optional.of(looked))),
                findings().getFirst().facts().unreviewed());
    }

    @Test
    void whoWasNotPrivilegedInBetweenIsLookedAtOverTheWholeTimeOnly() {
        pass(Duration.ofDays(20));
        company.target(directory).account("ada", Samples.employee(ADA));
        company.read(directory);
        pass(Duration.ofDays(5));
        company.target(directory).account("ada", Samples.employee(ADA), "Administrators");
        company.read(directory);
        pass(Duration.ofDays(10));
        assertEquals(1, findings().size(), "she was 30 days ago and is now");
        pass(Duration.ofDays(15));
        assertEquals(List.of(), findings(), "she was not 30 days ago");
        pass(Duration.ofDays(6));
        assertEquals(1, findings().size());
    }

    @Test
    void aSystemThatAsksForNoneHasNone() {
        TargetSystem other = company.system("Other", new SystemMode.Observe());
        company.target(other).account("ada", Samples.employee(ADA), "Administrators");
        company.read(other);
        pass(Duration.ofDays(400));
        assertEquals(
                Set.of(directory.id()),
                findings().stream().map(f -> f.facts().system()).collect(Collectors.toSet()));
        assertEquals(
                1,
                company.events(EventType.FINDING_OPENED).stream()
                        .filter(event -> event.fields().toString().contains("UNREVIEWED_PRIVILEGE"))
                        .count());
    }

    @Test
    void whoeverMayIsWrittenDownWithTheAuthorityThatHoldsFirst() {
        assertEquals(
                ReviewAuthority.SYSTEM_OWNER,
                reviewed(Samples.caller(directory.owner(), Role.ADMINISTRATOR), ada())
                        .authority());
        assertEquals(ReviewAuthority.MANAGER, reviewed(by(BOSS), ada()).authority());
        assertEquals(
                ReviewAuthority.MANAGER,
                reviewed(by("boss@sample.example"), ada()).authority());
        assertEquals(
                ReviewAuthority.ADMINISTRATOR, reviewed(Company.ADMIN, ada()).authority());
        assertEquals(4, shown(Company.AUDITOR, ada()).reviews().items().size());
        for (Caller other : List.of(Company.OPERATOR, by(TOP), by("somebody"))) {
            assertInstanceOf(ReviewPrivilege.Outcome.NotAllowed.class, review(other, ada()));
        }
        assertInstanceOf(
                ReviewPrivilege.Outcome.NotAllowed.class,
                review(Samples.caller(directory.owner(), Role.AUDITOR), ada()),
                "an auditor changes nothing");
    }

    @Test
    void whoeverMayDecideIsShownTheAccountAndNobodyElseIs() {
        assertEquals(
                Optional.of(ReviewAuthority.MANAGER), shown(by(BOSS), ada()).authority());
        assertEquals(Optional.empty(), shown(Company.OPERATOR, ada()).authority());
        assertInstanceOf(ShowPrivilegedAccount.Outcome.NotAllowed.class, show(by(TOP), ada()));
        assertInstanceOf(
                ShowPrivilegedAccount.Outcome.NotAllowed.class,
                show(Samples.caller(directory.owner()), ada()),
                "without a role nobody sees anything");
    }

    @Test
    void theNextAboveDecidesWhereTheManagerIsOut() {
        company.lastDay(BOSS, "2026-02-27").takeOver();
        assertInstanceOf(ReviewPrivilege.Outcome.NotAllowed.class, review(by(BOSS), ada()));
        assertEquals(ReviewAuthority.MANAGER, reviewed(by(TOP), ada()).authority());
    }

    @Test
    void nobodySaysThatTheirOwnStays() {
        for (String name : List.of("ada", ADA, "Ada@Sample.Example")) {
            Caller self = Samples.caller(name, Role.ADMINISTRATOR);
            assertInstanceOf(ReviewPrivilege.Outcome.OwnAccount.class, review(self, ada()), name);
            assertTrue(shown(self, ada()).own());
            assertEquals(Optional.empty(), shown(self, ada()).authority());
        }
        TargetSystem owned =
                company.save(Samples.system("Owned", new SystemMode.Observe()).ownedBy("ada@sample.example"));
        company.target(owned).account("a-sample", Samples.employee(ADA), "Administrators");
        company.read(owned);
        assertInstanceOf(
                ReviewPrivilege.Outcome.OwnAccount.class,
                review(by("ada@sample.example"), company.account(owned, "a-sample")));
    }

    @Test
    void whoAnswersForAMachineDoesNotSayThatItsStays() {
        company.target(directory).account("svc-mail", Map.of(), "Administrators");
        company.read(directory);
        Account machine = company.account(directory, "svc-mail");
        NonHumanId id = assertInstanceOf(
                        RequestNonHuman.Outcome.Recorded.class,
                        company.world.requestNonHuman.handle(new RequestNonHuman.Command(
                                Samples.caller("requester", Role.REQUESTER),
                                Samples.request(),
                                NonHumanKind.SERVICE_ACCOUNT,
                                "Mail gateway",
                                "to carry the mail",
                                company.person(ADA).id(),
                                Optional.of(machine.id()))))
                .nonHuman()
                .terms()
                .id();
        company.world.decideNonHuman.handle(
                new DecideNonHuman.Command(Company.OPERATOR, id, new DecideNonHuman.Decision.Approve()));
        Caller owner = Samples.caller("ada@sample.example", Role.ADMINISTRATOR);
        assertInstanceOf(ReviewPrivilege.Outcome.OwnAccount.class, review(owner, machine));
        company.world.transferNonHuman.handle(new TransferNonHuman.Command(
                Company.OPERATOR, id, company.person(BOSS).id(), "she moved on"));
        assertEquals(ReviewAuthority.ADMINISTRATOR, reviewed(owner, machine).authority());
        assertInstanceOf(
                ReviewPrivilege.Outcome.OwnAccount.class, review(Samples.caller(BOSS, Role.ADMINISTRATOR), machine));
    }

    @Test
    void whatIsHeldSinceThePageWasReadIsNotSaidToStay() {
        company.target(directory).account("ada", Samples.employee(ADA), "Administrators", "administrators (backup)");
        company.read(directory);
        Set<String> seen = Set.of("Administrators");
        assertInstanceOf(
                ReviewPrivilege.Outcome.Reviewed.class,
                company.world.reviewPrivilege.handle(new ReviewPrivilege.Command(Company.ADMIN, ada().id(), seen, WHY)),
                "what is not privileged is not looked at");
        company.target(directory).account("ada", Samples.employee(ADA));
        company.read(directory);
        assertInstanceOf(
                ReviewPrivilege.Outcome.NotPrivileged.class,
                company.world.reviewPrivilege.handle(
                        new ReviewPrivilege.Command(Company.ADMIN, ada().id(), seen, WHY)));
        company.target(directory).account("ada", Samples.employee(ADA), "Administrators");
        company.read(directory);
        ReviewPrivilege.Outcome.PictureChanged changed = assertInstanceOf(
                ReviewPrivilege.Outcome.PictureChanged.class,
                company.world.reviewPrivilege.handle(
                        new ReviewPrivilege.Command(Company.ADMIN, ada().id(), Set.of(), WHY)));
        assertEquals(
                List.of("Administrators"),
                changed.now().held().stream().map(PrivilegePicture.Held::name).toList());
        assertEquals(1, company.events(EventType.PRIVILEGE_REVIEWED).size(), "nothing was written down of the others");
    }

    @Test
    void whatWasSaidStaysWhenTheAccountIsGone() {
        Account account = ada();
        PrivilegeReview review = reviewed(Company.ADMIN, account);
        company.target(directory).account("another", Map.of());
        company.target(directory).remove("ada");
        company.read(directory);
        assertEquals(List.of(review), shown(Company.AUDITOR, account).reviews().items());
        assertEquals(Optional.empty(), shown(Company.AUDITOR, account).picture());
        assertInstanceOf(ReviewPrivilege.Outcome.Unknown.class, review(Company.ADMIN, account));
    }

    @Test
    void thePopulationSaysWhoLookedLast() {
        assertTrue(population(Optional.empty()).reviews().isEmpty());
        Instant before = company.world.now();
        pass(Duration.ofHours(1));
        PrivilegeReview review = reviewed(Company.ADMIN, ada());
        assertEquals(Map.of(ada().id(), review), population(Optional.empty()).reviews());
        assertFalse(population(Optional.of(before)).spans().items().isEmpty());
        assertTrue(population(Optional.of(before)).reviews().isEmpty(), "nobody had looked by then");
    }

    private ListPrivilegedPopulation.Outcome.Listed population(Optional<Instant> at) {
        return assertInstanceOf(
                ListPrivilegedPopulation.Outcome.Listed.class,
                company.world.listPrivilegedPopulation.handle(new ListPrivilegedPopulation.Command(
                        Company.AUDITOR, at, Optional.of(directory.id()), false, PageRequest.first())));
    }
}

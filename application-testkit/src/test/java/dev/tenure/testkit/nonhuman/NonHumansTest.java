package dev.tenure.testkit.nonhuman;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.application.finding.Findings;
import dev.tenure.application.finding.FlagFindings;
import dev.tenure.application.finding.ListFindings;
import dev.tenure.application.nonhuman.DecideNonHuman;
import dev.tenure.application.nonhuman.ListNonHumans;
import dev.tenure.application.nonhuman.NonHumans;
import dev.tenure.application.nonhuman.RequestNonHuman;
import dev.tenure.application.nonhuman.RetireNonHuman;
import dev.tenure.application.nonhuman.TransferNonHuman;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.reconciliation.LinkAccount;
import dev.tenure.domain.audit.EventType;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.identity.Employment;
import dev.tenure.domain.identity.Identity;
import dev.tenure.domain.identity.IdentityKind;
import dev.tenure.domain.inventory.NamePattern;
import dev.tenure.domain.inventory.SystemMode;
import dev.tenure.domain.inventory.TargetSystem;
import dev.tenure.domain.nonhuman.NonHuman;
import dev.tenure.domain.nonhuman.NonHumanId;
import dev.tenure.domain.nonhuman.NonHumanKind;
import dev.tenure.domain.reconciliation.Account;
import dev.tenure.testkit.Company;
import dev.tenure.testkit.sample.Samples;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** IDN-2: a service account is there for a purpose and has an owner, and what nobody answers for is found. */
final class NonHumansTest {

    private static final String ADA = "1001";
    private static final String EVE = "1002";
    private static final Caller REQUESTER = Samples.caller("requester", Role.REQUESTER);

    private final Company company = new Company().worker(ADA, "Ada").worker(EVE, "Eve");
    private TargetSystem directory = named(Samples.system("Directory", new SystemMode.Act()));

    private static TargetSystem named(TargetSystem plain) {
        return new TargetSystem(
                plain.id(),
                plain.name(),
                plain.owner(),
                plain.classification(),
                plain.sla(),
                plain.identityProvider(),
                plain.connector(),
                plain.correlation(),
                plain.classRules(),
                List.of(new NamePattern("svc-*")),
                plain.outOfBandGrants(),
                plain.limits(),
                plain.mode(),
                plain.registeredAt(),
                plain.redirectedAt(),
                plain.baselineAt(),
                plain.mastery(),
                plain.signInPolicy(),
                plain.privilegedReviewDays(),
                plain.version());
    }

    @BeforeEach
    void theDirectoryHoldsAnAccountOfAProgram() {
        directory = company.save(directory);
        company.takeOver();
        company.target(directory).account("ada", Samples.employee(ADA));
        company.target(directory).account("svc-mail", Map.of());
        company.target(directory).account("stray", Map.of());
        company.read(directory);
    }

    private NonHumanId ask(Optional<Account> account) {
        return assertInstanceOf(
                        RequestNonHuman.Outcome.Recorded.class,
                        company.world.requestNonHuman.handle(new RequestNonHuman.Command(
                                REQUESTER,
                                Samples.request(),
                                NonHumanKind.SERVICE_ACCOUNT,
                                "Mail gateway",
                                "to carry the mail",
                                company.person(ADA).id(),
                                account.map(Account::id))))
                .nonHuman()
                .terms()
                .id();
    }

    private NonHuman.Active approved() {
        return assertInstanceOf(
                NonHuman.Active.class,
                assertInstanceOf(
                                DecideNonHuman.Outcome.Decided.class,
                                company.world.decideNonHuman.handle(new DecideNonHuman.Command(
                                        Company.OPERATOR,
                                        ask(Optional.of(account())),
                                        new DecideNonHuman.Decision.Approve())))
                        .nonHuman());
    }

    private Account account() {
        return company.account(directory, "svc-mail");
    }

    private Identity identity(NonHuman.Active active) {
        return company.world
                .ports
                .transactions()
                .call(now ->
                        company.world.ports.identities().find(active.approval().identity()))
                .orElseThrow();
    }

    private List<String> found() {
        company.read(directory);
        while (company.world.flagFindings.handle(new FlagFindings.Command()) instanceof FlagFindings.Outcome.Scanned) {
            // One system after the other.
        }
        return assertInstanceOf(
                        ListFindings.Outcome.Listed.class,
                        company.world.listFindings.handle(new ListFindings.Command(
                                Company.AUDITOR,
                                new Findings.Filter(
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.of("open"),
                                        Optional.empty(),
                                        false,
                                        Optional.empty()),
                                PageRequest.first())))
                .findings()
                .items()
                .stream()
                .map(named -> named.finding().facts().kind() + " "
                        + named.finding().facts().name().replace("@target.example", ""))
                .sorted()
                .toList();
    }

    private void transfer(Caller by, NonHuman.Active active, String to) {
        assertInstanceOf(
                TransferNonHuman.Outcome.Transferred.class,
                company.world.transferNonHuman.handle(new TransferNonHuman.Command(
                        by, active.terms().id(), company.person(to).id(), "she runs the mail now")));
    }

    @Test
    void nothingIsThereBeforeAnotherPersonApproved() {
        NonHumanId id = ask(Optional.of(account()));
        assertEquals(Optional.empty(), account().identity());
        assertInstanceOf(
                DecideNonHuman.Outcome.DeciderIsRequester.class,
                company.world.decideNonHuman.handle(new DecideNonHuman.Command(
                        Samples.caller("requester", Role.ADMINISTRATOR), id, new DecideNonHuman.Decision.Approve())));
        assertEquals(List.of(), company.events(EventType.NON_HUMAN_APPROVED));
    }

    @Test
    void whatIsApprovedIsAnIdentityWithTheAccountThatItWasAskedFor() {
        NonHuman.Active active = approved();
        Identity identity = identity(active);
        assertEquals(active.approval().identity(), identity.id());
        assertEquals(IdentityKind.NON_HUMAN, identity.profile().kind());
        assertEquals("Mail gateway", identity.profile().displayName());
        assertInstanceOf(Employment.Active.class, identity.employment());
        assertEquals(Optional.of(identity.id()), account().identity());
        assertEquals(1, company.events(EventType.ACCOUNT_LINKED).size());
        company.read(directory);
        assertEquals(Optional.of(identity.id()), account().identity(), "what a person says holds after a read");
    }

    @Test
    void anotherAccountIsLinkedToItByHand() {
        NonHuman.Active active = approved();
        assertInstanceOf(
                LinkAccount.Outcome.Linked.class,
                company.world.linkAccount.handle(new LinkAccount.Command(
                        Company.OPERATOR,
                        company.account(directory, "stray").id(),
                        active.approval().identity(),
                        "its spare account")));
        assertEquals(List.of(), found(), "several accounts of one program are no duplicates");
    }

    @Test
    void anAccountOfAProgramThatNobodyAsksForIsFoundUntilSomebodyDoes() {
        assertEquals(List.of("ORPHAN stray", "UNOWNED svc-mail"), found());
        approved();
        assertEquals(List.of("ORPHAN stray"), found());
    }

    @Test
    void anOwnerWhoIsOutIsFoundUntilThereIsAnother() {
        NonHuman.Active active = approved();
        company.lastDay(ADA, "2026-03-20").takeOver();
        assertEquals(List.of("ORPHAN stray"), found(), "nobody is told of an ending to come");
        company.lastDay(ADA, "2026-03-01").takeOver();
        company.world.pass(Duration.ofMinutes(5));
        assertEquals(List.of("ORPHAN stray", "UNOWNED svc-mail"), found());
        assertEquals(1, unowned());
        transfer(Company.OPERATOR, active, EVE);
        assertEquals(List.of("ORPHAN stray"), found());
        assertEquals(0, unowned());
        assertEquals(1, company.events(EventType.NON_HUMAN_TRANSFERRED).size());
    }

    private int unowned() {
        return assertInstanceOf(
                        ListNonHumans.Outcome.Listed.class,
                        company.world.listNonHumans.handle(new ListNonHumans.Command(
                                Company.AUDITOR,
                                new NonHumans.Filter(
                                        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), true),
                                PageRequest.first())))
                .nonHumans()
                .items()
                .size();
    }

    @Test
    void theOwnerHandsItOverAndIsItsOwnerNoLonger() {
        NonHuman.Active active = approved();
        transfer(Samples.caller(ADA), active, EVE);
        assertInstanceOf(
                TransferNonHuman.Outcome.NotAllowed.class,
                company.world.transferNonHuman.handle(new TransferNonHuman.Command(
                        Samples.caller(ADA),
                        active.terms().id(),
                        company.person(ADA).id(),
                        "I want it back")));
        assertTrue(identity(active).employment() instanceof Employment.Active, "its own standing is the same");
    }

    @Test
    void itIsNeverHandedOverToAProgram() {
        NonHuman.Active active = approved();
        assertInstanceOf(
                TransferNonHuman.Outcome.OwnerNotHere.class,
                company.world.transferNonHuman.handle(new TransferNonHuman.Command(
                        Company.ADMIN, active.terms().id(), active.approval().identity(), "it answers for itself")));
    }

    @Test
    void whatIsRetiredIsShutOutByALeaversCase() {
        NonHuman.Active active = approved();
        String key = active.terms().id().value().toString();
        assertInstanceOf(
                RetireNonHuman.Outcome.Retired.class,
                company.world.retireNonHuman.handle(new RetireNonHuman.Command(
                        Company.OPERATOR, active.terms().id(), "the mail is elsewhere")));
        assertInstanceOf(Employment.Out.class, identity(active).employment());
        company.world.work();
        assertFalse(company.target(directory).isEnabled("svc-mail"));
        assertTrue(company.target(directory).isEnabled("ada"));
        company.world.pass(Duration.ofMinutes(5));
        assertEquals("closed", company.state(key));
    }
}

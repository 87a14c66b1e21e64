package dev.tenure.testkit.ownership;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.application.engagement.DecideEngagement;
import dev.tenure.application.engagement.RequestEngagement;
import dev.tenure.application.finding.FlagFindings;
import dev.tenure.application.lifecycle.CertifyLeaver;
import dev.tenure.application.nonhuman.DecideNonHuman;
import dev.tenure.application.nonhuman.RequestNonHuman;
import dev.tenure.application.ownership.FlagHandOvers;
import dev.tenure.application.ownership.HandOverOwnership;
import dev.tenure.application.ownership.HandOvers;
import dev.tenure.application.ownership.ListHandOvers;
import dev.tenure.application.ownership.NamedHandOver;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.domain.audit.EventType;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.engagement.Engaged;
import dev.tenure.domain.engagement.Engagement;
import dev.tenure.domain.engagement.EngagementId;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.identity.IdentityKind;
import dev.tenure.domain.identity.WorkerFeed.Fact;
import dev.tenure.domain.inventory.SystemMode;
import dev.tenure.domain.inventory.TargetSystem;
import dev.tenure.domain.lifecycle.LeaverCertificate;
import dev.tenure.domain.lifecycle.LeaverException;
import dev.tenure.domain.nonhuman.NonHumanId;
import dev.tenure.domain.nonhuman.NonHumanKind;
import dev.tenure.domain.ownership.HandOver;
import dev.tenure.domain.ownership.OwnedKind;
import dev.tenure.testkit.Company;
import dev.tenure.testkit.sample.Samples;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The owner's leaving forces succession on a clock, and the leaver's case stays open until it is done (IDN-2, JML-5a). */
final class SuccessionTest {

    private static final String ADA = "1001";
    private static final String BEN = "1002";
    private static final String CLEO = "1003";
    private static final Caller BEN_HIMSELF = new Caller("ben@sample.example", "Ben Sample", Set.of(Role.REQUESTER));

    private final Company company = new Company();
    private TargetSystem forge = Samples.system("Forge", new SystemMode.Act());

    @BeforeEach
    void adaOwnsAForgeAndBenLeadsHer() {
        company.target(forge).account("ada", Samples.employee(ADA), "Staff");
        company.target(forge).account("stray", Map.of());
        company.worker(ADA, "Ada").worker(BEN, "Ben").worker(CLEO, "Cleo");
        company.write(ADA, Fact.MANAGER_ID, BEN)
                .write(BEN, Fact.MANAGER_ID, CLEO)
                .takeOver();
        forge = company.save(forge.ownedBy("Ada@Sample.example"));
        company.read(forge);
        while (company.world.flagFindings.handle(new FlagFindings.Command()) instanceof FlagFindings.Outcome.Scanned) {
            // Until nothing is due.
        }
    }

    private void leaves(String workerId) {
        company.lastDay(workerId, "2026-03-01").takeOver();
    }

    private List<NamedHandOver> list(Caller by) {
        HandOvers.Filter all = new HandOvers.Filter(
                Optional.empty(), Optional.empty(), false, Optional.empty(), Optional.empty(), Set.of());
        return assertInstanceOf(
                        ListHandOvers.Outcome.Listed.class,
                        company.world.listHandOvers.handle(new ListHandOvers.Command(by, all, PageRequest.first())))
                .handOvers()
                .items();
    }

    private HandOver only() {
        assertEquals(1, list(Company.AUDITOR).size());
        return list(Company.AUDITOR).getFirst().handOver();
    }

    private HandOverOwnership.Outcome handOver(Caller by, IdentityId successor, Optional<String> owner) {
        return company.world.handOverOwnership.handle(
                new HandOverOwnership.Command(by, only().facts().id(), successor, owner, "Runs it from now on"));
    }

    private IdentityId id(String workerId) {
        return company.person(workerId).id();
    }

    private LeaverCertificate certificate() {
        return assertInstanceOf(
                        CertifyLeaver.Outcome.Certified.class,
                        company.world.certifyLeaver.handle(new CertifyLeaver.Command(
                                Company.AUDITOR,
                                company.findCase(ADA).orElseThrow().opening().id())))
                .certificate();
    }

    private String owner() {
        return company.now(forge).owner();
    }

    private void flag() {
        company.world.flagHandOvers.handle(new FlagHandOvers.Command());
    }

    @Test
    void theCaseIsOpenUntilWhatTheLeaverOwnedHasAnotherOwner() {
        assertEquals(List.of(), list(Company.AUDITOR), "nobody leaves yet");
        leaves(ADA);
        assertEquals("open", company.state(ADA), "everything else is gone");
        HandOver.Due due = assertInstanceOf(HandOver.Due.class, only());
        assertEquals(Optional.of(id(BEN)), due.facts().proposed());
        LeaverCertificate.OwnedLine open = certificate().owned().getFirst();
        assertEquals("Forge", open.name());
        assertInstanceOf(LeaverCertificate.Passed.Open.class, open.passed());
        assertFalse(certificate().complete());
        assertInstanceOf(
                HandOverOwnership.Outcome.HandedOver.class, handOver(Company.OPERATOR, id(CLEO), Optional.empty()));
        assertEquals("closed", company.state(ADA));
        assertEquals("cleo@sample.example", owner());
        LeaverCertificate.Passed.To to = assertInstanceOf(
                LeaverCertificate.Passed.To.class,
                certificate().owned().getFirst().passed());
        assertEquals("Cleo Sample", to.name());
        assertEquals(Company.OPERATOR.subject(), to.by());
        assertFalse(to.late());
        assertTrue(certificate().complete());
        assertEquals(1, company.events(EventType.HAND_OVER_DUE).size());
        assertEquals(1, company.events(EventType.HAND_OVER_DONE).size());
        assertEquals(1, company.events(EventType.FINDING_ASSIGNED).size(), "its finding goes along");
        assertTrue(company.events(EventType.LEAVER_CASE_CLOSED).getFirst().fields().stream()
                .anyMatch(f -> f.toString().contains("handed over to")));
    }

    @Test
    void aMachineThatTheLeaverAnsweredForGoesToSomebodyElseBeforeTheCaseCloses() {
        company.save(company.now(forge).ownedBy("somebody@else.example"));
        NonHumanId bot = assertInstanceOf(
                        RequestNonHuman.Outcome.Recorded.class,
                        company.world.requestNonHuman.handle(new RequestNonHuman.Command(
                                Company.ADMIN,
                                Samples.request(),
                                NonHumanKind.BOT,
                                "Mail bot",
                                "to carry the mail",
                                id(ADA),
                                Optional.empty())))
                .nonHuman()
                .terms()
                .id();
        company.world.decideNonHuman.handle(
                new DecideNonHuman.Command(Company.OPERATOR, bot, new DecideNonHuman.Decision.Approve()));
        leaves(ADA);
        assertEquals("open", company.state(ADA));
        assertEquals(OwnedKind.NON_HUMAN, only().facts().thing().kind());
        assertInstanceOf(
                HandOverOwnership.Outcome.HandedOver.class, handOver(Company.OPERATOR, id(CLEO), Optional.empty()));
        assertEquals("closed", company.state(ADA));
        assertEquals(
                id(CLEO),
                company.world
                        .ports
                        .transactions()
                        .call(now -> company.world.ports.nonHumans().find(bot).orElseThrow())
                        .owner());
        assertEquals(1, company.events(EventType.NON_HUMAN_TRANSFERRED).size());
    }

    @Test
    void whoIsProposedSeesItAndTakesItOnAndNamesNobodyElse() {
        leaves(ADA);
        assertEquals(1, list(BEN_HIMSELF).size());
        Caller other = new Caller("sub-cleo", "cleo@sample.example", Set.of(Role.REQUESTER));
        assertEquals(List.of(), list(other));
        Caller callsHimselfBen = new Caller("sub-dan", "ben@sample.example", Set.of(Role.REQUESTER));
        assertEquals(List.of(), list(callsHimselfBen), "anybody may choose a name");
        assertInstanceOf(
                HandOverOwnership.Outcome.NotAllowed.class, handOver(callsHimselfBen, id(BEN), Optional.empty()));
        assertInstanceOf(HandOverOwnership.Outcome.NotAllowed.class, handOver(other, id(BEN), Optional.empty()));
        assertInstanceOf(HandOverOwnership.Outcome.NotAllowed.class, handOver(BEN_HIMSELF, id(CLEO), Optional.empty()));
        assertInstanceOf(
                HandOverOwnership.Outcome.NotAllowed.class, handOver(BEN_HIMSELF, id(BEN), Optional.of("sub-cleo")));
        assertInstanceOf(HandOverOwnership.Outcome.HandedOver.class, handOver(BEN_HIMSELF, id(BEN), Optional.empty()));
        assertEquals("ben@sample.example", owner());
        assertEquals("closed", company.state(ADA));
        assertInstanceOf(
                HandOverOwnership.Outcome.HandedOver.class,
                handOver(BEN_HIMSELF, id(BEN), Optional.empty()),
                "repeating it changes nothing");
        assertEquals(1, company.events(EventType.HAND_OVER_DONE).size());
    }

    @Test
    void theLeaverNamesNobodyAndStaysOwnerUnderNoName() {
        leaves(ADA);
        Caller ada = new Caller("sub-ada", "ADA@sample.example", Set.of(Role.ADMINISTRATOR));
        assertInstanceOf(HandOverOwnership.Outcome.CallerIsLeaver.class, handOver(ada, id(BEN), Optional.empty()));
        assertInstanceOf(
                HandOverOwnership.Outcome.SuccessorIsLeaver.class,
                handOver(Company.OPERATOR, id(BEN), Optional.of(" ada@SAMPLE.example")));
        assertEquals("open", company.state(ADA));
    }

    @Test
    void whatIsNotHandedOverInTimeIsToldOnceAndIsAnExceptionUntilItIs() {
        leaves(ADA);
        flag();
        assertEquals(0, company.events(EventType.HAND_OVER_OVERDUE).size());
        company.world.pass(Duration.ofDays(8));
        flag();
        flag();
        assertEquals(1, company.events(EventType.HAND_OVER_OVERDUE).size());
        LeaverException late =
                company.exceptions(ADA, LeaverException.Kind.NOT_HANDED_OVER).getFirst();
        assertInstanceOf(LeaverException.Unexplained.class, late);
        assertEquals("ben@sample.example", late.finding().owner());
        handOver(Company.OPERATOR, id(BEN), Optional.of("sub-ben"));
        assertEquals("sub-ben", owner());
        assertEquals("closed", company.state(ADA));
        assertInstanceOf(
                LeaverException.Resolved.class,
                company.exceptions(ADA, LeaverException.Kind.NOT_HANDED_OVER).getFirst());
        assertTrue(assertInstanceOf(HandOver.HandedOver.class, only()).wasLate());
    }

    @Test
    void aSystemThatGetsAnotherOwnerOtherwiseIsWaitedForNoLonger() {
        leaves(ADA);
        forge = company.save(company.now(forge).ownedBy("somebody else"));
        assertEquals("open", company.state(ADA));
        flag();
        assertEquals("closed", company.state(ADA));
        assertEquals(
                HandOver.Why.NOT_THEIRS,
                assertInstanceOf(HandOver.Lapsed.class, only()).why());
        assertTrue(certificate().complete());
    }

    @Test
    void anEndingThatIsTakenBackLeavesEverythingWhereItWas() {
        leaves(ADA);
        company.write(ADA, Fact.LAST_WORKING_DAY, "").takeOver();
        assertEquals("withdrawn", company.state(ADA));
        assertEquals(
                HandOver.Why.CASE_WITHDRAWN,
                assertInstanceOf(HandOver.Lapsed.class, only()).why());
        assertEquals("Ada@Sample.example", owner());
    }

    @Test
    void anEndingToComeOpensNothing() {
        company.lastDay(ADA, "2026-03-20").takeOver();
        flag();
        assertEquals(List.of(), list(Company.ADMIN));
        assertEquals(List.of(), company.events(EventType.HAND_OVER_DUE));
    }

    @Test
    void whoIsProposedAndLeavesTooIsReplacedByTheNextWhoCanAct() {
        leaves(ADA);
        leaves(BEN);
        assertEquals(Optional.of(id(CLEO)), only().facts().proposed());
        assertInstanceOf(
                HandOverOwnership.Outcome.SuccessorNotHere.class,
                handOver(Company.OPERATOR, id(BEN), Optional.empty()));
    }

    @Test
    void whoSponsoredAnEngagementIsSucceededWithoutANewApproval() {
        company.save(company.now(forge).ownedBy("somebody else"));
        EngagementId engagement = engaged();
        leaves(ADA);
        assertEquals("open", company.state(ADA));
        assertEquals(engagement.value(), only().facts().thing().id());
        assertInstanceOf(
                HandOverOwnership.Outcome.HandedOver.class, handOver(Company.OPERATOR, id(BEN), Optional.empty()));
        assertEquals("closed", company.state(ADA));
        Engagement.Approved approved = assertInstanceOf(
                Engagement.Approved.class, company.world.ports.transactions().call(now -> company.world
                        .ports
                        .engagements()
                        .find(engagement)
                        .orElseThrow()));
        assertEquals(id(BEN), approved.current().ask().sponsor());
        assertEquals(LocalDate.parse("2026-04-01"), approved.end());
        assertEquals(1, company.events(EventType.ENGAGEMENT_SPONSOR_CHANGED).size());
    }

    private EngagementId engaged() {
        EngagementId id = assertInstanceOf(
                        RequestEngagement.Outcome.Recorded.class,
                        company.world.requestEngagement.handle(new RequestEngagement.Command(
                                Company.OPERATOR,
                                Samples.request(),
                                new Engaged(
                                        IdentityKind.CONTRACTOR,
                                        "Dee",
                                        "Sample",
                                        "dee@vendor.example",
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Samples.ZONE),
                                LocalDate.parse("2026-03-02"),
                                Optional.of(LocalDate.parse("2026-04-01")),
                                id(ADA),
                                "to build a bridge")))
                .engagement()
                .terms()
                .id();
        assertInstanceOf(
                DecideEngagement.Outcome.Decided.class,
                company.world.decideEngagement.handle(
                        new DecideEngagement.Command(Company.ADMIN, id, new DecideEngagement.Decision.Approve())));
        return id;
    }
}

package dev.tenure.testkit.engagement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.application.engagement.DecideEngagement;
import dev.tenure.application.engagement.DecideEngagement.Decision;
import dev.tenure.application.engagement.EndEngagement;
import dev.tenure.application.engagement.Engagements;
import dev.tenure.application.engagement.ExtendEngagement;
import dev.tenure.application.engagement.ListEngagements;
import dev.tenure.application.engagement.RequestEngagement;
import dev.tenure.application.identity.Identities;
import dev.tenure.application.identity.IdentityFindings;
import dev.tenure.application.identity.ListIdentities;
import dev.tenure.application.identity.ListNonEmployees;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.engagement.Engaged;
import dev.tenure.domain.engagement.EngagementId;
import dev.tenure.domain.identity.Employment;
import dev.tenure.domain.identity.Identity;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.identity.IdentityKind;
import dev.tenure.domain.identity.Tenure;
import dev.tenure.domain.identity.WorkerFeed.Fact;
import dev.tenure.testkit.Company;
import dev.tenure.testkit.sample.Samples;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** JML-10: who is no employee is here with a sponsor, an approval and an end, and leaves on that day. */
final class RegisterTest {

    private static final Caller REQUESTER = Samples.caller("requester", Role.REQUESTER);
    private static final Caller APPROVER = Samples.caller("approver", Role.APPROVER);
    private static final LocalDate TODAY = LocalDate.parse("2026-03-02");

    private final Company company = new Company().worker("1001", "Ada");

    private IdentityId sponsor() {
        company.takeOver();
        return company.person("1001").id();
    }

    private EngagementId ask(LocalDate start, LocalDate until) {
        return assertInstanceOf(
                        RequestEngagement.Outcome.Recorded.class,
                        company.world.requestEngagement.handle(new RequestEngagement.Command(
                                REQUESTER,
                                Samples.request(),
                                new Engaged(
                                        IdentityKind.VENDOR,
                                        "Cy",
                                        "Vendor",
                                        "Cy@vendor.example",
                                        Optional.of("Sample vendor"),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Samples.ZONE),
                                start,
                                Optional.of(until),
                                sponsor(),
                                "to build a bridge")))
                .engagement()
                .terms()
                .id();
    }

    private void approve(EngagementId id) {
        assertInstanceOf(
                DecideEngagement.Outcome.Decided.class,
                company.world.decideEngagement.handle(
                        new DecideEngagement.Command(APPROVER, id, new Decision.Approve())));
    }

    private void extend(EngagementId id, LocalDate until, Optional<IdentityId> sponsor) {
        assertInstanceOf(
                ExtendEngagement.Outcome.Recorded.class,
                company.world.extendEngagement.handle(new ExtendEngagement.Command(
                        REQUESTER, Samples.request(), id, Optional.of(until), sponsor, "it takes longer")));
    }

    private List<Identity> cy() {
        return assertInstanceOf(
                        ListIdentities.Outcome.Listed.class,
                        company.world.listIdentities.handle(new ListIdentities.Command(
                                Company.CONFIDENTIAL_HR,
                                new Identities.Filter(Optional.of("vendor.example"), Optional.empty()),
                                PageRequest.first())))
                .identities()
                .items();
    }

    private List<ListEngagements.Line> listed(
            Optional<Engagements.Standing> standing, Optional<Long> endsWithin, boolean withoutSponsor) {
        return assertInstanceOf(
                        ListEngagements.Outcome.Listed.class,
                        company.world.listEngagements.handle(new ListEngagements.Command(
                                Company.AUDITOR,
                                Optional.empty(),
                                standing,
                                endsWithin,
                                withoutSponsor,
                                PageRequest.first())))
                .engagements()
                .items();
    }

    @Test
    void nobodyIsHereBeforeAnotherPersonApproved() {
        EngagementId id = ask(TODAY, TODAY.plusDays(30));
        assertEquals(List.of(), cy());
        approve(id);
        Employment.TerminationScheduled until = assertInstanceOf(
                Employment.TerminationScheduled.class, cy().getFirst().employment());
        assertEquals(TODAY.plusDays(30), until.termination().lastWorkingDay());
        assertEquals(IdentityKind.VENDOR, cy().getFirst().profile().kind());
    }

    @Test
    void whoseEndComesLeavesLikeAnybodyElse() {
        approve(ask(TODAY, TODAY.plusDays(30)));
        assertEquals(List.of(), listed(Optional.empty(), Optional.of(14L), false));
        company.world.pass(Duration.ofDays(20));
        assertEquals(1, listed(Optional.empty(), Optional.of(14L), false).size());
        company.world.pass(Duration.ofDays(11));
        assertInstanceOf(Employment.Ended.class, cy().getFirst().employment());
        assertTrue(company.findCase("cy@vendor.example").isPresent());
        assertEquals(
                1,
                listed(Optional.of(Engagements.Standing.LAPSED), Optional.empty(), false)
                        .size());
        assertEquals(List.of(), listed(Optional.empty(), Optional.of(14L), false), "what is over needs no reminder");
    }

    @Test
    void anExtensionCountsFromItsApprovalOn() {
        EngagementId id = ask(TODAY, TODAY.plusDays(30));
        approve(id);
        extend(id, TODAY.plusDays(60), Optional.empty());
        assertEquals(
                TODAY.plusDays(30),
                cy().getFirst().employment().knownTermination().orElseThrow().lastWorkingDay());
        approve(id);
        assertEquals(
                TODAY.plusDays(60),
                cy().getFirst().employment().knownTermination().orElseThrow().lastWorkingDay());
        company.world.pass(Duration.ofDays(40));
        assertTrue(!cy().getFirst().isOut(), "the first end is no end any more");
        company.world.pass(Duration.ofDays(21));
        assertTrue(cy().getFirst().isOut());
    }

    @Test
    void aDeclinedExtensionLeavesTheEndAsItWas() {
        EngagementId id = ask(TODAY, TODAY.plusDays(30));
        approve(id);
        extend(id, TODAY.plusDays(60), Optional.empty());
        company.world.decideEngagement.handle(new DecideEngagement.Command(APPROVER, id, new Decision.Decline("no")));
        company.world.pass(Duration.ofDays(31));
        assertTrue(cy().getFirst().isOut());
    }

    @Test
    void whatIsEndedEarlyIsOverAtOnce() {
        EngagementId id = ask(TODAY, TODAY.plusDays(30));
        approve(id);
        company.world.endEngagement.handle(new EndEngagement.Command(REQUESTER, id, "the bridge is built"));
        assertInstanceOf(Employment.Out.class, cy().getFirst().employment());
        assertTrue(company.findCase("cy@vendor.example").isPresent());
    }

    @Test
    void whatIsEndedBeforeItBeganNeverWas() {
        EngagementId id = ask(TODAY.plusDays(10), TODAY.plusDays(30));
        approve(id);
        company.world.endEngagement.handle(new EndEngagement.Command(REQUESTER, id, "no bridge"));
        assertInstanceOf(Employment.Cancelled.class, cy().getFirst().employment());
    }

    @Test
    void whoComesBackIsTheSamePersonInANewTenure() {
        approve(ask(TODAY, TODAY.plusDays(30)));
        company.world.pass(Duration.ofDays(60));
        approve(ask(TODAY.plusDays(60), TODAY.plusDays(90)));
        assertEquals(1, cy().size());
        assertEquals(2, cy().getFirst().employment().tenure().number());
        assertEquals(
                Tenure.Origin.REHIRED, cy().getFirst().employment().tenure().origin());
        assertTrue(!cy().getFirst().isOut());
    }

    @Test
    void aSponsorWhoLeftIsAFindingWithAClockUntilThereIsAnother() {
        company.worker("1002", "Bob");
        EngagementId id = ask(TODAY, TODAY.plusDays(30));
        approve(id);
        assertEquals(List.of(), listed(Optional.empty(), Optional.empty(), true));
        company.lastDay("1001", "2026-03-01").takeOver();
        ListEngagements.Line finding =
                listed(Optional.empty(), Optional.empty(), true).getFirst();
        assertEquals(Optional.of("Ada Sample"), finding.sponsor());
        assertEquals(
                Optional.of(Duration.ofDays(14)),
                finding.sponsorDueBy()
                        .map(due -> Duration.between(finding.sponsorGoneSince().orElseThrow(), due)));
        extend(id, TODAY.plusDays(30), Optional.of(company.person("1002").id()));
        approve(id);
        assertEquals(List.of(), listed(Optional.empty(), Optional.empty(), true));
    }

    @Test
    void aSponsorWhoIsAboutToLeaveIsNoFindingYet() {
        approve(ask(TODAY, TODAY.plusDays(30)));
        company.lastDay("1001", "2026-03-20").takeOver();
        assertEquals(List.of(), listed(Optional.empty(), Optional.empty(), true));
    }

    @Test
    void contractorsFromHrWithoutSponsorOrEndAreFound() {
        company.worker("2001", "Eve").write("2001", Fact.WORKER_TYPE, "contractor");
        company.worker("2002", "Flo")
                .write("2002", Fact.WORKER_TYPE, "contractor")
                .write("2002", Fact.SPONSOR_ID, "1001")
                .lastDay("2002", "2026-06-30");
        approve(ask(TODAY, TODAY.plusDays(30)));
        assertEquals(List.of("Eve"), missing(Company.AUDITOR, IdentityFindings.Missing.SPONSOR));
        assertEquals(List.of("Eve"), missing(Company.CONFIDENTIAL_HR, IdentityFindings.Missing.END));
    }

    private List<String> missing(Caller caller, IdentityFindings.Missing what) {
        return assertInstanceOf(
                        ListNonEmployees.Outcome.Listed.class,
                        company.world.listNonEmployees.handle(
                                new ListNonEmployees.Command(caller, what, PageRequest.first())))
                .identities()
                .items()
                .stream()
                .map(person -> person.profile().givenName())
                .toList();
    }
}

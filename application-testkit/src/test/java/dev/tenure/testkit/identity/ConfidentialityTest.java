package dev.tenure.testkit.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.application.audit.AuditTrail;
import dev.tenure.application.audit.ExportAudit;
import dev.tenure.application.audit.ListAuditEvents;
import dev.tenure.application.audit.SequenceAudit;
import dev.tenure.application.identity.Identities;
import dev.tenure.application.identity.ListIdentities;
import dev.tenure.application.identity.ShowIdentity;
import dev.tenure.application.lifecycle.CertifyLeaver;
import dev.tenure.application.lifecycle.ShowLeaverCase;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.identity.Employment;
import dev.tenure.domain.identity.Identity;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.identity.StatusEntry;
import dev.tenure.domain.identity.WorkerFeed.Fact;
import dev.tenure.testkit.Company;
import dev.tenure.testkit.sample.Samples;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** JML-6: a pending termination is visible to a named role only, and nothing before its time reveals it. */
final class ConfidentialityTest {

    private static final String ADA = "1001";
    private static final String BOB = "1002";

    private final Company company = new Company().worker(ADA, "Ada").worker(BOB, "Bob");

    private ShowIdentity.Outcome.Shown shown(Caller caller, String workerId) {
        return assertInstanceOf(
                ShowIdentity.Outcome.Shown.class,
                company.world.showIdentity.handle(new ShowIdentity.Command(
                        caller, company.person(workerId).id())));
    }

    private List<Identity> listed(Caller caller, Optional<Identities.Status> status) {
        return assertInstanceOf(
                        ListIdentities.Outcome.Listed.class,
                        company.world.listIdentities.handle(new ListIdentities.Command(
                                caller, new Identities.Filter(Optional.empty(), status), PageRequest.first())))
                .identities()
                .items();
    }

    private static List<Identity.Change> changes(ShowIdentity.Outcome.Shown shown) {
        return shown.history().stream().map(StatusEntry::change).toList();
    }

    private void adaWillLeave() {
        company.takeOver();
        company.lastDay(ADA, "2026-06-30").takeOver();
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"ADMINISTRATOR", "OPERATOR", "AUDITOR"})
    void toEverybodyElseAPersonWhoIsAboutToLeaveLooksLikeOneWhoIsNot(Role role) {
        adaWillLeave();
        Caller caller = Samples.caller("somebody", role);
        ShowIdentity.Outcome.Shown ada = shown(caller, ADA);
        ShowIdentity.Outcome.Shown bob = shown(caller, BOB);
        assertEquals(bob.identity().employment(), ada.identity().employment());
        assertEquals(changes(bob), changes(ada));
        assertTrue(listed(caller, Optional.empty()).stream()
                .noneMatch(i -> i.employment() instanceof Employment.TerminationScheduled));
        assertEquals(2, listed(caller, Optional.of(Identities.Status.WORKING)).size());
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"ADMINISTRATOR", "OPERATOR", "AUDITOR"})
    void nobodyElseMayAskForThoseWhoAreLeaving(Role role) {
        adaWillLeave();
        assertEquals(
                new ListIdentities.Outcome.NotAllowed(Set.of(Role.CONFIDENTIAL_HR)),
                company.world.listIdentities.handle(new ListIdentities.Command(
                        Samples.caller("somebody", role),
                        new Identities.Filter(Optional.empty(), Optional.of(Identities.Status.LEAVING)),
                        PageRequest.first())));
    }

    @Test
    void confidentialHrSeesIt() {
        adaWillLeave();
        ShowIdentity.Outcome.Shown shown = shown(Company.CONFIDENTIAL_HR, ADA);
        assertInstanceOf(Employment.TerminationScheduled.class, shown.identity().employment());
        assertEquals(List.of(Identity.Change.HIRED, Identity.Change.TERMINATION_SCHEDULED), changes(shown));
        assertEquals(
                List.of(ADA),
                listed(Company.CONFIDENTIAL_HR, Optional.of(Identities.Status.LEAVING)).stream()
                        .map(i -> i.key().workerId())
                        .toList());
    }

    @Test
    void onceItHasTakenEffectEverybodySeesWhatWasKnownWhen() {
        adaWillLeave();
        company.world.ports.transactions().advanceTo(Instant.parse("2026-07-01T00:00:00Z"));
        company.world.work();
        assertEquals(
                List.of(Identity.Change.HIRED, Identity.Change.TERMINATION_SCHEDULED, Identity.Change.ENDED),
                changes(shown(Company.AUDITOR, ADA)));
    }

    @Test
    void anEndingThatWasTakenBackNeverShows() {
        adaWillLeave();
        company.lastDay(ADA, "").takeOver();
        assertEquals(List.of(Identity.Change.HIRED), changes(shown(Company.AUDITOR, ADA)));
        assertEquals(3, changes(shown(Company.CONFIDENTIAL_HR, ADA)).size());
        company.lastDay(ADA, "2026-03-01").takeOver();
        assertEquals(List.of(Identity.Change.HIRED, Identity.Change.ENDED), changes(shown(Company.AUDITOR, ADA)));
    }

    @Test
    void aContractThatHasAnEndFromTheBeginningLooksLikeAnyOther() {
        company.lastDay(ADA, "2026-12-31").takeOver();
        assertEquals(List.of(Identity.Change.HIRED), changes(shown(Company.AUDITOR, ADA)));
        assertEquals(
                shown(Company.AUDITOR, BOB).history().get(0).employment(),
                shown(Company.AUDITOR, ADA).history().get(0).employment());
    }

    @Test
    void aContractThatIsStillToBeginAndHasAnEndLooksLikeOneWithout() {
        for (String workerId : List.of(ADA, BOB)) {
            company.write(workerId, Fact.START_DATE, "2026-05-01");
        }
        company.lastDay(ADA, "2026-12-31").takeOver();
        assertInstanceOf(
                Employment.Expected.class,
                shown(Company.AUDITOR, ADA).identity().employment());
        assertEquals(
                shown(Company.AUDITOR, BOB).identity().employment(),
                shown(Company.AUDITOR, ADA).identity().employment());
        assertEquals(
                2,
                listed(Company.AUDITOR, Optional.of(Identities.Status.EXPECTED)).size());
        assertEquals(List.of(), listed(Company.AUDITOR, Optional.of(Identities.Status.WORKING)));
        company.world.pass(Duration.ofDays(90));
        assertEquals(List.of(), listed(Company.AUDITOR, Optional.of(Identities.Status.EXPECTED)));
        assertEquals(
                2,
                listed(Company.AUDITOR, Optional.of(Identities.Status.WORKING)).size());
        assertInstanceOf(
                Employment.Active.class, shown(Company.AUDITOR, ADA).identity().employment());
    }

    @Test
    void onTheFirstDayOfAContractWithAnEndTheSameIsSaidAsOfOneWithout() {
        for (String workerId : List.of(ADA, BOB)) {
            company.write(workerId, Fact.START_DATE, "2026-05-01");
        }
        company.lastDay(ADA, "2026-12-31").takeOver();
        company.world.pass(Duration.ofDays(90));
        assertEquals(List.of(Identity.Change.HIRED, Identity.Change.STARTED), changes(shown(Company.AUDITOR, BOB)));
        assertEquals(changes(shown(Company.AUDITOR, BOB)), changes(shown(Company.AUDITOR, ADA)));
        assertEquals(said(BOB), said(ADA));
    }

    /** What kinds of event there are about somebody, with the fields of each. */
    private List<String> said(String workerId) {
        return records(Company.AUDITOR, workerId).stream()
                .map(entry -> entry.type() + " " + fieldNames(entry) + " " + entry.withheld())
                .toList();
    }

    @Test
    void aChangeOfProfileShowsAlthoughAnEndingIsPending() {
        adaWillLeave();
        company.write(ADA, Fact.TITLE, "Another title").takeOver();
        ShowIdentity.Outcome.Shown shown = shown(Company.AUDITOR, ADA);
        assertEquals(List.of(Identity.Change.HIRED, Identity.Change.PROFILE_CHANGED), changes(shown));
        assertInstanceOf(Employment.Active.class, shown.history().get(1).employment());
    }

    @Test
    void aProfileThatChangesWithTheEndingShowsAsAChangeOfProfile() {
        company.takeOver();
        company.lastDay(ADA, "2026-06-30")
                .write(ADA, Fact.TITLE, "Another title")
                .takeOver();
        assertEquals(
                List.of(Identity.Change.HIRED, Identity.Change.PROFILE_CHANGED), changes(shown(Company.AUDITOR, ADA)));
    }

    @Test
    void correctedIntoTheFutureAPersonShowsAsReinstated() {
        company.lastDay(ADA, "2026-03-01").takeOver();
        company.lastDay(ADA, "2026-09-30").takeOver();
        ShowIdentity.Outcome.Shown shown = shown(Company.AUDITOR, ADA);
        assertInstanceOf(Employment.Active.class, shown.identity().employment());
        assertEquals(List.of(Identity.Change.ENDED, Identity.Change.REINSTATED), changes(shown));
        assertInstanceOf(Employment.Active.class, shown.history().get(1).employment());
    }

    @Test
    void theOldCaseOfSomebodyWithANewEndingDoesNotTellIt() {
        company.lastDay(ADA, "2026-03-01").takeOver();
        company.lastDay(ADA, "2026-09-30").takeOver();
        var id = company.findCase(ADA).orElseThrow().opening().id();
        assertInstanceOf(
                Employment.Active.class,
                assertInstanceOf(
                                ShowLeaverCase.Outcome.Shown.class,
                                company.world.showLeaverCase.handle(new ShowLeaverCase.Command(Company.OPERATOR, id)))
                        .identity()
                        .employment());
        assertInstanceOf(
                Employment.Active.class,
                assertInstanceOf(
                                CertifyLeaver.Outcome.Certified.class,
                                company.world.certifyLeaver.handle(new CertifyLeaver.Command(Company.OPERATOR, id)))
                        .identity()
                        .employment());
    }

    // The log ----------------------------------------------------------------------------------------------------

    private List<AuditTrail.Entry> records(Caller caller) {
        return records(caller, ADA);
    }

    private List<AuditTrail.Entry> records(Caller caller, String workerId) {
        return assertInstanceOf(
                        ListAuditEvents.Outcome.Listed.class,
                        company.world.listAuditEvents.handle(new ListAuditEvents.Command(
                                caller,
                                AuditTrail.Filter.about(
                                        "identity",
                                        company.person(workerId).id().value().toString()),
                                PageRequest.first())))
                .events()
                .items();
    }

    private static final Caller AUDITOR_AND_HR = Samples.caller("both", Role.AUDITOR, Role.CONFIDENTIAL_HR);

    /** What the log lets a caller see of where Ada stood, oldest first; "withheld" where it does not. */
    private List<String> employments(Caller caller) {
        return records(caller).reversed().stream()
                .map(entry -> Optional.ofNullable(entry.disclosures().get("employment"))
                        .map(told -> told.replaceAll(" startDate=\\S+", ""))
                        .orElseGet(() -> entry.withheld().equals(Set.of("change", "employment")) ? "withheld" : "?"))
                .toList();
    }

    private String export() {
        company.world.sequenceAudit.handle(new SequenceAudit.Command(500, 1));
        ExportAudit.Outcome.Ready ready = assertInstanceOf(
                ExportAudit.Outcome.Ready.class,
                company.world.exportAudit.handle(new ExportAudit.Command(AUDITOR_AND_HR)));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ready.export().writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"ADMINISTRATOR", "OPERATOR", "AUDITOR"})
    void theLogTellsAPendingEndingNeitherByAFieldNorByAValue(Role role) {
        adaWillLeave();
        List<AuditTrail.Entry> entries = records(Samples.caller("somebody", role));
        assertEquals(2, entries.size());
        assertEquals(fieldNames(entries.get(1)), fieldNames(entries.get(0)), "no field is there or missing");
        assertEquals(entries.get(1).withheld(), entries.get(0).withheld(), "nor withheld here and not there");
        for (AuditTrail.Entry entry : entries) {
            assertFalse((entry.payload() + entry.disclosures()).contains("2026-06-30"));
            assertFalse((entry.payload() + entry.disclosures()).contains("TERMINATION"));
            assertEquals("Ada Sample", entry.disclosures().get("name"));
        }
    }

    @Test
    void confidentialHrWhoMayReadTheLogSeesItThere() {
        adaWillLeave();
        assertEquals(List.of("active", "termination-scheduled lastWorkingDay=2026-06-30"), employments(AUDITOR_AND_HR));
    }

    @Test
    void anExportBeforeItTookEffectDoesNotTellItAndOneAfterwardsDoes() {
        adaWillLeave();
        String before = export();
        assertTrue(before.contains("Ada Sample"));
        assertFalse(before.contains("2026-06-30"));
        assertFalse(before.contains("TERMINATION"));
        company.world.ports.transactions().advanceTo(Instant.parse("2026-07-01T00:00:00Z"));
        company.world.work();
        String after = export();
        assertTrue(after.contains("TERMINATION_SCHEDULED"));
        assertTrue(after.contains("employment=termination-scheduled startDate=2024-01-01 lastWorkingDay=2026-06-30"));
    }

    @Test
    void onceAnEndingHasTakenEffectTheLogTellsWhatWasKnownOfItWhen() {
        adaWillLeave();
        company.lastDay(ADA, "2026-05-31").takeOver();
        assertEquals(List.of("withheld", "withheld", "withheld"), employments(Company.AUDITOR));
        company.world.ports.transactions().advanceTo(Instant.parse("2026-06-01T00:00:00Z"));
        company.world.work();
        assertEquals(
                List.of(
                        "withheld",
                        "termination-scheduled lastWorkingDay=2026-06-30",
                        "termination-scheduled lastWorkingDay=2026-05-31",
                        "ended lastWorkingDay=2026-05-31"),
                employments(Company.AUDITOR));
    }

    @Test
    void theLogNeverTellsAnEndingThatWasTakenBackNotEvenBetweenRecordsThatItTells() {
        adaWillLeave();
        company.lastDay(ADA, "").takeOver();
        company.write(ADA, Fact.TITLE, "Another title").takeOver();
        company.lastDay(ADA, "2026-03-01").takeOver();
        assertEquals(
                List.of("withheld", "withheld", "withheld", "withheld", "ended lastWorkingDay=2026-03-01"),
                employments(Company.AUDITOR));
        assertFalse(export().contains("2026-06-30"));
        assertTrue(employments(AUDITOR_AND_HR).contains("termination-scheduled lastWorkingDay=2026-06-30"));
    }

    @Test
    void anEndingCorrectedIntoTheFutureIsPendingAgain() {
        company.lastDay(ADA, "2026-03-01").takeOver();
        company.lastDay(ADA, "2026-09-30").takeOver();
        assertEquals(List.of("ended lastWorkingDay=2026-03-01", "withheld"), employments(Company.AUDITOR));
        assertFalse(export().contains("2026-09-30"));
        company.world.ports.transactions().advanceTo(Instant.parse("2026-10-01T00:00:00Z"));
        company.world.work();
        assertEquals(3, employments(Company.AUDITOR).size());
        assertFalse(employments(Company.AUDITOR).contains("withheld"));
    }

    private static List<String> fieldNames(AuditTrail.Entry entry) {
        return List.of(entry.payload().replaceAll("=[^=]*(?= \\w+=|$)", "").split(" ", -1)).stream()
                .skip(7)
                .toList();
    }

    @Test
    void anUnknownIdentityIsTold() {
        assertInstanceOf(
                ShowIdentity.Outcome.Unknown.class,
                company.world.showIdentity.handle(
                        new ShowIdentity.Command(Company.AUDITOR, new IdentityId(new UUID(0, 1)))));
    }
}

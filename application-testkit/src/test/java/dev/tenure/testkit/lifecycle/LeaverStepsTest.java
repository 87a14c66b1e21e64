package dev.tenure.testkit.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.connector.spi.Activity;
import dev.tenure.connector.spi.ActivityEvent;
import dev.tenure.connector.spi.Change;
import dev.tenure.connector.spi.ChangeKind;
import dev.tenure.connector.spi.ReadKind;
import dev.tenure.domain.audit.AuditField;
import dev.tenure.domain.audit.EventType;
import dev.tenure.domain.inventory.Mastery;
import dev.tenure.domain.inventory.SystemMode;
import dev.tenure.domain.inventory.TargetSystem;
import dev.tenure.domain.lifecycle.LeaverCertificate;
import dev.tenure.domain.lifecycle.LeaverCertificate.Verdict;
import dev.tenure.domain.lifecycle.LeaverException;
import dev.tenure.domain.lifecycle.Milestone;
import dev.tenure.domain.lifecycle.MilestoneState;
import dev.tenure.domain.lifecycle.SignIns;
import dev.tenure.domain.lifecycle.Step;
import dev.tenure.domain.provisioning.Operation;
import dev.tenure.domain.provisioning.Work;
import dev.tenure.testkit.Company;
import dev.tenure.testkit.inventory.ScriptedTarget;
import dev.tenure.testkit.sample.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The leaver, account by account, to the last session, credential and second factor, and who signed in after the end. */
final class LeaverStepsTest {

    private static final String ADA = "1001";

    /** The end of Ada's last day in Berlin. */
    private static final Instant CLOCK = Instant.parse("2026-03-01T23:00:00Z");

    private static final Set<ChangeKind> ALL_STEPS = EnumSet.of(
            ChangeKind.DISABLE_ACCOUNT,
            ChangeKind.END_SESSIONS,
            ChangeKind.REVOKE_CREDENTIALS,
            ChangeKind.RESET_SECRET,
            ChangeKind.CLEAR_MFA,
            ChangeKind.REVOKE_MEMBERSHIPS);

    private static final Set<ReadKind> ALL_THINGS =
            EnumSet.of(ReadKind.SESSIONS, ReadKind.CREDENTIALS, ReadKind.MFA_METHODS);

    private final Company company = new Company().worker(ADA, "Ada");

    private TargetSystem directory(Set<ChangeKind> changes, Set<ReadKind> reads) {
        TargetSystem directory = company.system("Directory", new SystemMode.Act());
        target(directory).declares(changes, List.of()).reads(reads).account("ada", Samples.employee(ADA), "Staff");
        company.takeOver();
        company.read(directory);
        return directory;
    }

    private ScriptedTarget target(TargetSystem system) {
        return company.target(system);
    }

    private void adaLeaves() {
        company.lastDay(ADA, "2026-03-01").takeOver();
    }

    private List<ChangeKind> changed(TargetSystem system) {
        return target(system).changes().stream().map(Change::kind).toList();
    }

    private Verdict verdict(String what) {
        List<LeaverCertificate.Line> lines = company.shown(ADA).certificate().lines().stream()
                .filter(line -> line.what().equals(what))
                .toList();
        assertEquals(1, lines.size(), () -> what + " has one line");
        return lines.get(0).verdict();
    }

    private SignIns signIns() {
        return company.caseAccount(ADA, "ada").signIns();
    }

    /** Something happens between the first listing and the confirming one. */
    private void beforeConfirmation(TargetSystem system, Runnable meanwhile) {
        target(system).duringNextListing(() -> {});
        target(system).duringNextListing(meanwhile);
    }

    @Test
    void everySessionKeyAndSecondFactorIsGoneAndNamed() {
        TargetSystem directory = directory(ALL_STEPS, ALL_THINGS);
        target(directory)
                .session("ada", "s-1")
                .credential("ada", "key-1")
                .credential("ada", "key-2")
                .factor("ada", "card-1");
        adaLeaves();
        assertEquals("closed", company.state(ADA));
        assertEquals(0, target(directory).artefactsOf("ada"));
        assertEquals(
                List.of(
                        "sign-in",
                        "password",
                        "session s-1",
                        "access key key-1",
                        "access key key-2",
                        "code card card-1",
                        "entitlements"),
                company.shown(ADA).certificate().lines().stream()
                        .map(line -> line.what() + line.id().map(id -> " " + id).orElse(""))
                        .toList());
        assertTrue(company.shown(ADA).certificate().lines().stream()
                .allMatch(line -> line.verdict() instanceof Verdict.Gone));
    }

    @Test
    void aSecondFactorGuardsTheAccountUntilItIsContained() {
        TargetSystem directory = directory(ALL_STEPS, ALL_THINGS);
        target(directory).factor("ada", "card-1").credential("ada", "key-1");
        target(directory).refuses(ChangeKind.REVOKE_CREDENTIALS);
        adaLeaves();
        assertEquals(List.of(), company.operations(ADA, directory, Work.ClearMfa.class));
        assertInstanceOf(MilestoneState.Due.class, company.milestone(ADA, "ada", Milestone.CONTAINED));
        assertFalse(changed(directory).contains(ChangeKind.CLEAR_MFA));
        target(directory).accepts();
        company.world.pass(Duration.ofMinutes(30));
        assertEquals("closed", company.state(ADA));
        assertEquals(ChangeKind.CLEAR_MFA, changed(directory).getLast());
    }

    @Test
    void aCredentialThatAppearsBeforeTheLastListingIsRevokedToo() {
        TargetSystem directory = directory(ALL_STEPS, ALL_THINGS);
        beforeConfirmation(directory, () -> target(directory).credential("ada", "late"));
        adaLeaves();
        assertEquals("open", company.state(ADA), "the target is listed once more");
        assertEquals(
                1,
                company.events(EventType.LEAVER_MILESTONE_SLIPPED).size(),
                "contained, and neither blocked nor clean");
        assertEquals(0, target(directory).artefactsOf("ada"));
        company.world.pass(Duration.ofSeconds(10));
        assertEquals("closed", company.state(ADA));
        assertInstanceOf(Verdict.Gone.class, verdict("access key"));
    }

    @Test
    void aSessionThatComesBackIsEndedAgain() {
        TargetSystem directory = directory(ALL_STEPS, ALL_THINGS);
        target(directory).session("ada", "s-1");
        beforeConfirmation(directory, () -> target(directory).session("ada", "s-1"));
        adaLeaves();
        assertEquals("open", company.state(ADA));
        assertEquals(
                2,
                changed(directory).stream()
                        .filter(kind -> kind == ChangeKind.END_SESSIONS)
                        .count());
        company.world.pass(Duration.ofSeconds(10));
        assertEquals("closed", company.state(ADA));
        assertEquals(1, company.caseAccount(ADA, "ada").artefacts().size(), "it is the same session");
    }

    @Test
    void aSecondFactorThatAppearsMakesTheAccountUncleanAndNothingElse() {
        TargetSystem directory = directory(ALL_STEPS, ALL_THINGS);
        beforeConfirmation(directory, () -> target(directory).factor("ada", "card-2"));
        adaLeaves();
        assertEquals(2, company.operations(ADA, directory, Work.ClearMfa.class).size());
        assertEquals(
                1, company.operations(ADA, directory, Work.EndSessions.class).size());
        company.world.pass(Duration.ofSeconds(10));
        assertEquals("closed", company.state(ADA));
    }

    @Test
    void aConnectorThatOnlyDisablesLeavesThePasswordAndSaysSo() {
        TargetSystem directory = directory(EnumSet.of(ChangeKind.DISABLE_ACCOUNT), Set.of());
        target(directory).leave("ada", "Staff");
        adaLeaves();
        assertEquals("closed", company.state(ADA));
        assertEquals(List.of(ChangeKind.DISABLE_ACCOUNT), changed(directory));
        assertTrue(target(directory).isSecretKnown("ada"));
        assertInstanceOf(Verdict.Retained.class, verdict("password"));
        assertEquals(
                Set.of(Step.DISABLE, Step.REVOKE_MEMBERSHIPS),
                company.caseAccount(ADA, "ada").needed());
    }

    @Test
    void whatAConnectorDoesNotRemovePeopleRemoveAndTheTargetShows() {
        TargetSystem directory = directory(EnumSet.of(ChangeKind.DISABLE_ACCOUNT), EnumSet.of(ReadKind.CREDENTIALS));
        target(directory).credential("ada", "key-1");
        adaLeaves();
        assertEquals("open", company.state(ADA));
        assertEquals(List.of("REFUSED open", "REFUSED open"), company.exceptions(ADA));
        assertInstanceOf(Verdict.Open.class, verdict("access key"));
        target(directory).leave("ada", "Staff");
        target(directory).dropCredentials("ada");
        company.world.pass(Duration.ofMinutes(30));
        assertEquals("closed", company.state(ADA));
        assertEquals(List.of("REFUSED resolved", "REFUSED resolved"), company.exceptions(ADA));
        assertInstanceOf(Verdict.Gone.class, verdict("access key"));
    }

    @Test
    void aSystemThatDisablesNobodyIsNeverBlockedOnFaith() {
        Set<ChangeKind> changes = EnumSet.copyOf(ALL_STEPS);
        changes.remove(ChangeKind.DISABLE_ACCOUNT);
        TargetSystem directory = directory(changes, ALL_THINGS);
        adaLeaves();
        assertInstanceOf(MilestoneState.Due.class, company.milestone(ADA, "ada", Milestone.BLOCKED));
        LeaverException refused =
                company.exceptions(ADA, LeaverException.Kind.REFUSED).get(0);
        assertTrue(
                refused.finding().detail().contains("by hand"),
                refused.finding().detail());
        assertInstanceOf(Verdict.Open.class, verdict("sign-in"));
        target(directory).disable("ada");
        company.world.pass(Duration.ofMinutes(30));
        assertEquals("closed", company.state(ADA));
        assertInstanceOf(Verdict.Gone.class, verdict("sign-in"));
    }

    @Test
    void aListingThatCannotReadTheSessionsIsNone() {
        TargetSystem directory = directory(ALL_STEPS, ALL_THINGS);
        target(directory).session("ada", "s-1");
        target(directory).cannotReach(ReadKind.SESSIONS, "the session store does not answer");
        adaLeaves();
        assertTrue(company.shown(ADA).leaverCase().systems().get(0).listedAt().isEmpty());
        assertEquals("open", company.state(ADA));
        Operation.Waiting listing = assertInstanceOf(
                Operation.Waiting.class,
                company.operations(ADA, directory, Work.ListAccounts.class).get(0));
        assertEquals("unreachable", listing.last().orElseThrow().label());
        target(directory).letsReadAll();
        company.world.pass(Duration.ofMinutes(10));
        assertEquals("closed", company.state(ADA));
    }

    @Test
    void aListingThatMayNotReadTheKeysIsRefusedWithTheReason() {
        TargetSystem directory = directory(ALL_STEPS, ALL_THINGS);
        target(directory).refusesToRead(ReadKind.CREDENTIALS, "the connector may not list keys: grant it the right");
        adaLeaves();
        assertEquals("open", company.state(ADA));
        assertEquals(
                "the connector may not list keys: grant it the right",
                company.exceptions(ADA, LeaverException.Kind.REFUSED)
                        .get(0)
                        .finding()
                        .detail());
        target(directory).letsReadAll();
        company.world.pass(Duration.ofMinutes(30));
        assertEquals("closed", company.state(ADA));
    }

    @Test
    void aConnectorThatCouldNotBeConfiguredIsAskedOnceItCan() {
        TargetSystem directory = directory(ALL_STEPS, ALL_THINGS);
        target(directory).session("ada", "s-1");
        company.world.connectors.misconfigure("Directory");
        adaLeaves();
        assertEquals(
                Set.of(Step.DISABLE, Step.REVOKE_MEMBERSHIPS),
                company.caseAccount(ADA, "ada").needed());
        company.world.connectors.repair();
        company.world.pass(Duration.ofMinutes(30));
        assertEquals(Set.of(Step.values()), company.caseAccount(ADA, "ada").needed());
        assertEquals("closed", company.state(ADA));
        assertEquals(0, target(directory).artefactsOf("ada"));
    }

    @Test
    void whatComesBackOnASystemThatSteppedBackIsWithheld() {
        TargetSystem directory = directory(ALL_STEPS, ALL_THINGS);
        beforeConfirmation(directory, () -> {
            company.stepBack(directory, new SystemMode.Notify());
            target(directory).credential("ada", "late");
        });
        adaLeaves();
        assertInstanceOf(MilestoneState.Withheld.class, company.milestone(ADA, "ada", Milestone.CONTAINED));
        assertEquals(1, target(directory).artefactsOf("ada"));
        assertInstanceOf(Verdict.Open.class, verdict("access key"));
        company.promote(directory);
        company.world.pass(Duration.ofMinutes(1));
        assertEquals(0, target(directory).artefactsOf("ada"));
        company.world.pass(Duration.ofMinutes(1));
        assertEquals("closed", company.state(ADA));
    }

    @Test
    void whatIsToBeDoneIsShownBeforeASystemActs() {
        TargetSystem directory = company.system("Directory", new SystemMode.Notify());
        target(directory)
                .declares(ALL_STEPS, List.of())
                .reads(ALL_THINGS)
                .account("ada", Samples.employee(ADA))
                .factor("ada", "card-1");
        company.takeOver();
        company.read(directory);
        adaLeaves();
        assertEquals(6, company.operations(ADA, directory, Work.OnAccount.class).size());
        assertEquals(List.of(), changed(directory));
        company.promote(directory);
        company.world.pass(Duration.ofMinutes(10));
        assertEquals("closed", company.state(ADA));
        assertEquals(
                ChangeKind.CLEAR_MFA,
                changed(directory).getLast(),
                "though all was let go at once, the second factor went last");
    }

    @Test
    void idsOfWhatWasFoundStandInTheLogAsPersonalValuesAlone() {
        TargetSystem directory = directory(ALL_STEPS, ALL_THINGS);
        target(directory).credential("ada", "ada-laptop-key");
        adaLeaves();
        company.world.ports.auditLog().events().stream()
                .flatMap(event -> event.fields().stream())
                .filter(field -> field.toString().contains("ada-laptop-key"))
                .forEach(field -> assertInstanceOf(AuditField.Personal.class, field));
        assertTrue(company.events(EventType.LEAVER_CASE_CLOSED).get(0).fields().stream()
                .anyMatch(field ->
                        field instanceof AuditField.Personal && field.toString().contains("ada-laptop-key")));
    }

    // Sign-ins after the end (JML-5b)

    private TargetSystem withLog() {
        Set<ReadKind> reads = EnumSet.copyOf(ALL_THINGS);
        reads.add(ReadKind.SIGN_INS);
        return directory(ALL_STEPS, reads);
    }

    @Test
    void whoeverSignedInAfterTheEndOpensAnException() {
        TargetSystem directory = withLog();
        target(directory)
                .pagesOf(2)
                .signIn("ada", "before", CLOCK.minusSeconds(1))
                .signIn("ada", "a", CLOCK.plusSeconds(30))
                .signIn("ada", "b", CLOCK.plusSeconds(20))
                .signIn("ada", "b", CLOCK.plusSeconds(20))
                .signIn("ada", "c", CLOCK);
        adaLeaves();
        SignIns.Found found = assertInstanceOf(SignIns.Found.class, signIns());
        assertEquals(3, found.count());
        assertTrue(found.whole());
        assertEquals(CLOCK, found.first());
        assertEquals(CLOCK.plusSeconds(30), found.last());
        LeaverException exception =
                company.exceptions(ADA, LeaverException.Kind.SIGN_IN_AFTER_END).get(0);
        assertEquals(directory.owner(), exception.finding().owner());
        assertEquals("closed", company.state(ADA));
        assertEquals(
                "open",
                company.exceptions(ADA, LeaverException.Kind.SIGN_IN_AFTER_END)
                        .get(0)
                        .label());
        assertEquals(1, company.events(EventType.LEAVER_SIGN_INS_READ).size());
    }

    @Test
    void aLogWithoutSignInsIsSaidToHaveNone() {
        withLog();
        adaLeaves();
        assertInstanceOf(SignIns.None.class, signIns());
        assertEquals(List.of(), company.exceptions(ADA));
        assertEquals("closed", company.state(ADA));
    }

    @Test
    void aCaseWaitsForALogThatCannotBeReached() {
        TargetSystem directory = withLog();
        target(directory).cannotReach(ReadKind.SIGN_INS, "the log does not answer");
        adaLeaves();
        assertEquals("open", company.state(ADA));
        assertInstanceOf(SignIns.Awaited.class, signIns());
        assertFalse(company.shown(ADA).certificate().complete());
        target(directory).letsReadAll();
        company.world.pass(Duration.ofMinutes(10));
        assertInstanceOf(SignIns.None.class, signIns());
        assertEquals("closed", company.state(ADA));
    }

    @Test
    void aLogThatIsRefusedIsNotAvailableForTheTargetsReason() {
        TargetSystem directory = withLog();
        target(directory).refusesToRead(ReadKind.SIGN_INS, "the log is kept for a day: ask for the archive");
        adaLeaves();
        SignIns.Unavailable unavailable = assertInstanceOf(SignIns.Unavailable.class, signIns());
        assertEquals("the log is kept for a day: ask for the archive", unavailable.reason());
        assertEquals("closed", company.state(ADA));
    }

    @Test
    void aLogThatNoConnectorReadsIsNotAvailable() {
        directory(ALL_STEPS, ALL_THINGS);
        adaLeaves();
        assertInstanceOf(SignIns.Unavailable.class, signIns());
        assertEquals("closed", company.state(ADA));
        assertEquals(1, company.events(EventType.LEAVER_SIGN_INS_READ).size());
    }

    @Test
    void whoIsContainedAgainIsLookedAtAgain() {
        TargetSystem directory = withLog();
        beforeConfirmation(directory, () -> {
            target(directory).enable("ada");
            target(directory).signIn("ada", "late", CLOCK.plusSeconds(9));
        });
        adaLeaves();
        company.world.pass(Duration.ofSeconds(10));
        assertInstanceOf(SignIns.Found.class, signIns());
        assertEquals("closed", company.state(ADA));
    }

    @Test
    void soManySignInsAreCountedAsAtLeastSoMany() {
        TargetSystem directory = withLog();
        target(directory).pagesOf(4_000);
        for (int i = 0; i < 12_001; i++) {
            target(directory).signIn("ada", "s" + i, CLOCK.plusSeconds(i));
        }
        adaLeaves();
        SignIns.Found found = assertInstanceOf(SignIns.Found.class, signIns());
        assertEquals(12_000, found.count(), "no page after the ten-thousandth");
        assertFalse(found.whole());
    }

    // Sign-ins and calls from a log of what was done

    private ScriptedTarget withActivity() {
        Set<ReadKind> reads = EnumSet.copyOf(ALL_THINGS);
        reads.add(ReadKind.ACTIVITY);
        return target(directory(ALL_STEPS, reads));
    }

    private static ActivityEvent.What call(boolean succeeded) {
        return new ActivityEvent.What.Called("iam:CreateUser", Optional.empty(), succeeded);
    }

    private void logLagsBy(ScriptedTarget target, Duration lag) {
        target.logHolds(
                () -> new Activity.Coverage(Instant.MIN, company.world.now().minus(lag), Optional.empty()));
    }

    @Test
    void callsCountAsMuchAsSignInsAndWhatWasTurnedAwayDoesNot() {
        withActivity()
                .pagesOf(2)
                .activity("ada", "before", CLOCK.minusSeconds(1), new ActivityEvent.What.SignedIn())
                .activity("ada", "a", CLOCK, new ActivityEvent.What.SignedIn())
                .activity("ada", "b", CLOCK.plusSeconds(5), call(true))
                .activity("ada", "b", CLOCK.plusSeconds(5), call(true))
                .activity("ada", "c", CLOCK.plusSeconds(9), call(true))
                .activity("ada", "d", CLOCK.plusSeconds(10), call(false))
                .activity("ada", "e", CLOCK.plusSeconds(11), new ActivityEvent.What.SignInFailed());
        adaLeaves();
        SignIns.Found found = assertInstanceOf(SignIns.Found.class, signIns());
        assertEquals(3, found.count());
        assertEquals(2, found.calls());
        assertTrue(found.whole());
        assertEquals(CLOCK.plusSeconds(9), found.last());
        assertEquals(
                1,
                company.exceptions(ADA, LeaverException.Kind.SIGN_IN_AFTER_END).size());
    }

    @Test
    void thatThereWasNothingIsSaidOnceALateLogHoldsEverything() {
        logLagsBy(withActivity(), Duration.ofMinutes(15));
        adaLeaves();
        assertInstanceOf(SignIns.Awaited.class, signIns());
        assertEquals("open", company.state(ADA));
        assertEquals(List.of(), company.events(EventType.LEAVER_SIGN_INS_READ));
        company.world.pass(Duration.ofMinutes(19));
        assertInstanceOf(SignIns.Awaited.class, signIns());
        company.world.pass(Duration.ofMinutes(3));
        assertInstanceOf(SignIns.None.class, signIns());
        assertEquals("closed", company.state(ADA));
        assertEquals(List.of(), company.exceptions(ADA));
    }

    @Test
    void whatComesLateIntoALogIsFound() {
        ScriptedTarget target = withActivity();
        logLagsBy(target, Duration.ofMinutes(15));
        adaLeaves();
        target.activity("ada", "late", company.world.now().minusSeconds(30), call(true));
        assertInstanceOf(SignIns.Awaited.class, signIns());
        company.world.pass(Duration.ofMinutes(25));
        assertEquals(1, assertInstanceOf(SignIns.Found.class, signIns()).calls());
        assertEquals(
                1,
                company.exceptions(ADA, LeaverException.Kind.SIGN_IN_AFTER_END).size());
    }

    @Test
    void somebodyHearsOfACallBeforeTheLogIsWhole() {
        ScriptedTarget target = withActivity().activity("ada", "a", CLOCK, call(true));
        logLagsBy(target, Duration.ofMinutes(15));
        adaLeaves();
        assertInstanceOf(SignIns.Awaited.class, signIns());
        assertEquals(
                1,
                company.exceptions(ADA, LeaverException.Kind.SIGN_IN_AFTER_END).size());
        company.world.pass(Duration.ofMinutes(25));
        assertTrue(assertInstanceOf(SignIns.Found.class, signIns()).whole());
        assertEquals(
                1,
                company.exceptions(ADA, LeaverException.Kind.SIGN_IN_AFTER_END).size());
    }

    @Test
    void aLogThatStandsStillIsNotAvailable() {
        Instant end = CLOCK.minusSeconds(60);
        withActivity().logHolds(() -> new Activity.Coverage(Instant.MIN, end, Optional.empty()));
        adaLeaves();
        company.world.pass(Duration.ofHours(26));
        SignIns.Unavailable unavailable = assertInstanceOf(SignIns.Unavailable.class, signIns());
        assertTrue(unavailable.reason().contains(end.toString()), unavailable.reason());
        assertEquals("closed", company.state(ADA));
    }

    @Test
    void aLogThatDoesNotReachBackIsNotTakenForNothing() {
        ScriptedTarget target = withActivity();
        target.logHolds(() -> new Activity.Coverage(CLOCK.plusSeconds(1), Instant.MAX, Optional.empty()));
        adaLeaves();
        SignIns.Unavailable unavailable = assertInstanceOf(SignIns.Unavailable.class, signIns());
        assertTrue(unavailable.reason().contains(CLOCK.plusSeconds(1).toString()), unavailable.reason());
    }

    @Test
    void whatIsFoundInALogWithAGapIsAtLeastSoMuch() {
        withActivity()
                .activity("ada", "a", CLOCK, call(true))
                .logHolds(() ->
                        new Activity.Coverage(Instant.MIN, Instant.MAX, Optional.of("a file of the log is damaged")));
        adaLeaves();
        assertFalse(assertInstanceOf(SignIns.Found.class, signIns()).whole());
    }

    @Test
    void aGapInTheLogIsTheReasonWhyItIsNotAvailable() {
        withActivity()
                .logHolds(() ->
                        new Activity.Coverage(Instant.MIN, Instant.MAX, Optional.of("a file of the log is damaged")));
        adaLeaves();
        assertEquals(
                "a file of the log is damaged",
                assertInstanceOf(SignIns.Unavailable.class, signIns()).reason());
    }

    /** Another worker takes what this one is at, as if its time were over. */
    private void anotherWorkerClaims(TargetSystem system) {
        company.world.ports.transactions().call(now -> company.world
                .ports
                .operations()
                .claim(system.id(), 10, Duration.ofSeconds(1), true, now.plus(Duration.ofHours(1))));
    }

    private List<String> reasonsNotListenedTo() {
        return company.events(EventType.OPERATION_ATTEMPTED).stream()
                .filter(event -> event.fields().contains(new AuditField.Flag("listenedTo", false)))
                .flatMap(event -> event.fields().stream())
                .filter(field -> field.name().equals("reason"))
                .map(field -> ((AuditField.Text) field).value())
                .toList();
    }

    @Test
    void whoLosesItsClaimBetweenTwoPagesReadsNoFurther() {
        TargetSystem directory = withLog();
        target(directory).pagesOf(1).signIn("ada", "a", CLOCK).signIn("ada", "b", CLOCK);
        target(directory).duringNextLogPage(() -> anotherWorkerClaims(directory));
        adaLeaves();
        assertEquals(List.of("not read whole: another worker has it now"), reasonsNotListenedTo());
        company.world.pass(Duration.ofHours(2));
        assertInstanceOf(SignIns.Found.class, signIns());
        assertEquals("closed", company.state(ADA));
    }

    @Test
    void whoLosesItsClaimInAListingReadsNoFurther() {
        TargetSystem directory = directory(ALL_STEPS, ALL_THINGS);
        target(directory).duringNextListing(() -> anotherWorkerClaims(directory));
        adaLeaves();
        assertEquals(List.of("not read whole: another worker has it now"), reasonsNotListenedTo());
        company.world.pass(Duration.ofHours(2));
        assertEquals("closed", company.state(ADA));
    }

    // Synchronised systems

    private static final Duration EVERY = Duration.ofMinutes(30);

    private TargetSystem master = Samples.system("Directory", new SystemMode.Act());

    private TargetSystem cloud() {
        master = company.save(master);
        TargetSystem alone = Samples.system("Cloud", new SystemMode.Act());
        TargetSystem cloud = company.save(new TargetSystem(
                alone.id(),
                alone.name(),
                alone.owner(),
                alone.classification(),
                alone.sla(),
                alone.identityProvider(),
                alone.connector(),
                alone.correlation(),
                alone.classRules(),
                alone.nonHuman(),
                alone.outOfBandGrants(),
                alone.limits(),
                alone.mode(),
                alone.registeredAt(),
                alone.redirectedAt(),
                alone.baselineAt(),
                Optional.of(new Mastery(master.id(), EVERY)),
                Optional.empty(),
                Optional.empty(),
                0));
        target(master).account("ada", Samples.employee(ADA));
        target(cloud).account("ada-cloud", Samples.employee(ADA));
        company.takeOver();
        company.read(master);
        company.read(cloud);
        return cloud;
    }

    private boolean isConfirmed(TargetSystem system) {
        return company.shown(ADA).leaverCase().systems().stream()
                .filter(s -> s.system().equals(system.id()))
                .allMatch(s -> s.confirmedAt().isPresent());
    }

    @Test
    void aSynchronisedSystemIsConfirmedOnlyAfterTheNextSynchronisation() {
        TargetSystem cloud = cloud();
        adaLeaves();
        assertFalse(target(cloud).isEnabled("ada-cloud"));
        assertTrue(isConfirmed(master));
        assertFalse(isConfirmed(cloud));
        company.world.pass(EVERY.minusSeconds(1));
        assertFalse(isConfirmed(cloud));
        company.world.pass(Duration.ofSeconds(2));
        assertTrue(isConfirmed(cloud));
        assertEquals("closed", company.state(ADA));
    }

    @Test
    void whatTheSynchronisationEnablesAgainIsSeenAndDisabledAgain() {
        TargetSystem cloud = cloud();
        adaLeaves();
        company.world.pass(Duration.ofMinutes(10));
        target(cloud).enable("ada-cloud");
        company.world.pass(Duration.ofMinutes(21));
        assertFalse(target(cloud).isEnabled("ada-cloud"));
        assertEquals("open", company.state(ADA), "the next synchronisation may enable it again");
        company.world.pass(EVERY);
        assertEquals("closed", company.state(ADA));
    }

    @Test
    void whileTheMasterIsNotBlockedWhatItMastersIsNotConfirmed() {
        TargetSystem cloud = cloud();
        target(master).refuses(ChangeKind.DISABLE_ACCOUNT);
        adaLeaves();
        company.world.pass(Duration.ofHours(2));
        assertEquals(List.of(), company.operations(ADA, cloud, Work.ConfirmAccounts.class));
        target(master).accepts();
        company.world.pass(EVERY);
        assertInstanceOf(MilestoneState.Verified.class, company.milestone(ADA, "ada", Milestone.BLOCKED));
        assertFalse(isConfirmed(cloud));
        company.world.pass(EVERY);
        company.world.pass(EVERY);
        assertEquals("closed", company.state(ADA));
    }

    @Test
    void whatIsEnabledAtTheMasterAgainTakesTheConfirmationOfWhatItMastersBack() {
        TargetSystem cloud = cloud();
        // The master is listed a second time only after the cloud was confirmed.
        target(master).refuses(ChangeKind.REVOKE_MEMBERSHIPS);
        target(master).join("ada", "Staff");
        adaLeaves();
        company.world.pass(EVERY.plusSeconds(1));
        assertTrue(isConfirmed(cloud));
        target(master).enable("ada");
        target(master).accepts();
        company.world.pass(EVERY);
        assertFalse(target(master).isEnabled("ada"));
        assertFalse(isConfirmed(cloud));
        company.world.pass(EVERY);
        company.world.pass(EVERY);
        assertEquals("closed", company.state(ADA));
    }
}

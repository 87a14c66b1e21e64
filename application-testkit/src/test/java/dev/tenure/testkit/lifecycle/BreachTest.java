package dev.tenure.testkit.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.application.lifecycle.ExplainException;
import dev.tenure.application.lifecycle.FlagBreaches;
import dev.tenure.application.lifecycle.LeaverCases;
import dev.tenure.application.lifecycle.LeaverExceptions;
import dev.tenure.application.lifecycle.ListExceptions;
import dev.tenure.application.lifecycle.ListLeaverCases;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.domain.audit.EventType;
import dev.tenure.domain.inventory.SystemMode;
import dev.tenure.domain.inventory.TargetSystem;
import dev.tenure.domain.lifecycle.LeaverException;
import dev.tenure.domain.lifecycle.LeaverException.Kind;
import dev.tenure.domain.lifecycle.Milestone;
import dev.tenure.domain.lifecycle.MilestoneState;
import dev.tenure.testkit.Company;
import dev.tenure.testkit.sample.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Deadlines that pass. */
final class BreachTest {

    private static final String ADA = "1001";

    /** 24 hours after the end of Ada's last day. */
    private static final Instant SHUT_OUT_BY = Instant.parse("2026-03-02T23:00:00Z");

    private final Company company = new Company().worker(ADA, "Ada");
    private TargetSystem directory = Samples.system("Directory", new SystemMode.Act());

    @BeforeEach
    void adaLeavesADirectoryThatIsDown() {
        directory = company.save(directory);
        company.target(directory).account("ada", Samples.employee(ADA), "Staff");
        company.takeOver();
        company.read(directory);
        company.target(directory).goDown("the target does not answer");
        company.lastDay(ADA, "2026-03-01").takeOver();
    }

    private FlagBreaches.Outcome.Flagged flag() {
        return assertInstanceOf(
                FlagBreaches.Outcome.Flagged.class, company.world.flagBreaches.handle(new FlagBreaches.Command()));
    }

    private void at(Instant moment) {
        company.world.ports.transactions().advanceTo(moment);
    }

    private List<String> told() {
        return company.shown(ADA).escalations().stream()
                .map(e -> e.milestone().map(Milestone::label).orElse("listing") + " "
                        + e.level().percent())
                .toList();
    }

    @Test
    void eachClockTellsOfEachLevelOnce() {
        at(SHUT_OUT_BY.minus(Duration.ofHours(12)).minusSeconds(60));
        flag();
        assertEquals(List.of(), told());
        at(SHUT_OUT_BY.minus(Duration.ofHours(12)).plusSeconds(1));
        flag();
        flag();
        List<String> half = List.of("listing 50", "blocked 50", "contained 50");
        assertEquals(half, told());
        at(SHUT_OUT_BY.minus(Duration.ofMinutes(288)).plusSeconds(1));
        flag();
        List<String> most = List.of("listing 80", "blocked 80", "contained 80");
        assertEquals(Stream.concat(half.stream(), most.stream()).toList(), told());
        assertEquals(List.of(), company.exceptions(ADA, Kind.BREACH));
        at(SHUT_OUT_BY.plusSeconds(1));
        flag();
        flag();
        assertEquals(9, told().size());
        assertEquals(9, company.events(EventType.LEAVER_ESCALATED).size());
        assertEquals(3, company.exceptions(ADA, Kind.BREACH).size());
    }

    @Test
    void aLevelThatWasPassedUnnoticedIsNotToldAfterwards() {
        at(SHUT_OUT_BY.minus(Duration.ofHours(1)));
        flag();
        assertEquals(List.of("listing 80", "blocked 80", "contained 80"), told());
    }

    @Test
    void whatTheTargetShowedTellsNothing() {
        company.target(directory).comeBack();
        company.world.pass(Duration.ofHours(1));
        at(SHUT_OUT_BY.plus(Duration.ofDays(40)));
        flag();
        assertEquals(List.of(), told());
    }

    @Test
    void nothingIsABreachBeforeItsDeadline() {
        at(SHUT_OUT_BY.minusSeconds(60));
        assertEquals(new FlagBreaches.Outcome.Flagged(0, false), flag());
        assertEquals(List.of(), company.exceptions(ADA));
    }

    @Test
    void aBreachIsFlaggedOnceForEveryMilestoneAndForTheListingWithItsOwner() {
        at(SHUT_OUT_BY.plusSeconds(1));
        assertEquals(new FlagBreaches.Outcome.Flagged(1, false), flag());
        assertEquals(new FlagBreaches.Outcome.Flagged(0, false), flag());
        List<LeaverException> breaches = company.exceptions(ADA, Kind.BREACH);
        assertEquals(3, breaches.size());
        assertEquals(
                List.of(Optional.<Milestone>empty(), Optional.of(Milestone.BLOCKED), Optional.of(Milestone.CONTAINED)),
                breaches.stream().map(b -> b.finding().milestone()).toList());
        assertTrue(breaches.stream().allMatch(b -> b.finding().owner().equals("owner-of-Directory")));
        assertEquals(3, company.events(EventType.EXCEPTION_OPENED).size());
    }

    @Test
    void theAttemptsGoOnAndALateVerificationResolvesTheBreachAndKeepsIt() {
        at(SHUT_OUT_BY.plusSeconds(1));
        flag();
        company.target(directory).comeBack();
        company.world.pass(Duration.ofHours(1));
        assertEquals("closed", company.state(ADA));
        assertEquals(List.of("BREACH resolved", "BREACH resolved", "BREACH resolved"), company.exceptions(ADA));
        MilestoneState.Verified verified =
                assertInstanceOf(MilestoneState.Verified.class, company.milestone(ADA, "ada", Milestone.BLOCKED));
        assertTrue(verified.late());
        assertEquals(0, flag().cases());
    }

    @Test
    void whatSlipsAfterItsDeadlineIsABreachOfItsOwn() {
        at(SHUT_OUT_BY.plusSeconds(1));
        flag();
        company.target(directory).comeBack();
        company.target(directory).duringNextListing(() -> {});
        company.target(directory).duringNextListing(() -> {
            company.target(directory).enable("ada");
            company.target(directory)
                    .duringNextChange(() -> company.target(directory).goDown("the target does not answer"));
        });
        company.world.pass(Duration.ofHours(1));
        flag();
        assertEquals(
                2,
                company.exceptions(ADA, Kind.BREACH).stream()
                        .filter(e -> e.finding().milestone().equals(Optional.of(Milestone.BLOCKED)))
                        .count());
    }

    @Test
    void theTimeToCleanIsABreachOfItsOwnThirtyDaysOn() {
        at(SHUT_OUT_BY.plus(Duration.ofDays(29)).plusSeconds(1));
        flag();
        assertTrue(company.exceptions(ADA, Kind.BREACH).stream()
                .anyMatch(e -> e.finding().milestone().equals(Optional.of(Milestone.CLEAN))));
    }

    @Test
    void theFrontPageCountsWhatIsLate() {
        at(SHUT_OUT_BY.plusSeconds(1));
        flag();
        ListLeaverCases.Outcome.Listed listed = assertInstanceOf(
                ListLeaverCases.Outcome.Listed.class,
                company.world.listLeaverCases.handle(new ListLeaverCases.Command(
                        Company.OPERATOR,
                        new LeaverCases.Filter(Optional.of("open"), true, Optional.of("ada")),
                        PageRequest.first())));
        assertEquals(1, listed.cases().items().size());
        assertEquals(3, listed.cases().items().get(0).overdue());
        assertEquals(new LeaverCases.Totals(1, 1, 0, 3), listed.totals());
    }

    // Explaining -------------------------------------------------------------------------------------------------

    private ExplainException.Outcome explain(UUID id, String cause, String impact) {
        return company.world.explainException.handle(new ExplainException.Command(Company.OPERATOR, id, cause, impact));
    }

    private UUID breach() {
        at(SHUT_OUT_BY.plusSeconds(1));
        flag();
        return company.exceptions(ADA, Kind.BREACH).get(0).finding().id();
    }

    @Test
    void anExceptionIsExplainedOnceAndTheExplanationStays() {
        UUID id = breach();
        ExplainException.Outcome.Explained explained =
                assertInstanceOf(ExplainException.Outcome.Explained.class, explain(id, "  the cause ", "the impact"));
        LeaverException.Explained state = assertInstanceOf(LeaverException.Explained.class, explained.exception());
        assertEquals("the cause", state.explanation().cause());
        assertInstanceOf(ExplainException.Outcome.AlreadyExplained.class, explain(id, "another", "another"));
        assertEquals(1, company.events(EventType.EXCEPTION_EXPLAINED).size());
        company.target(directory).comeBack();
        company.world.pass(Duration.ofHours(1));
        assertInstanceOf(ExplainException.Outcome.AlreadyExplained.class, explain(id, "another", "another"));
        LeaverException.Resolved resolved = assertInstanceOf(
                LeaverException.Resolved.class,
                company.exceptions(ADA, Kind.BREACH).get(0));
        assertEquals("the cause", resolved.explanation().orElseThrow().cause());
    }

    @Test
    void anExceptionThatIsOverCanBeExplainedAfterwards() {
        UUID id = breach();
        company.target(directory).comeBack();
        company.world.pass(Duration.ofHours(1));
        assertInstanceOf(ExplainException.Outcome.Explained.class, explain(id, "the cause", "the impact"));
    }

    @Test
    void anExplanationIsNeitherEmptyNorEndless() {
        UUID id = breach();
        assertInstanceOf(ExplainException.Outcome.BadCause.class, explain(id, " ", "impact"));
        assertInstanceOf(ExplainException.Outcome.BadCause.class, explain(id, "x".repeat(2_001), "impact"));
        assertInstanceOf(ExplainException.Outcome.BadImpact.class, explain(id, "cause", ""));
        assertInstanceOf(ExplainException.Outcome.BadImpact.class, explain(id, "cause", "x".repeat(2_001)));
        assertInstanceOf(ExplainException.Outcome.Explained.class, explain(id, "x".repeat(2_000), "x".repeat(2_000)));
    }

    @Test
    void anUnknownExceptionIsTold() {
        assertInstanceOf(ExplainException.Outcome.Unknown.class, explain(new UUID(0, 7), "cause", "impact"));
    }

    @Test
    void exceptionsAreListedAndFiltered() {
        breach();
        ListExceptions.Outcome.Listed listed = assertInstanceOf(
                ListExceptions.Outcome.Listed.class,
                company.world.listExceptions.handle(new ListExceptions.Command(
                        Company.AUDITOR,
                        new LeaverExceptions.Filter(true, Optional.of(Kind.BREACH)),
                        PageRequest.first())));
        assertEquals(3, listed.exceptions().items().size());
        listed.exceptions().items().forEach(named -> assertEquals(Optional.of("Ada Sample"), named.person()));
    }
}

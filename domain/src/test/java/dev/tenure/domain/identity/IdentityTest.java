package dev.tenure.domain.identity;

import static dev.tenure.domain.identity.Told.fromTo;
import static dev.tenure.domain.identity.Told.leave;
import static dev.tenure.domain.identity.Told.since;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a record or the time does to somebody. */
final class IdentityTest {

    private static final IdentityId ID = new IdentityId(new UUID(0, 1));

    private final Told told = new Told();
    private Identity identity = SamplePeople.in(new Employment.Active(Tenure.first(SamplePeople.A_DAY)));

    /** Hears of the person for the first time. */
    private String hire(String moment) {
        Identity.Taken taken = Identity.hire(ID, SamplePeople.KEY, told.dossier(), Instant.parse(moment));
        identity = taken.identity();
        return taken.change() + " " + Told.inShort(identity.employment());
    }

    /** Takes what was told by a moment. */
    private List<String> take(String moment) {
        List<Identity.Taken> steps = identity.take(told.dossier(), Instant.parse(moment));
        identity = steps.getLast().identity();
        return steps.stream()
                .map(step -> step.change() + " " + Told.inShort(step.identity().employment()))
                .toList();
    }

    private Instant outAt() {
        return ((Employment.Out) identity.employment()).outAt();
    }

    @Test
    void somebodyNewIsHiredWhateverTheirFirstDay() {
        told.on("2026-05-20", since("2026-06-01"));
        assertEquals("HIRED expected (1 HIRED 2026-06-01)", hire("2026-05-20T12:00:02Z"));
        assertEquals(Optional.of(Instant.parse("2026-05-31T22:00:00Z")), identity.nextDue());
        assertEquals("HIRED active (1 HIRED 2026-06-01)", hire("2026-06-20T12:00:02Z"));
        assertEquals(Optional.empty(), identity.nextDue());
    }

    @Test
    void somebodyNewMayHaveLeftAlready() {
        told.on("2026-05-20", fromTo("2026-01-01", "2026-03-31"));
        assertEquals("ENDED ended (1 HIRED 2026-01-01)", hire("2026-05-20T12:00:02Z"));
        assertTrue(identity.isOut());
    }

    @Test
    void whereNothingChangedTheOnlyStepSaysSo() {
        told.on("2026-05-20", since("2026-01-01"));
        hire("2026-05-20T12:00:02Z");
        assertEquals(List.of("NONE active (1 HIRED 2026-01-01)"), take("2026-05-21T00:00:00Z"));
    }

    @Test
    void aDayThatComesIsAStart() {
        told.on("2026-05-20", since("2026-06-01"));
        hire("2026-05-20T12:00:02Z");
        assertEquals(List.of("STARTED active (1 HIRED 2026-06-01)"), take("2026-06-01T00:00:00Z"));
    }

    @Test
    void anEndingIsScheduledCorrectedRescindedAndTakesEffect() {
        told.on("2026-05-20", since("2026-01-01"));
        hire("2026-05-20T12:00:02Z");
        told.on("2026-05-21", fromTo("2026-01-01", "2026-06-30"));
        assertEquals(
                List.of("TERMINATION_SCHEDULED active, ends 2026-06-30 (1 HIRED 2026-01-01)"),
                take("2026-05-21T12:00:02Z"));
        told.on("2026-05-22", fromTo("2026-01-01", "2026-07-31"));
        assertEquals(
                List.of("TERMINATION_CORRECTED active, ends 2026-07-31 (1 HIRED 2026-01-01)"),
                take("2026-05-22T12:00:02Z"));
        told.on("2026-05-23", since("2026-01-01"));
        assertEquals(List.of("TERMINATION_RESCINDED active (1 HIRED 2026-01-01)"), take("2026-05-23T12:00:02Z"));
        told.on("2026-05-24", fromTo("2026-01-01", "2026-06-30"));
        take("2026-05-24T12:00:02Z");
        assertEquals(List.of("ENDED ended (1 HIRED 2026-01-01)"), take("2026-06-30T22:00:00Z"));
        assertEquals(Instant.parse("2026-06-30T22:00:00Z"), outAt());
    }

    @Test
    void aCorrectionAfterTheFactKeepsWhenThePersonWasLetGo() {
        told.on("2026-05-20", fromTo("2026-01-01", "2026-06-30"));
        hire("2026-07-02T00:00:00Z");
        told.on("2026-07-03", fromTo("2026-01-01", "2026-06-25"));
        assertEquals(List.of("TERMINATION_CORRECTED ended (1 HIRED 2026-01-01)"), take("2026-07-03T12:00:02Z"));
        assertEquals(Instant.parse("2026-07-02T00:00:00Z"), outAt());
    }

    @Test
    void whoWorkedOnAfterTheyWereLetGoLeavesOnceMore() {
        told.on("2026-05-20", fromTo("2026-01-01", "2026-06-30"));
        hire("2026-07-02T00:00:00Z");
        Identity before = identity;
        told.on("2026-07-20", fromTo("2026-01-01", "2026-07-10"));
        assertEquals(List.of("ENDED ended (1 HIRED 2026-01-01)"), take("2026-07-20T12:00:02Z"));
        assertEquals(Instant.parse("2026-07-20T12:00:02Z"), outAt());
        assertFalse(identity.isOutSince(before));
    }

    @Test
    void aLeaverWhoseZoneIsCorrectedHasNotWorkedOn() {
        told.on("2026-05-20", fromTo("2026-01-01", "2026-06-30"));
        hire("2026-05-20T12:00:02Z");
        take("2026-06-30T22:00:00Z");
        told.in("America/New_York").on("2026-07-20", fromTo("2026-01-01", "2026-06-30"));
        assertEquals(List.of("PROFILE_CHANGED ended (1 HIRED 2026-01-01)"), take("2026-07-20T12:00:02Z"));
    }

    @Test
    void gardenLeaveThatEndsIsTheSameLeaving() {
        told.on("2026-05-20", fromTo("2026-01-01", "2026-06-30", "2026-09-30"));
        hire("2026-05-20T12:00:02Z");
        assertEquals(List.of("GARDEN_LEAVE_BEGAN garden leave (1 HIRED 2026-01-01)"), take("2026-06-30T22:00:00Z"));
        Identity before = identity;
        assertEquals(List.of("ENDED ended (1 HIRED 2026-01-01)"), take("2026-09-30T22:00:00Z"));
        assertEquals(Instant.parse("2026-06-30T22:00:00Z"), outAt());
        assertTrue(identity.isOutSince(before));
    }

    @Test
    void anEndingTakenBackAfterItTookEffectReinstates() {
        told.on("2026-05-20", fromTo("2026-01-01", "2026-06-30"));
        hire("2026-07-02T00:00:00Z");
        told.on("2026-07-03", since("2026-01-01"));
        assertEquals(List.of("REINSTATED active (1 HIRED 2026-01-01)"), take("2026-07-03T12:00:02Z"));
    }

    @Test
    void aLeaveBeginsAndEnds() {
        told.on("2026-05-20", since("2026-01-01").onLeave(leave("2026-06-10", "2026-06-12")));
        hire("2026-05-20T12:00:02Z");
        assertEquals(List.of("LEAVE_BEGAN on leave (1 HIRED 2026-01-01)"), take("2026-06-10T00:00:00Z"));
        assertEquals(List.of("LEAVE_ENDED active (1 HIRED 2026-01-01)"), take("2026-06-13T00:00:00Z"));
    }

    @Test
    void aHireTakenBackIsCancelledAndOneRestoredReinstated() {
        told.on("2026-05-20", since("2026-06-01"));
        hire("2026-05-20T12:00:02Z");
        told.on("2026-05-21", since("2026-06-01").cancel());
        assertEquals(List.of("HIRE_CANCELLED cancelled (1 HIRED 2026-06-01)"), take("2026-05-21T12:00:02Z"));
        told.on("2026-05-22", since("2026-06-01"));
        assertEquals(List.of("REINSTATED expected (1 HIRED 2026-06-01)"), take("2026-05-22T12:00:02Z"));
        assertFalse(identity.isOut());
    }

    @Test
    void whoLeftIsHiredAgainForADayToComeAndStartsThen() {
        told.on("2026-05-20", fromTo("2026-01-01", "2026-06-30"));
        hire("2026-07-02T00:00:00Z");
        told.on("2026-07-03", since("2026-09-01"));
        assertEquals(List.of("REHIRED expected (2 REHIRED 2026-09-01)"), take("2026-07-03T12:00:02Z"));
        assertTrue(identity.isOut());
        assertEquals(List.of("STARTED active (2 REHIRED 2026-09-01)"), take("2026-09-01T00:00:00Z"));
        assertFalse(identity.isOut());
    }

    @Test
    void aNewHireTakenBackLeavesThemAsTheyWere() {
        told.on("2026-05-20", fromTo("2026-01-01", "2026-06-30"));
        hire("2026-07-02T00:00:00Z");
        told.on("2026-07-03", since("2026-09-01"));
        take("2026-07-03T12:00:02Z");
        Identity before = identity;
        told.on("2026-08-03", since("2026-09-01").cancel());
        assertEquals(List.of("HIRE_CANCELLED ended (1 HIRED 2026-01-01)"), take("2026-08-03T12:00:02Z"));
        assertTrue(identity.isOutSince(before));
    }

    @Test
    void whoLeftAndCameBackUnnoticedHasLeftFirst() {
        told.on("2026-05-20", since("2026-01-01"));
        hire("2026-05-20T12:00:02Z");
        told.on("2026-06-01", fromTo("2026-01-01", "2026-06-30")).on("2026-07-03", since("2026-07-15"));
        assertEquals(
                List.of("ENDED ended (1 HIRED 2026-01-01)", "REHIRED active (2 REHIRED 2026-07-15)"),
                take("2026-08-01T00:00:00Z"));
    }

    @Test
    void whoseEndingIsHeardOfOnlyAfterTheNewHireHasLeftAllTheSame() {
        told.on("2026-05-20", since("2026-01-01"));
        hire("2026-05-20T12:00:02Z");
        told.on("2026-07-05", since("2026-09-01"));
        assertEquals(List.of("PROFILE_CHANGED expected (1 HIRED 2026-09-01)"), take("2026-07-05T12:00:02Z"));
        told.on("2026-06-20", fromTo("2026-01-01", "2026-06-30"));
        assertEquals(
                List.of("ENDED ended (1 HIRED 2026-01-01)", "REHIRED expected (2 REHIRED 2026-09-01)"),
                take("2026-07-06T12:00:02Z"));
    }

    @Test
    void theLeavingInBetweenIsByTheDaysOfTheTenureThatEnded() {
        told.in("Asia/Tokyo").on("2026-05-20", fromTo("2026-01-01", "2026-06-30"));
        hire("2026-05-20T12:00:02Z");
        told.in("America/New_York").on("2026-06-10", since("2026-09-01"));
        List<Identity.Taken> steps = identity.take(told.dossier(), Instant.parse("2026-06-30T15:00:00Z"));
        assertEquals(
                List.of("Asia/Tokyo", "America/New_York"),
                steps.stream()
                        .map(step -> step.identity().profile().zone().getId())
                        .toList());
    }

    @Test
    void anEarlierTenureThatIsHeardOfLateIsNoLeaving() {
        told.on("2026-05-20", since("2026-01-01"));
        hire("2026-05-20T12:00:02Z");
        told.on("2021-05-20", fromTo("2020-01-01", "2021-12-31"));
        assertEquals(List.of("PROFILE_CHANGED active (2 REHIRED 2026-01-01)"), take("2026-05-21T00:00:00Z"));
    }

    @Test
    void anEarlierTenureOfALeaverThatIsHeardOfLateIsNoSecondLeaving() {
        told.on("2026-05-20", fromTo("2026-01-01", "2026-04-30"));
        hire("2026-05-20T12:00:02Z");
        told.on("2021-05-20", fromTo("2020-01-01", "2021-12-31"));
        assertEquals(List.of("TERMINATION_CORRECTED ended (2 REHIRED 2026-01-01)"), take("2026-05-21T00:00:00Z"));
    }

    @Test
    void whoIsConvertedGoesOn() {
        told.as(IdentityKind.CONTRACTOR).on("2026-05-20", since("2026-01-01"));
        hire("2026-05-20T12:00:02Z");
        told.as(IdentityKind.EMPLOYEE).on("2026-06-20", since("2026-07-01"));
        assertEquals(List.of("NONE active (1 HIRED 2026-01-01)"), take("2026-06-20T12:00:02Z"));
        assertEquals(IdentityKind.CONTRACTOR, identity.profile().kind());
        assertEquals(List.of("CONVERTED active (2 CONVERTED 2026-07-01)"), take("2026-07-01T00:00:00Z"));
        assertEquals(IdentityKind.EMPLOYEE, identity.profile().kind());
    }

    @Test
    void whoseGapIsClosedWhileTheyWaitWorksAfterAll() {
        told.on("2026-05-20", fromTo("2026-01-01", "2026-06-30"));
        hire("2026-07-02T00:00:00Z");
        told.on("2026-07-03", since("2026-09-01"));
        take("2026-07-03T12:00:02Z");
        told.on("2026-07-04", since("2026-01-01"));
        assertEquals(List.of("REINSTATED active (1 HIRED 2026-01-01)"), take("2026-07-04T12:00:02Z"));
    }

    @Test
    void aNewNameIsAChangeOfProfile() {
        told.on("2026-05-20", since("2026-01-01"));
        hire("2026-05-20T12:00:02Z");
        told.describing(SamplePeople.profile("Adah", SamplePeople.BERLIN)).on("2026-05-21", since("2026-01-01"));
        assertEquals(List.of("PROFILE_CHANGED active (1 HIRED 2026-01-01)"), take("2026-05-21T12:00:02Z"));
    }
}

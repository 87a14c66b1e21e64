package dev.tenure.domain.identity;

import static dev.tenure.domain.identity.Told.fromTo;
import static dev.tenure.domain.identity.Told.leave;
import static dev.tenure.domain.identity.Told.shutAt;
import static dev.tenure.domain.identity.Told.since;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Where somebody stands, told by hand. Berlin's days end at 22:00 UTC in summer and at 23:00 UTC in winter. */
final class TimelineTest {

    private final Told told = new Told();

    @Test
    void nobodyHasATimelineOfWhomNothingWasSaid() {
        assertThrows(IllegalArgumentException.class, () -> Timeline.of(List.of()));
    }

    @Test
    void whoIsHiredWorksFromTheFirstMomentOfTheFirstDayInTheirZone() {
        told.on("2026-05-20", since("2026-06-01"));
        assertEquals("expected (1 HIRED 2026-06-01)", told.stands("2026-05-31T21:59:59.999Z"));
        assertEquals("active (1 HIRED 2026-06-01)", told.stands("2026-05-31T22:00:00Z"));
    }

    @Test
    void aScheduledEndingTakesEffectWhenTheLastDayIsOver() {
        told.on("2026-05-20", since("2026-01-01")).on("2026-05-21", fromTo("2026-01-01", "2026-06-30"));
        assertEquals("active, ends 2026-06-30 (1 HIRED 2026-01-01)", told.stands("2026-06-30T21:59:59Z"));
        assertEquals("ended (1 HIRED 2026-01-01)", told.stands("2026-06-30T22:00:00Z"));
    }

    @Test
    void aCorrectionMovesTheEndingAndKeepsWhenItWasFirstHeardOf() {
        told.on("2026-05-20", fromTo("2026-01-01", "2026-06-30")).on("2026-05-25", fromTo("2026-01-01", "2026-07-31"));
        assertEquals("active, ends 2026-07-31 (1 HIRED 2026-01-01)", told.stands("2026-07-15T00:00:00Z"));
        Employment.TerminationScheduled scheduled = (Employment.TerminationScheduled)
                told.timeline().at(Instant.parse("2026-06-01T00:00:00Z"), Instant.EPOCH);
        assertEquals(Instant.parse("2026-05-20T12:00:01Z"), scheduled.receivedAt());
    }

    @Test
    void anEndingBroughtForwardIntoThePastIsLearntWithTheCorrection() {
        told.on("2026-05-20", fromTo("2026-01-01", "2026-12-31")).on("2026-07-10", fromTo("2026-01-01", "2026-06-30"));
        assertEquals(
                Instant.parse("2026-07-10T12:00:01Z"),
                out("2026-07-11T00:00:00Z").receivedAt());
    }

    @Test
    void anEndingTakenBackIsNone() {
        told.on("2026-05-20", fromTo("2026-01-01", "2026-06-30")).on("2026-05-25", since("2026-01-01"));
        assertEquals("active (1 HIRED 2026-01-01)", told.stands("2026-08-01T00:00:00Z"));
    }

    @Test
    void anEndingTakenBackAfterItTookEffectLetsTheTenureGoOn() {
        told.on("2026-05-20", fromTo("2026-01-01", "2026-06-30"));
        assertEquals("ended (1 HIRED 2026-01-01)", told.stands("2026-07-02T00:00:00Z"));
        told.on("2026-07-03", since("2026-01-01"));
        assertEquals("active (1 HIRED 2026-01-01)", told.stands("2026-07-04T00:00:00Z"));
    }

    @Test
    void gardenLeaveLastsFromTheLastWorkingDayToTheEndOfTheContract() {
        told.on("2026-05-20", fromTo("2026-01-01", "2026-06-30", "2026-09-30"));
        assertEquals("active, ends 2026-06-30 (1 HIRED 2026-01-01)", told.stands("2026-06-30T21:59:59Z"));
        assertEquals("garden leave (1 HIRED 2026-01-01)", told.stands("2026-06-30T22:00:00Z"));
        assertEquals("garden leave (1 HIRED 2026-01-01)", told.stands("2026-09-30T21:59:59Z"));
        assertEquals("ended (1 HIRED 2026-01-01)", told.stands("2026-09-30T22:00:00Z"));
    }

    @Test
    void whoseClockStartsByTheContractHasNoGardenLeave() {
        Termination ending = new Termination(
                LocalDate.parse("2026-06-30"),
                Optional.of(LocalDate.parse("2026-09-30")),
                Optional.empty(),
                Optional.empty(),
                ClockPolicy.EFFECTIVE_DATE_OR_NOTICE);
        told.on("2026-05-20", since("2026-01-01").ending(Optional.of(ending)));
        assertEquals("active, ends 2026-06-30 (1 HIRED 2026-01-01)", told.stands("2026-09-30T21:59:59Z"));
        assertEquals("ended (1 HIRED 2026-01-01)", told.stands("2026-09-30T22:00:00Z"));
    }

    @Test
    void anImmediateNoticeShutsAtOnceAndTheContractGoesOn() {
        told.on("2026-05-20", shutAt("2026-01-01", "2026-06-30", "2026-06-10T09:30:00Z"));
        assertEquals("active, ends 2026-06-30 (1 HIRED 2026-01-01)", told.stands("2026-06-10T09:29:59Z"));
        assertEquals("garden leave (1 HIRED 2026-01-01)", told.stands("2026-06-10T09:30:00Z"));
        assertEquals("ended (1 HIRED 2026-01-01)", told.stands("2026-06-30T22:00:00Z"));
    }

    @Test
    void whoIsShutBeforeTheFirstDayIsExpectedNoLonger() {
        told.on("2026-05-20", shutAt("2026-07-01", "2026-07-31", "2026-06-10T09:30:00Z"));
        assertEquals("expected, ends 2026-07-31 (1 HIRED 2026-07-01)", told.stands("2026-06-10T09:29:59Z"));
        assertEquals("garden leave (1 HIRED 2026-07-01)", told.stands("2026-06-10T09:30:00Z"));
        assertEquals("garden leave (1 HIRED 2026-07-01)", told.stands("2026-07-10T00:00:00Z"));
    }

    @Test
    void aLeaveCoversItsDaysAndNoOthers() {
        told.on("2026-05-20", since("2026-01-01").onLeave(leave("2026-06-10", "2026-06-12")));
        assertEquals("active (1 HIRED 2026-01-01)", told.stands("2026-06-09T21:59:59Z"));
        assertEquals("on leave (1 HIRED 2026-01-01)", told.stands("2026-06-09T22:00:00Z"));
        assertEquals("on leave (1 HIRED 2026-01-01)", told.stands("2026-06-12T21:59:59Z"));
        assertEquals("active (1 HIRED 2026-01-01)", told.stands("2026-06-12T22:00:00Z"));
    }

    @Test
    void aLeaveWithoutAnEndLastsUntilHrNamesOne() {
        told.on("2026-05-20", since("2026-01-01").onLeave(leave("2026-06-10")));
        assertEquals("on leave (1 HIRED 2026-01-01)", told.stands("2030-01-01T00:00:00Z"));
        told.on("2026-07-01", since("2026-01-01").onLeave(leave("2026-06-10", "2026-07-05")));
        assertEquals("active (1 HIRED 2026-01-01)", told.stands("2026-07-06T00:00:00Z"));
    }

    @Test
    void whoseEndComesDuringALeaveIsOnLeaveUntilThen() {
        told.on("2026-05-20", fromTo("2026-01-01", "2026-06-30").onLeave(leave("2026-06-10")));
        assertEquals("active, ends 2026-06-30 (1 HIRED 2026-01-01)", told.stands("2026-06-01T00:00:00Z"));
        assertEquals("on leave, ends 2026-06-30 (1 HIRED 2026-01-01)", told.stands("2026-06-11T00:00:00Z"));
        assertEquals("ended (1 HIRED 2026-01-01)", told.stands("2026-07-01T00:00:00Z"));
    }

    @Test
    void aHireTakenBackIsCancelledAndMayBeRestored() {
        told.on("2026-05-20", since("2026-06-01"))
                .on("2026-05-25", since("2026-06-01").cancel());
        assertEquals("cancelled (1 HIRED 2026-06-01)", told.stands("2026-05-26T00:00:00Z"));
        assertEquals("cancelled (1 HIRED 2026-06-01)", told.stands("2026-06-26T00:00:00Z"));
        told.on("2026-05-28", since("2026-06-15"));
        assertEquals("expected (1 HIRED 2026-06-15)", told.stands("2026-06-01T00:00:00Z"));
        assertEquals("active (1 HIRED 2026-06-15)", told.stands("2026-06-15T00:00:00Z"));
    }

    @Test
    void aHireWithAnEndFromTheBeginningThatIsTakenBackIsLearntOfThen() {
        told.on("2026-05-01", fromTo("2026-07-01", "2026-12-31"))
                .on("2026-06-20", fromTo("2026-07-01", "2026-12-31").cancel());
        assertEquals(
                Instant.parse("2026-06-20T12:00:01Z"),
                out("2026-06-21T00:00:00Z").receivedAt());
    }

    @Test
    void whoIsHiredAgainWithAGapHasLeftInBetween() {
        told.on("2026-05-20", fromTo("2026-01-01", "2026-06-30")).on("2026-06-20", since("2026-09-01"));
        assertEquals("active, ends 2026-06-30 (1 HIRED 2026-01-01)", told.stands("2026-06-30T21:59:59Z"));
        assertEquals("expected (2 REHIRED 2026-09-01)", told.stands("2026-07-01T00:00:00Z"));
        assertEquals("active (2 REHIRED 2026-09-01)", told.stands("2026-09-01T00:00:00Z"));
        assertEquals(2, told.timeline().tenures().size());
    }

    @Test
    void aNewHireTakenBackLeavesThePersonAsTheyWere() {
        told.on("2026-05-20", fromTo("2026-01-01", "2026-06-30"))
                .on("2026-07-20", since("2026-09-01"))
                .on("2026-08-20", since("2026-09-01").cancel());
        assertEquals("ended (1 HIRED 2026-01-01)", told.stands("2026-08-21T00:00:00Z"));
        assertEquals("ended (1 HIRED 2026-01-01)", told.stands("2026-09-21T00:00:00Z"));
    }

    @Test
    void theFirstDayOfANewTenureMayBeCorrected() {
        told.on("2026-05-20", fromTo("2026-01-01", "2026-06-30"))
                .on("2026-07-20", since("2026-09-01"))
                .on("2026-07-21", since("2026-08-15"));
        assertEquals("active (2 REHIRED 2026-08-15)", told.stands("2026-08-16T00:00:00Z"));
        told.on("2026-07-22", since("2026-01-01"));
        assertEquals("active (1 HIRED 2026-01-01)", told.stands("2026-07-23T00:00:00Z"));
    }

    @Test
    void aFirstDayPutOffBehindTheEndThatWasKnownIsNoSecondTenure() {
        told.on("2026-05-20", fromTo("2026-06-01", "2026-06-30")).on("2026-05-25", fromTo("2026-07-15", "2026-12-31"));
        assertEquals("expected, ends 2026-12-31 (1 HIRED 2026-07-15)", told.stands("2026-06-10T00:00:00Z"));
    }

    @Test
    void aContractThatFollowsTheNextDayIsTheSameTenure() {
        told.on("2026-05-20", fromTo("2026-01-01", "2026-06-30")).on("2026-06-20", fromTo("2026-07-01", "2026-12-31"));
        assertEquals("active (1 HIRED 2026-01-01)", told.stands("2026-06-30T21:59:59Z"));
        assertEquals("active, ends 2026-12-31 (1 HIRED 2026-01-01)", told.stands("2026-06-30T22:00:00Z"));
        assertEquals(Optional.empty(), told.timeline().out(Instant.parse("2026-07-05T00:00:00Z"), Instant.EPOCH));
    }

    @Test
    void whoWasShutAtOnceHasLeftThoughTheNextContractFollows() {
        told.on("2026-05-20", shutAt("2026-01-01", "2026-06-30", "2026-06-10T09:30:00Z"))
                .by("sample-hr", "2002")
                .on("2026-06-20", since("2026-07-01"));
        assertEquals("expected (2 REHIRED 2026-07-01)", told.stands("2026-06-20T00:00:00Z"));
    }

    @Test
    void whoIsShutAtOnceBeforeARenewalBeginsIsShut() {
        told.on("2026-05-20", fromTo("2026-01-01", "2026-06-30"))
                .on("2026-06-01", since("2026-07-01"))
                .on("2026-06-10", shutAt("2026-07-01", "2026-07-01", "2026-06-10T13:00:00Z"));
        assertEquals("active (1 HIRED 2026-01-01)", told.stands("2026-06-10T12:59:59Z"));
        assertEquals("garden leave (1 HIRED 2026-01-01)", told.stands("2026-06-10T13:00:00Z"));
        assertEquals("garden leave (1 HIRED 2026-01-01)", told.stands("2026-07-01T00:00:00Z"));
    }

    @Test
    void aContractorBecomesAnEmployeeOnANewFirstDay() {
        told.as(IdentityKind.CONTRACTOR)
                .on("2026-05-20", since("2026-01-01"))
                .as(IdentityKind.EMPLOYEE)
                .on("2026-06-20", since("2026-07-01"));
        assertEquals("active (1 HIRED 2026-01-01)", told.stands("2026-06-30T21:59:59Z"));
        assertEquals("active (2 CONVERTED 2026-07-01)", told.stands("2026-06-30T22:00:00Z"));
        assertEquals(IdentityKind.CONTRACTOR, told.timeline().kindAt(Instant.parse("2026-06-25T00:00:00Z")));
        assertEquals(IdentityKind.EMPLOYEE, told.timeline().kindAt(Instant.parse("2026-07-01T00:00:00Z")));
    }

    @Test
    void aContractorBecomesAnEmployeeWhileHrKeepsTheFirstDay() {
        told.as(IdentityKind.CONTRACTOR)
                .on("2026-05-20", since("2026-01-01"))
                .as(IdentityKind.EMPLOYEE)
                .on("2026-06-20", since("2026-01-01"))
                .on("2026-08-20", fromTo("2026-01-01", "2026-12-31"));
        assertEquals("active, ends 2026-12-31 (2 CONVERTED 2026-06-20)", told.stands("2026-09-01T00:00:00Z"));
        assertEquals("ended (2 CONVERTED 2026-06-20)", told.stands("2027-01-01T00:00:00Z"));
    }

    @Test
    void whoHasLeftIsNotConvertedByBeingCalledSomethingElse() {
        told.on("2026-05-20", fromTo("2026-01-01", "2026-06-30"))
                .as(IdentityKind.CONTRACTOR)
                .on("2026-07-20", fromTo("2026-01-01", "2026-06-30"));
        assertEquals("ended (1 HIRED 2026-01-01)", told.stands("2026-07-21T00:00:00Z"));
    }

    @Test
    void aConversionThatIsPutOffLeavesNoDaysBetween() {
        told.as(IdentityKind.CONTRACTOR)
                .on("2026-05-20", since("2026-01-01"))
                .as(IdentityKind.EMPLOYEE)
                .on("2026-06-20", since("2026-07-01"))
                .on("2026-06-25", since("2026-07-15"));
        assertEquals("active (1 HIRED 2026-01-01)", told.stands("2026-07-10T00:00:00Z"));
        assertEquals("active (2 CONVERTED 2026-07-15)", told.stands("2026-07-15T00:00:00Z"));
    }

    @Test
    void aConversionUnderAnotherIdIsNoLeaving() {
        told.as(IdentityKind.CONTRACTOR)
                .on("2026-05-20", fromTo("2026-01-01", "2026-06-30"))
                .as(IdentityKind.EMPLOYEE)
                .by("sample-hr", "2002")
                .on("2026-06-20", since("2026-07-01"));
        assertEquals("active (1 HIRED 2026-01-01)", told.stands("2026-06-30T21:59:59Z"));
        assertEquals("active (2 CONVERTED 2026-07-01)", told.stands("2026-06-30T22:00:00Z"));
    }

    @Test
    void aConversionUnderAnotherIdInAnotherZoneLeavesNoHoursBetween() {
        told.as(IdentityKind.CONTRACTOR)
                .in("Asia/Tokyo")
                .on("2026-05-20", fromTo("2026-01-01", "2026-06-30"))
                .as(IdentityKind.EMPLOYEE)
                .in("America/New_York")
                .by("sample-hr", "2002")
                .on("2026-06-20", since("2026-07-01"));
        assertEquals("active (1 HIRED 2026-01-01)", told.stands("2026-06-30T15:00:00Z"));
        assertEquals("active (1 HIRED 2026-01-01)", told.stands("2026-07-01T03:59:59Z"));
        assertEquals("active (2 CONVERTED 2026-07-01)", told.stands("2026-07-01T04:00:00Z"));
    }

    @Test
    void aConversionUnderAnotherIdWithAGapIsALeavingAndANewHire() {
        told.as(IdentityKind.CONTRACTOR)
                .on("2026-05-20", fromTo("2026-01-01", "2026-06-30"))
                .as(IdentityKind.EMPLOYEE)
                .by("sample-hr", "2002")
                .on("2026-06-20", since("2026-07-02"));
        assertEquals("expected (2 REHIRED 2026-07-02)", told.stands("2026-06-30T22:00:00Z"));
    }

    @Test
    void aConversionUnderAnotherIdThatIsTakenBackLetsTheEndingStand() {
        told.as(IdentityKind.CONTRACTOR)
                .on("2026-05-20", fromTo("2026-01-01", "2026-06-30"))
                .as(IdentityKind.EMPLOYEE)
                .by("sample-hr", "2002")
                .on("2026-06-20", since("2026-07-01"))
                .on("2026-06-21", since("2026-07-01").cancel());
        assertEquals("active, ends 2026-06-30 (1 HIRED 2026-01-01)", told.stands("2026-06-22T00:00:00Z"));
        assertEquals("ended (1 HIRED 2026-01-01)", told.stands("2026-07-01T00:00:00Z"));
    }

    @Test
    void whoHasTwoContractsAtOnceLeavesWithTheLast() {
        told.on("2026-05-20", fromTo("2026-01-01", "2026-09-30"))
                .by("sample-hr", "2002")
                .on("2026-05-21", fromTo("2026-03-01", "2026-06-30"));
        assertEquals("active (1 HIRED 2026-01-01)", told.stands("2026-06-01T00:00:00Z"));
        assertEquals("active, ends 2026-09-30 (1 HIRED 2026-01-01)", told.stands("2026-07-01T00:00:00Z"));
        assertEquals("ended (1 HIRED 2026-01-01)", told.stands("2026-10-01T00:00:00Z"));
    }

    @Test
    void whoWorksAsAContractorBesideGoesOnAsAnEmployee() {
        told.on("2026-05-20", since("2026-01-01"))
                .as(IdentityKind.CONTRACTOR)
                .by("sample-hr", "2002")
                .on("2026-05-21", fromTo("2026-03-01", "2026-06-30"));
        assertEquals("active (2 CONVERTED 2026-03-01)", told.stands("2026-06-01T00:00:00Z"));
        assertEquals("active (1 HIRED 2026-01-01)", told.stands("2026-07-01T00:00:00Z"));
    }

    @Test
    void daysFollowTheZoneThatIsToldLast() {
        told.on("2026-05-20", fromTo("2026-01-01", "2026-06-30"))
                .in("Pacific/Honolulu")
                .on("2026-06-20", fromTo("2026-01-01", "2026-06-30"));
        assertEquals("active, ends 2026-06-30 (1 HIRED 2026-01-01)", told.stands("2026-07-01T09:59:59Z"));
        assertEquals("ended (1 HIRED 2026-01-01)", told.stands("2026-07-01T10:00:00Z"));
    }

    @Test
    void theDaysOfALeavingAreThoseOfTheTenureThatEnded() {
        told.in("Asia/Tokyo")
                .on("2026-05-20", fromTo("2026-01-01", "2026-06-30"))
                .in("America/New_York")
                .on("2026-06-20", since("2026-09-01"));
        Instant after = Instant.parse("2026-06-30T15:00:00Z");
        assertEquals("expected (2 REHIRED 2026-09-01)", told.stands("2026-06-30T15:00:00Z"));
        assertEquals(
                "Asia/Tokyo", told.timeline().zoneOfLeaving(after).orElseThrow().getId());
        assertEquals("America/New_York", told.timeline().zoneAt(after).getId());
    }

    @Test
    void aSourceWhoseClockIsAheadDoesNotHaveTheLastWordForLong() {
        Instant received = Instant.parse("2026-05-20T12:00:00Z");
        WorkerStatement ahead = new WorkerStatement(
                1,
                new WorkerRecord(
                        SamplePeople.KEY,
                        SamplePeople.PROFILE,
                        fromTo("2026-01-01", "2026-05-01"),
                        Optional.of(Instant.parse("2027-01-01T00:00:00Z"))),
                received);
        WorkerStatement next = new WorkerStatement(
                2,
                new WorkerRecord(SamplePeople.KEY, SamplePeople.PROFILE, since("2026-01-01"), Optional.empty()),
                received.plusSeconds(1));
        assertEquals(
                "active (1 HIRED 2026-01-01)",
                Told.inShort(Timeline.of(List.of(next, ahead)).at(received.plusSeconds(2), received)));
    }

    private Employment.Out out(String moment) {
        Instant now = Instant.parse(moment);
        return (Employment.Out) told.timeline().at(now, now);
    }
}

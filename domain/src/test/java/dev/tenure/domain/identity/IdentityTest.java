package dev.tenure.domain.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class IdentityTest {

    /** A Monday in the middle of the samples' time. */
    private static final Instant NOW = Instant.parse("2026-03-02T08:00:00Z");

    private static final Instant RECEIVED = Instant.parse("2026-03-02T07:59:00Z");
    private static final Instant EARLIER = Instant.parse("2026-02-01T00:00:00Z");

    private static final LocalDate PAST = LocalDate.parse("2024-01-01");
    private static final LocalDate NEW_TENURE = LocalDate.parse("2026-03-01");
    private static final LocalDate FUTURE = LocalDate.parse("2026-06-01");
    private static final LocalDate LATER = LocalDate.parse("2026-07-01");

    private static final Termination OVER = SamplePeople.lastDay(LocalDate.parse("2026-02-15"));
    private static final Termination OVER_CORRECTED = SamplePeople.lastDay(LocalDate.parse("2026-02-20"));
    private static final Termination COMING = SamplePeople.lastDay(LocalDate.parse("2026-09-30"));
    private static final Termination COMING_CORRECTED = SamplePeople.lastDay(LocalDate.parse("2026-10-31"));
    private static final Termination AT_ONCE = SamplePeople.noticeAt(LocalDate.parse("2026-09-30"), NOW);

    private static final Map<String, Employment> STATES = states();
    private static final Map<String, WorkerRecord> RECORDS = records();

    private static Map<String, Employment> states() {
        Map<String, Employment> states = new LinkedHashMap<>();
        states.put("expected", new Employment.Expected(FUTURE));
        states.put("active", new Employment.Active(PAST));
        states.put("scheduled", new Employment.TerminationScheduled(PAST, COMING, EARLIER));
        states.put("scheduled before start", new Employment.TerminationScheduled(FUTURE, COMING, EARLIER));
        states.put("ended", new Employment.Ended(PAST, OVER, EARLIER, EARLIER));
        return states;
    }

    private static Map<String, WorkerRecord> records() {
        Map<String, WorkerRecord> records = new LinkedHashMap<>();
        records.put("works", record(PAST, Optional.empty()));
        records.put("works, new tenure", record(NEW_TENURE, Optional.empty()));
        records.put("will work", record(FUTURE, Optional.empty()));
        records.put("will work later", record(LATER, Optional.empty()));
        records.put("will end", record(PAST, Optional.of(COMING)));
        records.put("will end, corrected", record(PAST, Optional.of(COMING_CORRECTED)));
        records.put("will work and end", record(FUTURE, Optional.of(COMING)));
        records.put("new tenure, will end", record(NEW_TENURE, Optional.of(COMING)));
        records.put("has ended", record(PAST, Optional.of(OVER)));
        records.put("has ended, corrected", record(PAST, Optional.of(OVER_CORRECTED)));
        records.put("ends at once", record(PAST, Optional.of(AT_ONCE)));
        return records;
    }

    private static WorkerRecord record(LocalDate start, Optional<Termination> termination) {
        return new WorkerRecord(SamplePeople.KEY, SamplePeople.PROFILE, start, termination);
    }

    private static Employment scheduled(LocalDate start, Termination termination, Instant received) {
        return new Employment.TerminationScheduled(start, termination, received);
    }

    private static Employment ended(LocalDate start, Termination termination, Instant received, Instant at) {
        return new Employment.Ended(start, termination, received, at);
    }

    private static Arguments row(String state, String record, Identity.Change change, Employment after) {
        return Arguments.of(state, record, change, after);
    }

    /** Every state with every record, by hand: what an auditor would expect. */
    static Stream<Arguments> everyPair() {
        Employment active = new Employment.Active(PAST);
        Employment anew = new Employment.Active(NEW_TENURE);
        Employment expected = new Employment.Expected(FUTURE);
        Employment later = new Employment.Expected(LATER);
        Employment left = ended(PAST, OVER, EARLIER, EARLIER);
        return Stream.of(
                row("expected", "works", Identity.Change.STARTED, active),
                row("expected", "works, new tenure", Identity.Change.STARTED, anew),
                row("expected", "will work", Identity.Change.NONE, expected),
                row("expected", "will work later", Identity.Change.PROFILE_CHANGED, later),
                row("expected", "will end", Identity.Change.TERMINATION_SCHEDULED, scheduled(PAST, COMING, RECEIVED)),
                row(
                        "expected",
                        "will end, corrected",
                        Identity.Change.TERMINATION_SCHEDULED,
                        scheduled(PAST, COMING_CORRECTED, RECEIVED)),
                row(
                        "expected",
                        "will work and end",
                        Identity.Change.TERMINATION_SCHEDULED,
                        scheduled(FUTURE, COMING, RECEIVED)),
                row(
                        "expected",
                        "new tenure, will end",
                        Identity.Change.TERMINATION_SCHEDULED,
                        scheduled(NEW_TENURE, COMING, RECEIVED)),
                row("expected", "has ended", Identity.Change.ENDED, ended(PAST, OVER, RECEIVED, NOW)),
                row(
                        "expected",
                        "has ended, corrected",
                        Identity.Change.ENDED,
                        ended(PAST, OVER_CORRECTED, RECEIVED, NOW)),
                row("expected", "ends at once", Identity.Change.ENDED, ended(PAST, AT_ONCE, RECEIVED, NOW)),
                row("active", "works", Identity.Change.NONE, active),
                row("active", "works, new tenure", Identity.Change.PROFILE_CHANGED, anew),
                row("active", "will work", Identity.Change.PROFILE_CHANGED, new Employment.Active(FUTURE)),
                row("active", "will work later", Identity.Change.PROFILE_CHANGED, new Employment.Active(LATER)),
                row("active", "will end", Identity.Change.TERMINATION_SCHEDULED, scheduled(PAST, COMING, RECEIVED)),
                row(
                        "active",
                        "will end, corrected",
                        Identity.Change.TERMINATION_SCHEDULED,
                        scheduled(PAST, COMING_CORRECTED, RECEIVED)),
                row(
                        "active",
                        "will work and end",
                        Identity.Change.TERMINATION_SCHEDULED,
                        scheduled(FUTURE, COMING, RECEIVED)),
                row(
                        "active",
                        "new tenure, will end",
                        Identity.Change.TERMINATION_SCHEDULED,
                        scheduled(NEW_TENURE, COMING, RECEIVED)),
                row("active", "has ended", Identity.Change.ENDED, ended(PAST, OVER, RECEIVED, NOW)),
                row(
                        "active",
                        "has ended, corrected",
                        Identity.Change.ENDED,
                        ended(PAST, OVER_CORRECTED, RECEIVED, NOW)),
                row("active", "ends at once", Identity.Change.ENDED, ended(PAST, AT_ONCE, RECEIVED, NOW)),
                row("scheduled", "works", Identity.Change.TERMINATION_RESCINDED, active),
                row("scheduled", "works, new tenure", Identity.Change.TERMINATION_RESCINDED, anew),
                row("scheduled", "will work", Identity.Change.TERMINATION_RESCINDED, expected),
                row("scheduled", "will work later", Identity.Change.TERMINATION_RESCINDED, later),
                row("scheduled", "will end", Identity.Change.NONE, scheduled(PAST, COMING, EARLIER)),
                row(
                        "scheduled",
                        "will end, corrected",
                        Identity.Change.TERMINATION_CORRECTED,
                        scheduled(PAST, COMING_CORRECTED, EARLIER)),
                row(
                        "scheduled",
                        "will work and end",
                        Identity.Change.TERMINATION_CORRECTED,
                        scheduled(FUTURE, COMING, EARLIER)),
                row(
                        "scheduled",
                        "new tenure, will end",
                        Identity.Change.TERMINATION_CORRECTED,
                        scheduled(NEW_TENURE, COMING, EARLIER)),
                row("scheduled", "has ended", Identity.Change.ENDED, ended(PAST, OVER, EARLIER, NOW)),
                row(
                        "scheduled",
                        "has ended, corrected",
                        Identity.Change.ENDED,
                        ended(PAST, OVER_CORRECTED, EARLIER, NOW)),
                row("scheduled", "ends at once", Identity.Change.ENDED, ended(PAST, AT_ONCE, EARLIER, NOW)),
                row("scheduled before start", "works", Identity.Change.TERMINATION_RESCINDED, active),
                row("scheduled before start", "works, new tenure", Identity.Change.TERMINATION_RESCINDED, anew),
                row("scheduled before start", "will work", Identity.Change.TERMINATION_RESCINDED, expected),
                row("scheduled before start", "will work later", Identity.Change.TERMINATION_RESCINDED, later),
                row(
                        "scheduled before start",
                        "will end",
                        Identity.Change.TERMINATION_CORRECTED,
                        scheduled(PAST, COMING, EARLIER)),
                row(
                        "scheduled before start",
                        "will end, corrected",
                        Identity.Change.TERMINATION_CORRECTED,
                        scheduled(PAST, COMING_CORRECTED, EARLIER)),
                row(
                        "scheduled before start",
                        "will work and end",
                        Identity.Change.NONE,
                        scheduled(FUTURE, COMING, EARLIER)),
                row(
                        "scheduled before start",
                        "new tenure, will end",
                        Identity.Change.TERMINATION_CORRECTED,
                        scheduled(NEW_TENURE, COMING, EARLIER)),
                row("scheduled before start", "has ended", Identity.Change.ENDED, ended(PAST, OVER, EARLIER, NOW)),
                row(
                        "scheduled before start",
                        "has ended, corrected",
                        Identity.Change.ENDED,
                        ended(PAST, OVER_CORRECTED, EARLIER, NOW)),
                row(
                        "scheduled before start",
                        "ends at once",
                        Identity.Change.ENDED,
                        ended(PAST, AT_ONCE, EARLIER, NOW)),
                row("ended", "works", Identity.Change.REINSTATED, active),
                row("ended", "works, new tenure", Identity.Change.REHIRED, anew),
                row("ended", "will work", Identity.Change.REHIRED, expected),
                row("ended", "will work later", Identity.Change.REHIRED, later),
                row("ended", "will end", Identity.Change.REINSTATED, scheduled(PAST, COMING, RECEIVED)),
                row(
                        "ended",
                        "will end, corrected",
                        Identity.Change.REINSTATED,
                        scheduled(PAST, COMING_CORRECTED, RECEIVED)),
                row("ended", "will work and end", Identity.Change.REHIRED, scheduled(FUTURE, COMING, RECEIVED)),
                row("ended", "new tenure, will end", Identity.Change.REHIRED, scheduled(NEW_TENURE, COMING, RECEIVED)),
                row("ended", "has ended", Identity.Change.NONE, left),
                row(
                        "ended",
                        "has ended, corrected",
                        Identity.Change.TERMINATION_CORRECTED,
                        ended(PAST, OVER_CORRECTED, EARLIER, EARLIER)),
                row(
                        "ended",
                        "ends at once",
                        Identity.Change.TERMINATION_CORRECTED,
                        ended(PAST, AT_ONCE, EARLIER, EARLIER)));
    }

    private static Employment state(String name) {
        return Optional.ofNullable(STATES.get(name)).orElseThrow();
    }

    private static WorkerRecord record(String name) {
        return Optional.ofNullable(RECORDS.get(name)).orElseThrow();
    }

    @Test
    void theTableLeavesNoPairOut() {
        List<String> wanted = STATES.keySet().stream()
                .flatMap(state -> RECORDS.keySet().stream().map(record -> state + " / " + record))
                .sorted()
                .toList();
        List<String> there = everyPair()
                .map(Arguments::get)
                .map(cells -> cells[0] + " / " + cells[1])
                .sorted()
                .toList();
        assertEquals(wanted, there);
    }

    @ParameterizedTest(name = "{0}, HR says: {1} -> {2}")
    @MethodSource("everyPair")
    void everyStateTakesEveryRecord(String state, String record, Identity.Change change, Employment after) {
        Identity before = SamplePeople.in(state(state));
        Identity.Taken taken = before.take(record(record), RECEIVED, NOW);
        assertEquals(after, taken.identity().employment());
        assertEquals(change, taken.change());
        assertEquals(before.id(), taken.identity().id());
        assertEquals(before.version(), taken.identity().version());
    }

    @ParameterizedTest(name = "{0}, HR says twice: {1}")
    @MethodSource("everyPair")
    void theSameRecordTwiceChangesNothingTheSecondTime(
            String state, String record, Identity.Change change, Employment after) {
        Identity once = SamplePeople.in(state(state))
                .take(record(record), RECEIVED, NOW)
                .identity();
        Identity.Taken twice = once.take(record(record), NOW, NOW);
        // An active person whose first day HR moves into the future works on as before.
        assertEquals(Identity.Change.NONE, twice.change(), () -> change + " then " + twice.change());
        assertEquals(once, twice.identity());
        assertEquals(after, once.employment());
    }

    @ParameterizedTest(name = "{0}, another profile and: {1}")
    @MethodSource("everyPair")
    void anotherProfileIsTakenWithWhateverElseARecordSays(
            String state, String record, Identity.Change change, Employment after) {
        Profile renamed = SamplePeople.profile("Augusta", SamplePeople.BERLIN);
        WorkerRecord said = record(record);
        Identity.Taken taken = SamplePeople.in(state(state))
                .take(new WorkerRecord(said.key(), renamed, said.startDate(), said.termination()), RECEIVED, NOW);
        assertEquals(renamed, taken.identity().profile());
        assertEquals(after, taken.identity().employment());
        assertEquals(change == Identity.Change.NONE ? Identity.Change.PROFILE_CHANGED : change, taken.change());
    }

    @Test
    void aPersonWhoIsNewBeginsWhereTheirRecordSays() {
        assertEquals(
                new Identity.Taken(
                        new Identity(
                                new IdentityId(new UUID(0, 9)),
                                SamplePeople.KEY,
                                SamplePeople.PROFILE,
                                new Employment.Active(PAST),
                                0),
                        Identity.Change.HIRED),
                hired(record("works")));
        assertEquals(
                new Employment.Expected(FUTURE),
                hired(record("will work")).identity().employment());
        assertEquals(Identity.Change.HIRED, hired(record("will work")).change());
        assertEquals(
                scheduled(FUTURE, COMING, RECEIVED),
                hired(record("will work and end")).identity().employment());
        assertEquals(
                Identity.Change.TERMINATION_SCHEDULED, hired(record("will end")).change());
        assertEquals(Identity.Change.ENDED, hired(record("has ended")).change());
    }

    private static Identity.Taken hired(WorkerRecord record) {
        return Identity.hire(new IdentityId(new UUID(0, 9)), record, RECEIVED, NOW);
    }

    @Test
    void aTenureThatBeganAndEndedBetweenTwoFilesEndsAnew() {
        Termination second = SamplePeople.lastDay(LocalDate.parse("2026-02-25"));
        Identity.Taken taken = SamplePeople.in(state("ended"))
                .take(record(LocalDate.parse("2026-02-20"), Optional.of(second)), RECEIVED, NOW);
        assertEquals(Identity.Change.ENDED, taken.change());
        assertEquals(
                ended(LocalDate.parse("2026-02-20"), second, RECEIVED, NOW),
                taken.identity().employment());
    }

    @Test
    void theLastWorkingDayItselfStillBelongsToTheOldTenure() {
        Identity before = SamplePeople.in(state("ended"));
        LocalDate lastDay = OVER.lastWorkingDay();
        assertEquals(
                Identity.Change.REINSTATED,
                before.take(record(lastDay, Optional.empty()), RECEIVED, NOW).change());
        assertEquals(
                Identity.Change.REHIRED,
                before.take(record(lastDay.plusDays(1), Optional.empty()), RECEIVED, NOW)
                        .change());
    }

    @Test
    void timeChangesWhatIsDueAtItsVeryMoment() {
        Identity expected = SamplePeople.in(state("expected"));
        Instant firstMoment = Instant.parse("2026-05-31T22:00:00Z");
        assertEquals(Optional.of(firstMoment), expected.nextDue());
        assertEquals(Optional.empty(), expected.fallDue(firstMoment.minusMillis(1)));
        assertEquals(
                Optional.of(
                        new Identity.Taken(SamplePeople.in(new Employment.Active(FUTURE)), Identity.Change.STARTED)),
                expected.fallDue(firstMoment));
        assertEquals(false, expected.hasBegun(firstMoment.minusMillis(1)));
        assertEquals(true, expected.hasBegun(firstMoment));

        Identity leaving = SamplePeople.in(state("scheduled"));
        Instant end = Instant.parse("2026-09-30T22:00:00Z");
        assertEquals(Optional.of(end), leaving.nextDue());
        assertEquals(Optional.empty(), leaving.fallDue(end.minusMillis(1)));
        assertEquals(
                Optional.of(
                        new Identity.Taken(SamplePeople.in(ended(PAST, COMING, EARLIER, end)), Identity.Change.ENDED)),
                leaving.fallDue(end));
    }

    @Test
    void timeChangesNothingForWhoWorksOrHasLeft() {
        for (String state : List.of("active", "ended")) {
            Identity identity = SamplePeople.in(state(state));
            assertEquals(Optional.empty(), identity.nextDue());
            assertEquals(Optional.empty(), identity.fallDue(Instant.MAX));
        }
    }

    @Test
    void aMoveToAnotherZoneMovesTheEnd() {
        Identity leaving = SamplePeople.in(state("scheduled"));
        WorkerRecord said = record("will end");
        Identity moved = leaving.take(
                        new WorkerRecord(
                                said.key(),
                                SamplePeople.profile("Ada", ZoneId.of("Pacific/Kiritimati")),
                                said.startDate(),
                                said.termination()),
                        RECEIVED,
                        NOW)
                .identity();
        assertEquals(Optional.of(Instant.parse("2026-09-30T10:00:00Z")), moved.nextDue());
    }

    /** Whatever HR says in whatever order, what stands is what was said last, read at the present moment. */
    @Test
    void afterAnySequenceOfRecordsTheLastOneIsWhatStands() {
        Random random = new Random(4711);
        List<WorkerRecord> records = new ArrayList<>(RECORDS.values());
        for (int round = 0; round < 2_000; round++) {
            Instant now = NOW;
            Identity identity =
                    hired(records.get(random.nextInt(records.size()))).identity();
            WorkerRecord last = record("works");
            for (int step = 0; step < 8; step++) {
                now = now.plus(Duration.ofDays(random.nextInt(60)));
                identity = identity.fallDue(now).map(Identity.Taken::identity).orElse(identity);
                last = records.get(random.nextInt(records.size()));
                identity = identity.take(last, now, now).identity();
            }
            Instant at = now;
            Optional<Instant> end = last.termination()
                    .map(t -> t.clockStart(SamplePeople.BERLIN).at());
            assertEquals(last.startDate(), identity.employment().startDate());
            if (end.isEmpty()) {
                assertTrue(identity.employment() instanceof Employment.Active
                        || identity.employment() instanceof Employment.Expected);
            } else if (end.get().isAfter(at)) {
                assertInstanceOf(Employment.TerminationScheduled.class, identity.employment());
            } else {
                assertInstanceOf(Employment.Ended.class, identity.employment());
            }
            assertTrue(identity.nextDue().filter(due -> !due.isAfter(at)).isEmpty(), "nothing due is left undone");
        }
    }
}

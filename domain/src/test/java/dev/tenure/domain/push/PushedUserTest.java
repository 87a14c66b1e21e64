package dev.tenure.domain.push;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tenure.domain.identity.ClockPolicy;
import dev.tenure.domain.identity.IdentityKind;
import dev.tenure.domain.identity.Leave;
import dev.tenure.domain.identity.Profile;
import dev.tenure.domain.identity.Termination;
import dev.tenure.domain.identity.WorkerKey;
import dev.tenure.domain.identity.WorkerRecord;
import dev.tenure.domain.identity.WorkerSource;
import dev.tenure.domain.push.PushedValue.Complex;
import dev.tenure.domain.push.PushedValue.Flag;
import dev.tenure.domain.push.PushedValue.Many;
import dev.tenure.domain.push.PushedValue.Text;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What a pushed user says of a worker. */
final class PushedUserTest {

    private static final PushedUserId ID = new PushedUserId(new UUID(0, 1));
    private static final WorkerSource SOURCE = WorkerSource.named("idp", ZoneId.of("Europe/Berlin"));

    /** Late on Monday in UTC is Tuesday in Berlin. */
    private static final Instant NOW = Instant.parse("2026-03-02T23:30:00Z");

    private static final LocalDate TODAY = LocalDate.parse("2026-03-03");

    private static Complex attributes(Object... pairs) {
        Map<String, PushedValue> all = new TreeMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            all.put(
                    (String) pairs[i],
                    pairs[i + 1] instanceof PushedValue value ? value : new Text((String) pairs[i + 1]));
        }
        return Complex.of(all);
    }

    private static WorkerRecord record(PushedUser user) {
        return user.record(SOURCE, UnaryOperator.identity());
    }

    private static WorkerRecord record(Complex document) {
        return record(PushedUser.register(ID, "idp", document, NOW));
    }

    private static Complex worker(Object... pairs) {
        return attributes("userName", "ada", PushedFacts.WORKER, attributes(pairs));
    }

    @Test
    void everyFactIsReadFromItsAttribute() {
        Complex document = attributes(
                "userName",
                "ada",
                "externalId",
                "x",
                "title",
                "Lead",
                "userType",
                "Contractor",
                "timezone",
                "Asia/Tokyo",
                "name",
                attributes("givenName", " Ada ", "familyName", "Byron"),
                "emails",
                new Many(List.of(
                        attributes("value", "home@x", "type", "home"), attributes("value", "work@x", "type", "WORK"))),
                "addresses",
                new Many(List.of(attributes("locality", "London"))),
                PushedFacts.ENTERPRISE,
                attributes("employeeNumber", "7", "department", "Sales", "manager", attributes("value", "8")),
                PushedFacts.WORKER,
                attributes(
                        "startDate", "2025-01-01",
                        "lastWorkingDay", "2026-04-01",
                        "effectiveDate", "2026-04-30",
                        "immediateNoticeAt", "2026-03-31T12:00:00+02:00",
                        "hrEnteredAt", "2026-03-01T00:00:00Z",
                        "leaveFrom", "2026-01-01",
                        "leaveUntil", "2026-01-31",
                        "sponsor", "9",
                        "asOf", "2026-03-02T00:00:00Z"));
        WorkerRecord record = record(document);
        assertEquals(new WorkerKey("idp", "7"), record.key());
        assertEquals(
                new Profile(
                        IdentityKind.CONTRACTOR,
                        "Ada",
                        "Byron",
                        Optional.of("work@x"),
                        Optional.of("Sales"),
                        Optional.of("Lead"),
                        Optional.of("8"),
                        Optional.of("London"),
                        ZoneId.of("Asia/Tokyo")),
                record.profile());
        assertEquals(LocalDate.parse("2025-01-01"), record.startDate());
        assertEquals(
                Optional.of(new Termination(
                        LocalDate.parse("2026-04-01"),
                        Optional.of(LocalDate.parse("2026-04-30")),
                        Optional.of(Instant.parse("2026-03-31T10:00:00Z")),
                        Optional.of(Instant.parse("2026-03-01T00:00:00Z")),
                        ClockPolicy.LAST_WORKING_DAY_OR_NOTICE)),
                record.termination());
        assertEquals(
                Optional.of(new Leave(LocalDate.parse("2026-01-01"), Optional.of(LocalDate.parse("2026-01-31")))),
                record.terms().leave());
        assertEquals(Optional.of("9"), record.terms().sponsorWorkerId());
        assertEquals(Optional.of(Instant.parse("2026-03-02T00:00:00Z")), record.asOf());
    }

    @Test
    void aBareUserWorksFromTheDayTheyCameInOn() {
        WorkerRecord record = record(attributes("userName", "ada", "displayName", "Ada B"));
        assertEquals(ID.value().toString(), record.key().workerId());
        assertEquals("Ada B", record.profile().familyName());
        assertEquals(TODAY, record.startDate());
        assertEquals(Optional.empty(), record.termination());
        assertEquals(SOURCE.zone(), record.profile().zone());
    }

    @Test
    void theWorkerIdIsChosenOnceAndStays() {
        PushedUser user = PushedUser.register(ID, "idp", attributes("userName", "ada", "externalId", "x"), NOW);
        assertEquals("x", user.workerId());
        PushedUser later = user.revise(
                attributes("userName", "ada", PushedFacts.ENTERPRISE, attributes("employeeNumber", "7")),
                NOW.plusSeconds(1));
        assertEquals("x", record(later).key().workerId());
    }

    @Test
    void whoIsNotActiveHasLeftThereAndThenUntilTheyAreActiveAgain() {
        Complex active = attributes("userName", "ada");
        Complex inactive = attributes("userName", "ada", "active", new Flag(false));
        PushedUser user = PushedUser.register(ID, "idp", active, NOW.minusSeconds(100_000));
        PushedUser gone = user.revise(inactive, NOW);
        Termination ending = record(gone).termination().orElseThrow();
        assertEquals(TODAY, ending.lastWorkingDay());
        assertEquals(Optional.of(NOW), ending.immediateNoticeAt());
        PushedUser stillGone = gone.revise(inactive, NOW.plusSeconds(50_000));
        assertEquals(Optional.of(ending), record(stillGone).termination());
        assertEquals(
                Optional.empty(),
                record(gone.revise(active, NOW.plusSeconds(1))).termination());
    }

    @Test
    void theDaysThatAClientNamesCount() {
        Complex dated = attributes(
                "userName",
                "ada",
                "active",
                new Flag(false),
                PushedFacts.WORKER,
                attributes("lastWorkingDay", "2026-05-31"));
        Termination ending = record(dated).termination().orElseThrow();
        assertEquals(LocalDate.parse("2026-05-31"), ending.lastWorkingDay());
        assertEquals(Optional.empty(), ending.immediateNoticeAt());
    }

    @Test
    void whoIsDeletedHasLeftThereAndThenWhateverTheDaysSay() {
        PushedUser user = PushedUser.register(
                ID,
                "idp",
                worker("lastWorkingDay", "2026-05-31", "asOf", "2026-03-01T00:00:00Z"),
                NOW.minusSeconds(60));
        WorkerRecord record = record(user.withdraw(NOW));
        assertEquals(Optional.of(NOW), record.termination().orElseThrow().immediateNoticeAt());
        assertEquals(Optional.empty(), record.asOf());
    }

    @Test
    void whoLeftBeforeTheClientBeganToPushDidNotStartAfterwards() {
        assertEquals(
                LocalDate.parse("2025-12-31"),
                record(worker("lastWorkingDay", "2025-12-31")).startDate());
    }

    @Test
    void aManagerIsNamedByTheirOwnWorkerId() {
        PushedUser user = PushedUser.register(
                ID,
                "idp",
                attributes(
                        "userName",
                        "ada",
                        PushedFacts.ENTERPRISE,
                        attributes("manager", attributes("value", "some-id"))),
                NOW);
        assertEquals(
                Optional.of("W-some-id"),
                user.record(SOURCE, reference -> "W-" + reference).profile().managerWorkerId());
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnce() {
        Complex wrong = attributes(
                "userName",
                " ",
                "title",
                "x".repeat(401),
                "timezone",
                "Mars/Olympus",
                PushedFacts.WORKER,
                attributes(
                        "startDate", "2026-02-30",
                        "lastWorkingDay", "1815-12-10",
                        "asOf", "today",
                        "workerType", "robot",
                        "leaveUntil", "2026-01-01"));
        assertEquals(
                List.of(
                                "userName",
                                "title",
                                "timezone",
                                "startDate",
                                "lastWorkingDay",
                                "leaveUntil",
                                "asOf",
                                "workerType")
                        .stream()
                        .sorted()
                        .toList(),
                PushedFacts.flaws(wrong).stream()
                        .map(PushedFacts.Flaw::attribute)
                        .sorted()
                        .toList());
        assertThrows(IllegalArgumentException.class, () -> PushedUser.register(ID, "idp", wrong, NOW));
    }
}

package dev.tenure.domain.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever sources say, in whatever order and however often: the same facts make the same dossier, and time moves it on. */
final class AnyOrderTest {

    private static final int HISTORIES = 400;
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant END = BEGIN.plus(Duration.ofDays(420));
    private static final List<String> ZONES =
            List.of("Europe/Berlin", "Asia/Tokyo", "America/New_York", "Pacific/Kiritimati");

    @Test
    void everyOrderAndEveryRepetitionGivesTheSameDossier() {
        for (int seed = 0; seed < HISTORIES; seed++) {
            Random random = random(seed);
            List<WorkerStatement> statements = statements(random);
            List<WorkerStatement> shuffled = new ArrayList<>(statements);
            statements.stream().filter(s -> random.nextInt(3) == 0).forEach(s -> shuffled.add(again(s, random)));
            Collections.shuffle(shuffled, random);
            Dossier one = Dossier.of(statements, AttributeAuthority.UNDECIDED);
            Dossier other = Dossier.of(shuffled, AttributeAuthority.UNDECIDED);
            for (Instant now = BEGIN; now.isBefore(END); now = now.plus(Duration.ofHours(61))) {
                String what = "seed " + seed + " at " + now;
                assertEquals(one.timeline().at(now, BEGIN), other.timeline().at(now, BEGIN), what);
                assertEquals(one.profile(now), other.profile(now), what);
                assertEquals(one.conflicts(now), other.conflicts(now), what);
                assertEquals(one.nextAfter(now), other.nextAfter(now), what);
            }
            assertEquals(one.timeline().tenures(), other.timeline().tenures(), "seed " + seed);
        }
    }

    @Test
    void anyOrderOfArrivalEndsInTheSameState() {
        for (int seed = 0; seed < HISTORIES; seed++) {
            Random random = random(seed);
            List<WorkerStatement> statements = statements(random);
            List<WorkerStatement> shuffled = new ArrayList<>(statements);
            Collections.shuffle(shuffled, random);
            List<WorkerStatement> arrived = new ArrayList<>();
            for (WorkerStatement statement : shuffled) {
                arrived.add(
                        new WorkerStatement(arrived.size() + 1L, statement.record(), END.plusSeconds(arrived.size())));
            }
            Timeline one = Timeline.of(statements);
            Timeline other = Timeline.of(arrived);
            for (Instant now = BEGIN; now.isBefore(END); now = now.plus(Duration.ofHours(61))) {
                assertEquals(
                        Told.inShort(one.at(now, BEGIN)),
                        Told.inShort(other.at(now, BEGIN)),
                        "seed " + seed + " at " + now);
            }
        }
    }

    @Test
    void whereSomebodyStandsChangesOnlyWhenItWasSaidToBeDue() {
        int due = 0;
        for (int seed = 0; seed < HISTORIES; seed++) {
            Dossier dossier = Dossier.of(statements(random(seed)), AttributeAuthority.UNDECIDED);
            Instant now = BEGIN.minus(Duration.ofDays(400));
            for (int steps = 0; now.isBefore(END); steps++) {
                assertTrue(steps < 200, "seed " + seed + ": time does not pass");
                Instant next = dossier.nextAfter(now).orElse(END);
                assertTrue(next.isAfter(now), "seed " + seed);
                Instant late = next.minusMillis(1);
                if (late.isAfter(now)) {
                    for (Instant moment :
                            List.of(late, now.plus(Duration.between(now, late).dividedBy(2)))) {
                        String what = "seed " + seed + " between " + now + " and " + next;
                        assertEquals(
                                dossier.timeline().at(now, BEGIN),
                                dossier.timeline().at(moment, BEGIN),
                                what);
                        assertEquals(dossier.profile(now), dossier.profile(moment), what);
                        assertEquals(dossier.conflicts(now), dossier.conflicts(moment), what);
                        assertEquals(
                                dossier.timeline().out(now, BEGIN),
                                dossier.timeline().out(moment, BEGIN),
                                what);
                    }
                }
                due++;
                now = next;
            }
        }
        assertTrue(due > 5 * HISTORIES, "so many moments were looked at: " + due);
    }

    /** Seeds that follow each other would begin alike. */
    private static Random random(int seed) {
        Random random = new Random(seed * 0x9E3779B97F4A7C15L);
        random.nextLong();
        return random;
    }

    /** Whatever a source may say, sensible or not: a year of it by two sources and three ids. */
    private static List<WorkerStatement> statements(Random random) {
        List<WorkerStatement> statements = new ArrayList<>();
        Instant said = BEGIN;
        int count = 1 + random.nextInt(9);
        for (int i = 0; i < count; i++) {
            said = said.plus(Duration.ofMinutes(1 + random.nextInt(60 * 24 * 40)));
            WorkerKey key = List.of(
                            new WorkerKey("agency", "7"),
                            new WorkerKey("hr", "1001"),
                            new WorkerKey("hr", "1001"),
                            new WorkerKey("hr", "2002"))
                    .get(random.nextInt(4));
            Profile profile = SamplePeople.PROFILE.as(
                    random.nextBoolean() ? IdentityKind.EMPLOYEE : IdentityKind.CONTRACTOR,
                    ZoneId.of(ZONES.get(random.nextInt(ZONES.size()))));
            WorkerRecord record = new WorkerRecord(key, profile, terms(random), Optional.of(said));
            statements.add(new WorkerStatement(i + 1L, record, said.plusSeconds(random.nextInt(3_000_000) + 1)));
        }
        return statements;
    }

    private static EmploymentTerms terms(Random random) {
        LocalDate start = LocalDate.parse("2026-01-01").plusDays(30L * random.nextInt(12) + random.nextInt(2));
        EmploymentTerms terms = EmploymentTerms.from(start);
        if (random.nextInt(2) == 0) {
            LocalDate last = start.plusDays(30L * random.nextInt(5) + 29);
            Optional<LocalDate> contract =
                    random.nextInt(3) == 0 ? Optional.of(last.plusDays(random.nextInt(60))) : Optional.empty();
            Optional<Instant> notice = random.nextInt(5) == 0
                    ? Optional.of(BEGIN.plus(Duration.ofHours(random.nextInt(24 * 400))))
                    : Optional.empty();
            ClockPolicy policy = random.nextBoolean()
                    ? ClockPolicy.LAST_WORKING_DAY_OR_NOTICE
                    : ClockPolicy.EFFECTIVE_DATE_OR_NOTICE;
            terms = terms.ending(Optional.of(new Termination(last, contract, notice, Optional.empty(), policy)));
        }
        if (random.nextInt(4) == 0) {
            LocalDate from = start.plusDays(random.nextInt(90));
            terms = terms.onLeave(new Leave(
                    from, random.nextBoolean() ? Optional.of(from.plusDays(random.nextInt(30))) : Optional.empty()));
        }
        return random.nextInt(10) == 0 ? terms.cancel() : terms;
    }

    /** The same once more, received later. */
    private static WorkerStatement again(WorkerStatement statement, Random random) {
        return new WorkerStatement(
                statement.number() + 1_000,
                statement.record(),
                statement.receivedAt().plusSeconds(1 + random.nextInt(1_000_000)));
    }
}

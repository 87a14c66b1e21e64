package dev.tenure.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.demo.SampleWorker.Departure;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SampleCompanyTest {

    private static final Instant NOW = Instant.parse("2026-03-04T23:30:00Z");
    private static final Duration NOTICE = Duration.ofSeconds(4);

    private final SampleCompany company = SampleCompany.at(NOW);

    @Test
    void twoHundredPeopleWorkThereAndNoTwoAreAlike() {
        List<SampleWorker> workers = company.workers();

        assertEquals(SampleCompany.HEAD_COUNT, workers.size());
        assertEquals(
                SampleCompany.HEAD_COUNT,
                distinct(workers.stream().map(SampleWorker::workerId).toList()));
        assertEquals(
                SampleCompany.HEAD_COUNT,
                distinct(workers.stream().map(SampleWorker::email).toList()));
        assertTrue(
                workers.stream().allMatch(worker -> worker.email().matches("[a-z]+\\.[a-z]+@larkfield\\.example")),
                "addresses are plain ASCII below a reserved domain");
    }

    @Test
    void everybodyButTheDirectorHasAManagerWhoWorksThere() {
        Set<String> ids = company.workers().stream().map(SampleWorker::workerId).collect(Collectors.toSet());

        List<SampleWorker> withoutManager = company.workers().stream()
                .filter(worker -> worker.managerId().isEmpty())
                .toList();

        assertEquals(
                List.of("Managing Director"),
                withoutManager.stream().map(SampleWorker::title).toList());
        assertTrue(company.workers().stream()
                .flatMap(worker -> worker.managerId().stream())
                .allMatch(ids::contains));
    }

    @Test
    void itIsTheSameCompanyAtEachRun() {
        assertEquals(company.workers(), SampleCompany.at(NOW).workers());
        assertEquals(company.firstDay(), SampleCompany.at(NOW).firstDay());
    }

    @Test
    void theFirstDaySchedulesOneEndingAndTheSecondTakesItBack() {
        List<SampleWorker> leaving = company.firstDay().stream()
                .filter(w -> w.departure().isPresent())
                .toList();

        assertEquals(
                List.of(company.cancelled().workerId()),
                leaving.stream().map(SampleWorker::workerId).toList());
        Departure scheduled = leaving.getFirst().departure().orElseThrow();
        assertTrue(scheduled
                .lastWorkingDay()
                .isAfter(LocalDate.ofInstant(NOW, company.cancelled().place().zone())));
        assertEquals(Optional.empty(), scheduled.immediateNoticeAt());
        assertTrue(of(company.secondDay(NOW, NOTICE), company.cancelled())
                .departure()
                .isEmpty());
    }

    @Test
    void threeLeaveOnTheSecondDay() {
        Set<String> leaving = company.secondDay(NOW, NOTICE).stream()
                .filter(worker -> worker.departure().isPresent())
                .map(SampleWorker::workerId)
                .collect(Collectors.toSet());

        assertEquals(company.leavers().stream().map(SampleWorker::workerId).collect(Collectors.toSet()), leaving);
        assertEquals(3, leaving.size());
        assertFalse(leaving.contains(company.cancelled().workerId()));
    }

    @Test
    void theLateLeaversLastDayEndedBeforeHrEnteredIt() {
        SampleWorker late = of(company.secondDay(NOW, NOTICE), company.late());
        Departure departure = late.departure().orElseThrow();

        Instant endOfLastDay = departure
                .lastWorkingDay()
                .plusDays(1)
                .atStartOfDay(late.place().zone())
                .toInstant();
        assertFalse(endOfLastDay.isAfter(NOW));
        assertTrue(endOfLastDay.isAfter(NOW.minus(Duration.ofDays(1))), "it ended less than a day ago");
        assertEquals(NOW, departure.enteredAt());
    }

    @Test
    void theNoticeComesBeforeTheLastWorkingDayIsOver() {
        for (SampleWorker leaver : List.of(company.immediate(), company.privileged())) {
            SampleWorker worker = of(company.secondDay(NOW, NOTICE), leaver);
            Departure departure = worker.departure().orElseThrow();
            Instant notice = departure.immediateNoticeAt().orElseThrow();

            Instant endOfLastDay = departure
                    .lastWorkingDay()
                    .plusDays(1)
                    .atStartOfDay(worker.place().zone())
                    .toInstant();
            assertTrue(notice.isBefore(endOfLastDay));
        }
        assertEquals(NOW, noticeOf(company.immediate()));
        assertEquals(NOW.plus(NOTICE), noticeOf(company.privileged()));
    }

    @Test
    void everyLeaverIsAnEmployeeWithAnAccountInBothDirectoriesAndOneIsPrivileged() {
        assertTrue(company.leavers().stream().allMatch(SampleWorker::usesEngineeringDirectory));
        assertEquals(
                List.of(company.privileged()),
                company.leavers().stream()
                        .filter(company.domainAdministrators()::contains)
                        .toList());
    }

    private Instant noticeOf(SampleWorker worker) {
        return of(company.secondDay(NOW, NOTICE), worker)
                .departure()
                .flatMap(Departure::immediateNoticeAt)
                .orElseThrow();
    }

    private static SampleWorker of(List<SampleWorker> workers, SampleWorker sought) {
        return workers.stream()
                .filter(worker -> worker.workerId().equals(sought.workerId()))
                .findFirst()
                .orElseThrow();
    }

    private static int distinct(List<String> values) {
        return Set.copyOf(values).size();
    }
}

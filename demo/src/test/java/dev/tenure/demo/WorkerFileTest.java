package dev.tenure.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.tenure.demo.SampleWorker.Departure;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WorkerFileTest {

    private static final SampleWorker STAYING = new SampleWorker(
            "E1",
            new SampleNames.FullName("Sorrel", "Paraná"),
            Optional.of(SampleDepartment.SALES),
            "Agent, \"senior\"",
            Optional.of("E2"),
            SamplePlace.GDANSK,
            LocalDate.of(2020, 2, 29),
            true,
            Optional.empty());

    @Test
    void everyFactStandsInItsColumn() {
        Departure departure = new Departure(
                LocalDate.of(2026, 3, 4),
                LocalDate.of(2026, 3, 31),
                Optional.of(Instant.parse("2026-03-04T10:15:30Z")),
                Instant.parse("2026-03-04T10:00:00Z"));

        NamedCsvRecord row = onlyRowOf(WorkerFile.USUAL.of(List.of(STAYING.leaving(departure))));

        assertEquals("E1", row.getField("worker_id"));
        assertEquals("Sorrel", row.getField("given_name"));
        assertEquals("Paraná", row.getField("family_name"));
        assertEquals("sorrel.parana@larkfield.example", row.getField("email"));
        assertEquals("Sales", row.getField("department"));
        assertEquals("Agent, \"senior\"", row.getField("title"));
        assertEquals("E2", row.getField("manager_id"));
        assertEquals("Gdańsk", row.getField("location"));
        assertEquals("Europe/Warsaw", row.getField("time_zone"));
        assertEquals("2020-02-29", row.getField("start_date"));
        assertEquals("contractor", row.getField("worker_type"));
        assertEquals("2026-03-04", row.getField("last_working_day"));
        assertEquals("2026-03-31", row.getField("effective_date"));
        assertEquals("2026-03-04T10:15:30Z", row.getField("immediate_notice_at"));
        assertEquals("2026-03-04T10:00:00Z", row.getField("hr_entered_at"));
    }

    @Test
    void anAbsentEndingLeavesItsColumnsEmpty() {
        NamedCsvRecord row = onlyRowOf(WorkerFile.USUAL.of(List.of(STAYING)));

        for (String column : List.of("last_working_day", "effective_date", "immediate_notice_at", "hr_entered_at")) {
            assertEquals("", row.getField(column));
        }
    }

    @Test
    void theColumnsCanBeChosen() {
        WorkerFile file = new WorkerFile(List.of(
                new WorkerFile.Column("Employee No", SampleWorker::workerId),
                new WorkerFile.Column("Mail", SampleWorker::email)));

        assertEquals("Employee No,Mail\nE1,sorrel.parana@larkfield.example\n", file.of(List.of(STAYING)));
    }

    private static NamedCsvRecord onlyRowOf(String text) {
        List<NamedCsvRecord> rows =
                CsvReader.builder().ofNamedCsvRecord(text).stream().toList();
        assertEquals(1, rows.size());
        return rows.getFirst();
    }
}

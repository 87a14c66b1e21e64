package dev.tenure.demo;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.tenure.demo.SampleWorker.Departure;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/**
 * The HR file: one CSV row per worker, a full snapshot. Dates are ISO 8601, moments are ISO 8601 in UTC, an absent fact is
 * empty.
 *
 * @param columns in the order of the file
 */
record WorkerFile(List<Column> columns) {

    /** The columns that the demo's feed is configured for. */
    static final WorkerFile USUAL = new WorkerFile(List.of(
            new Column("worker_id", SampleWorker::workerId),
            new Column("given_name", worker -> worker.name().given()),
            new Column("family_name", worker -> worker.name().family()),
            new Column("email", SampleWorker::email),
            new Column(
                    "department",
                    worker -> worker.department().map(SampleDepartment::label).orElse("")),
            new Column("title", SampleWorker::title),
            new Column("manager_id", worker -> worker.managerId().orElse("")),
            new Column("location", worker -> worker.place().city()),
            new Column("time_zone", worker -> worker.place().zone().getId()),
            new Column("start_date", worker -> worker.startDate().toString()),
            new Column("worker_type", worker -> worker.contractor() ? "contractor" : "employee"),
            new Column(
                    "last_working_day",
                    worker -> text(worker, d -> d.lastWorkingDay().toString())),
            new Column(
                    "effective_date",
                    worker -> text(worker, d -> d.effectiveDate().toString())),
            new Column(
                    "immediate_notice_at",
                    worker -> text(
                            worker,
                            d -> d.immediateNoticeAt().map(Instant::toString).orElse(""))),
            new Column(
                    "hr_entered_at", worker -> text(worker, d -> d.enteredAt().toString()))));

    WorkerFile {
        columns = List.copyOf(columns);
    }

    /** The file's text: a header, then a row per worker. */
    String of(List<SampleWorker> workers) {
        StringWriter text = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text)) {
            csv.writeRecord(columns.stream().map(Column::name).toList());
            for (SampleWorker worker : workers) {
                csv.writeRecord(columns.stream()
                        .map(column -> column.value().apply(worker))
                        .toList());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Writing to memory failed.", e);
        }
        return text.toString();
    }

    private static String text(SampleWorker worker, Function<Departure, String> fact) {
        return worker.departure().map(fact).orElse("");
    }

    /**
     * One column.
     *
     * @param name in the header
     * @param value of a worker
     */
    record Column(String name, Function<SampleWorker, String> value) {}
}

package dev.tenure.benchmarks.snapshot;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Worker files of invented people who all work here. */
final class WorkerFiles {

    /** The columns, named as the facts are. */
    static final List<String> COLUMNS = List.of(
            "worker_id",
            "given_name",
            "family_name",
            "email",
            "department",
            "title",
            "manager_id",
            "location",
            "time_zone",
            "start_date");

    private static final int HUNDRED = 100;
    private static final int DEPARTMENTS = 40;
    private static final int REPORTS = 10;

    private WorkerFiles() {}

    /**
     * Writes a file; what was there goes.
     *
     * @param generation the first is 0; each has another title for one worker in a hundred than the one before, and nothing
     *     else
     */
    static void write(Path file, int workers, int generation) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write(String.join(",", COLUMNS));
            out.newLine();
            for (int n = 1; n <= workers; n++) {
                int share = n % HUNDRED;
                String title = "Title " + n % DEPARTMENTS + (share > 0 && share <= generation ? ", senior" : "");
                out.write(String.join(
                        ",",
                        "w" + n,
                        "Given " + n,
                        "Family " + n,
                        "sample." + n + "@benchmark.example",
                        "Department " + n % DEPARTMENTS,
                        '"' + title + '"',
                        n > REPORTS ? "w" + n / REPORTS : "",
                        "Berlin",
                        "Europe/Berlin",
                        "2020-01-15"));
                out.newLine();
            }
        }
    }
}

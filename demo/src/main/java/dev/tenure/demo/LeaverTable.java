package dev.tenure.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The day's result as a table in plain text: a row per leaver and system, times in UTC. */
final class LeaverTable {

    private static final List<String> HEADER = List.of(
            "leaver", "system", "HR effective", "received", "blocked", "contained", "clean", "elapsed", "outcome");
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final String OPEN = "open";

    private LeaverTable() {}

    /** The lines, without trailing blanks. */
    static String of(List<LeaverRow> rows) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(HEADER);
        rows.forEach(row -> lines.add(cells(row)));
        return TextTable.of(lines);
    }

    private static List<String> cells(LeaverRow row) {
        return List.of(
                row.leaver(),
                row.system(),
                MOMENT.format(row.effective()),
                MOMENT.format(row.received()),
                moment(row.blocked()),
                moment(row.contained()),
                moment(row.clean()),
                row.elapsed().map(LeaverTable::duration).orElse(OPEN),
                row.outcome());
    }

    private static String moment(Optional<Instant> instant) {
        return instant.map(MOMENT::format).orElse(OPEN);
    }

    private static String duration(Duration elapsed) {
        return String.format(Locale.ROOT, "%d.%01d s", elapsed.toSeconds(), elapsed.toMillisPart() / 100);
    }
}

package dev.tenure.check.report;

import dev.tenure.check.findings.Finding;
import dev.tenure.check.findings.Kind;
import dev.tenure.check.findings.SystemSummary;
import dev.tenure.check.people.Join;
import dev.tenure.check.people.Standing;
import dev.tenure.check.people.Workforce;
import java.io.PrintStream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The answer on a terminal: the numbers first, then what stands behind them, then how the files were read. */
public final class Words {

    private static final int WIDEST = 44;
    private static final double FEW = 0.5;

    private final PrintStream out;
    private final Shown shown;

    /** Prints to a stream. */
    public Words(PrintStream out, Shown shown) {
        this.out = out;
        this.shown = shown;
    }

    /** Prints the whole answer. */
    public void print(Outcome outcome) {
        line("Access check as of " + outcome.asOf().day()
                + outcome.asOf().moment().map(at -> " (" + at + ")").orElse("") + ", " + outcome.zone()
                + (outcome.zoneIsGuess() ? " (this machine's zone; --zone names another)" : ""));
        line("");
        numbers(outcome);
        for (Kind kind : Kind.values()) {
            if (shown.count(kind) > 0) {
                findings(kind, outcome);
            }
        }
        coverage(outcome);
        notJudged(outcome);
        files(outcome);
        if (!outcome.files().isEmpty()) {
            line("");
            line("Written: " + outcome.files().stream().map(Object::toString).collect(Collectors.joining(", ")));
        }
    }

    private void numbers(Outcome outcome) {
        for (Kind kind : Kind.values()) {
            String more =
                    switch (kind) {
                        case ACTIVE_LEAVER -> urgent(kind, " SIGNED IN after leaving");
                        case ORPHAN -> urgent(kind, " of them privileged");
                        case PRIVILEGED -> urgent(kind, " of them leavers' or nobody's");
                        case DORMANT -> "no sign-in for " + outcome.dormantDays() + " days";
                        case UNOWNED, AMBIGUOUS, DUPLICATE -> "";
                    };
            number(shown.count(kind), kind.title(), kind.meaning() + (more.isEmpty() ? "" : "; " + more));
        }
        number(outcome.unread(), "unread rows", "rows, or cells of them, that could not be used");
    }

    private void number(long count, String title, String meaning) {
        line(String.format(Locale.ROOT, "%8d  %-16s %s", count, title, meaning));
    }

    private String urgent(Kind kind, String what) {
        return shown.urgent(kind) == 0 ? "" : shown.urgent(kind) + what;
    }

    private void findings(Kind kind, Outcome outcome) {
        List<Finding> found = shown.of(kind);
        if (found.isEmpty()) {
            return;
        }
        heading(kind.title() + " (" + shown.count(kind) + ")");
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("system", "account", "worker", "name", "since", "days", "why"));
        for (Finding one : found) {
            rows.add(List.of(
                    one.system(),
                    one.account(),
                    one.workerId(),
                    one.name(),
                    one.since().map(LocalDate::toString).orElse(""),
                    one.since().isPresent() ? Long.toString(one.days()) : "",
                    one.why()));
        }
        table(rows);
        found.stream().map(Finding::remedy).distinct().forEach(remedy -> line("  -> " + remedy + "."));
        if (shown.count(kind) > found.size()) {
            line("  and " + (shown.count(kind) - found.size()) + " more"
                    + (outcome.files().isEmpty() ? ": --out DIR writes all, --show N shows more" : " in findings.csv"));
        }
    }

    private void coverage(Outcome outcome) {
        heading("coverage");
        long employed = outcome.people().workforce().count(Standing.EMPLOYED);
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(
                "system", "accounts", "enabled", "matched", "non-human", "employed with account", "employed without"));
        for (SystemSummary one : outcome.systems()) {
            rows.add(List.of(
                    one.system(),
                    Long.toString(one.accounts()),
                    Long.toString(one.enabled()),
                    one.matched() + share(one.matched(), one.enabled()),
                    Long.toString(one.nonHuman()),
                    one.covered() + share(one.covered(), employed),
                    Long.toString(employed - one.covered())));
        }
        table(rows);
        for (SystemSummary one : outcome.systems()) {
            long human = one.enabled() - one.nonHuman();
            if (human > 0 && one.matched() < FEW * human) {
                line("  " + one.system() + ": FEW ACCOUNTS MATCH. Compared by "
                        + one.joins().stream().map(Join::label).collect(Collectors.joining(", "))
                        + ": is it the right HR file, and are these the right columns? See --column and --join.");
            }
        }
    }

    private void notJudged(Outcome outcome) {
        List<String> missing = Stream.concat(
                        outcome.people().missing().stream().map(what -> "  hr: " + what),
                        outcome.systems().stream()
                                .flatMap(one -> one.missing().stream().map(what -> "  " + one.system() + ": " + what)))
                .toList();
        if (!missing.isEmpty()) {
            heading("not judged, for want of a column");
            missing.forEach(this::line);
        }
    }

    private void files(Outcome outcome) {
        heading("how the files were read");
        Workforce people = outcome.people().workforce();
        line("  hr: " + outcome.people().rows() + " rows, " + people.workers().size() + " workers ("
                + people.count(Standing.EMPLOYED) + " employed, " + people.count(Standing.LEFT) + " left, "
                + people.count(Standing.EXPECTED) + " to begin, " + people.count(Standing.UNKNOWN)
                + " not understood), "
                + outcome.people().unused() + " rows not used");
        outcome.people().said().forEach(said -> line("      " + said));
        for (SystemSummary one : outcome.systems()) {
            line("  " + one.system() + ": " + one.file() + ", " + one.rows() + " rows, " + one.unused() + " not used"
                    + (one.repeated() > 0
                            ? ", " + one.repeated() + " about an account of an earlier row: judged together"
                            : ""));
            one.said().forEach(said -> line("      " + said));
        }
        outcome.firstUnread().forEach(unread -> line("  unread: " + unread));
        if (outcome.unread() > outcome.firstUnread().size()) {
            line("  and " + (outcome.unread() - outcome.firstUnread().size()) + " more"
                    + (outcome.files().isEmpty() ? ": --out DIR writes all" : " in unread-rows.csv"));
        }
    }

    private static String share(long part, long whole) {
        return whole == 0 ? "" : " (" + 100 * part / whole + " %)";
    }

    private void heading(String title) {
        line("");
        line(title.toUpperCase(Locale.ROOT));
    }

    private void table(List<List<String>> rows) {
        int columns = rows.get(0).size();
        int[] widths = new int[columns];
        List<List<String>> cut = rows.stream()
                .map(row -> {
                    List<String> cells = new ArrayList<>();
                    for (int i = 0; i < columns; i++) {
                        String cell = harmless(row.get(i));
                        cells.add(i < columns - 1 ? cut(cell, WIDEST) : cut(cell, 6 * WIDEST));
                        widths[i] = Math.max(widths[i], cells.get(i).length());
                    }
                    return cells;
                })
                .toList();
        for (List<String> row : cut) {
            StringBuilder text = new StringBuilder("  ");
            for (int i = 0; i < columns; i++) {
                if (isEmpty(cut, i)) {
                    continue;
                }
                String cell = row.get(i);
                text.append(cell);
                if (i < columns - 1) {
                    text.append(" ".repeat(widths[i] - cell.length() + 2));
                }
            }
            line(text.toString().stripTrailing());
        }
    }

    /** Whether a column has nothing below its heading. */
    private static boolean isEmpty(List<List<String>> rows, int column) {
        return rows.stream().skip(1).allMatch(row -> row.get(column).isEmpty());
    }

    private static String cut(String cell, int widest) {
        return cell.length() <= widest ? cell : cell.substring(0, widest - 1) + "…";
    }

    private void line(String text) {
        out.println(harmless(text));
    }

    /** What would move a terminal's cursor, colour it or turn its text around is shown as a question mark. */
    public static String harmless(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        text.codePoints()
                .forEach(c -> plain.appendCodePoint(
                        Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '?' : c));
        return plain.toString();
    }
}

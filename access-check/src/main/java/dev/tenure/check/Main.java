package dev.tenure.check;

import dev.tenure.check.accounts.Listing;
import dev.tenure.check.accounts.Looks;
import dev.tenure.check.findings.Finding;
import dev.tenure.check.findings.Judge;
import dev.tenure.check.findings.Kind;
import dev.tenure.check.findings.SystemSummary;
import dev.tenure.check.people.Join;
import dev.tenure.check.people.Worker;
import dev.tenure.check.people.WorkerFile;
import dev.tenure.check.report.CsvReport;
import dev.tenure.check.report.Outcome;
import dev.tenure.check.report.Shown;
import dev.tenure.check.report.Words;
import dev.tenure.check.table.CannotJudge;
import dev.tenure.check.table.FileSettings;
import dev.tenure.check.table.Unread;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The command {@code ./tenure check}. It reads the files that it is given and writes to the terminal and, where it is asked
 * to, into one folder; it opens no connection and keeps nothing. Exit code 0: nothing is to be done. 1: something was found,
 * or a row could not be used. 2: it cannot be judged.
 */
public final class Main {

    private static final int NOTHING = 0;
    private static final int FOUND = 1;
    private static final int NOT_JUDGED = 2;
    private static final int UNREAD_SHOWN = 10;

    private final Options options;
    private final Shown shown;
    private final Optional<CsvReport> csv;
    private final List<String> firstUnread = new ArrayList<>();
    private long unread;

    private Main(Options options, Optional<CsvReport> csv) {
        this.options = options;
        this.shown = new Shown(options.show());
        this.csv = csv;
    }

    /** Runs the command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        // Names are of all languages; what the terminal's locale says is often wrong.
        PrintStream out = new PrintStream(
                new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 64 * 1024),
                false,
                StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        int code = run(arguments, out, err, Instant.now(), ZoneId.systemDefault());
        out.flush();
        System.exit(code);
    }

    /**
     * Runs the command.
     *
     * @param out takes the answer
     * @param err takes why there is none
     * @param now the time where none is asked for
     * @param machineZone the zone where none is named
     */
    static int run(String[] arguments, PrintStream out, PrintStream err, Instant now, ZoneId machineZone) {
        if (Arrays.asList(arguments).contains("--help")) {
            out.print(Options.USAGE);
            return NOTHING;
        }
        try {
            Options options = Options.of(arguments, now, machineZone);
            if (options.out().isEmpty()) {
                return new Main(options, Optional.empty()).check(out);
            }
            try (CsvReport csv = CsvReport.in(options.out().get())) {
                return new Main(options, Optional.of(csv)).check(out);
            }
        } catch (CannotJudge e) {
            err.println("tenure check: " + Words.harmless(e.says()));
        } catch (UncheckedIOException e) {
            err.println("tenure check: writing failed: make room, or name another folder with --out.");
        } catch (OutOfMemoryError e) {
            err.println("tenure check: the files are larger than memory holds: give it more with"
                    + " JDK_JAVA_OPTIONS=-Xmx4g, or check fewer listings at a time.");
        }
        return NOT_JUDGED;
    }

    private int check(PrintStream out) throws CannotJudge {
        Looks looks = new Looks(options.privileged(), options.notPrivileged(), options.nonHuman());
        WorkerFile.Result people = new WorkerFile(
                        options.hr(),
                        options.asOf(),
                        options.zone(),
                        options.employedStatus(),
                        options.leftStatus(),
                        this::unread)
                .read();
        Judge judge = new Judge(
                people.workforce(),
                options.asOf(),
                options.zone(),
                options.dormantDays(),
                this::finding,
                this::withoutAccount);
        List<SystemSummary> systems = new ArrayList<>();
        for (FileSettings settings : options.listings()) {
            Listing listing = Listing.open(
                    settings, looks, options.zone(), options.enabledStatus(), options.disabledStatus(), this::unread);
            systems.add(judge.judge(listing, joins(listing)));
        }
        List<Path> files = csv.isPresent() ? csv.get().finish() : List.of();
        new Words(out, shown)
                .print(new Outcome(
                        options.asOf(),
                        options.zone(),
                        options.zoneIsGuess(),
                        people,
                        systems,
                        unread,
                        firstUnread,
                        options.dormantDays(),
                        files));
        boolean found = unread > 0
                || Arrays.stream(Kind.values()).anyMatch(kind -> kind.wantsAction() && shown.count(kind) > 0);
        return found ? FOUND : NOTHING;
    }

    private Set<Join> joins(Listing listing) {
        Set<Join> forAll = options.joins().getOrDefault("", Set.of());
        Set<Join> chosen = options.joins().getOrDefault(listing.system(), forAll);
        return chosen.isEmpty() ? listing.usualJoins() : chosen;
    }

    private void finding(Finding finding) {
        shown.add(finding);
        csv.ifPresent(report -> report.finding(finding));
    }

    private void withoutAccount(String system, Worker worker) {
        csv.ifPresent(report -> report.withoutAccount(system, worker));
    }

    private void unread(Unread row) {
        unread++;
        if (firstUnread.size() < UNREAD_SHOWN) {
            firstUnread.add(row.file() + ", line " + row.line() + ": " + row.why());
        }
        csv.ifPresent(report -> report.unread(row));
    }
}

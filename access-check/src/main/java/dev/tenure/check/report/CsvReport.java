package dev.tenure.check.report;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.tenure.check.findings.Finding;
import dev.tenure.check.people.Worker;
import dev.tenure.check.table.CannotJudge;
import dev.tenure.check.table.Unread;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The findings as CSV files in a folder, for their owner's eyes alone. They get their names when everything was judged; until
 * then, and where the check ends early, there are none. What a spreadsheet would take for a formula gets a quote in front.
 */
public final class CsvReport implements AutoCloseable {

    private static final String BEGINS_FORMULA = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";
    private static final List<String> FILES = List.of("findings.csv", "without-account.csv", "unread-rows.csv");

    private final Path folder;
    private final List<Path> parts = new ArrayList<>();
    private final List<CsvWriter> writers = new ArrayList<>();

    private CsvReport(Path folder) {
        this.folder = folder;
    }

    /**
     * Begins a report.
     *
     * @throws CannotJudge where the folder cannot be written to, or has a report already
     */
    public static CsvReport in(Path folder) throws CannotJudge {
        CsvReport report = new CsvReport(folder);
        try {
            Files.createDirectories(folder);
            for (String file : FILES) {
                if (Files.exists(folder.resolve(file), LinkOption.NOFOLLOW_LINKS)) {
                    throw CannotJudge.option(
                            "--out", folder.resolve(file) + " is there already: name another folder, or remove it");
                }
            }
            for (String file : FILES) {
                Path part = Files.createTempFile(folder, file + ".", ".part", ownersAlone(folder));
                report.parts.add(part);
                report.writers.add(CsvWriter.builder().build(part, StandardCharsets.UTF_8));
            }
            report.write(0, "kind", "system", "account", "worker id", "name", "since", "days", "why", "remedy");
            report.write(1, "system", "worker id", "name", "email");
            report.write(2, "file", "line", "why");
            return report;
        } catch (IOException e) {
            report.close();
            throw CannotJudge.option(
                    "--out",
                    folder + " cannot be written to (" + e.getClass().getSimpleName() + "): name another folder");
        }
    }

    private static FileAttribute<?>[] ownersAlone(Path folder) {
        return folder.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    /** Writes a finding. */
    public void finding(Finding finding) {
        write(
                0,
                finding.kind().label(),
                finding.system(),
                finding.account(),
                finding.workerId(),
                finding.name(),
                finding.since().map(LocalDate::toString).orElse(""),
                finding.since().isPresent() ? Long.toString(finding.days()) : "",
                finding.why(),
                finding.remedy());
    }

    /** Writes an employed worker who has no account in a system. */
    public void withoutAccount(String system, Worker worker) {
        write(1, system, worker.workerId(), worker.name(), worker.email());
    }

    /** Writes a row that was not used whole. */
    public void unread(Unread unread) {
        write(2, unread.file(), Long.toString(unread.line()), unread.why());
    }

    /** Gives the files their names; returns them. */
    public List<Path> finish() throws CannotJudge {
        try {
            List<Path> named = new ArrayList<>();
            for (CsvWriter writer : writers) {
                writer.close();
            }
            for (int i = 0; i < FILES.size(); i++) {
                Path to = folder.resolve(FILES.get(i));
                move(parts.get(i), to);
                named.add(to);
            }
            parts.clear();
            return named;
        } catch (IOException | UncheckedIOException e) {
            throw CannotJudge.option("--out", "writing to " + folder + " failed: make room, or name another folder");
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to);
        }
    }

    private void write(int file, String... cells) {
        writers.get(file).writeRecord(Stream.of(cells).map(CsvReport::harmless).toList());
    }

    static String harmless(String cell) {
        return !cell.isEmpty() && BEGINS_FORMULA.indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
    }

    /** Removes what has no name yet. */
    @Override
    public void close() {
        for (int i = 0; i < parts.size(); i++) {
            discard(writers, i);
            try {
                Files.deleteIfExists(parts.get(i));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static void discard(List<CsvWriter> writers, int index) {
        try {
            if (index < writers.size()) {
                writers.get(index).close();
            }
        } catch (IOException | UncheckedIOException e) {
            // What could not be written is deleted next.
        }
    }
}

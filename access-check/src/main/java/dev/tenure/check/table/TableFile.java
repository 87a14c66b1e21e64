package dev.tenure.check.table;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A delimited file with a header. Opening it looks at every byte, says how it is written and reads the header; the rows are
 * streamed as often as they are asked for.
 */
public final class TableFile {

    /** How many characters a row may have. */
    static final int LONGEST_ROW = 1024 * 1024;

    /** How many columns a row may have. */
    static final int MOST_COLUMNS = 1_000;

    private static final char NO_COMMENT = '\uE001';
    private static final int SAMPLE = 64 * 1024;
    private static final int SAMPLE_ROWS = 50;
    private static final List<Character> SEPARATORS = List.of(',', ';', '\t', '|');

    /** What Excel writes and understands as a first line. */
    private static final Pattern SEPARATOR_LINE = Pattern.compile("\\A\"?sep=(.)\"?\\r?\\n");

    /** The parser tells the line in its message alone. */
    private static final Pattern LINE = Pattern.compile("line (\\d+)");

    private final Path file;
    private final Encoding encoding;
    private final char separator;
    private final String separatorSaid;
    private final boolean separatorLine;
    private List<String> header = List.of();

    private TableFile(Path file, Encoding encoding, Optional<Character> given, String sample) {
        this.file = file;
        this.encoding = encoding;
        Matcher line = SEPARATOR_LINE.matcher(sample);
        this.separatorLine = line.find();
        if (given.isPresent()) {
            this.separator = given.get();
            this.separatorSaid = word(separator) + " as given";
        } else if (separatorLine) {
            this.separator = line.group(1).charAt(0);
            this.separatorSaid = word(separator) + " by its first line";
        } else {
            Optional<Character> guessed = guess(sample);
            this.separator = guessed.orElse(',');
            this.separatorSaid = guessed.isPresent() ? word(separator) + ", guessed" : "none: it has one column";
        }
    }

    /** How a row that cannot be used is told. */
    @FunctionalInterface
    public interface Unusable {
        /** Takes the row's line, from 1, and why it cannot be used. */
        void row(long line, String why);
    }

    /**
     * Opens a file.
     *
     * @param charset its encoding; found out where absent
     * @param separator between its columns; found out where absent
     * @throws CannotJudge where it is no file, no text or has no header
     */
    public static TableFile open(Path file, Optional<Charset> charset, Optional<Character> separator)
            throws CannotJudge {
        refuseWhatIsNoFile(file);
        try {
            Encoding encoding = Encoding.of(file, charset);
            TableFile table = new TableFile(file, encoding, separator, sample(file, encoding));
            table.readHeader();
            return table;
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /** The file's name as it was given. */
    public String name() {
        return file.toString();
    }

    /** The header's cells, stripped. */
    public List<String> header() {
        return header;
    }

    /** How the file is written, and which of it was guessed. */
    public String said() {
        return "separator " + separatorSaid + "; encoding " + encoding.said();
    }

    /**
     * Streams the rows below the header.
     *
     * @param rows takes each row that is as wide as the header
     * @param unusable takes each other
     * @throws CannotJudge where the text itself is broken, so that no row behind the place can be told
     */
    public void read(Consumer<Row> rows, Unusable unusable) throws CannotJudge {
        parse((record, first) -> {
            if (first) {
                return true;
            }
            Optional<String> flaw = flaw(record);
            if (flaw.isPresent()) {
                unusable.row(record.getStartingLineNumber(), flaw.get());
            } else {
                rows.accept(new Row(record.getStartingLineNumber(), record.getFields()));
            }
            return true;
        });
    }

    private void readHeader() throws CannotJudge {
        parse((record, first) -> {
            List<String> names = record.getFields().stream()
                    .map(name -> name.replace("\uFEFF", "").strip())
                    .toList();
            if (names.stream().anyMatch(name -> name.indexOf('\0') >= 0)) {
                throw CannotJudge.line(
                        name(),
                        record.getStartingLineNumber(),
                        "the header holds a NUL character",
                        "Save the file as CSV in UTF-8");
            }
            header = names;
            return false;
        });
        if (header.isEmpty() || header.stream().allMatch(String::isEmpty)) {
            throw CannotJudge.line(
                    name(), 1, "the file is empty", "Give a file with a header and a row for each worker or account");
        }
    }

    private Optional<String> flaw(CsvRecord record) {
        int width = header.size();
        List<String> cells = record.getFields();
        boolean wider = cells.size() > width
                && cells.subList(width, cells.size()).stream().anyMatch(cell -> !cell.isBlank());
        if (cells.size() < width || wider) {
            return Optional.of("has " + cells.size() + " columns and the header has " + width
                    + ": put cells that hold the separator in quotes");
        }
        for (String cell : cells) {
            if (cell.indexOf('\0') >= 0) {
                return Optional.of("holds a NUL character: remove it");
            }
            if (cell.indexOf('\uFEFF') >= 0) {
                return Optional.of("holds a byte order mark, as where two files were joined: remove it");
            }
        }
        return Optional.empty();
    }

    @FunctionalInterface
    private interface Step {
        /** Takes a record; returns whether to go on. */
        boolean take(CsvRecord record, boolean first) throws CannotJudge;
    }

    private void parse(Step step) throws CannotJudge {
        try (CsvReader<CsvRecord> reader = reader(new EndMarked(text(file, encoding)), separator);
                CloseableIterator<CsvRecord> records = reader.iterator()) {
            boolean first = true;
            boolean skip = separatorLine;
            while (records.hasNext()) {
                CsvRecord record = records.next();
                String last = record.getField(record.getFieldCount() - 1);
                if (last.endsWith(EndMarked.MARK)) {
                    if (record.getFieldCount() == 1 && last.length() == EndMarked.MARK.length()) {
                        return;
                    }
                    throw CannotJudge.line(
                            name(),
                            record.getStartingLineNumber(),
                            "a quote is opened and never closed, so everything behind it is one cell",
                            "Close it, or double it where it belongs to the text");
                }
                if (skip) {
                    skip = false;
                    continue;
                }
                if (!step.take(record, first)) {
                    return;
                }
                first = false;
            }
        } catch (CsvParseException e) {
            throw broken(e);
        } catch (UncheckedIOException e) {
            throw unparsable(Optional.ofNullable(e.getCause()).orElseGet(() -> new IOException(e)));
        } catch (IOException e) {
            throw unparsable(e);
        }
    }

    private static CsvReader<CsvRecord> reader(Reader text, char separator) {
        CsvRecordHandler bounds = CsvRecordHandler.of(handler ->
                handler.maxFields(MOST_COLUMNS).maxFieldSize(LONGEST_ROW).maxRecordSize(LONGEST_ROW));
        return CsvReader.builder()
                .fieldSeparator(separator)
                // There are no comments; the usual sign of them may be a separator.
                .commentCharacter(NO_COMMENT)
                .skipEmptyLines(true)
                .allowMissingFields(true)
                .allowExtraFields(true)
                // A line without an end fills the buffer: this bounds what it can take.
                .maxBufferSize(LONGEST_ROW)
                .build(bounds, text);
    }

    private CannotJudge broken(CsvParseException exception) {
        StringBuilder said = new StringBuilder();
        for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException io
                    && !String.valueOf(io.getMessage()).contains("buffer size")) {
                return unreadable(file, io);
            }
            said.append(cause.getMessage()).append('\n');
        }
        Matcher line = LINE.matcher(said);
        long at = line.find() ? Long.parseLong(line.group(1)) : 1;
        if (said.indexOf("closing quote") >= 0) {
            return CannotJudge.line(
                    name(),
                    at,
                    "something stands between a closing quote and the separator",
                    "Double the quotes inside a cell, or name the separator with --separator");
        }
        return tooLong(at);
    }

    private CannotJudge unparsable(IOException exception) {
        return String.valueOf(exception.getMessage()).contains("buffer size")
                ? tooLong(1)
                : unreadable(file, exception);
    }

    private CannotJudge tooLong(long line) {
        return CannotJudge.line(
                name(),
                line,
                "here or below a row has more than " + LONGEST_ROW + " characters or " + MOST_COLUMNS + " columns",
                "Close the quote that is open, or give a file with one row for each worker or account");
    }

    private static Reader text(Path file, Encoding encoding) throws IOException {
        InputStream in = Files.newInputStream(file);
        try {
            in.skipNBytes(encoding.skip());
            return new BufferedReader(new InputStreamReader(in, encoding.charset()), SAMPLE);
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    private static String sample(Path file, Encoding encoding) throws IOException {
        char[] chars = new char[SAMPLE];
        int filled = 0;
        try (Reader text = text(file, encoding)) {
            int count = 0;
            while (filled < SAMPLE && count >= 0) {
                count = text.read(chars, filled, SAMPLE - filled);
                filled += Math.max(0, count);
            }
        }
        return new String(chars, 0, filled);
    }

    /** The separator that gives most rows the same width, more than one column wide. */
    private static Optional<Character> guess(String sample) {
        char best = 0;
        double most = 0;
        for (char candidate : SEPARATORS) {
            double score = score(sample, candidate);
            if (score > most) {
                most = score;
                best = candidate;
            }
        }
        return most > 0 ? Optional.of(best) : Optional.empty();
    }

    private static double score(String sample, char separator) {
        int width = 0;
        int rows = 0;
        int same = 0;
        try (CsvReader<CsvRecord> reader = reader(new StringReader(sample), separator)) {
            for (CsvRecord record : reader) {
                if (rows++ == 0) {
                    width = record.getFieldCount();
                } else if (record.getFieldCount() == width) {
                    same++;
                }
                if (rows > SAMPLE_ROWS) {
                    break;
                }
            }
        } catch (CsvParseException | IOException e) {
            // With another separator a quote stands where it may not: what was read before it speaks for itself.
            rows++;
        }
        // The share decides; among equals the wider one.
        return width < 2 ? 0 : (same + 1.0) / Math.max(1, rows) + width / 100_000.0;
    }

    private static String word(char separator) {
        return switch (separator) {
            case ',' -> "comma";
            case ';' -> "semicolon";
            case '\t' -> "tab";
            case '|' -> "bar";
            default -> "'" + separator + "'";
        };
    }

    private static void refuseWhatIsNoFile(Path file) throws CannotJudge {
        if (Files.isDirectory(file)) {
            throw CannotJudge.file(file.toString(), "is a folder", "Give the file itself");
        }
        if (!Files.exists(file)) {
            throw CannotJudge.file(file.toString(), "there is no such file", "Check the path");
        }
        if (!Files.isRegularFile(file)) {
            throw CannotJudge.file(
                    file.toString(), "is no plain file, and it must be read more than once", "Save it to disk first");
        }
    }

    private static CannotJudge unreadable(Path file, IOException e) {
        return e instanceof AccessDeniedException
                ? CannotJudge.file(file.toString(), "you may not read it", "Ask its owner for the right to")
                : CannotJudge.file(
                        file.toString(),
                        "reading it failed (" + e.getClass().getSimpleName() + ")",
                        "Check the disk that holds it");
    }
}

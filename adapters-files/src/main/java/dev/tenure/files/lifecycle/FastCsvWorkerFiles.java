package dev.tenure.files.lifecycle;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import dev.cel.common.CelValidationException;
import dev.cel.runtime.CelEvaluationException;
import dev.tenure.application.lifecycle.WorkerFiles;
import dev.tenure.domain.identity.WorkerFeed;
import dev.tenure.domain.identity.WorkerFeed.Fact;
import jakarta.inject.Singleton;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads worker files as RFC 4180 has them.
 *
 * <p>Every column that the feed names must be in the file, the optional ones too: a file that lost its column of last working
 * days would otherwise take every ending back.
 */
@Singleton
public final class FastCsvWorkerFiles implements WorkerFiles {

    /** How many characters a cell may have. */
    static final int LONGEST_CELL = 64 * 1024;

    /** How many characters a row may have. */
    static final int LONGEST_ROW = 1024 * 1024;

    /** How many columns a row may have. */
    static final int MOST_COLUMNS = 1_000;

    private static final int NAMES_SHOWN = 20;

    private static final String SEPARATORS = ",;\t|";

    /** How much of a file is looked at to find its separator, in characters. */
    private static final int LONGEST_HEADER = 64 * 1024;

    private static final Pattern LINE_END = Pattern.compile("\r\n?|\n");

    private static final Comparator<String> BY_HEADER = Comparator.comparing(WorkerFeed::folded);

    /** The parser tells the line in its message alone. */
    private static final Pattern LINE = Pattern.compile("line (\\d+)");

    @Override
    public List<String> read(WorkerFeed feed, InputStream content, Consumer<Row> rows) throws UnreadableFile {
        Map<Fact, CelFactExpressions.Compiled> expressions = compiled(feed);
        List<String> remarks = new ArrayList<>();
        PushbackInputStream bytes = new PushbackInputStream(content, ByteOrderMark.LONGEST);
        StrictDecoder decoded = new StrictDecoder(bytes, charset(feed, bytes, remarks));
        try {
            Optional<Character> known = feed.format().separator();
            Reader text = known.isPresent() ? decoded : new BufferedReader(decoded, LONGEST_HEADER);
            char separator = known.isPresent() ? known.get() : separator(feed, text, remarks);
            read(feed, expressions, text, decoded, separator, rows);
            return List.copyOf(remarks);
        } catch (IOException e) {
            throw unreadable(e, decoded);
        }
    }

    private static void read(
            WorkerFeed feed,
            Map<Fact, CelFactExpressions.Compiled> expressions,
            Reader text,
            StrictDecoder decoded,
            char separator,
            Consumer<Row> rows)
            throws UnreadableFile {
        try (CsvReader<CsvRecord> reader = csv(separator, feed.format().quote(), new EndMarkedReader(text));
                CloseableIterator<CsvRecord> records = reader.iterator()) {
            read(feed, expressions, records, rows);
        } catch (CsvParseException e) {
            throw unreadable(e, decoded);
        } catch (UncheckedIOException e) {
            throw unreadable(Optional.ofNullable(e.getCause()).orElseGet(() -> new IOException(e)), decoded);
        } catch (IOException e) {
            throw unreadable(e, decoded);
        }
    }

    private static CsvReader<CsvRecord> csv(char separator, char quote, Reader text) {
        return CsvReader.builder()
                .fieldSeparator(separator)
                .quoteCharacter(quote)
                .skipEmptyLines(true)
                .allowMissingFields(true)
                .allowExtraFields(true)
                // A quote that is never closed fills the buffer: this bounds what it can take.
                .maxBufferSize(LONGEST_ROW)
                .build(
                        CsvRecordHandler.of(handler -> handler.maxFields(MOST_COLUMNS)
                                .maxFieldSize(LONGEST_CELL)
                                .maxRecordSize(LONGEST_ROW)),
                        text);
    }

    private static Map<Fact, CelFactExpressions.Compiled> compiled(WorkerFeed feed) throws UnreadableFile {
        Map<Fact, CelFactExpressions.Compiled> compiled = new EnumMap<>(Fact.class);
        for (Map.Entry<Fact, String> one : feed.expressions().entrySet()) {
            try {
                compiled.put(one.getKey(), CelFactExpressions.Compiled.of(one.getValue()));
            } catch (CelValidationException | CelEvaluationException e) {
                throw new UnreadableFile(
                        "expressions." + one.getKey().label() + ": cannot be used by this version: correct the feed");
            }
        }
        return compiled;
    }

    /** Of the usual separators the one by which the header has most of the feed's columns; where that is even, most columns. */
    private static char separator(WorkerFeed feed, Reader text, List<String> remarks) throws IOException {
        text.mark(LONGEST_HEADER);
        char[] begin = new char[LONGEST_HEADER];
        int length = 0;
        for (int count = 0; count >= 0 && length < begin.length; length += Math.max(0, count)) {
            count = text.read(begin, length, begin.length - length);
        }
        text.reset();
        Set<String> wanted = new HashSet<>();
        feed.headers().values().forEach(header -> wanted.add(WorkerFeed.folded(header)));
        char best = SEPARATORS.charAt(0);
        long most = -1;
        for (int i = 0; i < SEPARATORS.length(); i++) {
            long found = fit(SEPARATORS.charAt(i), feed.format().quote(), new String(begin, 0, length), wanted);
            if (found > most) {
                most = found;
                best = SEPARATORS.charAt(i);
            }
        }
        remarks.add("the columns are separated by " + (best == '\t' ? "tabs" : best) + ", as the header shows");
        return best;
    }

    private static long fit(char separator, char quote, String begin, Set<String> wanted) {
        try (CsvReader<CsvRecord> reader = csv(separator, quote, new StringReader(begin));
                CloseableIterator<CsvRecord> records = reader.iterator()) {
            if (!records.hasNext()) {
                return 0;
            }
            CsvRecord header = records.next();
            long known = header.getFields().stream()
                    .map(WorkerFeed::folded)
                    .filter(wanted::contains)
                    .count();
            return known * (MOST_COLUMNS + 1) + header.getFieldCount();
        } catch (CsvParseException | UncheckedIOException | IOException e) {
            return 0;
        }
    }

    private static void read(
            WorkerFeed feed,
            Map<Fact, CelFactExpressions.Compiled> expressions,
            CloseableIterator<CsvRecord> records,
            Consumer<Row> rows)
            throws UnreadableFile {
        CsvRecord header = records.next();
        if (isEnd(header)) {
            throw new UnreadableFile("line 1: the file is empty: send one with a header and a row per worker");
        }
        CsvRecord next = behind(header, records);
        Map<Fact, Integer> columns = columns(feed, header);
        while (!isEnd(next)) {
            CsvRecord row = next;
            next = behind(row, records);
            rows.accept(row(row, columns, header, expressions));
        }
    }

    private static boolean isEnd(CsvRecord row) {
        return row.getFieldCount() == 1 && row.getField(0).equals(EndMarkedReader.END);
    }

    /** What follows a row; one that swallowed the end of the file, and all rows before it, has an open quote. */
    private static CsvRecord behind(CsvRecord row, CloseableIterator<CsvRecord> records) throws UnreadableFile {
        if (records.hasNext()) {
            return records.next();
        }
        List<String> before = row.getFields().subList(0, row.getFieldCount() - 1);
        long line = row.getStartingLineNumber()
                + before.stream()
                        .mapToLong(cell -> LINE_END.splitAsStream(cell + ".").count() - 1)
                        .sum();
        throw new UnreadableFile(
                "line " + line + ": a quote is opened that nothing closes, so that the rest of the file is"
                        + " one cell: close it, or double it where it belongs to the text");
    }

    private static Row row(
            CsvRecord row,
            Map<Fact, Integer> columns,
            CsvRecord header,
            Map<Fact, CelFactExpressions.Compiled> expressions) {
        int width = header.getFieldCount();
        long line = row.getStartingLineNumber();
        if (row.getFieldCount() != width) {
            return new Row.Unreadable(
                    line,
                    "has " + row.getFieldCount() + " columns and the header has " + width
                            + ": add what is missing, and put cells that hold the separator in quotes");
        }
        for (String cell : row.getFields()) {
            if (cell.indexOf('\0') >= 0) {
                return new Row.Unreadable(line, "holds a NUL character: remove it");
            }
        }
        Map<Fact, String> cells = new EnumMap<>(Fact.class);
        columns.forEach((fact, index) -> cells.put(fact, row.getField(index)));
        if (expressions.isEmpty()) {
            return new Row.Cells(line, cells);
        }
        Map<String, String> texts = new TreeMap<>(BY_HEADER);
        for (int i = 0; i < width; i++) {
            if (row.getField(i).length() <= CelFactExpressions.LONGEST_TEXT
                    && !header.getField(i).isBlank()) {
                texts.put(header.getField(i), row.getField(i));
            }
        }
        Map<Fact, String> faults = new EnumMap<>(Fact.class);
        expressions.forEach((fact, expression) -> {
            try {
                cells.put(fact, expression.evaluate(texts));
            } catch (CelEvaluationException e) {
                faults.put(
                        fact,
                        "its expression makes nothing of this row: correct the row, or have the expression provide for a"
                                + " column that is missing or has more than " + CelFactExpressions.LONGEST_TEXT
                                + " characters, and for text of another form");
            }
        });
        return new Row.Cells(line, cells, faults);
    }

    private static Map<Fact, Integer> columns(WorkerFeed feed, CsvRecord header) throws UnreadableFile {
        String at = "line " + header.getStartingLineNumber() + ": the header ";
        Map<String, Integer> found = new HashMap<>();
        for (int i = 0; i < header.getFieldCount(); i++) {
            String name = WorkerFeed.folded(header.getField(i));
            if (name.indexOf('\0') >= 0) {
                throw new UnreadableFile(at + "holds a NUL character: save the file as text in "
                        + feed.format().charset());
            }
            if (!name.isEmpty() && found.put(name, i) != null) {
                throw new UnreadableFile(at + "has two columns of the same name, column " + (i + 1)
                        + " being the second: rename or remove one");
            }
        }
        Map<Fact, Integer> columns = new EnumMap<>(Fact.class);
        List<String> missing = new ArrayList<>();
        for (Fact fact : Fact.values()) {
            String wanted = feed.headers().get(fact);
            if (wanted == null) {
                continue;
            }
            Integer index = found.get(WorkerFeed.folded(wanted));
            if (index == null) {
                missing.add(wanted);
            } else {
                columns.put(fact, index);
            }
        }
        if (!missing.isEmpty()) {
            throw new UnreadableFile(
                    at + "lacks " + String.join(", ", missing.subList(0, Math.min(NAMES_SHOWN, missing.size())))
                            + ": add the columns, or correct the feed's headers and separator");
        }
        return columns;
    }

    private static Charset charset(WorkerFeed feed, PushbackInputStream bytes, List<String> remarks)
            throws UnreadableFile {
        Charset configured;
        try {
            configured = Charset.forName(feed.format().charset());
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new UnreadableFile("charset: is no encoding known here: correct the feed, UTF-8 is one");
        }
        try {
            Optional<Charset> marked = ByteOrderMark.read(bytes);
            // UTF-16 without more reads its mark by itself.
            boolean isOther = marked.isPresent()
                    && !marked.get().equals(configured)
                    && !marked.get().name().startsWith(configured.name());
            if (isOther) {
                remarks.add("the byte order mark says " + marked.get().name() + " and the feed " + configured.name()
                        + ": the mark was believed");
                return marked.get();
            }
            return configured;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A text that is not of the encoding is the client's fault; a stream that breaks is nobody's and is told as what it is. */
    private static UnreadableFile unreadable(IOException exception, StrictDecoder decoded) {
        if (exception instanceof StrictDecoder.NotOfCharset wrong) {
            return new UnreadableFile(
                    "line " + wrong.line() + ": is not " + decoded.charset().name()
                            + ": save the file in that encoding, or name the file's own in the feed");
        }
        if (String.valueOf(exception.getMessage()).contains("buffer size")) {
            return new UnreadableFile("line " + decoded.line() + ": " + tooLong());
        }
        throw new UncheckedIOException(exception);
    }

    private static UnreadableFile unreadable(CsvParseException exception, StrictDecoder decoded) {
        for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException io) {
                return unreadable(io, decoded);
            }
        }
        StringBuilder said = new StringBuilder();
        for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
            said.append(cause.getMessage()).append('\n');
        }
        Matcher line = LINE.matcher(said);
        String where = "line " + (line.find() ? line.group(1) : Long.toString(decoded.line())) + ": ";
        return new UnreadableFile(where
                + (said.indexOf("closing quote") >= 0
                        ? "something stands between a closing quote and the separator: double quotes inside a cell"
                        : tooLong()));
    }

    private static String tooLong() {
        return "a cell has more than " + LONGEST_CELL + " characters, or a row more than " + LONGEST_ROW + " or "
                + MOST_COLUMNS + " columns: close the quote that is open, or shorten it";
    }
}

package dev.tenure.rest.lifecycle;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import dev.tenure.application.lifecycle.WorkerFiles;
import dev.tenure.domain.identity.WorkerFeed;
import dev.tenure.domain.identity.WorkerFeed.Fact;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    /** The parser tells the line in its message alone. */
    private static final Pattern LINE = Pattern.compile("line (\\d+)");

    @Override
    public void read(WorkerFeed feed, InputStream content, Consumer<Row> rows) throws UnreadableFile {
        StrictDecoder decoded = new StrictDecoder(content, charset(feed));
        CsvRecordHandler bounds = CsvRecordHandler.of(handler ->
                handler.maxFields(MOST_COLUMNS).maxFieldSize(LONGEST_CELL).maxRecordSize(LONGEST_ROW));
        try (CsvReader<CsvRecord> reader = CsvReader.builder()
                        .fieldSeparator(feed.separator())
                        .skipEmptyLines(true)
                        .allowMissingFields(true)
                        .allowExtraFields(true)
                        // A quote that is never closed fills the buffer: this bounds what it can take.
                        .maxBufferSize(LONGEST_ROW)
                        .build(bounds, decoded);
                CloseableIterator<CsvRecord> records = reader.iterator()) {
            read(feed, records, rows);
        } catch (CsvParseException e) {
            throw unreadable(e, decoded);
        } catch (UncheckedIOException e) {
            throw unreadable(Optional.ofNullable(e.getCause()).orElseGet(() -> new IOException(e)), decoded);
        } catch (IOException e) {
            throw unreadable(e, decoded);
        }
    }

    private static void read(WorkerFeed feed, CloseableIterator<CsvRecord> records, Consumer<Row> rows)
            throws UnreadableFile {
        if (!records.hasNext()) {
            throw new UnreadableFile("line 1: the file is empty: send one with a header and a row per worker");
        }
        CsvRecord header = records.next();
        Map<Fact, Integer> columns = columns(feed, header);
        while (records.hasNext()) {
            rows.accept(row(records.next(), columns, header.getFieldCount()));
        }
    }

    private static Row row(CsvRecord row, Map<Fact, Integer> columns, int width) {
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
        return new Row.Cells(line, cells);
    }

    private static Map<Fact, Integer> columns(WorkerFeed feed, CsvRecord header) throws UnreadableFile {
        String at = "line " + header.getStartingLineNumber() + ": the header ";
        Map<String, Integer> found = new HashMap<>();
        for (int i = 0; i < header.getFieldCount(); i++) {
            String name = header.getField(i).strip();
            if (name.indexOf('\0') >= 0) {
                throw new UnreadableFile(at + "holds a NUL character: save the file as text in " + feed.charset());
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
            Integer index = found.get(wanted.strip());
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

    private static Charset charset(WorkerFeed feed) throws UnreadableFile {
        try {
            return Charset.forName(feed.charset());
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new UnreadableFile("charset: is no encoding known here: correct the feed, UTF-8 is one");
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

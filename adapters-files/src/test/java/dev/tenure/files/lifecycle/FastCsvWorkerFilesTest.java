package dev.tenure.files.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.application.lifecycle.WorkerFiles;
import dev.tenure.application.lifecycle.WorkerFiles.Row;
import dev.tenure.application.lifecycle.WorkerFiles.UnreadableFile;
import dev.tenure.domain.identity.DatePatterns;
import dev.tenure.domain.identity.FileFormat;
import dev.tenure.domain.identity.WorkerFeed;
import dev.tenure.domain.identity.WorkerFeed.Fact;
import dev.tenure.domain.identity.WorkerSource;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FastCsvWorkerFilesTest {

    private static final String HEADER = "id,first,last,begins\n";
    private static final Map<Fact, String> COLUMNS =
            Map.of(Fact.WORKER_ID, "id", Fact.GIVEN_NAME, "first", Fact.FAMILY_NAME, "last", Fact.START_DATE, "begins");

    private final WorkerFiles files = new FastCsvWorkerFiles();

    @Test
    void columnsAreFoundByTheirHeadersInAnyOrderAndOthersAreIgnored() throws UnreadableFile {
        List<Row> rows = read("badge, last ,begins,id,first\n7,Sample,2026-01-01,w1,Ada\n");
        assertEquals(List.of(cells(2, "w1", "Ada", "Sample", "2026-01-01")), rows);
    }

    @Test
    void aByteOrderMarkIsLeftOut() throws UnreadableFile {
        List<Row> rows = read("\uFEFF" + HEADER + "w1,Ada,Sample,2026-01-01\n");
        assertEquals(List.of(cells(2, "w1", "Ada", "Sample", "2026-01-01")), rows);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "ISO-8859-1", "windows-1252", "UTF-8"})
    void theFeedsEncodingIsUsed(String charset) throws UnreadableFile {
        byte[] file = (HEADER + "w1,Zoë,Ångström,2026-01-01\n").getBytes(Charset.forName(charset));
        assertEquals(
                List.of(cells(2, "w1", "Zoë", "Ångström", "2026-01-01")),
                read(feed(COLUMNS, ',', charset), new ByteArrayInputStream(file)));
    }

    @ParameterizedTest
    @ValueSource(chars = {',', ';', '\t', '|'})
    void theFeedsSeparatorIsUsed(char separator) throws UnreadableFile {
        String file = (HEADER + "w1,Ada,Sample,2026-01-01\n").replace(',', separator);
        assertEquals(
                List.of(cells(2, "w1", "Ada", "Sample", "2026-01-01")),
                read(feed(COLUMNS, separator, "UTF-8"), bytes(file)));
    }

    @Test
    void aCellMayHoldSeparatorQuoteAndLineEndsAndLinesAreCountedOn() throws UnreadableFile {
        List<Row> rows = read(HEADER + "w1,\"A\r\nd\na\",\"Sam\"\"p,le\",2026-01-01\r\n\r\nw2,Bo,Sample,2026-01-02");
        assertEquals(
                List.of(
                        cells(2, "w1", "A\r\nd\na", "Sam\"p,le", "2026-01-01"),
                        cells(6, "w2", "Bo", "Sample", "2026-01-02")),
                rows);
    }

    @Test
    void aRowOfAnotherWidthIsNamedByItsLineAndTheNextIsRead() throws UnreadableFile {
        List<Row> rows = read(HEADER + "w1,Ada,Sample\nw2,Bo,Sample,2026-01-02,more\nw3,Cy,Sample,2026-01-03\n");
        assertEquals(3, rows.size());
        assertEquals(
                new Row.Unreadable(
                        2,
                        "has 3 columns and the header has 4: add what is missing, and put cells that hold the separator in"
                                + " quotes"),
                rows.get(0));
        assertEquals(3, assertInstanceOf(Row.Unreadable.class, rows.get(1)).line());
        assertEquals(cells(4, "w3", "Cy", "Sample", "2026-01-03"), rows.get(2));
    }

    @Test
    void aNulCharacterSpoilsItsRowAlone() throws UnreadableFile {
        List<Row> rows = read(HEADER + "w1,A\0da,Sample,2026-01-01\nw2,Bo,Sample,2026-01-02\n");
        assertEquals(new Row.Unreadable(2, "holds a NUL character: remove it"), rows.get(0));
        assertEquals(cells(3, "w2", "Bo", "Sample", "2026-01-02"), rows.get(1));
    }

    @Test
    void aNulCharacterInTheHeaderSpoilsTheFile() {
        assertRefused("line 1: the header holds a NUL character: save the file as text in UTF-8", "i\0d,first\n");
    }

    @Test
    void aFileOfBlankLinesOrOfNothingIsEmpty() {
        String says = "line 1: the file is empty: send one with a header and a row per worker";
        assertRefused(says, "");
        assertRefused(says, "\n\r\n\n");
        assertRefused(says, "\uFEFF");
    }

    @Test
    void aFileWithAHeaderAloneHasNoRows() throws UnreadableFile {
        assertEquals(List.of(), read(HEADER));
    }

    @Test
    void everyMissingColumnIsNamedTheOptionalOnesToo() {
        Map<Fact, String> columns = Map.of(
                Fact.WORKER_ID, "id",
                Fact.GIVEN_NAME, "first",
                Fact.FAMILY_NAME, "last",
                Fact.START_DATE, "begins",
                Fact.LAST_WORKING_DAY, "ends");
        UnreadableFile refused = assertThrows(
                UnreadableFile.class,
                () -> read(feed(columns, ',', "UTF-8"), bytes("id,last,begins\nw1,x,2026-01-01")));
        assertEquals(
                "line 1: the header lacks first, ends: add the columns, or correct the feed's headers and separator",
                refused.getMessage());
    }

    @Test
    void twoColumnsOfOneNameAreRefusedAndTwoWithoutANameAreNot() throws UnreadableFile {
        assertRefused(
                "line 1: the header has two columns of the same name, column 5 being the second: rename or remove one",
                "id,first,last,begins,id\nw1,Ada,Sample,2026-01-01,w2\n");
        assertEquals(
                1, read("id,first,last,begins,,\nw1,Ada,Sample,2026-01-01,,\n").size());
    }

    @Test
    void aByteThatIsNotOfTheEncodingNamesItsLineAndTheEncoding() {
        byte[] file = concat(
                (HEADER + "w1,\"A\nda\",Sample,2026-01-01\nw2,Z").getBytes(StandardCharsets.UTF_8),
                new byte[] {(byte) 0xEB},
                ",Sample,2026-01-02\n".getBytes(StandardCharsets.UTF_8));
        UnreadableFile refused =
                assertThrows(UnreadableFile.class, () -> read(usual(), new ByteArrayInputStream(file)));
        assertEquals(
                "line 4: is not UTF-8: save the file in that encoding, or name the file's own in the feed",
                refused.getMessage());
    }

    @Test
    void rowsBeforeABadByteAreHandedOverFirst() {
        StringBuilder text = new StringBuilder(HEADER);
        for (int i = 0; i < 5_000; i++) {
            text.append("w").append(i).append(",Ada,Sample,2026-01-01\n");
        }
        byte[] file = concat(text.toString().getBytes(StandardCharsets.UTF_8), new byte[] {(byte) 0xFF, '\n'});
        List<Row> rows = new ArrayList<>();
        UnreadableFile refused = assertThrows(
                UnreadableFile.class, () -> files.read(usual(), new ByteArrayInputStream(file), rows::add));
        assertTrue(rows.size() > 1_000, "only " + rows.size() + " rows came before the bad byte");
        assertTrue(String.valueOf(refused.getMessage()).startsWith("line 5002: is not UTF-8"), refused.getMessage());
    }

    @Test
    void aCharacterCutOffAtTheEndIsNotOfTheEncoding() {
        byte[] file = concat((HEADER + "w1,Zo").getBytes(StandardCharsets.UTF_8), new byte[] {(byte) 0xC3});
        UnreadableFile refused =
                assertThrows(UnreadableFile.class, () -> read(usual(), new ByteArrayInputStream(file)));
        assertTrue(String.valueOf(refused.getMessage()).startsWith("line 2: is not UTF-8"), refused.getMessage());
    }

    @Test
    void aFileInUtf16ThatSaysNothingAndIsReadAsUtf8IsRefused() {
        byte[] file = (HEADER + "w1,Ada,Sample,2026-01-01\n").getBytes(StandardCharsets.UTF_16LE);
        UnreadableFile refused =
                assertThrows(UnreadableFile.class, () -> read(usual(), new ByteArrayInputStream(file)));
        assertTrue(
                String.valueOf(refused.getMessage()).startsWith("line 1: the header holds a NUL character"),
                refused.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE", "UTF-8"})
    void aByteOrderMarkOutranksTheFeedsEncodingAndThatIsSaid(String charset) throws UnreadableFile {
        byte[] file = ("\uFEFF" + HEADER + "w1,Zoë,Ångström,2026-01-01\n").getBytes(Charset.forName(charset));
        List<Row> rows = new ArrayList<>();
        List<String> remarks =
                files.read(feed(COLUMNS, ',', "windows-1252"), new ByteArrayInputStream(file), rows::add);
        assertEquals(List.of(cells(2, "w1", "Zoë", "Ångström", "2026-01-01")), rows);
        assertEquals(
                List.of("the byte order mark says " + charset + " and the feed windows-1252: the mark was believed"),
                remarks);
    }

    @ParameterizedTest
    @ValueSource(chars = {',', ';', '\t', '|'})
    void theHeaderShowsTheSeparatorWhereTheFeedNamesNone(char separator) throws UnreadableFile {
        String file = "id,first,last,begins,note\nw1,Ada,Sample,2026-01-01,\"a\nb\"\n".replace(',', separator);
        List<Row> rows = new ArrayList<>();
        List<String> remarks =
                files.read(written(new FileFormat("UTF-8", Optional.empty(), '"')), bytes(file), rows::add);
        assertEquals(List.of(cells(2, "w1", "Ada", "Sample", "2026-01-01")), rows);
        assertEquals(1, remarks.size());
    }

    @Test
    void aHeaderWithManyOtherSignsIsSeparatedByTheOneThatFindsTheFeedsColumns() throws UnreadableFile {
        String file = "id;first;last;begins;a,b,c,d,e,f,g,h\nw1;Ada;Sample;2026-01-01;x\n";
        List<Row> rows = new ArrayList<>();
        List<String> remarks =
                files.read(written(new FileFormat("UTF-8", Optional.empty(), '"')), bytes(file), rows::add);
        assertEquals(List.of(cells(2, "w1", "Ada", "Sample", "2026-01-01")), rows);
        assertEquals(List.of("the columns are separated by ;, as the header shows"), remarks);
    }

    @Test
    void cellsMayStandInSingleQuotes() throws UnreadableFile {
        List<Row> rows = read(
                written(new FileFormat("UTF-8", Optional.of(','), '\'')),
                bytes(HEADER + "w1,'A,da','O''Sample',2026-01-01\n"));
        assertEquals(List.of(cells(2, "w1", "A,da", "O'Sample", "2026-01-01")), rows);
    }

    @Test
    void headersAreFoundWithoutRegardToCaseAndSpaces() throws UnreadableFile {
        List<Row> rows = read(" ID ,First,LAST,be gins\nw1,Ada,Sample,2026-01-01\n");
        assertEquals(List.of(cells(2, "w1", "Ada", "Sample", "2026-01-01")), rows);
    }

    @Test
    void aFactIsWorkedOutFromTheWholeRow() throws UnreadableFile {
        List<Row> rows = read(
                expressed(Fact.FAMILY_NAME, "row['Surname'].split(' ')[0].upperAscii() + row['x'].replace('-', '')"),
                bytes("id,first,surname,begins,x\nw1,Ada,sample senior,2026-01-01,-1-\n"));
        assertEquals(List.of(cells(2, "w1", "Ada", "SAMPLE1", "2026-01-01")), rows);
    }

    @Test
    void whatAnExpressionMakesNothingOfIsThatRowsFaultByFactWithoutItsContent() throws UnreadableFile {
        List<Row> rows = read(
                expressed(Fact.FAMILY_NAME, "row['surname'].split(' ')[1]"),
                bytes("id,first,surname,begins\nw1,Ada,secret,2026-01-01\nw2,Bo,de Sample,2026-01-02\n"));
        Row.Cells bad = (Row.Cells) rows.getFirst();
        assertEquals(Set.of(Fact.FAMILY_NAME), bad.faults().keySet());
        assertTrue(!bad.faults().toString().contains("secret"), bad.faults().toString());
        assertEquals(cells(3, "w2", "Bo", "Sample", "2026-01-02"), rows.getLast());
    }

    private static WorkerFeed expressed(Fact fact, String expression) {
        Map<Fact, String> headers = new HashMap<>(COLUMNS);
        headers.remove(fact);
        return with(headers, Map.of(fact, expression), FileFormat.USUAL);
    }

    private static WorkerFeed written(FileFormat format) {
        return with(COLUMNS, Map.of(), format);
    }

    private static WorkerFeed with(Map<Fact, String> headers, Map<Fact, String> expressions, FileFormat format) {
        return new WorkerFeed(
                WorkerSource.named("people", ZoneId.of("Europe/Berlin")),
                headers,
                expressions,
                Map.of(),
                format,
                DatePatterns.of("yyyy-MM-dd"),
                WorkerFeed.Content.SNAPSHOT,
                WorkerFeed.Taking.AT_ONCE,
                1);
    }

    @Test
    void textAfterAClosingQuoteIsRefusedByLineWithoutItsContent() {
        UnreadableFile refused = assertThrows(
                UnreadableFile.class,
                () -> read(HEADER + "w1,Ada,Sample,2026-01-01\nw2,\"Bo\"secret,Sample,2026-01-02\n"));
        assertEquals(
                "line 3: something stands between a closing quote and the separator: double quotes inside a cell",
                refused.getMessage());
    }

    @Test
    void aQuoteThatIsNeverClosedIsRefusedAtTheBound() {
        UnreadableFile refused = assertThrows(
                UnreadableFile.class,
                () -> read(usual(), endless(HEADER + "w1,\"Ada", "Sample,2026-01-01\n", 64L << 20)));
        assertTrue(String.valueOf(refused.getMessage()).contains("close the quote that is open"), refused.getMessage());
    }

    @Test
    void aQuoteThatIsNeverClosedIsRefusedByItsLineWhereverItStands() {
        String whole = "w1,Ada,Sample,2026-01-01\n";
        for (String rest : List.of("", "\n", "\r\n", "\nw3,Cy,Sample,2026-01-03\n", "\nw3,Cy,Sample,2026-01-03")) {
            assertOpenQuote(3, HEADER + whole + "w2,\"Bo,Sample,2026-01-02" + rest);
            assertOpenQuote(3, HEADER + whole + "w2,Bo,Sample,\"2026-01-02" + rest);
            assertOpenQuote(3, HEADER + whole + "\"w2,Bo,Sample,2026-01-02" + rest);
            assertOpenQuote(3, HEADER + whole + "w2,Bo,Sample,\"2026-01-02\"\"" + rest);
            assertOpenQuote(4, HEADER + whole + "w2,\"Bo\r\nJo\",Sample,\"2026-01-02" + rest);
            assertOpenQuote(1, "id,first,last,\"begins" + rest);
        }
        assertOpenQuote(2, HEADER + "\"");
    }

    private void assertOpenQuote(int line, String file) {
        UnreadableFile refused = assertThrows(UnreadableFile.class, () -> read(file), file);
        assertEquals(
                "line " + line
                        + ": a quote is opened that nothing closes, so that the rest of the file is one cell: close"
                        + " it, or double it where it belongs to the text",
                refused.getMessage(),
                file);
    }

    @Test
    void theLastRowNeedsNoLineEndAndMayEndInAQuotedCell() throws UnreadableFile {
        for (String last : List.of("\"2026-01-01\"", "\"2026-01-01\"\r\n", "2026-01-01", "2026-01-01\r")) {
            assertEquals(
                    List.of(cells(2, "w1", "A\"d", "Sa\nmple", "2026-01-01")),
                    read(HEADER + "w1,A\"d,\"Sa\nmple\"," + last));
        }
    }

    @Test
    void aCellAndARowAndAHeaderBeyondTheBoundsAreRefused() throws UnreadableFile {
        String longest = "x".repeat(FastCsvWorkerFiles.LONGEST_CELL);
        assertEquals(1, read(HEADER + "w1," + longest + ",Sample,2026-01-01\n").size());
        assertRefusedAtLine(2, HEADER + "w1," + longest + "x,Sample,2026-01-01\n");
        assertRefusedAtLine(2, HEADER + ("," + longest).repeat(20) + "\n");
        assertRefusedAtLine(2, HEADER + ",".repeat(FastCsvWorkerFiles.MOST_COLUMNS + 1) + "\n");
        assertRefusedAtLine(1, "id," + "x,".repeat(FastCsvWorkerFiles.MOST_COLUMNS + 1) + "\n");
    }

    @Test
    void theStreamIsNotClosed() throws UnreadableFile {
        boolean[] closed = new boolean[1];
        InputStream file = new FilterInputStream(bytes(HEADER + "w1,Ada,Sample,2026-01-01\n")) {
            @Override
            public void close() throws IOException {
                closed[0] = true;
                super.close();
            }
        };
        assertEquals(1, read(usual(), file).size());
        assertFalse(closed[0]);
    }

    @Test
    void aStreamThatBreaksIsNoFaultOfTheFile() {
        InputStream file = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("cut off");
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                throw new IOException("cut off");
            }
        };
        UncheckedIOException broken = assertThrows(UncheckedIOException.class, () -> read(usual(), file));
        assertEquals(
                "cut off",
                Optional.ofNullable(broken.getCause())
                        .map(Throwable::getMessage)
                        .orElse(""));
    }

    @Test
    void anEncodingThatThisPlatformDoesNotHaveIsSaid() {
        UnreadableFile refused =
                assertThrows(UnreadableFile.class, () -> read(feed(COLUMNS, ',', "x-none"), bytes(HEADER)));
        assertEquals("charset: is no encoding known here: correct the feed, UTF-8 is one", refused.getMessage());
    }

    @Test
    void twoHundredMegabytesNeedNoMoreMemoryThanTwo() throws UnreadableFile {
        String row = "w1,Ada,Sample,2026-01-01," + "x".repeat(200) + "\n";
        long small = peak(2L << 20, row);
        long large = peak(200L << 20, row);
        assertTrue(large < small + (24L << 20), "grew from " + small + " to " + large + " bytes");
    }

    /** The most that was in use after a collection while a file was read. */
    private long peak(long size, String row) throws UnreadableFile {
        AtomicLong most = new AtomicLong();
        AtomicLong count = new AtomicLong();
        long every = Math.max(1, size / row.length() / 8);
        files.read(usual(), endless("id,first,last,begins,more\n", row, size), read -> {
            if (count.incrementAndGet() % every == 0) {
                System.gc();
                Runtime machine = Runtime.getRuntime();
                most.accumulateAndGet(machine.totalMemory() - machine.freeMemory(), Math::max);
            }
        });
        assertTrue(count.get() > size / row.length() * 9 / 10, "only " + count.get() + " rows were read");
        return most.get();
    }

    private void assertRefused(String says, String file) {
        UnreadableFile refused = assertThrows(UnreadableFile.class, () -> read(file));
        assertEquals(says, refused.getMessage());
    }

    private void assertRefusedAtLine(int line, String file) {
        UnreadableFile refused = assertThrows(UnreadableFile.class, () -> read(file));
        assertTrue(
                String.valueOf(refused.getMessage())
                        .startsWith("line " + line + ": a cell has more than 65536 characters"),
                refused.getMessage());
    }

    private List<Row> read(String file) throws UnreadableFile {
        return read(usual(), bytes(file));
    }

    private List<Row> read(WorkerFeed feed, InputStream file) throws UnreadableFile {
        List<Row> rows = new ArrayList<>();
        files.read(feed, file, rows::add);
        return rows;
    }

    private static Row cells(long line, String id, String first, String last, String begins) {
        return new Row.Cells(
                line,
                Map.of(
                        Fact.WORKER_ID, id,
                        Fact.GIVEN_NAME, first,
                        Fact.FAMILY_NAME, last,
                        Fact.START_DATE, begins));
    }

    private static WorkerFeed usual() {
        return feed(COLUMNS, ',', "UTF-8");
    }

    private static WorkerFeed feed(Map<Fact, String> columns, char separator, String charset) {
        return new WorkerFeed("people", columns, separator, charset, "yyyy-MM-dd", ZoneId.of("Europe/Berlin"), 1);
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        Arrays.stream(parts).forEach(whole::writeBytes);
        return whole.toByteArray();
    }

    /** A beginning, then the same over and over until the size is reached. */
    private static InputStream endless(String beginning, String over, long size) {
        byte[] head = beginning.getBytes(StandardCharsets.UTF_8);
        byte[] body = over.repeat(Math.max(1, 65_536 / over.length())).getBytes(StandardCharsets.UTF_8);
        long times = size / body.length;
        return new InputStream() {
            private byte[] part = head;
            private int at;
            private long left = times;

            @Override
            public int read() {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
            }

            @Override
            public int read(byte[] into, int offset, int length) {
                if (at == part.length) {
                    if (left == 0) {
                        return -1;
                    }
                    left--;
                    part = body;
                    at = 0;
                }
                int count = Math.min(length, part.length - at);
                System.arraycopy(part, at, into, offset, count);
                at += count;
                return count;
            }
        };
    }
}

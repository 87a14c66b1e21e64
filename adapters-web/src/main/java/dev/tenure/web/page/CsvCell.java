package dev.tenure.web.page;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Files for spreadsheets (RFC 4180). Text that a spreadsheet would take for a formula is made harmless. */
public final class CsvCell {

    private CsvCell() {}

    /** A line of such cells, with its end. */
    public static String row(String... texts) {
        return Arrays.stream(texts).map(CsvCell::of).collect(Collectors.joining(",", "", "\r\n"));
    }

    /** A cell that no spreadsheet works out. */
    public static String of(String text) {
        String harmless = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return '"' + harmless.replace("\"", "\"\"") + '"';
    }
}

package dev.tenure.demo;

import java.util.List;

/** Lines of cells as a table in plain text, each column as wide as its widest cell. */
final class TextTable {

    private static final String GAP = "  ";

    private TextTable() {}

    /**
     * The lines, without trailing blanks.
     *
     * @param lines at least one, all of the same length
     */
    static String of(List<List<String>> lines) {
        int[] widths = new int[lines.getFirst().size()];
        for (List<String> line : lines) {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], length(line.get(column)));
            }
        }
        StringBuilder text = new StringBuilder();
        for (List<String> line : lines) {
            StringBuilder written = new StringBuilder();
            for (int column = 0; column < widths.length; column++) {
                String cell = line.get(column);
                written.append(cell)
                        .append(" ".repeat(widths[column] - length(cell)))
                        .append(GAP);
            }
            text.append(written.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}

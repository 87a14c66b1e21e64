package dev.tenure.check.table;

import java.io.IOException;
import java.io.Reader;

/**
 * A text with a row of its own behind the last one. The parser takes a quote that is never closed for a cell up to the end of
 * the file; then this row stands inside that cell, and rows that were swallowed are not lost without a word.
 */
final class EndMarked extends Reader {

    static final String MARK = "\uE000end of file\uE000";

    private final Reader text;
    private String rest = "\n" + MARK;
    private boolean ended;

    EndMarked(Reader text) {
        this.text = text;
    }

    @Override
    public int read(char[] into, int offset, int length) throws IOException {
        if (!ended) {
            int count = text.read(into, offset, length);
            if (count >= 0) {
                return count;
            }
            ended = true;
        }
        int count = Math.min(length, rest.length());
        rest.getChars(0, count, into, offset);
        rest = rest.substring(count);
        return count == 0 ? -1 : count;
    }

    @Override
    public void close() throws IOException {
        text.close();
    }
}

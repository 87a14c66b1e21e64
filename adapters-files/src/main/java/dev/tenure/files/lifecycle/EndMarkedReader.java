package dev.tenure.files.lifecycle;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/**
 * A text with one more line behind its last. The parser takes whatever follows an open quote as the cell, down to the end of
 * the file, and says nothing: who finds the mark on a line of its own knows that every quote was closed.
 */
final class EndMarkedReader extends FilterReader {

    /** What stands on the last line. An open quote has it behind a line's end, so it is no cell of a file's own. */
    static final String END = "\u0003";

    private static final String MARK = "\n" + END;

    private int marked = -1;

    EndMarkedReader(Reader text) {
        super(text);
    }

    @Override
    public int read() throws IOException {
        char[] one = new char[1];
        return read(one, 0, 1) < 0 ? -1 : one[0];
    }

    @Override
    public int read(char[] into, int offset, int length) throws IOException {
        if (marked < 0) {
            int count = super.read(into, offset, length);
            if (count >= 0) {
                return count;
            }
            marked = 0;
        }
        int count = Math.min(length, MARK.length() - marked);
        MARK.getChars(marked, marked + count, into, offset);
        marked += count;
        return count == 0 && length > 0 ? -1 : count;
    }
}

package dev.tenure.files.lifecycle;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;

/**
 * Turns bytes into characters without guessing, and knows on which line it is. Where the platform's reader puts a question
 * mark for what it does not understand, this one says so: a name that was half understood is a wrong name. A byte order mark
 * is left out. Closing it does not close the stream.
 */
final class StrictDecoder extends Reader {

    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final int BUFFER = 16 * 1024;

    private final InputStream in;
    private final CharsetDecoder decoder;
    private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER).limit(0);
    private final CharBuffer chars = CharBuffer.allocate(2 * BUFFER).limit(0);
    private boolean ended;
    private boolean started;
    private boolean wrong;
    private long line = 1;
    private char last;

    StrictDecoder(InputStream in, Charset charset) {
        this.in = in;
        this.decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    Charset charset() {
        return decoder.charset();
    }

    /** The line that decoding is at, from 1; what was handed out may be behind it. */
    long line() {
        return line;
    }

    @Override
    public int read(char[] into, int offset, int length) throws IOException {
        while (!chars.hasRemaining()) {
            if (wrong) {
                throw new NotOfCharset(line);
            }
            if (ended) {
                return -1;
            }
            fill();
        }
        int count = Math.min(length, chars.remaining());
        chars.get(into, offset, count);
        return count;
    }

    private void fill() throws IOException {
        bytes.compact();
        int count = in.read(bytes.array(), bytes.position(), bytes.remaining());
        ended = count < 0;
        bytes.position(bytes.position() + Math.max(0, count)).flip();
        chars.clear();
        CoderResult result = decoder.decode(bytes, chars, ended);
        if (ended && !result.isError()) {
            result = decoder.flush(chars);
        }
        wrong = result.isError();
        chars.flip();
        count(chars);
        if (!started && chars.hasRemaining()) {
            started = true;
            if (chars.get(chars.position()) == BYTE_ORDER_MARK) {
                chars.get();
            }
        }
    }

    /** CR, LF and CRLF end a line, as the parser counts them. */
    private void count(CharBuffer decoded) {
        for (int i = decoded.position(); i < decoded.limit(); i++) {
            char c = decoded.get(i);
            if (c == '\r' || (c == '\n' && last != '\r')) {
                line++;
            }
            last = c;
        }
    }

    @Override
    public void close() {
        // The stream belongs to whoever handed it in.
    }

    /** A byte that no character of the encoding begins with or goes on with. */
    static final class NotOfCharset extends IOException {

        private static final long serialVersionUID = 1L;

        private final long line;

        NotOfCharset(long line) {
            super("line " + line);
            this.line = line;
        }

        long line() {
            return line;
        }
    }
}

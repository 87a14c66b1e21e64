package dev.tenure.check.table;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * How a file's bytes are to be read. Every byte was looked at: whoever reads on meets none that is not of the encoding.
 *
 * @param charset the encoding
 * @param skip how many bytes of a byte order mark stand at the beginning
 * @param said what was found, for the person who asked
 */
record Encoding(Charset charset, int skip, String said) {

    private static final Charset WINDOWS = Charset.forName("windows-1252");
    private static final int BUFFER = 64 * 1024;
    private static final int HEAD = 4 * 1024;
    private static final byte[] ZIP = {'P', 'K', 3, 4};
    private static final byte[] OLD_EXCEL = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0};
    private static final byte[] GZIP = {0x1F, (byte) 0x8B};
    private static final byte[] PDF = {'%', 'P', 'D', 'F'};
    private static final byte[] UTF_8_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    private static final byte[] LITTLE_MARK = {(byte) 0xFF, (byte) 0xFE};
    private static final byte[] BIG_MARK = {(byte) 0xFE, (byte) 0xFF};

    static Encoding of(Path file, Optional<Charset> given) throws CannotJudge, IOException {
        byte[] head;
        try (InputStream in = Files.newInputStream(file)) {
            head = in.readNBytes(HEAD);
        }
        refuseOtherFormats(file, head);
        Optional<Encoding> marked = marked(head);
        if (given.isPresent()) {
            int skip = marked.filter(mark -> mark.charset.equals(given.get()))
                    .map(Encoding::skip)
                    .orElse(0);
            return checked(file, new Encoding(given.get(), skip, given.get().name() + " as given"));
        }
        if (marked.isPresent()) {
            return checked(file, marked.get());
        }
        if (share(head) > 0.2) {
            throw CannotJudge.line(
                    file.toString(),
                    1,
                    "is full of NUL bytes: UTF-16 without a byte order mark, or no text",
                    "Save it as CSV in UTF-8, or name its encoding with --encoding");
        }
        if (flaw(file, StandardCharsets.UTF_8, 0).isEmpty()) {
            return new Encoding(StandardCharsets.UTF_8, 0, "UTF-8");
        }
        Encoding windows =
                new Encoding(WINDOWS, 0, "windows-1252, guessed since it is not UTF-8; --encoding names another");
        return checked(file, windows);
    }

    private static void refuseOtherFormats(Path file, byte[] head) throws CannotJudge {
        if (starts(head, ZIP) || starts(head, OLD_EXCEL)) {
            throw CannotJudge.file(
                    file.toString(),
                    "is a workbook or an archive, not text",
                    "Open it and save the sheet as CSV (UTF-8)");
        }
        if (starts(head, GZIP) || starts(head, PDF)) {
            throw CannotJudge.file(
                    file.toString(), "is compressed or a PDF, not text", "Unpack it, or export the listing as CSV");
        }
    }

    private static Optional<Encoding> marked(byte[] head) throws CannotJudge {
        if (starts(head, UTF_8_MARK)) {
            return Optional.of(new Encoding(StandardCharsets.UTF_8, 3, "UTF-8 by its byte order mark"));
        }
        if (starts(head, LITTLE_MARK)) {
            return Optional.of(new Encoding(StandardCharsets.UTF_16LE, 2, "UTF-16LE by its byte order mark"));
        }
        if (starts(head, BIG_MARK)) {
            return Optional.of(new Encoding(StandardCharsets.UTF_16BE, 2, "UTF-16BE by its byte order mark"));
        }
        return Optional.empty();
    }

    private static Encoding checked(Path file, Encoding encoding) throws CannotJudge, IOException {
        Optional<Flaw> flaw = flaw(file, encoding.charset, encoding.skip);
        if (flaw.isPresent()) {
            throw CannotJudge.line(
                    file.toString(),
                    flaw.get().line,
                    flaw.get().nul ? "holds a NUL byte and is no UTF-8: it is no text" : "is not " + encoding.charset,
                    "Save the file as CSV in UTF-8, or name its encoding with --encoding");
        }
        return encoding;
    }

    private static boolean starts(byte[] head, byte[] with) {
        return head.length >= with.length && Arrays.equals(head, 0, with.length, with, 0, with.length);
    }

    private static double share(byte[] head) {
        int nul = 0;
        for (byte one : head) {
            nul += one == 0 ? 1 : 0;
        }
        return head.length == 0 ? 0 : (double) nul / head.length;
    }

    /** The line of the first byte that no character of the encoding begins with or goes on with. */
    private static Optional<Flaw> flaw(Path file, Charset charset, int skip) throws IOException {
        CharsetDecoder decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer bytes = ByteBuffer.allocate(BUFFER);
        CharBuffer chars = CharBuffer.allocate(BUFFER);
        long line = 1;
        char last = 0;
        try (InputStream in = Files.newInputStream(file)) {
            in.skipNBytes(skip);
            boolean ended = false;
            while (!ended) {
                int count = in.read(bytes.array(), bytes.position(), bytes.remaining());
                ended = count < 0;
                bytes.position(bytes.position() + Math.max(0, count)).flip();
                CoderResult result;
                do {
                    result = decoder.decode(bytes, chars, ended);
                    chars.flip();
                    while (chars.hasRemaining()) {
                        char c = chars.get();
                        if (c == '\r' || (c == '\n' && last != '\r')) {
                            line++;
                        } else if (c == 0 && charset.equals(WINDOWS)) {
                            return Optional.of(new Flaw(line, true));
                        }
                        last = c;
                    }
                    chars.clear();
                } while (result.isOverflow());
                if (result.isError()) {
                    return Optional.of(new Flaw(line, false));
                }
                bytes.compact();
            }
        }
        return Optional.empty();
    }

    private record Flaw(long line, boolean nul) {}
}

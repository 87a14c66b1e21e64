package dev.tenure.verifier;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A C2SP signed note: a text, a blank line, then one or more signature lines.
 *
 * @param text the signed text; ends in LF
 * @param signatures in the order of their lines, at least one
 */
public record SignedNote(String text, List<NoteSignature> signatures) {

    private static final String BLANK_LINE = "\n\n";

    public SignedNote {
        signatures = List.copyOf(signatures);
    }

    /**
     * Reads a note. Nothing is verified yet.
     *
     * @throws IllegalArgumentException if the bytes are no signed note
     */
    public static SignedNote parse(byte[] bytes) {
        String note;
        try {
            note = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("the note is no UTF-8 text", e);
        }
        int blankLine = note.lastIndexOf(BLANK_LINE);
        if (blankLine < 0 || !note.endsWith("\n")) {
            throw new IllegalArgumentException(
                    "a signed note is a text, a blank line and signature lines, each ending in one line feed");
        }
        if (note.codePoints().anyMatch(c -> c < ' ' && c != '\n')) {
            throw new IllegalArgumentException("the note has control characters other than line feeds");
        }
        String signatureLines = note.substring(blankLine + BLANK_LINE.length());
        if (signatureLines.isEmpty()) {
            throw new IllegalArgumentException("the note has no signature line");
        }
        return new SignedNote(
                note.substring(0, blankLine + 1),
                signatureLines.lines().map(NoteSignature::parse).toList());
    }

    /**
     * Whether the key has signed the text. Signatures of other keys are passed over, as C2SP signed-note says; one that
     * names this key and does not verify spoils the note.
     */
    public boolean isSignedBy(VerifierKey key) {
        List<NoteSignature> named =
                signatures.stream().filter(s -> s.names(key)).toList();
        return !named.isEmpty() && named.stream().allMatch(s -> s.isBy(key, text));
    }
}

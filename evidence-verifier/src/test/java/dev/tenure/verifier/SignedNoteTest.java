package dev.tenure.verifier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Signed notes and their keys, by the published examples of C2SP signed-note and of the Go checksum database. */
class SignedNoteTest {

    private static final String C2SP_KEY = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";
    private static final String C2SP_NOTE = """
            This is an example message.

            \u2014 example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=
            """;

    private static final String GO_KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    private static final String GO_TEXT = """
            If you think cryptography is the answer to your problem,
            then you don't know what your problem is.
            """;
    private static final String GO_SIGNATURE =
            "\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";
    private static final String GO_COSIGNATURE =
            "\u2014 EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n";
    private static final String GO_COSIGNER = "EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop";

    @Test
    void thePublishedNotesVerify() {
        assertTrue(note(C2SP_NOTE).isSignedBy(VerifierKey.parse(C2SP_KEY)));
        assertEquals("This is an example message.\n", note(C2SP_NOTE).text());
        assertTrue(note(GO_TEXT + "\n" + GO_SIGNATURE).isSignedBy(VerifierKey.parse(GO_KEY)));
    }

    @Test
    void aFurtherSignatureIsPassedOver() {
        SignedNote cosigned = note(GO_TEXT + "\n" + GO_SIGNATURE + GO_COSIGNATURE);
        assertTrue(cosigned.isSignedBy(VerifierKey.parse(GO_KEY)));
        assertTrue(cosigned.isSignedBy(VerifierKey.parse(GO_COSIGNER)));
        assertFalse(cosigned.isSignedBy(VerifierKey.parse(C2SP_KEY)));
    }

    @Test
    void aSignatureThatNamesTheKeyAndDoesNotVerifySpoilsTheNote() {
        SigningKey key = SigningKey.first("audit.example/tenure");
        String text = "text\n";
        SignedNote both = note(key.note(text) + key.signatureLine("another text\n"));
        assertFalse(both.isSignedBy(key.verifierKey()));
    }

    @Test
    void aChangeOfAnyBitOfANoteIsFound() {
        byte[] bytes = C2SP_NOTE.getBytes(StandardCharsets.UTF_8);
        VerifierKey key = VerifierKey.parse(C2SP_KEY);
        for (int at = 0; at < bytes.length; at++) {
            for (int bit = 0; bit < 8; bit++) {
                byte[] changed = bytes.clone();
                changed[at] ^= (byte) (1 << bit);
                assertFalse(isSigned(changed, key), "byte " + at + ", bit " + bit);
            }
        }
    }

    @Test
    void aChangeOfAnyCharacterOfAKeyIsFound() {
        byte[] bytes = C2SP_KEY.getBytes(StandardCharsets.UTF_8);
        for (int at = 0; at < bytes.length; at++) {
            byte[] changed = bytes.clone();
            changed[at] ^= 1;
            String vkey = new String(changed, StandardCharsets.UTF_8);
            assertThrows(IllegalArgumentException.class, () -> VerifierKey.parse(vkey), vkey);
        }
    }

    @Test
    void whatIsNoKeyIsRefused() {
        String cosignatureType = "remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2";
        for (String wrong : List.of("", "+", "++", "a+b+c", "name", "a b+530d903a+AekyeRrm", cosignatureType)) {
            assertThrows(IllegalArgumentException.class, () -> VerifierKey.parse(wrong), wrong);
        }
        assertEquals("530d903a", VerifierKey.parse(C2SP_KEY).keyId());
        assertEquals("example.com/foo", VerifierKey.parse(C2SP_KEY).name());
    }

    @Test
    void whatIsNoNoteIsRefused() {
        for (String wrong : List.of(
                "",
                "\n",
                "\n\n",
                "text\n\n",
                GO_TEXT + GO_SIGNATURE,
                GO_TEXT + "\n" + GO_SIGNATURE.strip(),
                GO_TEXT + "\n" + GO_SIGNATURE.replace("\u2014", "-"),
                GO_TEXT + "\n" + GO_SIGNATURE.replace("PeterNeumann", ""),
                GO_TEXT + "\n\u2014 name x08gow==\n",
                GO_TEXT + "\n\u2014 name\n",
                C2SP_NOTE.replace("\n", "\r\n"))) {
            assertThrows(IllegalArgumentException.class, () -> note(wrong), wrong);
        }
        byte[] notUtf8 = {(byte) 0xFF, '\n', '\n'};
        assertThrows(IllegalArgumentException.class, () -> SignedNote.parse(notUtf8));
    }

    @Test
    void aCheckpointIsThreeLines() {
        String text = "audit.example/tenure\n7\n" + TreeHash.EMPTY_ROOT.base64() + "\n";
        Checkpoint checkpoint = Checkpoint.parse(text);
        assertEquals(7, checkpoint.treeSize());
        assertEquals(text, checkpoint.text());
        for (String wrong : List.of(
                "",
                text + "more\n",
                text.strip(),
                text.replace("7", "07"),
                text.replace("7", "-7"),
                text.replace("7", "9999999999999999999"),
                text.replace("audit.example/tenure", "two words"),
                text.replace("=", ""))) {
            assertThrows(IllegalArgumentException.class, () -> Checkpoint.parse(wrong), wrong);
        }
    }

    private static boolean isSigned(byte[] bytes, VerifierKey key) {
        try {
            return SignedNote.parse(bytes).isSignedBy(key);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static SignedNote note(String text) {
        return SignedNote.parse(text.getBytes(StandardCharsets.UTF_8));
    }
}

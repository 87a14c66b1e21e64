package dev.tenure.persistence.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.domain.audit.Hash;
import dev.tenure.verifier.SignedNote;
import dev.tenure.verifier.VerifierKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SigningKeyTest {

    private static final String ORIGIN = "example.com/tenure";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    @Test
    void aGeneratedKeyIsReadAgainAndItsNotesVerify() throws IOException {
        Path file = directory.resolve("audit.key");
        String printed = KeyGeneration.generate(file, ORIGIN);
        SigningKey key = SigningKey.read(file, ORIGIN);
        assertEquals(printed, key.verifierKey());

        String note = key.note(3, Hash.of(new byte[32]));
        assertTrue(note.startsWith(
                ORIGIN + "\n3\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n\n\u2014 " + ORIGIN + " "));
        SignedNote signed = SignedNote.parse(note.getBytes(StandardCharsets.UTF_8));
        assertTrue(signed.isSignedBy(VerifierKey.parse(printed)));
        String other = KeyGeneration.generate(directory.resolve("other.key"), ORIGIN);
        assertFalse(signed.isSignedBy(VerifierKey.parse(other)));
    }

    @Test
    void aNewKeyFileIsForItsOwnerOnlyAndNeverOverwritten() throws IOException {
        Path file = directory.resolve("audit.key");
        KeyGeneration.generate(file, ORIGIN);
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        String before = Files.readString(file);
        assertThrows(FileAlreadyExistsException.class, () -> KeyGeneration.generate(file, ORIGIN));
        assertEquals(before, Files.readString(file));
    }

    @Test
    void theCommandPrintsTheVerifierKeyAloneAndTellsWhyItDidNot() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Path file = directory.resolve("audit.key");
        assertEquals(0, run(file, ORIGIN, out, err));
        assertEquals(SigningKey.read(file, ORIGIN).verifierKey() + "\n", out.toString(StandardCharsets.UTF_8));
        assertEquals("", err.toString(StandardCharsets.UTF_8));

        assertEquals(1, run(file, ORIGIN, out, err));
        assertTrue(err.toString(StandardCharsets.UTF_8).contains("never overwritten"));
        assertEquals(1, run(directory.resolve("no/such/directory"), ORIGIN, out, err));
        assertTrue(err.toString(StandardCharsets.UTF_8).contains("cannot be written"));
        assertEquals(1, run(directory.resolve("second.key"), "two words", out, err));
        assertTrue(err.toString(StandardCharsets.UTF_8).contains("tenure.audit.origin"));
        assertFalse(Files.exists(directory.resolve("second.key")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rw-----w-", "rw---x---", "rwxrwxrwx"})
    void aFileThatOthersMayTouchIsRefused(String mode) throws IOException {
        Path file = directory.resolve("audit.key");
        KeyGeneration.generate(file, ORIGIN);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
        refused(file, "set the mode to 0600 or 0400");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--------"));
        assertEquals(ORIGIN, SigningKey.read(file, ORIGIN).origin());
    }

    @Test
    void aFileThatIsNoKeyIsRefusedWithWhatToDo() throws IOException {
        refused(directory.resolve("missing"), "--generate-audit-key");

        refused(written("not a key"), "has no block 'PRIVATE KEY'");

        Path first = directory.resolve("first.key");
        Path second = directory.resolve("second.key");
        KeyGeneration.generate(first, ORIGIN);
        KeyGeneration.generate(second, ORIGIN);
        String privateOfFirst = Files.readString(first).split("-----BEGIN PUBLIC", -1)[0];
        String publicOfSecond = "-----BEGIN PUBLIC" + Files.readString(second).split("-----BEGIN PUBLIC", -1)[1];
        refused(written(privateOfFirst), "has no block 'PUBLIC KEY'");
        refused(written(privateOfFirst + publicOfSecond), "take both of one pair");
        refused(
                written(privateOfFirst.replaceAll("[A-Za-z0-9+/]{20}", "AAAAAAAAAAAAAAAAAAAA") + publicOfSecond),
                "holds no Ed25519 key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "a+b", "tab\there", "line\nbreak", "umlaut\u00e4"})
    void aNameThatNoLogCanHaveIsRefused(String origin) {
        IllegalStateException refused = assertThrows(
                IllegalStateException.class, () -> KeyGeneration.generate(directory.resolve("audit.key"), origin));
        assertTrue(refused.toString().contains("tenure.audit.origin"), refused.toString());
        assertFalse(Files.exists(directory.resolve("audit.key")));
    }

    @Test
    void theNameIsPartOfTheKeyId() throws IOException {
        Path file = directory.resolve("audit.key");
        KeyGeneration.generate(file, ORIGIN);
        String one = SigningKey.read(file, ORIGIN).verifierKey().split("\\+", -1)[1];
        String other = SigningKey.read(file, ORIGIN + "2").verifierKey().split("\\+", -1)[1];
        assertNotEquals(one, other);
    }

    private static int run(Path file, String origin, ByteArrayOutputStream out, ByteArrayOutputStream err) {
        return KeyGeneration.run(
                file,
                origin,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private Path written(String text) throws IOException {
        Path file = Files.createTempFile(directory, "made", ".key");
        return Files.writeString(file, text);
    }

    private static void refused(Path file, String because) {
        IllegalStateException refused = assertThrows(IllegalStateException.class, () -> SigningKey.read(file, ORIGIN));
        assertTrue(refused.toString().contains(because), refused.toString());
    }
}

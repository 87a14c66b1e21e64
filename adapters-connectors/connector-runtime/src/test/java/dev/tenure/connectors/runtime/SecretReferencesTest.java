package dev.tenure.connectors.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.connector.spi.ConfigurationException;
import dev.tenure.connector.spi.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SecretReferencesTest {

    @TempDir
    Path temporary = Path.of("");

    private SecretReferences references() throws IOException {
        Path directory = Files.createDirectories(temporary.resolve("secrets"));
        Map<String, String> variables = Map.of("TENURE_SECRET_AD", "s3cret", "TENURE_SECRET_EMPTY", "", "HOME", "/h");
        return new SecretReferences(Optional.of(directory), name -> Optional.ofNullable(variables.get(name)));
    }

    private Path secretFile(String name, String content) throws IOException {
        Path file = temporary.resolve("secrets").resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "s3cret",
                "env:HOME",
                "env:PATH",
                "env:TENURE_SECRET_",
                "env:TENURE_SECRET_ad",
                "env:TENURE_SECRET_A B",
                "env:TENURE_SECRET_A\n",
                "ENV:TENURE_SECRET_AD",
                "env: TENURE_SECRET_AD",
                "file:",
                "file:/etc/passwd",
                "file:../outside",
                "file:a/../../outside",
                "file:a/..",
                "file:.hidden",
                "file:a//b",
                "file:a/",
                "file:a\\b",
                "file:~/a",
                "file:a%2e%2e",
                "file:a\u0000b",
                "file://host/a",
                "https://host.example/a",
                "vault:secret/a",
            })
    void anyOtherFormIsRefusedAndNothingIsLookedUp(String reference) throws IOException {
        SecretReferences references = references();
        assertTrue(references.problem(reference).isPresent());
        ConfigurationException refused =
                assertThrows(ConfigurationException.class, () -> references.resolve("password", reference));
        assertEquals("password", refused.setting());
        assertTrue(
                String.valueOf(refused.getMessage()).contains("write env:TENURE_SECRET_"),
                String.valueOf(refused.getMessage()));
    }

    @Test
    void aSecretIsKeptWhereNothingIsYetAndForUsAlone() throws IOException {
        SecretReferences references = references();
        assertTrue(references.keep("file:hook", Secret.of("t-1")));
        assertEquals("t-1", references.resolve("secrets", "file:hook").reveal());
        assertEquals(
                "rw-------",
                PosixFilePermissions.toString(Files.getPosixFilePermissions(
                        temporary.resolve("secrets").resolve("hook"))));
        assertFalse(references.keep("file:hook", Secret.of("t-2")));
        assertEquals("t-1", references.resolve("secrets", "file:hook").reveal());
    }

    @Test
    void aSecretIsKeptNowhereElse() throws IOException {
        SecretReferences references = references();
        Files.createDirectories(temporary.resolve("elsewhere"));
        Files.createSymbolicLink(temporary.resolve("secrets").resolve("out"), temporary.resolve("elsewhere"));
        for (String reference :
                List.of("env:TENURE_SECRET_NEW", "file:../new", "file:none/new", "file:out/new", "new")) {
            assertFalse(references.keep(reference, Secret.of("t-1")), reference);
        }
        assertFalse(new SecretReferences(Optional.empty(), name -> Optional.empty()).keep("file:new", Secret.of("t")));
        assertFalse(Files.exists(temporary.resolve("elsewhere").resolve("new")));
    }

    @Test
    void aVariableOfItsOwnPrefixIsTaken() throws IOException {
        assertEquals(Optional.empty(), references().problem("env:TENURE_SECRET_AD"));
        assertEquals(
                "s3cret",
                references().resolve("password", "env:TENURE_SECRET_AD").reveal());
    }

    @Test
    void aVariableThatIsNotSetOrEmptyIsNamed() throws IOException {
        SecretReferences references = references();
        String absent = String.valueOf(assertThrows(
                        ConfigurationException.class, () -> references.resolve("password", "env:TENURE_SECRET_NONE"))
                .getMessage());
        assertTrue(absent.contains("TENURE_SECRET_NONE") && absent.contains("set it"), absent);
        assertThrows(ConfigurationException.class, () -> references.resolve("password", "env:TENURE_SECRET_EMPTY"));
    }

    @Test
    void aFileBelowTheDirectoryIsTakenWithoutItsLastLineBreak() throws IOException {
        SecretReferences references = references();
        secretFile("ad/password", "s3 cret\n");
        secretFile("dos", "s3cret\r\n");
        secretFile("two", "first\nsecond\n");
        assertEquals(
                "s3 cret", references.resolve("password", "file:ad/password").reveal());
        assertEquals("s3cret", references.resolve("password", "file:dos").reveal());
        assertEquals("first\nsecond", references.resolve("password", "file:two").reveal());
    }

    @Test
    void aLinkThatLeadsOutOfTheDirectoryIsRefusedAndOneWithinIsFollowed() throws IOException {
        SecretReferences references = references();
        Path outside = Files.writeString(temporary.resolve("outside"), "not for you");
        Path inside = secretFile("real", "s3cret");
        Files.createSymbolicLink(temporary.resolve("secrets/leak"), outside);
        Files.createSymbolicLink(temporary.resolve("secrets/mounted"), inside);
        ConfigurationException refused =
                assertThrows(ConfigurationException.class, () -> references.resolve("password", "file:leak"));
        assertFalse(String.valueOf(refused.getMessage()).contains("not for you"));
        assertEquals("s3cret", references.resolve("password", "file:mounted").reveal());
    }

    @Test
    void whatIsNoTextFileOfUsualSizeIsRefused() throws IOException {
        SecretReferences references = references();
        secretFile("large", "x".repeat(SecretReferences.LARGEST_FILE + 1));
        secretFile("largest", "x".repeat(SecretReferences.LARGEST_FILE));
        secretFile("empty", "\n");
        Files.write(temporary.resolve("secrets/binary"), new byte[] {(byte) 0xc3, (byte) 0x28});
        Files.createDirectories(temporary.resolve("secrets/folder"));
        for (String name : new String[] {"large", "empty", "binary", "folder", "absent"}) {
            assertThrows(
                    ConfigurationException.class, () -> references.resolve("password", "file:" + name), () -> name);
        }
        assertEquals(
                SecretReferences.LARGEST_FILE,
                references.resolve("password", "file:largest").reveal().length());
    }

    @Test
    void withoutADirectoryNoFileIsTaken() {
        SecretReferences references = new SecretReferences(Optional.empty(), name -> Optional.empty());
        assertTrue(references.problem("file:a").orElse("").contains("configure one"));
        assertThrows(ConfigurationException.class, () -> references.resolve("password", "file:a"));
    }
}

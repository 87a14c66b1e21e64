package dev.tenure.examples.htpasswd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.connector.spi.Observation;
import dev.tenure.examples.htpasswd.Storage.Pair;
import dev.tenure.examples.htpasswd.Storage.Written;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LockedFilesTest {

    private final Path folder;
    private final Path users;
    private final Path groups;
    private final LockedFiles files;

    LockedFilesTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        this.users = Files.writeString(folder.resolve("users"), "# first\r\nada:{SHA}x:more\r\n\nbob:!$apr1$y");
        this.groups = Files.writeString(folder.resolve("groups"), "Readers:  ada\tbob\nWriters: ada\n");
        this.files = new LockedFiles(users, Optional.of(groups));
    }

    private Pair seen() {
        return switch (files.read()) {
            case Observation.Seen<Pair> seen -> seen.value();
            case Observation.Refused<Pair> refused -> throw new AssertionError(refused.toString());
            case Observation.Unreachable<Pair> unreachable -> throw new AssertionError(unreachable.toString());
        };
    }

    @Test
    void whatIsNotChangedStaysByteForByte() throws IOException {
        Pair before = seen();
        Pair after = new Pair(
                before.users().withHash("ada", hash -> "!" + hash).with("eve", "!z"),
                before.groups().without("Writers"::equals, "ada"));
        assertInstanceOf(Written.Done.class, files.write(before, after));
        assertEquals("# first\r\nada:!{SHA}x:more\r\n\nbob:!$apr1$y\neve:!z\n", Files.readString(users));
        assertEquals("Readers:  ada\tbob\nWriters:\n", Files.readString(groups));
        assertEquals(after, seen());
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(
                    List.of("groups", "users", "users.lock"),
                    left.map(file -> file.getFileName().toString()).sorted().toList());
        }
    }

    @Test
    void whatSomebodyElseWroteMeanwhileIsNotOverwritten() throws IOException {
        Pair before = seen();
        Files.writeString(groups, "Readers: ada bob eve\n");
        assertInstanceOf(
                Written.NotNow.class,
                files.write(before, new Pair(before.users().without("ada"), before.groups())));
        assertTrue(Files.readString(users).contains("ada:"));
    }

    @Test
    void aLockThatSomebodyHoldsIsNotWaitedFor() throws IOException {
        Pair before = seen();
        try (FileChannel other = FileChannel.open(
                        folder.resolve("users.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var lock = other.lock()) {
            assertTrue(lock.isValid());
            assertInstanceOf(
                    Written.NotNow.class,
                    files.write(before, new Pair(before.users().without("ada"), before.groups())));
        }
        assertEquals(before, seen());
    }

    @Test
    void rightsAndLinksAreKept() throws IOException {
        Path real = Files.createDirectory(folder.resolve("real"));
        Path moved = Files.move(users, real.resolve("users"));
        Files.setPosixFilePermissions(moved, PosixFilePermissions.fromString("rw-r-----"));
        Files.createSymbolicLink(users, moved);
        Pair before = seen();
        assertInstanceOf(
                Written.Done.class, files.write(before, new Pair(before.users().without("ada"), before.groups())));
        assertTrue(Files.isSymbolicLink(users));
        assertEquals("rw-r-----", PosixFilePermissions.toString(Files.getPosixFilePermissions(moved)));
        assertEquals("# first\r\n\nbob:!$apr1$y", Files.readString(moved));
    }

    @Test
    void aFileThatIsNotThereIsNotTakenForAnEmptyOne() throws IOException {
        Files.delete(groups);
        assertInstanceOf(Observation.Unreachable.class, files.read());
        Files.writeString(groups, "");
        Files.delete(users);
        assertInstanceOf(Observation.Unreachable.class, files.read());
    }

    @Test
    void aFileThatIsNoTextOrMuchTooLargeIsRefused() throws IOException {
        Files.write(users, new byte[] {'a', ':', (byte) 0xff});
        assertTrue(assertInstanceOf(Observation.Refused.class, files.read())
                .reason()
                .contains("UTF-8"));
        try (FileChannel channel = FileChannel.open(users, StandardOpenOption.WRITE)) {
            channel.position(LockedFiles.LARGEST).write(ByteBuffer.wrap(new byte[] {1}));
        }
        assertTrue(assertInstanceOf(Observation.Refused.class, files.read())
                .reason()
                .contains("larger"));
    }
}

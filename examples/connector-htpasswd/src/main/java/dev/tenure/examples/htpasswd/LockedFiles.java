package dev.tenure.examples.htpasswd;

import dev.tenure.connector.spi.Observation;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The two files on disk. A file is replaced whole, by a new one that takes its name in one step, so whoever reads sees the old
 * one or the new one. A lock file keeps two replicas apart. Who edits by hand takes no lock: that is noticed by comparing right
 * before the replacement, and what is left is the time between the two.
 */
final class LockedFiles implements Storage {

    /** More is no password file that somebody edits. */
    static final long LARGEST = 64L << 20;

    private static final String NOT_ALLOWED = "may not be read or written by the service: give its account the right to"
            + " the files and to the folder, and let it own them";

    private final Path users;
    private final Optional<Path> groups;

    LockedFiles(Path users, Optional<Path> groups) {
        this.users = users;
        this.groups = groups;
    }

    @Override
    public Observation<Pair> read() {
        String file = "users";
        try {
            String first = text(users);
            file = "groups";
            return new Observation.Seen<>(
                    new Pair(PasswordFile.parse(first), GroupFile.parse(groups.isPresent() ? text(groups.get()) : "")));
        } catch (NoSuchFileException e) {
            return new Observation.Unreachable<>(file + ": the file is not there", Optional.empty());
        } catch (AccessDeniedException e) {
            return new Observation.Refused<>(file + ": " + NOT_ALLOWED);
        } catch (CharacterCodingException e) {
            return new Observation.Refused<>(file + ": the file is not written in UTF-8: convert it");
        } catch (TooLarge e) {
            return new Observation.Refused<>(file + ": the file is larger than " + LARGEST + " bytes: look what it is");
        } catch (IOException e) {
            return new Observation.Unreachable<>(file + ": the file could not be read", Optional.empty());
        }
    }

    private static final class TooLarge extends IOException {
        private static final long serialVersionUID = 1L;
    }

    private static String text(Path file) throws IOException {
        if (Files.size(file) > LARGEST) {
            throw new TooLarge();
        }
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                .toString();
    }

    @Override
    public Written write(Pair before, Pair after) {
        try (FileChannel channel = FileChannel.open(
                        users.resolveSibling(users.getFileName() + ".lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock == null ? new Written.NotNow("another program holds the lock file") : locked(before, after);
        } catch (OverlappingFileLockException e) {
            return new Written.NotNow("another connector holds the lock file");
        } catch (AccessDeniedException e) {
            return new Written.Refused("users: the lock file beside it " + NOT_ALLOWED);
        } catch (IOException e) {
            return new Written.Unknown("the lock file failed");
        }
    }

    private Written locked(Pair before, Pair after) {
        if (!(read() instanceof Observation.Seen<Pair> now) || !now.value().equals(before)) {
            return new Written.NotNow("the files were changed by somebody else at the same moment");
        }
        Map<Path, Path> prepared = new LinkedHashMap<>();
        try {
            // Groups first: whoever is to go leaves them before the name can be given to somebody else.
            if (!after.groups().equals(before.groups())) {
                prepare(groups.orElseThrow(), after.groups().text(), prepared);
            }
            if (!after.users().equals(before.users())) {
                prepare(users, after.users().text(), prepared);
            }
        } catch (AccessDeniedException e) {
            discard(prepared);
            return new Written.Refused("the files' folder " + NOT_ALLOWED);
        } catch (IOException e) {
            discard(prepared);
            return new Written.NotNow("a new file could not be written beside the old one: is the disk full?");
        }
        try {
            for (Map.Entry<Path, Path> one : prepared.entrySet()) {
                Files.move(
                        one.getValue(),
                        one.getKey(),
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
            }
            return new Written.Done();
        } catch (IOException e) {
            discard(prepared);
            return new Written.Unknown("a new file could not take the old one's place");
        }
    }

    /** Writes a file that is as the one it will replace but for its content. A link is kept, and its target replaced. */
    private static void prepare(Path file, String text, Map<Path, Path> prepared) throws IOException {
        Path real = file.toRealPath();
        Path temporary = Files.createTempFile(real.resolveSibling("").toAbsolutePath(), ".htpasswd-", ".new");
        prepared.put(real, temporary);
        PosixFileAttributeView old = Files.getFileAttributeView(real, PosixFileAttributeView.class);
        PosixFileAttributeView fresh = Files.getFileAttributeView(temporary, PosixFileAttributeView.class);
        if (old != null && fresh != null) {
            PosixFileAttributes was = old.readAttributes();
            PosixFileAttributes is = fresh.readAttributes();
            if (!was.owner().equals(is.owner())) {
                fresh.setOwner(was.owner());
            }
            if (!was.group().equals(is.group())) {
                fresh.setGroup(was.group());
            }
            fresh.setPermissions(was.permissions());
        }
        try (FileChannel out = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            // Else a power cut can leave the new name with nothing in it.
            out.force(true);
        }
    }

    private static void discard(Map<Path, Path> prepared) {
        for (Path temporary : prepared.values()) {
            try {
                Files.deleteIfExists(temporary);
            } catch (IOException e) {
                // It holds hashes, as the file beside it does, with the same rights. The outcome is decided already.
            }
        }
    }
}

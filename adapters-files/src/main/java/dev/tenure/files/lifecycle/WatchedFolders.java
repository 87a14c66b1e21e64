package dev.tenure.files.lifecycle;

import dev.tenure.application.lifecycle.DeliveredFiles;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One folder with a folder for each feed, on a disk that every replica sees.
 *
 * <p>A file is whole when its name does not end in {@code .part} or begin with a dot and either a file of the same name and
 * {@code .done} stands beside it, or size and time have been the same on two looks in a row. It is claimed by being moved to
 * {@code taking}, which of two replicas one can do, and ends in {@code taken} or {@code refused}, there with its reason in a
 * file of the same name and {@code .reason.txt}. Links are not followed: the folder belongs to whoever may write to it, and
 * the service reads more than they may.
 *
 * <p>One run at a time, over all replicas: a file in {@code taking} at its begin was left by one that ended early.
 */
public final class WatchedFolders implements DeliveredFiles {

    private static final String TAKING = "taking";
    private static final String TAKEN = "taken";
    private static final String REFUSED = "refused";
    private static final String DONE = ".done";

    /** How many files of one feed one look takes. */
    private static final int MOST = 100;

    private final Optional<Path> root;
    private final Map<Path, Seen> seen = new ConcurrentHashMap<>();

    private record Seen(long size, FileTime changed) {}

    /** @param root the folder; nothing is watched without one */
    public WatchedFolders(Optional<Path> root) {
        this.root = root;
    }

    @Override
    public String subject() {
        return "tenure:watched-folder";
    }

    @Override
    public List<Delivery> waiting(String feed) throws IOException {
        if (root.isEmpty() || !feed.matches("[a-z0-9][a-z0-9-]{0,62}")) {
            return List.of();
        }
        Path folder = root.get().resolve(feed);
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return List.of();
        }
        List<Delivery> deliveries = new ArrayList<>();
        for (Path left : regular(folder.resolve(TAKING)).keySet()) {
            deliveries.add(new File(folder, left, true));
        }
        Map<Path, Seen> present = regular(folder);
        Set<String> names = new HashSet<>();
        present.keySet().forEach(file -> names.add(name(file)));
        Map<Path, Seen> whole = new HashMap<>();
        present.forEach((file, now) -> {
            if (isContent(name(file)) && isWhole(file, now, names)) {
                whole.put(file, now);
            }
        });
        seen.keySet().removeIf(file -> folder.equals(file.getParent()) && !present.containsKey(file));
        seen.putAll(present);
        whole.entrySet().stream()
                .sorted(Comparator.comparing(
                                (Map.Entry<Path, Seen> one) -> one.getValue().changed())
                        .thenComparing(one -> name(one.getKey())))
                .limit(MOST)
                .forEach(one -> deliveries.add(new File(folder, one.getKey(), false)));
        return deliveries;
    }

    private boolean isWhole(Path file, Seen now, Set<String> names) {
        return names.contains(name(file) + DONE) || now.equals(seen.get(file));
    }

    private static boolean isContent(String name) {
        return !name.startsWith(".") && !name.endsWith(".part") && !name.endsWith(DONE);
    }

    /** The files of a folder that are neither links nor folders. */
    private static Map<Path, Seen> regular(Path folder) throws IOException {
        Map<Path, Seen> files = new HashMap<>();
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return files;
        }
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
            for (Path file : all) {
                try {
                    BasicFileAttributes attributes =
                            Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
                    if (attributes.isRegularFile()) {
                        files.put(file, new Seen(attributes.size(), attributes.lastModifiedTime()));
                    }
                } catch (NoSuchFileException e) {
                    // It went away between the look at the folder and the look at the file.
                }
            }
        }
        return files;
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    private static Seen seen(Path file) throws IOException {
        BasicFileAttributes attributes =
                Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        return new Seen(attributes.size(), attributes.lastModifiedTime());
    }

    /** Ends well only where nobody wrote to the file while it was read: one may hold on to a file that was moved. */
    private static final class Unchanged extends FilterInputStream {
        private final Path file;
        private final Seen before;

        Unchanged(Path file, Seen before) throws IOException {
            super(Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS));
            this.file = file;
            this.before = before;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int count = super.read(into, offset, length);
            if (count < 0 && !seen(file).equals(before)) {
                throw new IOException("the file was written to while it was read");
            }
            return count;
        }
    }

    private static final class File implements Delivery {
        private final Path folder;
        private final Path from;
        private final boolean wasLeft;

        File(Path folder, Path from, boolean wasLeft) {
            this.folder = folder;
            this.from = from;
            this.wasLeft = wasLeft;
        }

        @Override
        public String name() {
            return WatchedFolders.name(from);
        }

        private Path held() {
            return folder.resolve(TAKING).resolve(name());
        }

        @Override
        public boolean claim() throws IOException {
            if (wasLeft) {
                return Files.isRegularFile(held(), LinkOption.NOFOLLOW_LINKS);
            }
            if (!own(TAKING) || Files.exists(held(), LinkOption.NOFOLLOW_LINKS)) {
                return false;
            }
            try {
                Files.move(from, held(), StandardCopyOption.ATOMIC_MOVE);
            } catch (NoSuchFileException e) {
                return false;
            }
            Files.deleteIfExists(from.resolveSibling(name() + DONE));
            // Between the look and the move somebody may have put a link in its place.
            return Files.isRegularFile(held(), LinkOption.NOFOLLOW_LINKS);
        }

        /** Makes a folder of ours where there is none; refuses a link in its place. */
        private boolean own(String name) throws IOException {
            Path own = folder.resolve(name);
            if (!Files.exists(own, LinkOption.NOFOLLOW_LINKS)) {
                Files.createDirectory(own);
            }
            return Files.isDirectory(own, LinkOption.NOFOLLOW_LINKS);
        }

        @Override
        public InputStream open() throws IOException {
            return new Unchanged(held(), seen(held()));
        }

        @Override
        public void taken() throws IOException {
            put(TAKEN);
        }

        @Override
        public void refused(String reason) throws IOException {
            Path there = put(REFUSED);
            Files.writeString(
                    there.resolveSibling(WatchedFolders.name(there) + ".reason.txt"),
                    reason + "\n",
                    StandardCharsets.UTF_8);
        }

        /** An earlier file of the same name stays: this one is numbered. */
        private Path put(String where) throws IOException {
            if (!own(where)) {
                throw new IOException("the folder " + where + " of the feed is no folder: remove what is in its place");
            }
            Path there = folder.resolve(where).resolve(name());
            for (int number = 2; Files.exists(there, LinkOption.NOFOLLOW_LINKS); number++) {
                there = folder.resolve(where).resolve(number + "-" + name());
            }
            return Files.move(held(), there, StandardCopyOption.ATOMIC_MOVE);
        }
    }
}

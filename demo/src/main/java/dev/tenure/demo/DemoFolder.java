package dev.tenure.demo;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Where one run of the demo keeps its files.
 *
 * @param path an existing folder of this run alone
 */
record DemoFolder(Path path) {

    /** A new folder {@code demo-1}, {@code demo-2}, … below the parent; of two runs at once each gets its own. */
    static DemoFolder nextBelow(Path parent) throws IOException {
        Files.createDirectories(parent);
        for (int number = 1; ; number++) {
            try {
                return new DemoFolder(Files.createDirectory(parent.resolve("demo-" + number)));
            } catch (FileAlreadyExistsException e) {
                // Another run has it: the next number.
            }
        }
    }

    /**
     * A folder that the person named. It is made when absent.
     *
     * @throws IOException when it has something in it: the demo never writes over what it did not make
     */
    static DemoFolder at(Path chosen) throws IOException {
        Files.createDirectories(chosen);
        try (Stream<Path> content = Files.list(chosen)) {
            if (content.findAny().isPresent()) {
                throw new IOException("--data: " + chosen + " is not empty; name an empty or a new folder.");
            }
        }
        return new DemoFolder(chosen.toAbsolutePath());
    }

    /** The database's cluster. */
    Path database() {
        return path.resolve("pg");
    }

    /** The log of a process. */
    Path log(String process) {
        return path.resolve(process + ".log");
    }

    /** Any other file. */
    Path file(String name) {
        return path.resolve(name);
    }
}

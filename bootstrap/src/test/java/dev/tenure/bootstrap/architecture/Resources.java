package dev.tenure.bootstrap.architecture;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The files under {@code src/test/resources/architecture}. */
final class Resources {

    private Resources() {}

    /** The text of a file, if there is one of this name. */
    static Optional<String> text(String name) {
        try (InputStream in = Resources.class.getResourceAsStream("/architecture/" + name)) {
            return in == null ? Optional.empty() : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read architecture/" + name, e);
        }
    }

    /** The lines of a file that must exist, without blank ones and comments. */
    static List<String> lines(String name) {
        String text = text(name).orElseThrow(() -> new IllegalStateException("architecture/" + name + " is missing"));
        return text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
    }
}

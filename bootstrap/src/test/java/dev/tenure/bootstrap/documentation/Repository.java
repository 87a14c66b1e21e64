package dev.tenure.bootstrap.documentation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The files that the documents speak of.
 *
 * @param texts the text of every file by its path in the repository; what is built, or is no text, is left out
 */
record Repository(Map<String, String> texts) {

    private static final Set<String> NOT_OURS = Set.of(".git", "target", ".idea", "node_modules");
    private static final Set<String> NO_PRODUCT = Set.of("demo", "benchmarks", "application-testkit", "examples");

    Repository {
        texts = new TreeMap<>(texts);
    }

    /** The repository this test runs in. */
    static Repository here() {
        Path root = root();
        Map<String, String> texts = new TreeMap<>();
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                    return NOT_OURS.contains(String.valueOf(directory.getFileName()))
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    texts.put(
                            root.relativize(file).toString(),
                            new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException("cannot walk " + root, e);
        }
        return new Repository(texts);
    }

    /** The folder that holds the {@code tenure} script. */
    static Path root() {
        Path start = Path.of("").toAbsolutePath();
        for (Path at = start; at != null; at = at.getParent()) {
            if (Files.isRegularFile(at.resolve("tenure"))) {
                return at;
            }
        }
        throw new IllegalStateException("no folder above " + start + " holds the tenure script");
    }

    /** The documents: every Markdown file. */
    Map<String, String> documents() {
        return with(path -> path.endsWith(".md"));
    }

    /** Every Java source, tests included. */
    Map<String, String> sources() {
        return with(path -> path.endsWith(".java"));
    }

    /** The Java sources of what runs in production: neither tests nor test kits, the demo or the benchmarks. */
    Map<String, String> productionSources() {
        return with(path -> path.endsWith(".java") && isProduction(path));
    }

    /** Whether a file is part of what runs in production. */
    static boolean isProduction(String path) {
        return path.contains("/src/main/")
                && !path.contains("connector-testkit/")
                && !path.contains("connector-ldap-directories/")
                && !path.contains("connector-scim-targets/")
                && !path.contains("connector-aws-targets/")
                && !NO_PRODUCT.contains(path.substring(0, path.indexOf('/')));
    }

    /** The files whose path is wanted. */
    Map<String, String> with(Predicate<String> wanted) {
        Map<String, String> found = new TreeMap<>(texts);
        found.keySet().removeIf(wanted.negate());
        return found;
    }

    /** The text of a file, empty where there is none. */
    String text(String path) {
        return texts.getOrDefault(path, "");
    }

    /** Whether a file or a folder has this path. */
    boolean has(String path) {
        String plain = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return plain.isEmpty()
                || texts.containsKey(plain)
                || texts.keySet().stream().anyMatch(file -> file.startsWith(plain + "/"));
    }
}

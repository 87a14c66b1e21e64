package dev.tenure.bootstrap.architecture;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * What the rules look at, in three forms: every text file, every Java source as a syntax tree, and the compiled
 * production classes. This repository is one code base; each file of planted violations is another, small one, so a rule
 * is proven on the very object that judges the product.
 */
final class Codebase {

    private static final Set<String> NOT_OURS = Set.of(".git", "target", ".idea", "node_modules");

    private final Map<String, String> texts;
    private final Supplier<JavaClasses> compiled;
    private @Nullable List<SourceFile> sources;
    private @Nullable JavaClasses classes;

    private Codebase(Map<String, String> texts, Supplier<JavaClasses> compiled) {
        this.texts = texts;
        this.compiled = compiled;
    }

    /** The repository this test runs in, with the production classes of the class path. */
    static Codebase ofThisRepository() {
        return new Codebase(readAll(repositoryRoot()), Codebase::importProduction);
    }

    /**
     * A code base written down in a test.
     *
     * @param texts file content by repository path
     * @param foreign what the sources need to compile beside the JDK, by path
     * @param scratch an empty directory for the compiled classes
     */
    static Codebase ofTexts(Map<String, String> texts, Map<String, String> foreign, Path scratch) {
        return new Codebase(texts, () -> {
            Map<String, String> all = new TreeMap<>(foreign);
            all.putAll(texts);
            compile(all, scratch);
            return new ClassFileImporter().importPath(scratch);
        });
    }

    /** Every text file by repository path, in order of path; a file that is not text has an empty text. */
    Map<String, String> texts() {
        return texts;
    }

    /** Every Java source, parsed. */
    List<SourceFile> sources() {
        if (sources == null) {
            sources = parse(texts);
        }
        return sources;
    }

    /** The Java sources of the product: no tests, no test kits. */
    List<SourceFile> productionSources() {
        return sources().stream().filter(SourceFile::isProduction).toList();
    }

    /** The compiled production classes. */
    JavaClasses classes() {
        if (classes == null) {
            classes = compiled.get();
        }
        return classes;
    }

    /** ArchUnit asks the thread's class loader, and a test before this one may have left that of a running application. */
    private static JavaClasses importProduction() {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(Codebase.class.getClassLoader());
        try {
            return new ClassFileImporter()
                    .withImportOption(Codebase::isProduction)
                    .importPackages("dev.tenure");
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static boolean isProduction(Location location) {
        return !location.contains("/test-classes/")
                && !location.contains("-tests.jar")
                && !location.contains("testkit");
    }

    private static Path repositoryRoot() {
        Path start = Path.of("").toAbsolutePath();
        for (Path at = start; at != null; at = at.getParent()) {
            if (Files.isRegularFile(at.resolve("tenure")) || Files.isDirectory(at.resolve(".mvn"))) {
                return at;
            }
        }
        throw new IllegalStateException("no directory above " + start + " holds the tenure script or .mvn");
    }

    private static Map<String, String> readAll(Path root) {
        Map<String, String> read = new TreeMap<>();
        for (String path : trackedFiles(root)) {
            Path file = root.resolve(path);
            if (Files.isRegularFile(file)) {
                read.put(path, readText(file));
            }
        }
        return read;
    }

    private static String readText(Path file) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            for (byte b : bytes) {
                if (b == 0) {
                    return "";
                }
            }
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /** What git tracks or would track; outside a checkout, such as in a source archive, everything but built files. */
    private static List<String> trackedFiles(Path root) {
        try {
            Process git = new ProcessBuilder("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
                    .directory(root.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String listed = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (git.waitFor() == 0 && !listed.isEmpty()) {
                return Arrays.stream(listed.split("\0", -1))
                        .filter(path -> !path.isEmpty())
                        .distinct()
                        .toList();
            }
        } catch (IOException e) {
            return walk(root);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while git listed the files", e);
        }
        return walk(root);
    }

    private static List<String> walk(Path root) {
        List<String> found = new ArrayList<>();
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                    boolean skip = NOT_OURS.contains(String.valueOf(directory.getFileName()));
                    return skip ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    found.add(root.relativize(file).toString());
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException("cannot walk " + root, e);
        }
        return found;
    }

    private static List<SourceFile> parse(Map<String, String> texts) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
        List<SourceText> units = javaFiles(texts);
        if (units.isEmpty()) {
            return List.of();
        }
        JavacTask task = (JavacTask) compiler.getTask(null, null, problems, List.of("-proc:none"), null, units);
        DocTrees docs = DocTrees.instance(task);
        Map<URI, String> pathOf = new HashMap<>();
        units.forEach(unit -> pathOf.put(unit.toUri(), unit.path));
        List<SourceFile> parsed = new ArrayList<>();
        try {
            for (CompilationUnitTree tree : task.parse()) {
                String path = pathOf.get(tree.getSourceFile().toUri());
                if (path != null) {
                    parsed.add(new SourceFile(path, tree, docs));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        refuseErrors(problems);
        return parsed;
    }

    private static void compile(Map<String, String> texts, Path into) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
        List<String> options = List.of(
                "-proc:none", "-Xlint:none", "--release", "21", "-classpath", into.toString(), "-d", into.toString());
        compiler.getTask(null, null, problems, options, null, javaFiles(texts)).call();
        refuseErrors(problems);
    }

    private static List<SourceText> javaFiles(Map<String, String> texts) {
        return texts.entrySet().stream()
                .filter(text -> text.getKey().endsWith(".java"))
                .map(text -> new SourceText(text.getKey(), text.getValue()))
                .toList();
    }

    private static void refuseErrors(DiagnosticCollector<JavaFileObject> problems) {
        Stream<Diagnostic<? extends JavaFileObject>> all = problems.getDiagnostics().stream();
        List<String> errors = all.filter(problem -> problem.getKind() == Diagnostic.Kind.ERROR)
                .map(Object::toString)
                .toList();
        if (!errors.isEmpty()) {
            throw new IllegalStateException("sources that do not compile: " + String.join("\n", errors));
        }
    }

    /** A source held in memory. */
    private static final class SourceText extends SimpleJavaFileObject {

        private final String path;
        private final String text;

        SourceText(String path, String text) {
            super(URI.create("string:///" + path), Kind.SOURCE);
            this.path = path;
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}

package dev.tenure.bootstrap.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What a native compiler would be given. There is none here, so no executable is made; but what it would lack at run time can
 * be seen: a class that is reached by reflection and not registered, a file that is not taken along.
 */
class NativeSourcesIT {

    private static final Path SOURCES = Path.of("target", "native-sources");
    private static final String RUNNER = "native-check-runner.jar";
    private static final String OURS = "dev.tenure";

    private final ObjectMapper json = new ObjectMapper();

    @Test
    void theCompilerIsToldWhatTheServiceNeeds() throws IOException {
        List<String> arguments = List.of(
                Files.readString(SOURCES.resolve("native-image.args")).strip().split("\\s+", -1));
        for (String wanted : List.of(
                "--no-fallback",
                "-H:+AddAllCharsets",
                "--initialize-at-run-time=com.unboundid.ldap.sdk",
                "-jar",
                RUNNER)) {
            assertTrue(arguments.contains(wanted), wanted + " is not among " + arguments);
        }
        assertTrue(Files.isRegularFile(SOURCES.resolve(RUNNER)));
        try (Stream<Path> libraries = Files.list(SOURCES.resolve("lib"))) {
            List<String> names =
                    libraries.map(file -> String.valueOf(file.getFileName())).toList();
            for (String module : List.of("domain", "application", "adapters-persistence", "connector-ldap")) {
                assertTrue(names.stream().anyMatch(name -> name.contains(OURS + "." + module)), module);
            }
        }
    }

    @Test
    void whatIsReachedByReflectionIsRegistered() throws IOException {
        Set<String> registered = new TreeSet<>();
        for (JsonNode one : config("reflect-config.json")) {
            if (one.path("allDeclaredConstructors").asBoolean()) {
                registered.add(one.path("name").asText());
            }
        }
        Set<String> needed = new TreeSet<>(providers());
        for (JavaClass type : new ClassFileImporter().importPackages(OURS + ".rest", OURS + ".persistence")) {
            boolean body = type.isRecord() && type.getSimpleName().endsWith("Json");
            boolean row = type.isAnnotatedWith("jakarta.persistence.Entity");
            if ((body || row) && !type.getPackageName().contains(".samples")) {
                needed.add(type.getName());
            }
        }
        assertTrue(needed.size() > 60, "only " + needed);
        needed.removeAll(registered);
        assertEquals(Set.of(), needed);
    }

    @Test
    void theFilesThatAreReadAtRunTimeAreTakenAlong() throws IOException {
        List<Pattern> taken = new ArrayList<>();
        for (JsonNode include : config("resource-config.json").at("/resources/includes")) {
            taken.add(Pattern.compile(include.path("pattern").asText()));
        }
        Set<String> needed = new TreeSet<>();
        try (Stream<Path> libraries = Files.list(SOURCES.resolve("lib"))) {
            for (Path library : libraries.toList()) {
                if (String.valueOf(library.getFileName()).contains(OURS + ".")) {
                    needed.addAll(files(library));
                }
            }
        }
        assertTrue(
                needed.stream().filter(name -> name.startsWith("db/migration/")).count() >= 5, "only " + needed);
        assertTrue(needed.contains("META-INF/resources/assets/tenure.css"), "only " + needed);
        assertTrue(needed.stream().anyMatch(name -> name.startsWith("META-INF/services/")), "only " + needed);
        needed.removeIf(
                name -> taken.stream().anyMatch(pattern -> pattern.matcher(name).matches()));
        assertEquals(Set.of(), needed);
    }

    /** Nothing is looked for by its name but what a services file of ours names. */
    private static Set<String> providers() throws IOException {
        Set<String> providers = new TreeSet<>();
        Enumeration<URL> found = NativeSourcesIT.class
                .getClassLoader()
                .getResources("META-INF/services/dev.tenure.connector.spi.ConnectorFactory");
        while (found.hasMoreElements()) {
            try (InputStream in = found.nextElement().openStream()) {
                new String(in.readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .filter(line -> !line.isBlank() && !line.startsWith("#"))
                        .forEach(providers::add);
            }
        }
        assertFalse(providers.isEmpty());
        return providers;
    }

    private static Set<String> files(Path library) throws IOException {
        Set<String> files = new TreeSet<>();
        try (JarFile jar = new JarFile(library.toFile())) {
            for (JarEntry entry : jar.stream().toList()) {
                String name = entry.getName();
                boolean read = name.startsWith("db/")
                        || name.startsWith("META-INF/services/" + OURS)
                        || name.startsWith("META-INF/resources/");
                if (read && !entry.isDirectory()) {
                    files.add(name);
                }
            }
        }
        return files;
    }

    private JsonNode config(String name) throws IOException {
        try (JarFile runner = new JarFile(SOURCES.resolve(RUNNER).toFile());
                InputStream in = runner.getInputStream(runner.getEntry("META-INF/native-image/" + name))) {
            return json.readTree(in);
        }
    }
}

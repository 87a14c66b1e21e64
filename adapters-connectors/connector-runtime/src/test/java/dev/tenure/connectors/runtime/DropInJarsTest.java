package dev.tenure.connectors.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.application.inventory.ConnectorJar;
import dev.tenure.connector.spi.Connection;
import dev.tenure.connector.spi.Connector;
import dev.tenure.connector.spi.ConnectorFactory;
import dev.tenure.connector.spi.Observation;
import dev.tenure.domain.inventory.ConnectorSettings;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jars that an administrator drops into a folder. Each is compiled here, against the SPI alone. */
final class DropInJarsTest {

    /** Its connector tells in the product's name what its class loader shows it. */
    private static final String TINY = """
            package tiny;

            import dev.tenure.connector.spi.*;
            import java.util.*;

            public final class Tiny implements ConnectorFactory {
                @Override public String kind() { return "KIND"; }
                @Override public ConfigurationSchema schema() { return new ConfigurationSchema(List.of()); }
                @Override public Connector open(ConnectorConfiguration configuration) {
                    Connector none = (Connector) java.lang.reflect.Proxy.newProxyInstance(
                            Tiny.class.getClassLoader(), new Class<?>[] {Connector.class}, (proxy, method, arguments) ->
                                    switch (method.getName()) {
                                        case "capabilities" -> new Capabilities(Set.of(), List.of());
                                        case "connect" -> new Observation.Seen<>(
                                                new Connection(Looker.seen(), Optional.empty(), false));
                                        default -> null;
                                    });
                    return none;
                }
                /** Loaded late. */
                static final class Looker {
                static String seen() {
                    return "own context " + (Thread.currentThread().getContextClassLoader() == Tiny.class.getClassLoader())
                            + ", product " + sees("dev.tenure.connectors.runtime.ConnectorRuntime")
                            + ", domain " + sees("dev.tenure.domain.inventory.TargetSystem")
                            + ", test library " + sees("org.junit.jupiter.api.Test")
                            + ", sql " + sees("java.sql.Connection")
                            + ", product's resources " + (Tiny.class.getClassLoader().getResource("db/migration") != null);
                }
                private static boolean sees(String name) {
                    try {
                        Class.forName(name);
                        return true;
                    } catch (ClassNotFoundException e) {
                        return false;
                    }
                }
                }
            }
            """;

    private final Path folder;
    private final Path work;

    DropInJarsTest(@TempDir Path folder, @TempDir Path work) {
        this.folder = folder;
        this.work = work;
    }

    private DropInJars look() {
        return DropInJars.in(folder, Set.of("ldap"));
    }

    private void drop(String file, String source) throws IOException, URISyntaxException {
        Path classes = Files.createDirectories(work.resolve(file + "-classes"));
        compile(source, classes);
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(folder.resolve(file)));
                Stream<Path> all = Files.walk(classes)) {
            for (Path one : all.filter(Files::isRegularFile).toList()) {
                jar.putNextEntry(new JarEntry(classes.relativize(one).toString().replace('\\', '/')));
                Files.copy(one, jar);
            }
            jar.putNextEntry(new JarEntry("META-INF/services/" + ConnectorFactory.class.getName()));
            jar.write("tiny.Tiny\n".getBytes(StandardCharsets.US_ASCII));
        }
    }

    private static void compile(String source, Path classes) throws URISyntaxException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        assertNotNull(compiler, "the tests run on a JDK");
        Path spi = Path.of(ConnectorFactory.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        SimpleJavaFileObject unit =
                new SimpleJavaFileObject(URI.create("string:///tiny/Tiny.java"), SimpleJavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return source;
                    }
                };
        boolean compiled = compiler.getTask(
                        null,
                        null,
                        null,
                        List.of("-proc:none", "-d", classes.toString(), "-cp", spi.toString()),
                        null,
                        List.of(unit))
                .call();
        assertTrue(compiled);
    }

    private ConnectorRuntime runtime(DropInJars found) {
        return new ConnectorRuntime(
                found.factories(),
                new SecretReferences(Optional.empty(), name -> Optional.empty()),
                () -> false,
                new RecordingWatch());
    }

    @Test
    void aDroppedInConnectorWorksAndSeesTheSpiAndTheJdkAlone() throws Exception {
        drop("tiny.jar", TINY.replace("KIND", "tiny"));
        DropInJars found = look();
        try (ConnectorRuntime runtime = runtime(found)) {
            assertEquals(List.of("tiny"), runtime.kinds());
            Connector connector = runtime.of(
                    SampleSystems.of(new ConnectorSettings("tiny", Map.of(), Map.of()), SampleSystems.PATIENT, 1));
            Observation.Seen<?> seen = assertInstanceOf(Observation.Seen.class, connector.connect());
            assertEquals(
                    "own context true, product false, domain false, test library false, sql true, product's resources false",
                    assertInstanceOf(Connection.class, seen.value()).product());
        }
    }

    @Test
    void whatWasLoadedIsNamedWithItsHashAndAFileThatIsReplacedLaterChangesNothing() throws Exception {
        drop("tiny.jar", TINY.replace("KIND", "tiny"));
        byte[] bytes = Files.readAllBytes(folder.resolve("tiny.jar"));
        DropInJars found = look();
        assertEquals(
                List.of(new ConnectorJar(
                        "tiny.jar",
                        HexFormat.of()
                                .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)),
                        List.of("tiny"),
                        Optional.empty())),
                found.jars());
        Files.writeString(folder.resolve("tiny.jar"), "something else");
        try (ConnectorRuntime runtime = runtime(found)) {
            assertInstanceOf(
                    Observation.Seen.class,
                    runtime.of(SampleSystems.of(
                                    new ConnectorSettings("tiny", Map.of(), Map.of()), SampleSystems.PATIENT, 1))
                            .connect());
        }
    }

    @Test
    void aJarThatIsBrokenIsReportedAndTheOthersAreUsed() throws Exception {
        drop("a-tiny.jar", TINY.replace("KIND", "tiny"));
        Files.writeString(folder.resolve("b-broken.jar"), "no jar at all");
        drop("c-again.jar", TINY.replace("KIND", "tiny"));
        drop("d-built-in.jar", TINY.replace("KIND", "ldap"));
        drop("e-odd.jar", TINY.replace("KIND", "Odd Kind"));
        drop("f-throws.jar", TINY.replace("return \"KIND\";", "throw new IllegalStateException(\"alex\");"));
        drop("g-null.jar", TINY.replace("return \"KIND\";", "return null;"));
        drop(
                "h-load.jar",
                TINY.replace(
                        "implements ConnectorFactory {",
                        "implements ConnectorFactory { static { if (true) throw new Error(); }"));
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(folder.resolve("i-none.jar")))) {
            jar.putNextEntry(new JarEntry("read.me"));
        }
        Files.writeString(folder.resolve("readme.txt"), "is no jar and not looked at");
        DropInJars found = look();
        assertEquals(
                List.of(
                        "a-tiny.jar ",
                        "b-broken.jar it is no jar, or cannot be read",
                        "c-again.jar the kind tiny is there already: remove one",
                        "d-built-in.jar the kind ldap is there already: remove one",
                        "e-odd.jar it names a kind that is not lower-case letters, digits and hyphens",
                        "f-throws.jar its connector cannot be made: java.lang.IllegalStateException",
                        "g-null.jar its connector answered null",
                        "h-load.jar its connector cannot be made: java.util.ServiceConfigurationError",
                        "i-none.jar it names no connector in META-INF/services/dev.tenure.connector.spi.ConnectorFactory"),
                found.jars().stream()
                        .map(jar -> jar.file() + " " + jar.trouble().orElse(""))
                        .toList());
        assertTrue(found.jars().stream().allMatch(jar -> jar.sha256().length() == 64), "each with its hash");
        assertEquals(List.of("tiny"), runtime(found).kinds());
    }

    @Test
    void anEmptyFolderIsFineAndOneThatIsNotThereIsNot() {
        assertEquals(List.of(), look().jars());
        IllegalArgumentException wrong =
                assertThrows(IllegalArgumentException.class, () -> DropInJars.in(folder.resolve("absent"), Set.of()));
        assertTrue(String.valueOf(wrong.getMessage()).contains("tenure.connectors.directory"));
    }
}

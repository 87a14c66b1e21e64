package dev.tenure.bootstrap.documentation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.connector.spi.AccountRef;
import dev.tenure.connector.spi.Change;
import dev.tenure.connector.spi.ChangeKey;
import dev.tenure.connector.spi.ChangeOutcome;
import dev.tenure.connector.spi.Connector;
import dev.tenure.connector.spi.ConnectorConfiguration;
import dev.tenure.connector.spi.ConnectorFactory;
import dev.tenure.connectors.runtime.DropInJars;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of a connector is built and put in as its README says, word by word. */
class ExampleConnectorTest {

    private static final Path EXAMPLE = Repository.root().resolve("examples/connector-htpasswd");

    @Test
    void theExampleIsBuiltAloneAndFoundByTheService(@TempDir Path folder) throws Exception {
        String readMe = Files.readString(EXAMPLE.resolve("README.md"));
        Map<String, String> places = Map.of(
                "spi.jar:jspecify.jar",
                        where(ConnectorFactory.class) + System.getProperty("path.separator") + where(NullMarked.class),
                "classes", folder.resolve("classes").toString(),
                "connector-htpasswd.jar",
                        folder.resolve("connector-htpasswd.jar").toString(),
                "src/main/resources", EXAMPLE.resolve("src/main/resources").toString());
        for (String tool : List.of("javac", "jar")) {
            String command = readMe.lines()
                    .filter(line -> line.startsWith(tool + " "))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("the README names no " + tool));
            run(command, places);
        }

        DropInJars found = DropInJars.in(folder, Set.of("ldap", "scim"));

        assertEquals(List.of("htpasswd"), found.jars().get(0).kinds());
        assertEquals(Optional.empty(), found.jars().get(0).trouble());
        Path users = Files.writeString(folder.resolve("users"), "ada:{SHA}x\n");
        try (Connector connector = found.factories()
                .get(0)
                .open(new ConnectorConfiguration(Map.of("users", users.toString()), Map.of()))) {
            assertInstanceOf(
                    ChangeOutcome.Applied.class,
                    connector.apply(new Change.DisableAccount(new AccountRef("ada")), new ChangeKey("example")));
        }
        assertEquals("ada:!{SHA}x\n", Files.readString(users));
    }

    @Test
    void theJarOfTheBuildHasTheNameThatTheReadMeGivesIt() throws IOException {
        assertTrue(Files.readString(EXAMPLE.resolve("README.md"))
                .contains("`examples/connector-htpasswd/target/connector-htpasswd.jar`"));
        assertTrue(Files.readString(EXAMPLE.resolve("pom.xml")).contains("<finalName>connector-htpasswd</finalName>"));
    }

    private static void run(String command, Map<String, String> places) throws IOException {
        List<String> words = List.of(command.split(" "));
        List<String> arguments = new ArrayList<>();
        for (String word : words.subList(1, words.size())) {
            if (word.endsWith("/*.java")) {
                try (Stream<Path> sources = Files.list(EXAMPLE.resolve(word.substring(0, word.lastIndexOf('/'))))) {
                    sources.map(Path::toString).forEach(arguments::add);
                }
            } else {
                arguments.add(places.getOrDefault(word, word));
            }
        }
        StringWriter said = new StringWriter();
        PrintWriter out = new PrintWriter(said);
        int status = ToolProvider.findFirst(words.get(0)).orElseThrow().run(out, out, arguments.toArray(String[]::new));
        out.flush();
        assertEquals(0, status, () -> command + "\n" + said);
    }

    private static String where(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
                .toString();
    }
}

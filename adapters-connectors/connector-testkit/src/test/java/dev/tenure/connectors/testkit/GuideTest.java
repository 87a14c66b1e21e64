package dev.tenure.connectors.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What docs/writing-a-connector.md shows stands in sources that the build compiles and the kit judges. */
class GuideTest {

    private static final Path GUIDE = Path.of("../../docs/writing-a-connector.md");
    private static final Pattern SNIPPET = Pattern.compile("<!-- from (\\S+) -->\\n```java\\n(.*?)```", Pattern.DOTALL);

    @Test
    void everySnippetStandsInTheSourceThatItNames() throws IOException {
        String guide = Files.readString(GUIDE);
        assertEquals(List.of(), strangers(guide));
        assertTrue(SNIPPET.matcher(guide).results().count() >= 4, "snippets");
        assertEquals(
                guide.split("```java", -1).length - 1,
                SNIPPET.matcher(guide).results().count(),
                "every block of Java says where it is from");
    }

    @Test
    void aSnippetThatIsNotThereIsFound() throws IOException {
        assertFalse(strangers("""
                <!-- from connector-spi/src/main/java/dev/tenure/connector/spi/SignIn.java -->
                ```java
                public enum SignIn {
                    MAYBE,
                ```
                """).isEmpty());
    }

    /** The snippets that do not stand in their source, whatever their indentation. */
    private static List<String> strangers(String guide) throws IOException {
        List<String> strangers = new ArrayList<>();
        Matcher snippets = SNIPPET.matcher(guide);
        while (snippets.find()) {
            String source = Files.readString(Path.of("../..").resolve(snippets.group(1)));
            if (!plain(source).contains(plain(snippets.group(2)))) {
                strangers.add(snippets.group(1) + ": has no such lines:\n" + snippets.group(2));
            }
        }
        return strangers;
    }

    private static String plain(String code) {
        return code.lines().map(String::strip).collect(Collectors.joining("\n", "\n", "\n"));
    }
}

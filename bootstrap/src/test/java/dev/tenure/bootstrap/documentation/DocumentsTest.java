package dev.tenure.bootstrap.documentation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What a document names is there: files, headings, commands, types, operations of the API. */
class DocumentsTest {

    private static final Documents OURS = new Documents(Repository.here());
    private static final Set<String> FOREIGN = foreignTypes();

    private static final String SCRIPT = """
            usage: demo [--once]
            case "$command" in
              demo) run_demo "$@" ;;
              help | --help | -h) help ;;
            esac
            """;

    @Test
    void everyRelativeLinkLeadsSomewhere() {
        holds(OURS.links(), 40);
    }

    @Test
    void everyCallOfTheScriptIsOneThatItKnows() {
        holds(OURS.commands(), 15);
    }

    @Test
    void everyPathExists() {
        holds(OURS.paths(), 20);
    }

    @Test
    void everyTypeIsDeclared() {
        holds(OURS.types(FOREIGN), 30);
    }

    @Test
    void everyForeignTypeIsStillNamed() {
        Set<String> unused = new TreeSet<>(FOREIGN);
        unused.removeAll(OURS.codeWords());
        assertEquals(Set.of(), unused, "no document names these: remove them from documentation/foreign-types.txt");
    }

    @Test
    void everyOperationOfTheApiIsDescribed() {
        holds(OURS.operations(), 10);
    }

    @Test
    void everyDecisionStandsInTheIndex() {
        Repository repository = Repository.here();
        String index = repository.text("docs/adr/README.md");
        assertEquals(
                List.of(),
                repository.with(path -> path.matches("docs/adr/[0-9]{4}-.*\\.md")).keySet().stream()
                        .map(path -> path.substring("docs/adr/".length()))
                        .filter(file -> !index.contains("](" + file + ")"))
                        .toList(),
                "add these to docs/adr/README.md");
    }

    @Test
    void aLinkThatLeadsNowhereIsFound() {
        assertEquals(
                List.of(
                        "docs/a.md: links to gone.md, and there is no docs/gone.md",
                        "docs/a.md: links to ../README.md#no-such, and README.md has no such heading"),
                planted("""
                        [a](gone.md) [b](../README.md#no-such) [c](../README.md#what-it-is) [d](https://example.com/x)
                        ```
                        [in code](nowhere.md)
                        ```
                        """).links().broken());
    }

    @Test
    void aCommandThatTheScriptLacksIsFound() {
        List<String> broken = planted("`./tenure demo --once`, `./tenure demo --twice`, `./tenure fly`, ./tenure help")
                .commands()
                .broken();
        assertEquals(2, broken.size(), () -> broken.toString());
        assertTrue(broken.get(0).contains("--twice"), () -> broken.toString());
        assertTrue(broken.get(1).contains("./tenure fly"), () -> broken.toString());
    }

    @Test
    void aPathThatDoesNotExistIsFound() {
        assertEquals(
                List.of("docs/a.md: names domain/src/Gone.java, and there is no such file or folder"),
                planted("`domain/src/Gone.java`, domain/src/main/Kept.java, demo/target/x, https://a.example/docs/none")
                        .paths()
                        .broken());
    }

    @Test
    void aTypeThatNobodyDeclaresIsFound() {
        assertEquals(
                List.of(
                        "docs/a.md: names the type GoneType, and no source declares GoneType",
                        "docs/a.md: names the type KeptType.Lost, and no source declares Lost inside it"),
                planted("`KeptType`, `KeptType.Inner`, `GoneType`, `KeptType.Lost`, `ForeignType`, `plain`, `CSV`")
                        .types(Set.of("ForeignType"))
                        .broken());
    }

    @Test
    void anOperationThatIsNotDescribedIsFound() {
        assertEquals(
                List.of(
                        "docs/a.md: names DELETE /api/v1/systems, and docs/openapi.yaml describes only [get]",
                        "docs/a.md: names /api/v1/gone, and docs/openapi.yaml does not describe it"),
                planted("""
                        GET /api/v1/systems, DELETE /api/v1/systems, `/api/v1/gone`
                        curl -X PUT "$TENURE/api/v1/systems/$ID"
                        """).operations().broken());
    }

    private static void holds(Findings findings, int floor) {
        assertEquals(List.of(), findings.broken(), () -> "\n" + String.join("\n", findings.broken()) + "\n");
        assertTrue(
                findings.seen() >= floor,
                () -> "looked at " + findings.seen() + " places, the floor is " + floor + ": find out what it lost");
    }

    private static Documents planted(String document) {
        return new Documents(new Repository(Map.of(
                "README.md", "# What it is\n",
                "docs/a.md", document,
                "docs/openapi.yaml",
                        "paths:\n  /api/v1/systems:\n    get:\n  /api/v1/systems/{id}:\n    put:\n      tags: []\n",
                "tenure", SCRIPT,
                "domain/src/main/Kept.java", "class KeptType { record Inner() {} }",
                "demo/pom.xml", "<project/>")));
    }

    private static Set<String> foreignTypes() {
        try (InputStream in = Objects.requireNonNull(
                DocumentsTest.class.getResourceAsStream("/documentation/foreign-types.txt"),
                "documentation/foreign-types.txt is missing")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

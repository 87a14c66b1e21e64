package dev.tenure.bootstrap.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenure.bootstrap.http.Description.Operation;
import dev.tenure.bootstrap.http.Description.Parameter;
import dev.tenure.bootstrap.testing.DirectoriesForTests;
import dev.tenure.bootstrap.testing.ProviderForTests;
import dev.tenure.persistence.testing.DatabaseForTests;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every curl command of the documents is one that the API's description knows, with the headers and names that it needs. */
@QuarkusTest
@QuarkusTestResource(DatabaseForTests.class)
@QuarkusTestResource(ProviderForTests.class)
@QuarkusTestResource(DirectoriesForTests.class)
class DocumentedCommandsTest {

    private static final Path ROOT = Path.of("..");
    private static final int COMMANDS_AT_LEAST = 12;

    @TestHTTPResource
    URI address;

    private Description description = Description.NONE;

    @BeforeEach
    void readTheDescription() {
        description = Description.of(new Api(address));
    }

    @Test
    void everyCommandIsOneThatTheServiceTakes() throws IOException {
        List<String> wrong = new ArrayList<>();
        int seen = 0;
        for (Path document : documents()) {
            for (CurlCommand command : CurlCommand.in(Files.readString(document))) {
                seen++;
                flaws(command).forEach(flaw -> wrong.add(document + ": " + flaw + ": " + command.text()));
            }
        }
        assertEquals(List.of(), wrong);
        assertTrue(seen >= COMMANDS_AT_LEAST, "only " + seen + " commands were found");
    }

    @Test
    void aCommandThatTheServiceDoesNotTakeIsFound() {
        String token = "-H \"Authorization: Bearer $TOKEN\"";
        String json = "-H 'Content-Type: application/json'";
        Map<String, String> planted = Map.of(
                "curl \"$TENURE/api/v1/systems\"",
                "Authorization is missing",
                "curl " + token + " \"$TENURE/api/v1/system\"",
                "there is no GET /api/v1/system",
                "curl -X POST " + token + " \"$TENURE/api/v1/systems/$ID/reads\"",
                "Idempotency-Key is missing",
                "curl " + token + " \"$TENURE/api/v1/systems?mod=act\"",
                "there is no parameter mod",
                "curl -X PUT " + token + " -d '{}' \"$TENURE/api/v1/accounts/$ID/protection\"",
                "Content-Type is not application/json",
                "curl -X PUT " + token + " " + json
                        + " -H 'If-Match: \"1\"' \\\n  -d '{\n\"zone\": \"UTC\"}' \"$TENURE/api/v1/worker-feeds/hr\"",
                "the body has no member zone");
        planted.forEach((text, flaw) ->
                assertEquals(List.of(flaw), flaws(CurlCommand.in(text).getFirst()), text));
    }

    private static List<Path> documents() throws IOException {
        try (Stream<Path> found = Files.walk(ROOT.resolve("docs"))) {
            return Stream.concat(
                            Stream.of(ROOT.resolve("README.md")),
                            found.filter(file -> file.toString().endsWith(".md"))
                                    .sorted())
                    .toList();
        }
    }

    private List<String> flaws(CurlCommand command) {
        if (command.text().contains("/hooks/v1/")) {
            // What is signed is no operation of the API; HooksTest sends the same.
            boolean isWhole = command.method().equals("POST")
                    && command.headers().containsKey("Tenure-Signature")
                    && command.headers().containsKey("Tenure-Delivery");
            return isWhole ? List.of() : List.of("a delivery is posted with its signature and its name");
        }
        Optional<Operation> known = description.operations().values().stream()
                .filter(one -> one.method().equals(command.method()) && fits(one.path(), command.path()))
                .findFirst();
        if (known.isEmpty()) {
            return List.of("there is no " + command.method() + " " + command.path());
        }
        Operation operation = known.get();
        List<String> flaws = new ArrayList<>();
        if (!command.headers().containsKey("Authorization")) {
            flaws.add("Authorization is missing");
        }
        for (Parameter header : operation.parameters("header")) {
            if (header.required() && !command.headers().containsKey(header.name())) {
                flaws.add(header.name() + " is missing");
            }
        }
        if (operation.takes("If-None-Match")
                && !command.headers().containsKey("If-Match")
                && !command.headers().containsKey("If-None-Match")) {
            flaws.add("If-Match is missing");
        }
        for (String name : command.query()) {
            if (operation.parameters("query").stream()
                    .noneMatch(one -> one.name().equals(name))) {
                flaws.add("there is no parameter " + name);
            }
        }
        String type = command.headers().getOrDefault("Content-Type", "");
        if (!operation.contentType().isEmpty() && !type.startsWith(operation.contentType())) {
            flaws.add("Content-Type is not " + operation.contentType());
        }
        if (!command.body().isEmpty() && !operation.contentType().isEmpty()) {
            unknownMembers(operation.schema(), parsed(command), flaws);
        }
        return flaws;
    }

    /** A variable of the shell stands for one segment. */
    private static boolean fits(String template, String path) {
        return path.matches(template.replaceAll("\\{[a-zA-Z]+}", "[^/]+"));
    }

    private static JsonNode parsed(CurlCommand command) {
        try {
            return Api.JSON.readTree(command.body());
        } catch (IOException e) {
            throw new AssertionError("no JSON: " + command.text(), e);
        }
    }

    private void unknownMembers(JsonNode reference, JsonNode value, List<String> flaws) {
        JsonNode schema = description.resolved(reference);
        for (Map.Entry<String, JsonNode> member : value.properties()) {
            JsonNode known = schema.path("properties").path(member.getKey());
            if (!known.isMissingNode()) {
                unknownMembers(known, member.getValue(), flaws);
            } else if (!schema.has("additionalProperties")) {
                flaws.add("the body has no member " + member.getKey());
            }
        }
    }
}

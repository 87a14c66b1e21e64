package dev.tenure.rest.description;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The description that the API gives of itself. Write it anew with {@code -Dtenure.description.write=true} and look at the difference. */
@QuarkusTest
class DescriptionTest {

    private static final Path COMMITTED = Path.of("..", "docs", "openapi.yaml");

    @TestHTTPResource("/openapi")
    URI description = URI.create("/");

    @Test
    void theCommittedDescriptionIsTheOneThatIsServed() throws Exception {
        String served = get("");
        if (Boolean.getBoolean("tenure.description.write")) {
            Files.writeString(COMMITTED, served);
        }
        assertEquals(Files.readString(COMMITTED), served);
    }

    @Test
    void itIsOpenApi31() throws Exception {
        assertTrue(
                json().get("openapi").asText().startsWith("3.1."),
                json().get("openapi").asText());
    }

    @Test
    void everyOperationIsDescribedWhole() throws Exception {
        JsonNode whole = json();
        List<String> missing = new ArrayList<>();
        int operations = 0;
        for (var path : whole.get("paths").properties()) {
            for (var method : path.getValue().properties()) {
                JsonNode operation = method.getValue();
                if (!operation.has("operationId")) {
                    continue;
                }
                operations++;
                String id = operation.get("operationId").asText();
                check(operation.has("summary"), id + " has no summary", missing);
                check(operation.at("/security/0").has("bearer"), id + " names no security", missing);
                for (String status : List.of("400", "401", "403", "406", "500")) {
                    check(
                            resolved(whole, operation.at("/responses/" + status))
                                    .path("content")
                                    .has("application/problem+json"),
                            id + " describes no " + status,
                            missing);
                }
                for (var response : operation.get("responses").properties()) {
                    JsonNode answer = resolved(whole, response.getValue());
                    String which = id + " " + response.getKey();
                    check(!answer.path("description").asText().isBlank(), which + " says nothing", missing);
                    check(answer.path("headers").has("X-Correlation-Id"), which + " has no correlation id", missing);
                    // RFC 9110, 15.3.5: 204 has none.
                    boolean isEmpty = answer.path("content").isEmpty();
                    check(isEmpty == response.getKey().equals("204"), which + " has no content", missing);
                    for (var content : answer.path("content").properties()) {
                        boolean shown = content.getKey().startsWith("text/")
                                || content.getValue().has("example")
                                || content.getValue().has("examples");
                        check(shown, which + " has no example", missing);
                        check(content.getValue().has("schema"), which + " has no schema", missing);
                    }
                }
                for (var content : operation.at("/requestBody/content").properties()) {
                    check(content.getValue().has("example"), id + " has no example of its body", missing);
                }
                for (JsonNode one : operation.path("parameters")) {
                    JsonNode parameter = resolved(whole, one);
                    boolean says = parameter.has("description")
                            || parameter.at("/schema/format").asText().equals("uuid")
                            || parameter.get("name").asText().equals("limit");
                    check(says, id + " says nothing of " + parameter.get("name").asText(), missing);
                }
            }
        }
        assertEquals(List.of(), missing);
        assertTrue(operations >= 38, "only " + operations);
    }

    @Test
    void everyReferenceLeadsSomewhere() throws Exception {
        JsonNode whole = json();
        for (JsonNode reference : whole.findValues("$ref")) {
            assertTrue(reference.asText().startsWith("#/"), reference.asText());
            assertFalse(whole.at(reference.asText().substring(1)).isMissingNode(), reference.asText());
        }
    }

    @Test
    void noNameOfTheCodeShowsInSchemas() throws Exception {
        json().at("/components/schemas")
                .fieldNames()
                .forEachRemaining(name -> assertFalse(name.endsWith("Json"), name));
    }

    private static JsonNode resolved(JsonNode whole, JsonNode node) {
        return node.has("$ref") ? whole.at(node.get("$ref").asText().substring(1)) : node;
    }

    private static void check(boolean fine, String complaint, List<String> into) {
        if (!fine) {
            into.add(complaint);
        }
    }

    private JsonNode json() throws Exception {
        return new ObjectMapper().readTree(get("?format=json"));
    }

    private String get(String query) throws Exception {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .build()
                .send(HttpRequest.newBuilder(URI.create(description + query)).build(), BodyHandlers.ofString())
                .body();
    }
}

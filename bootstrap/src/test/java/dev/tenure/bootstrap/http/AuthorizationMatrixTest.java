package dev.tenure.bootstrap.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenure.bootstrap.testing.DirectoriesForTests;
import dev.tenure.bootstrap.testing.Given;
import dev.tenure.bootstrap.testing.Provider;
import dev.tenure.bootstrap.testing.ProviderForTests;
import dev.tenure.domain.authorization.Role;
import dev.tenure.persistence.testing.DatabaseForTests;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Every operation that the OpenAPI description names, by every role and by those who are nobody (DESIGN section 8). An
 * operation that {@code authorization.txt} does not classify fails here until it is.
 */
@QuarkusTest
@QuarkusTestResource(DatabaseForTests.class)
@QuarkusTestResource(ProviderForTests.class)
@QuarkusTestResource(DirectoriesForTests.class)
class AuthorizationMatrixTest {

    private static final int OPERATIONS_AT_LEAST = 35;

    @TestHTTPResource
    URI address;

    @Given
    Provider provider;

    private Api api = new Api(URI.create("http://localhost"));
    private Map<String, Operation> operations = Map.of();

    /** An operation with a request that is right but for who sends it. */
    private record Operation(String method, String path, String contentType, String body) {

        String name() {
            return method + " " + path;
        }

        String concretePath() {
            return path.replace("{name}", "no-such-feed")
                    .replaceAll("\\{[a-zA-Z]+}", UUID.randomUUID().toString());
        }
    }

    @BeforeEach
    void readTheDescription() {
        String base = address.toString();
        api = new Api(URI.create(base.endsWith("/") ? base.substring(0, base.length() - 1) : base));
        operations = described();
    }

    @Test
    void everyOperationIsClassified() throws IOException {
        assertTrue(operations.size() >= OPERATIONS_AT_LEAST, "found " + operations.size() + " operations");
        assertEquals(new TreeSet<>(classified().keySet()), new TreeSet<>(operations.keySet()));
    }

    @Test
    void eachRoleMayDoWhatItsWorkNeedsAndNothingElse() throws IOException {
        List<String> wrong = new ArrayList<>();
        classified().forEach((name, allowed) -> {
            Operation operation = operations.get(name);
            if (operation == null) {
                return;
            }
            for (Role role : Role.values()) {
                int status = call(operation, provider.token("matrix-" + role, role));
                boolean refused = status == 403;
                boolean wanted = !allowed.contains(role);
                if (refused != wanted || status == 401 || status >= 500) {
                    wrong.add(name + " as " + role + " gives " + status);
                }
            }
        });
        assertEquals(List.of(), wrong);
    }

    @Test
    void whoHasNoRoleMayDoNothing() {
        List<String> wrong = new ArrayList<>();
        operations.values().forEach(operation -> {
            int status = call(operation, provider.token("nobody-in-particular"));
            if (status != 403) {
                wrong.add(operation.name() + " gives " + status);
            }
        });
        assertEquals(List.of(), wrong);
    }

    @Test
    void whoCannotProveWhoTheyAreIsNotLetIn() {
        List<String> wrong = new ArrayList<>();
        Map<String, String> bad = new TreeMap<>(Map.of(
                "no token", "",
                "an expired token", provider.expiredToken("late", Role.values()),
                "a token for another audience", provider.tokenForAnotherAudience("elsewhere", Role.values()),
                "a forged token", provider.forgedToken("forger", Role.values()),
                "no token at all", "x.y.z"));
        operations
                .values()
                .forEach(operation -> bad.forEach((what, token) -> {
                    int status = call(operation, token);
                    if (status != 401) {
                        wrong.add(operation.name() + " with " + what + " gives " + status);
                    }
                }));
        assertEquals(List.of(), wrong);
    }

    private int call(Operation operation, String token) {
        List<String> headers = new ArrayList<>();
        if (operation.method().equals("POST")) {
            headers.addAll(List.of("Idempotency-Key", UUID.randomUUID().toString()));
        }
        if (operation.method().equals("PUT") && !operation.path().endsWith("/protection")) {
            headers.addAll(List.of("If-Match", "\"1\""));
        }
        return api.send(
                        operation.method(),
                        operation.concretePath() + queryOf(operation),
                        token,
                        operation.contentType(),
                        operation.body(),
                        headers.toArray(String[]::new))
                .status();
    }

    private static String queryOf(Operation operation) {
        if (operation.path().endsWith("/proofs/inclusion")) {
            return "?leafIndex=0";
        }
        return operation.path().endsWith("/proofs/consistency") ? "?from=0" : "";
    }

    private Map<String, Operation> described() {
        JsonNode description = api.get("/openapi?format=json", "").json();
        Map<String, Operation> found = new TreeMap<>();
        for (Map.Entry<String, JsonNode> path : description.path("paths").properties()) {
            for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
                JsonNode content = operation.getValue().path("requestBody").path("content");
                String type = "";
                String body = "";
                Iterator<Map.Entry<String, JsonNode>> types =
                        content.properties().iterator();
                if (types.hasNext()) {
                    Map.Entry<String, JsonNode> first = types.next();
                    type = first.getKey();
                    body = example(first.getValue());
                }
                Operation read = new Operation(operation.getKey().toUpperCase(Locale.ROOT), path.getKey(), type, body);
                found.put(read.name(), read);
            }
        }
        return found;
    }

    private static String example(JsonNode content) {
        JsonNode example = content.path("example");
        if (example.isMissingNode()) {
            Iterator<JsonNode> examples = content.path("examples").iterator();
            example = examples.hasNext() ? examples.next().path("value") : example;
        }
        return example.isTextual() ? example.asText() : example.toString();
    }

    /** Lines of {@code METHOD path | ROLE ROLE}. */
    private static Map<String, Set<Role>> classified() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(AuthorizationMatrixTest.class.getResourceAsStream("/http/authorization.txt"))) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return text.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split("\\|"))
                    .collect(Collectors.toMap(parts -> parts[0].strip(), parts -> roles(parts[1].strip())));
        }
    }

    private static Set<Role> roles(String names) {
        return Arrays.stream(names.split(" +"))
                .map(Role::valueOf)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Role.class)));
    }
}

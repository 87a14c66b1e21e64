package dev.tenure.bootstrap.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.bootstrap.http.Description.Operation;
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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
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

    @BeforeEach
    void readTheDescription() {
        api = new Api(address);
        operations = Description.of(api).operations();
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
        return api.send(
                        operation.method(),
                        operation.concretePath() + operation.neededQuery(),
                        token,
                        operation.contentType(),
                        operation.body(),
                        operation.neededHeaders().toArray(String[]::new))
                .status();
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

package dev.tenure.bootstrap.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.bootstrap.http.Api.Answer;
import dev.tenure.bootstrap.testing.DirectoriesForTests;
import dev.tenure.bootstrap.testing.Given;
import dev.tenure.bootstrap.testing.Provider;
import dev.tenure.bootstrap.testing.ProviderForTests;
import dev.tenure.domain.authorization.Role;
import dev.tenure.persistence.testing.DatabaseForTests;
import dev.tenure.rest.scim.ScimGroupsResource;
import dev.tenure.rest.scim.ScimResource;
import dev.tenure.rest.scim.ScimUsersResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Every SCIM endpoint by every role and by those who are nobody. The endpoints are read from the resources: SCIM describes
 * itself by its schemas, so they are not in the OpenAPI description that {@link AuthorizationMatrixTest} goes by.
 */
@QuarkusTest
@QuarkusTestResource(DatabaseForTests.class)
@QuarkusTestResource(ProviderForTests.class)
@QuarkusTestResource(DirectoriesForTests.class)
class ScimAuthorizationTest {

    private static final int ENDPOINTS_AT_LEAST = 27;

    private record Endpoint(String method, String path) {}

    @TestHTTPResource
    URI address;

    @Given
    Provider provider;

    private Api api = new Api(URI.create("http://localhost"));
    private String name = "";

    @BeforeEach
    void aClient() {
        api = new Api(address);
        name = "matrix-" + UUID.randomUUID();
        assertEquals(201, configure(true, "If-None-Match", "*").status());
    }

    private Answer configure(boolean enabled, String... precondition) {
        return api.send(
                "PUT",
                "/api/v1/scim-clients/" + name,
                provider.token("admin", Role.ADMINISTRATOR),
                "application/json",
                "{\"subject\":\"" + name + "\",\"timeZone\":\"UTC\",\"enabled\":" + enabled + "}",
                precondition);
    }

    private static List<Endpoint> endpoints() {
        List<Endpoint> endpoints = new ArrayList<>();
        for (Class<?> resource : List.of(ScimResource.class, ScimUsersResource.class, ScimGroupsResource.class)) {
            String root =
                    Objects.requireNonNull(resource.getAnnotation(Path.class)).value();
            for (Method method : resource.getDeclaredMethods()) {
                Optional<String> verb = Arrays.stream(method.getAnnotations())
                        .map(Annotation::annotationType)
                        .filter(type -> type.isAnnotationPresent(HttpMethod.class))
                        .map(type -> Objects.requireNonNull(type.getAnnotation(HttpMethod.class))
                                .value())
                        .findFirst();
                Path path = method.getAnnotation(Path.class);
                verb.ifPresent(found -> endpoints.add(new Endpoint(
                        found,
                        root
                                + (path == null
                                        ? ""
                                        : "/"
                                                + path.value()
                                                        .replace(
                                                                "{id}",
                                                                UUID.randomUUID()
                                                                        .toString())))));
            }
        }
        assertTrue(endpoints.size() >= ENDPOINTS_AT_LEAST, "found " + endpoints.size());
        return endpoints;
    }

    private int call(Endpoint endpoint, String token) {
        boolean body = List.of("POST", "PUT", "PATCH").contains(endpoint.method())
                && !endpoint.path().endsWith("/Me");
        Answer answer = api.send(endpoint.method(), endpoint.path(), token, "application/scim+json", body ? "{}" : "");
        if (answer.status() >= 400) {
            assertTrue(answer.contentType().startsWith("application/scim+json"), endpoint + " " + answer.contentType());
            assertEquals(
                    Integer.toString(answer.status()),
                    answer.json().path("status").asText());
        }
        return answer.status();
    }

    @Test
    void onlySourcesOfWorkersMayPush() {
        List<String> wrong = new ArrayList<>();
        for (Endpoint endpoint : endpoints()) {
            for (Role role : Role.values()) {
                int status = call(endpoint, provider.token(name, role));
                if ((status == 403) == (role == Role.HR_SOURCE) || status == 401 || status == 500) {
                    wrong.add(endpoint + " as " + role + " gives " + status);
                }
            }
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    void whoIsNoClientOrADisabledOneMayDoNothing() {
        assertEquals(200, configure(false, "If-Match", "\"1\"").status());
        List<String> wrong = new ArrayList<>();
        for (Endpoint endpoint : endpoints()) {
            for (String token : List.of(
                    provider.token(name, Role.HR_SOURCE),
                    provider.token("stranger", Role.HR_SOURCE),
                    provider.token(name))) {
                int status = call(endpoint, token);
                if (status != 403) {
                    wrong.add(endpoint + " gives " + status);
                }
            }
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    void whoCannotProveWhoTheyAreIsNotLetIn() {
        Map<String, String> bad = new TreeMap<>(Map.of(
                "no token", "",
                "an expired token", provider.expiredToken(name, Role.values()),
                "a token for another audience", provider.tokenForAnotherAudience(name, Role.values()),
                "a forged token", provider.forgedToken(name, Role.values()),
                "no token at all", "x.y.z"));
        List<String> wrong = new ArrayList<>();
        for (Endpoint endpoint : endpoints()) {
            bad.forEach((what, token) -> {
                int status = call(endpoint, token);
                if (status != 401) {
                    wrong.add(endpoint + " with " + what + " gives " + status);
                }
            });
        }
        assertEquals(List.of(), wrong);
    }
}

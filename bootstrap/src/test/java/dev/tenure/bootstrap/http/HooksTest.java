package dev.tenure.bootstrap.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenure.bootstrap.http.Api.Answer;
import dev.tenure.bootstrap.testing.DirectoriesForTests;
import dev.tenure.bootstrap.testing.Given;
import dev.tenure.bootstrap.testing.Provider;
import dev.tenure.bootstrap.testing.ProviderForTests;
import dev.tenure.domain.authorization.Role;
import dev.tenure.persistence.testing.DatabaseForTests;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signed deliveries over HTTP: who signs rightly is heard once, and who does not learns nothing. */
@QuarkusTest
@QuarkusTestResource(DatabaseForTests.class)
@QuarkusTestResource(ProviderForTests.class)
@QuarkusTestResource(DirectoriesForTests.class)
class HooksTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TestHTTPResource
    URI address;

    @Given
    Provider provider;

    private Api api = new Api(URI.create("http://localhost"));
    private String token = "";
    private final String source = "hooks-" + UUID.randomUUID();

    @BeforeEach
    void configure() {
        api = new Api(address);
        token = provider.token("hooks-admin", Role.values());
        Answer added = api.send(
                "PUT",
                "/api/v1/webhook-sources/" + source,
                token,
                "application/json",
                "{\"vendor\":\"generic\",\"secrets\":[\"file:hook\"],\"timeZone\":\"Europe/Berlin\"}",
                "If-None-Match",
                "*");
        assertEquals(201, added.status(), added.body());
        assertFalse(added.body().contains(DirectoriesForTests.HOOK_SECRET));
    }

    private static String person(String worker) {
        return "{\"worker_id\":\"" + worker + "\",\"given_name\":\"Ada\",\"family_name\":\"" + worker
                + "\",\"start_date\":\"2024-01-01\"}";
    }

    private static String signature(String secret, Instant at, String body) {
        String seconds = Long.toString(at.getEpochSecond());
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return "t=" + seconds + ",v1="
                    + HexFormat.of().formatHex(mac.doFinal((seconds + "." + body).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Answer send(String to, String secret, Instant at, String body, String... headers) {
        List<String> all = new ArrayList<>(List.of(headers));
        all.addAll(List.of("Tenure-Signature", signature(secret, at, body)));
        return api.send("POST", "/hooks/v1/" + to, "", "application/json", body, all.toArray(String[]::new));
    }

    private Answer send(String body, String... headers) {
        return send(source, DirectoriesForTests.HOOK_SECRET, Instant.now(), body, headers);
    }

    private static void await(String what, Supplier<Boolean> isSo) {
        Instant end = Instant.now().plus(PATIENCE);
        while (!isSo.get()) {
            assertTrue(Instant.now().isBefore(end), what);
            Thread.onSpinWait();
        }
    }

    private JsonNode deliveries() {
        return api.get("/api/v1/webhook-deliveries?source=" + source, token)
                .json()
                .get("items");
    }

    @Test
    void aSignedRecordHiresSomebodyOnceHoweverOftenItComes() {
        String worker = UUID.randomUUID().toString();
        Answer first = send(person(worker), "Tenure-Delivery", "one");
        assertEquals(200, first.status(), first.body());
        Answer again = send(person(worker), "Tenure-Delivery", "one");
        assertEquals(first.json().get("delivery"), again.json().get("delivery"));
        assertTrue(again.json().get("repeated").asBoolean());
        await(
                "is hired",
                () -> api.get("/api/v1/identities?text=" + worker, token)
                                .json()
                                .get("items")
                                .size()
                        == 1);
        await("is taken", () -> deliveries().get(0).get("state").asText().equals("taken"));
        assertEquals(1, deliveries().size());
        assertEquals(422, send(person(worker + "2"), "Tenure-Delivery", "one").status());
    }

    @Test
    void ofManyAtOnceOneWorksAndTheOthersLearnWhatItDid() throws Exception {
        String body = person(UUID.randomUUID().toString());
        Instant at = Instant.now();
        Set<String> ids = new TreeSet<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Answer>> answers = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                answers.add(threads.submit(() -> send(source, DirectoriesForTests.HOOK_SECRET, at, body)));
            }
            for (Future<Answer> answer : answers) {
                assertEquals(200, answer.get().status(), answer.get().body());
                ids.add(answer.get().json().get("delivery").asText());
            }
        }
        assertEquals(1, ids.size());
        assertEquals(1, deliveries().size());
    }

    @Test
    void anUnknownSourceAnswersLikeAWrongSignature() {
        Answer unknown = send("no-such-source", DirectoriesForTests.HOOK_SECRET, Instant.now(), person("1"));
        Answer wrong = send(source, "wrong horse", Instant.now(), person("1"));
        Answer none = api.send("POST", "/hooks/v1/" + source, "", "application/json", person("1"));
        for (Answer answer : List.of(unknown, wrong, none)) {
            assertEquals(401, answer.status());
            assertEquals("application/problem+json", answer.contentType());
            assertEquals(
                    "https://tenure.dev/problems/not-genuine",
                    answer.json().get("type").asText());
            assertEquals(wrong.json().get("detail"), answer.json().get("detail"));
            assertEquals(wrong.headers().keySet(), answer.headers().keySet());
        }
        assertEquals(0, deliveries().size());
    }

    @Test
    void noTokenOpensWhatASignatureDoesNot() {
        for (Role role : Role.values()) {
            Answer answer = api.send(
                    "POST",
                    "/hooks/v1/" + source,
                    provider.token("hooks-" + role, role),
                    "application/json",
                    person("1"));
            assertEquals(401, answer.status(), role.name());
        }
        String body = person(UUID.randomUUID().toString());
        Answer signed = api.send(
                "POST",
                "/hooks/v1/" + source,
                "x.y.z",
                "application/json",
                body,
                "Tenure-Signature",
                signature(DirectoriesForTests.HOOK_SECRET, Instant.now(), body));
        assertEquals(200, signed.status(), signed.body());
    }

    @Test
    void aDeliveryThatWasSignedForAnotherTimeIsRefusedAndSaysSo() {
        for (Duration off : List.of(Duration.ofMinutes(-6), Duration.ofMinutes(6))) {
            Answer answer =
                    send(source, DirectoriesForTests.HOOK_SECRET, Instant.now().plus(off), person("1"));
            assertEquals(401, answer.status());
            assertEquals(
                    "https://tenure.dev/problems/out-of-time",
                    answer.json().get("type").asText());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "[]",
                "{\"worker_id\":\"1\",\"worker_id\":\"2\"}",
                "{\"worker_id\":\"\\u0000\"}",
                "{\"worker_id\":{\"deep\":[[[[[[1]]]]]]}}",
                "{\"given_name\":\"Ada\"}",
                "{\"worker_id\":\"9\",\"given_name\":\"Ada\",\"family_name\":\"S\",\"start_date\":\"31.12.2024\"}"
            })
    void whatCannotBeTakenIsRefusedVisibly(String body) {
        Answer answer = send(body);
        assertEquals(200, answer.status(), answer.body());
        await("is refused", () -> deliveries().get(0).get("state").asText().equals("refused"));
        JsonNode problem = deliveries().get(0).get("problems").get(0);
        assertTrue(problem.get("reason").asText().contains(": "), problem.toString());
    }

    @Test
    void whatIsTooLargeOrCompressedIsNotRead() {
        Answer large = send("x".repeat((1 << 20) + 1));
        assertEquals(413, large.status(), large.body());
        assertEquals(415, send(person("1"), "Content-Encoding", "gzip").status());
        assertEquals(405, api.get("/hooks/v1/" + source, "").status());
        assertEquals(
                404,
                api.send("POST", "/hooks/v2/x", "", "application/json", "{}").status());
    }
}

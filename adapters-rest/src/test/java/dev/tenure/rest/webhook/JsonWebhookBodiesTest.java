package dev.tenure.rest.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.application.webhook.WebhookBodies;
import dev.tenure.application.webhook.WebhookBodies.Content;
import dev.tenure.domain.identity.WorkerFeed.Fact;
import dev.tenure.domain.identity.WorkerSource;
import dev.tenure.domain.webhook.Body;
import dev.tenure.domain.webhook.Vendor;
import dev.tenure.domain.webhook.VendorApi;
import dev.tenure.domain.webhook.WebhookDelivery.Hint;
import dev.tenure.domain.webhook.WebhookSource;
import dev.tenure.rest.request.ApiMapper;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every vendor's bodies, as they document them, and bodies that mean harm. */
class JsonWebhookBodiesTest {

    private final WebhookBodies bodies = new JsonWebhookBodies(ApiMapper.create());

    private static WebhookSource source(Vendor vendor) {
        return new WebhookSource(
                WorkerSource.named("people", ZoneId.of("Europe/Berlin")),
                vendor,
                List.of("env:TENURE_SECRET_HOOK"),
                WebhookSource.USUAL_TOLERANCE,
                vendor == Vendor.GENERIC
                        ? Optional.empty()
                        : Optional.of(new VendorApi("https://hr.example", "file:token")),
                vendor == Vendor.GENERIC ? WebhookSource.usualPointers() : Map.of(),
                true,
                1);
    }

    private Content read(Vendor vendor, String body) {
        return bodies.read(source(vendor), Body.of(body.getBytes(StandardCharsets.UTF_8)));
    }

    private Hint only(Vendor vendor, String body) {
        Content.Hints hints = (Content.Hints) read(vendor, body);
        assertEquals(1, hints.hints().size());
        return hints.hints().getFirst();
    }

    @Test
    void bambooHrTellsOfOneEmployeeOrOfMany() {
        Hint hint = only(Vendor.BAMBOOHR, """
                {"type":"employee.updated","timestamp":"2026-03-02T08:00:00Z","data":{"employeeId":"123"}}""");
        assertEquals(Optional.of("123"), hint.worker());
        assertEquals(Optional.of("employee.updated"), hint.event());
        assertEquals(Optional.of(Instant.parse("2026-03-02T08:00:00Z")), hint.saidAt());
        Content.Hints many = (Content.Hints) read(Vendor.BAMBOOHR, """
                {"employees":[{"id":1,"action":"Updated","timestamp":"2026-03-02T08:00:00+00:00","changedFields":["status"],
                "fields":{"status":{"value":"Inactive"}}},{"id":"2"},{"action":"Updated"}]}""");
        assertEquals(
                List.of("1", "2"),
                many.hints().stream().map(one -> one.worker().orElse("")).toList());
    }

    @Test
    void gustoTellsOfEmployeesAndHandsOverItsToken() {
        String body = """
                {"uuid":"u-1","event_type":"employee.terminated","resource_type":"Company","resource_uuid":"c-1",
                "entity_type":"Employee","entity_uuid":"e-1","timestamp":1671058841}""";
        Hint hint = only(Vendor.GUSTO, body);
        assertEquals(Optional.of("e-1"), hint.worker());
        assertEquals(Optional.of(Instant.ofEpochSecond(1_671_058_841)), hint.saidAt());
        assertEquals(Optional.of("u-1"), ((Content.Hints) read(Vendor.GUSTO, body)).deliveryId());
        Content.Hints company = (Content.Hints)
                read(Vendor.GUSTO, body.replace("\"Employee\"", "\"Company\"").replace("employee.t", "company.t"));
        assertEquals(List.of(), company.hints());
        Content.Handshake handshake = (Content.Handshake)
                read(Vendor.GUSTO, "{\"verification_token\":\"6590f590-3dba-495e-9bea-c361e1e2efc0\"}");
        assertEquals("6590f590-3dba-495e-9bea-c361e1e2efc0", handshake.token().reveal());
        assertFalse(handshake.toString().contains("6590f590"));
    }

    @Test
    void hiBobTellsOfEmployeesAndTestsItsConnection() {
        Hint hint = only(Vendor.HIBOB, """
                {"companyId":1,"type":"employee.access.revoked.immediately","triggeredBy":"9","version":"v2",
                "triggeredAt":"2026-03-02T08:00:00.123Z","data":{"employeeId":"3332883884017713938"}}""");
        assertEquals(Optional.of("3332883884017713938"), hint.worker());
        assertTrue(hint.immediate());
        assertFalse(only(Vendor.HIBOB, "{\"type\":\"employee.left\",\"data\":{\"employeeId\":\"3\"}}")
                .immediate());
        for (String ping : List.of("Ping test", "\"Ping test\"", "{\"text\":\"Ping test\"}")) {
            assertEquals(new Content.Hints(Optional.empty(), List.of()), read(Vendor.HIBOB, ping), ping);
        }
    }

    @Test
    void aGenericBodyIsTheRecordItself() {
        Hint hint = only(Vendor.GENERIC, """
                {"event":"worker.changed","worker_id":4711,"given_name":"Zoë","family_name":"Sample","start_date":"2024-01-01",
                "title":null,"department":"","as_of":"2026-03-02T08:00:00Z","of_no_interest":{"a":[1]}}""");
        assertEquals(
                Map.of(
                        Fact.WORKER_ID, "4711",
                        Fact.GIVEN_NAME, "Zoë",
                        Fact.FAMILY_NAME, "Sample",
                        Fact.START_DATE, "2024-01-01",
                        Fact.AS_OF, "2026-03-02T08:00:00Z"),
                hint.facts());
        assertEquals(Optional.of("4711"), hint.worker());
    }

    static Stream<String> hostile() {
        return Stream.of(
                "",
                " ",
                "worker_id=1",
                "[]",
                "7",
                "null",
                "{",
                "{\"worker_id\":",
                "{\"worker_id\":\"1\",\"worker_id\":\"2\"}",
                "{\"worker_id\":\"1\"} {}",
                "{\"worker_id\":{\"a\":1}}",
                "{\"worker_id\":[1]}",
                "{\"worker_id\":1.5}",
                "{\"worker_id\":1e400}",
                "{\"worker_id\":" + "9".repeat(200) + "}",
                "{\"worker_id\":\"a\\u0000b\"}",
                "{\"worker_id\":\"\\ud800\"}",
                "{\"a\":".repeat(60) + "1" + "}".repeat(60),
                "[".repeat(10_000),
                "{\"" + "n".repeat(2_000) + "\":1}",
                "{\"worker_id\":\"" + "x".repeat(200_000) + "\"}",
                "\u0000");
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void aBodyThatMeansHarmIsSaidToBeUnreadable(String body) {
        Content.Unreadable unreadable = assertInstanceOf(Content.Unreadable.class, read(Vendor.GENERIC, body));
        assertTrue(unreadable.remedy().length() > 10, unreadable.remedy());
        assertTrue(unreadable.remedy().length() < 300, unreadable.remedy());
    }

    @ParameterizedTest
    @EnumSource
    void bytesThatAreNoUtf8AreNotRead(Vendor vendor) {
        for (byte[] bytes : List.of(
                "{\"worker_id\":\"ä\"}".getBytes(StandardCharsets.ISO_8859_1),
                "{\"worker_id\":\"ä\"}".getBytes(StandardCharsets.UTF_16),
                new byte[] {0x1f, (byte) 0x8b, 8, 0})) {
            assertInstanceOf(Content.Unreadable.class, bodies.read(source(vendor), Body.of(bytes)));
        }
    }

    @Test
    void aDeliveryTellsOfABoundedNumberOfWorkers() {
        String most = IntStream.range(0, WebhookBodies.MOST_WORKERS)
                .mapToObj(i -> "{\"id\":" + i + "}")
                .collect(Collectors.joining(","));
        assertInstanceOf(Content.Hints.class, read(Vendor.BAMBOOHR, "{\"employees\":[" + most + "]}"));
        assertInstanceOf(Content.Unreadable.class, read(Vendor.BAMBOOHR, "{\"employees\":[" + most + ",{\"id\":1}]}"));
        assertInstanceOf(
                Content.Unreadable.class,
                read(Vendor.HIBOB, "{\"data\":{\"employeeId\":\"" + "1".repeat(401) + "\"}}"));
    }
}
